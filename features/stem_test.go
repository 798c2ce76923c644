package features

import (
	"math/rand/v2"
	"testing"

	"github.com/kljensen/snowball/english"
)

// TestQuickEnglish: the stems are those of the stemmer, for words that begin like any and end in any letters, of endings too.
func TestQuickEnglish(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	starts := []string{"", "a", "y", "o", "gener", "commun", "arsen", "sk", "she", "cease-", "o'", "relat", "vil", "hopeful", "organiz", "adopt", "tri"}
	ends := []string{"", "s", "e", "y", "ed", "ing"}
	words, quick := 0, 0
	for range 60 {
		start := []byte(starts[r.IntN(len(starts))])
		for range r.IntN(6) {
			start = append(start, byte('a'+r.IntN(26)))
		}
		for a := byte('a'); a <= 'z'; a++ {
			for b := byte('a'); b <= 'z'; b++ {
				for _, end := range ends {
					word := string(append(start, a, b)) + end
					words++
					if stem := quickEnglish(word); stem != "" {
						quick++
						if want := english.Stem(word, true); stem != want {
							t.Fatalf("the stem of %q is %q, not %q", word, want, stem)
						}
					}
				}
			}
		}
	}
	if quick*2 < words {
		t.Errorf("%d of %d words are quick, want half", quick, words)
	}
	// Words that the stemmer treats apart, and what is like them.
	for _, word := range []string{"skis", "skies", "dying", "lying", "tying", "idly", "gently", "ugly", "early", "only", "singly", "sky", "news", "howe", "atlas",
		"cosmos", "bias", "andes", "inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed", "generous", "communing", "arsened",
		"innings", "proceeds", "exceeded", "succeeding", "gas", "this", "bus", "yes", "kiwis", "eyes", "shyed", "playing", "y's", "dos'ed", "a-e", "be-ed"} {
		if stem := quickEnglish(word); stem != "" && stem != english.Stem(word, true) {
			t.Errorf("the stem of %q is %q, not %q", word, english.Stem(word, true), stem)
		}
	}
}
