package labels

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestCorrected chooses among coins: the best of many has more than half of the tosses right, and half after correction.
func TestCorrected(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	s := &Scheme{Name: "coin", Classes: []Class{{Name: "heads"}, {Name: "tails"}}}
	const n = 400
	truth := make([]Set, n)
	for i := range truth {
		truth[i] = One(r.IntN(2))
	}
	var coins []*Answers
	best := 0.0
	for range 50 {
		a := &Answers{Scheme: s, Truth: truth, Pred: make([]Set, n)}
		for i := range a.Pred {
			a.Pred[i] = One(r.IntN(2))
		}
		coins = append(coins, a)
		best = max(best, a.Scores().Accuracy)
	}
	accuracy, err := MetricByName("accuracy", s)
	if err != nil {
		t.Fatal(err)
	}
	v := Corrected(coins, accuracy, 200, 1)
	if best < 0.54 || math.Abs(v-0.5) > 0.03 || v > best-0.02 {
		t.Errorf("best %v, corrected %v: want about 0.5", best, v)
	}
	if again := Corrected(coins, accuracy, 200, 1); again != v {
		t.Errorf("again %v, before %v", again, v)
	}
	// Without a choice there is nothing to correct but noise; a coder who is always right stays so.
	if got, want := Corrected(coins[:1], accuracy, 500, 1), coins[0].Scores().Accuracy; math.Abs(got-want) > 0.01 {
		t.Errorf("one answer: %v, want about %v", got, want)
	}
	right := &Answers{Scheme: s, Truth: truth, Pred: truth}
	if got := Corrected(append(coins, right), accuracy, 50, 1); got != 1 {
		t.Errorf("with the truth among the answers: %v, want 1", got)
	}
	for name, got := range map[string]float64{
		"no answers": Corrected(nil, accuracy, 50, 1), "no replicates": Corrected(coins, accuracy, 0, 1),
		"of probabilities": Corrected(coins, Metric{Name: "x", Single: true, Probs: func(*ProbScores) float64 { return 1 }}, 50, 1),
	} {
		if !math.IsNaN(got) {
			t.Errorf("%s: %v, want NaN", name, got)
		}
	}
}
