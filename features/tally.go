package features

import (
	"math/bits"
	"slices"
)

// tally counts features. Bits say which have been counted, and these are listed as they come: in ascending order, at a cost that depends on
// their number, without sorting, only where that is asked for. Most features of a text are seen once: only those seen again have a number, so
// that little memory is touched.
type tally struct {
	seen  []uint64 // bit f of the features
	again []uint64
	ids   []uint32 // the features seen, in order
	twice []uint32 // those seen again, in order
	more  []uint32 // of each feature: how often it was seen again

	top    []uint64  // scratch of list: bit i: seen[i] != 0
	counts []uint32  // scratch of weigh: of the features listed
	values []float64 // scratch of weigh and project: of the features, before scaling
	sums   []float64 // scratch of project
	parts  []part    // the same, of each family
}

// part is what belongs to one family.
type part struct{ ids, twice []uint32 }

func newTally(width int) tally {
	words := (width + 63) / 64
	return tally{seen: make([]uint64, words), again: make([]uint64, words), more: make([]uint32, width)}
}

// add counts the feature f once.
func (t *tally) add(f uint32) {
	w, bit := &t.seen[f>>6], uint64(1)<<(f&63)
	if *w&bit != 0 {
		t.repeat(f)
		return
	}
	*w |= bit
	t.ids = append(t.ids, f)
}

// addAll counts once each of the numbers that are below width.
func (t *tally) addAll(numbers []uint32, width uint32) {
	n := len(t.ids)
	ids, seen := slices.Grow(t.ids, len(numbers))[:n+len(numbers)], t.seen
	for _, f := range numbers {
		if f >= width {
			continue
		}
		w, bit := &seen[f>>6], uint64(1)<<(f&63)
		if *w&bit != 0 {
			t.repeat(f)
			continue
		}
		*w |= bit
		ids[n] = f
		n++
	}
	t.ids = ids[:n]
}

// repeat counts f, which has been seen, once more.
func (t *tally) repeat(f uint32) {
	w, bit := &t.again[f>>6], uint64(1)<<(f&63)
	if *w&bit == 0 {
		*w |= bit
		t.twice = append(t.twice, f)
	}
	t.more[f]++
}

// clear empties t.
func (t *tally) clear() {
	for _, f := range t.ids {
		t.seen[f>>6] = 0
	}
	for _, f := range t.twice {
		t.again[f>>6], t.more[f] = 0, 0
	}
	t.ids, t.twice = t.ids[:0], t.twice[:0]
}

// list appends the counted features in ascending order to dst, and the count of each to counts; t is empty afterwards.
func (t *tally) list(dst, counts []uint32) (features, count []uint32) {
	if t.top == nil {
		t.top = make([]uint64, (len(t.seen)+63)/64)
	}
	for _, f := range t.ids {
		t.top[f>>12] |= 1 << (f >> 6 & 63)
	}
	for i, tops := range t.top {
		if tops == 0 {
			continue
		}
		t.top[i] = 0
		for ; tops != 0; tops &= tops - 1 {
			j := i<<6 | bits.TrailingZeros64(tops)
			for seen, again := t.seen[j], t.again[j]; seen != 0; seen &= seen - 1 {
				bit := bits.TrailingZeros64(seen)
				f, n := uint32(j<<6|bit), uint32(1)
				if again>>bit&1 != 0 {
					n += t.more[f]
				}
				dst, counts = append(dst, f), append(counts, n)
			}
		}
	}
	t.clear()
	return dst, counts
}
