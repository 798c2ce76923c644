package models

import (
	"context"
	"fmt"
	"math"
	"slices"
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
	MaxSteps  int       `json:"max_steps"` // limit of Newton steps, from 1; reaching it is a doubt
}

// DefaultLogistic returns C 1, no class weights, tolerance 1e-5 and at most 1000 steps.
func DefaultLogistic() LogisticRegression {
	return LogisticRegression{C: 1, Balance: "none", Tolerance: 1e-5, MaxSteps: 1000}
}

// Name returns "logistic".
func (LogisticRegression) Name() string { return "logistic" }

// Check names the field that is out of range.
func (t LogisticRegression) Check() error { return t.check(t.Name()) }

func (t LogisticRegression) check(name string) error {
	switch {
	case !(t.C > 0) || math.IsInf(t.C, 0):
		return fmt.Errorf("models: %s: c is %v, want a finite number above 0", name, t.C)
	case !(t.Tolerance > 0) || math.IsInf(t.Tolerance, 0):
		return fmt.Errorf("models: %s: tolerance is %v, want a finite number above 0", name, t.Tolerance)
	case t.MaxSteps < 1:
		return fmt.Errorf("models: %s: max_steps is %d, want from 1", name, t.MaxSteps)
	case !slices.Contains([]string{"none", "balanced", "explicit"}, t.Balance):
		return fmt.Errorf("models: %s: balance is %q, want none, balanced or explicit", name, t.Balance)
	case (t.Balance == "explicit") != (len(t.Weights) > 0):
		return fmt.Errorf("models: %s: weights go with balance explicit and only with it", name)
	}
	for k, w := range t.Weights {
		if !(w > 0) || math.IsInf(w, 0) {
			return fmt.Errorf("models: %s: weights[%d] is %v, want a finite number above 0", name, k, w)
		}
	}
	return nil
}

// Train finds the optimum by Newton steps. A class that no row has, or every row, gets zero weights and the intercept that
// Majority gives it. If the gradient stays above Tolerance, the best point found is returned with a doubt.
func (t LogisticRegression) Train(ctx context.Context, d *Data) (*Fit, error) {
	if err := t.Check(); err != nil {
		return nil, err
	}
	if err := ready(ctx, d); err != nil {
		return nil, err
	}
	return t.train(ctx, d, t.Name(), d.Many, nil, nil)
}

// train fits the checked trainer to checked data. With each, every class is set against the rest. ratios, if not nil,
// gives a factor for each feature and class that the values are scaled by; after, if not nil, may change the weights of
// the scaled features before they are compiled.
func (t LogisticRegression) train(ctx context.Context, d *Data, name string, each bool, ratios func(p *problem) []float64, after func(w []float64, k int)) (*Fit, error) {
	if t.Balance == "explicit" && len(t.Weights) != d.Classes {
		return nil, fmt.Errorf("models: %s: %d weights, want one for each of %d classes", name, len(t.Weights), d.Classes)
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
	pair := -1 // the other class where one model tells two apart
	if each && !d.Many && len(active) == 2 {
		active, pair = active[:1], active[1]
	}
	k := len(active)
	l := softmaxLoss
	if each {
		l = logisticLoss
	}
	p := newProblem(d, active, l)
	p.weigh(t.Balance, t.Weights, n, all)
	p.ridge = 1 / (t.C * all)
	if ratios != nil {
		p.ratio = ratios(p)
	}
	x := make([]float64, p.size())
	for a, c := range active {
		x[p.width*k+a] = prior(each, n[c], all)
	}
	best, err := p.newton(ctx, x, t.Tolerance, t.MaxSteps)
	if err != nil {
		return nil, err
	}
	fit.Iterations, fit.Loss, fit.Gradient = best.steps, best.value, best.largest
	if !(fit.Gradient <= t.Tolerance) {
		fit.Doubts = append(fit.Doubts, fmt.Sprintf("%s: the gradient stopped at %.2g, above the tolerance %.2g", name, fit.Gradient, t.Tolerance))
	}
	w, b := x[:p.width*k], x[p.width*k:]
	if after != nil {
		after(w, k)
	}
	for i, r := range p.ratio {
		w[i] *= r
	}
	if pair >= 0 { // softmax of ±s/2 is the sigmoid of s
		c := active[0]
		for at, v := range w {
			row := m.W[int(p.feature[at])*d.Classes:]
			row[c], row[pair] = float32(v/2), float32(-v/2)
		}
		floor := (m.B[c] + m.B[pair]) / 2 // keeps absent classes where they were beside these two
		m.B[c], m.B[pair] = floor+b[0]/2, floor-b[0]/2
		return fit, nil
	}
	spread(m, w, p.feature, active)
	for a, c := range active {
		m.B[c] = b[a]
	}
	return fit, nil
}

// spread stores w[i*K+a] as the weights of feature[i] for the active classes, centred over these classes for Softmax,
// which moves no probability among them.
func spread(m *Linear, w []float64, feature []uint32, active []int) {
	k := len(active)
	for i, f := range feature {
		row, mean := w[i*k:][:k], 0.0
		if m.Link == Softmax {
			for _, v := range row {
				mean += v / float64(k)
			}
		}
		for a, c := range active {
			m.W[int(f)*m.Classes+c] = float32(row[a] - mean)
		}
	}
}
