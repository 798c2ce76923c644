package features

import (
	"embed"
	"maps"
	"slices"
	"strings"
	"sync"
)

// The lists of expressions. Each is a file of lines "category: expression; expression", written for parley; an expression may be of
// several categories. A list has a name, that of its file, which Family.List chooses.
//
//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// tree is a list of expressions as a tree (a trie) whose branches are words: places are numbered from 1, 0 is the root.
type tree struct {
	next     map[[2]uint16]uint16 // place and word -> place
	ends     []uint16             // of each place: the number of the finding that ends there, 0 for none
	findings []finding            // numbered from 1
}

// finding is what is found where an expression stands: its categories, and the names of its features, at index 1 those where it is negated.
type finding struct {
	categories []uint8
	names      [2][]string // category: "lex:CATEGORY", "lex:not CATEGORY"
	phrases    [2][]string // expression: "phrase:CATEGORY=EXPRESSION"
}

// list is a tree and its categories.
type list struct {
	tree
	categories []string
	names      [2][]string // of each category: "lex:CATEGORY", "lex:not CATEGORY"
	topic      uint8       // number of the category "talks"
	leaning    []int       // of each category: 1 speaks well of talks, -1 ill, 0 neither
	together   [2][]string // of each category: "sentence:talks+CATEGORY", "sentence:talks+not CATEGORY"
}

// maxCategories is how many categories a list may have.
const maxCategories = 64

// categoryNumbers holds each number of a category, for slices of one.
var categoryNumbers = func() (n [maxCategories]uint8) {
	for k := range n {
		n[k] = uint8(k)
	}
	return n
}()

// passed is the number of passedWords.
const passed = ^uint16(0)

// passedWords are left out of expressions and of texts before they are compared, so that "rule out talks" is found in "rule out any talks".
var passedWords = wordSet("a an the any its their his her some this that of")

// leanings says which categories of the list "talks" speak well of talks and which ill.
var leanings = map[string]int{
	"readiness": 1, "progress": 1, "praise": 1, "hope": 1, "accept": 1, "push": 1, "holding": 1, "thawing": 1, "boast": 1, "positive": 1, "worth": 1,
	"refusal": -1, "stalemate": -1, "doubt": -1, "violence": -1, "precondition": -1, "concession": -1, "past failure": -1, "negative": -1,
	"weakdoubt": -1, "motive": -1, "unravel": -1, "unworkable": -1, "warning": -1,
}

// lexicon returns the lists, which are read at the first call, as many programs never need them.
var lexicon = sync.OnceValue(readLexicons)

// lexicons holds the numbers of the words of all lists, by English stem, and the lists.
type lexicons struct {
	words map[string]uint16
	lists map[string]*list
}

// wordSet returns the words of s as a set.
func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// Lists returns the names of the lists of expressions, sorted: each is a file in features/lexicon.
func Lists() []string { return slices.Sorted(maps.Keys(lexicon().lists)) }

// listed tells whether there is a list of that name; it does not read it.
func listed(name string) bool {
	f, err := lexiconFiles.Open("lexicon/" + name + ".txt")
	if err != nil {
		return false
	}
	f.Close()
	return true
}

// readLexicons reads all lists.
func readLexicons() *lexicons {
	files, err := lexiconFiles.ReadDir("lexicon")
	if err != nil {
		panic("features: " + err.Error())
	}
	x := &lexicons{words: make(map[string]uint16, 3000), lists: map[string]*list{}}
	m := listReader{lexicons: x}
	m.text.Grow(1 << 17)
	for _, f := range files {
		text, err := lexiconFiles.ReadFile("lexicon/" + f.Name())
		if err != nil {
			panic("features: " + err.Error())
		}
		x.lists[strings.TrimSuffix(f.Name(), ".txt")] = m.read(string(text))
	}
	return x
}

// number returns the number of a folded form in the lists, 0 for none.
func (x *lexicons) number(form string) uint16 { return x.numberOf(form, englishStemmed(form)) }

// numberOf is number for a form whose English stem is known.
func (x *lexicons) numberOf(form, stem string) uint16 {
	if passedWords[form] {
		return passed
	}
	return x.words[stem]
}

