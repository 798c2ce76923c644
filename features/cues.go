package features

import "strings"

// cueWords lists the cues by kind; a later kind is one more line.
var cueWords = index(map[string]string{
	"negation":    "no not never none neither nor without cannot nobody nothing",
	"turn":        "but however yet still nevertheless",
	"hedge":       "perhaps maybe possibly probably apparently likely unlikely seemingly reportedly",
	"modality":    "may might could would should must can will",
	"condition":   "if unless provided until whether",
	"attribution": "said says told according stated announced added warned insisted claimed",
})

// index turns kind -> words into word -> "cue:kind".
func index(kinds map[string]string) map[string]string {
	m := map[string]string{}
	for k, words := range kinds {
		for _, w := range strings.Fields(words) {
			m[w] = "cue:" + k
		}
	}
	return m
}

// extractCues emits cue:KIND at each cue word, cue:quotation at each quotation mark before a word, not:STEM
// for words after a negation up to the end of the clause, turn:STEM for words after a
// contrast up to the end of the sentence.
func extractCues(_ Family, terms []term, buf []byte, emit func([]byte, int, int)) []byte {
	not, turn := false, false
	for _, t := range terms {
		not, turn = not && !t.clause, turn && !t.sent
		if t.quote >= 0 {
			buf = append(buf[:0], "cue:quotation"...)
			emit(buf, t.quote, t.lo)
		}
		if t.form == "" {
			continue
		}
		cue := cueWords[t.form]
		if strings.HasSuffix(t.form, "n't") {
			cue = "cue:negation"
		}
		if cue != "" {
			buf = append(buf[:0], cue...)
			emit(buf, t.lo, t.hi)
		}
		if not && cue != "cue:negation" {
			buf = append(append(buf[:0], "not:"...), t.stem...)
			emit(buf, t.lo, t.hi)
		}
		if turn && cue != "cue:turn" {
			buf = append(append(buf[:0], "turn:"...), t.stem...)
			emit(buf, t.lo, t.hi)
		}
		not, turn = not || cue == "cue:negation", turn || cue == "cue:turn"
	}
	return buf
}
