package report

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// Agreement writes how far coders agree in format f. CSV has one figure a row. It panics if f is no format.
func Agreement(w io.Writer, f Format, c *classify.Coding, s Style) error {
	switch f {
	case JSON, JSONL:
		return writeJSON(w, f, codingJSON(c))
	case CSV:
		return writeCSV(w, []string{"coders", "class", "figure", "value", "lo", "hi"}, codingRows(c))
	}
	return writeDocument(w, f, codingDocument(c), s)
}

// codingDocument lays out how far coders agree.
func codingDocument(c *classify.Coding) *document {
	d := &document{Kind: "Agreement", Title: c.Scheme.Name}
	main := "alpha"
	if c.Scheme.Many {
		main = "alpha_masi"
	}
	for _, f := range c.Figures {
		if f.Name == main && f.Class == "" {
			d.Lead = []string{strings.TrimSpace(f.Title+" "+figure(f.Point, 2)+" "+interval(f.Lo, f.Hi, 2)) + ": " + krippendorffSays(f.Interval)}
		}
	}
	d.doubt(c.Doubts)
	coders := strings.Join(c.Coders, ", ")
	if len(c.Coders) > 12 {
		coders = plural(len(c.Coders), "coder", "coders")
	}
	d.add(section{Title: "Data", Parts: []part{facts{
		{"Scheme", schemeLine(c.Scheme)},
		{"Coders", coders},
		{"Items", itemsOf(fmt.Sprintf("%s, %s coded by two or more,", count(c.Items), count(c.Doubled)), c.Groups, c.NoArticles)},
	}}})
	all := newTable("figure", "value", "95% interval")
	for _, f := range c.Figures {
		if f.Class == "" {
			all.Rows = append(all.Rows, []string{f.Title, figure(f.Point, 3), cmp.Or(interval(f.Lo, f.Hi, 3), dash)})
		}
	}
	all.Foot = len(all.Rows)
	d.add(section{Title: "All coders", Parts: []part{all}})
	d.add(section{Title: "Class by class", Parts: []part{
		prose("Each class against the rest."), classTable(c),
	}})
	d.add(section{Title: "Pairs of coders", Parts: pairParts(c.Pairs)})
	d.add(section{Title: "Manifest", Fold: true, Parts: []part{facts{{"Replicates of the bootstrap", count(c.Bootstrap)}, {"Seed", strconv.FormatUint(c.Seed, 10)}}}})
	return d
}

// krippendorffSays puts alpha in words, with the limits of Krippendorff (2004, section 11.4.2). What its interval reaches down to counts.
func krippendorffSays(a labels.Interval) string {
	least := a.Lo
	if math.IsNaN(least) {
		least = a.Point
	}
	switch {
	case math.IsNaN(least):
		return "undefined on these data."
	case least >= 0.8:
		return "good; conclusions can rest on it."
	case least >= 0.667:
		return "enough for tentative conclusions (0.667 or more), not good beyond doubt (0.80)."
	case a.Point >= 0.667:
		return "enough for tentative conclusions if it holds, but its interval reaches below 0.667."
	}
	return "below 0.667, the least for tentative conclusions."
}

// classTable has a row for each class and a column for each figure.
func classTable(c *classify.Coding) *table {
	t := newTable("class")
	row := map[string]int{}
	for _, f := range c.Figures {
		if f.Class == "" {
			continue
		}
		r, ok := row[f.Class]
		if !ok {
			r = len(t.Rows)
			row[f.Class] = r
			t.Rows = append(t.Rows, []string{f.Class})
		}
		if r == 0 {
			t.Head, t.Right = append(t.Head, f.Title), append(t.Right, true)
		}
		t.Rows[r] = append(t.Rows[r], valueInterval(f.Interval))
	}
	t.Foot = len(t.Rows)
	return t
}

// valueInterval writes a figure with its interval.
func valueInterval(i labels.Interval) string {
	return strings.TrimSpace(figure(i.Point, 2) + " " + interval(i.Lo, i.Hi, 2))
}

