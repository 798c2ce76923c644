package models

// scores sets z to the scores at the parameters x.
func scores[T float](p *problem, s *scratch[T], z, x []T) {
	b := x[p.width*p.k:]
	if p.loss != ordinalLoss {
		columns(p, s, z, x)
		each(p.rowShards, func(_, lo, hi int) {
			for i := lo; i < hi; i++ {
				s := z[i*p.c:][:len(b)]
				for a := range s {
					s[a] += b[a]
				}
			}
		})
		return
	}
	columns(p, s, s.column, x)
	for i, t := range s.column {
		for a, v := range b {
			z[i*p.c+a] = T(p.values[a])*t + v
		}
	}
}

// value returns Σ ℓ at the scores z + step·dz, and sets res and curv there.
func (p *problem) value(step float64) float64 {
	each(p.rowShards, func(shard, lo, hi int) {
		sum := 0.0
		for i := lo; i < hi; i++ {
			at := i * p.c
			res := p.res[at : at+p.c]
			for a, z := range p.z[at : at+p.c] {
				res[a] = z + step*p.dz[at+a]
			}
			sum += p.rowLoss(i, res, p.curv[at:][:len(res)])
		}
		p.parts[shard] = sum
	})
	sum := 0.0
	for _, v := range p.parts[:len(p.rowShards)-1] {
		sum += v
	}
	return sum
}

// rowLoss returns the loss of row i, whose scores are in res, and replaces the scores by the derivatives by them; curv is set to the
// second derivative by each score, or to the probabilities where one class excludes the others.
func (p *problem) rowLoss(i int, res, curv []float64) (sum float64) {
	if p.own != nil {
		own := p.own[i]
		if own < 0 {
			clear(res)
			clear(curv)
			return 0
		}
		score, w := res[own], p.weight[i]
		sum = w * (softmax(res) - score)
		for a, v := range res {
			curv[a] = v
			res[a] = w * v
		}
		res[own] = w * -(1 - curv[own])
		return sum
	}
	y, weight := p.d.Y[i], p.d.weight(i)
	for a, c := range p.class {
		w, sign := weight*p.neg[a], -1.0
		if y.Has(c) {
			w, sign = weight*p.pos[a], 1
		}
		m := sign * res[a]
		if p.loss == hingeLoss {
			gap := max(0, 1-m)
			sum += w * gap * gap
			res[a], curv[a] = -2*w*sign*gap, 0
			if gap > 0 {
				curv[a] = 2 * w
			}
			continue
		}
		q := sigmoid(-m)
		sum += w * softplus(-m)
		res[a], curv[a] = -w*sign*q, w*q*(1-q)
	}
	return sum
}

// gradient sets g to the gradient at x; the last call of value must have been at its scores.
func (p *problem) gradient(g, x []float64) {
	toColumns(p, &p.exact)
	rows := unmix(p, &p.exact, false)
	each(p.featureShards, func(_, lo, hi int) {
		gather(p, g, rows, lo, hi)
		for i := lo * p.k; i < hi*p.k; i++ {
			g[i] += p.ridge * x[i]
		}
	})
	intercepts(p, g[p.width*p.k:], p.res)
}

// toColumns sets s.column to the derivatives by the columns, given those by the scores in s.score, where these are not the same.
func toColumns[T float](p *problem, s *scratch[T]) {
	if p.loss != ordinalLoss {
		return
	}
	for i := range s.column {
		sum := T(0)
		for a, v := range s.score[i*p.c:][:p.c] {
			sum += T(p.values[a]) * v
		}
		s.column[i] = sum
	}
}

// intercepts sets g[a] = Σᵢ r[i*c+a]: what gather is for weights.
func intercepts[G, T float](p *problem, g []G, r []T) {
	each(p.rowShards, func(shard, lo, hi int) {
		part := p.parts[shard*p.c:][:p.c]
		clear(part)
		for i := lo; i < hi; i++ {
			for a, v := range r[i*p.c:][:len(part)] {
				part[a] += float64(v)
			}
		}
	})
	for a := range g {
		sum := 0.0
		for s := range len(p.rowShards) - 1 {
			sum += p.parts[s*p.c+a]
		}
		g[a] = G(sum)
	}
}

// curvature sets h = H·dir and along to the change of the scores along dir, and returns dir·h, where H is the Hessian
// at the point of the last value.
func (p *problem) curvature(h, dir, along []float32) float64 {
	s := &p.rough
	scores(p, s, along, dir)
	each(p.rowShards, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			at := i * p.c
			res, t, q := s.score[at:at+p.c], along[at:at+p.c], p.curv[at:at+p.c]
			if p.own == nil {
				for a := range res {
					res[a] = float32(q[a]) * t[a]
				}
				continue
			}
			mean := float32(0)
			for a := range t {
				mean += float32(q[a]) * t[a]
			}
			w := p.weight[i]
			for a := range res {
				res[a] = float32(w*q[a]) * (t[a] - mean)
			}
		}
	})
	toColumns(p, s)
	rows := unmix(p, s, false)
	each(p.featureShards, func(shard, lo, hi int) {
		gather(p, h, rows, lo, hi)
		sum, ridge := 0.0, float32(p.ridge)
		for i := lo * p.k; i < hi*p.k; i++ {
			h[i] += ridge * dir[i]
			sum += float64(h[i]) * float64(dir[i])
		}
		p.parts[shard] = sum
	})
	sum := 0.0
	for _, v := range p.parts[:len(p.featureShards)-1] {
		sum += v
	}
	n := p.width * p.k
	intercepts(p, h[n:], s.score)
	for a, v := range h[n:] {
		sum += float64(v) * float64(dir[n+a])
	}
	return sum
}

// diagonal sets m to the diagonal of the Hessian, everywhere above 0; with blocks, to an approximation of it: see swelling.
func (p *problem) diagonal(m []float32) {
	s := &p.rough
	each(p.rowShards, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			res, q := s.score[i*p.c:][:p.c], p.curv[i*p.c:][:p.c]
			mean, square := 0.0, 0.0
			for a, v := range q {
				if p.own == nil {
					res[a] = float32(v)
					continue
				}
				res[a] = float32(p.weight[i] * v * (1 - v))
				if p.loss == ordinalLoss {
					mean += v * p.values[a]
					square += v * p.values[a] * p.values[a]
				}
			}
			if p.loss == ordinalLoss {
				s.column[i] = float32(p.weight[i] * max(0, square-mean*mean))
			}
		}
	})
	if p.blocks != nil && p.swell == nil {
		p.swell = p.swelling()
	}
	rows := unmix(p, s, true)
	each(p.featureShards, func(_, lo, hi int) {
		p.squares(m, rows, lo, hi)
		if p.swell != nil {
			for i := lo * p.k; i < hi*p.k; i++ {
				m[i] *= p.swell[i/p.t]
			}
		}
		for i := lo * p.k; i < hi*p.k; i++ {
			m[i] = max(m[i]+float32(p.ridge), 1e-30)
		}
	})
	b := m[p.width*p.k:]
	intercepts(p, b, s.score)
	for a := range b {
		b[a] = max(b[a], 1e-12)
	}
}
