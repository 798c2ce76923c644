package features

import (
	"math/bits"
	"slices"
)

// tally counts features. Bits say which have been seen, and these are listed in the order in which they come; list puts them in ascending order,
// without sorting, at a cost that depends on their number alone. Most features of a text are seen once: a count is written only for those seen
// again, so that little memory is touched.
type tally struct {
	seen  []uint64 // bit f&63 of number f>>6: the feature f has been seen
	again []uint64 // likewise: it has been seen again
	ids   []uint32 // the features seen, in order
	twice []uint32 // those seen again, in order
	more  []uint32 // of each feature: how often it was seen again

	top    []uint64  // scratch of list: bit i: seen[i] is not 0
	before []uint32  // scratch of list: for each of seen that is not 0, how many bits are set in those before it
	counts []uint32  // scratch of weigh: the counts of the features listed
	values []float64 // scratch of weigh and project: the values of features, before scaling
	sums   []float64 // scratch of project
	parts  []part    // scratch of project: one for each family
}

// part is what a tally has in ids and twice of one family.
type part struct{ ids, twice []uint32 }

// newTally returns an empty tally of the features below width.
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
		// About half of the numbers are no features, and the processor could not foresee which. So there is no branch: these are written too,
		// where the next overwrites them.
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

// list returns the features seen in ascending order, in dst, and the count of each, in counts; t is empty afterwards. The place of a feature is
// how many bits of seen are set before its own: the bits of all numbers before are summed up once for each number, so that no loop goes over single
// bits.
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

// place returns how many of the features seen are below f; before must have been set.
func (t *tally) place(f uint32) int {
	j := f >> 6
	return int(t.before[j]) + bits.OnesCount64(t.seen[j]&(1<<(f&63)-1))
}
