package features

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/kljensen/snowball/english"
)

const englishLetters = "abcdefghijklmnopqrstuvwxyz'-"

// englishPieces are the endings that the steps look for, with y for i where a word has it, their beginnings and other pieces that matter.
var englishPieces = strings.Fields(`
	'  's  's'  sses  ied  ies  us  ss  s  eed  eedly  ed  edly  ing  ingly  at  bl  iz  bb  dd  ff  gg  mm  nn  pp  rr  tt  y  ay  by
	tional  enci  ency  anci  ancy  abli  ably  entli  ently  izer  ization  ational  ation  ator  alism  aliti  ality  alli  ally  fulness  ousli
	ously  ousness  iveness  iviti  ivity  biliti  bility  bli  bly  ogi  ogy  logi  logy  fulli  fully  lessli  lessly  li  ly
	alize  icate  iciti  icity  ical  ful  ness  ative
	al  ance  ence  er  ic  able  ible  ant  ement  ment  ent  ism  ate  iti  ity  ous  ive  ize  ion  sion  tion
	e  l  ll  le  ell  ex  ow  a  i  -  -a  yy`)

var englishRoots = strings.Fields(`
	a  b  y  ab  by  ay  ya  yb  op  ba  aba  bab  bay  tri  eye  hop  try  vil  '  ''b  a-  -  gener  genera  arsen  arse  commun  commu  communa
	relat  organ  adopt  probab  succ  proc  exc  inn  out  cann  herr  earr  sk  sky  d  t  g  agr  bow  box  snow  control  hopeful  youth  yyb`)

// checkEnglish compares the stem of a word with the library's. stemEnglish must know the word if it is of letters, apostrophes and hyphens
// and not too long, and no other.
func checkEnglish(t *testing.T, word string) {
	t.Helper()
	got, want := stemEnglish(word), ""
	if len(word) <= maxToken && strings.Trim(word, englishLetters) == "" {
		want = english.Stem(word, true)
	}
	if got != want {
		t.Fatalf("the stem of %q is %q, not %q", word, want, got)
	}
}

// corpusWords returns the different words of the built-in corpus, in small letters.
func corpusWords(t testing.TB) []string {
	file, err := os.ReadFile("../labels/corpus/parley.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for line := range strings.Lines(string(file)) {
		var item struct{ Title, Text string }
		if err := json.Unmarshal([]byte(line), &item); err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{item.Title, item.Text} {
			for _, token := range Tokens(nil, text) {
				words = append(words, lower(text[token.Lo:token.Hi]))
			}
		}
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// TestEnglishCorpus also checks that nearly all stems are in the memory of their words.
func TestEnglishCorpus(t *testing.T) {
	words := corpusWords(t)
	beginnings := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return stemEnglish(w) == "" || !strings.HasPrefix(w, stemEnglish(w)) })
	if len(words) < 10000 || len(beginnings) < len(words)*9/10 {
		t.Errorf("%d words, of which %d begin with their stems", len(words), len(beginnings))
	}
	for _, w := range words {
		checkEnglish(t, w)
	}
	if n := testing.AllocsPerRun(1, func() {
		for _, w := range beginnings {
			stemEnglish(w)
		}
	}); n > 0 {
		t.Errorf("%.0f allocations for stems that words begin with", n)
	}
}

// TestEnglishApart: the words that no step treats, and these with endings.
func TestEnglishApart(t *testing.T) {
	for _, word := range strings.Fields(`skis skies dying lying tying idly gently ugly early only singly sky news howe atlas cosmos bias andes inning outing
		canning herring earring proceed exceed succeed`) {
		for _, ending := range append(englishPieces, "") {
			checkEnglish(t, word+ending)
			checkEnglish(t, "'"+word+ending)
			checkEnglish(t, word[:len(word)-1]+ending)
		}
	}
}

// eachShort calls do with every word of up to n characters.
func eachShort(n int, do func(word string)) {
	do("")
	for word := []byte{}; n > 0; n-- {
		word = append(word, 0)
		var fill func(i int)
		fill = func(i int) {
			if i == len(word) {
				do(string(word))
				return
			}
			for k := range len(englishLetters) {
				word[i] = englishLetters[k]
				fill(i + 1)
			}
		}
		fill(0)
	}
}

func TestEnglishShort(t *testing.T) {
	eachShort(3, func(word string) { checkEnglish(t, word) })
}

// TestEnglishPieces glues two pieces to every root, and any number in any order.
func TestEnglishPieces(t *testing.T) {
	for _, root := range englishRoots {
		for _, a := range englishPieces {
			checkEnglish(t, root+a)
			if testing.Short() {
				continue
			}
			for _, b := range englishPieces {
				checkEnglish(t, root+a+b)
			}
		}
	}
	r := rand.New(rand.NewPCG(7, 7))
	for range 100000 {
		word := ""
		for range 1 + r.IntN(6) {
			switch r.IntN(3) {
			case 0:
				word += englishRoots[r.IntN(len(englishRoots))]
			case 1:
				word += englishPieces[r.IntN(len(englishPieces))]
			default:
				k := r.IntN(len(englishLetters))
				word += englishLetters[k : k+1]
			}
		}
		checkEnglish(t, word)
	}
}

// FuzzEnglish compares the stem of any string with the library's, and that of the word that its bytes make if those that are no letters
// stand for pieces.
func FuzzEnglish(f *testing.F) {
	for i, p := range englishPieces {
		f.Add(p)
		f.Add("relat" + p)
		f.Add(englishRoots[i%len(englishRoots)] + p + string(rune(i)))
	}
	for _, root := range englishRoots {
		f.Add(root)
	}
	f.Add(strings.Repeat("a", maxToken+1))
	f.Add("naïve")
	f.Add("U.S.")
	pieces := slices.Concat(englishPieces, englishRoots)
	f.Fuzz(func(t *testing.T, s string) {
		checkEnglish(t, s)
		word := ""
		for _, c := range []byte(s) {
			switch {
			case strings.IndexByte(englishLetters, c) >= 0:
				word += string(rune(c))
			case c < 128:
				word += pieces[int(c)%len(pieces)]
			default:
				word += pieces[(int(c)+37)%len(pieces)]
			}
		}
		checkEnglish(t, word)
	})
}

// BenchmarkStem stems the different words of the corpus.
func BenchmarkStem(b *testing.B) {
	words := corpusWords(b)
	for _, k := range []struct {
		name string
		stem func(word string) string
	}{{"stemmed", languages["en"].stemmed}, {"library", englishByLibrary}} {
		b.Run(k.name, func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				k.stem(words[n])
				if n++; n == len(words) {
					n = 0
				}
			}
		})
	}
}
