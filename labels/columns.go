package labels

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// use is the numbers of the columns that were chosen for each purpose; -1 if there is none.
type use struct {
	id, text, label, group, kind int
	coders                       []coderColumn
	meta                         []bool // of each column: it has no other use
}

// coderColumn is a column that holds the labels of one coder.
type coderColumn struct {
	column int
	coder  string
}

// labelNames are the columns that may hold the label, the likeliest first.
func (r *reader) labelNames() []string {
	switch {
	case r.opt.Fields.Label != "":
		return []string{r.opt.Fields.Label}
	case r.opt.Scheme != nil:
		return []string{r.opt.Scheme.Name, "label", "labels"}
	}
	return append([]string{"label", "labels", "class", "code"}, BuiltinNames()...)
}

// chooseColumns settles which columns hold what, once all columns are known.
func (r *reader) chooseColumns() error {
	f, u := r.opt.Fields, &r.use
	var err error
	choose := func(asked, usual, what string) int {
		name := asked
		if name == "" {
			name = usual
		}
		if c := r.find(name); c >= 0 {
			return c
		}
		if err == nil && (asked != "" || what == "text") {
			err = r.missing(name, what)
		}
		return -1
	}
	u.text = choose(f.Text, "text", "text")
	u.id = choose(f.ID, "id", "id")
	u.group = choose(f.Group, "article", "group")
	u.kind = choose(f.Kind, "kind", "kind")
	if err != nil {
		return err
	}
	names := r.labelNames()
	u.label = -1
	for _, n := range names {
		if u.label = r.find(n); u.label >= 0 {
			break
		}
	}
	if f.Coders != nil {
		for _, n := range f.Coders {
			c := r.find(n)
			if c < 0 {
				return r.missing(n, "coder")
			}
			u.coders = append(u.coders, coderColumn{c, coderName(n, names)})
		}
	} else {
		u.coders = r.fitting(r.coderColumns(names))
	}
	if u.label < 0 && (len(u.coders) == 0 || f.Label != "" && len(f.Coders) == 0 && !r.endsIn(u.coders, f.Label)) {
		return r.missing(names[0], "label")
	}
	u.meta = slices.Repeat([]bool{true}, len(r.columns))
	seen := map[string]int{}
	for _, c := range u.coders {
		if other, twice := seen[c.coder]; twice {
			return r.fatal(0, fmt.Sprintf("columns %s and %s are both of coder %q", r.columns[other], r.columns[c.column], c.coder), "name the coders' columns yourself")
		}
		seen[c.coder] = c.column
		u.meta[c.column] = false
	}
	for _, c := range []int{u.id, u.text, u.label, u.group, u.kind} {
		if c >= 0 {
			u.meta[c] = false
		}
	}
	return nil
}

// endsIn tells whether the coders' columns carry the label's name, so that a
// label column of its own may be missing.
func (r *reader) endsIn(coders []coderColumn, label string) bool {
	for _, c := range coders {
		if name := r.columns[c.column]; !strings.HasSuffix(name, "."+label) && !strings.HasSuffix(name, "_"+label) {
			return false
		}
	}
	return true
}

func (r *reader) missing(name, what string) error {
	return r.fatal(0, fmt.Sprintf("no %s column %q", what, clip(name, 60)), "the columns are "+clip(strings.Join(r.columns, ", "), 600)+"; name the one that is meant")
}

// coderName is the coder's name in a column's: coder_a, coder_a.stance and
// coder_a_stance are all coder a. Any other column is its own coder.
func coderName(column string, labels []string) string {
	rest, ok := strings.CutPrefix(column, "coder_")
	if !ok {
		return column
	}
	for _, l := range labels {
		for _, sep := range []string{".", "_"} {
			if name, ok := strings.CutSuffix(rest, sep+l); ok && name != "" {
				return name
			}
		}
	}
	return rest
}

// coderColumns finds the columns of coders: those that end in the label's name
// if there are any, else the plain ones.
func (r *reader) coderColumns(labels []string) []coderColumn {
	if r.use.label >= 0 {
		labels = append([]string{r.columns[r.use.label]}, labels...)
	}
	var plain []coderColumn
	byLabel := make([][]coderColumn, len(labels))
	for c, column := range r.columns {
		rest, ok := strings.CutPrefix(column, "coder_")
		if !ok || rest == "" {
			continue
		}
		found := false
		for i, l := range labels {
			for _, sep := range []string{".", "_"} {
				if name, ok := strings.CutSuffix(rest, sep+l); ok && name != "" && !found {
					byLabel[i] = append(byLabel[i], coderColumn{c, name})
					found = true
				}
			}
		}
		if !found && !strings.Contains(rest, ".") {
			plain = append(plain, coderColumn{c, rest})
		}
	}
	for _, list := range byLabel {
		if len(list) > 0 {
			return list
		}
	}
	return plain
}

// body tells whether a row is running text: its kind is "body" or not given.
func (r *reader) body(row *row) bool {
	v, ok := row.cell(r.use.kind)
	return !ok || strings.EqualFold(strings.TrimSpace(v.text), "body")
}

// item builds the item of a row. Without an id the line number serves.
func (r *reader) item(row *row) Item {
	text, _ := row.cell(r.use.text)
	id, _ := row.cell(r.use.id)
	group, _ := row.cell(r.use.group)
	it := Item{Line: row.line, Text: text.text, ID: id.text, Article: group.text}
	for _, c := range row.cells {
		if r.use.meta[c.column] {
			if it.Meta == nil {
				it.Meta = map[string]string{}
			}
			it.Meta[r.columns[c.column]] = c.text
		}
	}
	if it.ID == "" {
		it.ID = strconv.Itoa(row.line)
	}
	return it
}

// marks appends what the labels of one row say.
func (r *reader) marks(dst []Mark, row *row, id string) ([]Mark, error) {
	add := func(column int, coder string) error {
		if column < 0 {
			return nil
		}
		v, ok := row.cell(column)
		if !ok {
			r.counted(column).empty++
			return nil
		}
		if r.opt.Scheme.uncoded(v) {
			return nil
		}
		set, err := r.opt.Scheme.parse(v)
		if err != nil {
			if coder != "" {
				err = fmt.Errorf("coder %s: %w", coder, err)
			}
			return err
		}
		r.counted(column).add(set)
		dst = append(dst, Mark{Item: id, Coder: coder, Set: set})
		return nil
	}
	if err := add(r.use.label, ""); err != nil {
		return nil, err
	}
	for _, c := range r.use.coders {
		if err := add(c.column, c.coder); err != nil {
			return nil, err
		}
	}
	return dst, nil
}
