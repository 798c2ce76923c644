package file

import (
	"strings"
	"unicode/utf8"
)

// Comma guesses what parts the columns of a table that begins with head: whichever of comma, semicolon and tab is most frequent outside quotation
// marks in the first line that is not blank, and the comma if none is. head is UTF-8.
func Comma(head []byte) rune {
	var commas, semicolons, tabs int
	quoted, blank := false, true
	for _, c := range head {
		if c == '"' {
			quoted = !quoted
		}
		if !quoted {
			switch c {
			case ',':
				commas++
			case ';':
				semicolons++
			case '\t':
				tabs++
			}
			if c == '\n' && !blank {
				break
			}
		}
		blank = blank && (c == '\n' || c == '\r' || c == ' ')
	}
	switch {
	case tabs > commas && tabs > semicolons:
		return '\t'
	case semicolons > commas:
		return ';'
	}
	return ','
}

// Row makes the cells of a row UTF-8, in place, and returns what is doubtful about them, first how those are read that are not. All of these are
// taken for one encoding, which is guessed from them together: a cell alone may be a word.
func Row(cells []string) (notes []string) {
	var odd []string
	for _, c := range cells {
		if !utf8.ValidString(c) {
			odd = append(odd, c)
		}
	}
	if odd != nil {
		e, note := choose(strings.Join(odd, "\n"))
		notes = append(notes, note)
		for i, c := range cells {
			if !utf8.ValidString(c) {
				cells[i], _ = as(e, c) // no single byte is an error
			}
		}
	}
	for i, c := range cells {
		cells[i] = strings.TrimPrefix(c, "\ufeff")
		notes = append(notes, doubts(cells[i])...)
	}
	return notes
}
