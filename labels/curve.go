package labels

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// CurvePoint is one measurement of a learning curve: the figure Y (higher is
// better) of a model trained on N items. Several may have the same N.
type CurvePoint struct{ N, Y float64 }

// PowerLaw is the curve Y(N) = A − B·N^(−C), with B ≥ 0 and C > 0: A is what an
// endless corpus would give (Cortes, Jackel, Solla, Vapnik & Denker 1994; Figueroa
// et al. 2012).
type PowerLaw struct{ A, B, C float64 }

// At returns the figure expected from n items.
func (l PowerLaw) At(n float64) float64 { return l.A - l.B*math.Pow(n, -l.C) }

// Items returns how many items it takes to reach the figure y: +Inf for y at or
// above A.
func (l PowerLaw) Items(y float64) float64 {
	switch {
	case y >= l.A:
		return math.Inf(1)
	case l.B == 0:
		return 0
	}
	return math.Pow(l.B/(l.A-y), 1/l.C)
}

// The exponents that are tried: from a curve that hardly bends to one that is
// flat after a few items.
const (
	exponentLeast = 0.05
	exponentMost  = 2.0
)

// LearningCurve is a power law fitted to measurements, with the laws of
// bootstrap replicates for its uncertainty. Bound says in words on which bound
// the law sits, "" for none: the measurements then do not settle it, and what it
// says of sizes beyond them is worth little. It is immutable.
type LearningCurve struct {
	Law    PowerLaw
	Bound  string
	others []PowerLaw
}

// FitLearningCurve fits a power law by least squares and n more to replicates
// in which residuals are drawn with replacement (Efron & Tibshirani 1993, section
// 9.4), widened by √(m ∕ (m − 3)) for the three parameters fitted to m points.
// most is the largest value of the figure, above which no law levels off: 1 for
// those whose best is 1, +Inf for one that has none. It is an error to have fewer than four points, or fewer than three sizes, or
// a size below 1, or a figure that is no number.
func FitLearningCurve(points []CurvePoint, most float64, n int, seed uint64) (*LearningCurve, error) {
	sizes := map[float64]bool{}
	for _, p := range points {
		if !(p.N >= 1) || math.IsInf(p.N, 0) || math.IsNaN(p.Y) || math.IsInf(p.Y, 0) {
			return nil, errors.New("learning curve: a size below 1 or a figure that is undefined")
		}
		sizes[p.N] = true
	}
	if len(sizes) < 3 || len(points) < 4 {
		return nil, errors.New("learning curve: three sizes and four measurements are the least")
	}
	c := &LearningCurve{Law: fitPowerLaw(points, most)}
	c.Bound = c.Law.bound(most)
	wide := math.Sqrt(float64(len(points)) / float64(len(points)-3))
	residuals := make([]float64, len(points))
	for i, p := range points {
		residuals[i] = (p.Y - c.Law.At(p.N)) * wide
	}
	sample := make([]CurvePoint, len(points))
	for r := range n {
		rng := rand.New(rand.NewPCG(seed, uint64(r)))
		for i, p := range points {
			sample[i] = CurvePoint{p.N, c.Law.At(p.N) + residuals[rng.IntN(len(residuals))]}
		}
		c.others = append(c.others, fitPowerLaw(sample, most))
	}
	return c, nil
}

// bound says on which of its bounds the law sits.
func (l PowerLaw) bound(most float64) string {
	const near = 1e-3 // of the exponent, which is searched for
	switch {
	case l.B == 0:
		return "it does not rise with the number of items"
	case l.A >= most:
		return fmt.Sprintf("it levels off only at %v, the most that the figure can be", most)
	case l.C <= exponentLeast*(1+near):
		return fmt.Sprintf("its exponent is %v, the least that is tried", exponentLeast)
	case l.C >= exponentMost*(1-near):
		return fmt.Sprintf("its exponent is %v, the most that is tried", exponentMost)
	}
	return ""
}

