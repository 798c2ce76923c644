package labels

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// ClassScore is how well one class was found. Support is the number of items
// truly of the class, Predicted the number it was given to. MCC and Kappa are
// of the class against the rest. NaN is undefined: see Undefined.
type ClassScore struct {
	Name                  string
	Precision, Recall, F1 float64
	Support, Predicted    float64
	Kappa, MCC            float64
}

// Undefined says why a figure of the class (precision, recall, f1, kappa, mcc)
// is NaN; it is "" where the figure is defined.
func (c *ClassScore) Undefined(figure string) string {
	switch {
	case figure == "precision" && c.Predicted == 0:
		return "never predicted"
	case figure == "recall" && c.Support == 0:
		return "no such item"
	case figure == "f1" && c.Predicted == 0 && c.Support == 0:
		return "no such item, and never predicted"
	case figure == "kappa" && math.IsNaN(c.Kappa), figure == "mcc" && math.IsNaN(c.MCC):
		return "all items are alike in truth or in prediction"
	}
	return ""
}

// Scores is every figure that can be had from a confusion. A figure that is
// undefined, or has no meaning for the kind of scheme, is NaN; Undefined says
// why. Definitions and sources are in the registry: see Metrics.
type Scores struct {
	Scheme   *Scheme
	N        float64
	PerClass []ClassScore

	Accuracy, Balanced                            float64 // single label
	MacroPrecision, MacroRecall, MacroF1          float64
	WeightedPrecision, WeightedRecall, WeightedF1 float64
	MicroPrecision, MicroRecall, MicroF1          float64
	SamplesPrecision, SamplesRecall, SamplesF1    float64 // many labels
	SubsetAccuracy, Hamming                       float64
	MCC, Kappa                                    float64 // single label
	WeightedKappa, QuadraticKappa                 float64 // ordered
}

// Score compares predictions with truth, item by item. It panics as
// NewConfusion does.
func Score(s *Scheme, truth, pred []Set) *Scores {
	return NewConfusion(s, truth, pred, nil).Scores()
}

// ratio is a/b, NaN for b = 0.
func ratio(a, b float64) float64 {
	if b == 0 {
		return math.NaN()
	}
	return a / b
}

// Scores computes the figures of a confusion.
//
// In macro averages a class that occurs in the truth or in the predictions
// counts once, an undefined precision or recall of it as 0; classes that occur
// in neither are left out. This is scikit-learn's rule for the labels at hand.
func (c *Confusion) Scores() *Scores {
	s := &Scores{PerClass: make([]ClassScore, len(c.TP))}
	c.ScoresInto(s)
	return s
}

// ScoresInto is Scores without allocating: it fills s, whose PerClass must have
// one entry for each class (or be nil).
func (c *Confusion) ScoresInto(s *Scores) {
	nan := math.NaN()
	per := s.PerClass
	if per == nil {
		per = make([]ClassScore, len(c.TP))
	}
	*s = Scores{Scheme: c.Scheme, N: c.N, PerClass: per}
	var tp, fp, fn, met, seen float64
	for k := range per {
		p := &per[k]
		*p = ClassScore{Name: c.Scheme.Classes[k].Name, Support: c.TP[k] + c.FN[k], Predicted: c.TP[k] + c.FP[k]}
		p.Precision = ratio(c.TP[k], p.Predicted)
		p.Recall = ratio(c.TP[k], p.Support)
		p.F1 = ratio(2*c.TP[k], p.Predicted+p.Support)
		p.Kappa, p.MCC = oneVsRest(c.TP[k], c.FP[k], c.FN[k], c.N)
		tp, fp, fn = tp+c.TP[k], fp+c.FP[k], fn+c.FN[k]
		if p.Support > 0 {
			met++
			s.Balanced += p.Recall
			s.WeightedRecall += p.Support * p.Recall
		}
		if p.Support+p.Predicted > 0 {
			seen++
			s.MacroPrecision += orZero(p.Precision)
			s.MacroRecall += orZero(p.Recall)
			s.MacroF1 += p.F1
			s.WeightedPrecision += p.Support * orZero(p.Precision)
			s.WeightedF1 += p.Support * p.F1
		}
	}
	s.Balanced = ratio(s.Balanced, met)
	s.MacroPrecision, s.MacroRecall, s.MacroF1 = ratio(s.MacroPrecision, seen), ratio(s.MacroRecall, seen), ratio(s.MacroF1, seen)
	s.WeightedPrecision, s.WeightedRecall, s.WeightedF1 = ratio(s.WeightedPrecision, tp+fn), ratio(s.WeightedRecall, tp+fn), ratio(s.WeightedF1, tp+fn)
	s.MicroPrecision, s.MicroRecall, s.MicroF1 = ratio(tp, tp+fp), ratio(tp, tp+fn), ratio(2*tp, 2*tp+fp+fn)
	s.SubsetAccuracy = ratio(c.Exact, c.N)
	s.Hamming = ratio(c.Differing, c.N*float64(len(per)))
	s.SamplesPrecision, s.SamplesRecall, s.SamplesF1 = nan, nan, nan
	s.Accuracy, s.MCC, s.Kappa, s.WeightedKappa, s.QuadraticKappa = nan, nan, nan, nan, nan
	if c.Cells == nil {
		s.Balanced = nan
		s.SamplesPrecision, s.SamplesRecall, s.SamplesF1 = ratio(c.Sample[0], c.N), ratio(c.Sample[1], c.N), ratio(c.Sample[2], c.N)
		return
	}
	s.Accuracy = s.SubsetAccuracy
	s.MCC = c.MCC()
	s.Kappa = c.Kappa(Unweighted)
	if c.Scheme.Ordered {
		s.WeightedKappa = c.Kappa(Linear)
		s.QuadraticKappa = c.Kappa(Quadratic)
	}
}

