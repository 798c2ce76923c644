package models

import "context"

// SVM is the L2-regularised linear support vector machine with squared hinge loss, each class against the rest (the
// problem of liblinear -s 1 and -s 2, Fan et al. 2008, but with an intercept that is not penalised). It minimises
//
//	1/S·Σᵢ sᵢ·max(0, 1 − yᵢ·zᵢ)² + 1/(2·C·S)·Σ W²
//
// for each class, in the terms of [LogisticRegression], whose fields it has; yᵢ is 1 for the rows that have the class, otherwise -1, and
// zᵢ the score. Balanced class weights are those of Many. Two classes, exactly one a row, need one such model. Unless rows mix others,
// coordinate descent in the dual (Hsieh et al. 2008) comes before Newton steps. Scores are margins, not log odds: calibrate before
// taking the probabilities at their word.
type SVM LogisticRegression

// DefaultSVM returns the defaults of logistic.
func DefaultSVM() SVM { return SVM(DefaultLogistic()) }

// Name returns "svm".
func (SVM) Name() string { return "svm" }

// Check names the field that is out of range.
func (t SVM) Check() error { return LogisticRegression(t).check(t.Name()) }

// Train finds the optimum; see [LogisticRegression.Train].
func (t SVM) Train(ctx context.Context, d *Data) (*Fit, error) {
	return first(t.Path(ctx, d, []float64{t.C}))
}
