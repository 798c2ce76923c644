package features

import (
	"math/rand/v2"
	"testing"

	"github.com/kljensen/snowball/english"
)

// TestBareEnglish: the stemmer leaves bare words as they are, whatever is before their ends.
func TestBareEnglish(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	starts := []string{"", "a", "y", "o", "gener", "commun", "arsen", "sk", "she", "cease-", "o'", "relat", "vil", "hopeful", "organiz", "adopt", "tri"}
	bare := 0
	for range 300 {
		start := []byte(starts[r.IntN(len(starts))])
		for range r.IntN(6) {
			start = append(start, byte('a'+r.IntN(26)))
		}
		for a := byte('a'); a <= 'z'; a++ {
			for b := byte('a'); b <= 'z'; b++ {
				word := string(append(start, a, b))
				if !bareEnglish(word) {
					continue
				}
				bare++
				if stem := english.Stem(word, true); stem != word {
					t.Fatalf("the stem of %q is %q", word, stem)
				}
			}
		}
	}
	if bare < 50000 {
		t.Errorf("%d of 202800 words are bare, want more", bare)
	}
}
