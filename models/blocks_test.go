package models

import (
	"context"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/parley-go/parley/features"
)

// neighbours mixes each row with a share of the rows beside it in its group of size rows; every 7th row mixes none.
func neighbours(n, size int, share float32) Mixing {
	m := Mixing{Start: []int{0}}
	for i := range n {
		for j := i - 1; j <= i+1 && i%7 != 6; j++ {
			if j < 0 || j >= n || j/size != i/size {
				continue
			}
			w := share
			if j == i {
				w = 1
			}
			m.Row, m.Weight = append(m.Row, uint32(j)), append(m.Weight, w)
		}
		m.Start = append(m.Start, len(m.Row))
	}
	return m
}

// means makes each row the mean of its group of size rows.
func means(n, size int) Mixing {
	m := Mixing{Start: []int{0}}
	for i := range n {
		lo := i / size * size
		hi := min(lo+size, n)
		for j := lo; j < hi; j++ {
			m.Row, m.Weight = append(m.Row, uint32(j)), append(m.Weight, 1/float32(hi-lo))
		}
		m.Start = append(m.Start, len(m.Row))
	}
	return m
}

// explicit returns data whose rows are the mixed rows of d.
func explicit(d *Data) *Data {
	out := *d
	out.Blocks, out.Width, out.X = nil, d.features(), nil
	row := make([]float64, d.Width)
	for i := range d.X {
		var x features.Vector
		for b, m := range d.Blocks {
			clear(row)
			rows, weights := m.of(i)
			for at, j := range rows {
				for e, f := range d.X[j].Index {
					row[f] += float64(weights[at]) * float64(d.X[j].Value[e])
				}
			}
			for f, v := range row {
				if v != 0 {
					x.Index, x.Value = append(x.Index, uint32(b*d.Width+f)), append(x.Value, float32(v))
				}
			}
		}
		out.X = append(out.X, x)
	}
	return &out
}

// withBlocks returns data with one block or two, in which many classes a row are the old one and class i%3.
func withBlocks(blocks int, many bool) *Data {
	d := synthetic(600, 12, 300, 3, true)
	for i, y := range d.Y {
		if many {
			d.Y[i] = y.With(i % 3)
		}
	}
	d.Many = many
	d.Weight = slices.Repeat([]float64{1, 0.5, 1, 2, 0}, 120)
	d.Blocks = []Mixing{neighbours(600, 8, 0.25), means(600, 8)}[:blocks]
	return d
}

// TestBlocksAgainstMixedRows trains on blocks and on the mixed rows themselves.
func TestBlocksAgainstMixedRows(t *testing.T) {
	for _, blocks := range []int{1, 2} {
		every(t, func(t *testing.T, tr Trainer, many bool) {
			switch v := tr.(type) {
			case Bayes:
				t.Skip("refuses blocks")
			case LogisticRegression:
				v.Tolerance = 1e-7
				tr = v
			case SVM:
				v.Tolerance = 1e-7
				tr = v
			case Ordinal:
				v.Tolerance = 1e-7
				tr = v
			case NBLogistic:
				v.Tolerance = 1e-7
				tr = v
			case NBSVM:
				v.Tolerance = 1e-7
				tr = v
			case Blend:
				v.First.Options, v.Second.Options = []byte(`{"tolerance":1e-7}`), []byte(`{"tolerance":1e-7}`)
				tr = v
			}
			d := withBlocks(blocks, many)
			e := explicit(d)
			got, want := train(t, tr, d), train(t, tr, e)
			if got.Linear.Width != blocks*300 {
				t.Fatalf("model of width %d, want %d", got.Linear.Width, blocks*300)
			}
			if math.Abs(got.Loss-want.Loss) > 1e-6 || !slices.Equal(got.Doubts, want.Doubts) {
				t.Errorf("loss %v, doubts %q, want %v, %q", got.Loss, got.Doubts, want.Loss, want.Doubts)
			}
			for i, w := range want.Linear.W {
				if math.Abs(float64(got.Linear.W[i]-w)) > 1e-4 {
					t.Fatalf("feature %d, class %d: weight %v, want %v", i/3, i%3, got.Linear.W[i], w)
				}
			}
			s := got.Linear.MixedScores(nil, d.X, d.Blocks)
			for i, x := range e.X {
				for c, want := range got.Linear.Scores(nil, x) {
					if math.Abs(s[i*3+c]-want) > 1e-4 {
						t.Fatalf("row %d, class %d: mixed score %v, score of the mixed row %v", i, c, s[i*3+c], want)
					}
				}
			}
			if !reflect.DeepEqual(d, withBlocks(blocks, many)) {
				t.Error("training changed its data")
			}
		})
	}
}

