package classify

import (
	"math"
	"testing"

	"github.com/parley-go/parley/labels"
)

// TestNoneDecided: where a model decides nothing, what it promised of the risk is neither kept nor broken.
func TestNoneDecided(t *testing.T) {
	e := &Evaluation{Outcomes: []Outcome{{Truth: labels.One(0), Pred: labels.One(0), Certainty: 0.5}}}
	e.kept(Decision{Promises: []Promise{{Max: 0.1, At: 0.9, Coverage: 0.2, Risk: 0.05, OK: true}, {Max: 0.2, At: 0.4, Coverage: 1, Risk: 0.15, OK: true}}})
	if len(e.Kept) != 2 || e.Kept[0].Coverage != 0 || !math.IsNaN(e.Kept[0].Risk) || e.Kept[0].OK {
		t.Errorf("without a decided item: %+v, want a risk of NaN", e.Kept)
	}
	if e.Kept[1].Risk != 0 || !e.Kept[1].OK {
		t.Errorf("with one decided item, which is right: %+v", e.Kept[1])
	}
}
