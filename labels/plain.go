package labels

import (
	"strings"
	"unicode/utf8"
)

// plainMost is the most fields of an object that plain reads.
const plainMost = 64

// plain reads an object of texts, numbers, truth values and null into dst, as nested does, in a tenth of the time. Values are parts of the
// line, which is UTF-8, where they can be. ok is false for anything else, right or wrong: objects and arrays inside, a name twice or with an escape, halves of characters.
func plain(dst []field, line string) (fields []field, ok bool) {
	s := scanner{line, 0}
	if !s.take('{') {
		return dst, false
	}
	fields = dst[:0]
	for more := !s.take('}'); more; {
		s.space()
		name, ok := s.text()
		if !ok || len(fields) == plainMost || !s.take(':') {
			return fields, false
		}
		s.space()
		f := field{name: name}
		if f.text, ok = s.scalar(); !ok {
			return fields, false
		}
		f.missing = f.text == ""
		at := len(fields)
		for at > 0 && fields[at-1].name >= name {
			if at--; fields[at].name == name {
				return fields, false
			}
		}
		fields = append(fields, f)
		copy(fields[at+1:], fields[at:])
		fields[at] = f
		if more = s.take(','); !more && !s.take('}') {
			return fields, false
		}
	}
	s.space()
	return fields, s.at == len(line)
}

// scanner reads JSON from the byte at of a line.
type scanner struct {
	line string
	at   int
}

func (s *scanner) space() {
	for s.at < len(s.line) && (s.line[s.at] == ' ' || s.line[s.at] == '\t' || s.line[s.at] == '\r' || s.line[s.at] == '\n') {
		s.at++
	}
}

// take passes over a sign, and white space before it, if it is next.
func (s *scanner) take(sign byte) bool {
	s.space()
	if s.at < len(s.line) && s.line[s.at] == sign {
		s.at++
		return true
	}
	return false
}

// scalar reads a text, a number, a truth value or null.
func (s *scanner) scalar() (text string, ok bool) {
	rest := s.line[s.at:]
	switch {
	case rest == "":
		return "", false
	case rest[0] == '"':
		return s.string()
	case rest[0] == '-' || '0' <= rest[0] && rest[0] <= '9':
		return s.number()
	}
	for _, word := range []string{"true", "false", "null"} {
		if strings.HasPrefix(rest, word) {
			s.at += len(word)
			return strings.TrimSuffix(word, "null"), true
		}
	}
	return "", false
}

// number reads -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?.
func (s *scanner) number() (text string, ok bool) {
	from := s.at
	digits := func() bool {
		first := s.at
		for s.at < len(s.line) && '0' <= s.line[s.at] && s.line[s.at] <= '9' {
			s.at++
		}
		return s.at > first
	}
	one := func(of string) bool {
		if s.at < len(s.line) && strings.IndexByte(of, s.line[s.at]) >= 0 {
			s.at++
			return true
		}
		return false
	}
	one("-")
	if !one("0") && !digits() {
		return "", false
	}
	if one(".") && !digits() {
		return "", false
	}
	if one("eE") {
		if one("+-"); !digits() {
			return "", false
		}
	}
	return s.line[from:s.at], true
}

// text reads a text without escapes.
func (s *scanner) text() (text string, ok bool) {
	if s.at == len(s.line) || s.line[s.at] != '"' {
		return "", false
	}
	for i := s.at + 1; i < len(s.line); i++ {
		switch b := s.line[i]; {
		case b == '"':
			text, s.at = s.line[s.at+1:i], i+1
			return text, true
		case b == '\\' || b < ' ':
			return "", false
		}
	}
	return "", false
}

// string reads a text. Its escapes are resolved, but for surrogates and NUL.
func (s *scanner) string() (text string, ok bool) {
	if text, ok = s.text(); ok {
		return text, true
	}
	var b strings.Builder
	for from, i := s.at+1, s.at+1; i < len(s.line); i++ {
		switch c := s.line[i]; {
		case c == '"':
			b.WriteString(s.line[from:i])
			s.at = i + 1
			return b.String(), true
		case c < ' ':
			return "", false
		case c == '\\':
			b.WriteString(s.line[from:i])
			r, n := escape(s.line[i+1:])
			if n == 0 {
				return "", false
			}
			b.WriteRune(r)
			i += n
			from = i + 1
		}
	}
	return "", false
}

// escape reads what follows a backslash and returns its length; 0 if it is wrong, a surrogate or NUL.
func escape(s string) (r rune, n int) {
	if s == "" {
		return 0, 0
	}
	if i := strings.IndexByte(`"\/bfnrt`, s[0]); i >= 0 {
		return rune("\"\\/\b\f\n\r\t"[i]), 1
	}
	if s[0] != 'u' || len(s) < 5 {
		return 0, 0
	}
	for _, c := range []byte(s[1:5]) {
		digit := strings.IndexByte("0123456789abcdef", c|' ')
		if digit < 0 || c < '0' {
			return 0, 0
		}
		r = r<<4 | rune(digit)
	}
	if r == 0 || !utf8.ValidRune(r) {
		return 0, 0
	}
	return r, 5
}
