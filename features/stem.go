package features

import (
	"unicode"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/french"
	"github.com/kljensen/snowball/hungarian"
	"github.com/kljensen/snowball/norwegian"
	"github.com/kljensen/snowball/russian"
	"github.com/kljensen/snowball/spanish"
	"github.com/kljensen/snowball/swedish"
)

// language is a Snowball stemmer and the stop words that come with it. bare tells, in a small part of the time, of some words that the
// stemmer leaves them as they are; it may be nil.
type language struct {
	stem func(word string, stopWordsToo bool) string
	stop func(word string) bool
	bare func(word string) bool
}

var languages = map[string]language{
	"en": {english.Stem, english.IsStopWord, bareEnglish},
	"es": {spanish.Stem, spanish.IsStopWord, nil},
	"fr": {french.Stem, french.IsStopWord, nil},
	"hu": {hungarian.Stem, hungarian.IsStopWord, nil},
	"no": {norwegian.Stem, norwegian.IsStopWord, nil},
	"ru": {russian.Stem, russian.IsStopWord, nil},
	"sv": {swedish.Stem, swedish.IsStopWord, nil},
}

// bareEnglish looks at the last two letters. No ending that the English stemmer (Porter 2, snowballstem.org) takes off or alters has these, and none
// of the words that it treats apart: a third of the words of news are told so.
func bareEnglish(w string) bool {
	if len(w) < 3 || !ascii(w) {
		return false
	}
	before := w[len(w)-2]
	switch w[len(w)-1] {
	case 'a', 'b', 'f', 'h', 'j', 'k', 'o', 'p', 'q', 'u', 'v', 'w', 'x', 'z':
		return true
	case 'c': // ic
		return before != 'i'
	case 'l': // al, ful, ll
		return before != 'a' && before != 'u' && before != 'l'
	case 'm': // ism
		return before != 's'
	case 'n': // ion
		return before != 'o'
	case 'r': // er, ator
		return before != 'e' && before != 'o'
	case 't': // ant, ent
		return before != 'n'
	}
	return false
}

// stemmed stems a word of letters, inner apostrophes and hyphens; names, numbers and addresses stay.
func (l language) stemmed(w string) string {
	for _, r := range w {
		if !unicode.IsLetter(r) && r != '\'' && r != '-' {
			return w
		}
	}
	if l.bare != nil && l.bare(w) {
		return w
	}
	if s := l.stem(w, true); s != "" {
		return s
	}
	return w
}
