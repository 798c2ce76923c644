package report

import (
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// moreData is what an evaluation has beyond figures and matrices, in JSON.
type moreData struct {
	Parts    []partData         `json:"parts"`
	Rounds   []partData         `json:"rounds"`
	Leak     *leakData          `json:"leak"`
	Slices   []sliceFieldData   `json:"slices"`
	Curves   []curveData        `json:"curves"`
	Risk     *riskData          `json:"risk"`
	Kept     []keptData         `json:"kept"`
	Growth   *growthData        `json:"learning_curve"`
	Cells    []cellData         `json:"cells"`
	Suspects []suspectData      `json:"suspects"`
	Manifest *classify.Manifest `json:"manifest"`
}

type partData struct {
	Name    string       `json:"name"`
	Items   int          `json:"items"`
	Groups  int          `json:"articles"`
	Figures []namedValue `json:"figures"`
}

type namedValue struct {
	Name  string `json:"name"`
	Value number `json:"value"`
}

type leakData struct {
	Metric  string `json:"metric"`
	Random  number `json:"random"`
	Grouped number `json:"grouped"`
	Diff    number `json:"difference"`
	Lo      number `json:"lo"`
	Hi      number `json:"hi"`
	P       number `json:"p"`
}

type sliceFieldData struct {
	Field  string      `json:"field"`
	Values []sliceData `json:"values"`
}

type sliceData struct {
	Value   string            `json:"value"`
	Items   int               `json:"items"`
	Groups  int               `json:"articles"`
	Figures []sliceFigureData `json:"figures"`
}

type sliceFigureData struct {
	Name    string `json:"name"`
	Value   number `json:"value"`
	Lo      number `json:"lo"`
	Hi      number `json:"hi"`
	Apart   number `json:"apart"` // slice − all
	P       number `json:"p"`     // of that, corrected
	Flagged bool   `json:"flagged"`
}

type curveData struct {
	Class  string       `json:"class"`
	Points []curvePoint `json:"points"`
}

type curvePoint struct {
	Recall    number `json:"recall"`
	Precision number `json:"precision"`
	At        number `json:"at"`
}

type riskData struct {
	Area     number             `json:"aurc"`
	Curve    []riskPoint        `json:"curve"`
	Promises []classify.Promise `json:"promises"`
}

type riskPoint struct {
	At       number `json:"at"`
	Coverage number `json:"coverage"`
	Risk     number `json:"risk"`
}

type keptData struct {
	Max      float64 `json:"max"`
	At       float64 `json:"at"`
	Coverage float64 `json:"coverage"`
	Risk     number  `json:"risk"`
	OK       bool    `json:"ok"`
}

type growthData struct {
	Metric string        `json:"metric"`
	Points []growthPoint `json:"points"`
	A      number        `json:"a"`
	B      number        `json:"b"`
	C      number        `json:"c"`
	Doubt  string        `json:"doubt,omitempty"`
	Needs  []needData    `json:"needs"`
	Line   []growthPoint `json:"line"`
}

type growthPoint struct {
	Items number `json:"items"`
	Value number `json:"value"`
	Lo    number `json:"lo"`
	Hi    number `json:"hi"`
}

type needData struct {
	Gain  number `json:"gain"`
	Items number `json:"items"` // null: the curve levels off before
	Lo    number `json:"lo"`
	Hi    number `json:"hi"`
}

type cellData struct {
	Truth    string   `json:"truth"`
	Pred     string   `json:"predicted"`
	Count    int      `json:"count"`
	Share    number   `json:"share"`
	Examples []string `json:"examples"` // ids
}

type suspectData struct {
	ID      string `json:"id"`
	Class   string `json:"class"`
	Given   bool   `json:"given"`
	Prob    number `json:"prob"`
	Instead string `json:"instead"`
}

func partsData(parts []classify.Part) []partData {
	out := []partData{}
	for _, p := range parts {
		d := partData{p.Name, p.Items, p.Groups, []namedValue{}}
		for _, f := range p.Figures {
			d.Figures = append(d.Figures, namedValue{f.Name, number(f.Value)})
		}
		out = append(out, d)
	}
	return out
}

func moreJSON(e *classify.Evaluation) moreData {
	d := moreData{
		Parts: partsData(e.Parts), Rounds: partsData(e.Rounds), Slices: []sliceFieldData{}, Curves: []curveData{}, Cells: []cellData{}, Suspects: []suspectData{},
		Kept: []keptData{}, Manifest: e.Manifest,
	}
	for _, p := range e.Kept {
		d.Kept = append(d.Kept, keptData{p.Max, p.At, p.Coverage, number(p.Risk), p.OK})
	}
	if l := e.Leak; l != nil {
		d.Leak = &leakData{l.Metric, number(l.Random), number(l.Grouped), number(l.Diff), number(l.Lo), number(l.Hi), number(l.P)}
	}
	for _, s := range e.Slices {
		f := sliceFieldData{s.Field, []sliceData{}}
		for _, v := range s.Slices {
			one := sliceData{v.Value, v.Items, v.Groups, []sliceFigureData{}}
			for i, g := range v.Figures {
				one.Figures = append(one.Figures, sliceFigureData{s.Metrics[i], number(g.Point), number(g.Lo), number(g.Hi), number(g.Apart.Point), number(g.P), isFlagged(s, v.Value, s.Metrics[i])})
			}
			f.Values = append(f.Values, one)
		}
		d.Slices = append(d.Slices, f)
	}
	for _, c := range e.Curves {
		one := curveData{c.Name, []curvePoint{}}
		for _, p := range c.Points {
			one.Points = append(one.Points, curvePoint{number(p.X), number(p.Y), number(p.At)})
		}
		d.Curves = append(d.Curves, one)
	}
	if r := e.Risk; r != nil {
		d.Risk = &riskData{Area: number(r.Area), Curve: []riskPoint{}, Promises: r.Promises}
		for _, p := range r.Curve {
			d.Risk.Curve = append(d.Risk.Curve, riskPoint{number(p.At), number(p.Coverage), number(p.Risk)})
		}
	}
	if g := e.Growth; g != nil {
		d.Growth = &growthData{Metric: g.Metric, Points: growthPoints(g.Points), Doubt: g.Doubt, Needs: []needData{}, Line: growthPoints(g.Line),
			A: number(math.NaN()), B: number(math.NaN()), C: number(math.NaN())}
		if g.Curve != nil {
			d.Growth.A, d.Growth.B, d.Growth.C = number(g.Curve.Law.A), number(g.Curve.Law.B), number(g.Curve.Law.C)
		}
		for _, n := range g.Needs {
			d.Growth.Needs = append(d.Growth.Needs, needData{number(n.Gain), number(n.Items.Point), number(n.Items.Lo), number(n.Items.Hi)})
		}
	}
	for _, c := range e.Cells {
		one := cellData{c.Truth, c.Pred, c.Count, number(c.Share), []string{}}
		for _, i := range c.Outcomes {
			one.Examples = append(one.Examples, e.Outcomes[i].ID)
		}
		d.Cells = append(d.Cells, one)
	}
	for _, s := range e.Suspects {
		d.Suspects = append(d.Suspects, suspectData{e.Outcomes[s.Outcome].ID, s.Class, s.Given, number(s.Prob), s.Instead})
	}
	return d
}

func isFlagged(s classify.Slicing, value, metric string) bool {
	for _, f := range s.Flagged {
		if f.Value == value && f.Metric == metric {
			return true
		}
	}
	return false
}

func growthPoints(points []classify.GrowthPoint) []growthPoint {
	out := []growthPoint{}
	for _, p := range points {
		out = append(out, growthPoint{number(p.Items), number(p.Value), number(p.Lo), number(p.Hi)})
	}
	return out
}

// Confusion writes the confusion matrices as CSV, one cell a row: matrix (the class, in many-label schemes), true, predicted, count, share of the
// row.
func Confusion(w io.Writer, e *classify.Evaluation) error {
	var rows [][]string
	for _, m := range e.Matrices {
		for i, row := range m.Counts {
			for j, n := range row {
				rows = append(rows, []string{m.Title, m.Names[i], m.Names[j], strconv.Itoa(n), cell(m.Shares[i][j])})
			}
		}
	}
	return writeCSV(w, []string{"matrix", "true", "predicted", "count", "share_of_true"}, rows)
}

// Errors writes every mistake as CSV: what people and the model said, with which probabilities, the words that made it, whether the label is
// a likely coding error, and the text.
func Errors(w io.Writer, e *classify.Evaluation) error {
	suspect := map[int]bool{}
	for _, s := range e.Suspects {
		suspect[s.Outcome] = true
	}
	var rows [][]string
	for i, o := range e.Outcomes {
		if !o.Wrong() {
			continue
		}
		rows = append(rows, []string{
			o.ID, o.Article, e.Scheme.Format(o.Truth), e.Scheme.Format(o.Pred), cell(o.Certainty), probsOf(e.Scheme, o.Truth, o.Probs), probsOf(e.Scheme, o.Pred, o.Probs),
			strconv.FormatBool(o.Unsure), strconv.FormatBool(suspect[i]), strings.Join(o.Evidence, "; "), o.Text,
		})
	}
	return writeCSV(w, []string{"id", "article", "truth", "predicted", "certainty", "prob_truth", "prob_predicted", "unsure", "likely_coding_error", "evidence", "text"}, rows)
}

// probsOf writes the probabilities of the classes of a set.
func probsOf(s *labels.Scheme, set labels.Set, probs []float64) string {
	var all []string
	for k := range set.All() {
		if k < len(s.Classes) {
			all = append(all, cell(probs[k]))
		}
	}
	return strings.Join(all, "; ")
}
