package models

import (
	"context"
	"fmt"
	"math"
	"math/bits"
	"slices"

	"github.com/parley-go/parley/features"
)

// Classes is a set of class numbers 0 to 127; class k is bit k%64 of word k/64.
type Classes [2]uint64

// MaxClasses is the largest number of classes a model may have.
const MaxClasses = 128

// Single returns the set that holds class k alone. It panics if k is outside 0 to 127.
func Single(k int) Classes { return Classes{}.With(k) }

// Has reports whether class k is in the set; it is false for k outside 0 to 127.
func (c Classes) Has(k int) bool {
	return k >= 0 && k < MaxClasses && c[k/64]>>(k%64)&1 == 1
}

// With returns the set with class k added. It panics if k is outside 0 to 127.
func (c Classes) With(k int) Classes {
	if k < 0 || k >= MaxClasses {
		panic(fmt.Sprintf("models: class %d, want 0 to %d", k, MaxClasses-1))
	}
	c[k/64] |= 1 << (k % 64)
	return c
}

// Len returns the number of classes in the set.
func (c Classes) Len() int { return bits.OnesCount64(c[0]) + bits.OnesCount64(c[1]) }

// Single returns the one class of the set; ok is false unless it holds exactly one.
func (c Classes) Single() (k int, ok bool) {
	if c.Len() != 1 {
		return 0, false
	}
	if c[0] != 0 {
		return bits.TrailingZeros64(c[0]), true
	}
	return 64 + bits.TrailingZeros64(c[1]), true
}

// Link says how scores become probabilities.
type Link uint8

// The links.
const (
	Softmax  Link = iota // exactly one class applies: exp(score) over the sum of exp(score) of all classes
	Logistic             // each class by itself: 1/(1+exp(−score))
)

// String returns "softmax" or "logistic".
func (l Link) String() string {
	if l == Softmax {
		return "softmax"
	}
	return "logistic"
}

// MarshalText returns the text of String; a link that is neither is an error.
func (l Link) MarshalText() ([]byte, error) {
	if l > Logistic {
		return nil, fmt.Errorf("models: link %d is unknown", l)
	}
	return []byte(l.String()), nil
}

// UnmarshalText reads "softmax" or "logistic"; anything else is an error.
func (l *Link) UnmarshalText(b []byte) error {
	switch string(b) {
	case "softmax":
		*l = Softmax
	case "logistic":
		*l = Logistic
	default:
		return fmt.Errorf("models: link %q, want softmax or logistic", b)
	}
	return nil
}

// Data is what a trainer learns from. Trainers do not change it.
type Data struct {
	X       []features.Vector // one a row; indexes ascending and below Width, values finite
	Y       []Classes         // classes of each row; exactly one unless Many
	Weight  []float64         // how often each row counts, finite and at least 0, not all 0; nil means once each
	Width   int               // number of features of X, may be 0
	Classes int               // number of classes, 1 to MaxClasses
	Many    bool              // a row may have any number of classes
	// Blocks, if not nil, make the rows that are learned from out of the base rows X. Row i has Width·len(Blocks)
	// features, which is the width of the model: its feature b·Width+f is feature f of row i of what Blocks[b] makes. Y and
	// Weight belong to these rows: a base row that is there only to be mixed into others has weight 0. Such a model scores by
	// [Linear.MixedScores].
	Blocks []Mixing
}

// features returns the number of features of a row that is learned from.
func (d *Data) features() int {
	if d.Blocks == nil {
		return d.Width
	}
	return d.Width * len(d.Blocks)
}

