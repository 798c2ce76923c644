package features

import (
	"hash/maphash"
	"math/bits"
)

// word is what is known of a raw form, worked out once.
type word struct {
	node  uint32 // of its stem; none when unknown
	entry uint32 // number in the cache
	lex   uint16 // number in the lexicon; 0 = not in it
	cue   uint8  // number of its kind of cue; 0 = no cue
	flags uint8
}

// The flags of words.
const (
	long   = 1 << iota // too long to be a feature
	stop               // a stop word that is dropped
	abbrev             // a point after it ends no sentence
)

func (w *word) is(flag uint8) bool { return w.flags&flag != 0 }

// maxCache is the number of raw forms above which a cache is emptied between two stretches of text.
const maxCache = 1 << 16

// cache remembers raw forms: the word of each and the features it has by itself. A form of at most 16 bytes is
// its own key, held in two numbers; the few longer ones are in a map.
type cache struct {
	slots []cacheSlot
	short int
	long  map[string]uint32
	words []word
	ends  []uint32 // the features of entry i are features[ends[i]:ends[i+1]]
	own   []uint32
}

type cacheSlot struct {
	lo, hi uint64
	number uint32 // entry + 1; 0 = empty
	n      uint32 // bytes of the form
}

func newCache() cache {
	return cache{slots: make([]cacheSlot, 1<<10), long: map[string]uint32{}, ends: []uint32{0}}
}

// features returns what the entry has by itself.
func (c *cache) features(entry uint32) []uint32 { return c.own[c.ends[entry]:c.ends[entry+1]] }

// clear empties the cache and keeps its memory.
func (c *cache) clear() {
	clear(c.slots)
	clear(c.long)
	c.short, c.words, c.ends, c.own = 0, c.words[:0], c.ends[:1], c.own[:0]
}

// salt keeps texts from being made whose forms all fall in one place.
var salt = [2]uint64{maphash.String(seed, "low"), maphash.String(seed, "high")}

func (c *cache) slot(lo, hi uint64, n uint32) int {
	h, l := bits.Mul64(lo^salt[0], hi^salt[1]^uint64(n)<<56)
	mask := len(c.slots) - 1
	i := int(h^l) & mask
	for s := &c.slots[i]; s.number > 0 && (s.lo != lo || s.hi != hi || s.n != n); s = &c.slots[i] {
		i = (i + 1) & mask
	}
	return i
}

// get returns the word of text[lo:hi], or nil when it is new.
func (c *cache) get(text string, lo, hi int) *word {
	if hi-lo > 16 {
		if e, ok := c.long[text[lo:hi]]; ok {
			return &c.words[e]
		}
		return nil
	}
	a, b := key(text, lo, hi)
	if n := c.slots[c.slot(a, b, uint32(hi-lo))].number; n > 0 {
		return &c.words[n-1]
	}
	return nil
}

// put remembers w, whose own features have been appended to c.own, as the word of raw.
func (c *cache) put(raw string, w word) *word {
	w.entry = uint32(len(c.words))
	c.words = append(c.words, w)
	c.ends = append(c.ends, uint32(len(c.own)))
	if len(raw) > 16 {
		c.long[string([]byte(raw))] = w.entry
		return &c.words[w.entry]
	}
	if 2*c.short >= len(c.slots) {
		old := c.slots
		c.slots = make([]cacheSlot, 2*len(old))
		for _, s := range old {
			if s.number > 0 {
				c.slots[c.slot(s.lo, s.hi, s.n)] = s
			}
		}
	}
	a, b := key(raw, 0, len(raw))
	c.slots[c.slot(a, b, uint32(len(raw)))] = cacheSlot{a, b, w.entry + 1, uint32(len(raw))}
	c.short++
	return &c.words[w.entry]
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

func load(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
