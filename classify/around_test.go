package classify

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/parley-go/parley/labels"
)

// paragraphs is a corpus of items with these articles and numbers in them, "" for none.
func paragraphs(rows ...[2]string) *labels.Corpus {
	s, _ := labels.Builtin("stance")
	c := &labels.Corpus{Scheme: s}
	for i, r := range rows {
		id := fmt.Sprint(i)
		c.Items = append(c.Items, labels.Item{ID: id, Article: r[0], Text: strings.Repeat(id+" ", 5)})
		if r[1] != "" {
			c.Items[i].Meta = map[string]string{"para": r[1]}
		}
		c.Marks = append(c.Marks, labels.Mark{Item: id, Set: labels.One(i % 3)})
	}
	return c
}

// TestRuns: what is read together, and in which order.
func TestRuns(t *testing.T) {
	for _, c := range []struct {
		name      string
		rows      [][2]string
		want      string
		scattered int
	}{
		{"as they stand", [][2]string{{"a"}, {"a"}, {"b"}, {""}, {""}}, "[[0 1] [2] [3] [4]]", 0},
		{"apart", [][2]string{{"a"}, {"b"}, {"a"}, {"b"}}, "[[0] [1] [2] [3]]", 2},
		{"numbered in order", [][2]string{{"a", "1"}, {"a", "3"}, {"b", "1"}}, "[[0 1] [2]]", 0},
		{"numbered, shuffled", [][2]string{{"a", "10"}, {"b", "2"}, {"a", "9"}, {"b", "1"}, {"a", "2"}}, "[[4 2 0] [3 1]]", 0},
		{"one not numbered", [][2]string{{"a", "2"}, {"a", ""}, {"a", "1"}}, "[[0 1 2]]", 0},
		{"a number twice", [][2]string{{"a", "2"}, {"a", "1"}, {"a", "1"}}, "[[0 1 2]]", 0},
		{"no numbers", [][2]string{{"a", "two"}, {"a", "one"}, {"b", "one"}, {"a", "x"}}, "[[0 1] [2] [3]]", 1},
		{"no article", [][2]string{{"", "2"}, {"", "1"}}, "[[0] [1]]", 0},
	} {
		s, err := newSample(paragraphs(c.rows...), 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(s.runs(s.all())); got != c.want || s.scattered != c.scattered {
			t.Errorf("%s: read together are %s, %d articles scattered; want %s, %d", c.name, got, s.scattered, c.want, c.scattered)
		}
	}
	s, err := newSample(paragraphs([2]string{"a", "2"}, [2]string{"b", "2"}, [2]string{"a", "1"}, [2]string{"b", "1"}, [2]string{"c", "1"}), 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(s.runs([]int{1, 3, 4})); got != "[[1 0] [2]]" {
		t.Errorf("of some rows %s are read together", got)
	}
	for i, v := range []string{"no", "yes", "no", "yes", "yes"} {
		s.corpus.Items[i].Meta["lent"] = v
	}
	home, err := s.aimed(&Target{Field: "lent", Value: "no"})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(home.runs([]int{0, 1, 2, 3, 4})); got != "[[1 0] [3 2] [4]]" {
		t.Errorf("with some lent %s are read together", got)
	}
}

// TestMixingInOrder: paragraphs are mixed with those before and after them in their article, wherever these stand in the data.
func TestMixingInOrder(t *testing.T) {
	s, err := newSample(paragraphs([2]string{"a", "3"}, [2]string{"a", "1"}, [2]string{"b", "1"}, [2]string{"a", "2"}), 0)
	if err != nil {
		t.Fatal(err)
	}
	m := s.mixing(s.all(), company{around: 0.25})[0]
	// Row 0 is paragraph 3, after row 3; row 1 is paragraph 1, before row 3.
	if fmt.Sprint(m.Start, m.Row, m.Weight) != "[0 2 4 5 8] [3 0 1 3 2 1 3 0] [0.25 1 1 0.25 1 0.25 1 0.25]" {
		t.Errorf("the mixing is %v %v %v", m.Start, m.Row, m.Weight)
	}
}

// TestOrderOfLines: paragraphs with numbers are read in their order, so that an evaluation says the same of each when the lines are shuffled.
func TestOrderOfLines(t *testing.T) {
	m, err := Builtin("stance")
	if err != nil {
		t.Fatal(err)
	}
	text := []string{"The envoys agreed to meet again in May.", "Nobody on the street believed a word of it.", "The ministry published the schedule of the session.",
		"A truce that was signed last spring collapsed within six days.", "Relief trucks waited at the bridge.", "Both delegations welcomed the timetable."}
	rng := rand.New(rand.NewPCG(1, 2))
	c := paragraphs()
	for a := range 6 {
		rng.Shuffle(len(text), func(i, j int) { text[i], text[j] = text[j], text[i] })
		for i, s := range text {
			id := fmt.Sprintf("%d-%d", a, i+1)
			c.Items = append(c.Items, labels.Item{ID: id, Article: fmt.Sprint(a), Text: s, Meta: map[string]string{"para": fmt.Sprint(2*i + 1)}})
			c.Marks = append(c.Marks, labels.Mark{Item: id, Set: labels.One(i % 3)})
		}
	}
	answers := func(c *labels.Corpus) (map[string][]float64, []string) {
		e, err := Evaluate(t.Context(), m, c, EvaluateOptions{Slices: []string{}})
		if err != nil {
			t.Fatal(err)
		}
		all := map[string][]float64{}
		for _, o := range e.Outcomes {
			all[o.ID] = o.Probs
		}
		return all, e.Doubts
	}
	want, _ := answers(c)
	order := rng.Perm(len(c.Items))
	got, doubts := answers(c.Subset(order))
	for id, p := range want {
		if !slices.Equal(got[id], p) {
			t.Errorf("paragraph %s has %v in order and %v shuffled", id, p, got[id])
		}
	}
	const apart = "the paragraphs of 6 articles do not follow each other in the data and have no field para with their numbers: each was read without those around it"
	if slices.Contains(doubts, apart) {
		t.Errorf("doubts of numbered paragraphs: %q", doubts)
	}
	for i := range c.Items {
		c.Items[i].Meta = nil
	}
	other, doubts := answers(c.Subset(order))
	if !slices.Contains(doubts, apart) {
		t.Errorf("doubts of paragraphs without numbers: %q", doubts)
	}
	same := 0
	for id, p := range want {
		if slices.Equal(other[id], p) {
			same++
		}
	}
	if same == len(want) {
		t.Error("the order makes no difference: the test shows nothing")
	}
}
