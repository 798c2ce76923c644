package models

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/optimize"
)

// Calibration maps a score s of class c to Scale[c]·s + Shift[c]. Every Scale is above 0.
type Calibration struct {
	Scale []float64 `json:"scale"`
	Shift []float64 `json:"shift"`
}

// FitCalibration fits a calibration to scores of items that the model did not learn from, one row of scores an item.
// For Softmax the classes share one scale (the inverse of the temperature of Guo et al. 2017) and each has a shift;
// for Logistic each class has its own scale and shift (Platt 1999). It minimises
//
//	Σᵢ weightᵢ·ℓᵢ + ½·Σ (ln Scale)² + ½·Σ Shift²
//
// whose ridge keeps few items near the identity. weight nil means 1 each.
// No items, lengths that differ, scores or weights that are not finite, and rows without one class for Softmax are errors.
func FitCalibration(link Link, scores [][]float64, y []Classes, weight []float64) (Calibration, error) {
	if len(scores) == 0 {
		return Calibration{}, errors.New("models: calibration: no items")
	}
	k := len(scores[0])
	if k < 1 || k > MaxClasses || len(y) != len(scores) || weight != nil && len(weight) != len(scores) {
		return Calibration{}, fmt.Errorf("models: calibration: %d rows of %d scores, %d class sets, %d weights", len(scores), k, len(y), len(weight))
	}
	w := make([]float64, len(scores))
	for i, s := range scores {
		w[i] = 1
		if weight != nil {
			w[i] = weight[i]
		}
		if len(s) != k || !(w[i] >= 0) || math.IsInf(w[i], 0) {
			return Calibration{}, fmt.Errorf("models: calibration: row %d has %d scores and weight %v, want %d and a finite weight from 0", i, len(s), w[i], k)
		}
		for _, v := range s {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return Calibration{}, fmt.Errorf("models: calibration: row %d: score %v is not finite", i, v)
			}
		}
		if c, ok := y[i].Single(); link == Softmax && (!ok || c >= k) {
			return Calibration{}, fmt.Errorf("models: calibration: row %d has not exactly one of %d classes", i, k)
		}
	}
	c := Calibration{make([]float64, k), make([]float64, k)}
	if link == Softmax {
		x, err := calibrate(1, k, func(x, g []float64) float64 {
			loss, z := 0.0, make([]float64, k)
			for i, s := range scores {
				own, _ := y[i].Single()
				for a := range z {
					z[a] = math.Exp(x[0])*s[a] + x[1+a]
				}
				score := z[own]
				loss += w[i] * (softmax(z) - score)
				z[own]--
				for a := range z {
					g[0] += w[i] * z[a] * math.Exp(x[0]) * s[a]
					g[1+a] += w[i] * z[a]
				}
			}
			return loss
		})
		if err != nil {
			return Calibration{}, err
		}
		for a := range k {
			c.Scale[a], c.Shift[a] = math.Exp(x[0]), x[1+a]
		}
		return c, nil
	}
	for a := range k {
		x, err := calibrate(1, 1, func(x, g []float64) float64 {
			loss := 0.0
			for i, s := range scores {
				z, r := math.Exp(x[0])*s[a]+x[1], 0.0
				if y[i].Has(a) {
					loss += w[i] * softplus(-z)
					r = -w[i] * sigmoid(-z)
				} else {
					loss += w[i] * softplus(z)
					r = w[i] * sigmoid(z)
				}
				g[0] += r * math.Exp(x[0]) * s[a]
				g[1] += r
			}
			return loss
		})
		if err != nil {
			return Calibration{}, err
		}
		c.Scale[a], c.Shift[a] = math.Exp(x[0]), x[1]
	}
	return c, nil
}

// calibrate minimises loss plus the ridge from the identity: ln scales first, then shifts.
// loss adds its gradient to g.
func calibrate(scales, shifts int, loss func(x, g []float64) float64) ([]float64, error) {
	all := func(x, g []float64) float64 {
		clear(g)
		v := loss(x, g)
		for i, a := range x {
			v += a * a / 2
			g[i] += a
		}
		return v
	}
	n := scales + shifts
	scratch := make([]float64, n)
	res, err := optimize.Minimize(optimize.Problem{
		Func: func(x []float64) float64 { return all(x, scratch) },
		Grad: func(g, x []float64) { all(x, g) },
	}, make([]float64, n), &optimize.Settings{GradientThreshold: 1e-7, MajorIterations: 500, Converger: optimize.NeverTerminate{}}, &optimize.BFGS{})
	if res == nil {
		return nil, fmt.Errorf("models: calibration: %w", err)
	}
	if !(largest(res.Gradient) <= 1e-3*(1+math.Abs(res.F))) { // far from an optimum: a line search that failed
		return nil, fmt.Errorf("models: calibration did not converge: gradient %.2g", largest(res.Gradient))
	}
	return res.X, nil
}
