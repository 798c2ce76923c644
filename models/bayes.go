package models

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"strconv"
	"sync"

	"github.com/jbrukh/bayesian"
)

// Bayes is multinomial naive Bayes (Manning, Raghavan & Schütze 2008, ch. 13), smoothed over one vocabulary:
//
//	score[c] = ln P(c) + Σ_f x[f]·ln P(f|c)    with P(f|c) = (n[f,c] + 1/Parts) / (Σ n[·,c] + Width/Parts)
//
// where n[f,c] is the sum of weight · x[f] over the rows of class c, and P(c) is the share of these rows' weight. For Many each class
// is set against the rest, and scores are log odds.
//
// Complement is the variant of Rennie et al. (2003, §3.1) that learns each class from the rows of all others, with the sign
// turned, and has no prior; for Many it is Bayes without a prior. Values may be tf-idf of unit length, as theirs are (§4).
//
// Counts are kept by github.com/jbrukh/bayesian, which wants whole numbers: where some count is a fraction, all are rounded to
// multiples of 1/65536 of what smoothing adds.
type Bayes struct {
	Parts      int  `json:"parts"` // smoothing adds 1/Parts to each count; 1 to 1000
	complement bool // the variant; it is told by the name, not by an option
}

// DefaultBayes returns add-one smoothing.
func DefaultBayes() Bayes { return Bayes{Parts: 1} }

// DefaultComplement returns complement naive Bayes with add-one smoothing.
func DefaultComplement() Bayes { return Bayes{Parts: 1, complement: true} }

// Name returns "bayes" or "complement".
func (t Bayes) Name() string {
	if t.complement {
		return "complement"
	}
	return "bayes"
}

// Check names the field that is out of range.
func (t Bayes) Check() error {
	if t.Parts < 1 || t.Parts > 1000 {
		return fmt.Errorf("models: %s: parts is %d, want 1 to 1000", t.Name(), t.Parts)
	}
	return nil
}

