package classify

import (
	"math"
	"slices"

	"github.com/parley-go/parley/labels"
)

// humans are the coders of a sample: the two who coded the most items together, what they said of these, and what all coders said. Items that the
// coders left undecided count as the others do: without them coders would agree better than they do.
type humans struct {
	all     []string        // every coder
	ratings *labels.Ratings // of every coder on every item with text and a mark
	groups  []int           // of these items
	doubled int             // how many of these two coders or more coded
	labels  [2][]labels.Set
}

// humans finds the pair of coders with the most items in common; equals go by name. It returns nil if no item has two coders.
func (s *sample) humans() *humans {
	h := &humans{all: s.corpus.Coders(), groups: s.together}
	if len(h.all) < 2 {
		return nil
	}
	h.ratings = s.corpus.Subset(s.coded).Ratings(h.all...)
	for _, has := range h.ratings.Has {
		n := 0
		for _, coded := range has {
			n += bit(coded)
		}
		h.doubled += bit(n > 1)
	}
	for a := range h.all {
		for b := a + 1; b < len(h.all); b++ {
			var said [2][]labels.Set
			for i, has := range h.ratings.Has {
				if has[a] && has[b] {
					said[0] = append(said[0], h.ratings.Sets[i][a])
					said[1] = append(said[1], h.ratings.Sets[i][b])
				}
			}
			if len(said[0]) > len(h.labels[0]) {
				h.labels = said
			}
		}
	}
	if h.doubled == 0 {
		return nil
	}
	return h
}

// scores compares the second coder with the first; it is nil without coders.
func (h *humans) scores(scheme *labels.Scheme) *labels.Scores {
	if h == nil {
		return nil
	}
	return labels.Score(scheme, h.labels[0], h.labels[1])
}

// classAlpha is Krippendorff's alpha of all coders for one class against the rest.
func (h *humans) classAlpha(k int) float64 {
	if h == nil {
		return math.NaN()
	}
	return labels.Krippendorff(h.ratings.Class(k), labels.NominalDistance)
}

// distance is the one that agreement is measured with: nominal, or MASI where a paragraph may carry many labels.
func distance(scheme *labels.Scheme) labels.Distance {
	if scheme.Many {
		return labels.MASIDistance
	}
	return labels.NominalDistance
}

// agreement says how far the coders agree, and how far the model agrees with the gold labels and with each coder on the same scale. The model has
// no answer to items without a gold label.
func (h *humans) agreement(s *sample, pred []labels.Set, cfg Config) *Agreement {
	if h == nil {
		return nil
	}
	d := distance(s.corpus.Scheme)
	a := &Agreement{
		Coders:  h.all,
		Items:   h.doubled,
		Measure: string(d),
		MacroF1: h.scores(s.corpus.Scheme).MacroF1,
	}
	all := h.ratings.Agreement(h.groups, cfg.Bootstrap, cfg.Seed)
	alpha, percent := agreed(all, alphaName(s.corpus.Scheme), ""), agreed(all, "percent", "")
	a.Alpha, a.AlphaLo, a.AlphaHi, a.Percent = alpha.Point, alpha.Lo, alpha.Hi, percent.Point
	gold := labels.NewRatings(s.corpus.Scheme, make([]string, len(s.rows)), nil).With("gold", s.truth, nil).With("model", pred, nil)
	m := agreed(gold.Agreement(s.groups, cfg.Bootstrap, cfg.Seed), alphaName(s.corpus.Scheme), "")
	a.ModelAlpha, a.ModelAlphaLo, a.ModelAlphaHi = m.Point, m.Lo, m.Hi
	name := "model"
	for slices.Contains(h.all, name) {
		name = "the " + name
	}
	said, has := make([]labels.Set, len(s.coded)), make([]bool, len(s.coded))
	for j, i := range s.rows {
		if at, found := slices.BinarySearch(s.coded, i); found {
			said[at], has[at] = pred[j], true
		}
	}
	a.Pairs = pairs(h.ratings.With(name, said, has), h.groups, cfg.Bootstrap, cfg.Seed)
	return a
}
