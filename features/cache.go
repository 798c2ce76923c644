package features

import (
	"hash/maphash"
	"strings"
)

// word is what is known of a raw form, worked out once.
type word struct {
	node  uint32 // of its stem; none when unknown
	entry uint32 // number in the cache + 1
	lex   uint16 // number in the lexicon; 0 = not in it
	cue   uint8  // number of its kind of cue; 0 = no cue
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

func (w *word) is(flag uint8) bool { return w.flags&flag != 0 }

// maxCache is the number of raw forms above which a cache is emptied between two stretches of text.
const maxCache = 1 << 16

// cache remembers raw forms: the word of each and the features it has by itself. A form of at most 16 bytes is
// its own key, held in two numbers beside its word; the few longer ones are in a map. No form holds a zero byte.
type cache struct {
	slots []cacheSlot
	short int // slots in use
	long  map[string]*word
	ends  []uint32 // the features of entry i, counted from 1, are own[ends[i-1]:ends[i]]
	own   []uint32
}

// cacheSlot is empty when lo is 0.
type cacheSlot struct {
	lo, hi uint64
	word
}

func newCache() cache {
	return cache{slots: make([]cacheSlot, 1<<10), long: map[string]*word{}, ends: []uint32{0}}
}

// features returns what the entry has by itself.
func (c *cache) features(entry uint32) []uint32 { return c.own[c.ends[entry-1]:c.ends[entry]] }

// size returns the number of forms.
func (c *cache) size() int { return c.short + len(c.long) }

// clear empties the cache and keeps its memory.
func (c *cache) clear() {
	clear(c.slots)
	clear(c.long)
	c.short, c.ends, c.own = 0, c.ends[:1], c.own[:0]
}

// salt keeps texts from being made whose forms all fall in one place.
var salt = [2]uint64{maphash.String(seed, "low"), maphash.String(seed, "high")}

// slot returns the slot where the form is or belongs.
func (c *cache) slot(lo, hi uint64) *cacheSlot {
	mask := uint64(len(c.slots) - 1)
	for i := fold(lo^salt[0], hi^salt[1]); ; i++ {
		if s := &c.slots[i&mask]; s.lo == lo && s.hi == hi || s.lo == 0 {
			return s
		}
	}
}

// get returns the word of text[lo:hi], valid until the next put, or nil when it is new.
func (c *cache) get(text string, lo, hi int) *word {
	if hi-lo > 16 {
		return c.long[text[lo:hi]]
	}
	if s := c.slot(key(text, lo, hi)); s.lo != 0 {
		return &s.word
	}
	return nil
}

// put remembers w, whose own features have been appended to c.own, as the word of raw, and returns it.
func (c *cache) put(raw string, w word) word {
	w.entry = uint32(len(c.ends))
	c.ends = append(c.ends, uint32(len(c.own)))
	if len(raw) > 16 {
		c.long[strings.Clone(raw)] = &w
		return w
	}
	if 2*c.short >= len(c.slots) {
		old := c.slots
		c.slots = make([]cacheSlot, 2*len(old))
		for _, s := range old {
			if s.lo != 0 {
				*c.slot(s.lo, s.hi) = s
			}
		}
	}
	lo, hi := key(raw, 0, len(raw))
	*c.slot(lo, hi) = cacheSlot{lo, hi, w}
	c.short++
	return w
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
