package models

import (
	"math"
	"runtime"
	"slices"
	"sync"
)

// problem is the objective of LogisticRegression over the active classes. Rows are held by row for the scores and by
// feature for the gradient, so that every sum has one fixed order whatever the number of threads.
// Parameters are W[f*K+a], then B[a]. It serves one goroutine.
type problem struct {
	d        *Data
	k, width int
	many     bool      // each class against the rest
	ratio    []float64 // nil, or a factor of each feature and class: weights are for scaled values
	scaled   []float64 // ratio times the parameters
	class    []int     // number of each active class in d
	pos, neg []float64 // weight of a row that has the class, or (Many) has not
	ridge    float64
	scale    float64 // 1/S
	start    []int   // rows of feature f: row[start[f]:start[f+1]]
	row      []uint32
	val      []float32
	res      []float64 // residual of row i, class a: i*K+a
	loss     []float64
	at, grad []float64 // last point and its gradient
	last     float64
}

func newProblem(d *Data, active []int, each bool) *problem {
	p := &problem{d: d, k: len(active), width: d.Width, many: each, class: active, start: make([]int, d.Width+1)}
	for _, x := range d.X {
		for _, f := range x.Index {
			p.start[f+1]++
		}
	}
	for f := range d.Width {
		p.start[f+1] += p.start[f]
	}
	p.row, p.val = make([]uint32, p.start[d.Width]), make([]float32, p.start[d.Width])
	next := slices.Clone(p.start)
	for i, x := range d.X {
		for j, f := range x.Index {
			p.row[next[f]], p.val[next[f]] = uint32(i), x.Value[j]
			next[f]++
		}
	}
	p.res, p.loss = make([]float64, len(d.X)*p.k), make([]float64, len(d.X))
	p.grad = make([]float64, (d.Width+1)*p.k)
	return p
}

// weigh sets class weights from the weight n of each class and of all rows.
func (p *problem) weigh(t LogisticRegression, n []float64, all float64) {
	p.scale = 1 / all
	p.pos, p.neg = make([]float64, p.k), make([]float64, p.k)
	for a, c := range p.class {
		p.pos[a], p.neg[a] = 1, 1
		switch {
		case t.Balance == "explicit":
			p.pos[a] = t.Weights[c]
		case t.Balance == "balanced" && p.many:
			p.pos[a], p.neg[a] = all/(2*n[c]), all/(2*(all-n[c]))
		case t.Balance == "balanced":
			p.pos[a] = all / (float64(p.k) * n[c])
		}
	}
}

// value returns the objective at x and keeps its gradient.
func (p *problem) value(x []float64) float64 {
	if p.at != nil && slices.Equal(p.at, x) {
		return p.last
	}
	p.at = append(p.at[:0], x...)
	u := x
	if p.ratio != nil {
		p.scaled = append(p.scaled[:0], x...)
		for i, r := range p.ratio {
			p.scaled[i] *= r
		}
		u = p.scaled
	}
	parallel(len(p.d.X), func(lo, hi int) {
		for i := lo; i < hi; i++ {
			p.one(u, i)
		}
	})
	parallel(p.width, func(lo, hi int) {
		for f := lo; f < hi; f++ {
			g := p.grad[f*p.k:][:p.k]
			clear(g)
			for j := p.start[f]; j < p.start[f+1]; j++ {
				v, r := float64(p.val[j]), p.res[int(p.row[j])*p.k:][:len(g)]
				for a := range g {
					g[a] += v * r[a]
				}
			}
			for a := range g {
				if p.ratio != nil {
					g[a] *= p.ratio[f*p.k+a]
				}
				g[a] = p.scale*g[a] + p.ridge*x[f*p.k+a]
			}
		}
	})
	b := p.grad[p.width*p.k:]
	clear(b)
	sum, square := 0.0, 0.0
	for i, l := range p.loss {
		sum += l
		for a := range b {
			b[a] += p.scale * p.res[i*p.k+a]
		}
	}
	for _, w := range x[:p.width*p.k] {
		square += w * w
	}
	p.last = p.scale*sum + p.ridge/2*square
	return p.last
}

// one sets the loss and the residuals of row i.
func (p *problem) one(x []float64, i int) {
	s := p.res[i*p.k:][:p.k]
	copy(s, x[p.width*p.k:])
	for j, f := range p.d.X[i].Index {
		v, w := float64(p.d.X[i].Value[j]), x[int(f)*p.k:][:len(s)]
		for a := range s {
			s[a] += v * w[a]
		}
	}
	y, weight := p.d.Y[i], p.d.weight(i)
	p.loss[i] = 0
	if p.many {
		for a, c := range p.class {
			if w := weight * p.pos[a]; y.Has(c) {
				p.loss[i] += w * softplus(-s[a])
				s[a] = -w * sigmoid(-s[a])
			} else {
				w = weight * p.neg[a]
				p.loss[i] += w * softplus(s[a])
				s[a] = w * sigmoid(s[a])
			}
		}
		return
	}
	c, _ := y.Single()
	own := slices.Index(p.class, c)
	if own < 0 || weight == 0 { // a row without weight may have a class that is not active
		clear(s)
		return
	}
	score, w := s[own], weight*p.pos[own]
	p.loss[i] = w * (softmax(s) - score)
	for a := range s {
		s[a] *= w
	}
	s[own] -= w
}

// gradient copies the gradient at x to dst.
func (p *problem) gradient(dst, x []float64) {
	p.value(x)
	copy(dst, p.grad)
}

// parallel calls do on stretches of 0 to n that do not overlap, on as many goroutines as there are threads.
func parallel(n int, do func(lo, hi int)) {
	parts := min(8*runtime.GOMAXPROCS(0), 1+n/256)
	var wg sync.WaitGroup
	for i := range parts {
		wg.Go(func() { do(i*n/parts, (i+1)*n/parts) })
	}
	wg.Wait()
}

// largest returns the largest absolute value of xs, 0 if there is none.
func largest(xs []float64) (m float64) {
	for _, x := range xs {
		m = max(m, math.Abs(x))
	}
	return m
}