// TestBlocksOfTwoClasses has one model for two classes.
func TestBlocksOfTwoClasses(t *testing.T) {
	d := synthetic(300, 10, 200, 2, true)
	d.Blocks = []Mixing{means(300, 6), neighbours(300, 6, -0.5)}
	svm := DefaultSVM()
	svm.Tolerance = 1e-7
	got, want := train(t, svm, d), train(t, svm, explicit(d))
	for i, w := range want.Linear.W {
		if math.Abs(float64(got.Linear.W[i]-w)) > 1e-4 {
			t.Fatalf("feature %d, class %d: weight %v, want %v", i/2, i%2, got.Linear.W[i], w)
		}
	}
}

// TestBlockGradient compares gradient and Hessian products with finite differences, for every loss.
func TestBlockGradient(t *testing.T) {
	d := withBlocks(2, false)
	n, all := d.totals()
	for _, l := range []loss{softmaxLoss, logisticLoss, hingeLoss, ordinalLoss} {
		p := newProblem(d, []int{0, 1, 2}, l)
		p.weigh("balanced", nil, n, all)
		p.ridge = 1 / all
		r := rand.New(rand.NewPCG(3, 4))
		x, dir := make([]float64, p.size()), make([]float32, p.size())
		for i := range x {
			x[i], dir[i] = r.NormFloat64()/4, float32(r.NormFloat64())
		}
		at := func(step float64) (float64, []float64) { // value and gradient at x + step·dir
			y, g := slices.Clone(x), make([]float64, len(x))
			for i, v := range dir {
				y[i] += step * float64(v)
			}
			scores(p, &p.exact, p.z, y)
			w := y[:p.width*p.k]
			value := p.value(0) + p.ridge/2*dot(w, w)
			p.gradient(g, y)
			return value, g
		}
		const step = 1e-5
		up, high := at(step)
		down, low := at(-step)
		_, g := at(0)
		slope := 0.0
		for i, v := range dir {
			slope += g[i] * float64(v)
		}
		if diff := (up - down) / (2 * step); math.Abs(diff-slope) > 1e-6*math.Abs(diff) {
			t.Errorf("loss %d: slope %v, by differences %v", l, slope, diff)
		}
		h, along := make([]float32, len(x)), make([]float32, len(p.z))
		p.curvature(h, dir, along)
		for i := range h {
			want := (high[i] - low[i]) / (2 * step)
			if l != hingeLoss && math.Abs(float64(h[i])-want) > 1e-4*max(0.1, math.Abs(want)) {
				t.Fatalf("loss %d: product %v at parameter %d, by differences %v", l, h[i], i, want)
			}
		}
		m, exact := make([]float32, len(x)), make([]float32, len(x))
		p.diagonal(m)
		off := 0.0
		for i := 0; i < len(m); i += 11 {
			e := make([]float32, len(x))
			e[i] = 1
			p.curvature(exact, e, along)
			off = max(off, math.Abs(math.Log(float64(m[i]/exact[i]))))
		}
		if off > math.Log(2) {
			t.Errorf("loss %d: the diagonal is off by a factor %.2f, want at most 2", l, math.Exp(off))
		}
	}
}

func TestMixedScores(t *testing.T) {
	d := withBlocks(2, false)
	m := train(t, DefaultLogistic(), d).Linear
	plain := m.MixedScores(make([]float64, 0, 5), d.X, nil)
	for i, x := range d.X {
		if want := m.Scores(nil, x); !slices.Equal(plain[i*3:][:3], want) {
			t.Fatalf("row %d without blocks: %v, want %v", i, plain[i*3:][:3], want)
		}
	}
	again := m.MixedScores(plain, d.X, d.Blocks)
	if &again[0] != &plain[0] || !slices.Equal(again, m.MixedScores(nil, d.X, d.Blocks)) {
		t.Error("scores depend on what was in dst, or dst was not used")
	}
	high := slices.Clone(d.X)
	high[3] = features.Vector{Index: []uint32{300}, Value: []float32{1}}
	for name, call := range map[string]func(){
		"seven blocks":      func() { m.MixedScores(nil, d.X, slices.Repeat(d.Blocks[:1], 7)) },
		"fewer rows":        func() { m.MixedScores(nil, d.X[1:], d.Blocks) },
		"an index too high": func() { m.MixedScores(nil, high, d.Blocks) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			call()
		}()
	}
}

