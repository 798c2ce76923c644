package features

import (
	"strings"
	"unicode"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/french"
	"github.com/kljensen/snowball/hungarian"
	"github.com/kljensen/snowball/norwegian"
	"github.com/kljensen/snowball/russian"
	"github.com/kljensen/snowball/spanish"
	"github.com/kljensen/snowball/swedish"
)

// language is a Snowball stemmer and the stop words that come with it. quick returns, in a small part of the time, the stems of words that are
// plain cases, and "" for others; it may be nil.
type language struct {
	stem  func(word string, stopWordsToo bool) string
	stop  func(word string) bool
	quick func(word string) string
}

var languages = map[string]language{
	"en": {english.Stem, english.IsStopWord, quickEnglish},
	"es": {spanish.Stem, spanish.IsStopWord, nil},
	"fr": {french.Stem, french.IsStopWord, nil},
	"hu": {hungarian.Stem, hungarian.IsStopWord, nil},
	"no": {norwegian.Stem, norwegian.IsStopWord, nil},
	"ru": {russian.Stem, russian.IsStopWord, nil},
	"sv": {swedish.Stem, swedish.IsStopWord, nil},
}

// quickEnglish knows the English words (Porter 2, snowballstem.org, whose steps are named here) in which one step alone does something: it
// takes off s, ed or ing (1a, 1b) or e (5), or makes i of y (1c). Where a step looks at more than the last letters, only words are taken that leave no
// doubt: more than half of the different words of news.
func quickEnglish(w string) string {
	n := len(w)
	if n < 3 || !ascii(w) {
		return ""
	}
	if bareEnglish(w) {
		return w
	}
	switch x := w[:n-1]; w[n-1] {
	case 's':
		if w != "atlas" && w != "bias" && w != "cosmos" && w != "news" && w[n-2] != 'u' && strings.ContainsAny(w[:n-2], "aeiou") && bareEnglish(x) {
			return x
		}
	case 'd':
		if w[n-2] == 'e' {
			return quickRoot(w[:n-2])
		}
	case 'g':
		if strings.HasSuffix(w, "ing") {
			return quickRoot(w[:n-3])
		}
	case 'e':
		// Endings of the steps 2 to 4.
		switch w[n-3:] {
		case "nce", "ble", "ate", "ive", "ize":
			return ""
		}
		if n > 4 && closed(x) && !mayBeShort(x) {
			return x
		}
	case 'y':
		// With i, these consonants may be the end of an ending of the steps 2 to 4.
		if c := w[n-2]; consonant(c) && c != 'l' && c != 'g' && c != 't' && c != 'c' && w != "sky" {
			return x + "i"
		}
	}
	return ""
}

// quickRoot returns r, what ed or ing was taken off from, if the stemmer leaves it at that.
func quickRoot(r string) string {
	n := len(r)
	if n < 3 || !bareEnglish(r) || r[n-1] == r[n-2] || !closed(r[:n-1]) || r == "gener" || r == "commun" || r == "arsen" {
		return ""
	}
	switch r[n-2:] {
	case "at", "bl", "iz":
		return ""
	}
	return r
}

// closed tells of a word in which a consonant follows a vowel: what follows these is in the region R1, unless it begins with one of three words.
func closed(w string) bool {
	for i := 1; i < len(w); i++ {
		if consonant(w[i]) && vowel(w[i-1]) {
			return true
		}
	}
	return false
}

// mayBeShort tells of a word of at least three letters that it may end in a short syllable.
func mayBeShort(w string) bool {
	a, b, c := w[len(w)-3], w[len(w)-2], w[len(w)-1]
	return !vowel(c) && !consonant(b) && !vowel(a)
}

// vowel and consonant are both false for y, which is either, and for what is no letter.
func vowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

func consonant(c byte) bool { return 'a' < c && c <= 'z' && c != 'y' && !vowel(c) }

// bareEnglish looks at the last letters of a word of ASCII. No ending that the English stemmer takes off or alters has these, and none
// of the words that it treats apart.
func bareEnglish(w string) bool {
	if len(w) < 3 {
		return false
	}
	first, before := w[len(w)-3], w[len(w)-2]
	switch w[len(w)-1] {
	case 'a', 'b', 'f', 'h', 'j', 'k', 'o', 'p', 'q', 'u', 'v', 'w', 'x', 'z':
		return true
	case 'c': // ic
		return before != 'i'
	case 'd': // ed
		return before != 'e'
	case 'g': // ing
		return before != 'n' || first != 'i'
	case 'i': // ogi, li, iti, anci, enci
		return before != 'g' && before != 'l' && before != 't' && before != 'c'
	case 'l': // al, ful, ll
		return before != 'a' && before != 'u' && before != 'l'
	case 'm': // ism
		return before != 's'
	case 'n': // ion
		return before != 'o' || first != 'i'
	case 'r': // er, ator
		return before != 'e' && (before != 'o' || first != 't')
	case 's': // ness, ous
		return before == 's' && first != 'e' || before == 'u' && first != 'o'
	case 't': // ant, ent
		return before != 'n'
	case 'y': // y that is not after a consonant
		return vowel(before)
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
	if l.quick != nil {
		if s := l.quick(w); s != "" {
			return s
		}
	}
	if s := l.stem(w, true); s != "" {
		return s
	}
	return w
}
