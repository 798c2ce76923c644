package models

// columns sets dst[i*t+a] to column a of row i for the parameters w: Σ_f W[f*k+a]·ratio·x[f] without blocks; with blocks these are
// the columns of the base rows, and mix makes those of the rows. The loops for up to four columns, and for three in two blocks,
// are written out: they take most of the time of training.
func columns[T float](p *problem, s *scratch[T], dst, w []T) {
	base := dst
	if p.blocks != nil {
		base = s.base
	}
	if p.ratio != nil {
		if s.scaled == nil {
			s.scaled = make([]T, len(p.ratio))
		}
		each(p.featureShards, func(_, lo, hi int) {
			for i := lo * p.k; i < hi*p.k; i++ {
				s.scaled[i] = w[i] * T(p.ratio[i])
			}
		})
		w = s.scaled
	}
	x, k := p.d.X, p.k
	each(p.rowShards, func(_, lo, hi int) {
		switch k {
		case 1:
			for i := lo; i < hi; i++ {
				var s0 T
				index := p.index[p.begin[i]:p.begin[i+1]]
				value := x[i].Value[:len(index)]
				for j, f := range index {
					v, u := T(value[j]), (*[1]T)(w[1*int(f):])
					s0 += v * u[0]
				}
				*(*[1]T)(base[1*i:]) = [1]T{s0}
			}
		case 2:
			for i := lo; i < hi; i++ {
				var s0, s1 T
				index := p.index[p.begin[i]:p.begin[i+1]]
				value := x[i].Value[:len(index)]
				for j, f := range index {
					v, u := T(value[j]), (*[2]T)(w[2*int(f):])
					s0 += v * u[0]
					s1 += v * u[1]
				}
				*(*[2]T)(base[2*i:]) = [2]T{s0, s1}
			}
		case 3:
			for i := lo; i < hi; i++ {
				var s0, s1, s2 T
				index := p.index[p.begin[i]:p.begin[i+1]]
				value := x[i].Value[:len(index)]
				for j, f := range index {
					v, u := T(value[j]), (*[3]T)(w[3*int(f):])
					s0 += v * u[0]
					s1 += v * u[1]
					s2 += v * u[2]
				}
				*(*[3]T)(base[3*i:]) = [3]T{s0, s1, s2}
			}
		case 4:
			for i := lo; i < hi; i++ {
				var s0, s1, s2, s3 T
				index := p.index[p.begin[i]:p.begin[i+1]]
				value := x[i].Value[:len(index)]
				for j, f := range index {
					v, u := T(value[j]), (*[4]T)(w[4*int(f):])
					s0 += v * u[0]
					s1 += v * u[1]
					s2 += v * u[2]
					s3 += v * u[3]
				}
				*(*[4]T)(base[4*i:]) = [4]T{s0, s1, s2, s3}
			}
		case 6:
			for i := lo; i < hi; i++ {
				var s0, s1, s2, s3, s4, s5 T
				index := p.index[p.begin[i]:p.begin[i+1]]
				value := x[i].Value[:len(index)]
				for j, f := range index {
					v, u := T(value[j]), (*[6]T)(w[6*int(f):])
					s0 += v * u[0]
					s1 += v * u[1]
					s2 += v * u[2]
					s3 += v * u[3]
					s4 += v * u[4]
					s5 += v * u[5]
				}
				*(*[6]T)(base[6*i:]) = [6]T{s0, s1, s2, s3, s4, s5}
			}
		default:
			for i := lo; i < hi; i++ {
				s, value := base[i*k:][:k], x[i].Value
				clear(s)
				for j, f := range p.index[p.begin[i]:p.begin[i+1]] {
					v, u := T(value[j]), w[int(f)*k:][:len(s)]
					for a := range s {
						s[a] += v * u[a]
					}
				}
			}
		}
	})
	if p.blocks != nil {
		mix(p, dst, base)
	}
}

// stretch is how many rows are summed up before their sum is added to the others, so that rounding float32 numbers does little harm.
const stretch = 512

// gather sets g[f*k+a] = Σᵢ ratio·x[f]·r[i*k+a] over the rows i that have f, for the features f from lo up to hi.
func gather[T float](p *problem, g, r []T, lo, hi int) {
	k := p.k
	for f := lo; f < hi; f++ {
		out := g[f*k:][:k]
		clear(out)
		for at := p.start[f]; at < p.start[f+1]; at += stretch {
			end := min(at+stretch, p.start[f+1])
			addRows(out, r, p.row[at:end], p.val[at:end])
		}
		if p.ratio != nil {
			for a, s := range p.ratio[f*k:][:k] {
				out[a] *= T(s)
			}
		}
	}
}

// addRows adds Σ val[j]·r[rows[j]*k+a] to out[a], for k columns.
func addRows[T float](out, r []T, rows []uint32, val []float32) {
	val = val[:len(rows)]
	switch k := len(out); k {
	case 1:
		var s0 T
		for j, i := range rows {
			v, u := T(val[j]), (*[1]T)(r[1*int(i):])
			s0 += v * u[0]
		}
		out[0] += s0
	case 2:
		var s0, s1 T
		for j, i := range rows {
			v, u := T(val[j]), (*[2]T)(r[2*int(i):])
			s0 += v * u[0]
			s1 += v * u[1]
		}
		out[0] += s0
		out[1] += s1
	case 3:
		var s0, s1, s2 T
		for j, i := range rows {
			v, u := T(val[j]), (*[3]T)(r[3*int(i):])
			s0 += v * u[0]
			s1 += v * u[1]
			s2 += v * u[2]
		}
		out[0] += s0
		out[1] += s1
		out[2] += s2
	case 4:
		var s0, s1, s2, s3 T
		for j, i := range rows {
			v, u := T(val[j]), (*[4]T)(r[4*int(i):])
			s0 += v * u[0]
			s1 += v * u[1]
			s2 += v * u[2]
			s3 += v * u[3]
		}
		out[0] += s0
		out[1] += s1
		out[2] += s2
		out[3] += s3
	case 6:
		var s0, s1, s2, s3, s4, s5 T
		for j, i := range rows {
			v, u := T(val[j]), (*[6]T)(r[6*int(i):])
			s0 += v * u[0]
			s1 += v * u[1]
			s2 += v * u[2]
			s3 += v * u[3]
			s4 += v * u[4]
			s5 += v * u[5]
		}
		out[0] += s0
		out[1] += s1
		out[2] += s2
		out[3] += s3
		out[4] += s4
		out[5] += s5
	default:
		for j, i := range rows {
			v, u := T(val[j]), r[int(i)*k:][:len(out)]
			for a := range out {
				out[a] += v * u[a]
			}
		}
	}
}

// squares sets g[f*k+a] = Σᵢ (ratio·x[f])²·r[i*k+a] over the rows i that have f, for the features f from lo up to hi.
func (p *problem) squares(g, r []float32, lo, hi int) {
	var square [stretch]float32
	for f := lo; f < hi; f++ {
		out := g[f*p.k:][:p.k]
		clear(out)
		for at := p.start[f]; at < p.start[f+1]; at += stretch {
			end := min(at+stretch, p.start[f+1])
			for j, v := range p.val[at:end] {
				square[j] = v * v
			}
			addRows(out, r, p.row[at:end], square[:end-at])
		}
		if p.ratio != nil {
			for a, s := range p.ratio[f*p.k:][:len(out)] {
				out[a] *= float32(s * s)
			}
		}
	}
}
