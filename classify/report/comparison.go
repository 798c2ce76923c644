package report

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// mostArticles is the number of articles above which a need is not told any closer.
const mostArticles = 10000

// flipsShown is how many flipped items of a duel a page quotes; JSON has all.
const flipsShown = 12

// Comparison writes a comparison in format f, the verdict first. CSV has one difference a row. It panics if f is no format.
func Comparison(w io.Writer, f Format, c *classify.Comparison, s Style) error {
	switch f {
	case JSON, JSONL:
		return writeJSON(w, f, comparisonJSON(c))
	case CSV:
		return writeCSV(w, []string{"a", "b", "figure", "value_a", "value_b", "difference", "lo", "hi", "p_bootstrap", "p_randomisation", "articles_needed"}, comparisonRows(c))
	}
	d := &document{Kind: "Comparison", Title: strings.Join(c.Names, " and "), Warnings: c.Overlap}
	for _, duel := range c.Duels {
		d.Lead = append(d.Lead, duelSays(duel, len(c.Duels)))
	}
	d.doubt(c.Doubts)
	d.add(section{Title: "Data", Parts: []part{facts{
		{"Scheme", schemeLine(c.Scheme)},
		{"Items", itemsOf(count(c.Items), c.Articles, c.NoArticles) + ", the same for all"},
	}}})
	for _, duel := range c.Duels {
		parts := duelParts(c, duel)
		d.add(section{Title: duel.A + " against " + duel.B, Parts: parts})
	}
	all := facts{{"Corpus digest", c.Corpus}, {"Replicates", count(c.Bootstrap)}, {"Seed", strconv.FormatUint(c.Seed, 10)}}
	for i, digest := range c.Digests {
		if digest != "" {
			all = append(all, fact{"SHA-256 of " + c.Names[i], digest})
		}
	}
	d.add(section{Title: "Manifest", Fold: true, Parts: []part{all}})
	return writeDocument(w, f, d, s)
}

// duelSays puts the first difference of a duel, one of so many, in words.
func duelSays(d classify.Duel, duels int) string {
	f := d.Differences[0]
	found := fmt.Sprintf("%s %s and %s", f.Title, figure(f.A, 3), figure(f.B, 3))
	by := strings.TrimSpace(figure(math.Abs(f.Diff), 3)+" "+apartFrom(d)) + ", p " + pText(d.P)
	if duels > 1 {
		by += ", both corrected for " + plural(duels, "pair", "pairs")
	}
	switch {
	case math.IsNaN(f.Diff):
		return fmt.Sprintf("%s and %s cannot be compared: %s is undefined.", d.A, d.B, f.Title)
	case d.Shown:
		worse := d.A
		if d.Better == d.A {
			worse = d.B
		}
		return fmt.Sprintf("%s is better than %s: %s, a difference of %s.", d.Better, worse, found, by)
	case math.IsInf(d.More, 1):
		return fmt.Sprintf("No difference shown between %s and %s: %s.", d.A, d.B, found)
	}
	s := fmt.Sprintf("No difference shown between %s and %s: %s, a difference of %s", d.A, d.B, found, by)
	if d.P < 0.05 {
		s += ", but the interval holds 0"
	}
	if math.IsNaN(d.More) || d.More == 0 {
		return s + "."
	}
	if d.More > mostArticles {
		return s + fmt.Sprintf(": to show one of that size would need more than %s articles.", count(mostArticles))
	}
	return s + fmt.Sprintf(": to show one of that size would need about %s more articles.", about(d.More))
}

// apartFrom is the interval of the first difference of a duel, turned so that it goes with its absolute value.
func apartFrom(d classify.Duel) string {
	if d.Differences[0].Diff < 0 {
		return interval(-d.Hi, -d.Lo, 3)
	}
	return interval(d.Lo, d.Hi, 3)
}

// pText is a p-value with its sign.
func pText(p float64) string {
	if s := pValue(p); strings.HasPrefix(s, "<") {
		return "< " + s[1:]
	}
	return "= " + pValue(p)
}

// duelParts are the tables of a duel and the items that flipped.
func duelParts(c *classify.Comparison, d classify.Duel) []part {
	t := newTable("figure", d.A, d.B, "A − B", "p (bootstrap)", "p (randomisation)", "articles needed")
	for _, f := range d.Differences {
		name := f.Title
		if f.Lower {
			name += " (lower is better)"
		}
		needed := dash
		switch {
		case math.IsInf(f.Needed, 1):
			needed = "no number"
		case f.Needed > mostArticles:
			needed = "over " + count(mostArticles)
		case !math.IsNaN(f.Needed):
			needed = about(f.Needed)
		}
		t.Rows = append(t.Rows, []string{name, figure(f.A, 3), figure(f.B, 3), strings.TrimSpace(signed(f.Diff, 3) + " " + interval(f.Lo, f.Hi, 3)), pValue(f.P), pValue(f.PRandom), needed})
	}
	t.Foot = len(t.Rows)
	parts := []part{
		prose(correction(len(c.Duels))),
		t,
		facts{
			{"Right only by " + d.A, count(d.OnlyA)},
			{"Right only by " + d.B, count(d.OnlyB)},
			{"McNemar's test, exact", "p " + pText(d.McNemar) + "; it takes paragraphs for independent, which those of one article are not"},
			{"Answered differently", plural(len(d.Flipped), "paragraph", "paragraphs")},
		},
	}
	var all cases
	for _, f := range spread(d.Flipped, flipsShown) {
		all = append(all, quoted{Head: f.ID, Text: f.Text, Said: []fact{
			{"people said", orNone(c.Scheme.Format(f.Truth))}, {d.A, orNone(c.Scheme.Format(f.A))}, {d.B, orNone(c.Scheme.Format(f.B))},
		}})
	}
	if all != nil {
		parts = append(parts, all)
	}
	return parts
}

