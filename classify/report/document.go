package report

import (
	"fmt"

	"github.com/parley-go/parley/classify"
)

// document is a report before it has a format. Its texts are as they came: each format cleans and escapes them.
type document struct {
	Kind     string // what it is: evaluation, model card, explanation
	Title    string
	Lead     []string // the verdict, a sentence each
	Warnings []string // what a reader must know before the figures
	Sections []section
	Notes    []string // doubts, numbered from 1; cells refer to them
}

// section is a titled part of a document.
type section struct {
	Title string
	Parts []part
	Fold  bool // for those who look closer: HTML opens it on demand
}

// doubt numbers the doubts, and says first of all that there are some.
func (d *document) doubt(doubts []string) {
	for _, doubt := range doubts {
		d.note(doubt)
	}
	if n := len(d.Notes); n > 0 {
		d.Lead = append(d.Lead, fmt.Sprintf("%s below: read before quoting a figure.", plural(n, "doubt is stated", "doubts are stated")))
	}
}

// part is one of prose, facts, *table, *matrix, *reliability, *chart, cases, marked and code.
type part interface{ isPart() }

// prose is a paragraph of text.
type prose string

// facts are names and values, one a line.
type facts []fact

type fact struct{ Name, Value string }

// table is a table with a line of heads. Rows from Foot on are totals or averages.
type table struct {
	Caption string
	Head    []string
	Right   []bool // columns of numbers
	Rows    [][]string
	Foot    int // number of the first row below the rule; len(Rows) if there is none
}

// newTable returns a table without rows whose first column has names and whose others have numbers.
func newTable(head ...string) *table {
	t := &table{Head: head, Right: make([]bool, len(head))}
	for c := 1; c < len(head); c++ {
		t.Right[c] = true
	}
	return t
}

// matrix is a confusion matrix.
type matrix struct{ classify.Matrix }

// reliability is a table and a diagram of certainty against correctness.
type reliability struct {
	Bins []classify.Bin
	Axis string // what the share on the vertical axis is of
}

// cases are items quoted with what was said about them.
type cases []quoted

type quoted struct {
	Head string // identifier
	Said []fact // truth, prediction
	Text string
}

// marked is a text with the words that made its score.
type marked struct {
	Text    string
	Class   string
	Reasons []reason
}

// code is preformatted text.
type code string

func (prose) isPart()        {}
func (facts) isPart()        {}
func (*table) isPart()       {}
func (*matrix) isPart()      {}
func (*reliability) isPart() {}
func (cases) isPart()        {}
func (*marked) isPart()      {}
func (code) isPart()         {}

// note adds a footnote and returns its number; a sentence that is there already keeps its number.
func (d *document) note(sentence string) int {
	for i, n := range d.Notes {
		if n == sentence {
			return i + 1
		}
	}
	d.Notes = append(d.Notes, sentence)
	return len(d.Notes)
}

// add appends a section unless it is empty.
func (d *document) add(s section) {
	if len(s.Parts) > 0 {
		d.Sections = append(d.Sections, s)
	}
}
