package article

import "strings"

// sign is a set of what stands in a block: kinds of bytes, and those pairs of
// neighbouring letters that phrases of the trade hold and most blocks do not.
// One look at each pair saves most rules a search of their own.
type sign uint64

const (
	digitSign sign = 1 << iota
	upperSign
	lowerSign
	highSign    // a byte beyond ASCII
	c2Sign      // the first byte of © and «
	atSign      // @
	bracketSign // ( or [
	pairSigns   // the first of the pairs
)

// rarePairs are the pairs that have a sign, in lower case; they stand for
// capitals too.
const rarePairs = "ag ai ap bs bu by ce cy ef ep fi fr ft gh gn ht ib id ig ki kn ld nb ok ol oo ot ow ox ph pi pt rd rt rv sa sc sl tr tu ub up ut va ws e, r, t,"

// classOf numbers the bytes that signs tell apart, 0 for the others, so that a
// table of pairs is small enough to stay near the processor.
var classOf = func() (class [256]uint8) {
	const apart = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0@(,"
	for i := range len(apart) {
		class[apart[i]] = uint8(i + 1)
	}
	for c := byte('0'); c <= '9'; c++ {
		class[c] = class['0']
	}
	class['['] = class['(']
	for c := 0x80; c < 256; c++ {
		class[c] = uint8(len(apart) + 1)
	}
	class[0xc2] = uint8(len(apart) + 2)
	return class
}()

// signsOf gives the signs of two neighbours by their classes: those of the
// second byte, and that of the pair.
var signsOf = func() (signs [64 * 64]sign) {
	for c := range 256 {
		own := signOf(byte(c))
		for before := range 64 {
			signs[before<<6|int(classOf[c])] = own
		}
	}
	for i, p := range strings.Fields(rarePairs) {
		for _, first := range [...]byte{p[0], p[0] &^ 0x20} {
			for _, second := range [...]byte{p[1], p[1] &^ 0x20} {
				if classOf[first] != 0 && classOf[second] != 0 {
					signs[int(classOf[first])<<6|int(classOf[second])] |= pairSigns << i
				}
			}
		}
	}
	return signs
}()

// signOf is the sign of a byte alone.
func signOf(c byte) sign {
	switch {
	case c >= '0' && c <= '9':
		return digitSign
	case upper(c):
		return upperSign
	case letter(c):
		return lowerSign
	case c == 0xc2:
		return highSign | c2Sign
	case c >= 0x80:
		return highSign
	case c == '@':
		return atSign
	case c == '(' || c == '[':
		return bracketSign
	}
	return 0
}

// signs returns what stands in s.
func signs(s string) (has sign) {
	last := uint(0)
	for i := 0; i < len(s); i++ {
		c := uint(classOf[s[i]])
		has |= signsOf[(last<<6|c)&(64*64-1)]
		last = c
	}
	return has
}

// phrase is a text to look for: a block that lacks one of its signs does not
// hold it.
type phrase struct {
	text string
	has  sign
}

func newPhrase(text string) phrase { return phrase{text, signs(text)} }

func newPhrases(texts string) (ps []phrase) {
	for t := range strings.SplitSeq(texts, "|") {
		ps = append(ps, newPhrase(t))
	}
	return ps
}

// index is where the phrase stands first in s, whose signs are given; -1 if
// nowhere.
func (p phrase) index(s string, has sign) int {
	if has&p.has != p.has {
		return -1
	}
	return strings.Index(s, p.text)
}

func (p phrase) in(s string, has sign) bool { return p.index(s, has) >= 0 }

// anyIn tells whether one of the phrases stands in s.
func anyIn(ps []phrase, s string, has sign) bool {
	for _, p := range ps {
		if p.in(s, has) {
			return true
		}
	}
	return false
}
