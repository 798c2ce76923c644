package article

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestVote: the votes are those of the words looked up one by one in stops, for words of all languages, of any length and case, among others.
func TestVote(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	words := []string{"ceasefire", "Minister", "12", "—", "\xff", "extraordinarily", "unconstitutionally", "dell'Uomos", "a1b", "thethethe"}
	for w := range stops {
		words = append(words, w, strings.ToUpper(w), strings.ToUpper(w[:1])+w[1:])
	}
	for range 2000 {
		var b strings.Builder
		for range r.IntN(40) {
			b.WriteString(words[r.IntN(len(words))])
			b.WriteByte(" ,.\n-"[r.IntN(5)])
		}
		text := b.String()
		var want [16]int
		split := strings.FieldsFunc(text, func(c rune) bool {
			return c < 0x80 && !letter(byte(c)) && c != '\''
		})
		for _, w := range split {
			for k := range languages {
				if len(w) <= 16 && stops[strings.ToLower(w)]>>k&1 != 0 {
					want[k]++
				}
			}
		}
		if got, n := vote(text, 400, -1); got != want || n != len(split) {
			t.Fatalf("%q: %v and %d words, want %v and %d", text, got, n, want, len(split))
		}
		for _, most := range []int{0, 12, 400} {
			if got := countWords(text, most); got != min(most, len(split)) {
				t.Fatalf("%q: %d words counted, want %d, up to %d", text, got, len(split), most)
			}
		}
	}
}

// TestCountThe: the count is that of package strings, as far as it is asked for.
func TestCountThe(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	parts := []string{" the ", "the ", " the", " ", "t", "theme ", "é", " th", "ninety"}
	for range 20000 {
		var b strings.Builder
		for range r.IntN(12) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		s, enough := b.String(), r.IntN(6)
		want := strings.Count(s, " the ")
		if got := countThe(s, enough); got > want || got < min(want, enough) {
			t.Fatalf("%q: %d, want %d, up to %d", s, got, want, enough)
		}
	}
}
