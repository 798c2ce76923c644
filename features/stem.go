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

// language is a stemmer, of Snowball, and the stop words that come with it.
type language struct {
	stemmed func(word string) string // stems letters, inner apostrophes and hyphens; names, numbers and addresses stay
	stop    func(word string) bool
}

var languages = map[string]language{
	"en": {englishStemmed, english.IsStopWord},
	"es": {stemmed(spanish.Stem), spanish.IsStopWord},
	"fr": {stemmed(french.Stem), french.IsStopWord},
	"hu": {stemmed(hungarian.Stem), hungarian.IsStopWord},
	"no": {stemmed(norwegian.Stem), norwegian.IsStopWord},
	"ru": {stemmed(russian.Stem), russian.IsStopWord},
	"sv": {stemmed(swedish.Stem), swedish.IsStopWord},
}

// stemmed makes a stemmer for any word of one of the library, which takes stop words too if it is told.
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

func englishStemmed(word string) string {
	if s := stemEnglish(word); s != "" {
		return s
	}
	return englishByLibrary(word)
}