// listReader reads lists and numbers their words. To be quick it makes few allocations.
type listReader struct {
	*lexicons
	tokens []Token
	words  []string        // stems of the expression at hand
	text   strings.Builder // holds the names of all expressions
	room   []string        // holds slices of one string, which most are
}

// one returns a slice that holds s alone and has no room for more: appending to it copies it.
func (x *listReader) one(s string) []string {
	if len(x.room) == cap(x.room) {
		x.room = make([]string, 0, 1<<10)
	}
	x.room = append(x.room, s)
	return x.room[len(x.room)-1 : len(x.room) : len(x.room)]
}

// stem returns the English stem of a folded form and its number; a new stem gets the next one.
func (x *listReader) stem(form string) (stem string, number uint16) {
	stem = englishStemmed(form)
	if number = x.lexicons.words[stem]; number == 0 {
		number = uint16(len(x.lexicons.words) + 1)
		x.lexicons.words[stem] = number
	}
	return stem, number
}

// read returns the list that is in text.
func (x *listReader) read(text string) *list {
	places, expressions := len(text)/8, strings.Count(text, "\n")+strings.Count(text, ";") // about
	l := &list{tree: tree{next: make(map[[2]uint16]uint16, places), ends: make([]uint16, 1, places), findings: make([]finding, 1, 2+expressions)}}
	for line := range strings.Lines(text) {
		category, list, _ := strings.Cut(strings.TrimSpace(line), ":")
		k := uint8(len(l.categories))
		if k == maxCategories {
			panic("features: a list of more than 64 categories")
		}
		l.categories = append(l.categories, category)
		l.leaning = append(l.leaning, leanings[category])
		if category == "talks" {
			l.topic = k
		}
		for i, not := range [2]string{"", "not "} {
			l.together[i] = append(l.together[i], "sentence:talks+"+not+category)
			l.names[i] = append(l.names[i], "lex:"+not+category)
		}
		for e := range strings.SplitSeq(list, ";") {
			x.add(l, k, e)
		}
	}
	return l
}

// add adds an expression of category k to a list.
func (x *listReader) add(l *list, k uint8, expression string) {
	place := uint16(0)
	x.words = x.words[:0]
	x.tokens = Tokens(x.tokens[:0], expression)
	for _, t := range x.tokens {
		if passedWords[t.Form] {
			continue
		}
		stem, number := x.stem(t.Form)
		x.words = append(x.words, stem)
		step := [2]uint16{place, number}
		if place = l.next[step]; place == 0 {
			place = uint16(len(l.ends))
			l.next[step] = place
			l.ends = append(l.ends, 0)
		}
	}
	if place == 0 {
		return
	}
	if l.ends[place] == 0 {
		l.ends[place] = uint16(len(l.findings))
		l.findings = append(l.findings, finding{})
	}
	f := &l.findings[l.ends[place]]
	if slices.Contains(f.categories, k) {
		return
	}
	first := f.categories == nil
	if first {
		f.categories = categoryNumbers[k : k+1 : k+1]
	} else {
		f.categories = append(f.categories, k)
	}
	for i, not := range [2]string{"", "not "} {
		from := x.text.Len()
		for _, part := range [...]string{"phrase:", not, l.categories[k]} {
			x.text.WriteString(part)
		}
		between := byte('=')
		for _, stem := range x.words {
			x.text.WriteByte(between)
			x.text.WriteString(stem)
			between = ' '
		}
		phrase := x.text.String()[from:]
		if first {
			f.names[i], f.phrases[i] = l.names[i][k:k+1:k+1], x.one(phrase)
			continue
		}
		f.names[i], f.phrases[i] = append(f.names[i], l.names[i][k]), append(f.phrases[i], phrase)
	}
}

// scope is how many words a negation reaches, within its clause.
const scope = 6

