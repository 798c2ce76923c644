package classify

import (
	"fmt"
	"math"
	"testing"

	"github.com/parley-go/parley/labels"
)

// coded is a corpus of two classes in which ann and bob coded ten items of the north, and differ on two of them that nobody settled; ann and cyd
// coded two more. In the south ann and bob never agree.
func coded() *labels.Corpus {
	c := &labels.Corpus{Scheme: &labels.Scheme{Name: "mood", Question: "?", Classes: []labels.Class{{Name: "up"}, {Name: "down"}}}}
	words := []string{"gains", "losses"}
	add := func(region string, first, second int, coder string) {
		id := fmt.Sprintf("%s-%d", region, len(c.Items))
		c.Items = append(c.Items, labels.Item{ID: id, Article: id, Text: fmt.Sprintf("%s in year %d", words[first], len(c.Items)), Meta: map[string]string{"region": region}})
		c.Marks = append(c.Marks, labels.Mark{Item: id, Coder: "ann", Set: labels.One(first)}, labels.Mark{Item: id, Coder: coder, Set: labels.One(second)})
	}
	for range 4 {
		add("north", 0, 0, "bob")
		add("north", 1, 1, "bob")
	}
	add("north", 0, 1, "bob")
	add("north", 1, 0, "bob")
	add("north", 0, 0, "cyd")
	add("north", 1, 1, "cyd")
	for range 6 {
		add("south", 0, 1, "bob")
		add("south", 1, 0, "bob")
	}
	for i := range c.Items[12:] { // settled, so that they can be learned from
		c.Marks = append(c.Marks, labels.Mark{Item: c.Items[12+i].ID, Set: labels.One(i % 2)})
	}
	return c
}

// TestCeiling: items that the coders left undecided count in how far they agree, and so in the ceiling; items lent to the target do not. Of the
// twelve pairs of answers in the north two are unequal, and the 24 answers are 12 of each class, so that alpha (Krippendorff 2011, section A) is
// 1 − (2/12) / (2·12·12 / (24·23)); the same for either class against the rest.
func TestCeiling(t *testing.T) {
	cfg := regionalConfig("north")
	e, err := CrossValidate(t.Context(), coded(), cfg, DefaultCross())
	if err != nil {
		t.Fatal(err)
	}
	alpha := 1 - (2.0/12)/(2*12*12/(24.0*23))
	near := func(what string, got, want float64) {
		t.Helper()
		if !(math.Abs(got-want) < 1e-12) {
			t.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	h := e.Humans
	if e.Items != 10 || h.Items != 12 {
		t.Errorf("%d items are measured and %d coded twice, want 10 and 12", e.Items, h.Items)
	}
	near("alpha", h.Alpha, alpha)
	near("the share of equal labels", h.Percent, 10.0/12)
	accuracy, _ := e.Figure("accuracy")
	near("the ceiling of accuracy", accuracy.Ceiling, 0.8) // ann and bob, who coded the most items together
	near("macro-F1 of two coders", h.MacroF1, 0.8)
	for _, k := range e.Classes {
		near("alpha of "+k.Name, k.Alpha, alpha)
	}
	items := map[string]int{"ann bob": 10, "ann cyd": 2, "bob cyd": 0, "ann model": 10, "bob model": 8, "cyd model": 2}
	for _, p := range h.Pairs {
		if n := items[p.A+" "+p.B]; p.Items != n {
			t.Errorf("%s and %s have %d items in common, want %d", p.A, p.B, p.Items, n)
		}
	}
	if len(h.Pairs) != len(items) {
		t.Errorf("%d pairs, want %d", len(h.Pairs), len(items))
	}
	near("the model's alpha", h.ModelAlpha, 1)
}

// TestDescribeDoubled: an item counts as coded twice whichever two coders coded it.
func TestDescribeDoubled(t *testing.T) {
	d, err := Describe(coded(), 0)
	if err != nil {
		t.Fatal(err)
	}
	if d.Doubled != 24 || d.Coded != 22 || d.Ties != 2 {
		t.Errorf("%d items coded twice, %d coded, %d ties; want 24, 22 and 2", d.Doubled, d.Coded, d.Ties)
	}
	if all := labels.Krippendorff(coded().Ratings(), labels.NominalDistance); d.Alpha != all {
		t.Errorf("alpha is %v, of all ratings %v", d.Alpha, all)
	}
}
