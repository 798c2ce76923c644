package labels

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"

	"gonum.org/v1/gonum/stat"
)

// Interval is a figure with its 95 % interval: the one that holds that share of
// its bootstrap replicates or, where noise raises the figure (Metric.Raised),
// that interval lowered by the bias: see lowered. Point is the figure on the data as they are. Defined is the
// number of replicates in which the figure was defined; with fewer than two of
// them Lo and Hi are NaN, and with less than all of them the interval speaks
// only of the samples in which the figure exists.
type Interval struct {
	Point, Lo, Hi float64
	Defined       int
}

// Bootstrap resamples groups (articles), not items: items of one article are
// alike, and intervals that take them for independent are too narrow (Davison &
// Hinkley 1997, section 3.8; Field & Welsh 2007). Each of n replicates draws as
// many groups as there are, with replacement, and hands figures the items of
// the drawn groups, an item as often as its group was drawn, ascending by group.
// The limits are percentiles 2.5 and 97.5 of the replicates (Efron & Tibshirani
// 1993, chapter 13), interpolated.
//
// groups holds a number for each item; figures returns the same number of
// figures at every call, must not keep its argument, and is called by one
// goroutine at a time. The draw of replicate b depends on seed and b alone.
// With n = 0 only Point is set; n below 0 panics. Without an item the result is nil.
func Bootstrap(groups []int, n int, seed uint64, figures func(items []int) []float64) []Interval {
	if n < 0 {
		panic(fmt.Sprintf("labels: Bootstrap: %d replicates, want 0 or more", n))
	}
	if len(groups) == 0 {
		return nil
	}
	number, k := compactGroups(groups)
	members := make([][]int, k)
	all := make([]int, len(groups))
	for i, g := range number {
		members[g] = append(members[g], i)
		all[i] = i
	}
	point := slices.Clone(figures(all))
	replicates := make([][]float64, n)
	times := make([]float64, k)
	var items []int
	for b := range replicates {
		draw(times, seed, b)
		items = items[:0]
		for g, t := range times {
			for range int(t) {
				items = append(items, members[g]...)
			}
		}
		replicates[b] = slices.Clone(figures(items))
	}
	return intervals(point, replicates, nil)
}

// draw fills times with how often each group is drawn in replicate b.
func draw(times []float64, seed uint64, b int) {
	clear(times)
	rng := rand.New(rand.NewPCG(seed, uint64(b)))
	n := len(times)
	for range n {
		times[rng.IntN(n)]++
	}
}

// resample is Bootstrap for figures that can be computed from how often each of
// k groups is counted. start makes the function of one goroutine, which may
// keep memory of its own; the outcome does not depend on their number.
// raised tells for each figure whether noise raises it; nil: none.
func resample(k, n int, seed uint64, raised []bool, start func() func(times []float64) []float64) []Interval {
	once := make([]float64, k)
	for g := range once {
		once[g] = 1
	}
	point := slices.Clone(start()(once))
	return intervals(point, replicate(k, n, start, func(times []float64, b int) { draw(times, seed, b) }), raised)
}

// replicate computes n rows of figures, in parallel, each of the times that
// fill sets for it.
func replicate(k, n int, start func() func(times []float64) []float64, fill func(times []float64, b int)) [][]float64 {
	rows := make([][]float64, n)
	workers := min(runtime.GOMAXPROCS(0), (n+63)/64)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			f := start()
			times := make([]float64, k)
			for b := w; b < n; b += workers {
				fill(times, b)
				rows[b] = slices.Clone(f(times))
			}
		})
	}
	wait.Wait()
	return rows
}

// intervals turns replicates into intervals; raised is as in resample.
func intervals(point []float64, replicates [][]float64, raised []bool) []Interval {
	out := make([]Interval, len(point))
	column := make([]float64, 0, len(replicates))
	for f, p := range point {
		column = column[:0]
		for _, row := range replicates {
			if !math.IsNaN(row[f]) {
				column = append(column, row[f])
			}
		}
		out[f] = Interval{Point: p, Defined: len(column)}
		out[f].Lo, out[f].Hi = limits(column)
		if raised != nil && raised[f] {
			out[f].Lo, out[f].Hi = lowered(p, column)
		}
	}
	return out
}

// lowered returns the limits of a figure that is 0 at the least and that noise
// raises, such as the calibration error, a mean of absolute differences. A
// replicate has the noise of its draw on top of that of the data, so that the
// percentiles may lie above the figure, and always lie above 0. With b the
// bootstrap's estimate of the bias, the mean of the replicates less the point
// (Efron & Tibshirani 1993, section 10.2), the upper limit is the percentile
// less b. The lower one is less the bias of the point itself too, of which
// (√2 + 1)b is the most: normal noise of deviation s gives |0 + noise| the mean
// s√(2∕π), and √2 times that to a replicate, which has it twice; then b is
// (√2 − 1) of the bias, and a larger share where the difference is not 0. The
// interval holds the point and does not go below 0.
func lowered(point float64, values []float64) (lo, hi float64) {
	lo, hi = limits(values)
	b := max(0, stat.Mean(values, nil)-point)
	return min(max(0, lo-b-(math.Sqrt2+1)*b), point), max(hi-b, point)
}

// limits sorts the values and returns their percentiles 2.5 and 97.5.
func limits(values []float64) (lo, hi float64) { return tails(values, 0.025) }

// tails sorts the values and returns those that leave out a share of tail below
// and one above; NaN for fewer than two values.
func tails(values []float64, tail float64) (lo, hi float64) {
	if len(values) < 2 {
		return math.NaN(), math.NaN()
	}
	slices.Sort(values)
	if values[0] == values[len(values)-1] { // interpolation must not blur equal values
		return values[0], values[0]
	}
	return stat.Quantile(tail, stat.LinInterp, values, nil), stat.Quantile(1-tail, stat.LinInterp, values, nil)
}