func TestBlocksAreDeterministic(t *testing.T) {
	d := synthetic(1500, 20, 3000, 3, true)
	d.Blocks = []Mixing{neighbours(1500, 25, 0.25), means(1500, 25)}
	for _, name := range []string{"logistic", "nblogistic", "nbsvm", "ordinal", "svm", "blend"} {
		tr, _ := New(name)
		old := runtime.GOMAXPROCS(1)
		a := train(t, tr, d)
		runtime.GOMAXPROCS(2)
		b := train(t, tr, d)
		runtime.GOMAXPROCS(old)
		if !sameModel(a.Linear, b.Linear) {
			t.Errorf("%s: another model on another number of threads", name)
		}
	}
}

func TestBlocksRefuse(t *testing.T) {
	for name, spoil := range map[string]func(d *Data){
		"at least 1":         func(d *Data) { d.Blocks = []Mixing{} },
		"block 1: mixing ha": func(d *Data) { d.Blocks[1] = means(599, 8) },
		"first of them 0":    func(d *Data) { d.Blocks[1].Start[0] = 1 },
		"as many of each":    func(d *Data) { d.Blocks[0].Weight = d.Blocks[0].Weight[1:] },
		"of row 4 goes from": func(d *Data) { d.Blocks[0].Start[5] = 0 },
		"is not below 600":   func(d *Data) { d.Blocks[0].Row[9] = 600 },
		"is not finite":      func(d *Data) { d.Blocks[1].Weight[9] = float32(math.NaN()) },
		"features in all":    func(d *Data) { d.Width = math.MaxInt32 - 1 },
	} {
		d := withBlocks(2, false)
		spoil(d)
		if err := d.Check(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("error %v, want one that says %q", err, name)
		}
	}
	for _, tr := range []Trainer{DefaultBayes(), DefaultComplement(), Blend{Part{Name: "bayes"}, Part{Name: "logistic"}, 0.5}} {
		if _, err := tr.Train(t.Context(), withBlocks(1, true)); err == nil || !strings.Contains(err.Error(), "use logistic") {
			t.Errorf("%s: error %v, want one that names trainers to use", tr.Name(), err)
		}
	}
	d := withBlocks(1, false)
	d.Blocks[0].Weight[0] = -1
	if _, err := DefaultNBLogistic().Train(t.Context(), d); err == nil || !strings.Contains(err.Error(), "mixes a row with weight -1") {
		t.Errorf("nblogistic: error %v, want one about weight -1", err)
	}
}

// BenchmarkBlocks trains on paragraphs with their neighbours and the mean of their article, as blocks and as mixed rows.
func BenchmarkBlocks(b *testing.B) {
	d := synthetic(7500, 500, 70_000, 3, false)
	d.Blocks = []Mixing{neighbours(7500, 25, 0.25), means(7500, 25)}
	tr := DefaultLogistic()
	tr.Tolerance = 1e-4
	for _, c := range []struct {
		name string
		d    func() *Data
	}{{"blocks", func() *Data { return d }}, {"rows", func() *Data { return explicit(d) }}} {
		b.Run(c.name, func(b *testing.B) {
			d := c.d()
			b.ResetTimer()
			b.ReportAllocs()
			var fit *Fit
			for b.Loop() {
				var err error
				if fit, err = tr.Train(b.Context(), d); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(fit.Iterations), "steps")
			b.ReportMetric(fit.Loss, "loss")
			b.ReportMetric(fit.Gradient, "gradient")
		})
	}
}

// TestMixingOfNothing: a mixing of no rows has one start, and of fewer than none there is none.
func TestMixingOfNothing(t *testing.T) {
	if err := (Mixing{Start: []int{0}}).Check(0); err != nil {
		t.Error(err)
	}
	for _, n := range []int{-1, 0, 1} {
		if err := (Mixing{}).Check(n); err == nil {
			t.Errorf("no starts were taken for a mixing of %d rows", n)
		}
	}
}

// TestNoContext: a trainer without a context says so.
func TestNoContext(t *testing.T) {
	var none context.Context
	every(t, func(t *testing.T, tr Trainer, many bool) {
		if _, err := tr.Train(none, small(many)); err == nil || !strings.Contains(err.Error(), "the context is nil") {
			t.Errorf("error %v", err)
		}
	})
}
