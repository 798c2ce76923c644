package labels

import (
	"strings"
	"testing"
)

// TestJoin: items and marks stand one after the other, and an ID that is used twice is refused.
func TestJoin(t *testing.T) {
	s, _ := Builtin("stance")
	one := &Corpus{Scheme: s, Items: []Item{{ID: "a", Text: "x"}}, Marks: []Mark{{Item: "a", Set: One(0)}}}
	two := &Corpus{Scheme: s, Items: []Item{{ID: "b", Text: "y"}}, Marks: []Mark{{Item: "b", Set: One(2)}}}
	c, err := Join(one, two)
	if err != nil {
		t.Fatal(err)
	}
	gold := c.Gold()
	if len(c.Items) != 2 || gold.Set[0] != One(0) || gold.Set[1] != One(2) {
		t.Errorf("joined to %d items with gold %v", len(c.Items), gold.Set)
	}
	if len(one.Items) != 1 || len(one.Marks) != 1 {
		t.Error("joining changed its argument")
	}
	if _, err := Join(one, two, one); err == nil || !strings.Contains(err.Error(), `"a"`) {
		t.Errorf("error %v, want one that names the item a", err)
	}
}
