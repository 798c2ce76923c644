package labels

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Verdict is what a difference comes to as one of several that are judged
// together: its interval and p-value hold for all of them, with α = 5 % ∕ k for
// each of k (Bonferroni; Dunn 1961). P is k times the larger p-value. Needed is
// as in Difference, at that level. Shown tells whether the interval leaves 0 out
// and P is below 5 %.
type Verdict struct {
	Lo, Hi, P, Needed float64
	Shown             bool
}

// Among judges the difference as one of k.
//
// The limits are percentiles of the bootstrap. Of few groups these lie too
// close together, and may leave 0 out where the p-value shows nothing; interval
// and need are then those that go with the p-value, of a normal deviate z with
//
//	s = |A − B| ∕ z₁₋p∕₂,  A − B ± z₁₋α∕₂ · s
//
// (Altman & Bland 2011), where they are wider. It panics for k below 1.
func (d *Difference) Among(k int) Verdict {
	if k < 1 {
		panic(fmt.Sprintf("labels: Difference: one among %d", k))
	}
	tail := 0.025 / float64(k)
	p := max(d.P, d.PRandom)
	v := Verdict{P: min(1, p*float64(k))}
	v.Lo, v.Hi = tails(slices.Clone(d.replicates), tail)
	v.Needed = d.need(stat.StdDev(d.replicates, nil), tail)
	apart := v.Lo > 0 || v.Hi < 0
	if v.Shown = apart && v.P < 0.05; apart && !v.Shown {
		s := math.Abs(d.Diff) / distuv.UnitNormal.Quantile(1-p/2)
		far := s * distuv.UnitNormal.Quantile(1-tail)
		v.Lo, v.Hi = min(v.Lo, d.Diff-far), max(v.Hi, d.Diff+far)
		v.Needed = max(v.Needed, d.need(s, tail))
	}
	return v
}

// need is Difference.Needed for a standard deviation s of the difference and a
// test that leaves out a share of tail on either side.
func (d *Difference) need(s, tail float64) float64 {
	switch {
	case len(d.replicates) < 2 || math.IsNaN(d.Diff):
		return math.NaN()
	case d.Diff == 0:
		return math.Inf(1)
	}
	r := (distuv.UnitNormal.Quantile(1-tail) + distuv.UnitNormal.Quantile(0.8)) * s / d.Diff
	return float64(d.groups) * r * r
}
