package models

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"github.com/jbrukh/bayesian"
)

// Bayes is multinomial naive Bayes (Manning, Raghavan & Schütze 2008, ch. 13) with add-1/Parts smoothing over one
// vocabulary and priors from rows. For Many each class is set against the rest and scores are log odds.
// Complement is the variant of Rennie et al. (2003, §3.1) that learns each class from the rows of all others and has no
// prior; for Many it is Bayes without a prior. Counts are kept by github.com/jbrukh/bayesian.
type Bayes struct {
	Parts      int  `json:"parts"` // smoothing adds 1/Parts to each count; 1 to 1000
	complement bool // fixed by the name
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

// Train counts and compiles. Softmax weights are centred over the classes, which moves no probability. Counts that are
// not whole numbers from 0, after row weights, are an error, and so are Blocks. A class without words gives each word the same chance.
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
	own, sum := make([]float64, d.Width*k), make([]float64, d.Width)
	classes := make([]int, 0, k)
	for i, x := range d.X {
		w := d.weight(i)
		classes = classes[:0]
		for c := range k {
			if d.Y[i].Has(c) {
				classes = append(classes, c)
			}
		}
		for j, f := range x.Index {
			v := w * float64(x.Value[j])
			if v < 0 || v != math.Trunc(v) || v > 1<<31 {
				return nil, fmt.Errorf("models: %s: row %d counts feature %d %v times, want a whole number: use weighting count or binary, without unit length or scale, and whole row weights", t.Name(), i, f, v)
			}
			sum[f] += v
			for _, c := range classes {
				own[int(f)*k+c] += v
			}
		}
	}
	for f, v := range sum {
		if v*float64(t.Parts) > 1<<40 {
			return nil, fmt.Errorf("models: %s: feature %d is counted %v times, want at most %v", t.Name(), f, v, (1<<40)/t.Parts)
		}
	}
	words := numerals(d.Width)
	rest := func(f, c int) float64 { return sum[f] - own[f*k+c] }
	mine := func(f, c int) float64 { return own[f*k+c] }
	m, weights := newLinear(d.Width, k, d.link()), make([]float64, d.Width*k)
	n, all := d.totals()
	fit := &Fit{Linear: m, Doubts: absent(d.Many, n, all), Loss: math.NaN(), Gradient: math.NaN()}
	each(stretches(k), func(c, _, _ int) {
		if ctx.Err() != nil {
			return
		}
		if !t.complement || n[c] == 0 || d.Many && n[c] == all { // complement too holds a class of no row or every row to its share
			m.B[c] = prior(d.Many, n[c], all)
		}
		if d.Many || !t.complement {
			t.frequencies(words, c, mine, func(f int, log float64) { weights[f*k+c] += log })
		}
		if d.Many || t.complement {
			t.frequencies(words, c, rest, func(f int, log float64) { weights[f*k+c] -= log })
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for f := range words {
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

// numerals returns the names of n words, which are parts of one string.
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

// frequencies calls use with the logarithm of the smoothed share of each word in the counts of one class. The library's counts are whole, so
// add-1/Parts is had by adding 1 to Parts times the counts; Observe with 0 makes the vocabulary the same everywhere. Words of one count
// have one share, for which the library is asked once.
func (t Bayes) frequencies(words []string, c int, count func(f, c int) float64, use func(f int, log float64)) {
	const this, other = bayesian.Class("this"), bayesian.Class("other") // the library wants two
	lib := bayesian.NewClassifier(this, other)
	total := 0.0
	known := map[int]int{} // count to its place in asked
	var asked []string
	at := make([]int32, len(words))
	for f, w := range words {
		n := int(float64(t.Parts) * count(f, c))
		total += float64(n)
		lib.Observe(w, n, this)
		i, ok := known[n]
		if !ok {
			i = len(asked)
			known[n] = i
			asked = append(asked, w)
		}
		at[f] = int32(i)
	}
	logs := lib.WordFrequencies(asked)[0]
	for i, share := range logs {
		if total == 0 { // the library answers 1e-11 for a class without words
			share = 1 / float64(len(words))
		}
		logs[i] = math.Log(share)
	}
	for f, i := range at {
		use(f, logs[i])
	}
}
