package features

import (
	"math"
	"slices"
)

// weigh returns the vector of what t has counted, in the memory of dst; t is empty afterwards.
// Sums run in ascending order of features, so that equal counts give equal bits.
func (v *Vectorizer) weigh(dst Vector, t *tally) Vector {
	dst.Index, t.counts = t.list(dst.Index[:0], t.counts[:0])
	dst.Value = slices.Grow(dst.Value[:0], len(dst.Index))[:len(dst.Index)]
	t.values = slices.Grow(t.values[:0], len(dst.Index))[:len(dst.Index)]
	x, lo := dst.Index, 0
	for k := range v.cfg.Families {
		hi := lo
		for hi < len(x) && x[hi] < v.ends[k] {
			hi++
		}
		v.weighFamily(dst.Value[lo:hi], &v.cfg.Families[k], x[lo:hi], t.counts[lo:hi], t.values[lo:hi])
		lo = hi
	}
	return dst
}

// weighFamily sets dst to the values of the features x of the family f; all slices have the same length, values is overwritten.
func (v *Vectorizer) weighFamily(dst []float32, f *Family, x, counts []uint32, values []float64) {
	w := newWeigher(f.Weighting)
	scale, sum := f.Scale, 0.0
	if w.inverse {
		v.inverses(values, x)
	}
	for i, y := range values[:len(x)] {
		if !w.inverse {
			y = 1
		}
		if n := counts[i]; n > 1 && !w.binary {
			y *= w.frequency(n)
		}
		values[i] = y
		sum += float64(y * y) // the conversion forbids fused sums, which differ between machines
	}
	if f.Unit {
		scale /= math.Sqrt(sum)
	}
	for i, y := range values[:len(dst)] {
		dst[i] = float32(y * scale)
	}
}

// weigher is a Weighting taken apart, for loops: whether tf counts for nothing, whether it counts by its logarithm, and whether idf is
// a factor.
type weigher struct{ binary, sublinear, inverse bool }

// newWeigher takes a Weighting apart.
func newWeigher(w Weighting) weigher {
	return weigher{w == Binary, w == Log || w == LogIDF, w == TFIDF || w == LogIDF}
}

// frequency returns tf or 1 + ln tf.
func (w weigher) frequency(tf uint32) float64 {
	switch {
	case !w.sublinear:
		return float64(tf)
	case tf < uint32(len(logs)):
		return 1 + logs[tf]
	}
	return 1 + math.Log(float64(tf))
}

// logs holds the logarithms of small counts.
var logs = func() (l [64]float64) {
	for i := range l {
		l[i] = math.Log(float64(i))
	}
	return l
}()

// maxInverse bounds the table of inverse document frequencies, as frequencies are read from a file, which may be wrong.
const maxInverse = 1 << 20

// inverse returns a table of the smooth idf of each document frequency below maxInverse that is in df; others are 0. There are far fewer
// different frequencies than features, so that the table stays in the processor's cache.
func inverse(docs int, df []uint32) []float64 {
	most := uint32(0)
	for _, n := range df {
		most = max(most, n)
	}
	idf := make([]float64, min(most+1, maxInverse))
	for _, n := range df {
		if n < maxInverse && idf[n] == 0 {
			idf[n] = smooth(docs, n)
		}
	}
	return idf
}

// smooth returns ln((1+docs)/(1+df)) + 1.
func smooth(docs int, df uint32) float64 { return math.Log(float64(1+docs)/float64(1+df)) + 1 }

// inverses sets dst to the idf of the features x, which are as many. The loop does nothing else, so that the processor waits for the memory
// of many features at once.
func (v *Vectorizer) inverses(dst []float64, x []uint32) {
	dst, df, idf := dst[:len(x)], v.df, v.idf
	for i, id := range x {
		if n := df[id]; int(n) < len(idf) {
			dst[i] = idf[n]
		} else {
			dst[i] = smooth(v.docs, n)
		}
	}
}
