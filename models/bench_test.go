package models

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/parley-go/parley/features"
)

// synthetic is like news: words by Zipf's law, some of which lean to one class, unit length (or counts) and one class a row.
func synthetic(rows, nonzeros, width, classes int, counts bool) *Data {
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.1, 5, uint64(width-1))
	lean := make([]float64, width*classes)
	for i := range lean {
		if r.IntN(4) == 0 {
			lean[i] = r.NormFloat64()
		}
	}
	d := &Data{Width: width, Classes: classes}
	for range rows {
		seen := map[uint32]float32{}
		for range 4 * nonzeros {
			if seen[uint32(zipf.Uint64())]++; len(seen) == nonzeros {
				break
			}
		}
		var x features.Vector
		for f := range seen {
			x.Index = append(x.Index, f)
		}
		slices.Sort(x.Index)
		best, top := 0, -1e9
		for c := range classes {
			s := 2 * r.NormFloat64()
			for _, f := range x.Index {
				s += lean[int(f)*classes+c]
			}
			if s > top {
				best, top = c, s
			}
		}
		for _, f := range x.Index {
			v := seen[f]
			if !counts {
				v = 1 / float32(nonzeros)
				if f > 20 { // rarer words weigh more, as under tf-idf
					v *= 4
				}
			}
			x.Value = append(x.Value, v)
		}
		d.X, d.Y = append(d.X, x), append(d.Y, Single(best))
	}
	if !counts {
		for _, x := range d.X {
			square := float32(0)
			for _, v := range x.Value {
				square += v * v
			}
			for j := range x.Value {
				x.Value[j] /= float32(math.Sqrt(float64(square)))
			}
		}
	}
	return d
}

func BenchmarkTrain(b *testing.B) {
	for _, rows := range []int{5_000, 80_000} {
		for _, name := range Names() {
			b.Run(name+"/rows="+strconv.Itoa(rows), func(b *testing.B) {
				d := synthetic(rows, 40, 150_000, 4, slices.Contains([]string{"bayes", "complement"}, name))
				tr, _ := New(name)
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
}

func BenchmarkScores(b *testing.B) {
	d := synthetic(1000, 40, 150_000, 4, false)
	fit, err := DefaultLogistic().Train(b.Context(), d)
	if err != nil {
		b.Fatal(err)
	}
	var s []float64
	i := 0
	for b.Loop() {
		s = fit.Linear.Scores(s, d.X[i%len(d.X)])
		i++
	}
}
