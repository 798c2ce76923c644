package classify_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
)

// TestOverlap: evaluating on the training corpus is noticed, on other articles it is not.
func TestOverlap(t *testing.T) {
	c := corpus(t, "stance")
	first := part(c, 10)
	m, _ := train(t, first, quick("bayes"), 0)
	e, err := classify.Evaluate(context.Background(), m, first, classify.EvaluateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("%d of %d texts", len(first.Items), len(first.Items)); len(e.Overlap) != 2 || !strings.HasPrefix(e.Overlap[0], want) {
		t.Errorf("overlap %q, want %q first", e.Overlap, want)
	}
	rest := make([]int, 0, len(c.Items))
	for i := len(first.Items); i < len(c.Items); i++ {
		rest = append(rest, i)
	}
	e, err = classify.Evaluate(context.Background(), m, c.Subset(rest), classify.EvaluateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Overlap) != 0 {
		t.Errorf("overlap %q with articles that were not trained on", e.Overlap)
	}
}

// TestOverlapOfHeadlines: texts too short for near-duplicates are noticed word for word, also by a model read from its file; a model of paragraphs, which
// keeps no short texts, says that it cannot tell.
func TestOverlapOfHeadlines(t *testing.T) {
	long := part(corpus(t, "stance"), 20)
	heads := long.Subset(slices.Collect(func(yield func(int) bool) {
		for i := range 60 {
			if !yield(i) {
				return
			}
		}
	}))
	for i := range heads.Items {
		item := &heads.Items[i]
		item.Article, item.Text = "", strings.Join(strings.Fields(item.Text)[:6], " ")
	}
	ofHeads, _ := train(t, heads, quick("bayes"), 0)
	read, err := classify.Read(bytes.NewReader(write(t, ofHeads)))
	if err != nil {
		t.Fatal(err)
	}
	ofLong, _ := train(t, long, quick("bayes"), 0)
	old, err := os.ReadFile("testdata/models/format1.parley")
	if err != nil {
		t.Fatal(err)
	}
	ofOld, err := classify.Read(bytes.NewReader(old))
	if err != nil {
		t.Fatal(err)
	}
	const seen = "60 of 60 texts are, word for word or nearly so, in the training corpus of the model: these figures are too good"
	const untold = "60 of 60 texts are too short to tell whether the model was trained on them: see to it that it was not"
	for _, test := range []struct {
		name               string
		model              *classify.Model
		overlap, unchecked []string
	}{{"of headlines", ofHeads, []string{seen}, nil}, {"of headlines, read", read, []string{seen}, nil}, {"of paragraphs", ofLong, nil, []string{untold}}, {"of before", ofOld, nil, []string{untold}}} {
		if !slices.Equal(test.model.Scheme().Names(), heads.Scheme.Names()) {
			t.Fatalf("%s: scheme %v", test.name, test.model.Scheme().Names())
		}
		e, err := classify.Evaluate(t.Context(), test.model, heads, classify.EvaluateOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(e.Overlap, test.overlap) || !slices.Equal(e.Unchecked, test.unchecked) {
			t.Errorf("%s: overlap %q, unchecked %q, want %q and %q", test.name, e.Overlap, e.Unchecked, test.overlap, test.unchecked)
		}
		for _, doubt := range slices.Concat(test.overlap, test.unchecked) {
			if !slices.Contains(e.Doubts, doubt) {
				t.Errorf("%s: the doubts %q lack %q", test.name, e.Doubts, doubt)
			}
		}
	}
	var both []*classify.Contender
	for name, m := range map[string]*classify.Model{"long": ofLong, "old": ofOld} {
		x, err := classify.Answer(t.Context(), name, m, heads)
		if err != nil {
			t.Fatal(err)
		}
		both = append(both, x)
	}
	c, err := classify.Compare(heads, both, classify.CompareOptions{Bootstrap: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"long", "old"} {
		if doubt := name + ": " + untold; !slices.Contains(c.Doubts, doubt) {
			t.Errorf("the doubts of the comparison %q lack %q", c.Doubts, doubt)
		}
	}
}

// TestDoubtsAboutOne: what there is one of is told in the singular.
func TestDoubtsAboutOne(t *testing.T) {
	c := part(corpus(t, "stance"), 20)
	m, _ := train(t, c, quick("bayes"), 0)
	one := c.Subset([]int{0})
	one.Items[0].Article = ""
	e, err := classify.Evaluate(t.Context(), m, one, classify.EvaluateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"1 of 1 text is, word for word or nearly so, in the training corpus of the model: these figures are too good",
		"only 1 article: the intervals are too narrow below about 20",
		"only 1 item is coded " + c.Scheme.Format(e.Outcomes[0].Truth) + ": its figures mean little below 20",
	} {
		if !slices.Contains(e.Doubts, want) {
			t.Errorf("the doubts %q lack %q", e.Doubts, want)
		}
	}
	one.Items[0].Text = "No deal."
	if e, err = classify.Evaluate(t.Context(), m, one, classify.EvaluateOptions{}); err != nil {
		t.Fatal(err)
	}
	if want := "1 of 1 text is too short to tell whether the model was trained on it: see to it that it was not"; !slices.Contains(e.Doubts, want) {
		t.Errorf("the doubts %q lack %q", e.Doubts, want)
	}
	if _, _, err := classify.Train(t.Context(), one, quick("bayes"), classify.Options{}); err == nil || !strings.HasSuffix(err.Error(), "two articles: 1 item is coded") {
		t.Errorf("training on one item: %v", err)
	}
}

// TestEvaluateOtherScheme: two schemes of one name are told apart by their classes.
func TestEvaluateOtherScheme(t *testing.T) {
	c := part(corpus(t, "stance"), 20)
	m, _ := train(t, c, quick("bayes"), 0)
	other := *c
	scheme := *c.Scheme
	scheme.Classes = slices.Clone(scheme.Classes)
	slices.Reverse(scheme.Classes)
	other.Scheme = &scheme
	_, err := classify.Evaluate(t.Context(), m, &other, classify.EvaluateOptions{})
	want := "coded in the scheme stance (one of optimistic, neutral, skeptical), the model answers in stance (one of skeptical, neutral, optimistic): "
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v, want %q in it", err, want)
	}
}
