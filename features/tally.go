package features

import "math/bits"

// tally counts features. Two levels of bits say which have been counted, so that these are listed in ascending
// order at a cost that depends on their number, without sorting. Most features of a text are seen once: only those seen
// again have a number, so that little memory is touched.
type tally struct {
	leaf []leaf
	top  []uint64 // bit i: leaf[i].seen != 0
	more []uint32 // of each feature: how often it was seen again

	counts []uint32  // scratch of weigh: of the features listed
	values []float64 // the same, before scaling
}

// leaf is 64 features.
type leaf struct{ seen, again uint64 }

func newTally(width int) tally {
	leaves := (width + 63) / 64
	return tally{leaf: make([]leaf, leaves), top: make([]uint64, (leaves+63)/64), more: make([]uint32, width)}
}

// add counts f once.
func (t *tally) add(f uint32) {
	l, bit := &t.leaf[f>>6], uint64(1)<<(f&63)
	if l.seen&bit != 0 {
		l.again |= bit
		t.more[f]++
		return
	}
	l.seen |= bit
	t.top[f>>12] |= 1 << (f >> 6 & 63)
}

// list appends the counted features in ascending order to dst, and the count of each to counts; t is empty afterwards.
func (t *tally) list(dst, counts []uint32) (features, count []uint32) {
	for i, tops := range t.top {
		if tops == 0 {
			continue
		}
		t.top[i] = 0
		for ; tops != 0; tops &= tops - 1 {
			j := uint32(i<<6 | bits.TrailingZeros64(tops))
			l := t.leaf[j]
			t.leaf[j] = leaf{}
			for seen := l.seen; seen != 0; seen &= seen - 1 {
				bit := bits.TrailingZeros64(seen)
				f, n := j<<6|uint32(bit), uint32(1)
				if l.again>>bit&1 != 0 {
					n += t.more[f]
					t.more[f] = 0
				}
				dst, counts = append(dst, f), append(counts, n)
			}
		}
	}
	return dst, counts
}
