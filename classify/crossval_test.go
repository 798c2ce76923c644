package classify_test

import (
	"context"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

func cross(t testing.TB, c *labels.Corpus, cfg classify.Config, o classify.CrossOptions) *classify.Evaluation {
	t.Helper()
	e, err := classify.CrossValidate(context.Background(), c, cfg, o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// same compares evaluations field by field; NaN equals NaN.
func same(a, b *classify.Evaluation) bool {
	for i, f := range a.Figures {
		g := b.Figures[i]
		for _, v := range [][2]float64{{f.Value, g.Value}, {f.Lo, g.Lo}, {f.Hi, g.Hi}, {f.Floor, g.Floor}, {f.Random, g.Random}} {
			if v[0] != v[1] && !(math.IsNaN(v[0]) && math.IsNaN(v[1])) {
				return false
			}
		}
	}
	return reflect.DeepEqual(a.Outcomes, b.Outcomes)
}

// TestCrossValidate: the outcome does not depend on threads, an article is in one fold, every item is scored, and a mistake has its evidence.
func TestCrossValidate(t *testing.T) {
	for _, scheme := range labels.BuiltinNames() {
		c := part(corpus(t, scheme), 24)
		cfg := quick("bayes")
		o := classify.DefaultCross()
		o.Threads = 1
		one := cross(t, c, cfg, o)
		o.Threads = 3
		if !same(one, cross(t, c, cfg, o)) {
			t.Errorf("%s: one thread and three give different evaluations", scheme)
		}
		if len(one.Parts) != cfg.Folds || len(one.Outcomes) != len(c.Items) {
			t.Fatalf("%s: %d parts and %d outcomes", scheme, len(one.Parts), len(one.Outcomes))
		}
		fold := map[string]int{}
		evidence := 0
		for i, out := range one.Outcomes {
			if f, ok := fold[out.Article]; ok && f != one.Fold[i] {
				t.Fatalf("article %s is in two folds", out.Article)
			}
			fold[out.Article] = one.Fold[i]
			if !out.Wrong() && out.Evidence != nil {
				t.Errorf("%s: a right answer has evidence of a mistake: %q", out.ID, out.Evidence)
			}
			evidence += len(out.Evidence)
			for _, w := range out.Evidence {
				if !strings.Contains(out.Text, w) {
					t.Errorf("%s: the word %q is not in the text", out.ID, w)
				}
			}
		}
		if evidence == 0 {
			t.Errorf("%s: no mistake has evidence", scheme)
		}
		wrong := 0
		for _, out := range one.Outcomes {
			if out.Wrong() {
				wrong++
			}
		}
		last := one.Risk.Curve[len(one.Risk.Curve)-1]
		if last.Coverage != 1 || math.Abs(last.Risk-float64(wrong)/float64(len(one.Outcomes))) > 1e-12 {
			t.Errorf("%s: at full coverage the risk is %v, but %d of %d are wrong", scheme, last.Risk, wrong, len(one.Outcomes))
		}
	}
}

// TestInsideTheFolds: what the labels of a fold are cannot change how the fold is scored. The labels of all items of the last fold are
// exchanged; its probabilities stay as they were.
func TestInsideTheFolds(t *testing.T) {
	c := part(corpus(t, "stance"), 24)
	cfg := quick("bayes")
	o := classify.DefaultCross()
	o.By = "side"
	for i := range c.Items {
		side := "train"
		if i%2 == 0 {
			side = "test"
		}
		meta := map[string]string{"side": side}
		c.Items[i].Article, c.Items[i].Meta = c.Items[i].ID, meta
	}
	cfg.Near = 0
	before := cross(t, c, cfg, o)
	for i, m := range c.Marks {
		for _, item := range c.Items {
			if item.ID == m.Item && item.Meta["side"] == "test" {
				k := m.Set.First()
				c.Marks[i].Set = labels.One((k + 1) % 3)
			}
		}
	}
	after := cross(t, c, cfg, o)
	for i, out := range before.Outcomes {
		if out.Meta["side"] == "test" && !reflect.DeepEqual(out.Probs, after.Outcomes[i].Probs) {
			t.Fatalf("%s was scored %v, and %v after the labels of its own fold changed", out.ID, out.Probs, after.Outcomes[i].Probs)
		}
	}
	if len(before.Parts) != 2 || before.Parts[0].Name != "test" {
		t.Errorf("the parts are %+v", before.Parts)
	}
}

// TestRounds: with several rounds a figure is the mean of its rounds.
func TestRounds(t *testing.T) {
	o := classify.DefaultCross()
	o.Repeats = 3
	e := cross(t, part(corpus(t, "stance"), 20), quick("bayes"), o)
	mean := 0.0
	for _, r := range e.Rounds {
		mean += r.Figures[0].Value / 3
	}
	if e.Rounds[0].Figures[0].Value == e.Rounds[1].Figures[0].Value {
		t.Errorf("rounds 1 and 2 both come to %v: are they made of other folds?", e.Rounds[0].Figures[0].Value)
	}
	if len(e.Rounds) != 3 || math.Abs(mean-e.Figures[0].Value) > 1e-12 || e.Rounds[0].Figures[0].Name != e.Figures[0].Name {
		t.Errorf("%s is %v, the mean of its rounds %v", e.Figures[0].Name, e.Figures[0].Value, mean)
	}
}

// TestLeak: a corpus in which every article says the same thing in all its paragraphs, in words of its own, leaks: a random split finds the
// words, a grouped one cannot. (By chance all six paragraphs of an article may fall into one fold.)
func TestLeak(t *testing.T) {
	scheme, _ := labels.Builtin("stance")
	c := &labels.Corpus{Scheme: scheme}
	for a := range 30 {
		word := strings.Repeat(string(rune('a'+a%26)), 4+a/26)
		for p := range 6 {
			id := word + string(rune('0'+p))
			c.Items = append(c.Items, labels.Item{ID: id, Article: word, Text: word + " " + word + "x " + word + "y"})
			c.Marks = append(c.Marks, labels.Mark{Item: id, Set: labels.One(a % 3)})
		}
	}
	cfg := quick("bayes")
	o := classify.DefaultCross()
	o.Leak = true
	e := cross(t, c, cfg, o)
	if l := e.Leak; l.Random < 0.9 || l.Grouped > 0.5 || math.Abs(l.Diff-(l.Random-l.Grouped)) > 1e-12 || l.P > 0.1 || !l.Shown() {
		t.Errorf("the leak is %+v", l)
	}
	// Of several rounds it is the mean, as are the figures beside it.
	o.Repeats = 3
	done, all := 0, 0
	o.Progress = func(d, total int, _ string) { done, all = max(done, d), total }
	e = cross(t, c, cfg, o)
	if f, _ := e.Figure("macro_f1"); e.Leak.Rounds != 3 || math.Abs(e.Leak.Grouped-f.Value) > 1e-12 || e.Rounds[0].Figures[0].Value == f.Value {
		t.Errorf("of rounds %+v the leak is %+v, the figure %v", e.Rounds, e.Leak, f.Value)
	}
	if done != all || all != 2*3*cfg.Folds {
		t.Errorf("%d of %d steps were told, want %d", done, all, 2*3*cfg.Folds)
	}
}

func TestGrowth(t *testing.T) {
	o := classify.DefaultCross()
	o.Curve = true
	e := cross(t, part(corpus(t, "stance"), 60), quick("bayes"), o)
	g := e.Growth
	if g == nil || g.Curve == nil || len(g.Points) != 6 || len(g.Needs) != 3 {
		t.Fatalf("the learning curve is %+v", g)
	}
	for i := 1; i < len(g.Points); i++ {
		if g.Points[i].Items <= g.Points[i-1].Items {
			t.Errorf("size %v after %v", g.Points[i].Items, g.Points[i-1].Items)
		}
	}
	if doubt := "the learning curve " + g.Doubt; g.Curve.Law.A > 1 || (g.Curve.Bound == "") != (g.Doubt == "") || g.Doubt != "" && !slices.Contains(e.Doubts, doubt) {
		t.Errorf("the law is %+v, its bound %q, the doubts are %q", g.Curve.Law, g.Curve.Bound, e.Doubts)
	}
	if g.Needs[0].Items.Point > g.Needs[1].Items.Point {
		t.Errorf("a smaller gain takes more items: %+v", g.Needs)
	}
}

func TestCrossOptions(t *testing.T) {
	c := part(corpus(t, "stance"), 10)
	for _, o := range []classify.CrossOptions{
		{Repeats: 0, Inner: 3}, {Repeats: 1, Inner: 1}, {Repeats: 2, Inner: 3, By: "article"}, {Repeats: 1, Inner: 3, By: "nothere"}, {Repeats: 1, Inner: 3, By: "date:x"},
	} {
		if _, err := classify.CrossValidate(context.Background(), c, quick("bayes"), o); err == nil {
			t.Errorf("%+v is not refused", o)
		}
	}
}

// TestEvaluateOptions: replicates out of their range are refused, before the data are looked at.
func TestEvaluateOptions(t *testing.T) {
	c := part(corpus(t, "stance"), 3)
	m, err := classify.Builtin("stance")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{-5, 100001, 2_000_000_000} {
		if _, err := classify.Evaluate(context.Background(), m, c, classify.EvaluateOptions{Bootstrap: n}); err == nil || !strings.Contains(err.Error(), "bootstrap is") {
			t.Errorf("%d replicates: the error is %v", n, err)
		}
	}
}

// TestUnder: a model that promises a risk calls unsure what is below the threshold that it keeps, and the promise is kept out of fold.
func TestUnder(t *testing.T) {
	m, e := train(t, corpus(t, "stance"), quick("bayes"), 0)
	table := m.Decision().Promises
	if len(table) == 0 {
		t.Fatal("the model keeps no thresholds")
	}
	last := table[len(table)-1]
	under, p, err := m.Under(last.Max)
	if err != nil || p != last || under.Decision().Margin != p.At {
		t.Fatalf("under %v: %+v, %v", last.Max, p, err)
	}
	decided, wrong := 0, 0
	for _, o := range e.Outcomes {
		if o.Certainty >= p.At {
			decided++
			if o.Wrong() {
				wrong++
			}
		}
	}
	if risk := float64(wrong) / float64(decided); risk > p.Max || math.Abs(risk-p.Risk) > 1e-12 {
		t.Errorf("%d of %d decided are wrong; promised at most %v, recorded %v", wrong, decided, p.Max, p.Risk)
	}
	if _, _, err := m.Under(0); err == nil {
		t.Error("a risk of 0 is not refused")
	}
	none, p, err := m.Under(table[0].Max - 0.005)
	if err != nil || p.OK || !none.Text(e.Outcomes[0].Text).Unsure {
		t.Errorf("a risk below all that can be kept: %+v, %v", p, err)
	}
	if m.Decision().Margin == under.Decision().Margin {
		t.Error("the model itself was changed")
	}
}

// TestSlicesInMeta: what an article's record says of it is among the usual slices, also where parley extract has put it in meta.
func TestSlicesInMeta(t *testing.T) {
	m, err := classify.Builtin("stance")
	if err != nil {
		t.Fatal(err)
	}
	c := part(corpus(t, "stance"), 6)
	for i := range c.Items {
		c.Items[i].Meta = map[string]string{"meta.conflict": []string{"Sudan", "Yemen"}[i%2]}
	}
	e, err := classify.Evaluate(t.Context(), m, c, classify.EvaluateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Slices) == 0 || e.Slices[0].Field != "conflict" || len(e.Slices[0].Slices) != 2 || e.Slices[0].Slices[1].Value != "Yemen" {
		t.Errorf("the slices are %+v", e.Slices)
	}
}

// TestSlices: a slice by the truth itself differs from the whole beyond chance, one by chance does not.
func TestSlices(t *testing.T) {
	m, _ := train(t, part(corpus(t, "stance"), 40), quick("bayes"), 0)
	c := part(corpus(t, "stance"), 40)
	gold := c.Gold()
	for i := range c.Items {
		c.Items[i].Meta = map[string]string{"truth": c.Scheme.Format(gold.Set[i]), "date": "2020-01-02"}
		if i > 30 {
			c.Items[i].Meta["date"] = "2021-05-05"
		}
	}
	e, err := classify.Evaluate(context.Background(), m, c, classify.EvaluateOptions{Bootstrap: 200, Seed: 1, Slices: []string{"truth", "period", "length", "date:7"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Slices) != 4 || len(e.Slices[0].Flagged) == 0 {
		t.Errorf("%d slicings; by truth are flagged %v", len(e.Slices), e.Slices[0].Flagged)
	}
	if v := e.Slices[1].Slices; len(v) != 2 || v[0].Value != "2020" || v[1].Value != "2021" {
		t.Errorf("periods are %+v", v)
	}
	if v := e.Slices[3].Slices; v[0].Value != "2020-01" {
		t.Errorf("months are %+v", v)
	}
	n := 0
	for _, v := range e.Slices[2].Slices {
		n += v.Items
	}
	if n != len(c.Items) {
		t.Errorf("bands of length hold %d of %d items", n, len(c.Items))
	}
	if _, err := classify.Evaluate(context.Background(), m, c, classify.EvaluateOptions{Slices: []string{"nothere"}}); err == nil || !strings.Contains(err.Error(), "nothere") {
		t.Errorf("a field that is not there: %v", err)
	}
}

// TestSuspects: an item whose label was exchanged on purpose among items that are plain is found.
func TestSuspects(t *testing.T) {
	scheme, _ := labels.Builtin("stance")
	c := &labels.Corpus{Scheme: scheme}
	words := []string{"refused walked out collapse", "procedure agenda room", "agreed breakthrough welcomed"}
	for a := range 60 {
		id := string(rune('A'+a/26)) + string(rune('a'+a%26))
		k := a % 3
		set := labels.One(k)
		if a == 7 {
			set = labels.One((k + 1) % 3)
		}
		c.Items = append(c.Items, labels.Item{ID: id, Article: id, Text: words[k] + " " + id})
		c.Marks = append(c.Marks, labels.Mark{Item: id, Set: set})
	}
	cfg := quick("bayes")
	cfg.Near = 0
	e := cross(t, c, cfg, classify.DefaultCross())
	if len(e.Suspects) == 0 || e.Outcomes[e.Suspects[0].Outcome].ID != c.Items[7].ID || e.Suspects[0].Instead != scheme.Classes[1].Name {
		t.Errorf("the suspects are %+v, want %s first", e.Suspects, c.Items[7].ID)
	}
	if len(e.Cells) == 0 || e.Cells[0].Count < 1 || e.Cells[0].Truth == e.Cells[0].Pred {
		t.Errorf("the kinds of mistakes are %+v", e.Cells)
	}
}

// TestKept: on the corpus that a model was trained on it keeps its promises, and the shares are those counted by hand.
func TestKept(t *testing.T) {
	c := corpus(t, "stance")
	m, _ := train(t, c, quick("bayes"), 0)
	e, err := classify.Evaluate(context.Background(), m, c, classify.EvaluateOptions{Slices: []string{}})
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Kept) == 0 {
		t.Fatal("no promise was measured")
	}
	for _, k := range e.Kept {
		decided, wrong := 0, 0
		for _, o := range e.Outcomes {
			if o.Certainty >= k.At {
				decided++
				if o.Wrong() {
					wrong++
				}
			}
		}
		if k.Coverage != float64(decided)/float64(len(e.Outcomes)) || k.Risk != float64(wrong)/float64(decided) || !k.OK {
			t.Errorf("%+v, but %d of %d decided are wrong", k, wrong, decided)
		}
	}
}