// At returns the figure expected from n items, with its 95 % interval.
func (c *LearningCurve) At(n float64) Interval {
	values := make([]float64, len(c.others))
	for i, l := range c.others {
		values[i] = l.At(n)
	}
	lo, hi := limits(values)
	return Interval{Point: c.Law.At(n), Lo: lo, Hi: hi, Defined: len(values)}
}

// More returns how many items beyond n it takes for the figure to rise by gain
// above what the curve expects from n, with its 95 % interval. +Inf, also as a
// limit, means that the curve levels off before.
func (c *LearningCurve) More(n, gain float64) Interval {
	more := func(l PowerLaw) float64 { return max(0, l.Items(l.At(n)+gain)-n) }
	values := make([]float64, len(c.others))
	for i, l := range c.others {
		values[i] = more(l)
	}
	lo, hi := math.NaN(), math.NaN()
	if len(values) > 1 { // no interpolation: it would mix with infinity
		slices.Sort(values)
		lo, hi = stat.Quantile(0.025, stat.Empirical, values, nil), stat.Quantile(0.975, stat.Empirical, values, nil)
	}
	return Interval{Point: more(c.Law), Lo: lo, Hi: hi, Defined: len(values)}
}

// fitPowerLaw finds the exponent by a grid and golden sections; for a given
// exponent the other two are a straight line's. Measurements of one size stand
// together as their mean, weighted by their number: the least squares are the same.
// Where that line would level off above most, the best is one that does at most.
func fitPowerLaw(points []CurvePoint, most float64) PowerLaw {
	var size, y, weight []float64
	for _, p := range points {
		i := slices.Index(size, p.N)
		if i < 0 {
			i = len(size)
			size, y, weight = append(size, p.N), append(y, 0), append(weight, 0)
		}
		weight[i]++
		y[i] += (p.Y - y[i]) / weight[i]
	}
	x := make([]float64, len(size))
	for i, n := range size {
		size[i] = math.Log(n)
	}
	fit := func(c float64) (PowerLaw, float64) {
		for i, n := range size {
			x[i] = math.Exp(-c * n)
		}
		a, slope := stat.LinearRegression(x, y, weight, false)
		if a > most && slope < 0 {
			a, slope = most, slopeFrom(most, x, y, weight)
		}
		if slope > 0 { // the figure falls with more items: a flat line is the nearest of the family
			a, slope = min(stat.Mean(y, weight), most), 0
		}
		sum := 0.0
		for i, v := range x {
			d := y[i] - a - slope*v
			sum += weight[i] * d * d
		}
		return PowerLaw{A: a, B: -slope, C: c}, sum
	}
	const steps = 24
	at := func(s float64) float64 {
		return exponentLeast * math.Pow(exponentMost/exponentLeast, min(max(s/steps, 0), 1))
	}
	best, least := 0, math.Inf(1)
	for s := range steps + 1 {
		if _, v := fit(at(float64(s))); v < least {
			best, least = s, v
		}
	}
	lo, hi := float64(best-1), float64(best+1)
	golden := (math.Sqrt(5) - 1) / 2
	for range 30 {
		l, h := hi-golden*(hi-lo), lo+golden*(hi-lo)
		_, vl := fit(at(l))
		_, vh := fit(at(h))
		if vl <= vh {
			hi = h
		} else {
			lo = l
		}
	}
	law, v := fit(at((lo + hi) / 2))
	if other, w := fit(at(float64(best))); w < v {
		law = other
	}
	if law.B == 0 {
		law.B = 0 // never −0
	}
	return law
}

// slopeFrom is the slope of the line of least squares through (0, a).
func slopeFrom(a float64, x, y, weight []float64) float64 {
	xy, xx := 0.0, 0.0
	for i, v := range x {
		xy += weight[i] * v * (y[i] - a)
		xx += weight[i] * v * v
	}
	return xy / xx
}
