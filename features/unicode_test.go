package features

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/clipperhouse/uax29/v2/words"
)

// TestUnicodeWords compares tokens with the word boundaries of Unicode (UAX #29), with hyphens inside words and signs before
// them joined. Left out is where the two differ by design: web addresses, initials (U.S.), hyphens beside a digit, and low lines
// and colons in words.
func TestUnicodeWords(t *testing.T) {
	joiners := &words.Joiners[string]{Middle: []rune{'-', '‐', '‑'}, Leading: []rune{'@', '#', '$', '€', '£'}}
	forms := strings.Fields("the Peace talks cease-fire won't won’t $90 €5 @handle #tag 3.5 1,000 2nd café cafe\u0301 naïve " +
		"Ångström œuvre Straße мир переговоры ещё őrült señor blåbær 1990s twenty-one's O'Neill Ľudovít x 7")
	between := strings.Split(" |, |. |! |? |; |: | “|” | \"|\" | (|) | — |—|–|…|\n|\n\n|\t|\u00a0|/|*| - |...| ' | & ", "|")
	r := rand.New(rand.NewPCG(11, 12))
	for range 500 {
		var b strings.Builder
		for range 1 + r.IntN(30) {
			b.WriteString(between[r.IntN(len(between))])
			b.WriteString(forms[r.IntN(len(forms))])
		}
		s := b.String()
		var got, want []string
		for _, k := range Tokens(nil, s) {
			got = append(got, s[k.Lo:k.Hi])
		}
		w := words.FromString(s)
		w.Joiners(joiners)
		for w.Next() {
			if strings.ContainsFunc(w.Value(), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				want = append(want, w.Value())
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q:\n%q, want\n%q", s, got, want)
		}
	}
}
