package features

import (
	"maps"
	"slices"
)

// mark is a feature seen: its node and the bytes of the text.
type mark struct {
	id     uint32
	lo, hi int
}

// kind is one registered extractor. It has one of three forms: spell is for features that a word has by
// itself, wherever it stands, and runs once per form; extract is for those that depend on the neighbours, and
// appends to dst what is seen in terms, which are whole sentences; scan is for those that words alone do not show, and
// appends what is seen in the whole text.
type kind struct {
	lo, hi  int // range of n-gram orders; 0 = none
	english bool
	listed  bool // looks for the expressions of a list
	spell   func(f Family, form string, emit func(name []byte))
	extract func(f Family, d *dictionary, terms []term, dst []mark) []mark
	scan    func(f Family, d *dictionary, p *post, dst []mark) []mark
	cut     func(name string) (prefix, last string) // of a name that is a pair; nil = none is
}

// kinds registers the extractors: a new one is a file and a line here. No two kinds share a name.
var kinds = map[string]kind{
	"words":       {lo: 1, hi: 3, extract: extractWords, cut: cutWords},
	"chars":       {lo: 2, hi: 5, spell: spellChars},
	"forms":       {spell: spellForms},
	"cues":        {english: true, extract: extractCues, cut: cutCues},
	"lexicon":     {english: true, listed: true, extract: extractLexicon},
	"expressions": {english: true, listed: true, extract: extractExpressions},
	"sentences":   {english: true, listed: true, extract: extractSentences},
	"posts":       {lo: 1, hi: 3, scan: extractPosts},
	"spans":       {lo: 2, hi: longestSpan, scan: extractSpans},
	"edges":       {lo: 1, hi: 3, scan: extractEdges},
	"signs":       {scan: extractSigns},
	"shouts":      {scan: extractShouts},
}

// Kinds returns the registered kinds of features, sorted.
func Kinds() []string { return slices.Sorted(maps.Keys(kinds)) }
