package classify

import (
	"math"
	"slices"

	"github.com/parley-go/parley/labels"
)

// humans are the two coders of a corpus who coded the most items together, and what they said of these.
type humans struct {
	names   [2]string
	all     []string        // every coder
	rows    []int           // of the sample: the items that both coded
	ratings *labels.Ratings // of every coder on every item of the corpus
	labels  [2][]labels.Set
}

// humans finds the pair of coders with the most items in common; equals go by name. It returns nil if no item has two coders.
func (s *sample) humans() *humans {
	coders := s.corpus.Coders()
	if len(coders) < 2 {
		return nil
	}
	said := make([]map[string]labels.Set, len(coders))
	for c, name := range coders {
		said[c] = map[string]labels.Set{}
		for _, m := range s.corpus.Marks {
			if m.Coder == name {
				said[c][m.Item] = m.Set
			}
		}
	}
	var best *humans
	ratings := s.corpus.Ratings(coders...)
	for a := range coders {
		for b := a + 1; b < len(coders); b++ {
			h := &humans{names: [2]string{coders[a], coders[b]}, all: coders, ratings: ratings}
			for j, i := range s.rows {
				id := s.corpus.Items[i].ID
				x, both := said[a][id]
				y, ok := said[b][id]
				if both && ok {
					h.rows = append(h.rows, j)
					h.labels[0] = append(h.labels[0], x)
					h.labels[1] = append(h.labels[1], y)
				}
			}
			if len(h.rows) > 0 && (best == nil || len(h.rows) > len(best.rows)) {
				best = h
			}
		}
	}
	return best
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

// agreement says how far the coders agree, and how far the model agrees with the gold labels and with each coder on the same scale.
func (h *humans) agreement(s *sample, pred []labels.Set, cfg Config) *Agreement {
	if h == nil {
		return nil
	}
	d := distance(s.corpus.Scheme)
	a := &Agreement{
		Coders:  h.all,
		Items:   len(h.rows),
		Measure: string(d),
		MacroF1: h.scores(s.corpus.Scheme).MacroF1,
	}
	coders := s.ratings(h.all)
	all := coders.Agreement(s.groups, cfg.Bootstrap, cfg.Seed)
	alpha, percent := agreed(all, alphaName(s.corpus.Scheme), ""), agreed(all, "percent", "")
	a.Alpha, a.AlphaLo, a.AlphaHi, a.Percent = alpha.Point, alpha.Lo, alpha.Hi, percent.Point
	gold := labels.NewRatings(s.corpus.Scheme, coders.Items, nil).With("gold", s.truth, nil).With("model", pred, nil)
	m := agreed(gold.Agreement(s.groups, cfg.Bootstrap, cfg.Seed), alphaName(s.corpus.Scheme), "")
	a.ModelAlpha, a.ModelAlphaLo, a.ModelAlphaHi = m.Point, m.Lo, m.Hi
	name := "model"
	for slices.Contains(h.all, name) {
		name = "the " + name
	}
	a.Pairs = pairs(coders.With(name, pred, nil), s.groups, cfg.Bootstrap, cfg.Seed)
	return a
}

// ratings returns what the coders said about the rows of the sample.
func (s *sample) ratings(coders []string) *labels.Ratings {
	return s.corpus.Subset(s.rows).Ratings(coders...)
}
