package article

import (
	"encoding/json"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// flat reads a JSON object of strings, numbers, truth values and nulls, and of an array of strings under the name list, as package json and plain
// read them, in a small part of the time. Fields are appended to dst. text is UTF-8, and strings are parts of it where they can be. ok is false for
// anything else, right or wrong: other values, a name twice, halves of characters, and more than flatMost fields. Of more than most items, one more
// than that is read.
func flat(dst []namedField, text, list string, most int) (fields []namedField, items []string, ok bool) {
	s := flatReader{text: text}
	fields = dst
	ok = s.take('{') && s.each('}', func() bool {
		name, ok := s.string()
		if !ok || !s.take(':') {
			return false
		}
		if name != list {
			if len(fields) == flatMost || slices.ContainsFunc(fields, func(f namedField) bool { return f.name == name }) {
				return false
			}
			value, ok := s.value()
			fields = append(fields, namedField{name, value})
			return ok
		}
		if items != nil || !s.take('[') {
			return false
		}
		items = make([]string, 0, 8)
		return s.each(']', func() bool {
			item, ok := s.string()
			items = append(items, item)
			return ok && len(items) <= most
		})
	})
	return fields, items, ok && s.space() == len(text)
}

// flatMost is the most fields that flat reads: their names are compared one by one.
const flatMost = 64

// flatReader reads text from the byte at on. What returns false may have gone on.
type flatReader struct {
	text string
	at   int
}

// space passes over white space and returns where it ends.
func (s *flatReader) space() int {
	for s.at < len(s.text) && (s.text[s.at] == ' ' || s.text[s.at] == '\n' || s.text[s.at] == '\t' || s.text[s.at] == '\r') {
		s.at++
	}
	return s.at
}

// take passes over white space and a sign, if it is next.
func (s *flatReader) take(sign byte) bool {
	if s.space() == len(s.text) || s.text[s.at] != sign {
		return false
	}
	s.at++
	return true
}

// each calls item for what commas separate, up to the sign end.
func (s *flatReader) each(end byte, item func() bool) bool {
	if s.take(end) {
		return true
	}
	for item() {
		if s.take(end) {
			return true
		}
		if !s.take(',') {
			return false
		}
	}
	return false
}

// value reads a string, or a number or word as it stands, "" for null.
func (s *flatReader) value() (string, bool) {
	rest := s.text[s.space():]
	if strings.HasPrefix(rest, `"`) {
		return s.string()
	}
	n := strings.IndexAny(rest, ",}[]{ \t\r\n")
	if n < 0 || !json.Valid([]byte(rest[:n])) {
		return "", false
	}
	s.at += n
	return strings.TrimPrefix(rest[:n], "null"), true
}

// string reads a string.
func (s *flatReader) string() (string, bool) {
	if !s.take('"') {
		return "", false
	}
	from, i := s.at, s.plain(s.at)
	if i < len(s.text) {
		switch s.text[i] {
		case '"':
			s.at = i + 1
			return s.text[from:i], true
		case '\\':
			return s.escaped(i)
		}
	}
	return "", false
}

// plain returns where the first quotation mark, backslash or control character is from the byte i on, or the length of the text. It looks at
// eight bytes at a time.
func (s *flatReader) plain(i int) int {
	for ; i+8 <= len(s.text); i += 8 {
		x := eight(s.text, i)
		if odd := zeros(x^'"'*ones) | zeros(x^'\\'*ones) | (x-' '*ones)&^x&highs; odd != 0 {
			return i + bits.TrailingZeros64(odd)/8
		}
	}
	for i < len(s.text) && s.text[i] >= ' ' && s.text[i] != '"' && s.text[i] != '\\' {
		i++
	}
	return i
}

// escaped reads a string whose first escape is at the byte i.
func (s *flatReader) escaped(i int) (string, bool) {
	end := i
	for end+1 < len(s.text) && s.text[end] == '\\' {
		end = s.plain(end + 2)
	}
	var b strings.Builder
	b.Grow(end - s.at) // escapes are longer than what they stand for
	from := s.at
	for ; i < len(s.text); i = s.plain(from) {
		c := s.text[i]
		b.WriteString(s.text[from:i])
		if c != '\\' || i+1 == len(s.text) {
			s.at = i + 1
			return b.String(), c == '"'
		}
		i++
		if at := strings.IndexByte(`"\/bfnrt`, s.text[i]); at >= 0 {
			b.WriteByte("\"\\/\b\f\n\r\t"[at])
		} else {
			if s.text[i] != 'u' || len(s.text) < i+5 {
				return "", false
			}
			r, err := strconv.ParseUint(s.text[i+1:i+5], 16, 16)
			if err != nil || utf16.IsSurrogate(rune(r)) {
				return "", false
			}
			b.WriteRune(rune(r))
			i += 4
		}
		from = i + 1
	}
	return "", false
}
