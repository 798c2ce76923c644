package classify_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// FuzzSearch: whatever the file, a search is refused or its candidates are configurations that pass the check and can be written and read.
func FuzzSearch(f *testing.F) {
	f.Add(searchText)
	f.Add(`{"context": {"from": 0.01, "to": 1, "log": true}, "features": {"families": [{"kind": "words", "max": {"values": [1, 2]}}]}}`)
	f.Add(`{"model": {"name": {"values": ["bayes", "logistic"]}}}`)
	f.Add(`{"": {"values": [1]}, "a": [{"values": [{"values": [2]}]}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		s, err := classify.ReadSearch(strings.NewReader(text), "s.json")
		if err != nil {
			return
		}
		all, err := s.Random(3, 1)
		if err != nil {
			return
		}
		for _, c := range all {
			if err := c.Config.Check(); err != nil {
				t.Fatalf("%q gives a candidate that does not pass: %v", text, err)
			}
			if len(c.Values) != len(s.Ranges) {
				t.Fatalf("%d values of %d ranges", len(c.Values), len(s.Ranges))
			}
			if _, err := json.Marshal(c.Config); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// FuzzReadAnswers: whatever the file, it is refused or gives sets and probabilities of the scheme.
func FuzzReadAnswers(f *testing.F) {
	f.Add("id,predicted\na,neutral\n")
	f.Add("id,predicted,prob_skeptical,prob_neutral,prob_optimistic\na,neutral,0.1,0.8,0.1\n")
	f.Add("predicted,id\n\"neutral\",\"a,b\"\n")
	f.Add("\ufeffid,predicted\n\"a")
	scheme, _ := labels.Builtin("stance")
	f.Fuzz(func(t *testing.T, text string) {
		x, err := classify.ReadAnswers(strings.NewReader(text), "a.csv", scheme)
		if err != nil {
			return
		}
		for id, set := range x.Pred {
			if set.Len() > 1 {
				t.Fatalf("%q has %d labels", id, set.Len())
			}
			if x.Probs != nil && len(x.Probs[id]) != 3 {
				t.Fatalf("%q has %d probabilities", id, len(x.Probs[id]))
			}
		}
	})
}
