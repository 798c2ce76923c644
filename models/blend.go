package models

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
)

// Part is one of the trainers of a [Blend].
type Part struct {
	Name    string          `json:"name"`              // one of Names, but for blend
	Options json.RawMessage `json:"options,omitempty"` // as for DecodeTrainer; left out means its defaults
}

// Blend adds the scores of two trainers: a weighted product of experts (Hinton 2002), and still one [Linear]. As some
// trainers give larger scores than others, both are first brought to the smaller spread of the two on the training rows:
//
//	score = share·σ/σ₁·score₁ + (1−share)·σ/σ₂·score₂,  σ = min(σ₁, σ₂)
//
// where σ₁ and σ₂ are the standard deviations of what the features add to the scores, around the mean of each class. A trainer
// that gives all rows the same scores leaves both as they are.
type Blend struct {
	First  Part    `json:"first"`
	Second Part    `json:"second"`
	Share  float64 `json:"share"` // weight of the first, 0 to 1
}

// DefaultBlend returns nblogistic and logistic in equal shares: both take counts and tf-idf.
func DefaultBlend() Blend { return Blend{Part{Name: "nblogistic"}, Part{Name: "logistic"}, 0.5} }

// Name returns "blend".
func (Blend) Name() string { return "blend" }

// Check names the field that is out of range, also in the options of the parts. A blend of blends is an error.
func (t Blend) Check() error {
	if !(t.Share >= 0 && t.Share <= 1) {
		return fmt.Errorf("models: blend: share is %v, want 0 to 1", t.Share)
	}
	for _, p := range []Part{t.First, t.Second} {
		if p.Name == t.Name() {
			return fmt.Errorf("models: blend: a part is a blend itself")
		}
		if _, err := DecodeTrainer(p.Name, p.Options); err != nil {
			return fmt.Errorf("models: blend: %w", err)
		}
	}
	return nil
}

// Train trains both parts and adds them up. Errors are those of the parts, and Doubts and Iterations are those of both together; Loss and
// Gradient are NaN. A class that no row has gets the intercept that [Majority] gives it, and for Many so does one that every row has.
func (t Blend) Train(ctx context.Context, d *Data) (*Fit, error) {
	if err := t.Check(); err != nil {
		return nil, err
	}
	var fits [2]*Fit
	var spread [2]float64
	out := &Fit{Loss: math.NaN(), Gradient: math.NaN()}
	for i, part := range []Part{t.First, t.Second} {
		tr, err := DecodeTrainer(part.Name, part.Options)
		if err != nil {
			return nil, err
		}
		if fits[i], err = tr.Train(ctx, d); err != nil {
			return nil, err
		}
		spread[i] = deviation(fits[i].Linear, d)
		out.Iterations += fits[i].Iterations
		for _, doubt := range fits[i].Doubts {
			if !slices.Contains(out.Doubts, doubt) {
				out.Doubts = append(out.Doubts, doubt)
			}
		}
	}
	factor := [2]float64{t.Share, 1 - t.Share}
	if a, b := spread[0], spread[1]; a > 0 && b > 0 { // one that says nothing has nothing to be brought to
		factor[0] *= min(a, b) / a
		factor[1] *= min(a, b) / b
	}
	a, b := fits[0].Linear, fits[1].Linear
	out.Linear = newLinear(d.features(), d.Classes, d.link())
	for i := range out.Linear.W {
		out.Linear.W[i] = float32(factor[0]*float64(a.W[i]) + factor[1]*float64(b.W[i]))
	}
	n, all := d.totals()
	for c := range out.Linear.B {
		out.Linear.B[c] = factor[0]*a.B[c] + factor[1]*b.B[c]
		if n[c] == 0 || d.Many && n[c] == all { // no scores to bring down
			out.Linear.B[c] = prior(d.Many, n[c], all)
		}
	}
	return out, nil
}

// deviation returns the standard deviation of Wᵀx over the weighted rows and the classes, around the mean of each class.
func deviation(m *Linear, d *Data) float64 {
	sum, square, all := make([]float64, m.Classes), make([]float64, m.Classes), 0.0
	var s, mixed []float64
	if d.Blocks != nil {
		mixed = make([]float64, len(d.X)*m.Classes)
		m.mix(mixed, d.X, d.Blocks)
	}
	for i, x := range d.X {
		if mixed != nil {
			s = mixed[i*m.Classes:][:m.Classes]
		} else {
			s = m.Start(s)
			for j, f := range x.Index {
				m.Add(s, f, float64(x.Value[j]))
			}
		}
		w := d.weight(i)
		all += w
		for c, v := range s {
			sum[c] += w * v
			square[c] += w * v * v
		}
	}
	total := 0.0
	for c := range sum {
		total += max(0, square[c]/all-sum[c]/all*(sum[c]/all))
	}
	return math.Sqrt(total / float64(m.Classes))
}
