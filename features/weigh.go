package features

import "math"

// weigh lists what t has counted, ascending, and weighs it into dst, which is overwritten; t is empty afterwards.
// Sums run in ascending order, so that equal counts give equal bits.
func (v *Vectorizer) weigh(dst Vector, t *tally) Vector {
	dst.Index = t.list(dst.Index[:0])
	dst.Value = dst.Value[:0]
	x, lo := dst.Index, 0
	for k := range v.cfg.Families {
		hi := lo
		for hi < len(x) && x[hi] < v.ends[k] {
			hi++
		}
		dst.Value = v.weighFamily(dst.Value, &v.cfg.Families[k], x[lo:hi], t.count)
		lo = hi
	}
	return dst
}

// weighFamily appends the values of the features x of the family f, and sets their counts to 0.
func (v *Vectorizer) weighFamily(dst []float32, f *Family, x, count []uint32) []float32 {
	w := newWeigher(f.Weighting)
	scale := f.Scale
	if f.Unit {
		sum := 0.0
		for _, i := range x {
			y := w.value(count[i], v.idf[i])
			sum += float64(y * y) // the conversion forbids fused sums, which differ between machines
		}
		scale /= math.Sqrt(sum)
	}
	for _, i := range x {
		dst = append(dst, float32(w.value(count[i], v.idf[i])*scale))
		count[i] = 0
	}
	return dst
}

// weigher is a Weighting taken apart, for loops.
type weigher struct{ binary, sublinear, inverse bool }

func newWeigher(w Weighting) weigher {
	return weigher{w == Binary, w == Log || w == LogIDF, w == TFIDF || w == LogIDF}
}

// value returns the value of a count of 1 or more; a count of 1 is worth 1 or the idf in all weightings.
func (w weigher) value(tf uint32, idf float64) float64 {
	if !w.inverse {
		idf = 1
	}
	if tf == 1 || w.binary {
		return idf
	}
	return w.frequency(tf) * idf
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

// logs holds the logarithms of the frequent counts.
var logs = func() (l [64]float64) {
	for i := range l {
		l[i] = math.Log(float64(i))
	}
	return l
}()

// inverse returns the smooth idf of each document frequency, ln((1+docs)/(1+df)) + 1.
func inverse(docs int, df []uint32) []float64 {
	var known [1 << 10]float64 // of the low frequencies, which most features have
	idf := make([]float64, len(df))
	for i, n := range df {
		low := n < uint32(len(known))
		if low && known[n] > 0 {
			idf[i] = known[n]
			continue
		}
		idf[i] = math.Log(float64(1+docs)/float64(1+n)) + 1
		if low {
			known[n] = idf[i]
		}
	}
	return idf
}
