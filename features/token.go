package features

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxToken is the longest token, in bytes, that becomes a feature.
const maxToken = 64

// Token is one word of a text.
type Token struct {
	Form   string // folded: lower case, no Latin accents, typewriter apostrophes and hyphens; empty when longer than 64 bytes
	Lo, Hi int    // bytes of the text, from Lo up to Hi
}

// Tokens appends the tokens of text to dst, in order and without overlap; dst may be nil. Letters and digits with
// apostrophes, hyphens and the points and commas of numbers inside stay whole (cease-fire, 3.5, 10,000), as do initials
// (U.S.), $90, @handle, #tag and web addresses. All else separates tokens, also bytes that are not UTF-8.
func Tokens(dst []Token, text string) []Token {
	for i := 0; ; {
		lo, hi := next(text, i)
		if lo == hi {
			return dst
		}
		t := Token{Lo: lo, Hi: hi}
		if hi-lo <= maxToken {
			t.Form = foldAccents(lower(text[lo:hi]))
		}
		dst, i = append(dst, t), hi
	}
}

// inWord tells whether r is a letter, a digit or a mark on one.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|32 && r|32 <= 'z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// digit tells whether r is an ASCII digit.
func digit(r rune) bool { return '0' <= r && r <= '9' }

// runeAt returns the character at byte i of s and its length in bytes: utf8.RuneError and 1 where there is none, and 0 at the end.
func runeAt(s string, i int) (rune, int) {
	if i < len(s) && s[i] < utf8.RuneSelf {
		return rune(s[i]), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

// The classes of ASCII bytes.
const (
	isLetter = 1 << iota
	isDigit
	isSign  // begins a token before a letter or digit
	isJoint // may stand inside a token
)

// classes holds the class of each byte; that of bytes above ASCII is 0.
var classes = func() (c [256]uint8) {
	for b := range utf8.RuneSelf {
		switch {
		case 'a' <= b|32 && b|32 <= 'z':
			c[b] = isLetter
		case '0' <= b && b <= '9':
			c[b] = isDigit
		}
	}
	c['@'], c['#'], c['$'] = isSign, isSign, isSign
	c['\''], c['-'], c['.'], c[','] = isJoint, isJoint, isJoint, isJoint
	return c
}()

// next returns the first token at or after i; lo == hi at the end of the text.
func next(s string, i int) (lo, hi int) {
	for i < len(s) {
		c := s[i]
		if class := classes[c]; class&(isLetter|isDigit) != 0 {
			return i, tokenEnd(s, i)
		} else if c < utf8.RuneSelf && class != isSign {
			i++
			continue
		}
		r, n := runeAt(s, i)
		after, _ := runeAt(s, i+n)
		switch {
		case inWord(r):
			if h := initials(s, i); h > i {
				return i, h
			}
			return i, wordEnd(s, i+n, r)
		case (r == '@' || r == '#') && inWord(after), (r == '$' || r == '€' || r == '£') && digit(after):
			return i, wordEnd(s, i+n, r)
		}
		i += n
	}
	return i, i
}

// tokenEnd returns the end of the token that begins at i with an ASCII letter or digit.
func tokenEnd(s string, i int) int {
	j := i + 1
	for j < len(s) && classes[s[j]]&(isLetter|isDigit) != 0 {
		j++
	}
	if j == len(s) {
		return j
	}
	c := s[j]
	if c < utf8.RuneSelf && classes[c] != isJoint && c != ':' {
		return j
	}
	if c == '.' || c == ':' {
		if h := url(s, i); h > i {
			return h
		}
		if h := initials(s, i); h > i {
			return h
		}
		if c == ':' || classes[s[j-1]] != isDigit {
			return j
		}
	}
	return wordEnd(s, j, rune(s[j-1]))
}

// wordEnd returns the end of the word that goes on at i after the rune last.
func wordEnd(s string, i int, last rune) int {
	tag := last == '@' || last == '#'
	for i < len(s) {
		r, n := runeAt(s, i)
		if !inWord(r) && !(tag && r == '_') {
			after, _ := runeAt(s, i+n)
			joins := false
			switch r {
			case '\'', '’', '‘', 'ʼ', '-', '‐', '‑':
				joins = inWord(after) && inWord(last)
			case '.', ',':
				joins = digit(last) && digit(after)
			}
			if !joins {
				return i
			}
		}
		last, i = r, i+n
	}
	return i
}

// initials returns the end of two or more letters at i, each with a point after it (U.S.), or i if there are none. More than about 32 bytes of them
// are none, so that the time stays linear.
func initials(s string, i int) int {
	h, k := i, 0
	for h < len(s) && h-i <= 32 {
		r, n := runeAt(s, h)
		if !unicode.IsLetter(r) || h+n >= len(s) || s[h+n] != '.' {
			break
		}
		h, k = h+n+1, k+1
	}
	if r, _ := runeAt(s, h); k < 2 || inWord(r) {
		return i
	}
	return h
}

// url returns the end of the web address at i, or i if there is none. Punctuation at its end does not belong to it.
func url(s string, i int) int {
	start := -1
	for _, p := range []string{"http://", "https://", "www."} {
		if len(s)-i > len(p) && s[i]|32 == p[0] && strings.EqualFold(s[i:i+len(p)], p) {
			start = i + len(p)
		}
	}
	if start < 0 {
		return i
	}
	h := start
	for h < len(s) {
		r, n := runeAt(s, h)
		if r == utf8.RuneError || unicode.IsSpace(r) || !unicode.IsPrint(r) || strings.ContainsRune("<>\"“”«»", r) {
			break
		}
		h += n
	}
	for h > start && strings.IndexByte(".,;:!?)]}'", s[h-1]) >= 0 {
		h--
	}
	if h == start {
		return i
	}
	return h
}
