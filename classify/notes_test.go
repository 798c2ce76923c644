package classify_test

import (
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
)

// TestNotes: the notes of a built-in model quote the built-in corpus as it is, and give figures that can be.
func TestNotes(t *testing.T) {
	for _, name := range classify.Builtins() {
		m, err := classify.Builtin(name)
		if err != nil {
			t.Fatal(err)
		}
		n := m.Notes()
		c := corpus(t, name)
		type paragraph struct{ text, label string }
		of := map[string]paragraph{}
		gold := c.Gold()
		for _, i := range gold.Items() {
			of[c.Items[i].ID] = paragraph{c.Items[i].Text, c.Scheme.Format(gold.Set[i])}
		}
		if len(n.Failures) < 5 || len(n.Weakness) == 0 || len(n.HeldOut.Figures) < 3 || len(n.Choices.Rows) < 5 {
			t.Errorf("%s: the notes are too few: %+v", name, n)
		}
		for _, f := range n.Failures {
			p, ok := of[f.ID]
			if !ok || !strings.HasPrefix(p.text, strings.TrimSuffix(f.Text, " …")) || p.label != f.True {
				t.Errorf("%s: %s is not in the built-in corpus with these words and the label %q (there: %q)", name, f.ID, f.True, p.label)
			}
			if f.True == f.Said || f.Why == "" {
				t.Errorf("%s: %s is no failure, or not explained", name, f.ID)
			}
		}
		for _, f := range n.HeldOut.Figures {
			if f.Value < 0 || f.Value > 2.5 || (f.Lo == nil) != (f.Hi == nil) || f.Lo != nil && (*f.Lo == 0 && *f.Hi == 0 || f.Value < *f.Lo || f.Value > *f.Hi) {
				t.Errorf("%s: %s is no figure within its interval: %+v", name, f.Title, f)
			}
			if f.Floor != nil && *f.Floor <= 0 || f.Ceiling != nil && *f.Ceiling <= 0 {
				t.Errorf("%s: %s has a floor or a ceiling of 0: leave out what is undefined", name, f.Title)
			}
		}
		for _, row := range n.Choices.Rows {
			if len(row.Diffs) != len(n.Choices.Figures) {
				t.Errorf("%s: %s: %d differences of %d figures", name, row.Change, len(row.Diffs), len(n.Choices.Figures))
			}
		}
	}
	c := part(corpus(t, "stance"), 20)
	m, _, err := classify.Train(t.Context(), c, quick("bayes"), classify.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if m.Notes() != nil {
		t.Error("a model that is not built in has notes")
	}
}
