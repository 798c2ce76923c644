package models

import "slices"

// block is a mixing laid out for passes in both directions. Consecutive rows that mix the same are a run.
type block struct {
	Mixing         // of base rows into runs
	runs   []int   // rows of run u: runs[u] up to runs[u+1]
	run    []int32 // run of each row
	back   Mixing  // its transpose: row j has the runs that mix base row j
}

// newBlock lays out a mixing.
func newBlock(m Mixing) block {
	n := len(m.Start) - 1
	b := block{Mixing: Mixing{Start: []int{0}}, run: make([]int32, n)}
	for i := range n {
		rows, weights := m.of(i)
		if i > 0 {
			r, w := m.of(i - 1)
			if slices.Equal(r, rows) && slices.Equal(w, weights) {
				b.run[i] = b.run[i-1]
				continue
			}
		}
		b.run[i] = int32(len(b.runs))
		b.runs = append(b.runs, i)
		b.Row, b.Weight = append(b.Row, rows...), append(b.Weight, weights...)
		b.Start = append(b.Start, len(b.Row))
	}
	b.runs = append(b.runs, n)
	b.back = b.transpose(n)
	return b
}

// mix sets dst[i*t+a] = Σ M_b[i,j]·base[j*k+b*t+a] over blocks b and base rows j.
func mix[T float](p *problem, dst, base []T) {
	k, t := p.k, p.t
	each(p.rowShards, func(_, lo, hi int) {
		clear(dst[lo*t : hi*t])
		sum := make([]T, t)
		for at, b := range p.blocks {
			for i := lo; i < hi; i++ {
				if u := int(b.run[i]); i == lo || u != int(b.run[i-1]) {
					clear(sum)
					rows, weights := b.of(u)
					addMixed(sum, base[at*t:], rows, weights, k)
				}
				out := dst[i*t:][:len(sum)]
				for a, v := range sum {
					out[a] += v
				}
			}
		}
	})
}

// addMixed adds Σⱼ weights[j]·r[rows[j]*step+a] to out[a].
func addMixed[T float](out, r []T, rows []uint32, weights []float32, step int) {
	weights = weights[:len(rows)]
	for at, j := range rows {
		w, u := T(weights[at]), r[int(j)*step:][:len(out)]
		for a := range out {
			out[a] += w * u[a]
		}
	}
}

// unmix sets s.base[j*k+b*t+a] = Σᵢ M_b[i,j]·s.column[i*t+a], with square M_b[i,j]² in place of M_b[i,j], and returns it. Without
// blocks it returns s.column.
func unmix[T float](p *problem, s *scratch[T], square bool) []T {
	if p.blocks == nil {
		return s.column
	}
	k, t := p.k, p.t
	for at, b := range p.blocks {
		r := s.column
		if len(b.runs) <= len(b.run) { // some rows share a run
			r = s.runs
			each(bounds(len(b.runs)-1, len(b.run)*t, func(u int) int { return b.runs[u] }), func(_, lo, hi int) {
				for u := lo; u < hi; u++ {
					out := r[u*t:][:t]
					clear(out)
					for i := b.runs[u]; i < b.runs[u+1]; i++ {
						for a, v := range s.column[i*t:][:len(out)] {
							out[a] += v
						}
					}
				}
			})
		}
		each(p.rowShards, func(_, lo, hi int) {
			var squares []float32
			for j := lo; j < hi; j++ {
				out := s.base[j*k+at*t:][:t]
				clear(out)
				rows, weights := b.back.of(j)
				if square {
					squares = squares[:0]
					for _, w := range weights {
						squares = append(squares, w*w)
					}
					weights = squares
				}
				addMixed(out, r, rows, weights, t)
			}
		})
	}
	return s.base
}

// swelling returns for feature f and block b, at f*len(blocks)+b, how many times larger
//
//	Σᵢ sᵢ·(Σⱼ M[i,j]·x[j,f])²    is than    Σᵢ sᵢ·Σⱼ (M[i,j]·x[j,f])²    with sᵢ = row weight,
//
// and 1 where both are 0. The second needs no more than the squares of the base rows; the diagonal of the Hessian takes it
// times the swelling: that is exact for features that no two base rows of a mix share, and for any feature whose rows
// have the same curvature. The exact diagonal would cost at each step what is done here once.
func (p *problem) swelling() []float32 {
	n, blocks := len(p.d.X), len(p.blocks)
	out := make([]float32, p.width*blocks)
	for at, b := range p.blocks {
		weight, apart := make([]float32, len(b.runs)-1), make([]float32, n)
		for i, u := range b.run {
			weight[u] += float32(p.d.weight(i))
		}
		for j := range apart {
			rows, weights := b.back.of(j)
			for at, u := range rows {
				apart[j] += weights[at] * weights[at] * weight[u]
			}
		}
		each(p.featureShards, func(_, lo, hi int) {
			mixed := make([]float32, len(weight))
			for f := lo; f < hi; f++ {
				whole, parts := 0.0, 0.0
				for at := p.start[f]; at < p.start[f+1]; at++ {
					j, v := p.row[at], p.val[at]
					parts += float64(v * v * apart[j])
					rows, weights := b.back.of(int(j))
					for at, u := range rows {
						mixed[u] += v * weights[at]
					}
				}
				for at := p.start[f]; at < p.start[f+1]; at++ {
					rows, _ := b.back.of(int(p.row[at]))
					for _, u := range rows {
						v := mixed[u]
						mixed[u] = 0
						whole += float64(v * v * weight[u])
					}
				}
				out[f*blocks+at] = 1
				if parts > 0 {
					out[f*blocks+at] = float32(whole / parts)
				}
			}
		})
	}
	return out
}
