package models

import (
	"context"
	"math"
)

// optimum is where a solver stopped.
type optimum struct {
	value, largest float64 // objective, and largest absolute component of the gradient
	steps          int     // Newton steps
}

// newton minimises the problem from x, which it changes. Each Newton step is found, in part, by conjugate gradients that are scaled by the
// diagonal of the Hessian, and is shortened by a line search (Lin, Weng & Keerthi 2008; Hsia, Chiang & Lin 2018; Galli & Lin
// 2021). It stops when no component of the gradient is above tolerance, after so many steps, or where rounding hides all
// progress. Only the context's end is an error. The line search moves the scores of the rows and reads no features.
func (p *problem) newton(ctx context.Context, x []float64, tolerance float64, steps int) (optimum, error) {
	n, w := p.size(), p.width*p.k
	g, s, r := make([]float64, n), make([]float64, n), make([]float64, n)
	m, dir, h := make([]float32, n), make([]float32, n), make([]float32, n)
	along := make([]float32, len(p.z))
	shards := make([]float64, 2*len(p.featureShards)) // of two figures; the last is of the intercepts
	// sums adds what do returns for every stretch of parameters, in their order.
	sums := func(do func(lo, hi int) (float64, float64)) (a, b float64) {
		each(p.featureShards, func(shard, lo, hi int) {
			shards[2*shard], shards[2*shard+1] = do(lo*p.k, hi*p.k)
		})
		last := len(shards) - 2
		shards[last], shards[last+1] = do(w, n)
		for i := 0; i < len(shards); i += 2 {
			a, b = a+shards[i], b+shards[i+1]
		}
		return a, b
	}
	scores(p, &p.exact, p.z, x)
	clear(p.dz)
	square := dot(x[:w], x[:w])
	out := optimum{value: p.value(0) + p.ridge/2*square}
	stalled := 0
	for first := 0.0; ; out.steps++ {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		p.gradient(g, x)
		before := out.largest
		out.largest = largest(g)
		if out.largest <= tolerance || out.steps >= steps || stalled == 3 {
			return out, nil
		}
		p.diagonal(m)
		clear(s)
		start, _ := sums(func(lo, hi int) (float64, float64) {
			sum := 0.0
			for i := lo; i < hi; i++ {
				r[i] = -g[i]
				dir[i] = float32(r[i]) / m[i]
				sum += r[i] * r[i] / float64(m[i])
			}
			return sum, 0
		})
		if first == 0 {
			first = start
		}
		goal := start * min(0.1, math.Sqrt(start/first)) // squared norms: the residual falls to about its 3rd, later lower
		for rho := start; rho > goal; {
			if err := ctx.Err(); err != nil {
				return out, err
			}
			bend := p.curvature(h, dir, along)
			if !(bend > 0) {
				break
			}
			step := rho / bend
			for i, v := range along {
				p.dz[i] += step * float64(v)
			}
			next, _ := sums(func(lo, hi int) (float64, float64) {
				sum, top := 0.0, 0.0
				for i := lo; i < hi; i++ {
					s[i] += step * float64(dir[i])
					r[i] -= step * float64(h[i])
					sum += r[i] * r[i] / float64(m[i])
					top = max(top, math.Abs(r[i]))
				}
				return sum, top
			})
			top := 0.0
			for i := 1; i < len(shards); i += 2 {
				top = max(top, shards[i])
			}
			if top <= tolerance/2 { // the step is as exact as is wanted
				break
			}
			turn := float32(next / rho)
			sums(func(lo, hi int) (float64, float64) {
				for i := lo; i < hi; i++ {
					dir[i] = float32(r[i])/m[i] + turn*dir[i]
				}
				return 0, 0
			})
			rho = next
		}
		slope, cross := sums(func(lo, hi int) (float64, float64) {
			a, b := 0.0, 0.0
			for i := lo; i < hi; i++ {
				a += g[i] * s[i]
				b += x[i] * s[i]
			}
			return a, b
		})
		cross -= dot(x[w:], s[w:]) // intercepts have no ridge
		own := dot(s[:w], s[:w])
		if -slope < 1e-6*math.Abs(out.value) && out.largest > before/2 {
			stalled++ // rounding hides what is left
		}
		step, moved := 1.0, false
		for range 50 {
			value := p.value(step) + p.ridge/2*(square+step*(2*cross+step*own))
			// Near the optimum the fall drowns in the rounding of dz, and the full step is right.
			if value <= out.value+0.01*step*slope || -slope < 1e-6*math.Abs(out.value) && value <= out.value+1e-9*math.Abs(out.value) {
				moved = true
				break
			}
			step /= 2
		}
		if !moved {
			return out, nil
		}
		for i := range x {
			x[i] += step * s[i]
		}
		scores(p, &p.exact, p.z, x)
		clear(p.dz)
		square = dot(x[:w], x[:w])
		out.value = p.value(0) + p.ridge/2*square
	}
}

// dot returns Σ a·b.
func dot(a, b []float64) (s float64) {
	for i, v := range a {
		s += v * b[i]
	}
	return s
}

// largest returns the largest absolute value of xs, 0 if there is none.
func largest(xs []float64) (m float64) {
	for _, x := range xs {
		m = max(m, math.Abs(x))
	}
	return m
}
