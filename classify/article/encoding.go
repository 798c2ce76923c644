package article

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	utf16 "golang.org/x/text/encoding/unicode"
)

// decode returns s as UTF-8 without a byte order mark, and what is doubtful
// about it. In this order: a byte order mark; the encoding asked for; UTF-8,
// for which the whole of s is tested; UTF-16 without a mark; the charset that
// a page names; UTF-8 with a few broken bytes, which become U+FFFD; a guess
// among the single-byte encodings.
func decode(s, label, form, name string) (text string, notes []string, err error) {
	if e := marked(s); e != nil {
		return decodeAs(s, e, name)
	}
	if label != "" {
		e, err := htmlindex.Get(label)
		if err != nil {
			return "", nil, &Problem{File: name, Found: "unknown encoding " + label, Remedy: "give a name such as utf-8, windows-1251 or koi8-r"}
		}
		return decodeAs(s, e, name)
	}
	if strings.IndexByte(s, 0) >= 0 {
		if e := unmarked(s); e != nil {
			text, notes, err = decodeAs(s, e, name)
			return text, append(notes, "no byte order mark: read as UTF-16, a guess from its zero bytes"), err
		}
		return "", nil, &Problem{File: name, Found: "a binary file (it holds NUL bytes)", Remedy: "give text, HTML, Markdown, JSONL, CSV or TSV"}
	}
	if utf8.ValidString(s) {
		text = strings.TrimPrefix(s, "\ufeff")
		return text, doubts(text), nil
	}
	if form == "html" {
		if e, l := declared(s); e != nil {
			text, notes, err = decodeAs(s, e, name)
			return text, append(notes, "not UTF-8: read as "+l+", which the page names"), err
		}
	}
	if good, bad := multibyte(s); bad*10 <= good {
		text = strings.ToValidUTF8(strings.TrimPrefix(s, "\ufeff"), "\ufffd")
		return text, append([]string{fmt.Sprintf("UTF-8 with %d broken stretches, shown as U+FFFD", bad)}, doubts(text)...), nil
	}
	e, l := guess(s)
	text, notes, err = decodeAs(s, e, name)
	return text, append(notes, "not UTF-8: read as "+l+", a guess; name the encoding if it is another"), err
}

// marked is the encoding that a byte order mark tells; nil for none and for
// UTF-8.
func marked(s string) encoding.Encoding {
	if strings.HasPrefix(s, "\xff\xfe") || strings.HasPrefix(s, "\xfe\xff") {
		return utf16.UTF16(utf16.LittleEndian, utf16.UseBOM)
	}
	return nil
}

// unmarked knows UTF-16 by zero bytes in nearly every other place.
func unmarked(s string) encoding.Encoding {
	s = s[:min(len(s), 4096)&^1]
	var zeros [2]int
	for i := range len(s) {
		if s[i] == 0 {
			zeros[i&1]++
		}
	}
	switch half := len(s) / 2; {
	case half < 4:
		return nil
	case zeros[1]*3 > half*2 && zeros[0]*20 <= half:
		return utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM)
	case zeros[0]*3 > half*2 && zeros[1]*20 <= half:
		return utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM)
	}
	return nil
}

func decodeAs(s string, e encoding.Encoding, name string) (string, []string, error) {
	out, err := e.NewDecoder().String(s)
	if err != nil {
		return "", nil, &Problem{File: name, Found: err.Error(), Remedy: "name another encoding"}
	}
	text := strings.ToValidUTF8(strings.TrimPrefix(out, "\ufeff"), "\ufffd")
	if strings.IndexByte(text, 0) >= 0 {
		return "", nil, &Problem{File: name, Found: "NUL characters in what the encoding gives", Remedy: "give a text file, or name another encoding"}
	}
	return text, doubts(text), nil
}

var charset = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})|<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})`)
})

// declared is the charset that a page names in its first 4 KiB, unless that is
// UTF-8, which was tested already.
func declared(s string) (encoding.Encoding, string) {
	m := charset().FindStringSubmatch(s[:min(len(s), 4096)])
	if m == nil {
		return nil, ""
	}
	l := m[1] + m[2]
	e, err := htmlindex.Get(l)
	if err != nil {
		return nil, ""
	}
	n, err := htmlindex.Name(e)
	if err != nil || n == "utf-8" || strings.HasPrefix(n, "utf-16") || n == "replacement" {
		return nil, ""
	}
	return e, n
}

// multibyte counts the characters beyond ASCII that are UTF-8 and the
// stretches of bytes that are not.
func multibyte(s string) (good, bad int) {
	broken := false
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			broken = false
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			if !broken {
				bad++
			}
			broken = true
		} else {
			good++
			broken = false
		}
		i += n
	}
	return good, bad
}

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
	best, at := -1<<62, 0
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
	if at == 0 && detect(latin(s)) == "hu" {
		return charmap.Windows1250, "windows-1250" // ő and ű stand where õ and û do
	}
	return singles[at].e, singles[at].label
}

// latin decodes the head of s as windows-1252.
func latin(s string) string {
	out, _ := charmap.Windows1252.NewDecoder().String(s[:min(len(s), 4096)])
	return out
}

// doubts notes the traces of an earlier wrong decoding: U+FFFD, and mojibake,
// which is UTF-8 that was read as windows-1252. The text is left as it is.
func doubts(text string) (notes []string) {
	if n := strings.Count(text, "\ufffd"); n > 0 {
		notes = append(notes, fmt.Sprintf("%d replacement characters (U+FFFD) in the text: bytes were lost before", n))
	}
	if n := mojibake(text); n >= 2 {
		notes = append(notes, fmt.Sprintf("mojibake in %d places (such as Ã© for é): UTF-8 was read as windows-1252 before; the text is left as it is", n))
	}
	return notes
}

// mojibake counts what lead bytes of UTF-8 become in windows-1252, where what
// follows is what continuation bytes become. All of those lead letters start
// with the byte C3.
func mojibake(s string) int {
	n := 0
	for {
		i := strings.IndexByte(s, 0xc3)
		if i < 0 || i+2 >= len(s) {
			return n
		}
		lead := s[i+1]
		s = s[i+2:]
		next, _ := utf8.DecodeRuneInString(s)
		switch lead {
		case 0xa2: // â
			if next == '€' {
				n++
			}
		case 0x83, 0x82: // Ã Â
			if next >= 0x80 && next <= 0xbf && next != '«' && next != '»' || strings.ContainsRune("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘“•–—˜™š›œžŸ", next) {
				n++
			}
		case 0x90, 0x91: // Ð Ñ
			if next >= 0x80 && next <= 0xbf {
				n++
			}
		}
	}
}
