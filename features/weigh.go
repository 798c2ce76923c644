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
	scale := f.Scale
	if f.Unit {
		sum := 0.0
		for _, i := range x {
			w := value(f.Weighting, count[i], v.idf[i])
			sum += float64(w * w) // the conversion forbids fused sums, which differ between machines
		}
		scale /= math.Sqrt(sum)
	}
	for _, i := range x {
		dst = append(dst, float32(value(f.Weighting, count[i], v.idf[i])*scale))
		count[i] = 0
	}
	return dst
}

// logs holds the logarithms of the frequent counts.
var logs = func() (l [64]float64) {
	for i := range l {
		l[i] = math.Log(float64(i))
	}
	return l
}()

// sublinear returns 1 + ln tf.
func sublinear(tf uint32) float64 {
	if tf < uint32(len(logs)) {
		return 1 + logs[tf]
	}
	return 1 + math.Log(float64(tf))
}

func value(w Weighting, tf uint32, idf float64) float64 {
	switch w {
	case Binary:
		return 1
	case Log:
		return sublinear(tf)
	case TFIDF:
		return float64(tf) * idf
	case LogIDF:
		return sublinear(tf) * idf
	}
	return float64(tf)
}

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
