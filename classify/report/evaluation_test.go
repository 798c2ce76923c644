package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// scheme makes a scheme of the named classes.
func schemeOf(many bool, names ...string) *labels.Scheme {
	s := &labels.Scheme{Name: "tone", Many: many}
	for _, n := range names {
		s.Classes = append(s.Classes, labels.Class{Name: n})
	}
	return s
}

// evaluation makes an evaluation of the scheme with hand-made numbers: item i of 7 is class i mod n, and every third is called class 0.
// The last class is absent if there are three or more.
func evaluation(s *labels.Scheme) *classify.Evaluation {
	nan := math.NaN()
	n := len(s.Classes)
	e := &classify.Evaluation{
		Scheme: s, Method: "10-fold cross-validation, articles kept whole", Items: 1200, Articles: 80, Config: classify.Default("logistic"),
		Corpus: "sha256:0123456789abcdef", Doubts: []string{"only 12 items are coded <some> class", "the | optimiser stopped early"},
		Figures: []classify.Figure{
			{Name: "macro_f1", Title: "macro-F1", Value: 0.5875, Lo: 0.5512, Hi: 0.6299, Floor: 0.2412, Random: 0.3125, Ceiling: 0.9634},
			{Name: "accuracy", Title: "accuracy", Value: 0.625, Lo: 0.5, Hi: 0.75, Floor: 0.5, Random: 0.375, Ceiling: nan},
			{Name: "mcc", Title: "Matthews correlation", Value: nan, Lo: nan, Hi: nan, Floor: nan, Random: 0, Ceiling: nan, Reason: "one class alone is predicted"},
			{Name: "macro_precision", Title: "macro precision", Value: 0.5, Lo: 0.375, Hi: 0.625, Floor: 0.125, Random: 0.25, Ceiling: nan},
		},
		Humans: &classify.Agreement{Coders: []string{"ana", "bo"}, Items: 1100, Alpha: 0.8125, AlphaLo: 0.75, AlphaHi: 0.875, Measure: "nominal", MacroF1: 0.875, Percent: 0.9, ModelAlpha: 0.4375, ModelAlphaLo: nan, ModelAlphaHi: nan},
	}
	present := n
	if n > 2 {
		present = n - 1
	}
	m := classify.Matrix{Names: s.Names(), RowTotals: make([]int, n), ColTotals: make([]int, n)}
	for range n {
		m.Counts = append(m.Counts, make([]int, n))
	}
	for i := range 7 {
		truth, pred := i%present, i%present
		if i%3 == 2 {
			pred = 0
		}
		probs := make([]float64, n)
		for k := range probs {
			probs[k] = 0.125
		}
		probs[pred] = 0.5 + float64(i)/16
		o := classify.Outcome{ID: fmt.Sprint("p", i), Article: "a<1>", Text: fmt.Sprintf("Paragraph %d | of <b>two</b>\nlines.", i), Truth: labels.One(truth), Pred: labels.One(pred), Probs: probs, Unsure: i == 0}
		e.Outcomes = append(e.Outcomes, o)
		e.Fold = append(e.Fold, i%2)
		m.Counts[truth][pred]++
		m.RowTotals[truth]++
		m.ColTotals[pred]++
		m.Total++
	}
	for i, row := range m.Counts {
		shares := make([]float64, n)
		for j, c := range row {
			shares[j] = float64(c) / float64(m.RowTotals[i])
		}
		m.Shares = append(m.Shares, shares)
	}
	e.Matrices = []classify.Matrix{m}
	if s.Many {
		e.Matrices[0].Title = s.Classes[0].Name
	}
	for k, c := range s.Classes {
		f := classify.ClassFigures{Name: c.Name, Support: m.RowTotals[k], Predicted: m.ColTotals[k], Threshold: nan, Alpha: nan,
			AUC: classify.Figure{Value: 0.875, Lo: nan, Hi: nan}, AveragePrecision: classify.Figure{Value: nan, Lo: nan, Hi: nan},
			Precision: classify.Figure{Value: 0.5, Lo: nan, Hi: nan}, Recall: classify.Figure{Value: 0.25, Lo: nan, Hi: nan}, F1: classify.Figure{Value: 1.0 / 3, Lo: 0.25, Hi: 0.5}}
		if m.RowTotals[k] == 0 {
			f.Recall = classify.Figure{Value: nan, Lo: nan, Hi: nan, Reason: "no item has the class"}
			f.F1 = classify.Figure{Value: nan, Lo: nan, Hi: nan}
		}
		if s.Many {
			f.Threshold, f.Alpha = 0.375, 0.75
		}
		e.Classes = append(e.Classes, f)
	}
	for b := range 10 {
		bin := classify.Bin{Lo: float64(b) / 10, Hi: float64(b+1) / 10, Certainty: nan, Right: nan}
		if b > 3 {
			bin.Items, bin.Certainty, bin.Right = 20*b, float64(b)/10+0.0625, float64(b)/10
		}
		e.Bins = append(e.Bins, bin)
	}
	return e
}

// long is a name of 60 letters.
var long = strings.Repeat("peacefully ", 6)[:59] + "s"

// hard are schemes that are hard to lay out.
func hard() map[string]*labels.Scheme {
	var forty []string
	for k := range 40 {
		forty = append(forty, fmt.Sprintf("class %d", k))
	}
	return map[string]*labels.Scheme{
		"stance":    stance().scheme,
		"frames":    frames().scheme,
		"one class": schemeOf(false, "only"),
		"two":       schemeOf(false, "yes", "no"),
		"forty":     schemeOf(false, forty...),
		"long":      schemeOf(false, long+"a", long+"b", "c"),
		"RTL, CJK":  schemeOf(false, "متفائل", "和平会谈是有希望的", "ספקני", "e\u0301"),
		"markup":    schemeOf(true, "<b>bold</b>", "a, b", `"quoted" & 'so'`, "`x` *y* [z](http://example.org)"),
	}
}

