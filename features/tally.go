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
	before []uint32  // scratch of list: of a word of seen that is not 0: how many bits are set before it
	counts []uint32  // scratch of weigh: of the features listed
	values []float64 // scratch of weigh and project: of the features, before scaling
	sums   []float64 // scratch of project
	parts  []part    // the same, of each family
}

// part is what belongs to one family.
type part struct{ ids, twice []uint32 }

func newTally(width int) tally {
	words := width/64 + 1
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
	ids, seen := slices.Grow(t.ids, len(numbers)+1)[:n+len(numbers)+1], t.seen
	for _, f := range numbers {
		// Half of the numbers are no features, in no order, so that this is no branch: they go where the next overwrites them.
		is := uint64(0)
		if f < width {
			is = 1
		}
		f = min(f, width)
		w, bit := &seen[f>>6], is<<(f&63)
		if *w&bit != 0 {
			t.repeat(f)
			continue
		}
		*w |= bit
		ids[n] = f
		n += int(is)
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

// list sets dst to the counted features in ascending order, and counts to the count of each; t is empty afterwards. The place of a feature is how many
// bits are set before its own: those of the words before are summed up for each word, so that no loop is over the bits of one.
func (t *tally) list(dst, counts []uint32) (features, count []uint32) {
	if t.top == nil {
		t.top = make([]uint64, (len(t.seen)+63)/64)
		t.before = make([]uint32, len(t.seen))
	}
	for _, f := range t.ids {
		t.top[f>>12] |= 1 << (f >> 6 & 63)
	}
	n := 0
	for i, tops := range t.top {
		if tops == 0 {
			continue
		}
		t.top[i] = 0
		for ; tops != 0; tops &= tops - 1 {
			j := i<<6 | bits.TrailingZeros64(tops)
			t.before[j] = uint32(n)
			n += bits.OnesCount64(t.seen[j])
		}
	}
	dst, counts = slices.Grow(dst[:0], n)[:n], slices.Grow(counts[:0], n)[:n]
	for _, f := range t.ids {
		at := t.place(f)
		dst[at], counts[at] = f, 1
	}
	for _, f := range t.twice {
		counts[t.place(f)] += t.more[f]
	}
	t.clear()
	return dst, counts
}

// place returns how many of the counted features are below f.
func (t *tally) place(f uint32) int {
	j := f >> 6
	return int(t.before[j]) + bits.OnesCount64(t.seen[j]&(1<<(f&63)-1))
}
