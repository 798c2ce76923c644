package labels

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestTallies: sums and figures by hand, and intervals that are those of Bootstrap on the items themselves.
func TestTallies(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	var groups, columns []int
	tallies := NewTallies(3)
	for g := range 40 {
		if tallies.Group() != g {
			t.Fatal("groups are not numbered in order")
		}
		for range 1 + rng.IntN(4) {
			c := rng.IntN(3)
			groups, columns = append(groups, g), append(columns, c)
			tallies.Add(g, c)
		}
	}
	figures := func(dst, sums []float64, _ int) []float64 {
		return append(dst, sums[0]/(sums[0]+sums[1]+sums[2]), sums[1])
	}
	got := tallies.Intervals(300, 7, figures)
	want := Bootstrap(groups, 300, 7, func(items []int) []float64 {
		sums := make([]float64, 3)
		for _, i := range items {
			sums[columns[i]]++
		}
		return figures(nil, sums, 0)
	})
	if !slices.Equal(got, want) {
		t.Errorf("intervals are %v, of the items themselves %v", got, want)
	}
	if sums := tallies.Sums(); sums[0]+sums[1]+sums[2] != float64(len(columns)) {
		t.Errorf("sums are %v of %d items", sums, len(columns))
	}
	if NewTallies(1).Intervals(10, 1, figures) != nil {
		t.Error("there are intervals without a group")
	}
	if one := tallies.Intervals(0, 1, figures); !math.IsNaN(one[0].Lo) || one[0].Point != want[0].Point {
		t.Errorf("without replicates the figures are %v", one)
	}
}

// TestPrevalence: shares by hand.
func TestPrevalence(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name      string
		said      []float64
		confusion [][]float64
		want      []float64
	}{
		// Rogan & Gladen: (0.35 + 0.9 − 1) / (0.8 + 0.9 − 1) = 0.25 / 0.7.
		{"two classes", []float64{0.65, 0.35}, [][]float64{{90, 10}, {20, 80}}, []float64{1 - 0.25/0.7, 0.25 / 0.7}},
		{"never mistaken", []float64{0.2, 0.3, 0.5}, [][]float64{{7, 0, 0}, {0, 1, 0}, {0, 0, 100}}, []float64{0.2, 0.3, 0.5}},
		// p = (0.5, 0.3, 0.2): said is 0.5·(0.8, 0.2, 0) + 0.3·(0.1, 0.7, 0.2) + 0.2·(0, 0.5, 0.5).
		{"three classes", []float64{0.43, 0.41, 0.16}, [][]float64{{8, 2, 0}, {1, 7, 2}, {0, 5, 5}}, []float64{0.5, 0.3, 0.2}},
		// Fewer than the one in ten that are said by mistake: none.
		{"below the mistakes", []float64{0.95, 0.05}, [][]float64{{90, 10}, {20, 80}}, []float64{1, 0}},
		{"all are said", []float64{0, 1}, [][]float64{{90, 10}, {20, 80}}, []float64{0, 1}},
		{"a coin", []float64{0.5, 0.5}, [][]float64{{5, 5}, {5, 5}}, []float64{nan, nan}},
		{"no item of a class", []float64{0.5, 0.5}, [][]float64{{5, 5}, {0, 0}}, []float64{nan, nan}},
		{"nothing said", []float64{nan, nan}, [][]float64{{9, 1}, {1, 9}}, []float64{nan, nan}},
	} {
		got := Prevalence(c.said, c.confusion)
		for i, w := range c.want {
			if math.IsNaN(w) != math.IsNaN(got[i]) || math.Abs(got[i]-w) > 1e-6 {
				t.Errorf("%s: %v, want %v", c.name, got, c.want)
				break
			}
		}
	}
	// Outside the simplex, of three classes: no other shares make what was said likelier.
	said, confusion := []float64{0.7, 0.05, 0.25}, [][]float64{{8, 2, 0}, {1, 7, 2}, {0, 5, 5}}
	p := Prevalence(said, confusion)
	likely := func(p []float64) (v float64) {
		for j, q := range said {
			sum := 0.0
			for i, row := range confusion {
				sum += p[i] * row[j] / 10
			}
			v += q * math.Log(sum)
		}
		return v
	}
	if math.Abs(p[0]+p[1]+p[2]-1) > 1e-9 || slices.Min(p) < 0 {
		t.Errorf("shares are %v", p)
	}
	for a := 0.0; a <= 1; a += 0.01 {
		for b := 0.0; a+b <= 1; b += 0.01 {
			if other := []float64{a, b, max(0, 1-a-b)}; likely(other) > likely(p)+1e-6 {
				t.Fatalf("%v is likelier than %v", other, p)
			}
		}
	}
}

// TestDrawConfusion: rows keep their sums, cells are right on average, and a replicate is always the same.
func TestDrawConfusion(t *testing.T) {
	confusion := [][]float64{{30, 10}, {0, 5}}
	sum := 0.0
	for b := range 400 {
		d := DrawConfusion(confusion, 3, b)
		if d[0][0]+d[0][1] != 40 || d[1][0] != 0 || d[1][1] != 5 {
			t.Fatalf("replicate %d is %v", b, d)
		}
		if b == 7 && fmt.Sprint(d) != fmt.Sprint(DrawConfusion(confusion, 3, b)) {
			t.Error("a replicate changes from draw to draw")
		}
		sum += d[0][0]
	}
	if mean := sum / 400; math.Abs(mean-30) > 0.5 { // its standard error is 0.14
		t.Errorf("30 of 40 are %v on average", mean)
	}
}
