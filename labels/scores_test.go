package labels

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// near fails unless got is want to 1e-9 (or both NaN).
func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.IsNaN(want) && math.IsNaN(got) {
		return
	}
	if !(math.Abs(got-want) <= 1e-9*max(1, math.Abs(want))) {
		t.Errorf("%s: got %.12g, want %.12g", what, got, want)
	}
}

// schemeOf returns a scheme of n classes c0, c1, ….
func schemeOf(n int, many, ordered bool) *Scheme {
	s := &Scheme{Name: "test", Many: many, Ordered: ordered}
	for k := range n {
		s.Classes = append(s.Classes, Class{Name: fmt.Sprintf("c%d", k)})
	}
	return s
}

func ones(k ...int) []Set {
	out := make([]Set, len(k))
	for i, c := range k {
		out[i] = One(c)
	}
	return out
}

// sets reads rows of 0 and 1.
func sets(rows ...string) []Set {
	out := make([]Set, len(rows))
	for i, r := range rows {
		for k, b := range r {
			if b == '1' {
				out[i] = out[i].With(k)
			}
		}
	}
	return out
}

// The figures are scikit-learn 1.2.1's for these two lists:
// precision_recall_fscore_support, balanced_accuracy_score,
// matthews_corrcoef, cohen_kappa_score (plain, linear, quadratic).
func TestScoresSingle(t *testing.T) {
	truth := ones(0, 1, 2, 0, 1, 2, 1, 1, 0, 2, 2, 2, 1, 0, 1, 0, 2, 1)
	pred := ones(0, 2, 2, 0, 0, 2, 1, 1, 1, 2, 1, 2, 1, 0, 1, 2, 2, 1)
	s := Score(schemeOf(3, false, true), truth, pred)
	near(t, "accuracy", s.Accuracy, 0.7222222222222222)
	near(t, "balanced", s.Balanced, 0.7158730158730159)
	near(t, "MCC", s.MCC, 0.5802144992617283)
	near(t, "kappa", s.Kappa, 0.5774647887323943)
	near(t, "linear kappa", s.WeightedKappa, 0.6029411764705882)
	near(t, "quadratic kappa", s.QuadraticKappa, 0.6307692307692307)
	near(t, "macro P", s.MacroPrecision, 0.7261904761904763)
	near(t, "macro R", s.MacroRecall, 0.7158730158730159)
	near(t, "macro F1", s.MacroF1, 0.7167277167277167)
	near(t, "weighted P", s.WeightedPrecision, 0.7242063492063492)
	near(t, "weighted R", s.WeightedRecall, 0.7222222222222222)
	near(t, "weighted F1", s.WeightedF1, 0.7193732193732193)
	near(t, "micro F1", s.MicroF1, 0.7222222222222222)
	near(t, "Precision of c0", s.PerClass[0].Precision, 0.75)
	near(t, "Recall of c0", s.PerClass[0].Recall, 0.6)
	near(t, "F1 of c0", s.PerClass[0].F1, 2.0/3)
	near(t, "Support of c0", s.PerClass[0].Support, 5)
	near(t, "Precision of c1", s.PerClass[1].Precision, 5.0/7)
	near(t, "Recall of c1", s.PerClass[1].Recall, 5.0/7)
	near(t, "F1 of c1", s.PerClass[1].F1, 5.0/7)
	near(t, "Support of c1", s.PerClass[1].Support, 7)
	near(t, "Precision of c2", s.PerClass[2].Precision, 5.0/7)
	near(t, "Recall of c2", s.PerClass[2].Recall, 5.0/6)
	near(t, "F1 of c2", s.PerClass[2].F1, 10.0/13)
	near(t, "Support of c2", s.PerClass[2].Support, 6)
	near(t, "F_avg of the outer two", s.FAverage(0, 2), (2.0/3+10.0/13)/2)
	near(t, "samples F1, which has no meaning here", s.SamplesF1, math.NaN())
}

