package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// clean makes a text safe and straight for one line of a terminal: control characters (an escape sequence would act on the
// terminal) become U+FFFD, white space becomes a space, and characters that turn the direction of writing are dropped. A text
// with letters written from right to left is closed by a left-to-right mark, so that what follows stays where it is.
func clean(s string) string {
	rtl := false
	plain := true
	for i := 0; i < len(s); i++ {
		if b := s[i]; b < ' ' || b >= 0x7f {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u00a0':
			return ' '
		case unicode.IsControl(r):
			return utf8.RuneError
		case r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
			return -1
		}
		rtl = rtl || unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
		return r
	}, s)
	if rtl && !strings.HasSuffix(s, "\u200e") {
		s += "\u200e"
	}
	return s
}

// runeWidth returns the columns that a rune takes on a terminal.
func runeWidth(r rune) int {
	switch {
	case r < 0x300:
		if r == '\u00ad' {
			return 0
		}
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// columns returns the columns that a cleaned text takes on a terminal.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

// cut returns the longest head of s of at most n columns, and the rest.
func cut(s string, n int) (head, rest string) {
	at := 0
	for i, r := range s {
		if w := runeWidth(r); at+w > n {
			return s[:i], s[i:]
		} else {
			at += w
		}
	}
	return s, ""
}

// clip shortens s to at most n columns, with an ellipsis in the last if something was left out.
func clip(s string, n int) string {
	if columns(s) <= n {
		return s
	}
	head, _ := cut(s, n-1)
	return strings.TrimRight(head, " ") + "…"
}

// wrap breaks s into lines of at most n columns between words; a word that is longer (or a script that writes no spaces)
// is broken where the line ends. A no-break space keeps two words together and becomes a space. At least one line is returned.
func wrap(s string, n int) []string {
	n = max(n, 2) // room for one wide character
	var lines []string
	line, at := "", 0
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }) {
		w := columns(word)
		if at > 0 && at+1+w <= n {
			line, at = line+" "+word, at+1+w
			continue
		}
		if at > 0 {
			lines = append(lines, line)
		}
		for w > n {
			head, rest := cut(word, n)
			lines = append(lines, head)
			word, w = rest, columns(rest)
		}
		line, at = word, w
	}
	if at > 0 || len(lines) == 0 {
		lines = append(lines, line)
	}
	for i := range lines {
		lines[i] = strings.ReplaceAll(lines[i], "\u00a0", " ")
	}
	return lines
}

// wrapClip is wrap with at most most lines, the last ending in an ellipsis if something was left out.
func wrapClip(s string, n, most int) []string {
	lines := wrap(s, n)
	if len(lines) <= most {
		return lines
	}
	lines = lines[:most]
	last := lines[most-1]
	if columns(last)+2 <= n {
		last += " …"
	} else {
		head, _ := cut(last, n-1)
		last = strings.TrimRight(head, " ") + "…"
	}
	lines[most-1] = last
	return lines
}

// pad fills s with spaces to n columns, on the left if right is set.
func pad(s string, n int, right bool) string {
	gap := strings.Repeat(" ", max(0, n-columns(s)))
	if right {
		return gap + s
	}
	return s + gap
}
