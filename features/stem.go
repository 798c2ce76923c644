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

// language is a Snowball stemmer and the stop words that come with it.
type language struct {
	stem func(word string, stopWordsToo bool) string
	stop func(word string) bool
}

var languages = map[string]language{
	"en": {english.Stem, english.IsStopWord},
	"es": {spanish.Stem, spanish.IsStopWord},
	"fr": {french.Stem, french.IsStopWord},
	"hu": {hungarian.Stem, hungarian.IsStopWord},
	"no": {norwegian.Stem, norwegian.IsStopWord},
	"ru": {russian.Stem, russian.IsStopWord},
	"sv": {swedish.Stem, swedish.IsStopWord},
}

// stemmed stems a word of letters, inner apostrophes and hyphens; names, numbers and addresses stay.
func (l language) stemmed(w string) string {
	for _, r := range w {
		if !unicode.IsLetter(r) && r != '\'' && r != '-' {
			return w
		}
	}
	if s := l.stem(w, true); s != "" {
		return s
	}
	return w
}
