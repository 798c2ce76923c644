package features

import (
	"math"
	"slices"
)

// Project adds to dst the product of the vector of text with w, a matrix with a row of len(dst) numbers for each feature:
//
//	dst[c] += Σ_f x[f]·w[f·len(dst)+c]
//
// But for rounding it is what [Scratch.Vector] and [AddRows] do together, in less time: features are not put in order, and values are not scaled
// one by one. The same text gives the same bits. It panics if w is too short.
func (s *Scratch) Project(dst []float64, w []float32, text string) {
	s.read(text)
	s.v.project(dst, w, &s.seen)
}

// project is Project for what t has counted; t is empty afterwards.
func (v *Vectorizer) project(dst []float64, w []float32, t *tally) {
	for k, p := range v.split(t) {
		if len(p.ids) > 0 {
			v.projectFamily(dst, w, &v.cfg.Families[k], p, t)
		}
	}
	t.clear()
}

// split returns what t has counted of each family.
func (v *Vectorizer) split(t *tally) []part {
	n := len(v.ends)
	t.parts = slices.Grow(t.parts[:0], n)[:n]
	if n == 1 {
		t.parts[0] = part{t.ids, t.twice}
		return t.parts
	}
	for k := range t.parts {
		t.parts[k].ids, t.parts[k].twice = t.parts[k].ids[:0], t.parts[k].twice[:0]
	}
	for _, f := range t.ids {
		p := &t.parts[v.Family(f)]
		p.ids = append(p.ids, f)
	}
	for _, f := range t.twice {
		p := &t.parts[v.Family(f)]
		p.twice = append(p.twice, f)
	}
	return t.parts
}

// projectFamily adds the part p of t, which is of the family f. Every feature is first taken as if it had been seen once; then comes what is to be
// added for those that were seen again.
func (v *Vectorizer) projectFamily(dst []float64, w []float32, f *Family, p part, t *tally) {
	by := newWeigher(f.Weighting)
	t.values = slices.Grow(t.values[:0], len(p.ids))[:len(p.ids)]
	t.sums = slices.Grow(t.sums[:0], len(dst))[:len(dst)]
	clear(t.sums)
	y := t.values
	v.once(y, p.ids, by)
	sum := 0.0
	for _, y := range y {
		sum += float64(y * y) // the conversion forbids fused sums, which differ between machines
	}
	AddRows(t.sums, w, p.ids, y)
	if len(p.twice) > 0 && !by.binary {
		y = y[:len(p.twice)]
		v.once(y, p.twice, by)
		for i, f := range p.twice {
			n := by.frequency(1 + t.more[f])
			sum += float64(float64(y[i]*y[i]) * float64(n*n-1))
			y[i] *= n - 1
		}
		AddRows(t.sums, w, p.twice, y)
	}
	scale := f.Scale
	if f.Unit {
		scale /= math.Sqrt(sum)
	}
	for c, s := range t.sums {
		dst[c] += float64(s * scale)
	}
}

// once sets y to the values that the features x, as many, have before scaling when they are seen once.
func (v *Vectorizer) once(y []float64, x []uint32, by weigher) {
	if by.inverse {
		v.inverses(y, x)
		return
	}
	for i := range y {
		y[i] = 1
	}
}

// AddRows adds to dst the rows of w that index names, each times its value: dst[c] += Σᵢ w[index[i]·len(dst)+c]·value[i], in the order of
// index. A row has len(dst) numbers, and value must be as long as index. It panics if a row is not in w. The loops for few columns are
// written out: but for reading the text, they take most of the time of scoring.
func AddRows[V float32 | float64](dst []float64, w []float32, index []uint32, value []V) {
	value = value[:len(index)]
	switch len(dst) {
	case 2:
		s := (*[2]float64)(dst)
		s0, s1 := s[0], s[1]
		for i, f := range index {
			u, v := (*[2]float32)(w[2*int(f):]), float64(value[i])
			s0 += float64(float64(u[0]) * v) // the outer conversions forbid fused multiply-add: same bits on every machine
			s1 += float64(float64(u[1]) * v)
		}
		*s = [2]float64{s0, s1}
	case 3:
		s := (*[3]float64)(dst)
		s0, s1, s2 := s[0], s[1], s[2]
		for i, f := range index {
			u, v := (*[3]float32)(w[3*int(f):]), float64(value[i])
			s0 += float64(float64(u[0]) * v)
			s1 += float64(float64(u[1]) * v)
			s2 += float64(float64(u[2]) * v)
		}
		*s = [3]float64{s0, s1, s2}
	case 4:
		s := (*[4]float64)(dst)
		s0, s1, s2, s3 := s[0], s[1], s[2], s[3]
		for i, f := range index {
			u, v := (*[4]float32)(w[4*int(f):]), float64(value[i])
			s0 += float64(float64(u[0]) * v)
			s1 += float64(float64(u[1]) * v)
			s2 += float64(float64(u[2]) * v)
			s3 += float64(float64(u[3]) * v)
		}
		*s = [4]float64{s0, s1, s2, s3}
	default:
		for i, f := range index {
			v := float64(value[i])
			for c, u := range w[int(f)*len(dst):][:len(dst)] {
				dst[c] += float64(float64(u) * v)
			}
		}
	}
}
