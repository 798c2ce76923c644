package report

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/labels"
)

// topFeatures is the number of features that a card shows for each class.
const topFeatures = 15

// Card writes the card of a model in format f: what it is, what it was trained on, how far it can be trusted, and the features
// that speak most for each class. JSON lines have the whole card on one line; CSV has one number a row, as [Evaluation] does.
// It panics if f is no format.
func Card(w io.Writer, f Format, m *classify.Model, s Style) error { return writeCard(w, f, m, s) }

func writeCard(w io.Writer, f Format, m model, s Style) error {
	switch f {
	case JSON, JSONL:
		return writeJSON(w, f, cardJSON(m))
	case CSV:
		return writeCSV(w, tidyHead, cardRows(m))
	}
	return writeDocument(w, f, cardDocument(m), s)
}

// cardDocument lays a card out.
func cardDocument(m model) *document {
	scheme, c := m.Scheme(), m.Card()
	d := &document{Kind: "Model card", Title: scheme.Name}
	for _, doubt := range c.Doubts {
		d.note(doubt)
	}
	quality := cardFigures(c)
	how := "which one of %s it is"
	if scheme.Many {
		how = "which of %s apply, any number of them"
	}
	d.Lead = []string{fmt.Sprintf("Says of a paragraph "+how+". Trained on %s of %s.", classList(scheme),
		plural(c.Corpus.Items, "paragraph", "paragraphs"), labels.CountedGroups(c.Corpus.Articles))}
	if len(quality) > 0 {
		floor := "the commonest class"
		if k := most(c.Corpus.Counts); k >= 0 && k < len(scheme.Classes) {
			floor = scheme.Classes[k].Name
		}
		d.Lead = append(d.Lead, figureVerdict(headline(quality), floor)...)
	}
	d.add(section{Title: "What it answers", Parts: answers(scheme)})
	d.add(section{Title: "How it was made", Parts: []part{origins(m)}})
	d.add(section{Title: "How good it is", Parts: goodness(d, c, quality)})
	d.add(section{Title: "Confusion matrix", Parts: cardMatrix(scheme, c)})
	if n := m.Notes(); n != nil {
		notes(d, n)
	}
	d.add(section{Title: "What speaks for each class", Parts: topParts(m)})
	d.add(section{Title: "Manifest", Fold: true, Parts: manifest(c.Config, c.Corpus.Digest)})
	return d
}

// most returns the index of the highest count, the first of equals, -1 if there is none.
func most(counts []int) int {
	best := -1
	for k, n := range counts {
		if best < 0 || n > counts[best] {
			best = k
		}
	}
	return best
}

// cardFigures reads the figures of a card.
func cardFigures(c *classify.Card) []classify.Figure {
	var all []classify.Figure
	for _, q := range c.Quality {
		all = append(all, classify.Figure{Name: q.Name, Title: q.Title, Value: orNaN(q.Value), Lo: orNaN(q.Lo), Hi: orNaN(q.Hi), Floor: orNaN(q.Floor), Random: math.NaN(), Ceiling: orNaN(q.Ceiling)})
	}
	return all
}

// answers gives the question and the definitions of the classes.
func answers(s *labels.Scheme) []part {
	var parts []part
	if s.Question != "" {
		parts = append(parts, prose(s.Question))
	}
	var f facts
	for _, c := range s.Classes {
		f = append(f, fact{c.Name, cmp.Or(c.Definition, dash)})
	}
	return append(parts, f)
}

// origins says what the model was trained on and what it looks at.
func origins(m model) facts {
	c := m.Card()
	f := facts{
		{"Trainer", c.Config.Model.Name},
		{"Features", fmt.Sprintf("%s: %s", count(m.Width()), families(c.Config.Features))},
		{"Training corpus", fmt.Sprintf("%s of %s", plural(c.Corpus.Items, "item", "items"), labels.CountedGroups(c.Corpus.Articles))},
	}
	var counts []string
	for k, n := range c.Corpus.Counts {
		counts = append(counts, m.Scheme().Classes[k].Name+" "+count(n))
	}
	f = append(f, fact{"Items a class", strings.Join(counts, ", ")})
	if h := c.Humans; h != nil {
		f = append(f, fact{"Coders' agreement", fmt.Sprintf("Krippendorff's alpha %s on %s coded by two or more", figure(orNaN(h.Alpha), 3), plural(h.Items, "item", "items"))})
	}
	return append(f, fact{"Corpus digest", c.Corpus.Digest})
}

// families says which features a model looks at.
func families(c features.Config) string {
	var all []string
	for _, f := range c.Families {
		s := f.Kind
		if f.Max > 0 {
			s += fmt.Sprintf(" %d–%d", f.Min, f.Max)
		}
		all = append(all, s+" ("+string(f.Weighting)+")")
	}
	stems := ""
	if c.Stem {
		stems = ", stems"
	}
	masked := ""
	if c.MaskNames {
		masked = ", names masked"
	}
	return strings.Join(all, ", ") + "; language " + c.Language + stems + masked
}

