package classify

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
)

// digest is the 32-bit FNV-1a hash of a text. Two different texts share one with a chance of 1 in 4 billion, so a few chance hits are
// possible in a corpus of 100,000 and say nothing.
func digest(text string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(text))
	return h.Sum32()
}

// fold reduces a text to its letters and digits in lower case, so that other quotation marks or spaces do not hide a copy.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// ascending sorts and drops repeats.
func ascending(v []uint32) []uint32 {
	slices.Sort(v)
	return slices.Compact(v)
}

// warn says which texts and articles of the sample were trained on.
func (o Overlap) warn(s *sample) []string {
	texts, articles := 0, map[string]bool{}
	for j, i := range s.rows {
		if _, found := slices.BinarySearch(o.Texts, digest(fold(s.texts[j]))); found {
			texts++
		}
		if a := s.corpus.Items[i].Article; a != "" {
			if _, found := slices.BinarySearch(o.Articles, digest(a)); found {
				articles[a] = true
			}
		}
	}
	var doubts []string
	if texts > 0 {
		doubts = append(doubts, fmt.Sprintf("%d of %d texts are in the training corpus of the model: these figures are too good", texts, len(s.rows)))
	}
	if len(articles) > 0 {
		doubts = append(doubts, fmt.Sprintf("%d articles bear the name of an article in the training corpus of the model", len(articles)))
	}
	return doubts
}
