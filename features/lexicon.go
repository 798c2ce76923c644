package features

import (
	_ "embed"
	"strings"
)

//go:embed lexicon.txt
var lexiconText string

var lexicon, lexiconWords = readLexicon(lexiconText)

// readLexicon reads lines "category: expression; expression" and returns expression -> name and the
// most words in one expression.
func readLexicon(s string) (map[string]string, int) {
	m, most := map[string]string{}, 0
	for line := range strings.Lines(s) {
		category, list, _ := strings.Cut(strings.TrimSpace(line), ":")
		for e := range strings.SplitSeq(list, ";") {
			if e = strings.TrimSpace(e); e != "" {
				m[e] = "lex:" + category
				most = max(most, len(strings.Fields(e)))
			}
		}
	}
	return m, most
}

// extractLexicon emits lex:CATEGORY at the longest expression that begins at each word, within a sentence;
// matches do not overlap. Words are compared folded, not stemmed.
func extractLexicon(_ Family, terms []term, buf []byte, emit func([]byte, int, int)) []byte {
	for i := 0; i < len(terms); i++ {
		buf = buf[:0]
		name, last := "", i
		for j := i; j < len(terms) && j < i+lexiconWords && (j == i || !terms[j].sent) && terms[j].form != ""; j++ {
			if j > i {
				buf = append(buf, ' ')
			}
			buf = append(buf, terms[j].form...)
			if n, ok := lexicon[string(buf)]; ok {
				name, last = n, j
			}
		}
		if name != "" {
			buf = append(buf[:0], name...)
			emit(buf, terms[i].lo, terms[last].hi)
			i = last
		}
	}
	return buf
}
