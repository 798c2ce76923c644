package models

import (
	"context"
	"errors"
	"fmt"
	"math"
)

// Majority predicts the share of each class in the training data whatever the text: the floor for every other trainer.
type Majority struct{}

// Name returns "majority".
func (Majority) Name() string { return "majority" }

// Check returns nil: there are no hyperparameters.
func (Majority) Check() error { return nil }

// Train returns a model with zero weights and B = ln(n/S), or ln(n/(S−n)) for Many, where n is the weight of the rows of
// the class and S that of all rows. Where that is not finite, B is ln(½/(S+1)), or ln((n+½)/(S−n+½)) for Many. Doubts name the
// classes that no row or every row has.
func (Majority) Train(ctx context.Context, d *Data) (*Fit, error) {
	if err := ready(ctx, d); err != nil {
		return nil, err
	}
	m := newLinear(d.features(), d.Classes, d.link())
	n, all := d.totals()
	for k, v := range n {
		m.B[k] = prior(d.Many, v, all)
	}
	return &Fit{Linear: m, Doubts: oneSided(d.Many, n, all), Loss: math.NaN(), Gradient: math.NaN()}, nil
}

// ready returns the error of the context if that has ended or is nil, or else what is wrong with the data.
func ready(ctx context.Context, d *Data) error {
	if ctx == nil {
		return errors.New("models: the context is nil: give context.Background()")
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return d.Check()
}

// prior returns B of [Majority.Train] for a class of weight n of all.
func prior(many bool, n, all float64) float64 {
	if !many {
		if n == 0 {
			return math.Log(0.5 / (all + 1))
		}
		return math.Log(n / all)
	}
	if n == 0 || n == all {
		return math.Log((n + 0.5) / (all - n + 0.5))
	}
	return math.Log(n / (all - n))
}

// oneSided returns a doubt for each class that no row has or, where that leaves nothing to tell apart, every row.
func oneSided(many bool, n []float64, all float64) (doubts []string) {
	for k, v := range n {
		if v == 0 {
			doubts = append(doubts, fmt.Sprintf("class %d has no items to learn from", k))
		} else if v == all && (many || len(n) > 1) {
			doubts = append(doubts, fmt.Sprintf("class %d is the class of every item", k))
		}
	}
	return doubts
}
