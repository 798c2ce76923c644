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

// kind is one registered extractor. It has one of three functions: spell is for features that a word has by
// itself, wherever it stands, and runs once a form; extract is for those that depend on the neighbours, and
// appends to dst what is seen in terms, which are whole sentences; scan is for those that words alone do not show, and
// appends what is seen in a stretch of the text.
type kind struct {
	lo, hi  int // range of n-gram orders; 0 = none
	english bool
	listed  bool // looks for the expressions of a list
	spell   func(f Family, form string, emit func(name []byte))
	extract func(f Family, d *dictionary, terms []term, dst []mark) []mark
	scan    func(f Family, d *dictionary, p *post, dst []mark) []mark
	cut     func(name string) (prefix, last string) // cuts names that are pairs, with prefix "" for others; nil = no name is a pair
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

// Kinds returns the registered kinds of features, sorted:
//
//	chars        n-grams of the characters of a word
//	cues         words that negate, hedge, quote and the like, and stems after a negation or a contrast (en only)
//	edges        n-grams of the words, tags and mentions that a text begins and ends with
//	expressions  the expressions of a list, each by itself (en only)
//	forms        words as they stand, not stemmed
//	lexicon      the categories of the expressions of a list (en only)
//	posts        n-grams of words, tags, mentions, addresses, emoji, emoticons and punctuation
//	sentences    which categories of a list, and what leaning, a sentence has (en only)
//	shouts       words in capitals
//	signs        addresses, mentions, tags, emoji, emoticons, elongated words and runs of punctuation, by their kind
//	spans        n-grams of characters across words and punctuation
//	words        n-grams of stems
func Kinds() []string { return slices.Sorted(maps.Keys(kinds)) }
