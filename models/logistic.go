package models

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/optimize"
)

// LogisticRegression learns softmax regression, or one logistic regression a class for Many. It minimises
//
//	1/S·Σᵢ sᵢ·ℓᵢ + 1/(2·C·S)·Σ W²    with sᵢ = row weight · class weight, S = Σ row weights,
//
// where ℓ is the negative log probability of the row's class (summed over classes for Many) and intercepts are not
// penalised. It is scikit-learn's C·Σ sᵢℓᵢ + ½‖W‖² divided by C·S: the optimum is the same.
type LogisticRegression struct {
	C         float64   `json:"c"`         // inverse strength of L2, above 0
	Balance   string    `json:"balance"`   // none, balanced (all/(classes·count)) or explicit
	Weights   []float64 `json:"weights"`   // explicit: one a class; for Many on the rows that have the class
	Tolerance float64   `json:"tolerance"` // largest absolute gradient component at which to stop, above 0
	MaxSteps  int       `json:"max_steps"` // limit of L-BFGS steps, from 1; reaching it is a doubt
}

// DefaultLogistic returns C 1, no class weights, tolerance 1e-6 and at most 1000 steps.
func DefaultLogistic() LogisticRegression {
	return LogisticRegression{C: 1, Balance: "none", Tolerance: 1e-6, MaxSteps: 1000}
}

// Name returns "logistic".
func (LogisticRegression) Name() string { return "logistic" }

// Check names the field that is out of range.
func (t LogisticRegression) Check() error {
	switch {
	case !(t.C > 0) || math.IsInf(t.C, 0):
		return fmt.Errorf("models: logistic: c is %v, want a finite number above 0", t.C)
	case !(t.Tolerance > 0) || math.IsInf(t.Tolerance, 0):
		return fmt.Errorf("models: logistic: tolerance is %v, want a finite number above 0", t.Tolerance)
	case t.MaxSteps < 1:
		return fmt.Errorf("models: logistic: max_steps is %d, want from 1", t.MaxSteps)
	case !slices.Contains([]string{"none", "balanced", "explicit"}, t.Balance):
		return fmt.Errorf("models: logistic: balance is %q, want none, balanced or explicit", t.Balance)
	case (t.Balance == "explicit") != (len(t.Weights) > 0):
		return errors.New("models: logistic: weights go with balance explicit and only with it")
	}
	for k, w := range t.Weights {
		if !(w > 0) || math.IsInf(w, 0) {
			return fmt.Errorf("models: logistic: weights[%d] is %v, want a finite number above 0", k, w)
		}
	}
	return nil
}

// Train finds the optimum by L-BFGS. A class that no row has, or every row, gets zero weights and the intercept that
// Majority gives it. If the gradient stays above Tolerance, the best point found is returned with a doubt.
func (t LogisticRegression) Train(ctx context.Context, d *Data) (*Fit, error) {
	if err := t.Check(); err != nil {
		return nil, err
	}
	if err := ready(ctx, d); err != nil {
		return nil, err
	}
	if t.Balance == "explicit" && len(t.Weights) != d.Classes {
		return nil, fmt.Errorf("models: logistic: %d weights, want one for each of %d classes", len(t.Weights), d.Classes)
	}
	n, all := d.totals()
	m := newLinear(d.Width, d.Classes, d.link())
	fit := &Fit{Linear: m, Doubts: absent(d.Many, n, all)}
	var active []int
	for k, v := range n {
		m.B[k] = prior(d.Many, v, all)
		if v > 0 && (!d.Many || v < all) {
			active = append(active, k)
		}
	}
	if len(active) == 0 || !d.Many && len(active) == 1 {
		return fit, nil
	}
	p := newProblem(d, active)
	p.weigh(t, n, all)
	p.ridge = 1 / (t.C * all)
	x := make([]float64, (d.Width+1)*len(active))
	for a, k := range active {
		x[d.Width*len(active)+a] = m.B[k]
	}
	status := func() (optimize.Status, error) {
		if err := ctx.Err(); err != nil {
			return optimize.Failure, err
		}
		return optimize.NotTerminated, nil
	}
	res, err := optimize.Minimize(
		optimize.Problem{Func: p.value, Grad: p.gradient, Status: status}, x,
		&optimize.Settings{GradientThreshold: t.Tolerance, MajorIterations: t.MaxSteps, Converger: optimize.NeverTerminate{}},
		&optimize.LBFGS{})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if res == nil {
		return nil, fmt.Errorf("models: logistic: %w", err)
	}
	fit.Iterations, fit.Loss = res.MajorIterations, p.value(res.X)
	fit.Gradient = largest(p.grad)
	if !(fit.Gradient <= t.Tolerance) {
		fit.Doubts = append(fit.Doubts, fmt.Sprintf("logistic: the gradient stopped at %.2g, above the tolerance %.2g", fit.Gradient, t.Tolerance))
	}
	for f := range d.Width {
		for a, k := range active {
			m.W[f*d.Classes+k] = float32(res.X[f*len(active)+a])
		}
	}
	for a, k := range active {
		m.B[k] = res.X[d.Width*len(active)+a]
	}
	return fit, nil
}
