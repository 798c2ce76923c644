package classify_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// TestDoubtsOfCorpus: what is doubtful about how coded data were read is a doubt about everything that is made of them.
func TestDoubtsOfCorpus(t *testing.T) {
	const doubt = "12 lines cannot be used"
	c := part(corpus(t, "stance"), 12)
	c.Doubts = []string{doubt}
	m, e := train(t, c, quick("bayes"), 0)
	all := map[string][]string{"train": e.Doubts, "card": m.Card().Doubts}
	ctx := context.Background()
	unmeasured := quick("bayes")
	unmeasured.Folds = 0
	_, e = train(t, c, unmeasured, 0)
	all["train without folds"] = e.Doubts
	e, err := classify.Evaluate(ctx, m, c, classify.EvaluateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	all["evaluate"] = e.Doubts
	if e, err = classify.CrossValidate(ctx, c, quick("bayes"), classify.DefaultCross()); err != nil {
		t.Fatal(err)
	}
	all["crossval"] = e.Doubts
	s, err := classify.Describe(c, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	all["describe"] = s.Doubts
	coding, err := classify.Agree(c, 0.5, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	all["agree"] = coding.Doubts
	say := func(_ int, truth labels.Set) labels.Set { return truth }
	comparison, err := classify.Compare(c, []*classify.Contender{contender(c, "a", say), contender(c, "b", say)}, classify.CompareOptions{Bootstrap: 100})
	if err != nil {
		t.Fatal(err)
	}
	all["compare"] = comparison.Doubts
	for verb, doubts := range all {
		if !slices.Contains(doubts, doubt) {
			t.Errorf("%s: doubts %q", verb, doubts)
		}
	}
	if c.Doubts[0] != doubt || len(c.Doubts) != 1 {
		t.Errorf("the doubts of the corpus became %q", c.Doubts)
	}
}

// TestNothingToLearn: the error names the first line that could not be used.
func TestNothingToLearn(t *testing.T) {
	s, _ := labels.Builtin("frames")
	c, _, err := labels.Read(strings.NewReader("id,text,frames\n1,Talks moved.,\n2,Talks failed.,neutral\n"), labels.ReadOptions{Scheme: s})
	if err != nil {
		t.Fatal(err)
	}
	_, err = classify.Describe(c, 0.5)
	if err == nil || !strings.Contains(err.Error(), `no item has both a text and a label of the scheme frames (line 3 cannot be used and is left out: label "neutral" is not in scheme frames`) {
		t.Errorf("got %v", err)
	}
}
