package models

import (
	"context"
	"testing"
)

// TestDescend compares coordinate descent with Newton steps from nothing: the optimum must be no worse, and at most one step left to do
// for newton, unless rows are as few as in small, where descent gives up.
func TestDescend(t *testing.T) {
	weighted := synthetic(600, 20, 2000, 4, false)
	weighted.Weight = make([]float64, 600)
	for i := range weighted.Weight {
		weighted.Weight[i] = float64(i % 4)
	}
	many := synthetic(600, 20, 2000, 4, true)
	many.Many = true
	for i := range many.Y {
		many.Y[i] = many.Y[i].With(i % 4)
	}
	for name, d := range map[string]*Data{"small": small(false), "weighted": weighted, "many": many, "ratios": many} {
		for _, c := range []float64{0.01, 1, 100} {
			for _, balance := range []string{"none", "balanced"} {
				const tolerance = 1e-7
				n, all := d.totals()
				p := newProblem(d, []int{0, 1, 2}, hingeLoss)
				p.weigh(balance, nil, n, all)
				p.ridge = 1 / (c * all)
				if name == "ratios" {
					p.ratio = p.logCountRatios(0.5)
				}
				want, err := p.newton(t.Context(), make([]float64, p.size()), tolerance, 1000)
				if err != nil {
					t.Fatal(err)
				}
				x := make([]float64, p.size())
				if err := p.descend(t.Context(), x, tolerance); err != nil {
					t.Fatal(err)
				}
				got, err := p.newton(t.Context(), x, tolerance, 1000)
				if err != nil {
					t.Fatal(err)
				}
				if got.largest > tolerance || got.value > want.value*(1+1e-8) || name != "small" && got.steps > 1 {
					t.Errorf("%s, C %v, %s: descent, then %d steps: objective %.10g, gradient %.2g; Newton alone %.10g", name, c, balance, got.steps, got.value, got.largest, want.value)
				}
			}
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := DefaultSVM().Train(ctx, weighted); err != context.Canceled {
		t.Errorf("cancelled: %v", err)
	}
}
