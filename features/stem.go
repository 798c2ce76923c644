package features

import (
	"maps"
	"slices"
	"unicode"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/french"
	"github.com/kljensen/snowball/hungarian"
	"github.com/kljensen/snowball/norwegian"
	"github.com/kljensen/snowball/russian"
	"github.com/kljensen/snowball/spanish"
	"github.com/kljensen/snowball/swedish"
)

// language is a stemmer, of Snowball, and the stop words that come with it.
type language struct {
	stemmed func(word string) string // stem of a word in lower case; what has other characters than letters, apostrophes and hyphens is its own
	stop    func(word string) bool   // whether a word in lower case is a stop word
}

// languages holds the languages by the name that Config.Language has for them.
var languages = map[string]language{
	"en": {englishStemmed, english.IsStopWord},
	"es": {stemmed(spanish.Stem), spanish.IsStopWord},
	"fr": {stemmed(french.Stem), french.IsStopWord},
	"hu": {stemmed(hungarian.Stem), hungarian.IsStopWord},
	"no": {stemmed(norwegian.Stem), norwegian.IsStopWord},
	"ru": {stemmed(russian.Stem), russian.IsStopWord},
	"sv": {stemmed(swedish.Stem), swedish.IsStopWord},
}

// Languages returns the codes of the languages that have stems, sorted.
func Languages() []string { return slices.Sorted(maps.Keys(languages)) }

// stemmed returns a stemmer for any word, given one of the library, which stems stop words only if it is told to.
func stemmed(stem func(word string, stopWordsToo bool) string) func(word string) string {
	return func(word string) string {
		for _, r := range word {
			if !unicode.IsLetter(r) && r != '\'' && r != '-' {
				return word
			}
		}
		if s := stem(word, true); s != "" {
			return s
		}
		return word
	}
}

// englishByLibrary is for the words that stemEnglish does not know.
var englishByLibrary = stemmed(english.Stem)

// englishStemmed returns the English stem of a word in lower case.
func englishStemmed(word string) string {
	if s := stemEnglish(word); s != "" {
		return s
	}
	return englishByLibrary(word)
}
