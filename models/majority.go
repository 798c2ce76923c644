package models

import (
	"context"
	"fmt"
	"math"
)

// Majority predicts the share of each class in the training data whatever the text: the floor for every other trainer.
type Majority struct{}

// Name returns "majority".
func (Majority) Name() string { return "majority" }

// Check returns nil: there are no hyperparameters.
func (Majority) Check() error { return nil }

// Train returns a model with zero weights and B = ln p, or ln(p/(1-p)) for Many, where p is the class's share of the
// weight; a share of 0 or 1 is moved inside by half a row and noted in Doubts.
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

func ready(ctx context.Context, d *Data) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return d.Check()
}

// prior returns the log share, or log odds for Many, of a class with weight n of all.
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
