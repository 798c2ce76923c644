package report

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// The verdict of a duel in words, for every outcome; of several duels it says that interval and p are corrected, and takes its own interval.
func TestDuelSays(t *testing.T) {
	duel := func(a, b, lo, hi, p, more float64, shown bool, better string) classify.Duel {
		return classify.Duel{A: "old", B: "new", Verdict: labels.Verdict{Lo: lo, Hi: hi, P: p, Shown: shown}, More: more, Better: better,
			Differences: []classify.Difference{{Title: "macro F1", Difference: labels.Difference{A: a, B: b, Diff: a - b, Lo: lo / 2, Hi: hi / 2}}}}
	}
	for _, c := range []struct {
		duel  classify.Duel
		duels int
		want  string
	}{
		{duel(0.5, 0.625, -0.2, -0.05, 0.0004, math.NaN(), true, "new"), 1,
			"new is better than old: macro F1 0.500 and 0.625, a difference of 0.125 [0.050, 0.200], p < 0.001."},
		{duel(0.625, 0.5, -0.05, 0.2, 0.3, 411, false, "old"), 1,
			"No difference shown between old and new: macro F1 0.625 and 0.500, a difference of 0.125 [-0.050, 0.200], p = 0.300: to show one of that size would need about 420 more articles."},
		{duel(0.625, 0.5, -0.05, 0.2, 0.3, 411, false, "old"), 3,
			"No difference shown between old and new: macro F1 0.625 and 0.500, a difference of 0.125 [-0.050, 0.200], p = 0.300, both corrected for 3 pairs: to show one of that size would need about 420 more articles."},
		{duel(0.625, 0.5, -0.05, 0.2, 0.04, 0, false, "old"), 1,
			"No difference shown between old and new: macro F1 0.625 and 0.500, a difference of 0.125 [-0.050, 0.200], p = 0.040, but the interval holds 0."},
		{duel(0.5, 0.5, 0, 0, 1, math.Inf(1), false, ""), 1, "No difference shown between old and new: macro F1 0.500 and 0.500."},
		{duel(math.NaN(), 0.5, math.NaN(), math.NaN(), math.NaN(), math.NaN(), false, ""), 1, "old and new cannot be compared: macro F1 is undefined."},
	} {
		if got := duelSays(c.duel, c.duels); got != c.want {
			t.Errorf("the verdict is %q, want %q", got, c.want)
		}
	}
}

// The first sentences of a comparison end with the number of its doubts.
func TestComparisonLead(t *testing.T) {
	nan := math.NaN()
	c := &classify.Comparison{Scheme: stance().scheme, Names: []string{"old", "new"}, Doubts: []string{"one thing", "another"},
		Duels: []classify.Duel{{A: "old", B: "new", Differences: []classify.Difference{{Title: "macro F1", Difference: labels.Difference{Diff: nan, Lo: nan, Hi: nan}}}}}}
	var b bytes.Buffer
	if err := Comparison(&b, Text, c, Style{Width: 100}); err != nil {
		t.Fatal(err)
	}
	if got, want := b.String(), "cannot be compared: macro F1 is undefined.\n2 doubts are stated below: read before quoting a figure.\n"; !strings.Contains(got, want) {
		t.Errorf("no %q in\n%s", want, got)
	}
}