// Check returns an error for data that cannot be learned from: Width or Classes out of range, no rows, lengths that
// differ, an index out of order or range, a value that is not finite, a class that is not below Classes, a row without
// exactly one class when Many is false, a weight that is negative or not finite, weights that sum to 0, more than
// 2147483647 features of all blocks, and what [Mixing.Check] finds in a block.
func (d *Data) Check() error {
	if d.Width < 0 || d.Width > math.MaxInt32 || d.Classes < 1 || d.Classes > MaxClasses {
		return fmt.Errorf("models: width %d and %d classes, want width 0 to %d and 1 to %d classes", d.Width, d.Classes, math.MaxInt32, MaxClasses)
	}
	if len(d.X) == 0 || len(d.X) != len(d.Y) || d.Weight != nil && len(d.Weight) != len(d.X) {
		return fmt.Errorf("models: %d vectors, %d class sets, %d weights: want as many of each, at least 1", len(d.X), len(d.Y), len(d.Weight))
	}
	if d.Blocks != nil && (len(d.Blocks) == 0 || int64(d.Width)*int64(len(d.Blocks)) > math.MaxInt32) {
		return fmt.Errorf("models: %d blocks of width %d, want at least 1 and at most %d features in all, or nil", len(d.Blocks), d.Width, math.MaxInt32)
	}
	for b, m := range d.Blocks {
		if err := m.Check(len(d.X)); err != nil {
			return fmt.Errorf("models: block %d: %w", b, err)
		}
	}
	total := 0.0
	for i, x := range d.X {
		if len(x.Index) != len(x.Value) {
			return fmt.Errorf("models: row %d has %d indexes and %d values", i, len(x.Index), len(x.Value))
		}
		for j, f := range x.Index {
			if int64(f) >= int64(d.Width) || j > 0 && f <= x.Index[j-1] {
				return fmt.Errorf("models: row %d: index %d out of order or not below %d", i, f, d.Width)
			}
			if v := float64(x.Value[j]); math.IsNaN(v) || math.IsInf(v, 0) {
				return fmt.Errorf("models: row %d: value %v is not finite", i, v)
			}
		}
		n := 0
		for k := range d.Classes {
			if d.Y[i].Has(k) {
				n++
			}
		}
		if n != d.Y[i].Len() || !d.Many && n != 1 {
			return fmt.Errorf("models: row %d has %d classes, %d of them known: want exactly one known class, or Many", i, d.Y[i].Len(), n)
		}
		w := d.weight(i)
		if !(w >= 0) || math.IsInf(w, 0) {
			return fmt.Errorf("models: row %d has weight %v, want a finite number from 0", i, w)
		}
		total += w
	}
	if !(total > 0) || math.IsInf(total, 0) {
		return fmt.Errorf("models: weights sum to %v, want a finite number above 0", total)
	}
	return nil
}

// weight returns the weight of row i.
func (d *Data) weight(i int) float64 {
	if d.Weight == nil {
		return 1
	}
	return d.Weight[i]
}

// weighted returns d without its rows of weight 0, which say nothing, or d itself if there are none or other rows may mix them.
func (d *Data) weighted() *Data {
	if d.Blocks != nil || !slices.Contains(d.Weight, 0) {
		return d
	}
	out := *d
	out.X, out.Y, out.Weight = nil, nil, nil
	for i, w := range d.Weight {
		if w > 0 {
			out.X, out.Y, out.Weight = append(out.X, d.X[i]), append(out.Y, d.Y[i]), append(out.Weight, w)
		}
	}
	return &out
}

// totals returns the sum of the weights of the rows of each class, and of all rows.
func (d *Data) totals() (class []float64, all float64) {
	class = make([]float64, d.Classes)
	for i := range d.Y {
		w := d.weight(i)
		all += w
		for k := range class {
			if d.Y[i].Has(k) {
				class[k] += w
			}
		}
	}
	return class, all
}

// link returns the link of a model of the data.
func (d *Data) link() Link {
	if d.Many {
		return Logistic
	}
	return Softmax
}

// Trainer learns a model. A Trainer is its hyperparameters, a plain struct with JSON tags;
// training changes neither it nor the data, so one value may serve many goroutines.
type Trainer interface {
	// Name returns the name by which [New] and [DecodeTrainer] know it.
	Name() string
	// Check returns an error for hyperparameters that cannot be trained with: it names the field and its range.
	Check() error
	// Train learns from d. What Check or [Data.Check] finds is an error. When the context ends, training stops with its error.
	Train(ctx context.Context, d *Data) (*Fit, error)
}

// Fit is a learned model and how the learning went.
type Fit struct {
	Linear     *Linear  // the model, without calibration
	Doubts     []string // reasons to distrust the model, for example a class that no row has
	Iterations int      // Newton steps, 0 for closed forms
	Loss       float64  // objective at the end, in the terms of the trainer's comment; NaN where nothing is minimised
	Gradient   float64  // largest absolute component of the objective's gradient at the end; NaN likewise
}
