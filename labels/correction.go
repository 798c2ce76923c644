package labels

import (
	"math"
	"runtime"
	"sync"
)

// Corrected returns how good the best of several answers to the same items is, corrected for having been chosen on these items: in each of n
// bootstrap replicates over the groups the best on the groups drawn is scored on those that were not, and these scores are averaged (BBC-CV,
// Tsamardinos, Greasidou & Borboudakis 2018, algorithm 5). The metric must be one without probabilities; NaN for any other, for no
// answers, or if n is 0. The first of equals is the best. The outcome depends on the arguments alone.
func Corrected(answers []*Answers, metric Metric, n int, seed uint64) float64 {
	if len(answers) == 0 || metric.Func == nil || !metric.For(answers[0].Scheme) {
		return math.NaN()
	}
	for _, a := range answers {
		a.check()
		if len(a.Truth) != len(answers[0].Truth) {
			panic("labels: Corrected: answers to different items")
		}
	}
	first := answers[0]
	number, k := first.groups()
	drawn := make([][]float64, n) // times of each group
	for b := range drawn {
		drawn[b] = make([]float64, k)
		draw(drawn[b], seed, b)
	}
	in, out := make([][]float64, n), make([][]float64, n) // of each replicate, a figure of each answer
	for b := range in {
		in[b], out[b] = make([]float64, len(answers)), make([]float64, len(answers))
	}
	jobs := make(chan int)
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			scores := &Scores{PerClass: make([]ClassScore, len(first.Scheme.Classes))}
			inside, outside := EmptyConfusion(first.Scheme), EmptyConfusion(first.Scheme)
			for at := range jobs {
				a := answers[at]
				for b, times := range drawn {
					inside.Reset()
					outside.Reset()
					for i, g := range number {
						if w := times[g]; w > 0 {
							inside.Add(a.Truth[i], a.Pred[i], w)
						} else {
							outside.Add(a.Truth[i], a.Pred[i], 1)
						}
					}
					inside.ScoresInto(scores)
					in[b][at] = metric.Func(scores)
					outside.ScoresInto(scores)
					out[b][at] = metric.Func(scores)
				}
			}
		})
	}
	for at := range answers {
		jobs <- at
	}
	close(jobs)
	wait.Wait()
	sum, count := 0.0, 0
	for b := range in {
		best := 0
		for at, v := range in[b] {
			if w := in[b][best]; math.IsNaN(w) || v > w && !metric.Lower || v < w && metric.Lower {
				best = at
			}
		}
		if v := out[b][best]; !math.IsNaN(v) {
			sum, count = sum+v, count+1
		}
	}
	if count == 0 {
		return math.NaN()
	}
	return sum / float64(count)
}
