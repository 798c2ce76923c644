package classify

import (
	"fmt"
	"math"
	"slices"

	"github.com/parley-go/parley/labels"
)

// Decision turns probabilities into labels. It is the only place where that happens.
type Decision struct {
	Many       bool      `json:"many"`
	Thresholds []float64 `json:"thresholds,omitempty"` // many-label schemes: a class applies from this probability on
	Margin     float64   `json:"margin"`               // a decision is unsure when its certainty is below this
	Promises   []Promise `json:"promises,omitempty"`   // certainties that keep a risk of 0.01, 0.02, …, out of fold: see [Model.Under]
}

// Decide returns the label set for the probabilities and whether it is unsure. Single-label schemes get the most probable
// class, the first of equals. Certainty is the highest probability there, and the smallest distance of a probability from
// its threshold for many-label schemes. It panics if there are no probabilities or, for many labels, another number than of thresholds.
func (d Decision) Decide(probs []float64) (set labels.Set, unsure bool) {
	certainty := d.Certainty(probs)
	if d.Many {
		for k, p := range probs {
			if p >= d.Thresholds[k] {
				set = set.With(k)
			}
		}
	} else {
		best := 0
		for k, p := range probs {
			if p > probs[best] {
				best = k
			}
		}
		set = labels.One(best)
	}
	return set, certainty < d.Margin
}

// Certainty returns how far the probabilities are from another decision, as [Decision.Decide] measures it. It panics as that does.
func (d Decision) Certainty(probs []float64) float64 {
	if len(probs) == 0 || d.Many && len(probs) != len(d.Thresholds) {
		panic(fmt.Sprintf("classify: Decision: %d probabilities, want one a class; there are %d thresholds", len(probs), len(d.Thresholds)))
	}
	if !d.Many {
		return slices.Max(probs)
	}
	least := math.Inf(1)
	for k, p := range probs {
		least = min(least, math.Abs(p-d.Thresholds[k]))
	}
	return least
}

// fitDecision chooses thresholds and margin on probabilities of paragraphs that their model had not seen.
func fitDecision(many bool, classes int, cfg Config, probs [][]float64, truth []labels.Set) Decision {
	d := Decision{Many: many}
	if many {
		d.Thresholds = make([]float64, classes)
		for k := range d.Thresholds {
			d.Thresholds[k] = 0.5
			if cfg.Thresholds == ThresholdF1 {
				d.Thresholds[k] = bestThreshold(probs, truth, k)
			}
		}
	}
	if cfg.Unsure > 0 && len(probs) > 0 {
		certain := make([]float64, len(probs))
		for i, p := range probs {
			certain[i] = d.Certainty(p)
		}
		slices.Sort(certain)
		d.Margin = certain[int(cfg.Unsure*float64(len(certain)))]
	}
	return d
}

// bestThreshold returns the probability from which calling class k gives the highest F1 on the paragraphs given: the middle
// between the last probability taken and the first left out. Classes that never apply keep 0.5; thresholds stay within
// 0.05 to 0.95 so that a rare class is neither always nor never called.
func bestThreshold(probs [][]float64, truth []labels.Set, k int) float64 {
	order := make([]int, len(probs))
	positive := 0
	for i := range order {
		order[i] = i
		if truth[i].Has(k) {
			positive++
		}
	}
	if positive == 0 {
		return 0.5
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case probs[a][k] > probs[b][k]:
			return -1
		case probs[a][k] < probs[b][k]:
			return 1
		}
		return 0
	})
	best, threshold, hits := -1.0, 0.5, 0
	for n, i := range order {
		if truth[i].Has(k) {
			hits++
		}
		p := probs[i][k]
		next := 0.0
		if n+1 < len(order) {
			next = probs[order[n+1]][k]
			if next == p {
				continue
			}
		}
		if f1 := 2 * float64(hits) / float64(n+1+positive); f1 > best {
			best, threshold = f1, (p+next)/2
		}
	}
	return min(max(threshold, 0.05), 0.95)
}
