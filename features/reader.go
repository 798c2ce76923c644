package features

import (
	"slices"
	"unicode/utf8"
	"unsafe"
)

// term is a token as the extractors see it.
type term struct {
	word
	clause, sent bool // a clause, a sentence begins here
	lo, hi       int  // bytes of the text
	quote        int  // offset of a quotation mark just before, or -1
}

// Texts are read in stretches of whole sentences, so that memory does not grow with their length: a
// stretch ends with the sentence in which its terms become stretch or more, and a sentence is cut after maxSentence words.
const (
	stretch     = 1 << 12
	maxSentence = 1 << 12
)

// reader turns texts into terms and marks with the numbers of one dictionary. It serves one goroutine.
type reader struct {
	lang     language
	stem     bool // Config.Stem
	drop     bool // Config.Stop
	mask     bool // Config.MaskNames
	families []family
	d        *dictionary
	learned  func(id uint32, family int) // is told of what a new word has by itself; nil: of that, only features are kept
	width    uint32                      // number of features, where learned is nil

	cache  cache
	terms  []term
	low    [16]byte  // see lower
	spells bool      // some family has features that a word has by itself
	post   *post     // nil if no family scans
	lists  *lexicons // nil if no family is listed

	english   bool // some family looks for English cues
	postWords bool // single words are features of a family of posts, but not of a family of words
}

// family is a Family with its extractor.
type family struct {
	Family
	kind
}

// newReader returns a reader of texts for a valid configuration.
func newReader(c Config, d *dictionary) *reader {
	r := &reader{lang: languages[c.Language], stem: c.Stem, drop: c.Stop, mask: c.MaskNames, d: d, cache: newCache(c.MaskNames)}
	for _, f := range c.Families {
		k := family{f, kinds[f.Kind]}
		r.families = append(r.families, k)
		r.spells, r.english = r.spells || k.spell != nil, r.english || k.english
		if k.listed {
			r.lists = lexicon()
		}
		if k.scan != nil && r.post == nil {
			r.post = newPost(r.lang, c.Stem)
		}
	}
	single := func(kind string) bool {
		return slices.ContainsFunc(c.Families, func(f Family) bool { return f.Kind == kind && f.Min == 1 })
	}
	r.postWords = single("posts") && !single("words")
	return r
}

// read reads a stretch of text from the byte at on into r.terms, and returns the byte where to go on; no terms means the
// end of the text. The terms are valid until the next call.
func (r *reader) read(text string, at int) int {
	if r.learned == nil && r.cache.size() > maxCache {
		r.cache.clear()
	}
	terms, abbreviated, words := r.terms[:0], false, 0
	for {
		lo, hi := next(text, at)
		if lo == hi {
			break
		}
		t := term{lo: lo, hi: hi, quote: -1}
		if lo != at+1 || text[at] != ' ' {
			t.gap(text, at, abbreviated)
		}
		if t.sent || len(terms) == 0 || words == maxSentence {
			if len(terms) >= stretch {
				break
			}
			t.sent, t.clause, words = true, true, 0
		}
		t.word = *r.word(text, lo, hi)
		terms = append(terms, t)
		abbreviated, at = t.is(abbrev), hi
		words++
	}
	if r.mask {
		maskNames(terms)
	}
	r.terms = terms
	return at
}

// extract appends to dst what the terms hold of family k, without what words have by themselves. Among it may be nodes that are no
// features, such as parts of their names.
func (r *reader) extract(k int, dst []mark) []mark {
	if f := &r.families[k]; f.extract != nil {
		return f.extract(f.Family, r.d, r.terms, dst)
	}
	return dst
}

// scan reads a stretch of text from the byte at on, calls found with what each family that scans sees in it, and returns the byte where to go
// on. The marks are in dst, which is overwritten and returned. It may be called only where scans is true.
func (r *reader) scan(text string, at int, dst []mark, found func(family int, marks []mark)) ([]mark, int) {
	at = r.post.read(text, at)
	for k := range r.families {
		if f := &r.families[k]; f.kind.scan != nil {
			dst = f.kind.scan(f.Family, r.d, r.post, dst[:0])
			found(k, dst)
		}
	}
	return dst, at
}

// scans tells whether some family reads the text itself and has not come to its end at the byte at.
func (r *reader) scans(text string, at int) bool { return r.post != nil && at < len(text) }

// own returns the features that the word has by itself.
func (r *reader) own(t *term) []uint32 {
	if !r.spells || t.is(long) {
		return nil
	}
	return r.cache.features(t.entry)
}

// tooLong is the word of every token that is too long to be a feature.
var tooLong = word{node: none, flags: long}

// word returns the word of the token text[lo:hi], valid until the next call.
func (r *reader) word(text string, lo, hi int) *word {
	if hi-lo > maxToken {
		return &tooLong
	}
	if w := r.cache.get(text, lo, hi); w != nil {
		return w
	}
	w := r.learn(text[lo:hi])
	return &w
}

// lower is the function of that name, without an allocation for what is short and ASCII; what it returns is valid until the next call.
func (r *reader) lower(raw string) string {
	if len(raw) > len(r.low) {
		return lower(raw)
	}
	for i := range len(raw) {
		c := raw[i]
		if c >= utf8.RuneSelf {
			return lower(raw)
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		r.low[i] = c
	}
	return unsafe.String(&r.low[0], len(raw))
}

// learn works out the word of a raw form and puts it in the cache.
func (r *reader) learn(raw string) word {
	low := r.lower(raw)
	form := foldAccents(low)
	stem := form
	if r.stem {
		stem = r.lang.stemmed(low)
		if low != form { // else there is no accent in the stem either
			stem = foldAccents(stem)
		}
	}
	w := word{node: r.d.string(stem)}
	if r.english {
		w.cue = cueOf(form)
	}
	switch {
	case r.lists == nil:
	case r.stem && low == form: // lists are English: stem is the English one
		w.lex = r.lists.numberOf(form, stem)
	default:
		w.lex = r.lists.number(form)
	}
	if r.drop && r.lang.stop(low) {
		w.flags |= stop
	}
	if r.mask {
		w.flags |= spelling(raw, form)
	}
	if abbreviation(low) {
		w.flags |= abbrev
	}
	for k, f := range r.families {
		if f.spell == nil {
			continue
		}
		f.spell(f.Family, form, func(name []byte) {
			id := r.d.string(string(name))
			switch {
			case r.learned != nil:
				r.learned(id, k)
			case id >= r.width:
				return
			}
			r.cache.own = append(r.cache.own, id)
		})
	}
	return r.cache.put(raw, w)
}
