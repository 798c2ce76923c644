package classify_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// TestEvidenceOutsideWords: what is seen in no word has a place of its own, and the parts add up to the score as they do elsewhere.
func TestEvidenceOutsideWords(t *testing.T) {
	c := &labels.Corpus{Scheme: &labels.Scheme{Name: "mood", Question: "?", Classes: []labels.Class{{Name: "bad"}, {Name: "good"}}}}
	for i := range 40 {
		id := fmt.Sprint(i)
		text := []string{"a sad night 😡", "so awful 😡😡 !!", "a fine day 😍", "so good 😍"}[i%4]
		c.Items = append(c.Items, labels.Item{ID: id, Article: id, Text: text + " n" + id})
		c.Marks = append(c.Marks, labels.Mark{Item: id, Set: labels.One(i % 4 / 2)})
	}
	cfg, err := classify.Preset("short")
	if err != nil {
		t.Fatal(err)
	}
	cfg.Folds, cfg.Bootstrap, cfg.Near = 3, 0, 0
	m, _ := train(t, c, cfg, 0)
	for text, want := range map[string]map[string]string{
		"😡😡":        {"😡😡": "post:😡"},
		"😍 good":    {"😍": "post:😍", "good": "post:good"},
		"good😍":     {"😍": "post:😍", "good": "post:good"},
		"so good!!": {"so": "post:so", "good": "post:good", "!!": "post:!!"},
		"!!":        {"!!": "post:!!"},
		"†":         {},
	} {
		e := m.Explain(text)
		sum, end := slices.Clone(e.Base), 0
		for _, w := range e.Words {
			if w.Lo < end || w.Hi <= w.Lo || w.Hi > len(text) {
				t.Fatalf("%q: a part from %d to %d after one to %d", text, w.Lo, w.Hi, end)
			}
			end = w.Hi
			for k, share := range w.Shares {
				sum[k] += share
			}
			seen := text[w.Lo:w.Hi]
			if want[seen] == "" || !slices.Contains(w.Features, want[seen]) {
				t.Errorf("%q: in %q %q was seen, want %q", text, seen, w.Features, want[seen])
			}
			for other, feature := range want {
				if other != seen && slices.Contains(w.Features, feature) {
					t.Errorf("%q: %q was seen in %q", text, feature, seen)
				}
			}
		}
		if len(e.Words) != len(want) {
			t.Errorf("%q has %d parts, want %d: %+v", text, len(e.Words), len(want), e.Words)
		}
		for k, v := range e.Scores {
			if math.Abs(sum[k]-v) > 1e-6*(1+math.Abs(v)) {
				t.Errorf("%q: class %d: the parts add up to %v, the score is %v", text, k, sum[k], v)
			}
		}
	}
}
