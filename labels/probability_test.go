package labels

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/integrate"
)

var (
	probTruth = []int{0, 1, 2, 2, 1, 0, 0, 1, 2, 1}
	probRows  = [][]float64{
		{.7, .2, .1}, {.3, .5, .2}, {.1, .3, .6}, {.4, .3, .3}, {.2, .6, .2},
		{.5, .25, .25}, {.3, .4, .3}, {.1, .8, .1}, {.2, .2, .6}, {.5, .3, .2},
	}
)

// The figures are scikit-learn 1.2.1's: roc_auc_score, average_precision_score,
// log_loss; Brier by its definition with numpy.
func TestProbabilities(t *testing.T) {
	p := NewProbabilities(schemeOf(3, false, false), ones(probTruth...), probRows)
	s := p.Scores(nil)
	for k, want := range [][2]float64{{0.8571428571428571, 0.7222222222222222}, {0.9166666666666666, 0.8928571428571428}, {0.9761904761904762, 0.9166666666666666}} {
		near(t, "AUC", s.AUC[k], want[0])
		near(t, "AP", s.AP[k], want[1])
		roc := p.ROC(k)
		x, y := make([]float64, len(roc)), make([]float64, len(roc))
		for i, q := range roc {
			x[i], y[i] = q.X, q.Y
		}
		near(t, "area under the curve as drawn", integrate.Trapezoidal(x, y), want[0])
		step, at := 0.0, 0.0
		for _, q := range p.PrecisionRecall(k) {
			step += (q.X - at) * q.Y
			at = q.X
		}
		near(t, "steps under the precision-recall curve as drawn", step, want[1])
	}
	near(t, "macro AUC", s.MacroAUC, 0.9166666666666666)
	near(t, "log loss", s.LogLoss, 0.7110508140648613)
	near(t, "Brier", s.Brier, 0.3955)
	// Predictions by hand: confidences .7 .5 .6 .4 .6 .5 .4 .8 .6 .5, right
	// 1 1 1 0 1 1 0 1 1 0; bins end at .4 .5 .6 .7 .8.
	near(t, "ECE", s.ECE, .2*.4+.3*(2.0/3-.5)+.3*.4+.1*.3+.1*.2)
	near(t, "largest gap", s.MaxGap, .4)

	// A weight is a number of copies.
	weight := []float64{2, 0, 1, 3, 1, 0, 1, 2, 1, 1}
	var truth []Set
	var rows [][]float64
	for i, w := range weight {
		for range int(w) {
			truth = append(truth, One(probTruth[i]))
			rows = append(rows, probRows[i])
		}
	}
	a, b := p.Scores(weight), NewProbabilities(schemeOf(3, false, false), truth, rows).Scores(nil)
	for k := range a.AUC {
		near(t, "weighted AUC", a.AUC[k], b.AUC[k])
		near(t, "weighted AP", a.AP[k], b.AP[k])
	}
	near(t, "weighted log loss", a.LogLoss, b.LogLoss)
	near(t, "weighted Brier", a.Brier, b.Brier)
	near(t, "weighted ECE", a.ECE, b.ECE)
}

func TestProbabilitiesMany(t *testing.T) {
	p := NewProbabilities(schemeOf(2, true, false), []Set{Of(0), Of(0, 1), {}}, [][]float64{{.9, .2}, {.6, .5}, {.25, 0}})
	s := p.Scores(nil)
	near(t, "Brier", s.Brier, (.01+.04+.16+.25+.0625+0)/6)
	near(t, "log loss", s.LogLoss, -(math.Log(.9)+math.Log(.8)+math.Log(.6)+math.Log(.5)+math.Log(.75))/6)
	near(t, "ECE", s.ECE, (.1+.2+.4+.5+.25+0)/6)
	near(t, "AUC", s.AUC[0], 1)
}

func TestProbabilitiesUndefined(t *testing.T) {
	p := NewProbabilities(schemeOf(2, false, false), ones(0, 0), [][]float64{{1, 0}, {0, 1}})
	s := p.Scores(nil)
	near(t, "AUC of one class", s.AUC[0], math.NaN())
	near(t, "AP of an absent class", s.AP[1], math.NaN())
	near(t, "AP of the only class", s.AP[0], 1)
	near(t, "log loss of a sure mistake", s.LogLoss, 52*math.Ln2/2)
	if p.PrecisionRecall(1) != nil || p.ROC(0) != nil {
		t.Error("a curve of an absent class")
	}
	none := NewProbabilities(schemeOf(2, false, false), nil, nil).Scores(nil)
	near(t, "ECE of nothing", none.ECE, math.NaN())
}
