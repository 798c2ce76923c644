package features

import "unicode/utf8"

// extractChars emits character n-grams of the folded word. Its borders are marked ‹ and ›, which count
// as characters; a side cut inside the word shows a hyphen: ‹pea-, -eac-, -ace›. The bytes of a hit
// are those of the whole word.
func extractChars(f Family, terms []term, buf []byte, emit func([]byte, int, int)) []byte {
	var ends [maxToken*3 + 3]int
	var marked []byte
	for _, t := range terms {
		if t.form == "" {
			continue
		}
		marked = append(append(append(marked[:0], "‹"...), t.form...), "›"...)
		n := 0
		for i := 0; i < len(marked) && n < len(ends)-1; n++ {
			ends[n] = i
			_, w := utf8.DecodeRune(marked[i:])
			i += w
		}
		ends[n] = len(marked)
		for i := range n {
			for k := f.Min; k <= f.Max && i+k <= n; k++ {
				buf = buf[:0]
				if i > 0 {
					buf = append(buf, '-')
				}
				buf = append(buf, marked[ends[i]:ends[i+k]]...)
				if i+k < n {
					buf = append(buf, '-')
				}
				emit(buf, t.lo, t.hi)
			}
		}
	}
	return buf
}
