package models

import "context"

// Ordinal is logistic regression for classes in order, as the adjacent-category model (Agresti 2010, §4.1): all classes
// share one direction w, and each step up the scale multiplies the odds of a class over the one below by exp(w·x),
//
//	score[c] = (c − mean of the class numbers)·(w·x) + b[c]
//
// so that it is a softmax model whose weights for a feature are multiples of one number. It minimises the objective of
// [LogisticRegression], whose fields it has, with Σ w² as penalty. For Many, where classes have no order, it is logistic.
type Ordinal LogisticRegression

// DefaultOrdinal returns the defaults of logistic.
func DefaultOrdinal() Ordinal { return Ordinal(DefaultLogistic()) }

// Name returns "ordinal".
func (Ordinal) Name() string { return "ordinal" }

// Check names the field that is out of range.
func (t Ordinal) Check() error { return LogisticRegression(t).check(t.Name()) }

// Train finds the optimum; see [LogisticRegression.Train].
func (t Ordinal) Train(ctx context.Context, d *Data) (*Fit, error) {
	return first(t.Path(ctx, d, []float64{t.C}))
}
