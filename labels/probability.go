package labels

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Probabilities judges probabilities against truth: how well they rank
// (ROC-AUC, average precision) and how far they can be believed (log loss,
// Brier score, calibration). It sorts once, so that it can be asked again and
// again with other weights. It is immutable and may be shared.
type Probabilities struct {
	scheme *Scheme
	truth  []Set
	probs  [][]float64
	order  [][]int32 // for each class the items, highest probability first
	bins   int
}

// ProbScores are the figures of probabilities. AUC and AP are one-vs-rest, one
// for each class; NaN where undefined (no item of the class, or no other).
// The macro figures are means over the classes where they are defined.
type ProbScores struct {
	AUC, AP                     []float64
	MacroAUC, MacroAP           float64
	LogLoss, Brier, ECE, MaxGap float64
	Bins                        []Bin
}

// Bin is one bin of a reliability diagram: N is the weight of the predictions
// with confidence in (Lo, Hi], Confidence their mean confidence, Share how many
// of them were right. The latter two are NaN in an empty bin.
type Bin struct {
	Lo, Hi, N, Confidence, Share float64
}

// DefaultBins is the number of bins of the calibration error.
const DefaultBins = 10

// NewProbabilities takes the truth and, for each item, a probability for each
// class; for a single-label scheme they add up to 1. The arguments are kept,
// not copied. It panics if lengths differ, a probability is outside 0..1, or a
// single-label item has not exactly one true class.
func NewProbabilities(s *Scheme, truth []Set, probs [][]float64) *Probabilities {
	if len(truth) != len(probs) {
		panic(fmt.Sprintf("labels: NewProbabilities: %d truths, %d rows of probabilities", len(truth), len(probs)))
	}
	k := len(s.Classes)
	for i, row := range probs {
		if len(row) != k {
			panic(fmt.Sprintf("labels: NewProbabilities: %d probabilities for %d classes (item %d)", len(row), k, i))
		}
		for _, v := range row {
			if !(v >= 0 && v <= 1) {
				panic(fmt.Sprintf("labels: NewProbabilities: %v is no probability (item %d)", v, i))
			}
		}
		if !s.Many && truth[i].Len() != 1 {
			panic(fmt.Sprintf("labels: NewProbabilities: %d true labels where scheme %s allows one (item %d)", truth[i].Len(), s.Name, i))
		}
	}
	p := &Probabilities{scheme: s, truth: truth, probs: probs, bins: DefaultBins, order: make([][]int32, k)}
	for c := range k {
		order := make([]int32, len(truth))
		for i := range order {
			order[i] = int32(i)
		}
		slices.SortFunc(order, func(a, b int32) int {
			return cmp.Or(cmp.Compare(probs[b][c], probs[a][c]), cmp.Compare(a, b))
		})
		p.order[c] = order
	}
	return p
}

// Scores computes all figures, each item counted weight times (nil: once). Let
// p be the probability and y the truth (0 or 1) of an item and a class:
//
//	AUC    the probability that an item of the class has a higher p than one that
//	       is not, equal ones counting half (Hanley & McNeil 1982)
//	AP     Σ (Rₙ − Rₙ₋₁)Pₙ over the thresholds, precision P and recall R (as
//	       scikit-learn's average_precision_score; no interpolation)
//	log loss  −ln p of the true class, mean over items; for many labels the mean
//	       over items and classes of −y ln p − (1−y) ln(1−p) (Good 1952). p is kept
//	       within 2⁻⁵² of 0 and 1
//	Brier  Σ over classes of (p − y)², mean over items (Brier 1950, equation 2);
//	       0 to 2 for single-label schemes. For many labels the mean over classes too
//	ECE    Σ over bins of share of predictions · |mean confidence − share right|
//	       (Naeini, Cooper & Hauskrecht 2015; Guo et al. 2017, equation 3), with
//	       bins of equal width; MaxGap is the largest of the differences. A
//	       prediction is the class with the highest probability; for many labels
//	       each class of each item is one, with p its confidence and y its outcome
func (p *Probabilities) Scores(weight []float64) *ProbScores {
	s := &ProbScores{}
	p.ScoresInto(s, weight)
	return s
}

// ScoresInto is Scores that reuses the slices of s.
func (p *Probabilities) ScoresInto(s *ProbScores, weight []float64) {
	if weight != nil && len(weight) != len(p.truth) {
		panic(fmt.Sprintf("labels: Probabilities: %d weights for %d items", len(weight), len(p.truth)))
	}
	k := len(p.order)
	if len(s.AUC) != k {
		s.AUC, s.AP = make([]float64, k), make([]float64, k)
	}
	if len(s.Bins) != p.bins {
		s.Bins = make([]Bin, p.bins)
	}
	for c := range k {
		s.AUC[c], s.AP[c] = p.ranking(c, weight)
	}
	s.MacroAUC, s.MacroAP = meanDefined(s.AUC), meanDefined(s.AP)
	p.belief(s, weight)
}

