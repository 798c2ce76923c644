package features

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// lower returns s in lower case, in composed form (NFC), with typewriter apostrophes and hyphens.
func lower(s string) string {
	if ascii(s) {
		return strings.ToLower(s)
	}
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch r {
		case '’', '‘', 'ʼ':
			return '\''
		case '‐', '‑':
			return '-'
		}
		return unicode.ToLower(r)
	}, s))
}

// foldAccents drops the accents of Latin letters. Letters of other scripts keep theirs, as й is a letter of its own.
func foldAccents(s string) string {
	if ascii(s) {
		return s
	}
	var b strings.Builder
	latin := false
	for _, r := range norm.NFD.String(s) {
		if unicode.Is(unicode.Mn, r) && latin {
			continue
		}
		if !unicode.Is(unicode.Mn, r) {
			latin = unicode.Is(unicode.Latin, r)
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// ascii tells whether all of s is ASCII.
func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
