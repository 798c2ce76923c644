package classify

import (
	"math"
	"slices"

	"github.com/parley-go/parley/features"
)

// A paragraph is read in the company of its neighbours: with Config.Context w, the vector that is learned from and scored is
//
//	x(i) + w·(x(i−1) + x(i+1))
//
// where i−1 and i+1 are the body paragraphs before and after in the same article, absent at its ends. As scores are linear in the vector, the
// sum of weights of a paragraph is its own plus w times those of its neighbours, and evidence stays exact.

// neighbours are the rows of a sample before and after each row in its article, −1 where there is none.
type neighbours struct{ before, after []int }

// neighbours finds the rows that stand next to each other: consecutive items of the sample that name the same article.
func (s *sample) neighbours() neighbours {
	n := neighbours{make([]int, len(s.rows)), make([]int, len(s.rows))}
	for j := range s.rows {
		n.before[j], n.after[j] = -1, -1
	}
	for j := 1; j < len(s.rows); j++ {
		a := s.corpus.Items[s.rows[j]].Article
		if a != "" && a == s.corpus.Items[s.rows[j-1]].Article {
			n.before[j], n.after[j-1] = j-1, j
		}
	}
	return n
}

// each calls do with the neighbours of row j that there are.
func (n neighbours) each(j int, do func(int)) {
	if n.before[j] >= 0 {
		do(n.before[j])
	}
	if n.after[j] >= 0 {
		do(n.after[j])
	}
}

// blend returns a + w·b.
func blend(a features.Vector, w float64, b features.Vector) features.Vector {
	out := features.Vector{
		Index: make([]uint32, 0, len(a.Index)+len(b.Index)),
		Value: make([]float32, 0, len(a.Index)+len(b.Index)),
	}
	i, j := 0, 0
	for i < len(a.Index) || j < len(b.Index) {
		f, g := uint32(math.MaxUint32), uint32(math.MaxUint32)
		if i < len(a.Index) {
			f = a.Index[i]
		}
		if j < len(b.Index) {
			g = b.Index[j]
		}
		v := 0.0
		if f <= g {
			v += float64(a.Value[i])
			i++
		}
		if g <= f {
			v += w * float64(b.Value[j])
			j++
		}
		if u := float32(v); u != 0 {
			out.Index, out.Value = append(out.Index, min(f, g)), append(out.Value, u)
		}
	}
	return out
}

// inCompany returns the vectors of the rows, each with w times its neighbours'; own holds the vectors of the rows alone, in the order of rows.
// Neighbours outside rows do not count: they belong to the same article and so to the same side of any split.
func (s *sample) inCompany(rows []int, own []features.Vector, w float64) []features.Vector {
	if w == 0 {
		return own
	}
	n := s.neighbours()
	x := make([]features.Vector, len(rows))
	for i, j := range rows {
		x[i] = own[i]
		n.each(j, func(other int) {
			if at, found := slices.BinarySearch(rows, other); found {
				x[i] = blend(x[i], w, own[at])
			}
		})
	}
	return x
}
