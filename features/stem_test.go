package features

import (
	"math/rand/v2"
	"testing"
)

// TestStemmed: names, numbers and addresses stay, and a word of which the stemmer leaves nothing.
func TestStemmed(t *testing.T) {
	for word, want := range map[string]string{
		"talking": "talk", "o'brien's": "o'brien", "cease-fires": "cease-fir", "relational": "relat", "café's": "café", "naïvely": "naïv",
		"u.s.": "u.s.", "1990s": "1990s", "@dogs": "@dogs", "http://dogs": "http://dogs", "'''": "'''", "": "",
	} {
		if got := languages["en"].stemmed(word); got != want {
			t.Errorf("the stem of %q is %q, want %q", word, got, want)
		}
	}
}

// TestStemsAddNoAccents: a word that folding leaves as it is has a stem that it leaves too, which need not be folded then.
func TestStemsAddNoAccents(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for name, l := range languages {
		for _, letters := range [][]rune{[]rune("abcdefghijklmnopqrstuvwxyz"), []rune("абвгдежзийклмнопрстуфхцчшщъыьэюяё"), []rune("aeiouynrslt'-ßøæıłαω")} {
			for range 4000 {
				word := make([]rune, 1+r.IntN(9))
				for i := range word {
					word[i] = letters[r.IntN(len(letters))]
				}
				if w := string(word); foldAccents(w) == w && foldAccents(l.stemmed(w)) != l.stemmed(w) {
					t.Errorf("%s: the stem of %q is %q", name, w, l.stemmed(w))
				}
			}
		}
	}
}
