package features

import (
	"math/bits"
	"slices"
	"unsafe"
)

// Most configurations need of a text no more than its stems in order: word n-grams, and what words have by themselves. For these a text is
// read straight through, without the terms and marks that other extractors look at. What comes out is the same.

// straight reads texts for a configuration of that sort.
type straight struct {
	min, max int      // lengths of the word n-grams; 0, 0 if no family is of words
	nodes    []uint32 // of the stems read, with none where no n-gram may cross
	grams    []uint32 // the n-grams that end at each of nodes: see count
	before   []uint32 // likewise, of the length before
	pieces   []piece
	end      padded
}

// newStraight returns nil for a configuration that needs more.
func newStraight(c Config) *straight {
	p := &straight{}
	for _, f := range c.Families {
		k := kinds[f.Kind]
		switch {
		case f.Kind == "words" && p.max == 0:
			p.min, p.max = f.Min, f.Max
		case k.spell == nil:
			return nil
		}
	}
	if c.MaskNames {
		return nil
	}
	return p
}

// piece is a token that is yet to be looked up.
type piece struct {
	a, b   uint64 // its key in the cache, with small letters; 0 for what is too long to have one
	hash   uint32 // of the key
	gap    uint8  // what stands before it
	lo, hi int    // bytes of the text

	first uint64 // the first part of the key that is in the slot of its hash: see touch
}

// What stands before a token.
const (
	spaced  = iota // no end of a sentence
	pointed        // a point, which ends a sentence unless an abbreviation is before it
	ended          // an end of a sentence
)

// ahead is how many tokens are found before they are looked up: see touch.
const ahead = 64

// next sets p.pieces to the tokens of text from the byte at on, at most ahead of them, and returns them: none at the end of the text. p.end must be
// that of the text.
func (p *straight) next(text string, at int) []piece {
	if len(p.pieces) < ahead {
		p.pieces = make([]piece, ahead)
	}
	n := 0
	for n < ahead && at < len(text) {
		t := &p.pieces[n]
		lo := at
		t.gap = spaced
		if c := text[at]; c == ' ' {
			lo++
		} else if g := plainGaps[c]; g != 0 && at+1 < len(text) && text[at+1] == ' ' {
			lo, t.gap = at+2, g-1
		}
		var size int
		if lo+quickBytes <= len(text) {
			t.a, t.b, size = quick(text, lo)
		} else {
			t.a, t.b, size = quick(p.end.text, lo-p.end.at)
		}
		hi := lo + size
		if size == 0 {
			if lo, hi = next(text, at); lo == hi {
				break
			}
			t.a, t.b = 0, 0
			if hi-lo <= 16 {
				a, b := key(text, lo, hi)
				t.a, t.b = lowered(a), lowered(b)
			}
			t.gap = spaced
			if lo > at+1 || lo == at+1 && text[at] != ' ' {
				t.gap = gapBefore(text, at, lo)
			}
		}
		t.lo, t.hi, t.hash = lo, hi, formHash(t.a, t.b)
		n++
		at = hi
	}
	return p.pieces[:n]
}

// plainGaps holds, plus 1, what a gap of one of these bytes and a space means.
var plainGaps = [256]uint8{',': 1 + spaced, ';': 1 + spaced, ')': 1 + spaced, '"': 1 + spaced, '.': 1 + pointed, '!': 1 + ended, '?': 1 + ended}

// quickBytes is how many bytes quick looks at.
const quickBytes = 17

// padded is the end of a text with zeros after it, for tokens that begin where there are fewer than quickBytes for quick to look at.
type padded struct {
	bytes [2*quickBytes - 1]byte
	text  string // the bytes
	at    int    // the byte of the text that the first of bytes is
}

// of makes p the end of a text.
func (p *padded) of(text string) {
	p.at = max(0, len(text)-quickBytes+1)
	clear(p.bytes[copy(p.bytes[:], text[p.at:]):])
	p.text = unsafe.String(&p.bytes[0], len(p.bytes))
}

// gapBefore returns what stands between the bytes at, where a token ends, and lo, where the next begins.
func gapBefore(text string, at, lo int) uint8 {
	g := term{lo: lo}
	if g.gap(text, at, true); g.sent {
		return ended
	}
	if g.gap(text, at, false); g.sent {
		return pointed
	}
	return spaced
}

