package file

import (
	"bufio"
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Decode returns s as UTF-8 without a byte order mark, and what is doubtful about it, first how it was read if that was guessed. In this order: a
// byte order mark; the encoding called label, if it is not ""; UTF-8, for which the whole of s is tested; UTF-16 without a mark; the charset that a
// page names; UTF-8 with a few broken bytes, which become U+FFFD; a guess among the single-byte encodings. Text that is UTF-8 is not copied.
func Decode(s, label string, page bool, refuse Refuse) (text string, notes []string, err error) {
	e, err := asked(s, label, refuse)
	switch {
	case err != nil:
		return "", nil, err
	case e != nil:
	case strings.IndexByte(s, 0) >= 0:
		if e = unmarked(s); e == nil {
			return "", nil, refuse("a binary file (it holds NUL bytes)", "give text, HTML, Markdown, JSONL, CSV or TSV")
		}
		notes = []string{"no byte order mark: read as UTF-16, a guess from its zero bytes"}
	case utf8.ValidString(s):
		text = strings.TrimPrefix(s, "\ufeff")
		return text, doubts(text), nil
	default:
		note := ""
		if page {
			e, note = declared(s)
		}
		if e == nil {
			e, note = choose(s)
		}
		notes = []string{note}
	}
	if text, err = as(e, s); err != nil {
		return "", nil, refuse(err.Error(), "name another encoding")
	}
	if strings.IndexByte(text, 0) >= 0 {
		return "", nil, refuse("NUL characters in what the encoding gives", "give a text file, or name another encoding")
	}
	return text, append(notes, doubts(text)...), nil
}

// Stream returns a reader of what br holds as UTF-8 without a byte order mark, if its encoding is marked, called label, or UTF-16 without a mark;
// else what it returns is what br holds, whose lines or rows may be decoded one by one.
func Stream(br *bufio.Reader, label string, refuse Refuse) (*bufio.Reader, error) {
	const room = 1 << 16
	head, _ := br.Peek(4096)
	e, err := asked(string(head), label, refuse)
	if err != nil {
		return nil, err
	}
	if e == nil && bytes.IndexByte(head, 0) >= 0 {
		e = unmarked(string(head))
	}
	if e != nil {
		br = bufio.NewReaderSize(transform.NewReader(br, e.NewDecoder()), room)
	} else {
		br = bufio.NewReaderSize(br, room)
	}
	if mark, _ := br.Peek(3); string(mark) == "\ufeff" {
		if _, err := br.Discard(3); err != nil {
			return nil, err
		}
	}
	return br, nil
}

// Head returns the first bytes that br holds, from UTF-16 as UTF-8, without a byte order mark. It may end within a character.
func Head(br *bufio.Reader) []byte {
	head, _ := br.Peek(4096)
	e := marked(string(head))
	if e == nil && bytes.IndexByte(head, 0) >= 0 {
		e = unmarked(string(head))
	}
	if e != nil {
		text, _ := as(e, string(head)) // UTF-16 fails at nothing: half a character becomes U+FFFD
		head = []byte(text)
	}
	return bytes.TrimPrefix(head, []byte("\ufeff"))
}

// asked is the encoding that a byte order mark tells, or else the one called label; nil for neither.
func asked(s, label string, refuse Refuse) (encoding.Encoding, error) {
	if e := marked(s); e != nil || label == "" {
		return e, nil
	}
	e, err := htmlindex.Get(label)
	if err != nil {
		return nil, refuse("unknown encoding "+label, "give a name such as utf-8, windows-1251 or koi8-r")
	}
	return e, nil
}

// choose guesses the encoding of a text that is not UTF-8, nil for UTF-8 with a few broken bytes, and says what it chose.
func choose(s string) (e encoding.Encoding, note string) {
	if good, bad := multibyte(s); bad*10 <= good {
		return nil, fmt.Sprintf("UTF-8 with broken stretches, shown as U+FFFD: %d", bad)
	}
	e, name := guess(s)
	return e, "not UTF-8: read as " + name + ", a guess; if it is another encoding, name it or save the file as UTF-8"
}

// as decodes s, nil standing for UTF-8. What is broken becomes U+FFFD.
func as(e encoding.Encoding, s string) (text string, err error) {
	if e != nil {
		if s, err = e.NewDecoder().String(s); err != nil {
			return "", err
		}
	}
	return strings.ToValidUTF8(strings.TrimPrefix(s, "\ufeff"), "\ufffd"), nil
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

var charset = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})|<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})`)
})

// declared is the charset that a page names in its first 4 KiB, with a note, unless that is
// UTF-8, which was tested already.
func declared(s string) (e encoding.Encoding, note string) {
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
	return e, "not UTF-8: read as " + n + ", which the page names"
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

// doubts notes the traces of an earlier wrong decoding: U+FFFD, and mojibake,
// which is UTF-8 that was read as windows-1252. The text is left as it is.
func doubts(text string) (notes []string) {
	if n := strings.Count(text, "\ufffd"); n > 0 {
		notes = append(notes, fmt.Sprintf("replacement characters (U+FFFD) in the text: %d; bytes were lost before", n))
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
