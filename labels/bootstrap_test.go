package labels

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat"
)

// forecasts draws answers with probabilities that are true (sharp 1) or too sure (above 1). The items of an article have truths that go
// together.
func forecasts(rng *rand.Rand, s *Scheme, articles int, sharp float64) *Answers {
	a := &Answers{Scheme: s}
	k := len(s.Classes)
	for g := range articles {
		shared := rng.Float64()
		for range 4 {
			p, said := make([]float64, k), make([]float64, k)
			var sum, total float64
			for c := range p {
				z := 1.2 * rng.NormFloat64()
				p[c], said[c] = math.Exp(z), math.Exp(sharp*z)
				sum, total = sum+p[c], total+said[c]
			}
			best := 0
			for c := range p {
				p[c], said[c] = p[c]/sum, said[c]/total
				if said[c] > said[best] {
					best = c
				}
			}
			u := shared
			if rng.Float64() < 0.6 {
				u = rng.Float64()
			}
			truth := 0
			for truth < k-1 && u > p[truth] {
				u -= p[truth]
				truth++
			}
			a.Truth, a.Pred, a.Groups, a.Probs = append(a.Truth, One(truth)), append(a.Pred, One(best)), append(a.Groups, g), append(a.Probs, said)
		}
	}
	return a
}

// The 95 % interval of the calibration error must hold the figure itself always, and the error of the population in most of 100 corpora: 0 for
// probabilities that are true, and for others that of 20,000 articles. Plain percentiles never hold 0, and the figure in 95 of the 100.
func TestCalibrationIntervals(t *testing.T) {
	s := schemeOf(3, false, true)
	ece, err := MetricByName("ece", s)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		sharp float64
		least int
	}{{1, 80}, {1.3, 88}, {2, 88}} {
		want := 0.0
		if c.sharp > 1 {
			want = forecasts(rand.New(rand.NewPCG(1, 1)), s, 20_000, c.sharp).Intervals([]Metric{ece}, 0, 1)[0].Point
		}
		held := 0
		for r := range 100 {
			a := forecasts(rand.New(rand.NewPCG(7, uint64(r))), s, 60, c.sharp)
			i := MeanIntervals([]*Answers{a}, []Metric{ece}, 100, 3)[0]
			if !(0 <= i.Lo && i.Lo <= i.Point && i.Point <= i.Hi) {
				t.Fatalf("sharpness %v, corpus %d: %+v does not hold its point", c.sharp, r, i)
			}
			if i.Lo <= want && want <= i.Hi {
				held++
			}
			if r == 0 && a.Intervals([]Metric{ece}, 100, 3)[0] != i {
				t.Errorf("one corpus has two intervals: %+v and %+v", i, a.Intervals([]Metric{ece}, 100, 3)[0])
			}
		}
		if held < c.least {
			t.Errorf("sharpness %v: %d of 100 intervals hold %.3f, want %d or more", c.sharp, held, want, c.least)
		}
	}
}

// Of a difference of calibration errors the replicates lie about the difference, though noise raises one side more than the other.
func TestCalibrationDifference(t *testing.T) {
	s := schemeOf(3, false, true)
	ece, err := MetricByName("ece", s)
	if err != nil {
		t.Fatal(err)
	}
	calm, sure := forecasts(rand.New(rand.NewPCG(7, 1)), s, 60, 1), forecasts(rand.New(rand.NewPCG(7, 1)), s, 60, 3)
	d := Compare(sure, calm, []Metric{ece}, 300, 3)[0]
	near(t, "mean of the replicates", stat.Mean(d.replicates, nil), d.Diff)
	if d.Diff < 0.1 || !(d.Lo < d.Diff && d.Diff < d.Hi) {
		t.Errorf("the difference is %.3f from %.3f to %.3f", d.Diff, d.Lo, d.Hi)
	}
}

// Replicates 0.10, 0.11, … 0.50 have the percentiles 0.11 and 0.49 and the mean 0.30.
func TestLowered(t *testing.T) {
	var values []float64
	for i := range 41 {
		values = append(values, 0.1+0.01*float64(i))
	}
	low, high := limits(append([]float64(nil), values...))
	for _, c := range []struct{ point, lo, hi float64 }{
		{0.30, low, high}, // no bias
		{0.28, low - (2+math.Sqrt2)*0.02, high - 0.02},
		{0.20, 0, high - 0.1},
		{0.40, low, high}, // a bias downwards is chance
		{0.05, 0, high - 0.25},
	} {
		lo, hi := lowered(c.point, append([]float64(nil), values...))
		near(t, "lower limit", lo, c.lo)
		near(t, "upper limit", hi, c.hi)
	}
	if lo, hi := lowered(0.1, nil); !math.IsNaN(lo) || !math.IsNaN(hi) {
		t.Errorf("without replicates: %v to %v", lo, hi)
	}
}

// TestBootstrapRefuses: fewer than no replicates are a panic that says so.
func TestBootstrapRefuses(t *testing.T) {
	defer func() {
		if got, want := recover(), "labels: Bootstrap: -1 replicates, want 0 or more"; got != want {
			t.Errorf("panic %v, want %q", got, want)
		}
	}()
	Bootstrap([]int{0, 1}, -1, 1, func([]int) []float64 { return nil })
}
