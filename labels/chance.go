package labels

import "math"

// Percent returns the share of pairs of answers to the same item that are
// equal, averaged over the items with two answers or more (Gwet 2014, section
// 2.3). It is NaN if there is no such item.
func Percent(r *Ratings) float64 {
	return point(newChance(r, percent, r.oneGroup(), 1), 1)
}

// FleissKappa returns the kappa of Fleiss (1971) for any number of coders, in
// the form of Gwet (2014, section 2.4) that admits missing answers: with pₐ as
// in Percent and πₖ the mean over items of the share of answers k,
//
//	κ = (pₐ − Σ πₖ²) ∕ (1 − Σ πₖ²)
//
// It is NaN if no item has two answers or only one value was ever used. In a
// many-label scheme every set of classes is a value of its own.
func FleissKappa(r *Ratings) float64 {
	return point(newChance(r, fleiss, r.oneGroup(), 1), 1)
}

// GwetAC1 returns the first-order agreement coefficient of Gwet (2008), which
// stays near the percent agreement where one class is rare:
//
//	AC₁ = (pₐ − pₑ) ∕ (1 − pₑ),  pₑ = Σ πₖ(1 − πₖ) ∕ (q − 1)
//
// with pₐ and πₖ as in FleissKappa and q the number of classes of the scheme.
// It is NaN for many-label schemes (take Ratings.Class) and if no item has two
// answers.
func GwetAC1(r *Ratings) float64 {
	if r.Scheme.Many {
		return math.NaN()
	}
	return point(newChance(r, ac1, r.oneGroup(), 1), 1)
}

// chance is an agreement coefficient that corrects the percent agreement by
// shares of the values.
type chance struct {
	kind    chanceKind
	classes float64
	groups  []chanceSums
}

type chanceKind int

const (
	percent chanceKind = iota
	fleiss
	ac1
)

// chanceSums are the sums over the items of one group.
type chanceSums struct {
	agree, pairs float64 // Σ share of equal pairs, items with two answers or more
	items        float64 // items with any answer
	shares       []float64
}

func newChance(r *Ratings, kind chanceKind, groups []int, n int) *chance {
	c := &chance{kind: kind, classes: float64(len(r.Scheme.Classes)), groups: make([]chanceSums, n)}
	at := map[Set]int{}
	for i, row := range r.Sets {
		for j, set := range row {
			if _, known := at[set]; r.Has[i][j] && !known {
				at[set] = len(at)
			}
		}
	}
	count := make([]float64, len(at))
	for i, row := range r.Sets {
		clear(count)
		m := 0.0
		for j, set := range row {
			if r.Has[i][j] {
				count[at[set]]++
				m++
			}
		}
		if m == 0 {
			continue
		}
		s := &c.groups[groups[i]]
		if s.shares == nil {
			s.shares = make([]float64, len(at))
		}
		s.items++
		equal := 0.0
		for v, k := range count {
			s.shares[v] += k / m
			equal += k * (k - 1)
		}
		if m > 1 {
			s.pairs++
			s.agree += equal / (m * (m - 1))
		}
	}
	return c
}

func (c *chance) value(times []float64) float64 {
	var agree, pairs, items float64
	var shares []float64
	for g, t := range times {
		s := &c.groups[g]
		if t == 0 || s.items == 0 {
			continue
		}
		agree += t * s.agree
		pairs += t * s.pairs
		items += t * s.items
		if shares == nil {
			shares = make([]float64, len(s.shares))
		}
		for v, x := range s.shares {
			shares[v] += t * x
		}
	}
	pa, pe := ratio(agree, pairs), 0.0
	for _, x := range shares {
		p := x / items
		switch c.kind {
		case fleiss:
			pe += p * p
		case ac1:
			pe += p * (1 - p) / (c.classes - 1)
		}
	}
	if c.kind == percent {
		return pa
	}
	if 1-pe < 1e-12 {
		return math.NaN()
	}
	return (pa - pe) / (1 - pe)
}