func orZero(x float64) float64 {
	if math.IsNaN(x) {
		return 0
	}
	return x
}

// oneVsRest returns Cohen's kappa and Matthews' correlation of one class against
// the rest.
func oneVsRest(tp, fp, fn, n float64) (kappa, mcc float64) {
	tn := n - tp - fp - fn
	t, p := tp+fn, tp+fp
	kappa = ratio(2*(tp*tn-fp*fn), p*(n-t)+t*(n-p))
	mcc = ratio(tp*tn-fp*fn, math.Sqrt(t*p*(n-t)*(n-p)))
	return kappa, mcc
}

// Weights is how much a disagreement counts in a weighted kappa.
type Weights int

// The weights: every disagreement alike, by the distance of the classes in the
// scheme's order, or by its square.
const (
	Unweighted Weights = iota
	Linear
	Quadratic
)

func (w Weights) of(i, j int) float64 {
	d := math.Abs(float64(i - j))
	switch w {
	case Linear:
		return d
	case Quadratic:
		return d * d
	}
	return min(d, 1)
}

// Kappa returns Cohen's kappa (Cohen 1960), weighted (Cohen 1968) for other
// weights than Unweighted:
//
//	κ = 1 − Σᵢⱼ wᵢⱼ oᵢⱼ ∕ Σᵢⱼ wᵢⱼ eᵢⱼ,  eᵢⱼ = rowᵢ·columnⱼ ∕ n
//
// with w the disagreement. It is NaN if no disagreement is to be expected (one
// class only on both sides) and for many-label schemes. Unanswered items do not
// count.
func (c *Confusion) Kappa(w Weights) float64 {
	if c.Cells == nil {
		return math.NaN()
	}
	k, _ := c.Cells.Dims()
	rows, columns, n := c.margins()
	var seen, expected float64
	raw := c.Cells.RawMatrix()
	for i := range k {
		for j := range k {
			weight := w.of(i, j)
			seen += weight * raw.Data[i*raw.Stride+j]
			expected += weight * rows[i] * columns[j]
		}
	}
	return 1 - ratio(seen*n, expected)
}

// margins returns the sums of rows and columns and of all cells.
func (c *Confusion) margins() (rows, columns []float64, n float64) {
	k, _ := c.Cells.Dims()
	sums := make([]float64, 2*k)
	rows, columns = sums[:k], sums[k:]
	raw := c.Cells.RawMatrix()
	for i := range k {
		for j := range k {
			v := raw.Data[i*raw.Stride+j]
			rows[i] += v
			columns[j] += v
			n += v
		}
	}
	return rows, columns, n
}

// MCC returns Matthews' correlation for any number of classes, R_K of Gorodkin
// (2004), equation 8 in the form of sums:
//
//	(c·n − Σ tₖpₖ) ∕ √((n² − Σ pₖ²)(n² − Σ tₖ²))
//
// with c the right items, t and p the sums of rows and columns. It is NaN if
// truth or prediction is one class only, and for many-label schemes.
func (c *Confusion) MCC() float64 {
	if c.Cells == nil {
		return math.NaN()
	}
	rows, columns, n := c.margins()
	var tp, tt, pp float64
	for k := range rows {
		tp += rows[k] * columns[k]
		tt += rows[k] * rows[k]
		pp += columns[k] * columns[k]
	}
	return ratio(mat.Trace(c.Cells)*n-tp, math.Sqrt(n*n-pp)*math.Sqrt(n*n-tt))
}

// FAverage returns the mean F1 over chosen classes, SemEval's F_avg (Mohammad
// et al. 2016). A class that occurs in neither truth nor prediction counts 0,
// as in the official scorer. It is NaN for no class.
func (s *Scores) FAverage(classes ...int) float64 {
	sum := 0.0
	for _, k := range classes {
		sum += orZero(s.PerClass[k].F1)
	}
	return ratio(sum, float64(len(classes)))
}
