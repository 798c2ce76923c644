package article

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Running text is looked through eight bytes at a time: a word of the machine
// tells where one of them is a certain byte.
const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// eight returns s[i:i+8] as a number, the first byte lowest.
func eight(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// zeros has the high bit of each byte of x that is zero, and no other.
func zeros(x uint64) uint64 { return ^nonzero(x) & highs }

// nonzero has the high bit of each byte of x that is not zero; its low bits say nothing.
func nonzero(x uint64) uint64 { return (x&^highs + ^uint64(highs)) | x }

// firstEight is eight of the start of s, with zeros for what a shorter s lacks.
func firstEight(s string) (x uint64) {
	if len(s) >= 8 {
		return eight(s, 0)
	}
	for i := range len(s) {
		x |= uint64(s[i]) << (8 * i)
	}
	return x
}

// letters has the high bit of each byte of x that is an ASCII letter, and no
// other.
func letters(x uint64) uint64 {
	low := (x | ' '*ones) &^ highs
	return (low + (0x80-'a')*ones) &^ (low + (0x7f-'z')*ones) &^ x & highs
}

// quoteByte tells the bytes that quotation marks are or start with.
func quoteByte(c byte) bool { return c == '"' || c == 0xe2 || c == 0xc2 }

// nextQuote is the first place from i on where a quotation mark may stand, or
// len(s).
func nextQuote(s string, i int) int {
	for ; i+8 <= len(s); i += 8 {
		x := eight(s, i)
		if at := zeros(x^'"'*ones) | zeros(x^0xe2*ones) | zeros(x^0xc2*ones); at != 0 {
			return i + bits.TrailingZeros64(at)/8
		}
	}
	for i < len(s) && !quoteByte(s[i]) {
		i++
	}
	return i
}

// tidy makes each run of white space one space and drops it at both ends. A
// text that is tidy already is returned as it is.
func tidy(s string) string {
	i := untidy(s)
	if i == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for {
		b.WriteString(s[:i])
		for i < len(s) && spaceAt(s[i:]) > 0 {
			i += spaceAt(s[i:])
		}
		s = s[i:]
		if s == "" {
			return b.String()
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		i = untidy(s)
	}
}

// untidy is where in s white space starts that is not one space inside it, or
// len(s).
func untidy(s string) int {
	start := func(i int) int {
		if i > 0 && s[i-1] == ' ' {
			return i - 1
		}
		return i
	}
	i, before := 0, uint64(1)<<63 // the high bit of before: a space stands before i, or nothing
	for ; i+8 <= len(s); i += 8 {
		x := eight(s, i)
		spaces := zeros(x ^ ' '*ones)
		// Second spaces, control characters and the first bytes of what is
		// beyond ASCII; now and then another byte.
		odd := spaces&(spaces<<8|before>>56) | (x-' '*ones)&highs
		before = spaces
		for ; odd != 0; odd &= odd - 1 {
			at := bits.TrailingZeros64(odd) / 8
			if s[i+at] == ' ' && (i+at == 0 || s[i+at-1] == ' ') || s[i+at] != ' ' && spaceAt(s[i+at:]) > 0 {
				return start(i + at)
			}
		}
	}
	for ; i < len(s); i++ {
		if n := spaceAt(s[i:]); n > 0 && (s[i] != ' ' || i == 0 || s[i-1] == ' ') {
			return start(i)
		}
	}
	return start(i)
}

// spaceAt is how many bytes the white space takes that s starts with; 0 if it
// starts with none.
func spaceAt(s string) int {
	switch c := s[0]; {
	case c == ' ' || c >= '\t' && c <= '\r':
		return 1
	case c >= 0x80 && wide(s):
		_, n := utf8.DecodeRuneInString(s)
		return n
	}
	return 0
}

// wide tells whether s starts with white space beyond ASCII.
func wide(s string) bool {
	switch s[0] {
	case 0xc2, 0xe1, 0xe2, 0xe3: // the first bytes of all of it
		r, _ := utf8.DecodeRuneInString(s)
		return unicode.IsSpace(r)
	}
	return false
}
