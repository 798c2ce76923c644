package report

import (
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
)

// The first sentences about held-out data say what parley score does by the thresholds of training, and only then what thresholds of the data would
// allow. Those of a cross-validation know no other thresholds.
func TestRiskSays(t *testing.T) {
	data := []classify.Promise{{Max: 0.05}, {Max: 0.1}, {Max: 0.15}, {Max: 0.2, At: 0.834, Coverage: 0.19, OK: true}, {Max: 0.25, At: 0.6, Coverage: 0.65, OK: true}}
	none := data[:3]
	trained := []classify.Promise{{Max: 0.15, At: 0.736, Coverage: 0.42, Risk: 0.09, OK: true}, {Max: 0.2, At: 0.636, Coverage: 0.54, Risk: 0.07, OK: true}, {Max: 0.3, At: 0.5, Coverage: 0.9, Risk: 0.1, OK: true}}
	broken := []classify.Promise{{Max: 0.2, At: 0.636, Coverage: 0.54, Risk: 0.25}}
	empty := []classify.Promise{{Max: 0.2, At: 0.99, OK: true}}
	for _, c := range []struct {
		kept, data []classify.Promise
		fold       []int
		want       string
	}{
		{nil, data, []int{0, 1}, "With at most 20% wrong to be expected, 19% of the items can be decided."},
		{nil, none, []int{0, 1}, ""},
		{trained, data, nil, "With at most 20% wrong as promised in training, parley score --max-risk 0.2 decides 54% of these items (from a certainty of 0.636 on), 7% of them wrong.\n" +
			"Thresholds found on these data, which score does not use, would decide 19%."},
		{trained, none, nil, "With at most 15% wrong as promised in training, parley score --max-risk 0.15 decides 42% of these items (from a certainty of 0.736 on), 9% of them wrong.\n" +
			"No threshold found on these data would keep that risk."},
		{broken, data, nil, "With at most 20% wrong as promised in training, parley score --max-risk 0.2 decides 54% of these items (from a certainty of 0.636 on), 25% of them wrong, which is more.\n" +
			"Thresholds found on these data, which score does not use, would decide 19%."},
		{empty, none, nil, "With at most 20% wrong as promised in training, parley score --max-risk 0.2 decides 0% of these items (from a certainty of 0.990 on).\n" +
			"No threshold found on these data would keep that risk."},
		{trained[2:], data, nil, "No risk of 20% or less was promised in training: parley score --max-risk 0.2 decides nothing.\n" +
			"Thresholds found on these data, which score does not use, would decide 19% with at most 20% wrong to be expected."},
		{nil, none, nil, "No risk of 20% or less was promised in training: parley score --max-risk 0.2 decides nothing.\n" +
			"No threshold found on these data would keep it either."},
	} {
		e := &classify.Evaluation{Fold: c.fold, Kept: c.kept, Risk: &classify.Risk{Promises: c.data}}
		if got := strings.Join(riskSays(e), "\n"); got != c.want {
			t.Errorf("kept %v, of the data %v: the lead is\n%s\nwant\n%s", c.kept, c.data, got, c.want)
		}
	}
	if got := riskSays(&classify.Evaluation{}); got != nil {
		t.Errorf("without a curve the lead is %q", got)
	}
}
