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

// Tuning writes the outcome of a search in format f: the honest figure first, then one row a candidate. It panics if f is no format.
func Tuning(w io.Writer, f Format, t *classify.Tuning, s Style) error {
	switch f {
	case JSON, JSONL:
		return writeJSON(w, f, tuningJSON(t))
	case CSV:
		head, rows := tuningRows(t)
		return writeCSV(w, head, rows)
	}
	d := &document{Kind: "Tuning", Title: t.Scheme.Name}
	best := t.Candidates[t.Best]
	lead := fmt.Sprintf("Tuned, %s", figureVerdict(t.Nested, "the commonest class")[0])
	d.Lead = []string{
		lead,
		fmt.Sprintf("The winner is %s. Its own cross-validated figure, %s, is too good by as much as the choice helped it.", chosenValues(t, best), figure(best.Value, 3)),
	}
	if best.Chosen < t.Folds {
		d.Lead = append(d.Lead, fmt.Sprintf("It won in %d of %d outer folds: the choice is not settled by these data.", best.Chosen, t.Folds))
	}
	d.doubt(t.Doubts)
	d.add(section{Title: "Data", Parts: []part{facts{
		{"Scheme", schemeLine(t.Scheme)},
		{"Items", itemsOf(count(t.Items), t.Articles, t.NoArticles)},
		{"Method", fmt.Sprintf("nested cross-validation: %d outer folds, each scored by the candidate that was best in %d folds inside its training part; articles and near-duplicates kept whole", t.Folds, t.Inner)},
	}}})
	all := newTable("candidate")
	for _, p := range t.Paths {
		all.Head, all.Right = append(all.Head, p), append(all.Right, true)
	}
	all.Head, all.Right = append(all.Head, t.Title, "least to most in training parts", "outer folds won"), append(all.Right, true, true, true)
	if t.Lower {
		all.Caption = "Lower is better."
	}
	for i, x := range t.Candidates {
		name := strconv.Itoa(i + 1)
		if i == t.Best {
			name += " (winner)"
		}
		lo, hi := math.NaN(), math.NaN()
		for _, v := range x.Parts {
			if !(v >= lo) {
				lo = v
			}
			if !(v <= hi) {
				hi = v
			}
		}
		row := append([]string{name}, x.Values...)
		all.Rows = append(all.Rows, append(row, figure(x.Value, 3), figure(lo, 3)+" to "+figure(hi, 3), count(x.Chosen)))
	}
	all.Foot = len(all.Rows)
	d.add(section{Title: "Candidates", Parts: []part{all}})
	d.add(section{Title: "Manifest", Fold: true, Parts: manifest(best.Config, t.Corpus)})
	return writeDocument(w, f, d, s)
}

// chosenValues names what makes a candidate.
func chosenValues(t *classify.Tuning, x classify.Tried) string {
	var all []string
	for i, p := range t.Paths {
		all = append(all, p+" = "+x.Values[i])
	}
	return strings.Join(all, ", ")
}

type tuningData struct {
	Kind       string          `json:"kind"`
	Scheme     *labels.Scheme  `json:"scheme"`
	Metric     string          `json:"metric"`
	Nested     figureData      `json:"nested"`
	Folds      int             `json:"folds"`
	Inner      int             `json:"inner"`
	Items      int             `json:"items"`
	Articles   int             `json:"articles"`
	Candidates []candidateData `json:"candidates"`
	Best       int             `json:"best"` // place in candidates, from 0
	Config     classify.Config `json:"config"`
	Corpus     string          `json:"corpus"`
	Doubts     []string        `json:"doubts"`
}

type candidateData struct {
	Values []string `json:"values"`
	Value  number   `json:"value"`
	Parts  []number `json:"parts"`
	Chosen int      `json:"chosen"`
}

func tuningJSON(t *classify.Tuning) tuningData {
	f := t.Nested
	d := tuningData{
		Kind: "tuning", Scheme: t.Scheme, Metric: t.Metric, Folds: t.Folds, Inner: t.Inner, Items: t.Items, Articles: t.Articles, Best: t.Best,
		Nested: figureData{f.Name, f.Title, number(f.Value), number(f.Lo), number(f.Hi), number(f.Floor), number(f.Random), number(f.Ceiling), f.Reason},
		Config: t.Candidates[t.Best].Config, Corpus: t.Corpus, Doubts: some(t.Doubts),
	}
	for _, x := range t.Candidates {
		values := []string{}
		for i, p := range t.Paths {
			values = append(values, p+" = "+x.Values[i])
		}
		d.Candidates = append(d.Candidates, candidateData{values, number(x.Value), numbers(x.Parts), x.Chosen})
	}
	return d
}

func tuningRows(t *classify.Tuning) (head []string, rows [][]string) {
	head = append(append([]string{"candidate"}, t.Paths...), t.Metric, "outer_folds_won", "winner")
	for i, x := range t.Candidates {
		row := append([]string{strconv.Itoa(i + 1)}, x.Values...)
		rows = append(rows, append(row, cell(x.Value), strconv.Itoa(x.Chosen), strconv.FormatBool(i == t.Best)))
	}
	return head, rows
}
