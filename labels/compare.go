package labels

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Difference is a metric of two sets of answers to the same items, and A − B
// with its 95 % interval. P is the two-sided p-value of the bootstrap,
// PRandom that of approximate randomisation. They are NaN if the difference
// is. Defined counts the bootstrap replicates in which it was defined. Needed is
// about how many groups (articles) like these it takes to show a difference of
// this size at the level α = 5 % four times out of five,
//
//	groups · ((z₁₋α∕₂ + z₀.₈) · s ∕ |A − B|)²
//
// with s the standard deviation of the replicates (Cohen 1988, section 2.4, for
// paired samples); it is +Inf for no difference, and NaN without an interval.
type Difference struct {
	A, B, Diff, Lo, Hi float64
	P, PRandom         float64
	Defined            int
	Needed             float64

	groups     int
	replicates []float64 // ascending
}

// Compare holds two sets of answers to the same items against one another, by
// groups, with n replicates each of
//
//   - the paired bootstrap: the same articles are drawn for both. The interval
//     is of the percentiles, less the bias where noise raises the figure
//     (Metric.Raised); P is the share of replicates whose difference lies at
//     least as far from the one found as that lies from 0 (Efron & Tibshirani
//     1993, section 16.4; Berg-Kirkpatrick, Burkett & Klein 2012)
//   - approximate randomisation: the answers to an article are exchanged between
//     A and B with probability one half; PRandom is the share of replicates with a
//     difference at least as large as the one found (Noreen 1989; Yeh 2000)
//
// both shares as (1 + count) ∕ (1 + replicates). It panics unless both have
// the same scheme size, the same truth and the same groups.
func Compare(a, b *Answers, metrics []Metric, n int, seed uint64) []Difference {
	return CompareMeans([]*Answers{a}, []*Answers{b}, metrics, n, seed)
}

// CompareMeans is Compare of the means over several sets of answers to the same
// items on either side, such as those of repeated cross-validation: a replicate
// draws or exchanges the same articles in all of them. It panics, besides, if
// the sides have different numbers of sets, or none.
func CompareMeans(a, b []*Answers, metrics []Metric, n int, seed uint64) []Difference {
	if len(a) != len(b) || len(a) == 0 {
		panic(fmt.Sprintf("labels: CompareMeans: %d sets of answers against %d", len(a), len(b)))
	}
	tallies := func(all []*Answers) []*tally {
		out := make([]*tally, len(all))
		for r, x := range all {
			if !slices.Equal(x.Truth, a[0].Truth) || len(x.Scheme.Classes) != len(a[0].Scheme.Classes) || x.Scheme.Many != a[0].Scheme.Many {
				panic("labels: Compare: the two have different items")
			}
			out[r] = x.tally(metrics)
		}
		return out
	}
	x, y := tallies(a), tallies(b)
	for _, t := range append(slices.Clip(x), y...) {
		if !slices.Equal(t.number, x[0].number) {
			panic("labels: Compare: the two have different groups")
		}
	}
	k, m := len(x[0].groups), len(metrics)
	both := func() func(times []float64) []float64 {
		f, g := meanOf(x), meanOf(y)
		out := make([]float64, 3*m)
		return func(times []float64) []float64 {
			copy(out, f(times))
			copy(out[m:], g(times))
			for i := range m {
				out[2*m+i] = out[i] - out[m+i]
			}
			return out
		}
	}
	once := make([]float64, k)
	for g := range once {
		once[g] = 1
	}
	rows := replicate(k, n, both, func(times []float64, r int) { draw(times, seed, r) })
	found := slices.Clone(both()(once))
	swapped := replicate(k, n, func() func([]float64) []float64 { return swap(x, y) }, func(times []float64, r int) {
		rng := rand.New(rand.NewPCG(seed^0x5bf03635, uint64(r)))
		for g := range times {
			times[g] = float64(rng.IntN(2))
		}
	})
	out := make([]Difference, m)
	for i := range out {
		d := Difference{A: found[i], B: found[m+i], Diff: found[2*m+i], groups: k}
		d.replicates = defined(rows, 2*m+i, d.Diff, metrics[i].Raised)
		d.Defined = len(d.replicates)
		d.Lo, d.Hi = limits(slices.Clone(d.replicates))
		d.Needed = d.need(stat.StdDev(d.replicates, nil), 0.025)
		d.P = share(rows, 2*m+i, d.Diff, math.Abs(d.Diff))
		d.PRandom = share(swapped, i, 0, math.Abs(d.Diff))
		out[i] = d
	}
	return out
}