// Train counts, and takes logarithms. Weights for Softmax are centred over the classes, which moves no probability. A class whose rows
// have no features gives each the same chance. Blocks are an error, and so are a value times the weight of its row that is below
// 0 or above 2³¹, and sums that the library cannot hold: of one feature 2⁴⁰, of all the largest int, in the steps that it counts in.
func (t Bayes) Train(ctx context.Context, d *Data) (*Fit, error) {
	if err := t.Check(); err != nil {
		return nil, err
	}
	if err := ready(ctx, d); err != nil {
		return nil, err
	}
	if d.Blocks != nil {
		return nil, fmt.Errorf("models: %s: rows that mix others have no counts: use logistic, nblogistic, ordinal or svm, or train on Blocks nil", t.Name())
	}
	k := d.Classes
	own, sum, whole, err := t.count(d)
	if err != nil {
		return nil, err
	}
	grain := t.Parts // what the library counts for each 1
	if !whole {
		grain <<= 16
	}
	total := 0.0 // of what the library counts
	for f, v := range sum {
		if v*float64(grain) > 1<<40 {
			return nil, fmt.Errorf("models: %s: feature %d is counted %v times, want at most %v", t.Name(), f, v, int64(1<<40)/int64(grain))
		}
		total += v*float64(grain) + float64(grain/t.Parts)
	}
	if total >= math.MaxInt {
		return nil, fmt.Errorf("models: %s: the features are counted in %.3g steps, want fewer than %d on a machine of %d bits: train on fewer rows, or on a machine of 64 bits", t.Name(), total, math.MaxInt, strconv.IntSize)
	}
	counters := sync.Pool{New: func() any { return newCounter(numerals(d.Width)) }}
	rest := func(f, c int) float64 { return sum[f] - own[f*k+c] }
	mine := func(f, c int) float64 { return own[f*k+c] }
	m, weights := newLinear(d.Width, k, d.link()), make([]float64, d.Width*k)
	n, all := d.totals()
	fit := &Fit{Linear: m, Doubts: oneSided(d.Many, n, all), Loss: math.NaN(), Gradient: math.NaN()}
	each(upTo(k), func(c, _, _ int) {
		if ctx.Err() != nil {
			return
		}
		if !t.complement || n[c] == 0 || d.Many && n[c] == all { // in complement too, the prior alone decides on a class of no row or of every row
			m.B[c] = prior(d.Many, n[c], all)
		}
		counter := counters.Get().(*counter)
		defer counters.Put(counter)
		if d.Many || !t.complement {
			t.frequencies(counter, grain, c, mine, func(f int, log float64) { weights[f*k+c] += log })
		}
		if d.Many || t.complement {
			t.frequencies(counter, grain, c, rest, func(f int, log float64) { weights[f*k+c] -= log })
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for f := range d.Width {
		w, mean := weights[f*k:][:k], 0.0
		if !d.Many {
			for _, v := range w {
				mean += v / float64(k)
			}
		}
		for c, v := range w {
			m.W[f*k+c] = float32(v - mean)
		}
	}
	return fit, nil
}

// count returns the sum of weight · value of each feature over the rows of each class, own[f*Classes+c], and over all rows, and whether
// all summands are whole. Fractions are rounded to multiples of 2⁻²⁶, so that sums are exact in any order: each thread counts a stretch of
// the rows.
func (t Bayes) count(d *Data) (own, sum []float64, whole bool, err error) {
	type part struct {
		own, sum []float64
		whole    bool
		err      error
	}
	threads := min(runtime.GOMAXPROCS(0), 1+len(d.X)>>12)
	parts, shards := make([]part, threads), make([]int, threads+1)
	for i := range shards {
		shards[i] = i * len(d.X) / threads
	}
	each(shards, func(s, lo, hi int) {
		p := &parts[s]
		p.own, p.sum, p.whole, p.err = t.countRows(d, lo, hi)
	})
	for _, p := range parts {
		if p.err != nil {
			return nil, nil, false, p.err
		}
	}
	own, sum, whole = parts[0].own, parts[0].sum, parts[0].whole
	for _, p := range parts[1:] {
		whole = whole && p.whole
		for i, v := range p.own {
			own[i] += v
		}
		for f, v := range p.sum {
			sum[f] += v
		}
	}
	if !d.Many { // each row is of one class
		for i, v := range own {
			sum[i/d.Classes] += v
		}
	}
	return own, sum, whole, nil
}

// countRows is count for the rows lo up to hi; without Many sum is left at 0.
func (t Bayes) countRows(d *Data, lo, hi int) (own, sum []float64, whole bool, err error) {
	k := d.Classes
	own, sum, whole = make([]float64, d.Width*k), make([]float64, d.Width), true
	clear(own) // written to before it is read: see touched in package features
	classes := make([]int, 0, k)
	for i := lo; i < hi; i++ {
		w, x := d.weight(i), d.X[i]
		classes = classes[:0]
		for c := range k {
			if d.Y[i].Has(c) {
				classes = append(classes, c)
			}
		}
		for j, f := range x.Index {
			v := w * float64(x.Value[j])
			if !(v >= 0 && v <= 1<<31) {
				return nil, nil, false, fmt.Errorf("models: %s: row %d counts feature %d %v times, want 0 to %d: features with negative values, such as word vectors, need another model", t.Name(), i, f, v, int64(1<<31))
			}
			if v != float64(int64(v)) {
				v, whole = math.Round(v*(1<<26))/(1<<26), false
			}
			if d.Many {
				sum[f] += v
			}
			for _, c := range classes {
				own[int(f)*k+c] += v
			}
		}
	}
	return own, sum, whole, nil
}

// numerals returns n words for the library, the numbers from 0 in base 36. They share the memory of one string.
func numerals(n int) []string {
	var text []byte
	ends := make([]int, n)
	for f := range ends {
		text = strconv.AppendInt(text, int64(f), 36)
		ends[f] = len(text)
	}
	all, words, from := string(text), make([]string, n), 0
	for f, end := range ends {
		words[f] = all[from:end]
		from = end
	}
	return words
}

// counter is the library, holding the counts of one class. It goes on to the next class by observing the differences alone, as most
// words have none. It serves one goroutine.
type counter struct {
	lib   *bayesian.Classifier
	words []string
	have  []int // what the library has counted of each word
	total int   // and of all
}

const this, other = bayesian.Class("this"), bayesian.Class("other") // the library wants two classes at least

// newCounter returns a counter that has counted no word. It observes each word 0 times, so that all are in the vocabulary, which
// smoothing goes over.
func newCounter(words []string) *counter {
	c := &counter{lib: bayesian.NewClassifier(this, other), words: words, have: make([]int, len(words))}
	for _, w := range words {
		c.lib.Observe(w, 0, this)
	}
	return c
}

// frequencies calls use with the logarithm of the smoothed share of each word f, given count(f, c) for the class c. The library counts
// grain for each 1 and smooths by adding 1, where grain/Parts is to be added: the rest of that is observed too. Words of one count have
// one share, for which the library is asked once.
func (t Bayes) frequencies(m *counter, grain, c int, count func(f, c int) float64, use func(f int, log float64)) {
	known := map[int]int32{} // count to its place in asked
	var asked []string
	at := make([]int32, len(m.words))
	for f, w := range m.words {
		n := int(math.Round(float64(grain)*count(f, c))) + grain/t.Parts - 1
		if change := n - m.have[f]; change != 0 {
			m.lib.Observe(w, change, this)
			m.have[f] = n
			m.total += change
		}
		i, ok := known[n]
		if !ok {
			i = int32(len(asked))
			known[n] = i
			asked = append(asked, w)
		}
		at[f] = i
	}
	logs := m.lib.WordFrequencies(asked)[0]
	for i, share := range logs {
		if m.total == 0 { // the library answers 1e-11 for a class without words
			share = 1 / float64(len(m.words))
		}
		logs[i] = math.Log(share)
	}
	for f, i := range at {
		use(f, logs[i])
	}
}
