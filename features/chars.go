package features

import "unicode/utf8"

// spellChars emits the character n-grams of a folded word. Its borders are marked ‹ and ›, which count
// as characters; a side cut inside the word shows a hyphen, which does not: ‹pea-, -eac-, -ace›. The bytes of a hit
// are those of the whole word.
func spellChars(f Family, form string, emit func([]byte)) {
	marked := "‹" + form + "›"
	starts := make([]int, 0, len(marked)+1)
	for i := range marked {
		starts = append(starts, i)
	}
	starts = append(starts, len(marked))
	buf := make([]byte, 0, f.Max*utf8.UTFMax+2)
	for i, n := 0, len(starts)-1; i < n; i++ {
		for k := f.Min; k <= f.Max && i+k <= n; k++ {
			buf = buf[:0]
			if i > 0 {
				buf = append(buf, '-')
			}
			buf = append(buf, marked[starts[i]:starts[i+k]]...)
			if i+k < n {
				buf = append(buf, '-')
			}
			emit(buf)
		}
	}
}
