package labels

import (
	"fmt"
	"math"
	"slices"
)

// Distance says how far apart two answers are, for Krippendorff's alpha.
type Distance string

// The distances. Sets of classes have nominal (equal or not), Jaccard and MASI;
// ordinal and interval take answers of one class, by its place in the scheme.
const (
	NominalDistance  Distance = "nominal"
	OrdinalDistance  Distance = "ordinal"
	IntervalDistance Distance = "interval"
	JaccardDistance  Distance = "jaccard"
	MASIDistance     Distance = "masi"
)

// Distances returns the distances that there are, in a fixed order.
func Distances() []Distance {
	return []Distance{NominalDistance, OrdinalDistance, IntervalDistance, JaccardDistance, MASIDistance}
}

// MASI returns the distance of Passonneau (2006), 1 − J·M: J is Jaccard's
// coefficient, and M is 1 for equal sets, 2/3 if one holds the other, 1/3 if
// they overlap otherwise, 0 if they are disjoint. Two empty sets are equal.
func MASI(a, b Set) float64 {
	both := a.And(b)
	m := 1.0 / 3
	switch {
	case a == b:
		return 0
	case both.Empty():
		return 1
	case both == a || both == b:
		m = 2.0 / 3
	}
	return 1 - m*float64(both.Len())/float64(a.Or(b).Len())
}

// Jaccard returns 1 − |a∩b| ∕ |a∪b| (Jaccard 1901), 0 for two empty sets.
func Jaccard(a, b Set) float64 {
	if a == b {
		return 0
	}
	return 1 - float64(a.And(b).Len())/float64(a.Or(b).Len())
}

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

// Krippendorff returns Krippendorff's alpha (Krippendorff 2011, "Computing
// Krippendorff's Alpha-Reliability", section E):
//
//	α = 1 − (n − 1) Σ o(c,k) δ²(c,k) ∕ Σ n(c) n(k) δ²(c,k)
//
// over the pairs of values c, k; o is the coincidence matrix, to which an item
// with m answers adds 1/(m − 1) for each ordered pair of them; n(c) are its
// margins. Items with fewer than two answers do not count. δ² is 0 or 1 for
// nominal, the square of the difference of places for interval, the square of
// the ranks between for ordinal (section D), and the distances of Jaccard or
// MASI as they stand for sets, as Passonneau (2006) puts them in.
//
// It is NaN if no item has two answers or only one value was ever used.
// It panics for ordinal and interval with a many-label scheme.
func Krippendorff(r *Ratings, d Distance) float64 {
	return point(newAlpha(r, d, r.oneGroup(), 1), 1)
}

// alpha is Krippendorff's coefficient, its coincidences summed up group by group.
type alpha struct {
	values  []Set
	ordinal bool
	delta   []float64 // δ² of every pair; recomputed from the margins if ordinal
	groups  [][]coincidence
}

type coincidence struct {
	c, k int32
	n    float64
}

func newAlpha(r *Ratings, d Distance, groups []int, n int) *alpha {
	if r.Scheme.Many && (d == OrdinalDistance || d == IntervalDistance) {
		panic(fmt.Sprintf("labels: Krippendorff: %s distance of sets (scheme %s)", d, r.Scheme.Name))
	}
	a := &alpha{ordinal: d == OrdinalDistance, groups: make([][]coincidence, n)}
	for i, row := range r.Sets {
		for j, set := range row {
			if r.Has[i][j] {
				a.values = append(a.values, set)
			}
		}
	}
	slices.SortFunc(a.values, compareSets)
	a.values = slices.Compact(a.values)
	if a.ordinal || d == IntervalDistance { // every class has its place, used or not
		a.values = a.values[:0]
		for k := range r.Scheme.Classes {
			a.values = append(a.values, One(k))
		}
	}
	v := len(a.values)
	at := make(map[Set]int32, v)
	for i, s := range a.values {
		at[s] = int32(i)
	}
	sums := make([]map[[2]int32]float64, n)
	var answers []int32
	for i, row := range r.Sets {
		answers = answers[:0]
		for j, set := range row {
			if r.Has[i][j] {
				answers = append(answers, at[set])
			}
		}
		if len(answers) < 2 {
			continue
		}
		g := groups[i]
		if sums[g] == nil {
			sums[g] = map[[2]int32]float64{}
		}
		w := 1 / float64(len(answers)-1)
		for x, c := range answers {
			for y, k := range answers {
				if x != y {
					sums[g][[2]int32{c, k}] += w
				}
			}
		}
	}
	for g, sum := range sums {
		for pair, w := range sum {
			a.groups[g] = append(a.groups[g], coincidence{pair[0], pair[1], w})
		}
		slices.SortFunc(a.groups[g], func(x, y coincidence) int {
			return int(x.c-y.c)*v + int(x.k-y.k)
		})
	}
	if !a.ordinal {
		a.delta = make([]float64, v*v)
		for c, x := range a.values {
			for k, y := range a.values {
				a.delta[c*v+k] = d.between(x, y)
			}
		}
	}
	return a
}

// between is δ² of two answers; ordinal depends on all of them and is not here.
func (d Distance) between(a, b Set) float64 {
	switch d {
	case NominalDistance:
		if a == b {
			return 0
		}
		return 1
	case IntervalDistance:
		x := float64(a.First() - b.First())
		return x * x
	case JaccardDistance:
		return Jaccard(a, b)
	case MASIDistance:
		return MASI(a, b)
	}
	panic(fmt.Sprintf("labels: unknown distance %q", string(d)))
}

func compareSets(a, b Set) int {
	for _, w := range [2]int{1, 0} {
		switch {
		case a[w] < b[w]:
			return -1
		case a[w] > b[w]:
			return 1
		}
	}
	return 0
}

func (a *alpha) value(times []float64) float64 {
	v := len(a.values)
	margins := make([]float64, v)
	var cells []float64
	seen, n := 0.0, 0.0
	if a.ordinal {
		cells = make([]float64, v*v)
	}
	for g, t := range times {
		if t == 0 {
			continue
		}
		for _, o := range a.groups[g] {
			w := t * o.n
			margins[o.c] += w
			n += w
			if a.ordinal {
				cells[int(o.c)*v+int(o.k)] += w
			} else {
				seen += w * a.delta[int(o.c)*v+int(o.k)]
			}
		}
	}
	expected := 0.0
	for c := range margins {
		if a.ordinal {
			between := margins[c] / 2 // ranks from the middle of c to the middle of k
			for k := c + 1; k < v; k++ {
				between += margins[k] / 2
				d := between * between
				between += margins[k] / 2
				seen += d * (cells[c*v+k] + cells[k*v+c])
				expected += 2 * d * margins[c] * margins[k]
			}
			continue
		}
		if margins[c] == 0 {
			continue
		}
		sum := 0.0
		for k, m := range margins {
			sum += m * a.delta[c*v+k]
		}
		expected += margins[c] * sum
	}
	return 1 - ratio((n-1)*seen, expected)
}

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
