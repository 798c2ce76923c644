package labels

import (
	"fmt"

	"gonum.org/v1/gonum/mat"
)

// Confusion counts what was said against what is so. Rows are the true class,
// columns the predicted one. It is additive: the confusion of two sets of
// items is the sum of their confusions, which is what makes resampling cheap.
//
// With exactly one class allowed, Cells is the square matrix; with many
// allowed it is nil, and each class has the 2×2 matrix that Class returns.
// TP, FP and FN hold, for each class, the right, the wrongly given and the
// missed. N is the number of items (the sum of their weights), Exact of those
// whose whole set is right, Differing the number of class decisions that are
// wrong. Sample holds the sums over items of precision, recall and F1.
// Unanswered counts items of a single-label scheme with an empty prediction:
// they are missed by their class and given to none, and are not in Cells.
// A Confusion is not safe for concurrent changes.
type Confusion struct {
	Scheme     *Scheme
	Cells      *mat.Dense
	TP, FP, FN []float64
	N          float64
	Exact      float64
	Differing  float64
	Sample     [3]float64
	Unanswered float64
}

// EmptyConfusion returns a confusion of no items.
func EmptyConfusion(s *Scheme) *Confusion {
	k := len(s.Classes)
	counts := make([]float64, 3*k)
	c := &Confusion{Scheme: s, TP: counts[:k:k], FP: counts[k : 2*k : 2*k], FN: counts[2*k:]}
	if !s.Many {
		c.Cells = mat.NewDense(k, k, nil)
	}
	return c
}

// NewConfusion counts items: truth and pred are the sets of the same items, and
// weight what each counts (nil: 1). It panics if lengths differ, a class is
// outside the scheme, or a single-label item has no truth or several labels.
func NewConfusion(s *Scheme, truth, pred []Set, weight []float64) *Confusion {
	if len(truth) != len(pred) || weight != nil && len(weight) != len(truth) {
		panic(fmt.Sprintf("labels: NewConfusion: %d truths, %d predictions, %d weights", len(truth), len(pred), len(weight)))
	}
	c := EmptyConfusion(s)
	for i := range truth {
		w := 1.0
		if weight != nil {
			w = weight[i]
		}
		c.Add(truth[i], pred[i], w)
	}
	return c
}

// Add counts one item with a weight. It panics as NewConfusion does.
func (c *Confusion) Add(truth, pred Set, w float64) {
	all := truth.Or(pred)
	if all[1] != 0 || all[0] != 0 {
		c.check(all)
	}
	c.N += w
	if truth == pred {
		c.Exact += w
	}
	if c.Cells != nil {
		t, ok := truth.Single()
		if !ok || pred.Len() > 1 {
			panic(fmt.Sprintf("labels: Confusion: %d true and %d predicted labels where scheme %s allows one", truth.Len(), pred.Len(), c.Scheme.Name))
		}
		p := pred.First()
		switch {
		case p < 0:
			c.Unanswered += w
			c.FN[t] += w
			c.Differing += w
			return
		case t == p:
			c.TP[t] += w
		default:
			c.FN[t] += w
			c.FP[p] += w
			c.Differing += 2 * w
		}
		raw := c.Cells.RawMatrix()
		raw.Data[t*raw.Stride+p] += w
		return
	}
	both := truth.And(pred)
	for k := range both.All() {
		c.TP[k] += w
	}
	for k := range truth.Minus(pred).All() {
		c.FN[k] += w
	}
	for k := range pred.Minus(truth).All() {
		c.FP[k] += w
	}
	t, p, b := float64(truth.Len()), float64(pred.Len()), float64(both.Len())
	c.Differing += w * (t + p - 2*b)
	c.Sample[0] += w * orOne(b, p)
	c.Sample[1] += w * orOne(b, t)
	c.Sample[2] += w * orOne(2*b, t+p)
}

// orOne is a/b, and 1 where nothing was asked and nothing given.
func orOne(a, b float64) float64 {
	if b == 0 {
		return 1
	}
	return a / b
}

func (c *Confusion) check(all Set) {
	top := 127
	for !all.Has(top) {
		top--
	}
	if top >= len(c.TP) {
		panic(fmt.Sprintf("labels: Confusion: class %d, but scheme %s has %d", top, c.Scheme.Name, len(c.TP)))
	}
}

// AddTimes adds another confusion of the same scheme, counted the given number
// of times.
func (c *Confusion) AddTimes(o *Confusion, times float64) {
	if len(c.TP) != len(o.TP) || (c.Cells == nil) != (o.Cells == nil) {
		panic("labels: Confusion: different schemes")
	}
	for k := range c.TP {
		c.TP[k] += times * o.TP[k]
		c.FP[k] += times * o.FP[k]
		c.FN[k] += times * o.FN[k]
	}
	if c.Cells != nil {
		a, b := c.Cells.RawMatrix().Data, o.Cells.RawMatrix().Data
		for i, v := range b {
			a[i] += times * v
		}
	}
	for i := range c.Sample {
		c.Sample[i] += times * o.Sample[i]
	}
	c.N += times * o.N
	c.Exact += times * o.Exact
	c.Differing += times * o.Differing
	c.Unanswered += times * o.Unanswered
}

// Reset takes all items out.
func (c *Confusion) Reset() {
	clear(c.TP)
	clear(c.FP)
	clear(c.FN)
	if c.Cells != nil {
		c.Cells.Zero()
	}
	c.Sample = [3]float64{}
	c.N, c.Exact, c.Differing, c.Unanswered = 0, 0, 0, 0
}

// Class returns the 2×2 matrix of class k against the rest: rows are true (not
// k, k), columns predicted (not k, k).
func (c *Confusion) Class(k int) *mat.Dense {
	tp, fp, fn := c.TP[k], c.FP[k], c.FN[k]
	return mat.NewDense(2, 2, []float64{c.N - tp - fp - fn, fp, fn, tp})
}

// Support returns how many items are truly of each class.
func (c *Confusion) Support() []float64 {
	out := make([]float64, len(c.TP))
	for k := range out {
		out[k] = c.TP[k] + c.FN[k]
	}
	return out
}

// RowShares returns the matrix with each row divided by its sum; the row of a
// class without items stays zero. It is nil for a many-label scheme.
func (c *Confusion) RowShares() *mat.Dense {
	if c.Cells == nil {
		return nil
	}
	out := mat.DenseCopyOf(c.Cells)
	k, _ := out.Dims()
	for i := range k {
		if sum := mat.Sum(out.Slice(i, i+1, 0, k)); sum > 0 {
			for j := range k {
				out.Set(i, j, out.At(i, j)/sum)
			}
		}
	}
	return out
}
