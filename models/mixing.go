package models

import (
	"fmt"
	"math"

	"github.com/parley-go/parley/features"
)

// Mixing makes rows out of rows: row i of its result is Σ Weight[j]·x[Row[j]] for j from Start[i] up to Start[i+1], with
// Start[0] = 0. It is a sparse n × n matrix over the n base rows X of [Data], as when a paragraph is read with its
// neighbours or with the mean of its article. A row may mix no base rows and is then zero; a base row named twice
// counts twice; weights may be negative. Consecutive rows that mix the same cost no more than one of them.
type Mixing struct {
	Start  []int     // n+1 bounds
	Row    []uint32  // base rows, below n
	Weight []float32 // of each of them, finite
}

// Check returns an error that says where m is not a mixing of n rows: lengths that do not fit, bounds that fall, base rows that are not below
// n, weights that are not finite.
func (m Mixing) Check(n int) error {
	if n < 0 {
		return fmt.Errorf("mixing of %d rows, want 0 or more", n)
	}
	if len(m.Start) != n+1 || m.Start[0] != 0 {
		return fmt.Errorf("mixing has %d starts, want %d, the first of them 0", len(m.Start), n+1)
	}
	if len(m.Row) != len(m.Weight) || m.Start[n] != len(m.Row) {
		return fmt.Errorf("mixing has %d rows and %d weights and ends at %d, want as many of each", len(m.Row), len(m.Weight), m.Start[n])
	}
	for i, end := range m.Start[1:] {
		if end < m.Start[i] || end > len(m.Row) {
			return fmt.Errorf("mixing of row %d goes from %d to %d of %d", i, m.Start[i], end, len(m.Row))
		}
		for at := m.Start[i]; at < end; at++ {
			if int64(m.Row[at]) >= int64(n) {
				return fmt.Errorf("mixing of row %d: base row %d is not below %d", i, m.Row[at], n)
			}
			if v := float64(m.Weight[at]); math.IsNaN(v) || math.IsInf(v, 0) {
				return fmt.Errorf("mixing of row %d: weight %v of base row %d is not finite", i, v, m.Row[at])
			}
		}
	}
	return nil
}

// of returns the base rows that row i mixes, and their weights.
func (m Mixing) of(i int) ([]uint32, []float32) {
	lo, hi := m.Start[i], m.Start[i+1]
	return m.Row[lo:hi], m.Weight[lo:hi]
}

// transpose returns the mixing of n rows whose row j has what is in column j of m.
func (m Mixing) transpose(n int) Mixing {
	t := Mixing{make([]int, n+1), make([]uint32, len(m.Row)), make([]float32, len(m.Row))}
	for _, j := range m.Row {
		t.Start[j+1]++
	}
	for j := range n {
		t.Start[j+1] += t.Start[j]
	}
	next := append([]int(nil), t.Start[:n]...)
	for i := range len(m.Start) - 1 {
		rows, weights := m.of(i)
		for at, j := range rows {
			t.Row[next[j]], t.Weight[next[j]] = uint32(i), weights[at]
			next[j]++
		}
	}
	return t
}

// MixedScores returns the scores of the rows that blocks make out of the base rows x, in the memory of dst if that is large enough: the
// score of row i for class c is at i·Classes+c. dst may be nil. The model is one that was trained with as many Blocks: its
// feature b·Width/len(blocks)+f is feature f of block b. Base rows are scored once and their scores are mixed, which takes much
// less time than making the mixed rows; but for rounding, the result is the same. Without blocks it is [Linear.Scores] of each row. It panics
// if the model's width is no multiple of the number of blocks, if a mixing is not one of len(x) rows, or if an index in x is not
// below the width of a block.
func (m *Linear) MixedScores(dst []float64, x []features.Vector, blocks []Mixing) []float64 {
	n := len(x) * m.Classes
	if cap(dst) < n {
		dst = make([]float64, n)
	}
	dst = dst[:n]
	if len(blocks) == 0 {
		for i, x := range x {
			m.Scores(dst[i*m.Classes:][:m.Classes:m.Classes], x)
		}
		return dst
	}
	m.mix(dst, x, blocks)
	for i := range x {
		m.Finish(dst[i*m.Classes:][:m.Classes])
	}
	return dst
}

// mix sets dst to what the features of the mixed rows add up to, without intercepts. There is at least one block.
func (m *Linear) mix(dst []float64, x []features.Vector, blocks []Mixing) {
	k := m.Classes
	clear(dst)
	base, width := make([]float64, len(dst)), m.Width/len(blocks)
	if width*len(blocks) != m.Width {
		panic("models: the model has another number of blocks")
	}
	for b, mixing := range blocks {
		if err := mixing.Check(len(x)); err != nil {
			panic("models: " + err.Error())
		}
		clear(base)
		for i, x := range x {
			if n := len(x.Index); n > 0 && int64(x.Index[n-1]) >= int64(width) {
				panic("models: feature index too high for a block")
			}
			for j, f := range x.Index {
				m.Add(base[i*k:][:k], uint32(b*width)+f, float64(x.Value[j]))
			}
		}
		for i := range x {
			out := dst[i*k:][:k]
			rows, weights := mixing.of(i)
			for at, j := range rows {
				w := float64(weights[at])
				for c, s := range base[int(j)*k:][:k] {
					out[c] += float64(w * s) // as in Add
				}
			}
		}
	}
}
