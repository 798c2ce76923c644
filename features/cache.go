package features

import (
	"hash/maphash"
	"strings"
)

// word is what is known of a raw form, worked out once. A raw form is a word as it stands in a text.
type word struct {
	node  uint32 // of its stem; none when unknown
	entry uint32 // its number in the cache, from 1
	lex   uint16 // its number in the lists of expressions; 0 = in none
	cue   uint8  // the number of its kind of cue; 0 = no cue
	flags uint8
}

// The flags of words.
const (
	long    = 1 << iota // too long to be a feature
	stop                // a stop word that is dropped
	abbrev              // a point after it ends no sentence
	small               // begins with a small letter
	capital             // begins with a capital letter
	name                // is a name wherever it stands
)

// is tells whether w has one of the flags.
func (w *word) is(flag uint8) bool { return w.flags&flag != 0 }

// maxCache is the number of raw forms above which a cache is emptied between two stretches of text.
const maxCache = 1 << 17

// cache remembers raw forms: the word of each and the features it has by itself. A form of at most 16 bytes is
// its own key, held in two numbers beside its word, in an open-addressed table with linear steps; the few longer ones are in a map. No form holds
// a zero byte.
type cache struct {
	cased bool // forms that differ in capitals have words of their own; otherwise ASCII capitals are small in keys
	short []form
	long  map[string]*word
	ends  []uint32 // the features of entry i, counted from 1, are own[ends[i-1]:ends[i]]
	own   []uint32
}

// form is a raw form of at most 16 bytes and its word: 32 bytes in all, so that two fill a cache line. It is empty if lo is 0.
type form struct {
	lo, hi uint64
	word
}

// newCache returns an empty cache.
func newCache(cased bool) cache {
	return cache{cased: cased, short: make([]form, 1<<10), long: map[string]*word{}, ends: []uint32{0}}
}

// features returns the features that the word of an entry has by itself.
func (c *cache) features(entry uint32) []uint32 { return c.own[c.ends[entry-1]:c.ends[entry]] }

// size returns the number of forms.
func (c *cache) size() int { return len(c.ends) - 1 }

// clear empties the cache and keeps its memory.
func (c *cache) clear() {
	clear(c.short)
	clear(c.long)
	c.ends, c.own = c.ends[:1], c.own[:0]
}

// salt differs between processes, so that no text can be made whose forms all belong in one slot.
var salt = [2]uint64{maphash.String(seed, "low"), maphash.String(seed, "high")}

// touch reads the slot of each token, in a loop so short that the processor waits for the memory of many of them at once.
func (c *cache) touch(tokens []piece) {
	mask := uint32(len(c.short) - 1)
	for i := range tokens {
		t := &tokens[i]
		t.first = c.short[t.hash&mask].lo
	}
}

// of is find for a token that touch has been given.
func (c *cache) of(t *piece) *word {
	if t.first == t.a {
		if f := &c.short[t.hash&uint32(len(c.short)-1)]; f.lo == t.a && f.hi == t.b && t.a != 0 {
			return &f.word
		}
	}
	return c.find(t.a, t.b)
}

// find returns the word of a short form, valid until the next put, or nil when it is new.
func (c *cache) find(lo, hi uint64) *word {
	if f := &c.short[c.slot(lo, hi)]; f.lo != 0 {
		return &f.word
	}
	return nil
}

// slot returns the place where the form is or belongs.
func (c *cache) slot(lo, hi uint64) uint32 {
	mask := uint32(len(c.short) - 1)
	i := formHash(lo, hi) & mask
	for f := &c.short[i]; f.lo != 0 && (f.lo != lo || f.hi != hi); f = &c.short[i] {
		i = (i + 1) & mask
	}
	return i
}

// formHash returns the hash of a form.
func formHash(lo, hi uint64) uint32 {
	h := mulFold(lo^salt[0], hi^salt[1])
	return uint32(h ^ h>>32)
}

// get returns the word of text[lo:hi], valid until the next put, or nil when it is new.
func (c *cache) get(text string, lo, hi int) *word {
	if hi-lo > 16 {
		return c.long[text[lo:hi]]
	}
	return c.find(c.key(text, lo, hi))
}

// put remembers w, whose own features have been appended to c.own, as the word of raw, and returns it.
func (c *cache) put(raw string, w word) word {
	w.entry = uint32(len(c.ends))
	c.ends = append(c.ends, uint32(len(c.own)))
	if len(raw) > 16 {
		c.long[strings.Clone(raw)] = &w
		return w
	}
	if 2*c.size() >= len(c.short) {
		old := c.short
		c.short = touched[form](2 * len(old))
		for _, f := range old {
			if f.lo != 0 {
				c.short[c.slot(f.lo, f.hi)] = f
			}
		}
	}
	lo, hi := c.key(raw, 0, len(raw))
	c.short[c.slot(lo, hi)] = form{lo: lo, hi: hi, word: w}
	return w
}

// key returns the key of the form s[lo:hi].
func (c *cache) key(s string, lo, hi int) (a, b uint64) {
	a, b = key(s, lo, hi)
	if !c.cased {
		a, b = lowered(a), lowered(b)
	}
	return a, b
}

// lowered makes the ASCII capitals among eight bytes small. Additions are to seven bits of each byte: they carry into its eighth, never
// beyond.
func lowered(x uint64) uint64 {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	seven := x &^ high
	capitals := (seven + (0x80-'A')*ones) &^ (seven + (0x7F-'Z')*ones) &^ x & high
	return x | capitals>>2
}

// key returns the bytes lo to hi of s, 1 to 16 of them, as two little-endian numbers filled up with zeros.
func key(s string, lo, hi int) (a, b uint64) {
	n := hi - lo
	if lo+16 <= len(s) {
		a = load(s[lo : lo+8])
		if n <= 8 {
			return a & (^uint64(0) >> (64 - 8*uint(n))), 0
		}
		return a, load(s[lo+8:lo+16]) & (^uint64(0) >> (128 - 8*uint(n)))
	}
	for i := n - 1; i >= 0; i-- {
		if i >= 8 {
			b = b<<8 | uint64(s[lo+i])
		} else {
			a = a<<8 | uint64(s[lo+i])
		}
	}
	return a, b
}

// load returns the first eight bytes of s as a little-endian number. It panics if s is shorter.
func load(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
