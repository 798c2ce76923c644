package labels

import (
	"fmt"
	"math"
)

// Answers is what a model, or a coder, said about items whose truth is known.
// Probs may be nil. Groups holds the article of each item (nil: each item by
// itself). It is not changed by its methods and may be shared.
type Answers struct {
	Scheme      *Scheme
	Truth, Pred []Set
	Probs       [][]float64
	Groups      []int
}

func (a *Answers) check() {
	n := len(a.Truth)
	if len(a.Pred) != n || a.Probs != nil && len(a.Probs) != n || a.Groups != nil && len(a.Groups) != n {
		panic(fmt.Sprintf("labels: Answers: %d truths, %d predictions, %d probabilities, %d groups", n, len(a.Pred), len(a.Probs), len(a.Groups)))
	}
}

// groups returns the groups, numbered from 0.
func (a *Answers) groups() ([]int, int) {
	if a.Groups != nil {
		return compactGroups(a.Groups)
	}
	g := make([]int, len(a.Truth))
	for i := range g {
		g[i] = i
	}
	return g, len(g)
}

// Scores returns the figures that need no probabilities.
func (a *Answers) Scores() *Scores { return Score(a.Scheme, a.Truth, a.Pred) }

// Undefined says why a metric of these answers is NaN, "" if it is not.
func (a *Answers) Undefined(m *Metric) string {
	if !math.IsNaN(a.Intervals([]Metric{*m}, 0, 0)[0].Point) {
		return ""
	}
	switch {
	case m.Func != nil || !m.For(a.Scheme):
		return m.Undefined(a.Scheme, a.Scores())
	case a.Probs == nil:
		return "no probabilities"
	case len(a.Truth) == 0:
		return "no items"
	}
	return "no item of the class, or no other"
}

// tally is answers made ready to be scored for any number of times that each
// group is counted: one confusion a group, and the rankings sorted once.
type tally struct {
	scheme  *Scheme
	metrics []Metric
	number  []int
	groups  []*Confusion
	probs   *Probabilities
}

func (a *Answers) tally(metrics []Metric) *tally {
	a.check()
	number, k := a.groups()
	t := &tally{scheme: a.Scheme, metrics: metrics, number: number, groups: make([]*Confusion, k)}
	needs := false
	for i := range metrics {
		needs = needs || metrics[i].Probs != nil
	}
	if needs && a.Probs != nil {
		t.probs = NewProbabilities(a.Scheme, a.Truth, a.Probs)
	}
	for g := range t.groups {
		t.groups[g] = EmptyConfusion(a.Scheme)
	}
	for i, g := range number {
		t.groups[g].Add(a.Truth[i], a.Pred[i], 1)
	}
	return t
}

// start returns the function that computes the metrics; it has its own memory.
func (t *tally) start() func(times []float64) []float64 {
	sum := EmptyConfusion(t.scheme)
	scores := &Scores{PerClass: make([]ClassScore, len(t.scheme.Classes))}
	probs := &ProbScores{}
	weight := make([]float64, len(t.number))
	out := make([]float64, len(t.metrics))
	return func(times []float64) []float64 {
		sum.Reset()
		for g, n := range times {
			if n != 0 {
				sum.AddTimes(t.groups[g], n)
			}
		}
		sum.ScoresInto(scores)
		if t.probs != nil {
			for i, g := range t.number {
				weight[i] = times[g]
			}
			t.probs.ScoresInto(probs, weight)
		}
		for i := range t.metrics {
			out[i] = t.value(&t.metrics[i], scores, probs)
		}
		return out
	}
}

func (t *tally) value(m *Metric, s *Scores, p *ProbScores) float64 {
	switch {
	case !m.For(t.scheme):
	case m.Func != nil:
		return m.Func(s)
	case t.probs != nil:
		return m.Probs(p)
	}
	return math.NaN()
}

// Intervals returns each metric with its 95 % interval by n bootstrap
// replicates over the groups: see Bootstrap. A metric of probabilities is NaN
// if there are none. The outcome depends on the arguments alone, not on the
// number of processors. It panics if lengths differ.
func (a *Answers) Intervals(metrics []Metric, n int, seed uint64) []Interval {
	t := a.tally(metrics)
	return resample(len(t.groups), n, seed, raised(metrics), t.start)
}
