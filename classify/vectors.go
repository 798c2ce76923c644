package classify

import (
	"errors"
	"math"
	"slices"

	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/models"
)

// Word vectors help a model to words that nobody coded. The sum of the vectors of a paragraph's words, each times the value of its
// feature in a family of the kind forms, is as many dense features as the vectors have dimensions. A linear layer u on these is linear in the
// words: word f contributes value(f) · (e(f)·u). So the model is trained on the dense features, and e(f)·u is then written into the weights as
// that of the word; the vectors themselves are not needed for scoring. Vectors are centred on the training texts and scaled so that the root
// mean square length of their sums is the scale of the family.

// errNoVectors is what happens if a configuration names vectors and none are given.
var errNoVectors = errors.New("the configuration is for word vectors: give the file that they were read from")

// formsFamily returns the number of the family that vectors are folded into, −1 if there is none.
func formsFamily(cfg features.Config) int {
	return slices.IndexFunc(cfg.Families, func(f features.Family) bool { return f.Kind == "forms" })
}

// withVectors adds a family for vectors to the configuration if it has none.
func (c Config) withVectors() Config {
	if formsFamily(c.Features) < 0 {
		c.Features.Families = append(slices.Clone(c.Features.Families),
			features.Family{Kind: "forms", Weighting: features.LogIDF, Unit: true, Scale: 0.7, MinDocs: 1})
	}
	return c
}

// spell returns the names of the features of the words that are tokens as they stand, in the order of the vectors.
func spell(w *features.WordVectors) (names []string, of map[string]string) {
	of = map[string]string{}
	var tokens []features.Token
	for _, word := range w.Words() {
		tokens = features.Tokens(tokens[:0], word)
		if len(tokens) != 1 || tokens[0].Form != word {
			continue
		}
		name := features.FormName(word)
		names = append(names, name)
		of[name] = word
	}
	return names, of
}

// layer is a dense layer in the place of a family of words: feature lo+i of the vectorizer has the vector e[i*dim:].
type layer struct {
	lo, hi uint32
	dim    int
	e      []float32
}

// newLayer centres and scales the vectors of the features lo to hi on the rows x.
func newLayer(v *features.Vectorizer, family int, w *features.WordVectors, of map[string]string, x []features.Vector) *layer {
	l := &layer{dim: w.Dim()}
	for f := range uint32(v.Width()) {
		if v.Family(f) == family {
			if l.e == nil {
				l.lo = f
			}
			l.hi = f + 1
			l.e = append(l.e, w.Of(of[v.Name(f)])...)
		}
	}
	mean := make([]float64, l.dim)
	total := 0.0
	l.each(x, func(_ int, e []float32, value float64) {
		total += value
		for d := range mean {
			mean[d] += value * float64(e[d])
		}
	})
	if total > 0 {
		for i := range l.e {
			l.e[i] -= float32(mean[i%l.dim] / total)
		}
	}
	square := 0.0
	for _, sum := range l.sums(x) {
		for _, s := range sum {
			square += s * s
		}
	}
	if square > 0 {
		scale := v.Config().Families[family].Scale / math.Sqrt(square/float64(len(x)))
		for i := range l.e {
			l.e[i] *= float32(scale)
		}
	}
	return l
}

// each calls do with the vector and value of each word of each row.
func (l *layer) each(x []features.Vector, do func(row int, e []float32, value float64)) {
	for i, v := range x {
		from, _ := slices.BinarySearch(v.Index, l.lo)
		for at := from; at < len(v.Index) && v.Index[at] < l.hi; at++ {
			do(i, l.e[int(v.Index[at]-l.lo)*l.dim:][:l.dim], float64(v.Value[at]))
		}
	}
}

// sums returns the sum of the vectors of each row.
func (l *layer) sums(x []features.Vector) [][]float64 {
	all := make([][]float64, len(x))
	for i := range all {
		all[i] = make([]float64, l.dim)
	}
	l.each(x, func(row int, e []float32, value float64) {
		for d, v := range e {
			all[row][d] += value * float64(v)
		}
	})
	return all
}

// dense puts the sums in the place of the words: the features outside lo to hi move together, the dimensions follow them.
func (l *layer) dense(x []features.Vector, width int) ([]features.Vector, int) {
	gap := l.hi - l.lo
	rest := uint32(width) - gap
	out := make([]features.Vector, len(x))
	for i, sum := range l.sums(x) {
		row := &out[i]
		for at, f := range x[i].Index {
			if f >= l.lo && f < l.hi {
				continue
			}
			if f >= l.hi {
				f -= gap
			}
			row.Index, row.Value = append(row.Index, f), append(row.Value, x[i].Value[at])
		}
		for d, s := range sum {
			if v := float32(s); v != 0 {
				row.Index, row.Value = append(row.Index, rest+uint32(d)), append(row.Value, v)
			}
		}
	}
	return out, int(rest) + l.dim
}

// fold writes the weights of the dimensions into those of the words.
func (l *layer) fold(m *models.Linear, width int) *models.Linear {
	k := m.Classes
	out := *m
	out.Width = width
	out.W = make([]float32, width*k)
	copy(out.W, m.W[:int(l.lo)*k])
	rest := width - int(l.hi-l.lo)
	copy(out.W[int(l.hi)*k:], m.W[int(l.lo)*k:rest*k])
	u := m.W[rest*k:]
	for f := l.lo; f < l.hi; f++ {
		e := l.e[int(f-l.lo)*l.dim:][:l.dim]
		for c := range k {
			sum := 0.0
			for d, v := range e {
				sum += float64(v) * float64(u[d*k+c])
			}
			out.W[int(f)*k+c] = float32(sum)
		}
	}
	return &out
}
