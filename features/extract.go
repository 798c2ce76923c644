package features

import (
	"maps"
	"slices"
	"strings"
)

// term is a token as the extractors see it.
type term struct {
	word         // empty when the token is too long
	lo, hi       int
	clause, sent bool // a clause, a sentence begins here
	quote        int  // offset of a quotation mark just before, or -1
}

// word is what is known of a raw form, worked out once.
type word struct {
	low  string // lower case
	form string // low without accents
	stem string // what n-grams are made of
	stop bool
}

// kind is one registered extractor: it emits the name of each feature and the bytes it was seen at.
type kind struct {
	lo, hi  int // range of n-gram orders; 0 = none
	english bool
	extract func(f Family, terms []term, buf []byte, emit func(name []byte, lo, hi int)) []byte
}

// kinds registers the extractors: a new one is a file and a line here.
var kinds = map[string]kind{
	"words":   {lo: 1, hi: 3, extract: extractWords},
	"chars":   {lo: 2, hi: 5, extract: extractChars},
	"cues":    {english: true, extract: extractCues},
	"lexicon": {english: true, extract: extractLexicon},
}

// Kinds returns the registered kinds of features, sorted.
func Kinds() []string { return slices.Sorted(maps.Keys(kinds)) }

// maxCache bounds the number of raw forms that a reader remembers.
const maxCache = 1 << 17

// reader turns texts into terms. Not for sharing.
type reader struct {
	lang       language
	stem, drop bool
	cache      map[string]word
	terms      []term
	buf        []byte
}

func newReader(c Config) *reader {
	return &reader{lang: languages[c.Language], stem: c.Stem, drop: c.Stop, cache: map[string]word{}}
}

func (r *reader) word(raw string) word {
	if len(raw) > maxToken {
		return word{}
	}
	if w, ok := r.cache[raw]; ok {
		return w
	}
	low := lower(raw)
	w := word{low: low, form: foldAccents(low)}
	w.stem = w.form
	if r.stem {
		w.stem = foldAccents(r.lang.stemmed(low))
	}
	w.stop = r.drop && r.lang.stop(low)
	if len(r.cache) >= maxCache {
		clear(r.cache)
	}
	r.cache[strings.Clone(raw)] = w
	return w
}

// abbreviations end in a point that ends no sentence.
var abbreviations = map[string]bool{"mr": true, "mrs": true, "ms": true, "dr": true, "st": true, "gov": true,
	"gen": true, "sen": true, "rep": true, "prof": true, "jr": true, "sr": true, "vs": true, "lt": true, "col": true}

// read returns the terms of text, valid until the next call.
func (r *reader) read(text string) []term {
	r.terms = r.terms[:0]
	for at := 0; ; {
		lo, hi := next(text, at)
		if lo == hi {
			return r.terms
		}
		t := term{word: r.word(text[lo:hi]), lo: lo, hi: hi, quote: -1}
		lines := 0
		for i, c := range text[at:lo] {
			switch c {
			case '.':
				n := len(r.terms)
				t.sent = t.sent || n == 0 || !abbreviations[r.terms[n-1].low]
			case '!', '?', '…':
				t.sent = true
			case '\n':
				lines++
			case ',', ';', ':', '(', ')', '—', '–':
				t.clause = true
			case '"', '“', '”', '«', '»':
				t.quote, t.clause = at+i, true
			}
		}
		t.sent = t.sent || at == 0 || lines > 1
		t.clause = t.clause || t.sent
		r.terms = append(r.terms, t)
		at = hi
	}
}

// each emits the features of text, family by family, in reading order within one.
func (r *reader) each(c Config, text string, emit func(family int, name []byte, lo, hi int)) {
	terms := r.read(text)
	for i, f := range c.Families {
		r.buf = kinds[f.Kind].extract(f, terms, r.buf[:0], func(name []byte, lo, hi int) { emit(i, name, lo, hi) })
	}
}
