package models

import (
	"context"
	"fmt"
	"math"
)

// NBLogistic is logistic regression on naive-Bayes log-count ratios (Wang & Manning 2012, §2.3, with the logistic loss
// in place of their hinge). For each class against the rest, feature f is scaled by
//
//	r[f] = ln( (α + p[f]) / Σ(α + p) ) − ln( (α + q[f]) / Σ(α + q) )
//
// where p and q sum weight · value of f over the rows that have the class and the rows that have not, and Σ is over all features that
// a row of weight above 0 has. A logistic regression with the fields of [LogisticRegression], whose class
// weights are those of Many, learns w on the scaled features, and the model is W = r∘(β·w + (1−β)·mean|w|), the mean being over the
// same features.
// Two classes need one such model; more have one each and their log odds, centred over classes, become softmax scores.
// Values, and the weights of Blocks, must be at least 0: counts, binary values (what the paper found best) or tf-idf.
type NBLogistic struct {
	LogisticRegression
	Alpha float64 `json:"alpha"` // α, what smoothing adds to each sum, above 0
	Beta  float64 `json:"beta"`  // β, 0 (nearly naive Bayes) to 1 (the logistic regression alone)
}

// DefaultNBLogistic returns α 1 and β 1 with the defaults of logistic.
func DefaultNBLogistic() NBLogistic {
	return NBLogistic{LogisticRegression: DefaultLogistic(), Alpha: 1, Beta: 1}
}

// Name returns "nblogistic".
func (NBLogistic) Name() string { return "nblogistic" }

// Check names the field that is out of range.
func (t NBLogistic) Check() error { return t.check(t.Name()) }

// check is Check for the trainer of that name.
func (t NBLogistic) check(name string) error {
	if !sober(t.Alpha) {
		return fmt.Errorf("models: %s: alpha is %v, want %v to %v", name, t.Alpha, soberLeast, soberMost)
	}
	if !(t.Beta >= 0 && t.Beta <= 1) {
		return fmt.Errorf("models: %s: beta is %v, want 0 to 1", name, t.Beta)
	}
	return t.LogisticRegression.check(name)
}

// Train fits one scaled regression a class. A value below 0 is an error, as is such a weight in Blocks; the rest is as for
// [LogisticRegression.Train].
func (t NBLogistic) Train(ctx context.Context, d *Data) (*Fit, error) {
	return first(t.Path(ctx, d, []float64{t.C}))
}

// scaled is Path with a loss, for the trainer of that name.
func (t NBLogistic) scaled(ctx context.Context, d *Data, cs []float64, name string, l loss) ([]*Fit, error) {
	if err := t.check(name); err != nil {
		return nil, err
	}
	ratios := func(p *problem) []float64 { return p.logCountRatios(t.Alpha) }
	after := func(p *problem, w []float64) {
		if t.Beta == 1 {
			return
		}
		for a := range p.t {
			mean := 0.0
			for i := a; i < len(w); i += p.t {
				mean += math.Abs(w[i])
			}
			mean *= 1 / float64(max(1, p.counted[a]))
			for i := a; i < len(w); i += p.t {
				w[i] = t.Beta*w[i] + (1-t.Beta)*mean
			}
		}
	}
	return t.path(ctx, d, cs, recipe{name, l, ratios, after})
}

// notNegative returns an error for checked data with a value, or a weight in Blocks, below 0.
func notNegative(name string, d *Data) error {
	for b, m := range d.Blocks {
		for _, w := range m.Weight {
			if w < 0 {
				return fmt.Errorf("models: %s: block %d mixes a row with weight %v, want from 0", name, b, w)
			}
		}
	}
	for i, x := range d.X {
		for j, v := range x.Value {
			if v < 0 {
				return fmt.Errorf("models: %s: row %d has value %v of feature %d, want from 0: features with negative values, such as word vectors, need another model", name, i, v, x.Index[j])
			}
		}
	}
	return nil
}

// logCountRatios returns r of each feature and column, for its class against the rest, and sets p.counted. Features that no row of weight has
// are not counted: their r is 0.
func (p *problem) logCountRatios(alpha float64) []float64 {
	sums := func(of func(y Classes, class int) bool) []float64 {
		s := &p.exact
		for i, y := range p.d.Y {
			for a, c := range p.class {
				s.column[i*p.t+a] = 0
				if of(y, c) {
					s.column[i*p.t+a] = p.d.weight(i)
				}
			}
		}
		rows, out := unmix(p, s, false), make([]float64, p.width*p.k)
		each(p.featureShards, func(_, lo, hi int) { gather(p, out, rows, lo, hi) })
		return out
	}
	has, rest := sums(Classes.Has), sums(func(y Classes, class int) bool { return !y.Has(class) })
	in, out := make([]float64, p.t), make([]float64, p.t)
	absent := func(i int) bool { return has[i]+rest[i] == 0 }
	p.counted = make([]int, p.t)
	for i := range has {
		if !absent(i) {
			p.counted[i%p.t]++
			in[i%p.t] += alpha + has[i]
			out[i%p.t] += alpha + rest[i]
		}
	}
	for i := range has {
		if !absent(i) {
			has[i] = math.Log((alpha+has[i])/in[i%p.t]) - math.Log((alpha+rest[i])/out[i%p.t])
		}
	}
	return has
}
