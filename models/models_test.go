package models

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/parley-go/parley/features"
)

// small is 12 rows over 5 features in 3 classes; every row has class i%3, or for many also class 0 when i is even.
func small(many bool) *Data {
	d := &Data{Width: 5, Classes: 3, Many: many}
	for i := range 12 {
		x := features.Vector{Index: []uint32{uint32(i % 3), 3 + uint32(i%2)}, Value: []float32{1 + float32(i%4), 2}}
		if i%5 == 4 {
			x = features.Vector{}
		}
		y := Single(i % 3)
		if many && i%2 == 0 {
			y = y.With(0)
		}
		d.X, d.Y = append(d.X, x), append(d.Y, y)
	}
	return d
}

func train(t *testing.T, tr Trainer, d *Data) *Fit {
	t.Helper()
	fit, err := tr.Train(context.Background(), d)
	if err != nil {
		t.Fatalf("%s: %v", tr.Name(), err)
	}
	return fit
}

// TestDerivatives compares gradient, curvature and diagonal of every loss with finite differences.
func TestDerivatives(t *testing.T) {
	for _, l := range []loss{softmaxLoss, logisticLoss, hingeLoss, ordinalLoss} {
		d := small(l == logisticLoss || l == hingeLoss)
		p := newProblem(d, []int{0, 1, 2}, l)
		n, all := d.totals()
		p.values = []float64{-1, 0.5, 1}
		p.weigh("balanced", nil, n, all)
		p.ridge = 0.1
		p.ratio = make([]float64, d.Width*p.k)
		for i := range p.ratio {
			p.ratio[i] = math.Cos(float64(i))
		}
		at := func(x, g []float64) float64 {
			scores(p, &p.exact, p.z, x)
			clear(p.dz)
			v := p.value(0) + p.ridge/2*dot(x[:d.Width*p.k], x[:d.Width*p.k])
			if g != nil {
				p.gradient(g, x)
			}
			return v
		}
		x, dir := make([]float64, p.size()), make([]float64, p.size())
		for i := range x {
			x[i], dir[i] = math.Sin(float64(i+1)), math.Cos(float64(3*i+1))
		}
		g, up, down := make([]float64, len(x)), make([]float64, len(x)), make([]float64, len(x))
		const e = 1e-6
		at(x, g)
		diag, h, dir32 := make([]float32, len(x)), make([]float32, len(x)), make([]float32, len(x))
		want := 0.0
		p.diagonal(diag)
		for i, v := range dir {
			dir32[i] = float32(v)
		}
		bend := p.curvature(h, dir32, make([]float32, len(p.z)))
		for i, v := range dir {
			want += v * float64(h[i])
		}
		if math.Abs(bend-want) > 1e-5 {
			t.Errorf("loss %d: dir·H·dir is %v, want %v", l, bend, want)
		}
		moved := slices.Clone(x)
		for i := range x {
			moved[i] = x[i] + e
			a := at(moved, up)
			moved[i] = x[i] - e
			b := at(moved, down)
			moved[i] = x[i]
			if diff := (a - b) / (2 * e); math.Abs(diff-g[i]) > 1e-8 {
				t.Errorf("loss %d: gradient[%d] = %v, finite difference %v", l, i, g[i], diff)
			}
			if diff := (up[i] - down[i]) / (2 * e); math.Abs(diff-float64(diag[i])) > 1e-6 {
				t.Errorf("loss %d: diagonal[%d] = %v, finite difference %v", l, i, diag[i], diff)
			}
		}
		for i := range x {
			moved[i] = x[i] + e*dir[i]
		}
		at(moved, up)
		for i := range x {
			moved[i] = x[i] - e*dir[i]
		}
		at(moved, down)
		for i := range x {
			if diff := (up[i] - down[i]) / (2 * e); math.Abs(diff-float64(h[i])) > 1e-6 {
				t.Errorf("loss %d: H·dir[%d] = %v, finite difference %v", l, i, h[i], diff)
			}
		}
	}
}

func TestCalibrationUndoesTemperature(t *testing.T) {
	// 1000 items at log odds ±ln 3 that are right 3 times in 4, with scores 5 times too large.
	var scores [][]float64
	var y []Classes
	for i := range 1000 {
		k, own := i%2, i%2
		if i%8 >= 6 {
			own = 1 - k
		}
		s := []float64{0, 0}
		s[k] = 5 * math.Log(3)
		scores, y = append(scores, s), append(y, Single(own))
	}
	for _, link := range []Link{Softmax, Logistic} {
		c, err := FitCalibration(link, scores, y, nil)
		if err != nil {
			t.Fatal(err)
		}
		m := newLinear(0, 2, link)
		m.B = scores[0]
		if p := m.Calibrated(c).Probs(nil, features.Vector{}); math.Abs(p[0]-0.75) > 0.01 {
			t.Errorf("%v: calibrated probability %v, want 0.75", link, p[0])
		}
	}
}

// TestCalibrationExtremes gives scores that are huge, tiny, equal or separate the classes.
func TestCalibrationExtremes(t *testing.T) {
	for _, size := range []float64{0, 1e-300, 1e-6, 1, 1e3, 1e6, 1e150, 1e307} {
		for _, right := range []int{0, 13, 20} {
			for _, link := range []Link{Softmax, Logistic} {
				var scores [][]float64
				var y []Classes
				for i := range 20 {
					k := i % 3
					s := []float64{-size / 3, -size / 3, -size / 3}
					s[k] = size * float64(1+i%2) / 3
					if i >= right {
						k = (k + 1) % 3
					}
					scores, y = append(scores, s), append(y, Single(k))
				}
				c, err := FitCalibration(link, scores, y, nil)
				if err != nil {
					t.Fatalf("size %v, %d right, %v: %v", size, right, link, err)
				}
				cost := func(c Calibration) (sum float64) {
					m := newLinear(0, 3, link).Calibrated(c)
					for i, s := range scores {
						copy(m.B, s)
						p := m.Probs(nil, features.Vector{})
						own, _ := y[i].Single()
						for a, v := range p {
							if a == own {
								sum -= math.Log(max(v, 1e-300))
							} else if link == Logistic {
								sum -= math.Log(max(1-v, 1e-300))
							}
						}
					}
					return sum
				}
				for a := range c.Scale {
					if !(c.Scale[a] > 0) || math.IsInf(c.Scale[a], 0) || math.IsNaN(c.Shift[a]) || math.IsInf(c.Shift[a], 0) {
						t.Fatalf("size %v, %d right, %v: calibration %v", size, right, link, c)
					}
				}
				if got, was := cost(c), cost(Identity(3)); got > was+1e-6 {
					t.Errorf("size %v, %d right, %v: %v costs %v, the identity %v", size, right, link, c, got, was)
				}
			}
		}
	}
}
