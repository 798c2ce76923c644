package labels

import (
	"fmt"
	"math"
	"testing"
)

func TestSlices(t *testing.T) {
	s := schemeOf(3, false, true)
	a := invent(s, 90, 6, 0.9, 1)
	of := make([]string, len(a.Truth))
	for i, g := range a.Groups {
		of[i] = fmt.Sprintf("source %d", g%3)
		if g%3 == 1 && i%2 == 0 { // one source is read badly
			a.Pred[i] = One((a.Truth[i].First() + 1) % 3)
		}
		if g == 0 {
			of[i] = "alone"
		}
	}
	accuracy, _ := MetricByName("accuracy", s)
	auc, _ := MetricByName("macro_auc", s)
	ece, _ := MetricByName("ece", s)
	got := a.Slices(of, []Metric{accuracy, auc, ece}, 300, 1)
	if len(got) != 4 || got[0].Value != "alone" || got[0].Groups != 1 || got[1].Groups != 29 || got[2].Items != 180 {
		t.Fatalf("slices: %+v", got)
	}
	all := a.Intervals([]Metric{accuracy, auc}, 0, 1)
	for _, sl := range got {
		part := &Answers{Scheme: s}
		for i, v := range of {
			if v == sl.Value {
				part.Truth, part.Pred, part.Probs = append(part.Truth, a.Truth[i]), append(part.Pred, a.Pred[i]), append(part.Probs, a.Probs[i])
			}
		}
		for i, want := range part.Intervals([]Metric{accuracy, auc}, 0, 1) {
			near(t, sl.Value, sl.Figures[i].Point, want.Point)
			near(t, sl.Value+", apart", sl.Figures[i].Apart.Point, want.Point-all[i].Point)
		}
	}
	for _, sl := range got {
		if e := sl.Figures[2]; !(e.Lo <= e.Point && e.Point <= e.Hi) || !math.IsNaN(e.P) {
			t.Errorf("calibration error of %s: %+v; want an interval that holds it, and no test: a slice has fewer items", sl.Value, e)
		}
	}
	if !math.IsNaN(got[0].Figures[0].P) {
		t.Errorf("one article is tested: p = %v", got[0].Figures[0].P)
	}
	if bad, good := got[2].Figures[0], got[2].Figures[1]; bad.P > 0.05 || bad.Apart.Hi >= 0 || good.P < 0.05 {
		t.Errorf("the badly read source: accuracy %+v, AUC %+v", bad, good)
	}
}

// R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") is 0.03 0.06 0.06 0.02.
func TestHolm(t *testing.T) {
	got := Holm([]float64{0.01, math.NaN(), 0.04, 0.03, 0.005})
	for i, want := range []float64{0.03, math.NaN(), 0.06, 0.06, 0.02} {
		near(t, fmt.Sprintf("p %d", i), got[i], want)
	}
	near(t, "never above 1", Holm([]float64{0.9, 0.8})[0], 1)
}
