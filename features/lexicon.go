package features

import (
	_ "embed"
	"strings"
)

//go:embed lexicon.txt
var lexiconText string

var lexicon = readLexicon(lexiconText)

// expressions is a tree of words. Words and places in the tree are numbered from 1; 0 is the root.
type expressions struct {
	words map[string]uint16
	next  map[[2]uint16]uint16 // place and word -> place
	names []string             // of each place: the feature of the expression that ends there, or ""
}

// readLexicon reads lines "category: expression; expression". An expression that is listed twice is of the later
// category.
func readLexicon(s string) *expressions {
	x := &expressions{words: map[string]uint16{}, next: map[[2]uint16]uint16{}, names: []string{""}}
	for line := range strings.Lines(s) {
		category, list, _ := strings.Cut(strings.TrimSpace(line), ":")
		for e := range strings.SplitSeq(list, ";") {
			place := uint16(0)
			for w := range strings.FieldsSeq(e) {
				if x.words[w] == 0 {
					x.words[w] = uint16(len(x.words) + 1)
				}
				step := [2]uint16{place, x.words[w]}
				if x.next[step] == 0 {
					x.next[step] = uint16(len(x.names))
					x.names = append(x.names, "")
				}
				place = x.next[step]
			}
			if place > 0 {
				x.names[place] = "lex:" + category
			}
		}
	}
	return x
}

// extractLexicon emits lex:CATEGORY at the longest expression that begins at each word, within a sentence;
// matches do not overlap. Words are compared folded, not stemmed.
func extractLexicon(_ Family, d *dictionary, terms []term, dst []mark) []mark {
	for i := 0; i < len(terms); i++ {
		name, last, place := "", i, uint16(0)
		for j := i; j < len(terms) && terms[j].lex > 0 && (j == i || !terms[j].sent); j++ {
			if place = lexicon.next[[2]uint16{place, terms[j].lex}]; place == 0 {
				break
			}
			if n := lexicon.names[place]; n != "" {
				name, last = n, j
			}
		}
		if name == "" {
			continue
		}
		if id := d.string(name); id != none {
			dst = append(dst, mark{id, terms[i].lo, terms[last].hi})
		}
		i = last
	}
	return dst
}