func meanDefined(x []float64) float64 {
	sum, n := 0.0, 0.0
	for _, v := range x {
		if !math.IsNaN(v) {
			sum += v
			n++
		}
	}
	return ratio(sum, n)
}

// ranking goes down the ranking of one class once; ties are taken together.
func (p *Probabilities) ranking(c int, weight []float64) (auc, ap float64) {
	var tp, fp, area, sum float64
	order := p.order[c]
	for i := 0; i < len(order); {
		v := p.probs[order[i]][c]
		var yes, no float64
		for ; i < len(order) && p.probs[order[i]][c] == v; i++ {
			w := 1.0
			if weight != nil {
				w = weight[order[i]]
			}
			if p.truth[order[i]].Has(c) {
				yes += w
			} else {
				no += w
			}
		}
		area += no * (tp + yes/2)
		tp += yes
		fp += no
		if yes > 0 {
			sum += yes * tp / (tp + fp)
		}
	}
	return ratio(area, tp*fp), ratio(sum, tp)
}

// belief fills in what depends on the size of the probabilities.
func (p *Probabilities) belief(s *ProbScores, weight []float64) {
	const least = 1.0 / (1 << 52)
	for b := range s.Bins {
		s.Bins[b] = Bin{Lo: float64(b) / float64(p.bins), Hi: float64(b+1) / float64(p.bins)}
	}
	bin := func(confidence, right, w float64) {
		b := min(max(int(math.Ceil(confidence*float64(p.bins)))-1, 0), p.bins-1)
		s.Bins[b].N += w
		s.Bins[b].Confidence += w * confidence
		s.Bins[b].Share += w * right
	}
	var n, loss, brier float64
	for i, row := range p.probs {
		w := 1.0
		if weight != nil {
			if w = weight[i]; w == 0 {
				continue
			}
		}
		n += w
		best := 0
		for c, v := range row {
			y := 0.0
			if p.truth[i].Has(c) {
				y = 1
			}
			brier += w * (v - y) * (v - y)
			switch {
			case p.scheme.Many:
				t := v
				if y == 0 {
					t = 1 - v
				}
				loss -= w * math.Log(max(t, least))
				bin(v, y, w)
			case y == 1:
				loss -= w * math.Log(max(v, least))
			}
			if v > row[best] {
				best = c
			}
		}
		if !p.scheme.Many {
			right := 0.0
			if p.truth[i].Has(best) {
				right = 1
			}
			bin(row[best], right, w)
		}
	}
	each := n
	if p.scheme.Many {
		each = n * float64(len(p.order))
	}
	s.LogLoss, s.Brier, s.ECE, s.MaxGap = ratio(loss, each), ratio(brier, each), math.NaN(), math.NaN()
	if each == 0 {
		return
	}
	s.ECE, s.MaxGap = 0, 0
	for b := range s.Bins {
		bin := &s.Bins[b]
		bin.Confidence, bin.Share = ratio(bin.Confidence, bin.N), ratio(bin.Share, bin.N)
		if bin.N > 0 {
			gap := math.Abs(bin.Confidence - bin.Share)
			s.ECE += bin.N / each * gap
			s.MaxGap = max(s.MaxGap, gap)
		}
	}
}

// Point of a curve: X and Y as the curve says, At the least probability taken
// as a yes.
type Point struct{ X, Y, At float64 }

// PrecisionRecall returns the curve of precision (Y) against recall (X) of one
// class, recall ascending, one point for each distinct probability. It is nil
// if no item is of the class.
func (p *Probabilities) PrecisionRecall(class int) []Point {
	return p.curve(class, func(tp, fp, yes, _ float64) (x, y float64) { return ratio(tp, yes), ratio(tp, tp+fp) })
}

// ROC returns the curve of true positive rate (Y) against false positive rate
// (X) of one class, from (0, 0) to (1, 1). It is nil if all items or none are
// of the class.
func (p *Probabilities) ROC(class int) []Point {
	c := p.curve(class, func(tp, fp, yes, no float64) (x, y float64) { return ratio(fp, no), ratio(tp, yes) })
	if len(c) == 0 || math.IsNaN(c[0].X) {
		return nil
	}
	return append([]Point{{At: math.Inf(1)}}, c...)
}

func (p *Probabilities) curve(class int, f func(tp, fp, yes, no float64) (x, y float64)) []Point {
	order := p.order[class]
	yes := 0.0
	for _, i := range order {
		if p.truth[i].Has(class) {
			yes++
		}
	}
	if yes == 0 {
		return nil
	}
	no := float64(len(order)) - yes
	var out []Point
	tp, fp := 0.0, 0.0
	for n, i := range order {
		if p.truth[i].Has(class) {
			tp++
		} else {
			fp++
		}
		v := p.probs[i][class]
		if n+1 < len(order) && p.probs[order[n+1]][class] == v {
			continue
		}
		x, y := f(tp, fp, yes, no)
		out = append(out, Point{x, y, v})
	}
	return out
}
