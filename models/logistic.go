package models

import (
	"cmp"
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
//
// Balanced class weights make all classes count alike: S/(K·n) for a class whose rows have the weight n, where K classes have
// rows; for Many S/(2·n) on the rows that have the class and S/(2·(S−n)) on the others.
type LogisticRegression struct {
	C         float64   `json:"c"`         // inverse strength of L2, above 0
	Balance   string    `json:"balance"`   // class weights: none (all 1), balanced (see below) or explicit
	Weights   []float64 `json:"weights"`   // explicit: one a class, above 0; for Many only on the rows that have the class
	Tolerance float64   `json:"tolerance"` // largest absolute component of the gradient at which to stop, above 0
	MaxSteps  int       `json:"max_steps"` // most Newton steps, at least 1; if these do not suffice, that is a doubt
}

// DefaultLogistic returns C 1, no class weights, tolerance 1e-5 and at most 1000 steps.
func DefaultLogistic() LogisticRegression {
	return LogisticRegression{C: 1, Balance: "none", Tolerance: 1e-5, MaxSteps: 1000}
}

// Name returns "logistic".
func (LogisticRegression) Name() string { return "logistic" }

// Check names the field that is out of range.
func (t LogisticRegression) Check() error { return t.check(t.Name()) }

// Hyperparameters that stand in products and quotients lie between these: none of them helps beyond, and the weights would overflow.
const soberLeast, soberMost = 1e-50, 1e50

// sober tells whether a hyperparameter lies between its limits.
func sober(v float64) bool { return v >= soberLeast && v <= soberMost }

// check is Check for the trainer of that name.
func (t LogisticRegression) check(name string) error {
	switch {
	case !sober(t.C):
		return fmt.Errorf("models: %s: c is %v, want %v to %v", name, t.C, soberLeast, soberMost)
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
		if !sober(w) {
			return fmt.Errorf("models: %s: weights[%d] is %v, want %v to %v", name, k, w, soberLeast, soberMost)
		}
	}
	return nil
}

// Train finds the optimum by Newton steps. A class that no row has gets zero weights and the intercept that [Majority] gives it, and so
// does one that every row has. If the gradient stays above Tolerance, the best point found is returned with a doubt. Besides what
// [Trainer] says, Weights that are not one a class are an error.
func (t LogisticRegression) Train(ctx context.Context, d *Data) (*Fit, error) {
	return first(t.Path(ctx, d, []float64{t.C}))
}

// recipe says in what the trainers differ that share the solver.
type recipe struct {
	name   string // for errors and doubts
	loss   loss
	ratios func(p *problem) []float64    // if not nil, factors that values are scaled by
	after  func(p *problem, w []float64) // if not nil, may change the weights w of the scaled features
}

// oneOrEach returns logisticLoss for Many and l otherwise.
func oneOrEach(d *Data, l loss) loss {
	if d.Many {
		return logisticLoss
	}
	return l
}

// first returns the first of the fits of a path.
func first(fits []*Fit, err error) (*Fit, error) {
	if err != nil {
		return nil, err
	}
	return fits[0], nil
}

// solve fits the checked trainer to checked data at each C.
func (t LogisticRegression) solve(ctx context.Context, d *Data, cs []float64, r recipe) ([]*Fit, error) {
	if t.Balance == "explicit" && len(t.Weights) != d.Classes {
		return nil, fmt.Errorf("models: %s: %d weights, want one for each of %d classes", r.name, len(t.Weights), d.Classes)
	}
	d = d.weighted()
	n, all := d.totals()
	base := newLinear(d.features(), d.Classes, d.link())
	var active []int
	for k, v := range n {
		base.B[k] = prior(d.Many, v, all)
		if v > 0 && (!d.Many || v < all) {
			active = append(active, k)
		}
	}
	fits := make([]*Fit, len(cs))
	for i := range fits {
		m := *base
		m.W, m.B = slices.Clone(base.W), slices.Clone(base.B)
		fits[i] = &Fit{Linear: &m, Doubts: oneSided(d.Many, n, all), Loss: math.NaN(), Gradient: math.NaN()}
	}
	if len(active) == 0 || !d.Many && len(active) == 1 {
		return fits, nil
	}
	each := r.loss == logisticLoss || r.loss == hingeLoss
	pair := -1 // the other class where one model tells two apart
	if each && !d.Many && len(active) == 2 {
		active, pair = active[:1], active[1]
	}
	p := newProblem(d, active, r.loss)
	p.weigh(t.Balance, t.Weights, n, all)
	if r.ratios != nil {
		p.ratio = r.ratios(p)
	}
	x := make([]float64, p.size())
	for a, c := range active {
		x[p.width*p.k+a] = prior(each, n[c], all)
	}
	order := upTo(len(cs) - 1)
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(cs[i], cs[j]) })
	for _, i := range order {
		p.ridge = 1 / (cs[i] * all)
		if r.loss == hingeLoss && p.blocks == nil {
			if err := p.descend(ctx, x, t.Tolerance); err != nil {
				return nil, err
			}
		}
		best, err := p.newton(ctx, x, t.Tolerance, t.MaxSteps)
		if err != nil {
			return nil, err
		}
		fit := fits[i]
		fit.Iterations, fit.Loss, fit.Gradient = best.steps, best.value, best.largest
		if !(fit.Gradient <= t.Tolerance) {
			fit.Doubts = append(fit.Doubts, fmt.Sprintf("%s: the gradient stopped at %.2g, above the tolerance %.2g", r.name, fit.Gradient, t.Tolerance))
		}
		w, b := slices.Clone(x[:p.width*p.k]), x[p.width*p.k:]
		if r.after != nil {
			r.after(p, w)
		}
		for j, s := range p.ratio {
			w[j] *= s
		}
		p.compile(fit.Linear, w, b, pair)
	}
	return fits, nil
}

// compile stores the weights w and intercepts b in the model, whose B holds priors so far. Weights for Softmax are centred over the
// active classes, which moves no probability among them. pair is the other class where one column tells two classes apart,
// otherwise -1.
func (p *problem) compile(m *Linear, w, b []float64, pair int) {
	if pair >= 0 { // softmax of ±s/2 is the sigmoid of s
		c := p.class[0]
		for i, f := range p.feature {
			for b := range p.k {
				row := m.W[(b*p.d.Width+int(f))*m.Classes:]
				row[c], row[pair] = float32(w[i*p.k+b]/2), float32(-w[i*p.k+b]/2)
			}
		}
		floor := (m.B[c] + m.B[pair]) / 2 // keeps absent classes where they were beside these two
		m.B[c], m.B[pair] = floor+b[0]/2, floor-b[0]/2
		return
	}
	for a, c := range p.class {
		m.B[c] = b[a]
	}
	for i, f := range p.feature {
		for b := range p.k / p.t {
			row, mean := w[i*p.k+b*p.t:][:p.t], 0.0
			if m.Link == Softmax && p.loss != ordinalLoss {
				for _, v := range row {
					mean += v / float64(p.t)
				}
			}
			for a, c := range p.class {
				v := row[min(a, p.t-1)] - mean
				if p.loss == ordinalLoss {
					v *= p.values[a]
				}
				m.W[(b*p.d.Width+int(f))*m.Classes+c] = float32(v)
			}
		}
	}
}
