package models

import "context"

// Pather is a trainer that can learn at several strengths of its penalty in one go.
type Pather interface {
	Trainer
	// Path trains at each C of cs in place of the trainer's own C, and returns the fits in the order of cs. It goes from the smallest C to
	// the largest and starts each where the last one ended, which is faster than training anew; the optima are the same within Tolerance.
	// Errors are those of Train; one of cs that is not finite and above 0 is an error too.
	Path(ctx context.Context, d *Data, cs []float64) ([]*Fit, error)
}

// Path implements [Pather].
func (t LogisticRegression) Path(ctx context.Context, d *Data, cs []float64) ([]*Fit, error) {
	return t.path(ctx, d, cs, recipe{name: t.Name(), loss: oneOrEach(d, softmaxLoss)})
}

// Path implements [Pather].
func (t SVM) Path(ctx context.Context, d *Data, cs []float64) ([]*Fit, error) {
	return LogisticRegression(t).path(ctx, d, cs, recipe{name: t.Name(), loss: hingeLoss})
}

// Path implements [Pather].
func (t Ordinal) Path(ctx context.Context, d *Data, cs []float64) ([]*Fit, error) {
	return LogisticRegression(t).path(ctx, d, cs, recipe{name: t.Name(), loss: oneOrEach(d, ordinalLoss)})
}

// Path implements [Pather].
func (t NBLogistic) Path(ctx context.Context, d *Data, cs []float64) ([]*Fit, error) {
	return t.scaled(ctx, d, cs, t.Name(), logisticLoss)
}

// Path implements [Pather].
func (t NBSVM) Path(ctx context.Context, d *Data, cs []float64) ([]*Fit, error) {
	return NBLogistic(t).scaled(ctx, d, cs, t.Name(), hingeLoss)
}

// path is Path for the trainers that share the solver: it checks trainer and data.
func (t LogisticRegression) path(ctx context.Context, d *Data, cs []float64, r recipe) ([]*Fit, error) {
	for _, c := range cs {
		t.C = c
		if err := t.check(r.name); err != nil {
			return nil, err
		}
	}
	if err := ready(ctx, d); err != nil {
		return nil, err
	}
	if r.ratios != nil {
		if err := notNegative(r.name, d); err != nil {
			return nil, err
		}
	}
	return t.solve(ctx, d, cs, r)
}
