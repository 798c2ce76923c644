package labels

import (
	"fmt"
	"math"
	"testing"
)

func TestCoefficients(t *testing.T) {
	r := observers()
	want := map[string]float64{
		"percent": Percent(r), "fleiss": FleissKappa(r), "ac1": GwetAC1(r), "alpha": Krippendorff(r, NominalDistance),
		"alpha_ordinal": Krippendorff(r, OrdinalDistance), "alpha_interval": Krippendorff(r, IntervalDistance),
		"cohen": CohenKappa(r, Unweighted), "cohen_linear": CohenKappa(r, Linear), "cohen_quadratic": CohenKappa(r, Quadratic),
	}
	groups := []int{0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3}
	got := r.Agreement(groups, 200, 1)
	plain := Bootstrap(groups, 200, 1, func(items []int) []float64 {
		sample := NewRatings(r.Scheme, make([]string, len(items)), r.Coders)
		for n, i := range items {
			sample.Sets[n], sample.Has[n] = r.Sets[i], r.Has[i]
		}
		var out []float64
		for _, a := range got {
			s := sample
			if a.Class != "" {
				s = sample.Class(r.Scheme.Index(a.Class))
			}
			out = append(out, a.Of(s))
		}
		return out
	})
	seen := 0
	for i, a := range got {
		near(t, a.Name+" "+a.Class+" lo", a.Lo, plain[i].Lo)
		near(t, a.Name+" "+a.Class+" hi", a.Hi, plain[i].Hi)
		if a.Class == "" {
			near(t, a.Name, a.Point, want[a.Name])
			seen++
		} else {
			near(t, a.Name+" of "+a.Class, a.Point, a.Of(r.Class(r.Scheme.Index(a.Class))))
		}
		if a.Title == "" || a.Definition == "" || a.Source == "" {
			t.Errorf("coefficient %s is not complete", a.Name)
		}
	}
	if seen != len(want) {
		t.Errorf("%d coefficients, want %d", seen, len(want))
	}
	many := NewRatings(schemeOf(3, true, false), make([]string, 2), []string{"a", "b"})
	for i := range many.Sets {
		many.Sets[i] = []Set{Of(i), Of(i, 2)}
		many.Has[i] = []bool{true, true}
	}
	names := ""
	for _, a := range many.Agreement(nil, 0, 1) {
		if a.Class == "" {
			names += a.Name + " "
		}
		if a.Defined != 0 || !math.IsNaN(a.Lo) {
			t.Errorf("an interval without replicates: %+v", a)
		}
	}
	if names != "percent alpha alpha_jaccard alpha_masi " {
		t.Errorf("coefficients of sets: %s", names)
	}
	for _, c := range Coefficients() {
		if !c.For(many.Scheme) && !math.IsNaN(c.Of(many)) {
			t.Errorf("%s of sets is %v", c.Name, c.Of(many))
		}
	}
}

func TestCeiling(t *testing.T) {
	r := table(2, false, "a a b b .", "a b b b a", "a a b . a")
	f1, _ := MetricByName("macro_f1", r.Scheme)
	accuracy, _ := MetricByName("accuracy", r.Scheme)
	brier, _ := MetricByName("brier", r.Scheme)
	got := r.Ceiling([]Metric{accuracy, f1, brier})
	near(t, "accuracy", got[0], (3.0/4+1+3.0/4)/3)
	sum := 0.0
	for _, p := range [][2]string{{"A", "B"}, {"B", "A"}, {"A", "C"}, {"C", "A"}, {"B", "C"}, {"C", "B"}} {
		a := r.Answers(p[0], p[1], []int{0, 0, 1, 1, 2})
		if len(a.Groups) != len(a.Truth) {
			t.Fatal(fmt.Sprint(a))
		}
		sum += a.Scores().MacroF1
	}
	near(t, "macro F1", got[1], sum/6)
	near(t, "Brier score of coders", got[2], math.NaN())
}

func BenchmarkAgreement(b *testing.B) {
	a := invent(schemeOf(7, true, false), 270, 22, 0.8, 1)
	r := NewRatings(a.Scheme, make([]string, len(a.Truth)), []string{"gold"}).With("model", a.Pred, nil)
	for i, s := range a.Truth {
		r.Sets[i][0], r.Has[i][0] = s, true
	}
	for b.Loop() {
		r.Agreement(a.Groups, 1000, 1)
	}
}
