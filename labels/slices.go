package labels

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// SliceLeast is the number of groups (articles) below which a slice is not
// tested against the whole: the bootstrap of a handful of articles says nothing.
const SliceLeast = 5

// Slice is the figures of the items that have one value of a field.
type Slice struct {
	Value         string
	Items, Groups int
	Figures       []SliceFigure // one for each metric asked
}

// SliceFigure is a metric inside a slice, and how far it is from the metric of
// all items. P is the two-sided bootstrap p-value of that difference, corrected
// by Holm's method (Holm 1979) for the number of slices tested; NaN for slices
// of fewer than SliceLeast groups, where the difference is undefined, and for a
// figure that noise raises (Metric.Raised): in a slice, which has fewer items, it
// is higher by that alone.
type SliceFigure struct {
	Interval
	Apart Interval // slice − all
	P     float64
}

// Slices computes metrics for each value of a field, sorted by value; of holds
// the value of each item. The intervals are of n bootstrap replicates over all
// groups, in each of which the slices and the whole are computed from the same
// draw. It panics if the lengths differ.
func (a *Answers) Slices(of []string, metrics []Metric, n int, seed uint64) []Slice {
	a.check()
	if len(of) != len(a.Truth) {
		panic(fmt.Sprintf("labels: Slices: %d values for %d items", len(of), len(a.Truth)))
	}
	number, k := a.groups()
	byValue := map[string][]int{}
	for i, v := range of {
		byValue[v] = append(byValue[v], i)
	}
	var out []Slice
	for v, items := range byValue {
		out = append(out, Slice{Value: v, Items: len(items)})
	}
	slices.SortFunc(out, func(a, b Slice) int { return cmp.Compare(a.Value, b.Value) })
	parts := make([]*part, len(out))
	for s := range out {
		parts[s] = a.part(byValue[out[s].Value], number, metrics)
		out[s].Groups = len(parts[s].global)
	}
	whole := a.tally(metrics)
	m := len(metrics)
	start := func() func(times []float64) []float64 {
		all := whole.start()
		inside := make([]func(times []float64) []float64, len(parts))
		for s, p := range parts {
			inside[s] = p.start()
		}
		row := make([]float64, 2*m*len(parts))
		return func(times []float64) []float64 {
			w := all(times)
			for s, f := range inside {
				for i, x := range f(times) {
					row[2*m*s+i], row[2*m*s+m+i] = x, x-w[i]
				}
			}
			return row
		}
	}
	once := make([]float64, k)
	for g := range once {
		once[g] = 1
	}
	rows := replicate(k, n, start, func(times []float64, b int) { draw(times, seed, b) })
	own := raised(metrics)
	up := make([]bool, 0, 2*m*len(parts))
	for range parts {
		up = append(append(up, own...), make([]bool, m)...)
	}
	found := intervals(slices.Clone(start()(once)), rows, up)
	for s := range out {
		for i := range metrics {
			at := 2*m*s + i
			f := SliceFigure{Interval: found[at], Apart: found[at+m], P: math.NaN()}
			if out[s].Groups >= SliceLeast && !own[i] {
				f.P = share(rows, at+m, f.Apart.Point, math.Abs(f.Apart.Point))
			}
			out[s].Figures = append(out[s].Figures, f)
		}
	}
	for i := range metrics {
		p := make([]float64, len(out))
		for s := range out {
			p[s] = out[s].Figures[i].P
		}
		for s, v := range Holm(p) {
			out[s].Figures[i].P = v
		}
	}
	return out
}

// part is the tally of some of the items, whose groups are numbered as in all.
type part struct {
	*tally
	global []int // the number in all of each group of the part
}

func (a *Answers) part(items, number []int, metrics []Metric) *part {
	b := &Answers{Scheme: a.Scheme}
	for _, i := range items {
		b.Truth, b.Pred, b.Groups = append(b.Truth, a.Truth[i]), append(b.Pred, a.Pred[i]), append(b.Groups, number[i])
		if a.Probs != nil {
			b.Probs = append(b.Probs, a.Probs[i])
		}
	}
	p := &part{tally: b.tally(metrics)}
	for i, g := range p.number {
		if g == len(p.global) {
			p.global = append(p.global, b.Groups[i])
		}
	}
	return p
}

func (p *part) start() func(times []float64) []float64 {
	f := p.tally.start()
	times := make([]float64, len(p.global))
	return func(all []float64) []float64 {
		for g, at := range p.global {
			times[g] = all[at]
		}
		return f(times)
	}
}

// Holm corrects p-values for their number: ordered from the least, the i-th of
// m is multiplied by m − i + 1, and none may be less than the one before it
// (Holm 1979). NaN stays NaN and does not count.
func Holm(p []float64) []float64 {
	var order []int
	for i, v := range p {
		if !math.IsNaN(v) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	out := slices.Clone(p)
	least := 0.0
	for n, i := range order {
		least = max(least, min(1, p[i]*float64(len(order)-n)))
		out[i] = least
	}
	return out
}
