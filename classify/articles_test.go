package classify_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// nameless is the corpus with the articles in a field of another name, as a table has them whose column is called Artikel; those of some keep
// theirs.
func nameless(c *labels.Corpus, keep int) *labels.Corpus {
	out := c.Subset(nil)
	out.Marks = c.Marks
	for i, item := range c.Items {
		item.Meta = map[string]string{"Artikel": item.Article}
		if i >= keep {
			item.Article = ""
		}
		out.Items = append(out.Items, item)
	}
	return out
}

// TestNoArticles: where no item names its article nothing claims that articles are kept whole or that there is no leak, everything that has
// intervals doubts them, and the doubt names the column that may tell.
func TestNoArticles(t *testing.T) {
	known := part(corpus(t, "stance"), 24)
	unknown := nameless(known, 0)
	cfg := quick("bayes")
	o := classify.DefaultCross()
	o.Leak = true
	has := func(doubts []string, words string) bool {
		return slices.ContainsFunc(doubts, func(d string) bool { return strings.Contains(d, words) })
	}

	e := cross(t, unknown, cfg, o)
	if e.Leak != nil || !has(e.Doubts, "the leak is not measured: no article is known") {
		t.Errorf("a leak of articles that nobody knows: %+v, doubts %q", e.Leak, e.Doubts)
	}
	if strings.Contains(e.Method, "articles") || !e.NoArticles || !has(e.Doubts, "folds may part one") {
		t.Errorf("the method is %q, the doubts are %q", e.Method, e.Doubts)
	}
	doubts := map[string][]string{"crossval": e.Doubts}
	m, e := train(t, unknown, cfg, 0)
	doubts["train"] = e.Doubts
	x, err := classify.Answer(t.Context(), "one", m, unknown)
	if err != nil {
		t.Fatal(err)
	}
	y := *x
	y.Name = "two"
	compared, err := classify.Compare(unknown, []*classify.Contender{x, &y}, classify.CompareOptions{Bootstrap: 100})
	if err != nil {
		t.Fatal(err)
	}
	doubts["compare"] = compared.Doubts
	agreed, err := classify.Agree(unknown, 0.5, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	doubts["agree"] = agreed.Doubts
	described, err := classify.Describe(unknown, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	doubts["describe"] = described.Doubts
	for verb, d := range doubts {
		if !has(d, "no article is known: the intervals") || !has(d, "--group-field names the column that tells it, of Artikel") {
			t.Errorf("%s of items without articles: the doubts are %q", verb, d)
		}
	}

	e = cross(t, known, cfg, o)
	if e.Leak == nil || has(e.Doubts, "article is known") || !strings.Contains(e.Method, "articles and near-duplicates kept whole") {
		t.Errorf("where articles are known the leak is %+v, the doubts are %q, the method is %q", e.Leak, e.Doubts, e.Method)
	}
	if agreed, err = classify.Agree(known, 0.5, 0, 1); err != nil || has(agreed.Doubts, "article is known") {
		t.Errorf("where articles are known: %v, %q", err, agreed.Doubts)
	}
	some := nameless(known, len(known.Items)-3)
	if agreed, err = classify.Agree(some, 0.5, 0, 1); err != nil || !has(agreed.Doubts, "3 of ") || agreed.NoArticles {
		t.Errorf("where three items name no article: %v, %q", err, agreed.Doubts)
	}
}

// TestNothingLeaks: where every item is an article of its own, a random split is the same split.
func TestNothingLeaks(t *testing.T) {
	c := nameless(part(corpus(t, "stance"), 24), 0)
	for i := range c.Items {
		c.Items[i].Article = "of " + c.Items[i].ID
	}
	cfg := quick("bayes")
	cfg.Near = 0
	o := classify.DefaultCross()
	o.Leak = true
	if e := cross(t, c, cfg, o); e.Leak != nil || !slices.ContainsFunc(e.Doubts, func(d string) bool { return strings.Contains(d, "the leak is not measured: no two items") }) {
		t.Errorf("the leak is %+v, the doubts are %q", e.Leak, e.Doubts)
	}
}
