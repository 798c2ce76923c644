package article

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// odds makes strings of the bytes and runes on which the quick looks turn, and
// of words between them.
func odds(rng *rand.Rand) string {
	parts := []string{" ", "  ", " the ", " of ", " and ", " with ", " that ", "The", "a", "envoys", "\t", "\r\n", "\u00a0", "\u2003", "\u3000", "\u1680", "\u0085", "\x01", "“", "”", "\"", "«", "©", "é", "Ж", "和", "’", "—",
		"photo", "Photo", "contribut", " left, ", "ights reserved", "cookies", "first to know", "(", "[", "@", "7", ".", ","}
	var b strings.Builder
	for range rng.IntN(30) {
		b.WriteString(parts[rng.IntN(len(parts))])
	}
	return b.String()
}

// The quick looks see what those that are written out see.
func TestScan(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	phrases := append(append(append(newPhrases("photo|Photo|contribut|ights reserved|ookie|e the first to know| left, "), prompts...), sides...), trades...)
	held := 0
	for range 20_000 {
		s := odds(rng)
		if got, want := tidy(s), strings.Join(strings.Fields(s), " "); got != want {
			t.Fatalf("tidy(%q) = %q, expected %q", s, got, want)
		}
		for i := range len(s) + 1 {
			want := i
			for want < len(s) && !quoteByte(s[want]) {
				want++
			}
			if got := nextQuote(s, i); got != want {
				t.Fatalf("nextQuote(%q, %d) = %d, expected %d", s, i, got, want)
			}
		}
		want := 0
		for _, w := range []string{" the ", " of ", " and ", " with ", " that "} {
			if strings.Contains(s, w) {
				want++
			}
		}
		for enough := range 4 {
			if got := englishWords(s, enough+1); got != min(want, enough+1) {
				t.Fatalf("englishWords(%q, %d) = %d, expected %d", s, enough+1, got, min(want, enough+1))
			}
		}
		has := signs(s)
		for _, p := range phrases {
			if got, want := p.index(s, has), strings.Index(s, p.text); got != want {
				t.Fatalf("%q in %q: %d, expected %d", p.text, s, got, want)
			} else if got >= 0 {
				held++
			}
		}
	}
	if held < 1000 {
		t.Errorf("phrases were held %d times: too few to tell", held)
	}
}

func TestWords(t *testing.T) {
	w := newWords("peace talks février")
	for s, want := range map[string]bool{"peace": true, "Peace": false, "talk": false, "": false, "février": true, "talkss": false, strings.Repeat("p", 300): false} {
		if w.has(s) != want {
			t.Errorf("has(%q): expected %v", s, want)
		}
	}
	for s, want := range map[string]bool{"peace": true, "PEACE": true, "Talks": true, "": false, "Février": true, "talk": false, strings.Repeat("P", 300): false} {
		if w.hasLower(s) != want {
			t.Errorf("hasLower(%q): expected %v", s, want)
		}
	}
}
