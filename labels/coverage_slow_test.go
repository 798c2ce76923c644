//go:build slow

package labels

import (
	"math"
	"math/rand/v2"
	"testing"
)

// world draws corpora from one population of articles: each has a difficulty
// and a leaning of its own, so that its paragraphs are alike.
func world(rng *rand.Rand, s *Scheme, articles int) *Answers {
	a := &Answers{Scheme: s}
	k := len(s.Classes)
	for g := range articles {
		skill := min(max(0.65+0.2*rng.NormFloat64(), 0.2), 0.98)
		lean := rng.IntN(k)
		for range 3 + rng.IntN(10) {
			t := rng.IntN(k)
			if rng.Float64() < 0.4 {
				t = lean
			}
			p := t
			if rng.Float64() > skill {
				p = rng.IntN(k)
			}
			a.Truth, a.Pred, a.Groups = append(a.Truth, One(t)), append(a.Pred, One(p)), append(a.Groups, g)
		}
	}
	return a
}

// A 95 % interval must hold the value of the population in 92 to 98 of 100
// corpora: 500 corpora of 80 articles, 500 replicates each. The value of the
// population is that of a corpus of 200,000 articles.
func TestIntervalCoverage(t *testing.T) {
	s := schemeOf(3, false, true)
	var ms []Metric
	for _, n := range []string{"accuracy", "macro_f1", "kappa", "weighted_kappa", "mcc", "f1:c1"} {
		m, err := MetricByName(n, s)
		if err != nil {
			t.Fatal(err)
		}
		ms = append(ms, m)
	}
	big := world(rand.New(rand.NewPCG(1, 1)), s, 200_000)
	truth := make([]float64, len(ms)+1)
	for i, iv := range big.Intervals(ms, 0, 1) {
		truth[i] = iv.Point
	}
	alpha := len(ms)
	ratings := func(a *Answers) *Ratings {
		r := NewRatings(s, make([]string, len(a.Truth)), nil)
		return r.With("coder", a.Truth, nil).With("model", a.Pred, nil)
	}
	truth[alpha] = Krippendorff(ratings(big), NominalDistance)
	const corpora = 500
	held := make([]int, len(truth))
	naive := 0
	for c := range corpora {
		a := world(rand.New(rand.NewPCG(2, uint64(c))), s, 80)
		found := a.Intervals(ms, 500, uint64(c))
		for _, x := range ratings(a).Agreement(a.Groups, 500, uint64(c)) {
			if x.Name == "alpha" && x.Class == "" {
				found = append(found, x.Interval)
			}
		}
		for i, iv := range found {
			if iv.Lo <= truth[i] && truth[i] <= iv.Hi {
				held[i]++
			}
		}
		a.Groups = nil
		if iv := a.Intervals(ms[:1], 500, uint64(c))[0]; iv.Lo <= truth[0] && truth[0] <= iv.Hi {
			naive++
		}
	}
	for i, n := range held {
		name := "alpha"
		if i < len(ms) {
			name = ms[i].Name
		}
		share := float64(n) / corpora
		t.Logf("%-16s %.4f held by %.1f %% of the intervals", name, truth[i], 100*share)
		if math.Abs(share-0.95) > 0.03 {
			t.Errorf("%s: %.1f %% of the intervals hold %.4f, want 92 to 98", name, 100*share, truth[i])
		}
	}
	t.Logf("accuracy, resampling paragraphs as if independent: %.1f %%", 100*float64(naive)/corpora)
	if naive >= held[0] {
		t.Errorf("resampling articles holds the accuracy no oftener (%d) than resampling paragraphs (%d)", held[0], naive)
	}
}