// The figures are scikit-learn 1.2.1's for these two tables; the samples
// averages with zero_division=1, the others with 0.
func TestScoresMany(t *testing.T) {
	truth := sets("1010", "0000", "1100", "0101", "0010", "1110", "0000")
	pred := sets("1000", "0000", "1110", "1100", "0010", "1010", "0100")
	s := Score(schemeOf(4, true, false), truth, pred)
	near(t, "macro P", s.MacroPrecision, 0.5208333333333333)
	near(t, "macro R", s.MacroRecall, 0.5833333333333333)
	near(t, "macro F1", s.MacroF1, 0.5476190476190476)
	near(t, "weighted P", s.WeightedPrecision, 0.625)
	near(t, "weighted R", s.WeightedRecall, 0.7)
	near(t, "weighted F1", s.WeightedF1, 0.6571428571428571)
	near(t, "micro P", s.MicroPrecision, 0.7)
	near(t, "micro R", s.MicroRecall, 0.7)
	near(t, "micro F1", s.MicroF1, 0.7)
	near(t, "samples P", s.SamplesPrecision, 0.738095238095238)
	near(t, "samples R", s.SamplesRecall, 0.8095238095238095)
	near(t, "samples F1", s.SamplesF1, 0.680952380952381)
	near(t, "subset", s.SubsetAccuracy, 0.2857142857142857)
	near(t, "hamming", s.Hamming, 0.21428571428571427)
	for k, want := range []ClassScore{
		{Precision: 0.75, Recall: 1, F1: 6.0 / 7, Kappa: 0.72, MCC: 0.75, Support: 3},
		{Precision: 2.0 / 3, Recall: 2.0 / 3, F1: 2.0 / 3, Kappa: 5.0 / 12, MCC: 5.0 / 12, Support: 3},
		{Precision: 2.0 / 3, Recall: 2.0 / 3, F1: 2.0 / 3, Kappa: 5.0 / 12, MCC: 5.0 / 12, Support: 3},
		{Precision: math.NaN(), Recall: 0, F1: 0, Kappa: 0, MCC: math.NaN(), Support: 1}, // scikit-learn gives 0 for what is undefined
	} {
		got := s.PerClass[k]
		near(t, got.Name+" precision", got.Precision, want.Precision)
		near(t, got.Name+" recall", got.Recall, want.Recall)
		near(t, got.Name+" F1", got.F1, want.F1)
		near(t, got.Name+" kappa", got.Kappa, want.Kappa)
		near(t, got.Name+" MCC", got.MCC, want.MCC)
		near(t, got.Name+" support", got.Support, want.Support)
	}
	if got, want := s.PerClass[3].Undefined("precision"), "never predicted"; got != want {
		t.Errorf("why the precision is undefined: got %q, want %q", got, want)
	}
}

// Two psychiatrists and 200 patients in three classes: Fleiss, Cohen & Everitt
// (1969), Psychological Bulletin 72, table 1, also in the manual of R's package
// psych (cohen.kappa): .70 observed, .475 expected, κ = .429.
func TestKappaCohen(t *testing.T) {
	c := EmptyConfusion(schemeOf(3, false, false))
	for i, row := range [][]float64{{106, 10, 4}, {22, 28, 10}, {2, 12, 6}} {
		for j, n := range row {
			c.Add(One(i), One(j), n)
		}
	}
	near(t, "kappa", c.Kappa(Unweighted), (.70-.475)/(1-.475))
}

func TestUndefined(t *testing.T) {
	s := Score(schemeOf(3, false, true), ones(1, 1), ones(1, 1))
	near(t, "accuracy", s.Accuracy, 1)
	near(t, "macro F1 over the one class at hand", s.MacroF1, 1)
	near(t, "kappa", s.Kappa, math.NaN())
	near(t, "MCC", s.MCC, math.NaN())
	near(t, "F_avg of absent classes", s.FAverage(0, 2), 0)
	s = Score(schemeOf(2, false, false), nil, nil)
	near(t, "accuracy of nothing", s.Accuracy, math.NaN())
	near(t, "macro F1 of nothing", s.MacroF1, math.NaN())
}

func TestConfusion(t *testing.T) {
	s := schemeOf(3, false, false)
	truth, pred := ones(0, 1, 2, 2), ones(0, 2, 2, 0)
	c := NewConfusion(s, truth, pred, []float64{1, 2, 3, 4})
	want := mat.NewDense(3, 3, []float64{1, 0, 0, 0, 0, 2, 4, 0, 3})
	if !mat.Equal(c.Cells, want) {
		t.Errorf("cells:\n%v\nwant\n%v", mat.Formatted(c.Cells), mat.Formatted(want))
	}
	if want := mat.NewDense(2, 2, []float64{1, 2, 4, 3}); !mat.Equal(c.Class(2), want) {
		t.Errorf("class 2:\n%v\nwant\n%v", mat.Formatted(c.Class(2)), mat.Formatted(want))
	}
	sum := EmptyConfusion(s)
	for i := range truth {
		sum.AddTimes(NewConfusion(s, truth[i:i+1], pred[i:i+1], nil), float64(i+1))
	}
	if !mat.Equal(sum.Cells, c.Cells) || sum.N != c.N || sum.Exact != c.Exact || sum.Differing != c.Differing {
		t.Errorf("the sum of the items' confusions %+v is not the confusion %+v", sum, c)
	}
	c = NewConfusion(s, ones(0, 1), []Set{One(0), {}}, nil)
	if c.Unanswered != 1 || mat.Sum(c.Cells) != 1 || c.Scores().Accuracy != 0.5 {
		t.Errorf("unanswered item: %+v", c)
	}
	if got := NewConfusion(s, ones(0, 0, 2), ones(0, 1, 2), nil).RowShares(); got.At(0, 1) != 0.5 || got.At(1, 1) != 0 || got.At(2, 2) != 1 {
		t.Errorf("row shares:\n%v", mat.Formatted(got))
	}
}
