package models

import (
	"context"
	"math"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"github.com/parley-go/parley/features"
)

// every calls test for every trainer, with one class a row and with any number.
func every(t *testing.T, test func(t *testing.T, tr Trainer, many bool)) {
	for _, name := range Names() {
		for _, many := range []bool{false, true} {
			kind := "/one"
			if many {
				kind = "/many"
			}
			t.Run(name+kind, func(t *testing.T) {
				tr, ok := New(name)
				if !ok {
					t.Fatalf("New(%q) knows no such trainer", name)
				}
				test(t, tr, many)
			})
		}
	}
}

func sameModel(a, b *Linear) bool { return reflect.DeepEqual(a, b) }

func TestTrainersAreNamed(t *testing.T) {
	if !slices.IsSorted(Names()) {
		t.Errorf("Names() = %v, not sorted", Names())
	}
	every(t, func(t *testing.T, tr Trainer, _ bool) {
		again, err := DecodeTrainer(tr.Name(), nil)
		if err != nil || !reflect.DeepEqual(again, tr) {
			t.Errorf("DecodeTrainer without options gives %v, %v, want %v", again, err, tr)
		}
		if err := tr.Check(); err != nil {
			t.Errorf("the defaults: %v", err)
		}
		for _, raw := range []string{`{"nonesuch":1}`, `{} {}`, `[]`, ``, `{`} {
			if _, err := DecodeTrainer(tr.Name(), []byte(raw)); err == nil {
				t.Errorf("options %q were taken", raw)
			}
		}
	})
}

// TestTrainersAreDeterministic trains on one and on two threads, and looks that nothing was changed.
func TestTrainersAreDeterministic(t *testing.T) {
	every(t, func(t *testing.T, tr Trainer, many bool) {
		for name, make := range map[string]func() *Data{
			"small": func() *Data { return small(many) },
			"large": func() *Data { d := synthetic(1500, 20, 3000, 3, true); d.Many = many; return d },
		} {
			d := make()
			old := runtime.GOMAXPROCS(1)
			a := train(t, tr, d)
			runtime.GOMAXPROCS(2)
			b := train(t, tr, d)
			runtime.GOMAXPROCS(old)
			if !sameModel(a.Linear, b.Linear) {
				t.Errorf("%s: another model on another number of threads", name)
			}
			if !reflect.DeepEqual(d, make()) {
				t.Errorf("%s: training changed its data", name)
			}
			if def, _ := New(tr.Name()); !reflect.DeepEqual(def, tr) {
				t.Errorf("%s: training changed the trainer to %v", name, tr)
			}
			if !slices.Equal(a.Doubts, b.Doubts) || len(a.Doubts) > 0 {
				t.Errorf("%s: doubts %q, then %q, want none", name, a.Doubts, b.Doubts)
			}
		}
	})
}

// TestTrainersMakeLinear checks shapes, finite and centred weights, that shares add up to scores, and the file.
func TestTrainersMakeLinear(t *testing.T) {
	every(t, func(t *testing.T, tr Trainer, many bool) {
		d := small(many)
		m := train(t, tr, d).Linear
		if m.Width != d.Width || m.Classes != d.Classes || len(m.W) != d.Width*d.Classes || (m.Link == Logistic) != many {
			t.Fatalf("model of %d × %d, %d weights, %v for data of %d × %d", m.Width, m.Classes, len(m.W), m.Link, d.Width, d.Classes)
		}
		for f := range m.Width {
			sum, size := 0.0, 0.0
			for _, w := range m.W[f*m.Classes:][:m.Classes] {
				if v := float64(w); math.IsNaN(v) || math.IsInf(v, 0) {
					t.Fatalf("weight %v of feature %d", v, f)
				}
				sum += float64(w)
				size += math.Abs(float64(w))
			}
			if !many && math.Abs(sum) > 1e-6*size {
				t.Errorf("weights of feature %d sum to %v, want 0", f, sum)
			}
		}
		m = m.Calibrated(Calibration{[]float64{0.5, 0.5, 0.5}, []float64{1, 0, -1}})
		read, err := ReadLinear(written(m))
		if err != nil || !sameModel(read, m) {
			t.Fatalf("read back as %v, %v, want %v", read, err, m)
		}
		for _, x := range d.X {
			s := m.Scores(nil, x)
			for c := range s {
				sum := m.Scale[c]*m.B[c] + m.Shift[c]
				for j, f := range x.Index {
					sum += m.Share(f, x.Value[j], c)
				}
				if math.IsNaN(sum) || math.Abs(sum-s[c]) > 1e-9 {
					t.Errorf("shares add to %v, score %v", sum, s[c])
				}
			}
			total := 0.0
			for _, p := range m.Probs(nil, x) {
				if !(p >= 0 && p <= 1) {
					t.Errorf("probability %v", p)
				}
				total += p
			}
			if !many && math.Abs(total-1) > 1e-12 {
				t.Errorf("probabilities sum to %v", total)
			}
		}
	})
}

