package features

import "strings"

// frequentWords is how many words FrequentWords keeps.
const frequentWords = 50000

// FrequentWords returns a rule for [ReadWordVectors] that keeps the first 50,000 words of small letters a to z, hyphens and apostrophes. Files
// of word vectors begin with the most frequent words. The rule counts what it keeps: take a new one for each file.
func FrequentWords() func(word string) bool {
	kept := 0
	return func(word string) bool {
		if kept == frequentWords || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz'-") != "" || strings.Trim(word, "'-") == "" {
			return false
		}
		kept++
		return true
	}
}
