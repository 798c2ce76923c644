package models

import (
	"context"
	"math"
	"math/rand/v2"
)

// effort bounds the work of descend: for each class it looks at each row this often at most, on average.
const effort = 300

// descend sets x near the optimum of hingeLoss without blocks, by coordinate descent in the dual with shrinking (Hsieh et al.
// 2008), each class by itself. An intercept without a penalty would tie all coordinates together. So it is held near a centre by a
// penalty, and the centre follows it (proximal points, Rockafellar 1976). Rows are taken in an order that is random but always the same, so
// that the bits do not depend on the number of threads. newton does what is left to its tolerance, which most often is nothing.
func (p *problem) descend(ctx context.Context, x []float64, tolerance float64) error {
	each(upTo(p.c), func(a, _, _ int) {
		w, b := p.descendClass(ctx, a, 10*tolerance)
		for f, v := range w {
			x[f*p.k+a] = v
		}
		x[p.width*p.k+a] = b
	})
	return ctx.Err()
}

// descendClass returns the weights and the intercept of column a, from a point where no row misses the conditions for an optimum of the
// dual by more than about goal:
//
//	max over α ≥ 0 of  Σ αᵢ − ½‖w‖² − ¼·ridge·Σ αᵢ²/sᵢ
//
// with w = Σ αᵢyᵢ·ratio∘xᵢ, y = ±1 and sᵢ = row weight · class weight / S.
func (p *problem) descendClass(ctx context.Context, a int, goal float64) (w []float64, b float64) {
	n := len(p.d.X)
	w = make([]float64, p.width) // times ratio, which the scores need
	var ratio, scale []float64   // of this column, and its square
	if p.ratio != nil {
		ratio, scale = make([]float64, p.width), make([]float64, p.width)
		for f := range ratio {
			ratio[f] = p.ratio[f*p.k+a]
			scale[f] = ratio[f] * ratio[f]
		}
	}
	alpha, sign := make([]float64, n), make([]float64, n)
	soft, bend := make([]float64, n), make([]float64, n) // curvature of the last term and of all
	var rows []int
	all := 0.0
	for i, y := range p.d.Y {
		s := p.d.weight(i) * p.neg[a]
		sign[i] = -1
		if y.Has(p.class[a]) {
			s, sign[i] = p.d.weight(i)*p.pos[a], 1
		}
		if s > 0 {
			rows = append(rows, i)
			soft[i] = p.ridge / (2 * s)
			bend[i] = soft[i] + 1 // of the intercept
			for j, f := range p.index[p.begin[i]:p.begin[i+1]] {
				v := float64(p.d.X[i].Value[j])
				if scale == nil {
					bend[i] += v * v
				} else {
					bend[i] += v * v * scale[f]
				}
			}
			b += s * sign[i]
			all += s
		}
	}
	b /= all // the best intercept of squared errors without features
	order := rand.New(rand.NewPCG(uint64(a), 0))
	live := len(rows)       // rows[live:] are shrunk: no support vectors, as it seems
	bar := math.Inf(1)      // derivative from which a row without weight is shrunk
	level := max(0.1, goal) // of this centre
	tilt := 0.0             // Σ αᵢyᵢ: how far b is from the centre
walk:
	for left := effort * n; left > 0 && ctx.Err() == nil; left -= live {
		order.Shuffle(live, func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		low, high := math.Inf(1), math.Inf(-1)
		for at := 0; at < live; at++ {
			i := rows[at]
			index := p.index[p.begin[i]:p.begin[i+1]]
			value := p.d.X[i].Value[:len(index)]
			z := b
			for j, f := range index {
				z += w[f] * float64(value[j])
			}
			slope := sign[i]*z - 1 + alpha[i]*soft[i]
			if alpha[i] == 0 && slope > bar {
				live--
				rows[at], rows[live] = rows[live], i
				at--
				continue
			}
			if alpha[i] == 0 {
				slope = min(slope, 0)
			}
			low, high = min(low, slope), max(high, slope)
			if slope == 0 {
				continue
			}
			next := max(0, alpha[i]-slope/bend[i])
			step := (next - alpha[i]) * sign[i]
			alpha[i] = next
			b += step
			tilt += step
			if scale == nil {
				for j, f := range index {
					w[f] += step * float64(value[j])
				}
				continue
			}
			for j, f := range index {
				w[f] += step * float64(value[j]) * scale[f]
			}
		}
		whole := live == len(rows)
		switch {
		case high-low > level && high > 0:
			bar = high
		case high-low > level:
			bar = math.Inf(1)
		default:
			if whole && level == goal && math.Abs(tilt) <= goal {
				break walk
			}
			if whole {
				level = max(level/4, goal)
				b += tilt
			}
			live, bar = len(rows), math.Inf(1)
		}
	}
	for f, r := range ratio {
		if r != 0 {
			w[f] /= r
		}
	}
	return w, b
}
