package models

// scores sets z from the parameters x.
func (p *problem) scores(z, x []float64) {
	b := x[p.width*p.k:]
	if p.loss != ordinalLoss {
		p.columns(z, x)
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
	p.columns(p.col, x)
	each(p.rowShards, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			s, t := z[i*p.c:][:len(b)], p.col[i]
			for a := range s {
				s[a] = p.values[a]*t + b[a]
			}
		}
	})
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
			sum += p.one(i, res, p.curv[at:][:len(res)])
		}
		p.parts[shard] = sum
	})
	sum := 0.0
	for _, v := range p.parts[:len(p.rowShards)-1] {
		sum += v
	}
	return sum
}

// one returns the loss of row i, whose scores are in res, and replaces them by the derivative; curv is set to the
// second derivative of each score, or to the probabilities where one class excludes the others.
func (p *problem) one(i int, res, curv []float64) (sum float64) {
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

// gradient sets g to the gradient at x, whose res is set.
func (p *problem) gradient(g, x []float64) {
	if p.loss == ordinalLoss {
		p.drop(p.res)
	}
	each(p.featureShards, func(_, lo, hi int) {
		p.features(g, p.col, lo, hi, false)
		for i := lo * p.k; i < hi*p.k; i++ {
			g[i] += p.ridge * x[i]
		}
	})
	p.intercepts(g[p.width*p.k:], p.res)
}

// drop sums values over the classes, weighed by their values: derivatives by z become derivatives by the one column.
func (p *problem) drop(r []float64) {
	for i := range p.col {
		s := 0.0
		for a, v := range r[i*p.c:][:p.c] {
			s += p.values[a] * v
		}
		p.col[i] = s
	}
}

// intercepts sets g[a] = Σᵢ r[i*c+a].
func (p *problem) intercepts(g, r []float64) {
	each(p.rowShards, func(shard, lo, hi int) {
		part := p.parts[shard*p.c:][:p.c]
		clear(part)
		for i := lo; i < hi; i++ {
			for a, v := range r[i*p.c:][:len(part)] {
				part[a] += v
			}
		}
	})
	clear(g)
	for s := range len(p.rowShards) - 1 {
		for a := range g {
			g[a] += p.parts[s*p.c+a]
		}
	}
}

// curvature sets h = H·dir and returns dir·h, where H is the Hessian at the point of the last value. It uses dz for
// the change of the scores along dir, and overwrites res.
func (p *problem) curvature(h, dir, dz []float64) float64 {
	p.scores(dz, dir)
	each(p.rowShards, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			at := i * p.c
			res, t, q := p.res[at:at+p.c], dz[at:at+p.c], p.curv[at:at+p.c]
			if p.own == nil {
				for a := range res {
					res[a] = q[a] * t[a]
				}
				continue
			}
			mean := 0.0
			for a := range t {
				mean += q[a] * t[a]
			}
			w := p.weight[i]
			for a := range res {
				res[a] = w * q[a] * (t[a] - mean)
			}
		}
	})
	if p.loss == ordinalLoss {
		p.drop(p.res)
	}
	each(p.featureShards, func(shard, lo, hi int) {
		p.features(h, p.col, lo, hi, false)
		sum := 0.0
		for i := lo * p.k; i < hi*p.k; i++ {
			h[i] += p.ridge * dir[i]
			sum += h[i] * dir[i]
		}
		p.parts[shard] = sum
	})
	sum := 0.0
	for _, v := range p.parts[:len(p.featureShards)-1] {
		sum += v
	}
	n := p.width * p.k
	p.intercepts(h[n:], p.res)
	for a, v := range h[n:] {
		sum += v * dir[n+a]
	}
	return sum
}

// diagonal sets m to the diagonal of the Hessian, everywhere above 0. It overwrites res.
func (p *problem) diagonal(m []float64) {
	each(p.rowShards, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			res, q := p.res[i*p.c:][:p.c], p.curv[i*p.c:][:p.c]
			copy(res, q)
			if p.own == nil {
				continue
			}
			mean, square := 0.0, 0.0
			for a := range res {
				res[a] = p.weight[i] * q[a] * (1 - q[a])
				if p.loss == ordinalLoss {
					v := p.values[a]
					mean += q[a] * v
					square += q[a] * v * v
				}
			}
			if p.loss == ordinalLoss {
				p.col[i] = p.weight[i] * max(0, square-mean*mean)
			}
		}
	})
	each(p.featureShards, func(_, lo, hi int) {
		p.features(m, p.col, lo, hi, true)
		for i := lo * p.k; i < hi*p.k; i++ {
			m[i] += p.ridge
		}
	})
	b := m[p.width*p.k:]
	p.intercepts(b, p.res)
	for a := range b {
		b[a] = max(b[a], 1e-12)
	}
}