// goodness shows the figures and the classes of a card.
func goodness(d *document, c *classify.Card, quality []classify.Figure) []part {
	var parts []part
	if c.Method != "" {
		parts = append(parts, prose("Measured by "+c.Method+"."))
	} else if len(quality) == 0 {
		parts = append(parts, prose("Not measured."))
	}
	parts = append(parts, figureTable(d, quality)...)
	t := newTable("class", "precision", "recall", "f1", "support")
	for _, k := range c.Classes {
		t.Rows = append(t.Rows, []string{k.Name, figure(orNaN(k.Precision), 3), figure(orNaN(k.Recall), 3), figure(orNaN(k.F1), 3), count(k.Support)})
	}
	t.Foot = len(t.Rows)
	if t.Rows != nil {
		parts = append(parts, t)
	}
	return parts
}

// cardMatrix shows the counts that a card keeps.
func cardMatrix(s *labels.Scheme, c *classify.Card) []part {
	if c.Matrix == nil {
		return nil
	}
	names := append(s.Names(), "")
	t := &table{Caption: "rows = true, columns = predicted; counts", Head: []string{""}, Right: []bool{false}}
	heads := columnHeads(names[:len(names)-1])
	rows, _ := rowNames(names[:len(names)-1], 0)
	for _, h := range heads {
		t.Head, t.Right = append(t.Head, h), append(t.Right, true)
	}
	for i, counts := range c.Matrix {
		row := []string{rows[i]}
		for _, n := range counts {
			row = append(row, count(n))
		}
		t.Rows = append(t.Rows, row)
	}
	t.Foot = len(t.Rows)
	return []part{t}
}

// topParts lists the strongest features of each class.
func topParts(m model) []part {
	t := &table{Head: []string{"class", "features and weights, strongest first"}, Right: []bool{false, false}}
	marks := legend{}
	for k, c := range m.Scheme().Classes {
		var all []string
		for _, w := range m.Top(k, topFeatures) {
			all = append(all, w.Name+" "+signed(w.Weight, 2))
			marks.add([]string{w.Name})
		}
		t.Rows = append(t.Rows, []string{c.Name, cmp.Or(strings.Join(all, ", "), dash)})
	}
	t.Foot = len(t.Rows)
	about := "A weight is what one unit of the feature adds to the score."
	if words := bare(m.Card().Config.Features); words != "" {
		about += " A name without a mark is " + words + "."
	}
	if m := marks.text(); m != "" {
		about += " " + m
	}
	return []part{prose(about), t}
}

// bare says what the features without a mark are: stems, or words where there are no stems, in rows; "" if there are none.
func bare(c features.Config) string {
	longest := 0
	for _, f := range c.Families {
		if f.Kind == "words" {
			longest = max(longest, f.Max)
		}
	}
	one := "a word"
	if c.Stem {
		one = "a stem"
	}
	switch longest {
	case 0:
		return ""
	case 1:
		return one
	case 2:
		return one + " or two in a row"
	}
	return one + " or up to three in a row"
}

type topData struct {
	Class    string       `json:"class"`
	Features []weightData `json:"features"`
}

type weightData struct {
	Name   string `json:"name"`
	Weight number `json:"weight"`
	Docs   int    `json:"docs"`
}

// cardJSON is a card as JSON tells it.
func cardJSON(m model) any {
	var c struct {
		Kind     string            `json:"kind"`
		Scheme   *labels.Scheme    `json:"scheme"`
		Decision classify.Decision `json:"decision"`
		Width    int               `json:"width"`
		Card     *classify.Card    `json:"card"`
		Notes    *classify.Notes   `json:"notes,omitempty"`
		Top      []topData         `json:"top"`
	}
	card := *m.Card()
	card.Prints = nil // digests of the training texts are for programs that hold the model
	c.Kind, c.Scheme, c.Decision, c.Width, c.Card, c.Notes = "card", m.Scheme(), m.Decision(), m.Width(), &card, m.Notes()
	for k, class := range m.Scheme().Classes {
		t := topData{Class: class.Name, Features: []weightData{}}
		for _, w := range m.Top(k, topFeatures) {
			t.Features = append(t.Features, weightData{w.Name, number(w.Weight), w.Docs})
		}
		c.Top = append(c.Top, t)
	}
	return c
}

// cardRows are the numbers of a card, one a row.
func cardRows(m model) [][]string {
	c := m.Card()
	rows := [][]string{
		{"corpus", "", "items", strconv.Itoa(c.Corpus.Items), "", "", "", ""},
		{"corpus", "", "articles", strconv.Itoa(c.Corpus.Articles), "", "", "", ""},
		{"model", "", "features", strconv.Itoa(m.Width()), "", "", "", ""},
	}
	for _, f := range cardFigures(c) {
		rows = append(rows, []string{"figures", f.Name, "", cell(f.Value), cell(f.Lo), cell(f.Hi), cell(f.Floor), cell(f.Ceiling)})
	}
	for _, k := range c.Classes {
		for _, v := range []struct {
			name  string
			value string
		}{{"precision", cell(orNaN(k.Precision))}, {"recall", cell(orNaN(k.Recall))}, {"f1", cell(orNaN(k.F1))}, {"support", strconv.Itoa(k.Support)}} {
			rows = append(rows, []string{"classes", k.Name, v.name, v.value, "", "", "", ""})
		}
	}
	names := m.Scheme().Names()
	for i, counts := range c.Matrix {
		for j, n := range counts {
			rows = append(rows, []string{"confusion", names[i], names[j], strconv.Itoa(n), "", "", "", ""})
		}
	}
	for k, name := range names {
		for _, w := range m.Top(k, topFeatures) {
			rows = append(rows, []string{"top", name, w.Name, cell(w.Weight), "", "", "", ""})
		}
	}
	return rows
}
