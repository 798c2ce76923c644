package models

import "context"

// NBSVM is [SVM] on naive-Bayes log-count ratios, as Wang & Manning have it (2012, §2.3): [NBLogistic] with squared hinge loss.
// On tf-idf of unit length it did better than SVM where there are many classes (models/ACCURACY.md: Ohsumed, 20 Newsgroups).
type NBSVM NBLogistic

// DefaultNBSVM returns the defaults of nblogistic.
func DefaultNBSVM() NBSVM { return NBSVM(DefaultNBLogistic()) }

// Name returns "nbsvm".
func (NBSVM) Name() string { return "nbsvm" }

// Check names the field that is out of range.
func (t NBSVM) Check() error { return NBLogistic(t).check(t.Name()) }

// Train finds the optimum; see [NBLogistic.Train].
func (t NBSVM) Train(ctx context.Context, d *Data) (*Fit, error) {
	return first(t.Path(ctx, d, []float64{t.C}))
}
