package features

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestProject compares products that are made without a vector with those of vectors.
func TestProject(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	texts := slices.Clone(sample)
	for range 60 {
		texts = append(texts, randomText(r, r.IntN(80)))
	}
	counts := wordsOnly()
	counts.Families[0].Weighting, counts.Families[0].Unit = Count, false
	binary := wordsOnly()
	binary.Families[0].Weighting, binary.Families[0].Scale = Binary, 0.5
	for name, c := range map[string]Config{"words": wordsOnly(), "counts": counts, "binary": binary, "default": Default(), "everything": everything()} {
		v, err := Learn(c, slices.Values(texts))
		if err != nil {
			t.Fatal(err)
		}
		s := v.NewScratch()
		for columns := 1; columns <= 5; columns++ {
			w := make([]float32, v.Width()*columns)
			for i := range w {
				w[i] = float32(r.NormFloat64())
			}
			for _, text := range append(texts, "", "nothing known hereabouts xyzzy") {
				x := v.Vector(Vector{}, text)
				want, size := make([]float64, columns), 1.0
				for i, f := range x.Index {
					for k := range want {
						want[k] += float64(w[int(f)*columns+k]) * float64(x.Value[i])
					}
					size += math.Abs(float64(x.Value[i]))
				}
				got := make([]float64, columns)
				for round := range 2 { // twice: nothing may be left over
					clear(got)
					got[0] = float64(round)
					s.Project(got, w, text)
					got[0] -= float64(round)
					for k := range got {
						if math.Abs(got[k]-want[k]) > 1e-6*size {
							t.Fatalf("%s, column %d of %d, %.60q: %v, want %v", name, k, columns, text, got[k], want[k])
						}
					}
				}
				if s.known, s.total = 0, 0; !slices.Equal(s.Vector(text).Index, x.Index) {
					t.Fatalf("%s: a vector after a product has other features: %.60q", name, text)
				}
			}
		}
	}
}

func BenchmarkProject(b *testing.B) {
	texts := newsLike(20000, 25)
	v, err := Learn(wordsOnly(), slices.Values(texts))
	if err != nil {
		b.Fatal(err)
	}
	v, _ = v.Ranked()
	w := make([]float32, 4*v.Width())
	for i := range w {
		w[i] = float32(i%7) / 8
	}
	s, dst := v.NewScratch(), make([]float64, 4)
	for _, text := range texts {
		s.Project(dst, w, text)
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		s.Project(dst, w, texts[i%len(texts)])
	}
	perText(b, texts, b.N)
}
