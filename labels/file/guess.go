package file

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// singles are the encodings that are guessed at, with the letters beyond ASCII
// that the languages written in them use most.
var singles = []struct {
	label   string
	e       encoding.Encoding
	letters string
}{
	{"windows-1252", charmap.Windows1252, "éèàùâêîôûçäöüßñáíóúãõåæøëï’“”–—…«»¿¡ÄÖÜÉ£€°" + "ìò"},
	{"windows-1251", charmap.Windows1251, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёіїє«»—–…“”„"},
	{"koi8-r", charmap.KOI8R, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф"},
	{"windows-1250", charmap.Windows1250, "őűáéíóöüúěščřžýůąęłśźżćńđ„”“–—…"},
	{"windows-1253", charmap.Windows1253, "αοιετσνηυρπκμλςάέήίόύώδγ"},
	{"windows-1256", charmap.Windows1256, "اليمنرتوبعدسفهكحقجصطةأشخزضثغظءى،"},
	{"iso-8859-5", charmap.ISO8859_5, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф"},
}

// guess chooses the encoding under which most bytes beyond ASCII become common
// letters, small ones rather than capitals inside words; windows-1252 if none
// is better.
func guess(s string) (encoding.Encoding, string) {
	var count [256]int
	var inner [256]int // after another byte beyond ASCII or a letter
	total := 0
	for i := range len(s) {
		c := s[i]
		if c < 0x80 {
			continue
		}
		count[c]++
		total++
		if i > 0 && (s[i-1] >= 0x80 || letter(s[i-1])) {
			inner[c]++
		}
	}
	best, at := math.MinInt, 0
	for i, single := range singles {
		score := 0
		for c := 0x80; c < 256; c++ {
			if count[c] == 0 {
				continue
			}
			out, _ := single.e.NewDecoder().Bytes([]byte{byte(c)})
			r, _ := utf8.DecodeRune(out)
			switch {
			case r == utf8.RuneError || unicode.IsControl(r):
				score -= 4 * count[c]
			case strings.ContainsRune(single.letters, r):
				score += 2*count[c] - strings.Count(single.letters[:strings.IndexRune(single.letters, r)], "")*count[c]/60
			case strings.ContainsRune(single.letters, unicode.ToLower(r)):
				score += count[c] - 2*inner[c]
			default:
				score -= count[c]
			}
		}
		if score > best {
			best, at = score, i
		}
	}
	if at == 0 && hungarian(s) {
		return charmap.Windows1250, "windows-1250" // ő and ű stand where õ and û do
	}
	return singles[at].e, singles[at].label
}

// hungarianWords are words that no other language written in windows-1252 has, in capitals and small letters alike, in that encoding.
var hungarianWords = strings.Fields("hogy egy az azt ez ezt csak vagy volt szerint lesz amely mint kell lehet most minden pedig hanem ezek akik ami amit meg " +
	"\xe9s m\xe1r m\xe9g \xedgy \xfagy t\xf6bb k\xf6z\xf6tt ut\xe1n")

// hungarian tells whether a text in windows-1252 that holds õ or û is Hungarian, which has ő and ű: two words, and one in twelve, are on its list.
func hungarian(s string) bool {
	s = s[:min(len(s), 4096)]
	odd, words, known := false, 0, 0
	var word []byte // in small letters
	for i := 0; i <= len(s); i++ {
		if i < len(s) && (s[i] >= 0xc0 || letter(s[i])) {
			word = append(word, s[i]|0x20)
			odd = odd || s[i]|0x20 == 0xf5 || s[i]|0x20 == 0xfb
			continue
		}
		if len(word) > 0 {
			words++
		}
		if slices.Contains(hungarianWords, string(word)) {
			known++
		}
		word = word[:0]
	}
	return odd && known >= 2 && known*12 >= words
}

func letter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