// correction says what the numbers of a duel, one of so many, hold for.
func correction(duels int) string {
	s := "Every figure is judged by itself here, with intervals of 95% and no correction for the number of figures. The verdict is of the first figure, by the larger p; where its interval leaves 0 out and that p does not, it is the interval that goes with p (Altman & Bland 2011)."
	if duels > 1 {
		s += fmt.Sprintf(" It holds for all %d pairs together: an interval of %s%%, p times %d (Bonferroni; Dunn 1961).", duels, strconv.FormatFloat(100-5/float64(duels), 'f', 1, 64), duels)
	}
	return s
}

// orNone names the empty set.
func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// spread takes n flips evenly from all, so that every kind is there.
func spread(all []classify.Flip, n int) []classify.Flip {
	if len(all) <= n {
		return all
	}
	var out []classify.Flip
	for i := range n {
		out = append(out, all[i*len(all)/n])
	}
	return out
}

type comparisonData struct {
	Kind      string         `json:"kind"`
	Scheme    *labels.Scheme `json:"scheme"`
	Names     []string       `json:"names"`
	Digests   []string       `json:"digests"`
	Items     int            `json:"items"`
	Articles  int            `json:"articles"`
	Duels     []duelData     `json:"duels"`
	Corpus    string         `json:"corpus"`
	Bootstrap int            `json:"bootstrap"`
	Seed      uint64         `json:"seed"`
	Overlap   []string       `json:"overlap"` // who was trained on texts of the data
	Doubts    []string       `json:"doubts"`
}

type duelData struct {
	A           string           `json:"a"`
	B           string           `json:"b"`
	Verdict     string           `json:"verdict"`
	Shown       bool             `json:"shown"`
	Better      string           `json:"better"`
	Lo          number           `json:"lo"` // of the first difference, for all duels together
	Hi          number           `json:"hi"`
	P           number           `json:"p"`
	More        number           `json:"articles_more"`
	Differences []differenceData `json:"differences"`
	OnlyA       int              `json:"only_a"`
	OnlyB       int              `json:"only_b"`
	McNemar     number           `json:"mcnemar"`
	Flipped     []flipData       `json:"flipped"`
}

type differenceData struct {
	Name    string `json:"name"`
	A       number `json:"a"`
	B       number `json:"b"`
	Diff    number `json:"difference"`
	Lo      number `json:"lo"`
	Hi      number `json:"hi"`
	P       number `json:"p_bootstrap"`
	PRandom number `json:"p_randomisation"`
	Needed  number `json:"articles_needed"`
}

type flipData struct {
	ID    string   `json:"id"`
	Truth []string `json:"truth"`
	A     []string `json:"a"`
	B     []string `json:"b"`
}

func comparisonJSON(c *classify.Comparison) comparisonData {
	out := comparisonData{Kind: "comparison", Scheme: c.Scheme, Names: c.Names, Digests: c.Digests, Items: c.Items, Articles: c.Articles, Duels: []duelData{},
		Corpus: c.Corpus, Bootstrap: c.Bootstrap, Seed: c.Seed, Overlap: some(c.Overlap), Doubts: some(c.Doubts)}
	for _, d := range c.Duels {
		one := duelData{A: d.A, B: d.B, Verdict: duelSays(d, len(c.Duels)), Shown: d.Shown, Better: d.Better, Lo: number(d.Lo), Hi: number(d.Hi), P: number(d.P), More: number(d.More), OnlyA: d.OnlyA, OnlyB: d.OnlyB,
			McNemar: number(d.McNemar), Differences: []differenceData{}, Flipped: []flipData{}}
		for _, f := range d.Differences {
			one.Differences = append(one.Differences, differenceData{f.Name, number(f.A), number(f.B), number(f.Diff), number(f.Lo), number(f.Hi), number(f.P), number(f.PRandom), number(f.Needed)})
		}
		for _, f := range d.Flipped {
			one.Flipped = append(one.Flipped, flipData{f.ID, setNames(c.Scheme, f.Truth), setNames(c.Scheme, f.A), setNames(c.Scheme, f.B)})
		}
		out.Duels = append(out.Duels, one)
	}
	return out
}

func comparisonRows(c *classify.Comparison) [][]string {
	var rows [][]string
	for _, d := range c.Duels {
		for _, f := range d.Differences {
			rows = append(rows, []string{d.A, d.B, f.Name, cell(f.A), cell(f.B), cell(f.Diff), cell(f.Lo), cell(f.Hi), cell(f.P), cell(f.PRandom), cell(f.Needed)})
		}
	}
	return rows
}
