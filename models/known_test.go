package models

import (
	"math"
	"testing"

	"github.com/parley-go/parley/features"
)

// Manning, Raghavan & Schütze (2008), example 13.1: Chinese Beijing Shanghai Macao Tokyo Japan; class 0 is China.
func chinese() *Data {
	v := func(index []uint32, value ...float32) features.Vector {
		return features.Vector{Index: index, Value: value}
	}
	return &Data{Width: 6, Classes: 2, Y: []Classes{Single(0), Single(0), Single(0), Single(1)}, X: []features.Vector{
		v([]uint32{0, 1}, 2, 1), v([]uint32{0, 2}, 2, 1), v([]uint32{0, 3}, 1, 1), v([]uint32{0, 4, 5}, 1, 1, 1)}}
}

func TestBayesManning(t *testing.T) {
	p := train(t, DefaultBayes(), chinese()).Linear.Probs(nil, features.Vector{Index: []uint32{0, 4, 5}, Value: []float32{3, 1, 1}})
	a := 3.0 / 4 * math.Pow(3.0/7, 3) / 14 / 14       // 0.0003 in the book
	b := 1.0 / 4 * math.Pow(2.0/9, 3) * 2 / 9 * 2 / 9 // 0.0001
	if want := a / (a + b); math.Abs(p[0]-want) > 1e-6 {
		t.Errorf("P(China) = %v, want %v", p[0], want)
	}
}

func TestBayesRefusesFractions(t *testing.T) {
	d := chinese()
	d.X[0].Value[0] = 0.5
	if _, err := DefaultBayes().Train(t.Context(), d); err == nil {
		t.Error("half a count was taken")
	}
}

// Figures of scikit-learn 1.2.1 on small(false), first row: LogisticRegression(C=1, tol=1e-10),
// MultinomialNB and ComplementNB with alpha 1 and 0.5.
func TestScikitLearn(t *testing.T) {
	d := small(false)
	if fit := train(t, DefaultLogistic(), d); math.Abs(fit.Loss-0.38427211548) > 1e-6 {
		t.Errorf("logistic: loss %v, want 0.38427211548", fit.Loss)
	}
	for _, c := range []struct {
		tr   Trainer
		want []float64
		tol  float64
	}{
		{DefaultLogistic(), []float64{0.70775235, 0.1277772, 0.16447045}, 1e-5},
		{DefaultBayes(), []float64{0.91163308, 0.03126446, 0.05710247}, 1e-6},
		{Bayes{Parts: 2}, []float64{0.95612399, 0.01454983, 0.02932618}, 1e-6},
		{DefaultComplement(), []float64{0.87593705, 0.05434953, 0.06971341}, 1e-6},
		{Bayes{Parts: 2, complement: true}, []float64{0.93225442, 0.02943382, 0.03831176}, 1e-6},
	} {
		p := train(t, c.tr, d).Linear.Probs(nil, d.X[0])
		for k := range p {
			if math.Abs(p[k]-c.want[k]) > c.tol {
				t.Errorf("%s %+v: probabilities %v, want %v", c.tr.Name(), c.tr, p, c.want)
				break
			}
		}
	}
}
