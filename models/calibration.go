package models

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/optimize"
)

// Calibration maps a score s of class c to Scale[c]·s + Shift[c].
type Calibration struct {
	Scale []float64 `json:"scale"` // one a class, above 0
	Shift []float64 `json:"shift"` // one a class
}

// Identity returns the calibration of so many classes that changes nothing: scales of 1 and shifts of 0.
func Identity(classes int) Calibration {
	return Calibration{slices.Repeat([]float64{1}, classes), make([]float64, classes)}
}

// FitCalibration fits a calibration to scores of items that the model did not learn from, one row of scores an item.
// For Softmax the classes share one scale (the inverse of the temperature of Guo et al. 2017) and each has a shift;
// for Logistic each class has its own scale and shift (Platt 1999). It minimises
//
//	Σᵢ weightᵢ·ℓᵢ + ½·Σ (ln Scale)² + ½·Σ Shift²
//
// where ℓ is the negative log probability of what applies to the item; for Logistic, each class is fitted by itself. The last two terms
// keep the calibration near the identity if there are few items. weight nil means 1 each. However extreme the scores are, the
// calibration is at least as good as the identity by this measure.
//
// No items, lengths that differ, scores or weights that are not finite, weights below 0, and for Softmax rows without exactly one known
// class are errors.
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
		x := calibrate(1+k, func(x, g []float64) float64 {
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
		for a := range k {
			c.Scale[a], c.Shift[a] = math.Exp(x[0]), x[1+a]
		}
		return c, nil
	}
	for a := range k {
		x := calibrate(2, func(x, g []float64) float64 {
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
		c.Scale[a], c.Shift[a] = math.Exp(x[0]), x[1]
	}
	return c, nil
}

// calibrate minimises loss + ½·Σ x² over n parameters x: first the logarithm of a scale, then shifts. loss adds its gradient to g. The
// objective need not be convex in the first parameter: the search starts from the best power of 2 as scale, from 2⁻¹⁶ to 2¹⁶, and
// what it returns is never worse than that.
func calibrate(n int, loss func(x, g []float64) float64) []float64 {
	all := func(x, g []float64) float64 {
		clear(g)
		v := loss(x, g)
		for i, a := range x {
			v += a * a / 2
			g[i] += a
		}
		if math.IsNaN(v) {
			return math.Inf(1)
		}
		return v
	}
	start, scratch := make([]float64, n), make([]float64, n)
	low, at := all(start, scratch), 0.0
	for step := 1.0; step <= 16; step++ {
		for _, a := range []float64{-step * math.Ln2, step * math.Ln2} {
			start[0] = a
			if v := all(start, scratch); v < low {
				low, at = v, a
			}
		}
	}
	start[0] = at
	res, _ := optimize.Minimize(optimize.Problem{
		Func: func(x []float64) float64 { return all(x, scratch) },
		Grad: func(g, x []float64) { all(x, g) },
	}, start, &optimize.Settings{GradientThreshold: 1e-7, MajorIterations: 500, Converger: optimize.NeverTerminate{}}, &optimize.BFGS{})
	if res == nil || !(all(res.X, scratch) <= low) || math.Abs(res.X[0]) > 700 {
		return start // a line search that failed, or went to where exp has no number
	}
	return res.X
}
