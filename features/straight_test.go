package features

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestNotAlnum compares the test of eight bytes with that of one, for each byte at each place beside its extremes.
func TestNotAlnum(t *testing.T) {
	for b := range 256 {
		for place := range 8 {
			for _, rest := range []byte{0, 'a', 'Z', '9', 0x7F, 0xFF} {
				var s [8]byte
				for i := range s {
					s[i] = rest
				}
				s[place] = byte(b)
				got := notAlnum(load(string(s[:])))
				for i, c := range s {
					want := classes[c]&(isLetter|isDigit) == 0
					if got>>(8*i+7)&1 == 1 != want || got&^0x8080808080808080 != 0 {
						t.Fatalf("bytes %q: %#x, want byte %d %v", s, got, i, want)
					}
				}
			}
		}
	}
}

// TestQuick compares the words that are found quickly with what next finds, at every byte of texts.
func TestQuick(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	texts := slices.Clone(sample)
	for range 300 {
		texts = append(texts, randomText(r, r.IntN(60)), randomPost(r, r.IntN(20)))
	}
	texts = append(texts, "U.S. and a.b, 3.5, 4,000 and http://x.org, www.example.org, wwww.example.org; rock'n'roll, cease-fire: yes, it's 5th. No, A1. B2, ...")
	found := 0
	for _, s := range texts {
		s += strings.Repeat(" ", 20)
		for i := range len(s) {
			if i > 0 && classes[s[i-1]]&(isLetter|isDigit) != 0 {
				continue // no token begins here
			}
			a, b, n := quick(s, i)
			if n == 0 {
				continue
			}
			found++
			lo, hi := next(s, i)
			wantA, wantB := key(strings.ToLower(s[lo:hi]), 0, hi-lo)
			if lo != i || hi != i+n || a != wantA || b != wantB {
				t.Fatalf("%q at %d: %q, want %q", s, i, s[i:i+n], s[lo:hi])
			}
		}
	}
	if found < 1000 {
		t.Fatalf("%d words found quickly, want many", found)
	}
}

// TestStraight compares texts that are read straight through with those that are read by terms.
func TestStraight(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	texts := slices.Clone(sample)
	for range 200 {
		texts = append(texts, randomText(r, r.IntN(60)))
	}
	texts = append(texts, strings.Repeat("peace talks ", maxSentence), strings.Repeat("talks. Peace ", 2*stretch), strings.Repeat("x", maxToken+1)+" talks")
	for lo := 1; lo <= 3; lo++ {
		for hi := lo; hi <= 3; hi++ {
			c := Default()
			c.Stop = hi == 2
			c.Families[0].Min, c.Families[0].Max = lo, hi
			if lo == 3 {
				c.Families = c.Families[:1]
			}
			v, err := Learn(c, slices.Values(texts))
			if err != nil {
				t.Fatal(err)
			}
			quickly, slowly := v.NewScratch(), v.NewScratch()
			if quickly.straight == nil {
				t.Fatal("the configuration is not read straight")
			}
			slowly.straight = nil
			for _, s := range texts {
				x, y := quickly.Vector(s), slowly.Vector(s)
				if !slices.Equal(x.Index, y.Index) || !slices.Equal(x.Value, y.Value) {
					t.Fatalf("words %d–%d of %.80q: %v, want %v", lo, hi, s, x, y)
				}
				if quickly.known != slowly.known || quickly.total != slowly.total {
					t.Fatalf("%.80q: %d of %d words known, want %d of %d", s, quickly.known, quickly.total, slowly.known, slowly.total)
				}
			}
		}
	}
}
