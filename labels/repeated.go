package labels

import "slices"

// MeanIntervals returns each metric as the mean over several sets of answers to the same items, such as those of repeated
// cross-validation, with its 95 % interval by n bootstrap replicates in each of which the same groups are drawn for all sets. With
// one set it is Answers.Intervals. It panics unless all have the same truth and the same groups, or if there are none.
func MeanIntervals(all []*Answers, metrics []Metric, n int, seed uint64) []Interval {
	if len(all) == 0 {
		panic("labels: MeanIntervals: no answers")
	}
	tallies := make([]*tally, len(all))
	for r, a := range all {
		tallies[r] = a.tally(metrics)
		if !slices.Equal(a.Truth, all[0].Truth) || !slices.Equal(tallies[r].number, tallies[0].number) {
			panic("labels: MeanIntervals: the answers have different items")
		}
	}
	return resample(len(tallies[0].groups), n, seed, raised(metrics), func() func(times []float64) []float64 { return meanOf(tallies) })
}

// meanOf returns the function that computes the metrics as means over the
// tallies, which have the same groups; it has its own memory.
func meanOf(tallies []*tally) func(times []float64) []float64 {
	start := make([]func(times []float64) []float64, len(tallies))
	for r, t := range tallies {
		start[r] = t.start()
	}
	out := make([]float64, len(tallies[0].metrics))
	return func(times []float64) []float64 {
		clear(out)
		for _, f := range start {
			for i, v := range f(times) {
				out[i] += v / float64(len(start))
			}
		}
		return out
	}
}
