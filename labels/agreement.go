package labels

import "math"

// figure is a statistic of ratings that can be computed for any number of
// times that each group is counted.
type figure interface {
	value(times []float64) float64
}

// point is a figure's value with each group counted once.
func point(f figure, groups int) float64 {
	times := make([]float64, groups)
	for g := range times {
		times[g] = 1
	}
	return f.value(times)
}

func (r *Ratings) oneGroup() []int { return make([]int, len(r.Items)) }

// CohenKappa returns Cohen's kappa of two coders over the items that both
// coded, with the weights of Confusion.Kappa; of more coders the mean over all
// pairs of coders (Light 1971). It is NaN if any pair's is, and for many-label
// schemes (take Ratings.Class).
func CohenKappa(r *Ratings, w Weights) float64 {
	if r.Scheme.Many {
		return math.NaN()
	}
	return point(newLight(r, w, r.oneGroup(), 1), 1)
}

// light is the mean of Cohen's kappa over the pairs of coders.
type light struct {
	weights Weights
	scheme  *Scheme
	pairs   [][]*Confusion // pair by group; nil without items
}

func newLight(r *Ratings, w Weights, groups []int, n int) *light {
	l := &light{weights: w, scheme: r.Scheme}
	for a := range r.Coders {
		for b := a + 1; b < len(r.Coders); b++ {
			pair := make([]*Confusion, n)
			for i, has := range r.Has {
				if !has[a] || !has[b] {
					continue
				}
				g := groups[i]
				if pair[g] == nil {
					pair[g] = EmptyConfusion(r.Scheme)
				}
				pair[g].Add(r.Sets[i][a], r.Sets[i][b], 1)
			}
			l.pairs = append(l.pairs, pair)
		}
	}
	return l
}

func (l *light) value(times []float64) float64 {
	sum := 0.0
	c := EmptyConfusion(l.scheme)
	for _, pair := range l.pairs {
		c.Reset()
		for g, t := range times {
			if t != 0 && pair[g] != nil {
				c.AddTimes(pair[g], t)
			}
		}
		sum += c.Kappa(l.weights)
	}
	return ratio(sum, float64(len(l.pairs)))
}
