package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxWrapped is the most lines that are looked at together; hard-wrapped
// paragraphs of news have fewer than 50.
const maxWrapped = 1 << 14

// split cuts text at blank lines and at line ends, except where lines are
// hard-wrapped: a line that reaches three quarters of the widest line of its
// block, itself at most 100 characters, runs on into the next. A block counts
// as hard-wrapped if one of its lines after the first starts in lower case.
func split(text string) []Paragraph {
	out := make([]Paragraph, 0, min(strings.Count(text, "\n")/2+1, len(text)/100+1))
	var block [][2]int
	wrapped := false
	flush := func() {
		width := 0
		if wrapped {
			width = widest(text, block)
		}
		for i := 0; i < len(block); i++ {
			lo, hi := block[i][0], block[i][1]
			for wrapped && width <= 100 && i+1 < len(block) &&
				4*utf8.RuneCountInString(text[block[i][0]:block[i][1]]) >= 3*width &&
				!bullet(text[block[i+1][0]:block[i+1][1]]) {
				i++
				hi = block[i][1]
			}
			out = append(out, Paragraph{Text: tidy(text[lo:hi]), Lo: lo, Hi: hi})
		}
		block, wrapped = block[:0], false
	}
	for at := 0; at < len(text); {
		end, next := len(text), len(text)
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			end, next = at+i, at+i+1
		}
		line := text[at:end]
		s := strings.TrimSpace(line)
		if s == "" || len(block) == maxWrapped {
			flush()
		}
		if s != "" {
			if first, _ := utf8.DecodeRuneInString(s); len(block) > 0 && unicode.IsLower(first) {
				wrapped = true
			}
			lo := at + len(line) - len(strings.TrimLeftFunc(line, unicode.IsSpace))
			block = append(block, [2]int{lo, lo + len(s)})
		}
		at = next
	}
	flush()
	return out
}

// widest is the width of the widest line of a block, in characters; more than
// 100 is as good as any.
func widest(text string, block [][2]int) int {
	width := 0
	for _, l := range block {
		if l[1]-l[0] > 400 {
			return 101
		}
		if width = max(width, utf8.RuneCountInString(text[l[0]:l[1]])); width > 100 {
			break
		}
	}
	return width
}

func bullet(s string) bool {
	if len(s) < 2 {
		return false
	}
	switch s[0] {
	case '-', '*':
		return s[1] == ' '
	case 0xe2, 0xc2:
		return strings.HasPrefix(s, "• ") || strings.HasPrefix(s, "– ") || strings.HasPrefix(s, "— ") || strings.HasPrefix(s, "· ")
	}
	return false
}
