package features

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

// nameList holds the names of countries, peoples, places, groups and leaders, which have to be listed because they begin sentences as other
// words do: lines "theme: name name".
//
//go:embed names.txt
var nameList string

// names returns the set of the listed names.
var names = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(nameList) {
		if theme, list, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(theme, "#") {
			for w := range strings.FieldsSeq(list) {
				m[w] = true
			}
		}
	}
	return m
})

// masked is the word of every name where names are masked: it is no feature, no n-gram crosses it, and it is not counted.
var masked = word{node: none, flags: long | stop}

// spelling returns the flags small, capital and name of a raw form, whose folded form is form.
//
// A name is a form with a capital letter that is listed, whole or in one of the parts that hyphens join (Israel's, US-led), or has small
// letters and a capital letter after a small one or a hyphen (pro-Russian, McGuire).
func spelling(raw, form string) uint8 {
	first, last, inner, any := true, rune(0), false, false
	var flags uint8
	for _, r := range raw {
		upper := unicode.IsUpper(r)
		switch {
		case first && upper:
			flags = capital
		case first && unicode.IsLower(r):
			flags = small
		case upper && (unicode.IsLower(last) || last == '-' || last == '‐' || last == '‑'):
			inner = true
		}
		first, last, any = false, r, any || upper
	}
	if any && (isName(form) || inner && strings.ContainsFunc(raw, unicode.IsLower)) {
		flags |= name
	}
	return flags
}

// isName tells whether a folded form or one of its parts is a listed name, with or without a possessive ending.
func isName(form string) bool {
	form = strings.TrimSuffix(strings.TrimSuffix(form, "'s"), "'")
	if names()[form] {
		return true
	}
	for part := range strings.SplitSeq(form, "-") {
		if len(part) < len(form) && names()[part] {
			return true
		}
	}
	return false
}

// maskNames masks the names among terms: those that are names by themselves, and every word that begins with a capital letter though it
// begins neither a sentence nor a quotation. In a sentence of which no word begins with a small letter, such as a headline in capitals,
// capital letters say nothing.
func maskNames(terms []term) {
	for len(terms) > 0 {
		end, telling := 0, false
		for end < len(terms) && (end == 0 || !terms[end].sent) {
			telling = telling || terms[end].is(small)
			end++
		}
		for i := range terms[:end] {
			t := &terms[i]
			if t.is(name) || telling && t.is(capital) && !t.sent && t.quote < 0 {
				t.word = masked
			}
		}
		terms = terms[end:]
	}
}
