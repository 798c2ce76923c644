package models

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// loss names what a problem minimises over its rows.
type loss uint8

const (
	softmaxLoss  loss = iota // one class a row: -ln softmax(z)[own]
	logisticLoss             // each class against the rest: ln(1+exp(∓z))
	hingeLoss                // each class against the rest: max(0, 1∓z)²
	ordinalLoss              // one class a row, z[c] = value[c]·t + b[c] with one column t for all classes
)

// problem is a convex objective over sparse rows: Σᵢ ℓ(zᵢ) + ridge/2·Σ W² with z = Wᵀx + B.
// Parameters are W[f*k+a], then B[c]. Rows are read from the data for scores and by feature for gradients, in fixed
// shards whose sums are added in order: the same bits on any number of threads. It serves one goroutine.
type problem struct {
	d        *Data
	loss     loss
	k, c     int       // columns of W, and scores a row; they differ only for ordinalLoss, where k is 1
	width    int       // of the data
	class    []int     // number of each active class in d
	values   []float64 // ordinalLoss: the value of each active class
	own      []int32   // softmaxLoss, ordinalLoss: index of the row's class, -1 for a row without weight
	weight   []float64 // softmaxLoss, ordinalLoss: row weight · class weight / S
	pos, neg []float64 // the other losses: class weight / S of a row that has the class, or has not
	ridge    float64
	ratio    []float64 // nil, or a factor of each feature and column: W is for scaled values

	start []int // rows with feature f: row[start[f]:start[f+1]]
	row   []uint32
	val   []float32

	rowShards, featureShards []int // bounds

	z, dz     []float64 // scores and their change along a direction, i*c+a
	res, curv []float64 // derivative of ℓ by z, and what curvature needs of it
	col       []float64 // i*k+a: what goes back to the columns
	scaled    []float64 // ratio∘W
	parts     []float64 // sums of the shards
}

// newProblem lays out the data for the active classes;.
func newProblem(d *Data, active []int, l loss) *problem {
	p := &problem{d: d, loss: l, k: len(active), c: len(active), width: d.Width, class: active, start: make([]int, d.Width+1)}
	if l == ordinalLoss {
		p.k = 1
	}
	total := 0
	for _, x := range d.X {
		total += len(x.Index)
		for _, f := range x.Index {
			p.start[f+1]++
		}
	}
	for f := range d.Width {
		p.start[f+1] += p.start[f]
	}
	p.row, p.val = make([]uint32, total), make([]float32, total)
	next := slices.Clone(p.start[:d.Width])
	for i, x := range d.X {
		for j, f := range x.Index {
			at := next[f]
			p.row[at], p.val[at] = uint32(i), x.Value[j]
			next[f]++
		}
	}
	n := len(d.X)
	p.rowShards = bounds(n, (total+8*n)*p.k, func(i int) int { return i })
	p.featureShards = bounds(d.Width, (total+4*d.Width)*p.k, func(f int) int { return p.start[f] + 4*f })
	p.z, p.dz = make([]float64, n*p.c), make([]float64, n*p.c)
	p.res, p.curv = make([]float64, n*p.c), make([]float64, n*p.c)
	p.col = p.res
	if l == ordinalLoss {
		p.col = make([]float64, n)
	}
	p.parts = make([]float64, max(len(p.rowShards), len(p.featureShards))*(p.c+1))
	return p
}

// bounds cuts 0 to n into stretches of about the same cost, whose number depends on the data alone.
func bounds(n, work int, cost func(int) int) []int {
	parts := max(1, min(64, work>>14))
	out := make([]int, parts+1)
	i := 0
	for part := 1; part < parts; part++ {
		for i < n && cost(i)*parts < cost(n)*part {
			i++
		}
		out[part] = i
	}
	out[parts] = n
	return out
}

// weigh sets the class weights from the weight n of each class and of all rows.
func (p *problem) weigh(balance string, explicit, n []float64, all float64) {
	each := p.loss == logisticLoss || p.loss == hingeLoss
	p.pos, p.neg = make([]float64, p.c), make([]float64, p.c)
	for a, c := range p.class {
		p.pos[a], p.neg[a] = 1, 1
		switch {
		case balance == "explicit":
			p.pos[a] = explicit[c]
		case balance == "balanced" && each:
			p.pos[a], p.neg[a] = all/(2*n[c]), all/(2*(all-n[c]))
		case balance == "balanced":
			p.pos[a] = all / (float64(p.c) * n[c])
		}
		p.pos[a] /= all
		p.neg[a] /= all
	}
	if each {
		return
	}
	p.own, p.weight = make([]int32, len(p.d.Y)), make([]float64, len(p.d.Y))
	for i, y := range p.d.Y {
		c, _ := y.Single()
		own, w := slices.Index(p.class, c), p.d.weight(i)
		if own >= 0 && w > 0 {
			p.weight[i] = w * p.pos[own]
		} else {
			own = -1 // a row without weight may have a class that is not active
		}
		p.own[i] = int32(own)
	}
}

// size returns the number of parameters.
func (p *problem) size() int { return p.width*p.k + p.c }

