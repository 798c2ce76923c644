package features

import (
	"unicode"
	"unicode/utf8"
)

const (
	spanPrefix  = "span:"
	longestSpan = 6   // characters
	spanGap     = '·' // shows white space in names
)

// blank tells whether r, a character of n bytes, is white space to spans.
func blank(r rune, n int) bool {
	return r == utf8.RuneError && n == 1 || unicode.IsSpace(r) || unicode.IsControl(r)
}

// extractSpans emits n-grams of characters in lower case across words and punctuation: span:k·no for "talk now". White space of any length is one
// character, shown as ·, and is left out at the ends of the text. Bytes that are not UTF-8 and control characters are white space too.
func extractSpans(f Family, d *dictionary, p *post, dst []mark) []mark {
	for end := p.newChars; end < len(p.chars); end++ {
		for n := f.Min; n <= f.Max && n <= end+1; n++ {
			p.buf = append(p.buf[:0], spanPrefix...)
			for _, c := range p.chars[end+1-n : end+1] {
				p.buf = utf8.AppendRune(p.buf, c.char)
			}
			dst = append(dst, mark{d.bytes(p.buf), p.chars[end+1-n].lo, p.chars[end].hi})
		}
	}
	return dst
}