// match calls found for the longest expression that begins at each word of terms[lo:hi], which are a sentence: it stands at the terms
// first to last. Words are compared by their English stems. not is 1 for an expression that begins in the scope of a negation.
func (l *list) match(terms []term, lo, hi int, found func(f *finding, not, first, last int)) {
	left := 0
	for i := lo; i < hi; i++ {
		if terms[i].clause {
			left = 0
		}
		if terms[i].is(long) {
			continue
		}
		not := 0
		switch {
		case terms[i].cue == negation:
			left = scope
		case left > 0:
			not = 1
			left--
		}
		if terms[i].lex == 0 || terms[i].lex == passed {
			continue
		}
		best, last, place := uint16(0), i, uint16(0)
		for j := i; j < hi && terms[j].lex != 0; j++ {
			if terms[j].lex == passed {
				continue
			}
			if place = l.next[[2]uint16{place, terms[j].lex}]; place == 0 {
				break
			}
			if n := l.ends[place]; n > 0 {
				best, last = n, j
			}
		}
		if best > 0 {
			found(&l.findings[best], not, i, last)
		}
	}
}

// sentences calls do with the bounds of each sentence: terms[lo:hi].
func sentences(terms []term, do func(lo, hi int)) {
	for lo := 0; lo < len(terms); {
		hi := lo + 1
		for hi < len(terms) && !terms[hi].sent {
			hi++
		}
		do(lo, hi)
		lo = hi
	}
}

// extractLexicon emits lex:CATEGORY, or lex:not CATEGORY where it is negated, at each expression.
func extractLexicon(f Family, d *dictionary, terms []term, dst []mark) []mark {
	l := lexicon().lists[f.List]
	sentences(terms, func(lo, hi int) {
		l.match(terms, lo, hi, func(found *finding, not, first, last int) {
			dst = d.mark(dst, found.names[not], terms[first].lo, terms[last].hi)
		})
	})
	return dst
}

// extractExpressions emits phrase:CATEGORY=EXPRESSION, or phrase:not CATEGORY=EXPRESSION, at each expression.
func extractExpressions(f Family, d *dictionary, terms []term, dst []mark) []mark {
	l := lexicon().lists[f.List]
	sentences(terms, func(lo, hi int) {
		l.match(terms, lo, hi, func(found *finding, not, first, last int) {
			dst = d.mark(dst, found.phrases[not], terms[first].lo, terms[last].hi)
		})
	})
	return dst
}

// leaningNames are the features of what a sentence holds: bit 0 of the index is talks, bit 1 a good word, bit 2 an ill word.
var leaningNames = [8]string{"sentence:none", "sentence:talks", "sentence:good", "sentence:talks good", "sentence:ill", "sentence:talks ill", "sentence:good ill", "sentence:talks good ill"}

// extractSentences emits for each sentence one of leaningNames, which tells whether it holds talks, words that speak well of them and words that
// speak ill; and in a sentence about talks sentence:talks+CATEGORY, or sentence:talks+not CATEGORY, for each category in it.
func extractSentences(f Family, d *dictionary, terms []term, dst []mark) []mark {
	l := lexicon().lists[f.List]
	sentences(terms, func(lo, hi int) {
		var seen [maxCategories][2]bool
		leaning := 0
		l.match(terms, lo, hi, func(found *finding, not, _, _ int) {
			for _, k := range found.categories {
				seen[k][not] = true
				switch well := l.leaning[k]; {
				case well > 0 && not == 0:
					leaning |= 2
				case well != 0 && (well < 0 || not == 1):
					leaning |= 4
				}
			}
		})
		from, to := terms[lo].lo, terms[hi-1].hi
		if seen[l.topic][0] {
			leaning |= 1
			for k := range l.categories {
				for not, yes := range seen[k] {
					if yes {
						dst = d.mark(dst, l.together[not][k:k+1], from, to)
					}
				}
			}
		}
		dst = d.mark(dst, leaningNames[leaning:leaning+1], from, to)
	})
	return dst
}

// mark appends a mark for each of the names that are known.
func (d *dictionary) mark(dst []mark, names []string, lo, hi int) []mark {
	for _, n := range names {
		if id := d.string(n); id != none {
			dst = append(dst, mark{id, lo, hi})
		}
	}
	return dst
}
