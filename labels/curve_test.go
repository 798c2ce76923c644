package labels

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestPowerLawIsFound(t *testing.T) {
	law := PowerLaw{A: 0.72, B: 1.9, C: 0.45}
	var points []CurvePoint
	for _, n := range []float64{100, 200, 400, 800, 1600, 3200} {
		points = append(points, CurvePoint{n, law.At(n)})
	}
	c, err := FitLearningCurve(points, 1, 50, 1)
	if err != nil {
		t.Fatal(err)
	}
	for name, pair := range map[string][2]float64{"A": {c.Law.A, law.A}, "B": {c.Law.B, law.B}, "C": {c.Law.C, law.C}} {
		if math.Abs(pair[0]-pair[1]) > 1e-4*pair[1] {
			t.Errorf("%s: got %.6f, want %.6f", name, pair[0], pair[1])
		}
	}
	// 0.72 − 1.9·n^(−0.45) is 0.03 above its value at 3200.
	want := math.Pow(1.9/(1.9*math.Pow(3200, -.45)-.03), 1/.45) - 3200
	if got := c.More(3200, 0.03).Point; math.Abs(got/want-1) > 0.01 {
		t.Errorf("items for +0.03: got %.1f, want %.1f", got, want)
	}
	if got := c.More(3200, 0.2).Point; !math.IsInf(got, 1) {
		t.Errorf("items beyond the asymptote: %v", got)
	}
}

// No law of a figure that cannot exceed 1 levels off above it, and among those that do not the least squares are found: measurements of a law
// that rises to 2.867 are fitted as well as by any of a grid.
func TestPowerLawBounds(t *testing.T) {
	high := PowerLaw{A: 2.867, B: 2.863, C: 0.05}
	var points []CurvePoint
	for i, n := range []float64{7, 18, 26, 34, 51, 66} {
		points = append(points, CurvePoint{n, high.At(n) + []float64{0.02, -0.03}[i%2]})
	}
	sum := func(l PowerLaw) float64 {
		s := 0.0
		for _, p := range points {
			s += math.Pow(p.Y-l.At(p.N), 2)
		}
		return s
	}
	c, err := FitLearningCurve(points, 1, 50, 1)
	if err != nil {
		t.Fatal(err)
	}
	if c.Law.A != 1 || c.Law.B < 0 || c.Bound != "it levels off only at 1, the most that the figure can be" {
		t.Errorf("the law is %+v, its bound %q", c.Law, c.Bound)
	}
	if i := c.At(1e15); i.Hi > 1 || i.Point > 1 {
		t.Errorf("endless data give %+v", i)
	}
	for a := 0.3; a <= 1; a += 0.02 {
		for b := 0.0; b < 3; b += 0.02 {
			for e := exponentLeast; e <= exponentMost; e *= 1.1 {
				if l := (PowerLaw{a, b, e}); sum(l) < sum(c.Law)-1e-9 {
					t.Fatalf("%+v has squares of %.6f, that found, %+v, %.6f", l, sum(l), c.Law, sum(c.Law))
				}
			}
		}
	}
	if c, err = FitLearningCurve(points, math.Inf(1), 0, 1); err != nil || c.Law.A < 2 || c.Bound != "its exponent is 0.05, the least that is tried" {
		t.Errorf("without a most: %+v, %v", c, err)
	}
	for want, law := range map[string]PowerLaw{
		"": {0.7, 1.5, 0.4},
		"its exponent is 2, the most that is tried": {0.7, 50, 2.6},
		"it does not rise with the number of items": {0.7, -0.1, 0.5},
	} {
		points = points[:0]
		for _, n := range []float64{50, 100, 200, 400, 800} {
			points = append(points, CurvePoint{n, law.At(n)})
		}
		if c, err := FitLearningCurve(points, 1, 0, 1); err != nil || c.Bound != want {
			t.Errorf("%+v: the law is %+v, its bound %q, want %q", law, c.Law, c.Bound, want)
		}
	}
}

// 95 % intervals at the next size must hold the truth in most of 100 curves.
func TestLearningCurveInterval(t *testing.T) {
	law := PowerLaw{A: 0.7, B: 1.5, C: 0.4}
	held := 0
	for r := range 100 {
		rng := rand.New(rand.NewPCG(4, uint64(r)))
		var points []CurvePoint
		for _, n := range []float64{150, 300, 600, 1200, 2400, 4800} {
			for range 5 {
				points = append(points, CurvePoint{n, law.At(n) + 0.015*rng.NormFloat64()})
			}
		}
		c, err := FitLearningCurve(points, 1, 100, 1)
		if err != nil {
			t.Fatal(err)
		}
		if i := c.At(9600); i.Lo <= law.At(9600) && law.At(9600) <= i.Hi {
			held++
		}
		if i := c.More(4800, 0.01); !(i.Lo <= i.Point && i.Point <= i.Hi) {
			t.Fatalf("items for +0.01: %+v", i)
		}
	}
	if held < 85 { // 95 expected; 85 % is the least for a nonlinear fit with 100 replicates
		t.Errorf("%d of 100 intervals hold the truth", held)
	}
}

func TestLearningCurveEdges(t *testing.T) {
	falling := []CurvePoint{{10, .6}, {20, .5}, {40, .4}, {80, .3}}
	c, err := FitLearningCurve(falling, 1, 20, 1)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "a falling curve is taken as flat", c.Law.At(1000), 0.45)
	if got := c.More(80, 0.01); !math.IsInf(got.Point, 1) {
		t.Errorf("more items do not help: %+v", got)
	}
	for _, bad := range [][]CurvePoint{nil, falling[:3], {{10, 1}, {10, 2}, {20, 1}, {20, 3}}, append([]CurvePoint{{0, 1}}, falling...), append([]CurvePoint{{5, math.NaN()}}, falling...)} {
		if _, err := FitLearningCurve(bad, 1, 0, 1); err == nil || !strings.Contains(err.Error(), "learning curve") {
			t.Errorf("%v: %v", bad, err)
		}
	}
}