func TestEvaluationText(t *testing.T) {
	var b bytes.Buffer
	if err := Evaluation(&b, Text, evaluation(stance().scheme), Style{Width: 90}); err != nil {
		t.Fatal(err)
	}
	golden(t, "evaluation.txt", b.String())
}

// Every scheme fits the width, and every class can be told from the others.
func TestEvaluationWidth(t *testing.T) {
	for name, s := range hard() {
		for _, width := range []int{60, 80, 120} {
			var b bytes.Buffer
			if err := Evaluation(&b, Text, evaluation(s), Style{Width: width}); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				if n := columns(strings.TrimRight(line, "\n")); n > width && !strings.HasPrefix(line, "  {") {
					t.Errorf("%s: %d columns, want at most %d: %s", name, n, width, line)
				}
			}
		}
	}
}

// The numbers of an evaluation come back from JSON, undefined ones as null.
func TestEvaluationJSON(t *testing.T) {
	var b, line bytes.Buffer
	e := evaluation(stance().scheme)
	if err := Evaluation(&b, JSON, e, Style{}); err != nil {
		t.Fatal(err)
	}
	if err := Evaluation(&line, JSONL, e, Style{}); err != nil {
		t.Fatal(err)
	}
	if strings.Count(line.String(), "\n") != 1 {
		t.Errorf("JSON lines has %d lines for one evaluation", strings.Count(line.String(), "\n"))
	}
	for _, text := range []string{b.String(), line.String()} {
		var got struct {
			Figures []map[string]any
			Classes []struct {
				Name    string
				Recall  struct{ Value *float64 }
				Support int
			}
			Matrices []struct {
				Counts [][]int
				Shares [][]*float64
			}
			Mistakes []struct {
				ID               string
				Truth, Predicted []string
				Probs            map[string]float64
			}
			Config classify.Config
		}
		if err := json.Unmarshal([]byte(text), &got); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		if f := got.Figures[0]; f["name"] != "macro_f1" || f["value"] != 0.5875 || f["ceiling"] != 0.9634 {
			t.Errorf("the first figure is %v", f)
		}
		if f := got.Figures[2]; f["value"] != nil || f["reason"] != "one class alone is predicted" {
			t.Errorf("the undefined figure is %v", f)
		}
		if c := got.Classes[2]; c.Recall.Value != nil || c.Name != "optimistic" {
			t.Errorf("the absent class is %v", c)
		}
		if m := got.Matrices[0]; m.Counts[1][0] != 1 || m.Counts[1][1] != 2 || m.Shares[2][0] != nil {
			t.Errorf("the matrix is %v", m)
		}
		if m := got.Mistakes; len(m) != 1 || m[0].ID != "p5" || m[0].Truth[0] != "neutral" || m[0].Predicted[0] != "skeptical" || m[0].Probs["skeptical"] != 0.8125 {
			t.Errorf("the mistakes are %v", m)
		}
		if got.Config.Model.Name != "logistic" {
			t.Errorf("the configuration is %+v", got.Config)
		}
	}
}

func TestEvaluationCSV(t *testing.T) {
	var b bytes.Buffer
	if err := Evaluation(&b, CSV, evaluation(stance().scheme), Style{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"table,row,column,value,lo,hi,floor,ceiling\n",
		"figures,macro_f1,,0.5875,0.5512,0.6299,0.2412,0.9634\n",
		"figures,mcc,,,,,,\n",
		"classes,optimistic,recall,,,,,\n",
		"confusion,neutral,skeptical,1,,,,\n",
		"agreement,coders,alpha,0.8125,0.75,0.875,,\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no line %q in\n%s", want, b.String())
		}
	}
}

func TestPredictions(t *testing.T) {
	var b bytes.Buffer
	if err := Predictions(&b, evaluation(stance().scheme)); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(rows[0]); got != "[id article truth predicted unsure prob_skeptical prob_neutral prob_optimistic]" {
		t.Errorf("the columns are %s", got)
	}
	if got := fmt.Sprint(rows[6]); got != "[p5 a<1> neutral skeptical false 0.8125 0.125 0.125]" {
		t.Errorf("the row of p5 is %s", got)
	}
	if err := Predictions(full{}, evaluation(stance().scheme)); err != errFull {
		t.Errorf("on a full disk the error is %v", err)
	}
}

func TestFigureVerdict(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		f    classify.Figure
		want string
	}{
		{classify.Figure{Title: "macro-F1", Value: 0.59, Lo: 0.55, Hi: 0.63, Floor: 0.24, Ceiling: 0.96}, "macro-F1 0.59 [0.55, 0.63]; always saying neutral gives 0.24; two coders reach 0.96."},
		{classify.Figure{Title: "macro-F1", Value: 0.59, Lo: nan, Hi: nan, Floor: nan, Ceiling: nan}, "macro-F1 0.59."},
		{classify.Figure{Title: "macro-F1", Value: 0.3, Lo: 0.2, Hi: 0.4, Floor: 0.24, Ceiling: nan}, "macro-F1 0.30 [0.20, 0.40]; always saying neutral gives 0.24. The interval reaches down to the floor: these data do not show that the model beats it."},
		{classify.Figure{Name: "mcc", Value: nan, Reason: "one class"}, "mcc is undefined: one class."},
	} {
		if got := strings.Join(figureVerdict(c.f, "neutral"), " "); got != c.want {
			t.Errorf("the verdict is %q, want %q", got, c.want)
		}
	}
}
