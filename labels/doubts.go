package labels

import (
	"fmt"
	"strings"
)

// cellCount counts the cells of a column of labels.
type cellCount struct {
	empty int // there is nothing in the cell
	none  int // it says that no class applies
	coded int // it holds a label, or none
}

// add counts a cell that was read.
func (c *cellCount) add(set Set) {
	c.coded++
	if set.Empty() {
		c.none++
	}
}

// counted returns the counts of a column.
func (r *reader) counted(column int) *cellCount {
	if r.counts == nil {
		r.counts = make([]cellCount, len(r.columns))
	}
	return &r.counts[column]
}

// oddLines are the lines that are not UTF-8.
type oddLines struct {
	lines int
	first int    // of them
	note  string // how that one was read
}

func (o *oddLines) add(line int, note string) { o.join(oddLines{1, line, note}) }

// join adds the lines after those of o.
func (o *oddLines) join(p oddLines) {
	if o.lines == 0 {
		o.first, o.note = p.first, p.note
	}
	o.lines += p.lines
}

// fitting leaves out the columns of coders that hold labels of another scheme: two or more, and none of this one. A corpus without a label column
// keeps them if there are no others, so that their lines are told of.
func (r *reader) fitting(coders []coderColumn) []coderColumn {
	if r.opt.Scheme == nil {
		return coders
	}
	var fit []coderColumn
	var doubts []string
	for _, c := range coders {
		values, first := 0, ""
		fits := false
		for i := 0; i < len(r.rows) && !fits; i++ {
			v, ok := r.rows[i].cell(c.column)
			if !ok || r.opt.Scheme.uncoded(v) || !r.body(&r.rows[i]) {
				continue
			}
			if values++; values == 1 {
				first = v.text
			}
			_, err := r.opt.Scheme.parse(v)
			fits = err == nil
		}
		if fits || values < 2 {
			fit = append(fit, c)
			continue
		}
		doubts = append(doubts, fmt.Sprintf("none of the %d values of column %s is a label of scheme %s (the first is %q): it is taken for an answer to another question and left out",
			values, r.columns[c.column], r.opt.Scheme.Name, clip(first, 60)))
	}
	if len(fit) == 0 && r.use.label < 0 {
		return coders
	}
	r.doubts = append(r.doubts, doubts...)
	return fit
}

// doubtful returns what is doubtful about how the file was read into n items.
func (r *reader) doubtful(n int) []string {
	var doubts []string
	switch left := len(r.problems); {
	case left == 1:
		doubts = append(doubts, fmt.Sprintf("line %d cannot be used and is left out: %s", r.problems[0].Line, r.problems[0].Found))
	case left > 1:
		doubts = append(doubts, fmt.Sprintf("%d lines cannot be used and are left out, beside %d that can; the first is line %d: %s",
			left, n, r.problems[0].Line, r.problems[0].Found))
	}
	switch more := r.odd.lines - 1; {
	case more == 0:
		doubts = append(doubts, fmt.Sprintf("line %d is %s", r.odd.first, r.odd.note))
	case more > 0:
		doubts = append(doubts, fmt.Sprintf("line %d is %s (%s not UTF-8)", r.odd.first, r.odd.note, Counted(more, "more line is", "more lines are")))
	}
	doubts = append(doubts, r.doubts...)
	if gaps := r.gaps(); gaps != "" {
		doubts = append(doubts, fmt.Sprintf("an empty cell means that nobody coded the item (%s): where a coder found that no class applies, write none", gaps))
	}
	return doubts
}

// gaps lists the columns of a table in which an empty cell may stand for "no class applies": any number of classes may apply, some cells are
// empty, and none says so in a word.
func (r *reader) gaps() string {
	if !r.table || !r.opt.Scheme.Many {
		return ""
	}
	var list []string
	add := func(column int) {
		if column < 0 {
			return
		}
		if c := r.counted(column); c.empty > 0 && c.coded > 0 && c.none == 0 {
			list = append(list, fmt.Sprintf("column %s: %d of %d", r.columns[column], c.empty, c.empty+c.coded))
		}
	}
	add(r.use.label)
	for _, c := range r.use.coders {
		add(c.column)
	}
	return strings.Join(list, ", ")
}
