package labels

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mat"
)

// Prevalence estimates the shares of the true classes among items from the
// shares of the classes that were said of them. confusion holds, for items
// whose truth is known, how many of true class i were said to be j; it is taken
// for granted that a true class is mistaken for another as often here as there.
//
// What is said has the shares q = Mᵀp, M the rows of the confusion divided by
// their sums and p the shares wanted (Levy & Kass 1970; for two classes Rogan &
// Gladen 1978). Where p = M⁻ᵀq has a share below 0, the p without one under
// which q is likeliest is taken, by expectation maximisation. All are NaN where
// a class has no item or M tells no difference between classes. It panics if
// the shapes differ.
func Prevalence(said []float64, confusion [][]float64) []float64 {
	k := len(said)
	if len(confusion) != k {
		panic(fmt.Sprintf("labels: Prevalence: %d shares and a confusion of %d rows", k, len(confusion)))
	}
	out := make([]float64, k)
	m := mat.NewDense(k, k, nil) // Mᵀ
	for i, row := range confusion {
		if len(row) != k {
			panic(fmt.Sprintf("labels: Prevalence: %d columns in row %d of a confusion of %d classes", len(row), i, k))
		}
		sum := 0.0
		for _, n := range row {
			sum += n
		}
		for j, n := range row {
			m.Set(j, i, n/sum) // NaN without an item
		}
	}
	var p mat.VecDense
	if err := p.SolveVec(m, mat.NewVecDense(k, append([]float64(nil), said...))); err != nil {
		for i := range out {
			out[i] = math.NaN()
		}
		return out
	}
	inside := true
	for i := range out {
		out[i] = p.AtVec(i)
		inside = inside && out[i] >= 0
	}
	if inside || math.IsNaN(out[0]) {
		return out
	}
	return likeliest(said, m)
}

// likeliest returns the shares p, none below 0, under which m·p is closest to
// said (in the Kullback-Leibler sense): pᵢ ← pᵢ Σⱼ saidⱼ mⱼᵢ / (m·p)ⱼ.
func likeliest(said []float64, m *mat.Dense) []float64 {
	const steps, still = 10000, 1e-10 // the most steps, and the change at which it ends
	k := len(said)
	p, next := make([]float64, k), make([]float64, k)
	for i := range p {
		p[i] = 1 / float64(k)
	}
	for range steps {
		clear(next)
		for j, q := range said {
			sum := 0.0
			for i := range p {
				sum += m.At(j, i) * p[i]
			}
			if sum > 0 {
				for i := range p {
					next[i] += q * m.At(j, i) * p[i] / sum
				}
			}
		}
		most := 0.0
		for i := range p {
			most = max(most, math.Abs(next[i]-p[i]))
		}
		p, next = next, p
		if most < still {
			break
		}
	}
	sum := 0.0
	for i, v := range p {
		if v < 1e-6 { // what goes to 0 goes there for ever
			p[i] = 0
		}
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// DrawConfusion draws a confusion as it might have come out of as many other
// items of each true class: replicate b of a bootstrap. It takes items for
// independent. It depends on its arguments alone.
func DrawConfusion(confusion [][]float64, seed uint64, b int) [][]float64 {
	rng := rand.New(rand.NewPCG(seed^0xc0f5, uint64(b)))
	out := make([][]float64, len(confusion))
	for i, row := range confusion {
		out[i] = make([]float64, len(row))
		sum := 0
		for _, n := range row {
			sum += int(n)
		}
		for range sum {
			at := rng.IntN(sum)
			for j, n := range row {
				if at -= int(n); at < 0 {
					out[i][j]++
					break
				}
			}
		}
	}
	return out
}
