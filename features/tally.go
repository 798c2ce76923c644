package features

import "math/bits"

// tally counts features. Two levels of bits say which have been counted, so that these are listed in ascending
// order at a cost that depends on their number, without sorting.
type tally struct {
	count []uint32
	leaf  []uint64 // bit f: count[f] > 0
	top   []uint64 // bit i: leaf[i] != 0
}

func newTally(width int) tally {
	leaves := (width + 63) / 64
	return tally{make([]uint32, width), make([]uint64, leaves), make([]uint64, (leaves+63)/64)}
}

// add counts f once.
func (t *tally) add(f uint32) {
	if t.count[f]++; t.count[f] == 1 {
		t.leaf[f>>6] |= 1 << (f & 63)
		t.top[f>>12] |= 1 << (f >> 6 & 63)
	}
}

// list appends the counted features in ascending order to dst. Their counts stay: the caller sets them to 0.
func (t *tally) list(dst []uint32) []uint32 {
	for i, tops := range t.top {
		if tops == 0 {
			continue
		}
		t.top[i] = 0
		for ; tops != 0; tops &= tops - 1 {
			j := uint32(i<<6 | bits.TrailingZeros64(tops))
			for leaf := t.leaf[j]; leaf != 0; leaf &= leaf - 1 {
				dst = append(dst, j<<6|uint32(bits.TrailingZeros64(leaf)))
			}
			t.leaf[j] = 0
		}
	}
	return dst
}