// each calls do for every shard, on as many goroutines as there are threads. Several threads share shards by need.
func each(shards []int, do func(shard, lo, hi int)) {
	n := len(shards) - 1
	threads := min(runtime.GOMAXPROCS(0), n)
	if threads == 1 {
		for s := range n {
			do(s, shards[s], shards[s+1])
		}
		return
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range threads {
		wg.Go(func() {
			for {
				s := int(next.Add(1)) - 1
				if s >= n {
					return
				}
				do(s, shards[s], shards[s+1])
			}
		})
	}
	wg.Wait()
}

// columns sets dst[i*k+a] = Σ_f W[f*k+a]·x[f] of every row.
func (p *problem) columns(dst, w []float64) {
	if p.ratio != nil {
		if p.scaled == nil {
			p.scaled = make([]float64, len(p.ratio))
		}
		each(p.featureShards, func(_, lo, hi int) {
			for i := lo * p.k; i < hi*p.k; i++ {
				p.scaled[i] = w[i] * p.ratio[i]
			}
		})
		w = p.scaled
	}
	x, k := p.d.X, p.k
	each(p.rowShards, func(_, lo, hi int) {
		switch k {
		case 1:
			for i := lo; i < hi; i++ {
				s := 0.0
				value := x[i].Value
				for j, f := range x[i].Index {
					s += float64(value[j]) * w[f]
				}
				dst[i] = s
			}
		case 2:
			for i := lo; i < hi; i++ {
				var s0, s1 float64
				value := x[i].Value
				for j, f := range x[i].Index {
					v, u := float64(value[j]), (*[2]float64)(w[2*int(f):])
					s0 += v * u[0]
					s1 += v * u[1]
				}
				dst[2*i], dst[2*i+1] = s0, s1
			}
		case 3:
			for i := lo; i < hi; i++ {
				var s0, s1, s2 float64
				value := x[i].Value
				for j, f := range x[i].Index {
					v, u := float64(value[j]), (*[3]float64)(w[3*int(f):])
					s0 += v * u[0]
					s1 += v * u[1]
					s2 += v * u[2]
				}
				dst[3*i], dst[3*i+1], dst[3*i+2] = s0, s1, s2
			}
		case 4:
			for i := lo; i < hi; i++ {
				var s0, s1, s2, s3 float64
				value := x[i].Value
				for j, f := range x[i].Index {
					v, u := float64(value[j]), (*[4]float64)(w[4*int(f):])
					s0 += v * u[0]
					s1 += v * u[1]
					s2 += v * u[2]
					s3 += v * u[3]
				}
				dst[4*i], dst[4*i+1], dst[4*i+2], dst[4*i+3] = s0, s1, s2, s3
			}
		default:
			for i := lo; i < hi; i++ {
				s, value := dst[i*k:][:k], x[i].Value
				clear(s)
				for j, f := range x[i].Index {
					v, u := float64(value[j]), w[int(f)*k:][:len(s)]
					for a := range s {
						s[a] += v * u[a]
					}
				}
			}
		}
	})
}

// features sets g[f*k+a] = ratio·Σᵢ x[f]·r[i*k+a] for the features lo to hi; with square x[f]² and ratio² stand in place
// of x[f] and ratio.
func (p *problem) features(g, r []float64, lo, hi int, square bool) {
	k := p.k
	for f := lo; f < hi; f++ {
		rows, val := p.row[p.start[f]:p.start[f+1]], p.val[p.start[f]:p.start[f+1]]
		out := g[f*k:][:k]
		switch {
		case square:
			clear(out)
			for j, i := range rows {
				v, u := float64(val[j]), r[int(i)*k:][:len(out)]
				v *= v
				for a := range out {
					out[a] += v * u[a]
				}
			}
		case k == 1:
			s := 0.0
			for j, i := range rows {
				s += float64(val[j]) * r[i]
			}
			out[0] = s
		case k == 2:
			var s0, s1 float64
			for j, i := range rows {
				v, u := float64(val[j]), (*[2]float64)(r[2*int(i):])
				s0 += v * u[0]
				s1 += v * u[1]
			}
			out[0], out[1] = s0, s1
		case k == 3:
			var s0, s1, s2 float64
			for j, i := range rows {
				v, u := float64(val[j]), (*[3]float64)(r[3*int(i):])
				s0 += v * u[0]
				s1 += v * u[1]
				s2 += v * u[2]
			}
			out[0], out[1], out[2] = s0, s1, s2
		case k == 4:
			var s0, s1, s2, s3 float64
			for j, i := range rows {
				v, u := float64(val[j]), (*[4]float64)(r[4*int(i):])
				s0 += v * u[0]
				s1 += v * u[1]
				s2 += v * u[2]
				s3 += v * u[3]
			}
			out[0], out[1], out[2], out[3] = s0, s1, s2, s3
		default:
			clear(out)
			for j, i := range rows {
				v, u := float64(val[j]), r[int(i)*k:][:len(out)]
				for a := range out {
					out[a] += v * u[a]
				}
			}
		}
		if p.ratio != nil {
			for a, s := range p.ratio[f*k:][:len(out)] {
				if square {
					s *= s
				}
				out[a] *= s
			}
		}
	}
}
