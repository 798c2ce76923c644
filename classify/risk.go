package classify

import (
	"fmt"
	"math"

	"github.com/parley-go/parley/labels"
)

// Risk is how often a model is wrong if it decides only the items it is most certain of. An item is wrong if any of its labels is.
type Risk struct {
	Curve    []labels.RiskPoint // coverage ascending, thinned to at most curvePoints
	Area     float64            // mean risk over all coverages
	Promises []Promise          // for a few risks, the threshold that keeps them
}

// Promise is the certainty from which items may be decided so that at most a share Max of them is to be expected wrong, in articles like those
// at hand: see labels.RiskThreshold. OK is false if no certainty will do; the other fields are then zero.
type Promise struct {
	Max      float64 `json:"max"`
	At       float64 `json:"at"` // certainty
	Coverage float64 `json:"coverage"`
	Risk     float64 `json:"risk"` // found at that certainty
	OK       bool    `json:"ok"`
}

// curvePoints is how many points of a curve are kept.
const curvePoints = 120

// shownRisks are the risks for which a report names the threshold.
var shownRisks = []float64{0.05, 0.1, 0.15, 0.2, 0.25, 0.3}

// risk fills in the curve and the promises from the outcomes.
func (e *Evaluation) risk(s *sample) {
	certain, wrong := e.certainties()
	r := &Risk{Curve: thin(labels.RiskCoverage(certain, wrong), curvePoints), Area: labels.RiskArea(certain, wrong)}
	for _, max := range shownRisks {
		r.Promises = append(r.Promises, promise(certain, wrong, s.groups, max))
	}
	e.Risk = r
}

// certainties returns the certainty of each outcome and whether it is wrong.
func (e *Evaluation) certainties() (certain []float64, wrong []bool) {
	for _, o := range e.Outcomes {
		certain, wrong = append(certain, o.Certainty), append(wrong, o.Wrong())
	}
	return certain, wrong
}

// kept measures what a model promised when it was trained: for the shown risks, the share decided here from its threshold on and the share of
// these that is wrong. OK tells whether the promise was kept; where nothing is decided it is false, and the risk is NaN.
func (e *Evaluation) kept(d Decision) {
	certain, wrong := e.certainties()
	for _, max := range shownRisks {
		for _, p := range d.Promises {
			if p.Max < max-1e-9 || p.Max > max+1e-9 {
				continue
			}
			decided, errors := 0, 0
			for i, c := range certain {
				if c >= p.At {
					decided++
					errors += bit(wrong[i])
				}
			}
			k := Promise{Max: p.Max, At: p.At, Coverage: float64(decided) / float64(len(certain)), Risk: math.NaN()}
			if decided > 0 {
				k.Risk = float64(errors) / float64(decided)
			}
			k.OK = k.Risk <= p.Max
			e.Kept = append(e.Kept, k)
		}
	}
}

func promise(certain []float64, wrong []bool, groups []int, max float64) Promise {
	p, ok := labels.RiskThreshold(certain, wrong, groups, max)
	return Promise{Max: max, At: p.At, Coverage: p.Coverage, Risk: p.Risk, OK: ok}
}

// promises returns the thresholds for the risks 0.01, 0.02, … 0.50 that can be kept: what a model file keeps of its out-of-fold answers.
func promises(certain []float64, wrong []bool, groups []int) []Promise {
	var out []Promise
	for r := 1; r <= 50; r++ {
		if p := promise(certain, wrong, groups, float64(r)/100); p.OK {
			out = append(out, p)
		}
	}
	return out
}

// thin keeps at most about n points, always the first and the last.
func thin[T any](points []T, n int) []T {
	if len(points) <= n {
		return points
	}
	out := make([]T, 0, n)
	for i := range n {
		out = append(out, points[i*(len(points)-1)/(n-1)])
	}
	return out
}

// aboveAll is a certainty that no paragraph has.
const aboveAll = 2

// Under returns the model with the certainty, below which paragraphs are unsure, that keeps a risk: of those decided, a share of at most risk is to be
// expected wrong in articles like those trained on. The threshold is that of the largest risk, in steps of 0.01, not above the one asked
// for. If no certainty keeps it every paragraph is unsure, and the promise is not OK. It is an error if the risk is not between 0 and 1.
func (m *Model) Under(risk float64) (*Model, Promise, error) {
	if !(risk > 0 && risk < 1) {
		return nil, Promise{}, fmt.Errorf("risk %v: give a share between 0 and 1, such as 0.1", risk)
	}
	best := Promise{Max: risk}
	for _, p := range m.decision.Promises {
		if p.Max <= risk+1e-9 {
			best = p
		}
	}
	under := *m
	under.decision.Margin = best.At
	if !best.OK {
		under.decision.Margin = aboveAll
	}
	return &under, best, nil
}