// pairParts are two tables of pairs of coders: over all classes and class by class. There is nothing without pairs.
func pairParts(pairs []classify.PairAgreement) []part {
	if len(pairs) == 0 {
		return nil
	}
	t := newTable("pair", "items", "equal", "Krippendorff's alpha", "Gwet's AC1")
	for _, p := range pairs {
		t.Rows = append(t.Rows, []string{p.A + " and " + p.B, count(p.Items), valueInterval(p.Percent), valueInterval(p.Alpha), valueInterval(p.AC1)})
	}
	t.Foot = len(t.Rows)
	c := newTable("class")
	c.Caption = "Krippendorff's alpha and Gwet's AC1 of each class against the rest"
	for _, p := range pairs {
		c.Head, c.Right = append(c.Head, p.A+" and "+p.B), append(c.Right, true)
	}
	for k := range pairs[0].Classes {
		row := []string{pairs[0].Classes[k].Name}
		for _, p := range pairs {
			row = append(row, valueInterval(p.Classes[k].Alpha)+", "+figure(p.Classes[k].AC1.Point, 2))
		}
		c.Rows = append(c.Rows, row)
	}
	c.Foot = len(c.Rows)
	return []part{t, c}
}

// intervalData is a figure with its interval in JSON.
type intervalData struct {
	Value number `json:"value"`
	Lo    number `json:"lo"`
	Hi    number `json:"hi"`
}

func intervalOf(i labels.Interval) intervalData {
	return intervalData{number(i.Point), number(i.Lo), number(i.Hi)}
}

type pairData struct {
	A       string          `json:"a"`
	B       string          `json:"b"`
	Items   int             `json:"items"`
	Percent intervalData    `json:"percent"`
	Alpha   intervalData    `json:"alpha"`
	AC1     intervalData    `json:"ac1"`
	Classes []pairClassData `json:"classes"`
}

type pairClassData struct {
	Name    string       `json:"name"`
	Percent intervalData `json:"percent"`
	Alpha   intervalData `json:"alpha"`
	AC1     intervalData `json:"ac1"`
}

func pairsData(pairs []classify.PairAgreement) []pairData {
	all := []pairData{}
	for _, p := range pairs {
		d := pairData{p.A, p.B, p.Items, intervalOf(p.Percent), intervalOf(p.Alpha), intervalOf(p.AC1), []pairClassData{}}
		for _, c := range p.Classes {
			d.Classes = append(d.Classes, pairClassData{c.Name, intervalOf(c.Percent), intervalOf(c.Alpha), intervalOf(c.AC1)})
		}
		all = append(all, d)
	}
	return all
}

type namedInterval struct {
	name string
	labels.Interval
}

// pairColumns are the figures of a pair, those of its classes named figure:class.
func pairColumns(p classify.PairAgreement) []namedInterval {
	all := []namedInterval{{"percent", p.Percent}, {"alpha", p.Alpha}, {"ac1", p.AC1}}
	for _, c := range p.Classes {
		all = append(all, namedInterval{"percent:" + c.Name, c.Percent}, namedInterval{"alpha:" + c.Name, c.Alpha}, namedInterval{"ac1:" + c.Name, c.AC1})
	}
	return all
}

type codingData struct {
	Kind      string         `json:"kind"`
	Scheme    *labels.Scheme `json:"scheme"`
	Coders    []string       `json:"coders"`
	Items     int            `json:"items"`
	Doubled   int            `json:"coded_by_two"`
	Groups    int            `json:"articles"`
	Figures   []agreedData   `json:"figures"`
	Pairs     []pairData     `json:"pairs"`
	Bootstrap int            `json:"bootstrap"`
	Seed      uint64         `json:"seed"`
	Doubts    []string       `json:"doubts"`
}

type agreedData struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Class string `json:"class,omitempty"`
	Value number `json:"value"`
	Lo    number `json:"lo"`
	Hi    number `json:"hi"`
}

func codingJSON(c *classify.Coding) codingData {
	d := codingData{Kind: "agreement", Scheme: c.Scheme, Coders: c.Coders, Items: c.Items, Doubled: c.Doubled, Groups: c.Groups,
		Figures: []agreedData{}, Pairs: pairsData(c.Pairs), Bootstrap: c.Bootstrap, Seed: c.Seed, Doubts: some(c.Doubts)}
	for _, f := range c.Figures {
		d.Figures = append(d.Figures, agreedData{f.Name, f.Title, f.Class, number(f.Point), number(f.Lo), number(f.Hi)})
	}
	return d
}

func codingRows(c *classify.Coding) [][]string {
	var rows [][]string
	for _, f := range c.Figures {
		rows = append(rows, []string{"all", f.Class, f.Name, cell(f.Point), cell(f.Lo), cell(f.Hi)})
	}
	for _, p := range c.Pairs {
		for _, f := range pairColumns(p) {
			name, class, _ := strings.Cut(f.name, ":")
			rows = append(rows, []string{p.A + " and " + p.B, class, name, cell(f.Point), cell(f.Lo), cell(f.Hi)})
		}
	}
	return rows
}
