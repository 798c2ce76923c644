package features

// extractWords emits n-grams of stems joined by a space. An n-gram crosses no sentence end and no
// overlong token; it does cross a dropped stop word.
func extractWords(f Family, terms []term, buf []byte, emit func([]byte, int, int)) []byte {
	for i := range terms {
		if terms[i].stop || terms[i].stem == "" {
			continue
		}
		buf = buf[:0]
		for j, n := i, 0; j < len(terms) && n < f.Max; j++ {
			t := &terms[j]
			if j > i && t.sent || t.stem == "" {
				break
			}
			if t.stop {
				continue
			}
			if n > 0 {
				buf = append(buf, ' ')
			}
			buf = append(buf, t.stem...)
			if n++; n >= f.Min {
				emit(buf, terms[i].lo, t.hi)
			}
		}
	}
	return buf
}
