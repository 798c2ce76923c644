package features

import (
	"strings"
	"testing"
)

// TestMeaning: every feature of every kind has the meaning of its kind, and none but those of words has none.
func TestMeaning(t *testing.T) {
	const text = "However, the “peace talks” were NOT welcomed; Kyiv didn't refuse them!! @envoy #PeaceTalksNow :) soooo good. Perhaps they will meet"
	marks := map[string][]string{
		"words": {""}, "chars": {"‹x-, -x- and -x› are"}, "forms": {"form:X is"}, "cues": {"cue:X is", "not:X is", "turn:X is"}, "lexicon": {"lex:X is"},
		"expressions": {"phrase:X=Y is"}, "sentences": {"sentence:X is"}, "posts": {"post:X is"}, "spans": {"span:X is"}, "edges": {"first:X is", "last:X is"},
		"signs": {"sign:X is"}, "shouts": {"sign:X is", "shout:X is"},
	}
	for _, name := range Kinds() {
		k := kinds[name]
		f := Family{Kind: name, Min: k.lo, Max: k.hi, Weighting: Count, Scale: 1, MinDocs: 1}
		if k.listed {
			f.List = "talks"
		}
		v, err := Learn(Config{Language: "en", Stem: true, Families: []Family{f}}, func(yield func(string) bool) { yield(text) })
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for i := range uint32(v.Width()) {
			got := Meaning(v.Name(i))
			known := false
			for _, begin := range marks[name] {
				if begin == "" && got == "" || begin != "" && strings.HasPrefix(got, begin) {
					known, seen[begin] = true, true
				}
			}
			if !known {
				t.Errorf("%s: %q means %q, want one of %q", name, v.Name(i), got, marks[name])
			}
		}
		if len(seen) != len(marks[name]) || v.Width() == 0 {
			t.Errorf("%s: %d features with the marks %v, want each of %q", name, v.Width(), seen, marks[name])
		}
	}
}
