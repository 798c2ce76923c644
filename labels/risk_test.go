package labels

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRiskCoverage(t *testing.T) {
	confidence := []float64{.9, .5, .7, .9, .6}
	wrong := []bool{false, true, true, false, false}
	want := []RiskPoint{{.9, .4, 0}, {.7, .6, 1.0 / 3}, {.6, .8, .25}, {.5, 1, .4}}
	if d := cmp.Diff(want, RiskCoverage(confidence, wrong)); d != "" {
		t.Errorf("curve (-want +got)\n%s", d)
	}
	near(t, "area", RiskArea(confidence, wrong), (0+0+1.0/3+.25+.4)/5)
	near(t, "area of nothing", RiskArea(nil, nil), math.NaN())
	// (0+1)/(2+1), (1+1)/(3+1), (1+1)/(4+1), (2+1)/(5+1)
	for risk, want := range map[float64]RiskPoint{1.0 / 3: {.9, .4, 0}, .4: {.6, .8, .25}, .5: {.5, 1, .4}} {
		if got, ok := RiskThreshold(confidence, wrong, nil, risk); !ok || got != want {
			t.Errorf("risk %.2f: got %+v, %v; want %+v", risk, got, ok, want)
		}
	}
	if got, ok := RiskThreshold(confidence, wrong, nil, 0.3); ok {
		t.Errorf("risk 0.3: got %+v", got)
	}
	if got, ok := RiskThreshold(confidence, wrong, []int{1, 1, 1, 1, 1}, 0.45); ok {
		t.Errorf("one article only: got %+v", got)
	}
}

// Thresholds learned on 60 articles are tried on others: over 400 corpora the
// share of wrong ones among the decided must keep the promise, and the allowance
// must not cost more than half of the decisions.
func TestRiskThresholdKeepsItsPromise(t *testing.T) {
	draw := func(rng *rand.Rand, articles int) (confidence []float64, wrong []bool, groups []int) {
		for g := range articles {
			shift := 0.1 * rng.NormFloat64()
			for range 4 + rng.IntN(16) {
				c := 0.34 + 0.66*rng.Float64()
				confidence, groups = append(confidence, c), append(groups, g)
				wrong = append(wrong, rng.Float64() > c+shift)
			}
		}
		return confidence, wrong, groups
	}
	for _, risk := range []float64{0.1, 0.2} {
		var decided, errors, bold, all float64
		for c := range 400 {
			rng := rand.New(rand.NewPCG(11, uint64(c)))
			confidence, wrong, groups := draw(rng, 60)
			p, ok := RiskThreshold(confidence, wrong, groups, risk)
			without := 0.0 // the coverage that the errors themselves would allow
			for _, q := range RiskCoverage(confidence, wrong) {
				if q.Risk <= risk {
					without = q.Coverage
				}
			}
			bold += without / 400
			if !ok {
				continue
			}
			confidence, wrong, _ = draw(rng, 60)
			all += float64(len(wrong))
			for i, v := range confidence {
				if v >= p.At {
					decided++
					if wrong[i] {
						errors++
					}
				}
			}
		}
		t.Logf("risk %.1f: %.4f of the decided are wrong, %.3f are decided, %.3f would be without allowance", risk, errors/decided, decided/all, bold)
		if errors/decided > risk {
			t.Errorf("at most %.2f promised, %.4f of the decided are wrong", risk, errors/decided)
		}
		if share := decided / all; share < bold/2 {
			t.Errorf("risk %.1f: only %.3f of the items are decided", risk, share)
		}
	}
}
