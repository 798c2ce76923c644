package features

import "strings"

// cueWords lists the words of each kind of cue: a new kind is one more line. No word is of two kinds.
var cueWords = []struct{ kind, words string }{
	{"negation", "no not never none neither nor without cannot nobody nothing hardly barely scarcely little few lack lacks lacked"},
	{"turn", "but however yet still nevertheless"},
	{"hedge", "perhaps maybe possibly probably apparently likely unlikely seemingly reportedly"},
	{"modality", "may might could would should must can will"},
	{"condition", "if unless provided until whether"},
	{"attribution", "said says told according stated announced added warned insisted claimed"},
}

// The cues with a scope, as numbered by cueOf.
const (
	negation = 1
	turn     = 2
)

// cueNames holds the feature of each number of cueOf, cueNumbers the number of each cue word.
var cueNames, cueNumbers = numberCues()

// The other names of cues, and the beginnings of names that a stem follows.
const (
	quotationName = "cue:quotation"
	notPrefix     = "not:"
	turnPrefix    = "turn:"
)

// numberCues returns cueNames and cueNumbers.
func numberCues() (names []string, numbers map[string]uint8) {
	names, numbers = []string{""}, map[string]uint8{}
	for i, c := range cueWords {
		names = append(names, "cue:"+c.kind)
		for _, w := range strings.Fields(c.words) {
			numbers[w] = uint8(i + 1)
		}
	}
	return names, numbers
}

// cueOf returns the number of the kind of cue that a folded word is, 0 for none.
func cueOf(form string) uint8 {
	if strings.HasSuffix(form, "n't") {
		return negation
	}
	return cueNumbers[form]
}

// extractCues emits cue:KIND at each cue word, cue:quotation at each quotation mark before a word, not:STEM
// at words after a negation up to the end of the clause, and turn:STEM at words after a
// contrast up to the end of the sentence.
func extractCues(_ Family, d *dictionary, terms []term, dst []mark) []mark {
	notNode, turnNode := d.string(notPrefix), d.string(turnPrefix)
	emit := func(id uint32, lo, hi int) {
		if id != none {
			dst = append(dst, mark{id, lo, hi})
		}
	}
	negated, turned := false, false
	for i := range terms {
		t := &terms[i]
		negated, turned = negated && !t.clause, turned && !t.sent
		if t.quote >= 0 {
			emit(d.string(quotationName), t.quote, t.lo)
		}
		if t.is(long) {
			continue
		}
		if t.cue > 0 {
			emit(d.string(cueNames[t.cue]), t.lo, t.hi)
		}
		if negated && t.cue != negation {
			emit(d.pair(notNode, t.node), t.lo, t.hi)
		}
		if turned && t.cue != turn {
			emit(d.pair(turnNode, t.node), t.lo, t.hi)
		}
		negated, turned = negated || t.cue == negation, turned || t.cue == turn
	}
	return dst
}

// cutCues cuts the stem off not:STEM and turn:STEM.
func cutCues(name string) (prefix, last string) {
	for _, p := range []string{notPrefix, turnPrefix} {
		if last, ok := strings.CutPrefix(name, p); ok && last != "" {
			return p, last
		}
	}
	return "", name
}