// defined returns figure f of the rows in which it is a number, ascending. Of a
// figure that noise raises the bootstrap's estimate of its bias is taken off: see
// lowered; of a difference, both sides of which it raises, no more than that.
func defined(rows [][]float64, f int, point float64, raised bool) []float64 {
	var values []float64
	for _, row := range rows {
		if !math.IsNaN(row[f]) {
			values = append(values, row[f])
		}
	}
	if raised && len(values) > 0 {
		bias := stat.Mean(values, nil) - point
		for i := range values {
			values[i] -= bias
		}
	}
	slices.Sort(values)
	return values
}

// share is (1 + the replicates whose figure f lies at least far from centre)
// ∕ (1 + the replicates in which it is defined).
func share(rows [][]float64, f int, centre, far float64) float64 {
	if math.IsNaN(far) {
		return math.NaN()
	}
	count, defined := 1.0, 1.0
	for _, row := range rows {
		if math.IsNaN(row[f]) {
			continue
		}
		defined++
		if math.Abs(row[f]-centre) >= far-1e-12 {
			count++
		}
	}
	if defined == 1 {
		return math.NaN()
	}
	return count / defined
}

// swap returns the differences of the metrics, means over the sets of answers,
// after the answers to the groups marked 1 have been exchanged.
func swap(x, y []*tally) func(exchange []float64) []float64 {
	a, b := make([]func([]float64) []float64, len(x)), make([]func([]float64) []float64, len(x))
	for r := range x {
		a[r], b[r] = x[r].mixer(y[r]), y[r].mixer(x[r])
	}
	out := make([]float64, len(x[0].metrics))
	return func(exchange []float64) []float64 {
		clear(out)
		for r := range a {
			p, q := a[r](exchange), b[r](exchange)
			for i := range out {
				out[i] += (p[i] - q[i]) / float64(len(a))
			}
		}
		return out
	}
}

// mixer computes the metrics of t with the marked groups' answers taken from o.
func (t *tally) mixer(o *tally) func(exchange []float64) []float64 {
	sum := EmptyConfusion(t.scheme)
	scores := &Scores{PerClass: make([]ClassScore, len(t.scheme.Classes))}
	out := make([]float64, len(t.metrics))
	var mixed [][]float64
	if t.probs != nil && o.probs != nil {
		mixed = make([][]float64, len(t.number))
	}
	return func(exchange []float64) []float64 {
		sum.Reset()
		for g, e := range exchange {
			from := t
			if e != 0 {
				from = o
			}
			sum.AddTimes(from.groups[g], 1)
		}
		sum.ScoresInto(scores)
		var probs *ProbScores
		if mixed != nil {
			for i, g := range t.number {
				mixed[i] = t.probs.probs[i]
				if exchange[g] != 0 {
					mixed[i] = o.probs.probs[i]
				}
			}
			probs = NewProbabilities(t.scheme, t.probs.truth, mixed).Scores(nil)
		}
		for i := range t.metrics {
			if t.metrics[i].Probs != nil && mixed == nil {
				out[i] = math.NaN()
				continue
			}
			out[i] = t.value(&t.metrics[i], scores, probs)
		}
		return out
	}
}

// McNemar returns how many items only A and only B got wholly right, and the
// exact two-sided p-value that such a split is due to chance (McNemar 1947; the
// binomial form of Dietterich 1998, section 3.1):
//
//	p = min(1, 2 P(X ≤ min(a, b))),  X ~ Binomial(a + b, ½)
//
// It takes the items for independent, which paragraphs of one article are not:
// the p-value is too small in general. It is 1 if the two never differ.
func McNemar(a, b *Answers) (onlyA, onlyB int, p float64) {
	if !slices.Equal(a.Truth, b.Truth) {
		panic("labels: McNemar: the two have different items")
	}
	a.check()
	b.check()
	for i, t := range a.Truth {
		switch {
		case a.Pred[i] == t && b.Pred[i] != t:
			onlyA++
		case a.Pred[i] != t && b.Pred[i] == t:
			onlyB++
		}
	}
	if onlyA == onlyB {
		return onlyA, onlyB, 1
	}
	x := distuv.Binomial{N: float64(onlyA + onlyB), P: 0.5}
	return onlyA, onlyB, min(1, 2*x.CDF(float64(min(onlyA, onlyB))))
}