func TestTrainersCountWeights(t *testing.T) {
	every(t, func(t *testing.T, tr Trainer, many bool) {
		twice, weighted := small(many), small(many)
		twice.X, twice.Y = append(twice.X, twice.X[0]), append(twice.Y, twice.Y[0])
		weighted.Weight = slices.Repeat([]float64{1}, 13)
		weighted.Weight[0], weighted.Weight[12] = 2, 0 // a row of weight 0 is as no row
		weighted.X = append(weighted.X, features.Vector{Index: []uint32{1}, Value: []float32{3}})
		weighted.Y = append(weighted.Y, Single(0))
		for _, x := range twice.X {
			p, q := train(t, tr, twice).Linear.Probs(nil, x), train(t, tr, weighted).Linear.Probs(nil, x)
			for c := range p {
				if math.Abs(p[c]-q[c]) > 1e-4 {
					t.Errorf("a row twice gives %v, with weight 2 %v", p, q)
				}
			}
		}
	})
}

// TestTrainersOnLittle has classes that no row or every row has, one row a class, one row, empty vectors and no features.
func TestTrainersOnLittle(t *testing.T) {
	every(t, func(t *testing.T, tr Trainer, many bool) {
		absent := small(many)
		absent.Classes = 4
		fit := train(t, tr, absent)
		if p := fit.Linear.Probs(nil, absent.X[0]); len(fit.Doubts) == 0 || p[3] > 0.05 {
			t.Errorf("a class without rows: doubts %q, probabilities %v", fit.Doubts, p)
		}
		cut := func(n int) *Data {
			d := small(many)
			d.X, d.Y = d.X[:n], d.Y[:n]
			return d
		}
		empty, flat, full := small(many), small(many), small(many)
		empty.X = make([]features.Vector, 12)
		flat.X, flat.Width = empty.X, 0
		for i := range full.Y {
			full.Y[i] = Single(1)
		}
		alone := small(many)
		alone.Classes = 1
		alone.Y = slices.Repeat([]Classes{Single(0)}, 12)
		none := small(true)
		none.Y = make([]Classes, 12)
		all := map[string]*Data{"one row a class": cut(3), "two classes of three": cut(2), "one row": cut(1), "empty vectors": empty, "no features": flat, "one class has all": full, "one class": alone}
		if many {
			all["no class"] = none
		}
		for name, d := range all {
			fit := train(t, tr, d)
			if d == full || d == alone || d == none { // nothing is optimised
				if !math.IsNaN(fit.Loss) || !math.IsNaN(fit.Gradient) || fit.Iterations != 0 {
					t.Errorf("%s: loss %v and gradient %v after %d steps, want NaN and NaN after 0", name, fit.Loss, fit.Gradient, fit.Iterations)
				}
			}
			m := fit.Linear
			for _, w := range m.W {
				if v := float64(w); math.IsNaN(v) || math.IsInf(v, 0) {
					t.Fatalf("%s: weight %v", name, v)
				}
			}
			for _, x := range d.X {
				total := 0.0
				for _, p := range m.Probs(nil, x) {
					total += p
				}
				if math.IsNaN(total) || !many && math.Abs(total-1) > 1e-12 {
					t.Errorf("%s: probabilities %v", name, m.Probs(nil, x))
				}
			}
			if _, err := ReadLinear(written(m)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if p := train(t, tr, full).Linear.Probs(nil, full.X[0]); p[1] < 0.8 {
			t.Errorf("one class has all: probabilities %v, want class 1", p)
		}
	})
}

func TestTrainersRefuse(t *testing.T) {
	every(t, func(t *testing.T, tr Trainer, many bool) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if fit, err := tr.Train(ctx, small(many)); err != context.Canceled || fit != nil {
			t.Errorf("cancelled training gives %v, %v", fit, err)
		}
		for name, spoil := range map[string]func(d *Data){
			"no rows":          func(d *Data) { d.X, d.Y = nil, nil },
			"fewer sets":       func(d *Data) { d.Y = d.Y[1:] },
			"index too high":   func(d *Data) { d.Width = 4 },
			"index repeated":   func(d *Data) { d.X[0].Index = []uint32{1, 1} },
			"value lacks":      func(d *Data) { d.X[0].Value = d.X[0].Value[:1] },
			"not a number":     func(d *Data) { d.X[0].Value = []float32{1, float32(math.NaN())} },
			"unknown class":    func(d *Data) { d.Y[0] = Single(3) },
			"negative weight":  func(d *Data) { d.Weight = slices.Repeat([]float64{-1}, 12) },
			"weights all zero": func(d *Data) { d.Weight = make([]float64, 12) },
			"too wide":         func(d *Data) { d.Width = math.MaxInt },
			"no classes":       func(d *Data) { d.Classes = 0 },
			"too many classes": func(d *Data) { d.Classes = MaxClasses + 1 },
		} {
			d := small(many)
			spoil(d)
			if _, err := tr.Train(t.Context(), d); err == nil {
				t.Errorf("%s: no error", name)
			}
		}
	})
}

// TestRowsWithoutWeight adds rows of weight 0, some with a feature that no other row has. The same model comes out, bit for bit; with blocks,
// where others might mix such a row, the optimum is the same.
func TestRowsWithoutWeight(t *testing.T) {
	every(t, func(t *testing.T, tr Trainer, many bool) {
		trainers := map[string]Trainer{"defaults": tr}
		switch v := tr.(type) {
		case NBLogistic:
			v.Beta, v.Balance, v.Tolerance = 0.25, "balanced", 1e-8
			trainers["beta 0.25"] = v
		case NBSVM:
			v.Beta, v.Balance, v.Tolerance = 0.25, "balanced", 1e-8
			trainers["beta 0.25"] = v
		}
		large := synthetic(1500, 20, 3000, 3, true)
		large.Many = many
		for name, plain := range map[string]*Data{"small": small(many), "large": large} {
			plain.Width++ // by the feature of rows without weight
			padded := *plain
			padded.X, padded.Y, padded.Weight = nil, nil, nil
			var of []int // plain row of each row of padded, -1 for none
			for i := range plain.X {
				if i%3 == 0 {
					x := features.Vector{Index: []uint32{0, uint32(plain.Width - 1)}, Value: []float32{3, 1}}
					padded.X, padded.Y, padded.Weight, of = append(padded.X, x), append(padded.Y, Single(i%2)), append(padded.Weight, 0), append(of, -1)
				}
				padded.X, padded.Y, padded.Weight, of = append(padded.X, plain.X[i]), append(padded.Y, plain.Y[i]), append(padded.Weight, 1), append(of, i)
			}
			for options, tr := range trainers {
				got, want := train(t, tr, &padded), train(t, tr, plain)
				if !sameModel(got.Linear, want.Linear) || !slices.Equal(got.Doubts, want.Doubts) || got.Iterations != want.Iterations {
					t.Errorf("%s, %s: rows of weight 0 change the model, in %d steps, to %d steps (%q, %q)", name, options, want.Iterations, got.Iterations, want.Doubts, got.Doubts)
				}
				if _, counts := tr.(Bayes); counts || name == "large" {
					continue
				}
				plain, padded := *plain, padded
				plain.Blocks, padded.Blocks = []Mixing{pairs(len(plain.X), nil), alone(len(plain.X))}, []Mixing{pairs(len(plain.X), of), alone(len(padded.X))}
				a, b := train(t, tr, &padded).Linear, train(t, tr, &plain).Linear
				for i, w := range b.W {
					if math.Abs(float64(a.W[i]-w)) > 1e-4 {
						t.Fatalf("%s, %s, blocks: feature %d, class %d: weight %v, want %v", name, options, i/3, i%3, a.W[i], w)
					}
				}
			}
		}
	})
}

// alone is the mixing of n rows with nothing else.
func alone(n int) Mixing {
	m := Mixing{Start: []int{0}}
	for i := range n {
		m.Row, m.Weight = append(m.Row, uint32(i)), append(m.Weight, 1)
		m.Start = append(m.Start, i+1)
	}
	return m
}

// pairs mixes each of n rows with the row before it. If of is not nil, it says which of the n each row is: the others, of number -1, mix
// themselves and are mixed by none.
func pairs(n int, of []int) Mixing {
	rows := make([]int, n) // where each of the n is
	for i := range of {
		if of[i] >= 0 {
			rows[of[i]] = i
		}
	}
	if of == nil {
		for i := range n {
			rows[i], of = i, append(of, i)
		}
	}
	m := Mixing{Start: []int{0}}
	for i, k := range of {
		m.Row, m.Weight = append(m.Row, uint32(i)), append(m.Weight, 1)
		if k > 0 {
			m.Row, m.Weight = append(m.Row, uint32(rows[k-1])), append(m.Weight, 0.5)
		}
		m.Start = append(m.Start, len(m.Row))
	}
	return m
}
