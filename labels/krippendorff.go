package labels

import (
	"fmt"
	"math"
	"slices"
	"strconv"
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

// Krippendorff returns Krippendorff's alpha (Krippendorff 2011, "Computing
// Krippendorff's Alpha-Reliability", section E):
//
//	α = 1 − (n − 1) Σ o(c,k) δ²(c,k) ∕ Σ n(c) n(k) δ²(c,k)
//
// over the pairs of values c, k; o is the coincidence matrix, to which an item
// with m answers adds 1/(m − 1) for each ordered pair of them; n(c) are its
// margins. Items with fewer than two answers do not count. δ² is 0 or 1 for
// nominal, the square of the difference for interval (of the numbers if all
// classes are named by numbers, else of their places in the scheme), the square of
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
	place := places(r.Scheme)
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
				a.delta[c*v+k] = d.between(x, y, place)
			}
		}
	}
	return a
}

// places returns where each class stands on an interval scale: the numbers that
// the classes are named by if all of them are, else 0, 1, 2, ….
func places(s *Scheme) []float64 {
	place := make([]float64, len(s.Classes))
	for k, c := range s.Classes {
		v, err := strconv.ParseFloat(c.Name, 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			for k := range place {
				place[k] = float64(k)
			}
			return place
		}
		place[k] = v
	}
	return place
}

// between is δ² of two answers; ordinal depends on all of them and is not here.
func (d Distance) between(a, b Set, place []float64) float64 {
	switch d {
	case NominalDistance:
		if a == b {
			return 0
		}
		return 1
	case IntervalDistance:
		x := place[a.First()] - place[b.First()]
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
