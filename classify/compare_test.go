package classify_test

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// contender answers every coded item by a rule.
func contender(c *labels.Corpus, name string, say func(i int, truth labels.Set) labels.Set) *classify.Contender {
	gold := c.Gold()
	x := &classify.Contender{Name: name, Pred: map[string]labels.Set{}}
	for i, item := range c.Items {
		x.Pred[item.ID] = say(i, gold.Set[i])
	}
	return x
}

// TestCompare: one who is always right beats one who is wrong in every third article; one who differs in a single paragraph does not. The counts
// of McNemar's test are those of the rule, and its p-value for 1 against 0 is 1 and for 5 against 0 is 2·(1/2)⁵ = 0.0625.
func TestCompare(t *testing.T) {
	c := part(corpus(t, "stance"), 40)
	right := contender(c, "right", func(_ int, truth labels.Set) labels.Set { return truth })
	other := func(truth labels.Set) labels.Set { return labels.One((truth.First() + 1) % 3) }
	seen := map[string]int{}
	for _, item := range c.Items {
		if _, ok := seen[item.Article]; !ok {
			seen[item.Article] = len(seen)
		}
	}
	poor := contender(c, "poor", func(i int, truth labels.Set) labels.Set {
		if seen[c.Items[i].Article]%3 == 0 {
			return other(truth)
		}
		return truth
	})
	slip := contender(c, "slip", func(i int, truth labels.Set) labels.Set {
		if i == 5 {
			return other(truth)
		}
		return truth
	})
	o := classify.CompareOptions{Near: 0.12, Bootstrap: 500, Seed: 1}
	got, err := classify.Compare(c, []*classify.Contender{right, poor, slip}, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Duels) != 3 || got.Items != len(c.Items) {
		t.Fatalf("%d duels over %d items", len(got.Duels), got.Items)
	}
	big, small := got.Duels[0], got.Duels[1]
	wrong := 0
	for _, item := range c.Items {
		if seen[item.Article]%3 == 0 {
			wrong++
		}
	}
	if !big.Shown || big.Better != "right" || big.OnlyA != wrong || big.OnlyB != 0 || len(big.Flipped) != wrong || big.P >= 0.05 {
		t.Errorf("right against poor: %+v", big)
	}
	if small.A != "right" || small.B != "slip" || small.Shown || small.OnlyA != 1 || small.McNemar != 1 || !(small.More > 0) {
		t.Errorf("right against slip: shown %v, only right %d, McNemar %v, more %v", small.Shown, small.OnlyA, small.McNemar, small.More)
	}
	// Interval, p-value and verdict agree, whichever pair; p is that of one pair times three.
	for _, d := range got.Duels {
		f := d.Differences[0]
		if math.Abs(d.P-min(1, 3*max(f.P, f.PRandom))) > 1e-12 || d.Lo > f.Lo || d.Hi < f.Hi {
			t.Errorf("%s against %s: p %v and interval %v to %v of three pairs; p %v and %v, interval %v to %v of one", d.A, d.B, d.P, d.Lo, d.Hi, f.P, f.PRandom, f.Lo, f.Hi)
		}
		if apart := d.Lo > 0 || d.Hi < 0; d.Shown != (apart && d.P < 0.05) || apart && !d.Shown {
			t.Errorf("%s against %s: shown %v, p %v, interval %v to %v", d.A, d.B, d.Shown, d.P, d.Lo, d.Hi)
		}
	}
	o.Bootstrap = 119
	if few, err := classify.Compare(c, []*classify.Contender{right, poor, slip}, o); err != nil || !strings.Contains(strings.Join(few.Doubts, "\n"), "119 replicates are too few to judge 3 pairs together: give 120 or more") {
		t.Errorf("119 replicates for three pairs: %v, %q", err, few.Doubts)
	}
	five := contender(c, "five", func(i int, truth labels.Set) labels.Set {
		if i < 5 {
			return other(truth)
		}
		return truth
	})
	o.Metrics = []string{"accuracy", "f1:skeptical"}
	got, err = classify.Compare(c, []*classify.Contender{five, right}, o)
	if err != nil {
		t.Fatal(err)
	}
	d := got.Duels[0]
	if math.Abs(d.McNemar-0.0625) > 1e-12 || d.Better != "right" || math.Abs(d.Differences[0].Diff+5/float64(len(c.Items))) > 1e-12 || len(d.Differences) != 2 {
		t.Errorf("five against right: %+v", d)
	}
	for _, bad := range [][]*classify.Contender{{right}, {right, right}, {right, {Name: "lazy", Pred: map[string]labels.Set{}}}} {
		if _, err := classify.Compare(c, bad, o); err == nil {
			t.Errorf("%d contenders: not refused", len(bad))
		}
	}
	o.Metrics = []string{"best"}
	if _, err := classify.Compare(c, []*classify.Contender{right, poor}, o); err == nil {
		t.Error("an unknown figure is not refused")
	}
}

// TestReadAnswers: what a model said comes back from CSV, and bad rows are refused with their line.
func TestReadAnswers(t *testing.T) {
	c := part(corpus(t, "stance"), 6)
	m, _ := train(t, part(corpus(t, "stance"), 20), quick("bayes"), 0)
	x, err := classify.Answer(context.Background(), "m", m, c)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("prob_neutral,predicted,note,prob_skeptical,id,prob_optimistic\n")
	for id, set := range x.Pred {
		p := x.Probs[id]
		fmt.Fprintf(&b, "%v,%s,\"x, y\",%v,%s,%v\n", p[1], c.Scheme.Format(set), p[0], id, p[2])
	}
	y, err := classify.ReadAnswers(strings.NewReader(b.String()), "m.csv", c.Scheme)
	if err != nil {
		t.Fatal(err)
	}
	semicolons := strings.NewReplacer("x, y", "x, y", ",", ";").Replace(b.String())
	if z, err := classify.ReadAnswers(strings.NewReader("\ufeff"+semicolons), "m.csv", c.Scheme); err != nil || !reflect.DeepEqual(z, y) {
		t.Errorf("with semicolons: %v, %v, want %v", z, err, y)
	}
	got, err := classify.Compare(c, []*classify.Contender{x, y}, classify.CompareOptions{Bootstrap: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range got.Duels[0].Differences {
		if d.Diff != 0 && !math.IsNaN(d.Diff) {
			t.Errorf("%s differs by %v from itself", d.Name, d.Diff)
		}
	}
	for text, want := range map[string]string{
		"":                                     "header",
		"id,label\n":                           "predicted",
		"id,predicted\na,happy\n":              "m.csv:2",
		"id,predicted\na,neutral\na,neutral\n": "m.csv:3",
		"id,predicted,prob_neutral\na,neutral,1\n":                                      "1 of 3",
		"id,predicted,prob_neutral,prob_skeptical,prob_optimistic\na,neutral,2,0,0\n":   "m.csv:2",
		"id,predicted,prob_neutral,prob_skeptical,prob_optimistic\na,neutral,.2,0,.2\n": "add up",
	} {
		if _, err := classify.ReadAnswers(strings.NewReader(text), "m.csv", c.Scheme); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: the error is %v, want %q in it", text, err, want)
		}
	}
}