// readStraight is read where s.straight is not nil.
func (s *Scratch) readStraight(text string) {
	p, r, nodes := s.straight, s.r, s.straight.nodes[:0]
	p.end.of(text)
	abbreviated, words := false, maxSentence
	for at := 0; ; {
		pieces := p.next(text, at)
		if len(pieces) == 0 {
			break
		}
		at = pieces[len(pieces)-1].hi
		if r.cache.size() > maxCache {
			r.cache.clear()
		}
		r.cache.touch(pieces)
		for i := range pieces {
			t := &pieces[i]
			w := r.cache.of(t)
			if w == nil {
				w = r.word(text, t.lo, t.hi)
			}
			if words == maxSentence || t.gap == ended || t.gap == pointed && !abbreviated {
				if len(nodes) >= stretch {
					s.count(nodes)
					nodes = nodes[:0]
				}
				nodes, words = append(nodes, none), 0
			}
			words++
			if r.spells && !w.is(long) {
				s.seen.addAll(r.cache.features(w.entry), r.width)
			}
			abbreviated = w.is(abbrev)
			if w.is(stop) {
				continue
			}
			s.total++
			if w.node < r.width {
				s.known++
			}
			nodes = append(nodes, w.node) // none for what is too long
		}
	}
	s.count(nodes)
	p.nodes = nodes
}

// count counts the n-grams of the stems nodes. Those of n stems are looked up as pairs of one of n-1 stems and a stem.
func (s *Scratch) count(nodes []uint32) {
	p := s.straight
	grams := nodes
	for n := 1; n <= p.max; n++ {
		if n > 1 {
			p.grams = slices.Grow(p.grams[:0], len(nodes))[:len(nodes)]
			s.r.d.pairs.follow(p.grams, grams, nodes)
			p.before, p.grams = p.grams, p.before
			grams = p.before
		}
		if n >= p.min {
			s.seen.addAll(grams, s.r.width)
		}
	}
}

// What a byte after letters and digits does to the word.
const (
	endsWord   = 1 + iota // ends it, whatever is before
	endsLetter            // a comma, which ends it if no digit is before
	endsWords             // a point, which ends it if neither a digit nor a single letter is before, nor what may begin a web address
)

// wordEnds holds what each byte does; 0 for those that need a closer look.
var wordEnds = func() (e [256]uint8) {
	for b := range 0x80 {
		if classes[b] == 0 && b != ':' {
			e[b] = endsWord
		}
	}
	e['@'], e['#'], e['$'] = endsWord, endsWord, endsWord
	e[','], e['.'] = endsLetter, endsWords
	return e
}()

// quick returns the key of the token that begins at i, with small letters, and its length. The length is 0 unless the token is 1 to 15 ASCII letters
// and digits and its end is plain: then it is what the function next finds there. quick looks at eight bytes at a time.
func quick(s string, i int) (lo, hi uint64, n int) {
	if i+quickBytes > len(s) {
		return 0, 0, 0
	}
	s = s[i : i+quickBytes]
	lo = load(s)
	if end := notAlnum(lo); end != 0 {
		n = bits.TrailingZeros64(end) / 8
		lo = alnumLowered(lo & (1<<(8*uint(n)) - 1))
	} else {
		lo = alnumLowered(lo)
		hi = load(s[8:])
		if end = notAlnum(hi); end == 0 {
			return 0, 0, 0
		}
		n = bits.TrailingZeros64(end) / 8
		hi = alnumLowered(hi & (1<<(8*uint(n)) - 1))
		n += 8
	}
	switch wordEnds[s[n]] {
	case endsWord:
		return lo, hi, n
	case endsLetter:
		if n > 0 && classes[s[n-1]] == isLetter {
			return lo, hi, n
		}
	case endsWords:
		if n > 3 && classes[s[n-1]] == isLetter {
			return lo, hi, n
		}
	}
	return 0, 0, 0
}

// alnumLowered is lowered for ASCII letters and digits, of which letters alone have the bit 0x40, and zeros.
func alnumLowered(x uint64) uint64 { return x | x&0x4040404040404040>>1 }

// notAlnum returns the highest bit of each byte of x that is no ASCII letter or digit. Additions are as in lowered.
func notAlnum(x uint64) uint64 {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	seven := x &^ high
	letter := seven | 0x20*ones
	letters := (letter + (0x80-'a')*ones) &^ (letter + (0x7F-'z')*ones)
	digits := (seven + (0x80-'0')*ones) &^ (seven + (0x7F-'9')*ones)
	return ^(letters|digits)&high | x&high
}
