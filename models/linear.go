package models

import (
	"math"

	"github.com/parley-go/parley/features"
)

// Linear is a trained model: score[c] = Scale[c]·(Σ_f W[f,c]·x[f] + B[c]) + Shift[c].
// It is not to be changed after it is made and may then be shared between goroutines.
type Linear struct {
	Width, Classes  int       // numbers of features and of classes
	Link            Link      // how scores become probabilities
	W               []float32 // weight of feature f for class c at f*Classes+c
	B, Scale, Shift []float64 // intercepts and calibration, one number a class; every Scale is above 0
}

// newLinear returns a model of zeros whose calibration changes nothing.
func newLinear(width, classes int, link Link) *Linear {
	m := &Linear{width, classes, link, make([]float32, width*classes), make([]float64, classes), make([]float64, classes), make([]float64, classes)}
	for c := range m.Scale {
		m.Scale[c] = 1
	}
	return m
}

// Start returns Classes zeros to add to, in the memory of dst if that is large enough; dst may be nil.
func (m *Linear) Start(dst []float64) []float64 {
	if cap(dst) < m.Classes {
		return make([]float64, m.Classes)
	}
	dst = dst[:m.Classes]
	clear(dst)
	return dst
}

// Add adds v times the weights of feature f to dst, which came from Start. Features added in ascending order with
// values that are exact float32 numbers, then Finish, give the bits of Scores. It panics if f is not below Width.
func (m *Linear) Add(dst []float64, f uint32, v float64) {
	w := m.W[int(f)*m.Classes:][:len(dst)]
	for c, a := range w {
		dst[c] += float64(float64(a) * v) // the outer conversion forbids fused multiply-add: same bits on every machine
	}
}

// Finish turns the sums in dst into scores, in place.
func (m *Linear) Finish(dst []float64) {
	for c := range dst {
		dst[c] = float64(m.Scale[c]*(dst[c]+m.B[c])) + m.Shift[c]
	}
}

// Scores returns the score of each class, in the memory of dst if that is large enough; dst may be nil. It panics if x has an
// index that is not below Width.
func (m *Linear) Scores(dst []float64, x features.Vector) []float64 {
	dst = m.Start(dst)
	m.Sum(dst, x.Index, x.Value)
	m.Finish(dst)
	return dst
}

// Probs is Scores, turned into the probability of each class.
func (m *Linear) Probs(dst []float64, x features.Vector) []float64 {
	dst = m.Scores(dst, x)
	m.Link.Probs(dst)
	return dst
}

// Probs turns the scores s, one a class, into probabilities, in place. Large scores do not overflow.
func (l Link) Probs(s []float64) {
	if l == Logistic {
		for c, v := range s {
			s[c] = sigmoid(v)
		}
		return
	}
	shares(s)
}

// Share returns what feature f with value v adds to the score of a class: Scale·W·v.
// The shares of all features and Scale·B+Shift add up to the score, but for rounding. It panics if f is not below Width or
// class is not one of the model's.
func (m *Linear) Share(f uint32, v float32, class int) float64 {
	if class < 0 || class >= m.Classes {
		panic("models: class out of range")
	}
	return m.Scale[class] * float64(m.W[int(f)*m.Classes+class]) * float64(v)
}

// Ordered returns a model whose feature i is feature was[i] of m; its width is len(was), and all but W is shared with m. It panics if
// one of was is not below Width.
func (m *Linear) Ordered(was []uint32) *Linear {
	out := *m
	out.Width, out.W = len(was), make([]float32, 0, len(was)*m.Classes)
	for _, f := range was {
		out.W = append(out.W, m.W[int(f)*m.Classes:][:m.Classes]...)
	}
	return &out
}

// Calibrated returns a model whose scores are c.Scale·score + c.Shift; it shares W and B with m. It panics if c has another
// number of classes.
func (m *Linear) Calibrated(c Calibration) *Linear {
	if len(c.Scale) != m.Classes || len(c.Shift) != m.Classes {
		panic("models: calibration has another number of classes")
	}
	out := *m
	out.Scale, out.Shift = make([]float64, m.Classes), make([]float64, m.Classes)
	for k := range out.Scale {
		out.Scale[k] = c.Scale[k] * m.Scale[k]
		out.Shift[k] = c.Scale[k]*m.Shift[k] + c.Shift[k]
	}
	return &out
}

// sigmoid returns 1/(1+e⁻ᵛ) without overflow.
func sigmoid(v float64) float64 {
	if v >= 0 {
		return 1 / (1 + math.Exp(-v))
	}
	e := math.Exp(v)
	return e / (1 + e)
}

// softplus returns ln(1+eᵛ) without overflow.
func softplus(v float64) float64 { return max(v, 0) + math.Log1p(math.Exp(-math.Abs(v))) }

// softmax replaces s by its softmax and returns ln Σ exp s.
func softmax(s []float64) float64 {
	top, sum := shares(s)
	return top + math.Log(sum)
}

// shares replaces s by its softmax and returns max s and Σ exp(s - max s).
func shares(s []float64) (top, sum float64) {
	top = math.Inf(-1)
	for _, v := range s {
		top = max(top, v)
	}
	for c, v := range s {
		s[c] = math.Exp(v - top)
		sum += s[c]
	}
	for c := range s {
		s[c] /= sum
	}
	return top, sum
}
