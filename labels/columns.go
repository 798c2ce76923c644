package labels

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// use is the columns that were chosen for each purpose; "" if there is none.
type use struct {
	id, text, label, group, kind string
	coders                       []coderColumn
	meta                         []string
}

// coderColumn is a column that holds the labels of one coder.
type coderColumn struct{ column, coder string }

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
	choose := func(asked, usual, what string) string {
		name := asked
		if name == "" {
			name = usual
		}
		if r.known[name] {
			return name
		}
		if err == nil && (asked != "" || what == "text") {
			err = r.missing(name, what)
		}
		return ""
	}
	u.text = choose(f.Text, "text", "text")
	u.id = choose(f.ID, "id", "id")
	u.group = choose(f.Group, "article", "group")
	u.kind = choose(f.Kind, "kind", "kind")
	if err != nil {
		return err
	}
	names := r.labelNames()
	for _, n := range names {
		if r.known[n] {
			u.label = n
			break
		}
	}
	if len(f.Coders) > 0 {
		for _, n := range f.Coders {
			if !r.known[n] {
				return r.missing(n, "coder")
			}
			u.coders = append(u.coders, coderColumn{n, coderName(n, names)})
		}
	} else {
		u.coders = r.coderColumns(names)
	}
	if u.label == "" && (len(u.coders) == 0 || f.Label != "" && len(f.Coders) == 0 && !endsIn(u.coders, f.Label)) {
		return r.missing(names[0], "label")
	}
	seen := map[string]string{}
	for _, c := range u.coders {
		if other, twice := seen[c.coder]; twice {
			return r.fatal(0, fmt.Sprintf("columns %s and %s are both of coder %q", other, c.column, c.coder), "name the coders' columns yourself")
		}
		seen[c.coder] = c.column
	}
	for _, c := range r.columns {
		if c != u.id && c != u.text && c != u.label && c != u.group && c != u.kind && seen[coderName(c, names)] != c {
			u.meta = append(u.meta, c)
		}
	}
	slices.Sort(u.meta)
	return nil
}

// endsIn tells whether the coders' columns carry the label's name, so that a
// label column of its own may be missing.
func endsIn(coders []coderColumn, label string) bool {
	for _, c := range coders {
		if !strings.HasSuffix(c.column, "."+label) && !strings.HasSuffix(c.column, "_"+label) {
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
	if r.use.label != "" {
		labels = append([]string{r.use.label}, labels...)
	}
	var plain []coderColumn
	byLabel := make([][]coderColumn, len(labels))
	for _, c := range r.columns {
		rest, ok := strings.CutPrefix(c, "coder_")
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
	if r.use.kind == "" {
		return true
	}
	v, ok := row.fields[r.use.kind]
	return !ok || strings.EqualFold(strings.TrimSpace(v.text), "body")
}

// item builds the item of a row. Without an id the line number serves.
func (r *reader) item(row *row) Item {
	it := Item{Line: row.line, Text: row.fields[r.use.text].text}
	if r.use.id != "" {
		it.ID = row.fields[r.use.id].text
	}
	if it.ID == "" {
		it.ID = strconv.Itoa(row.line)
	}
	if r.use.group != "" {
		it.Article = row.fields[r.use.group].text
	}
	for _, c := range r.use.meta {
		if v, ok := row.fields[c]; ok {
			if it.Meta == nil {
				it.Meta = make(map[string]string, len(r.use.meta))
			}
			it.Meta[c] = v.text
		}
	}
	return it
}

// marks understands the labels of one row.
func (r *reader) marks(row *row, id string) ([]Mark, error) {
	marks := make([]Mark, 0, len(r.use.coders)+1)
	add := func(column, coder string) error {
		v, ok := row.fields[column]
		if !ok {
			return nil
		}
		var set Set
		var err error
		if v.array {
			set, err = r.opt.Scheme.parts(v.list)
		} else {
			set, err = r.opt.Scheme.Parse(v.text)
		}
		if err != nil {
			if coder != "" {
				err = fmt.Errorf("coder %s: %w", coder, err)
			}
			return err
		}
		marks = append(marks, Mark{Item: id, Coder: coder, Set: set})
		return nil
	}
	if r.use.label != "" {
		if err := add(r.use.label, ""); err != nil {
			return nil, err
		}
	}
	for _, c := range r.use.coders {
		if err := add(c.column, c.coder); err != nil {
			return nil, err
		}
	}
	return marks, nil
}
