package classify_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// scoredAs is a paragraph of an article with a label of the scheme tone: + hope, - doubt, 0 neither; ? after it is unsure, ! foreign.
func scoredAs(article, date, source, said string) *classify.ScoredParagraph {
	k := strings.IndexByte("-0+", said[0])
	return &classify.ScoredParagraph{
		Article: article,
		Answers: []classify.ScoredLabels{{Scheme: "tone", Classes: []string{"doubt", "neither", "hope"}, Set: labels.One(k),
			Unsure: len(said) > 1, Foreign: strings.HasSuffix(said, "!")}},
		Field: func(name string) string { return map[string]string{"date": date, "source": source}[name] },
	}
}

// lines writes the groups of a scheme in short.
func lines(s classify.SchemeShares) string {
	var b strings.Builder
	for _, g := range append(s.Groups, s.All) {
		fmt.Fprintf(&b, "%s: %d of %d, %d?, %d!, %v", strings.Join(g.Values, " "), g.Paragraphs, g.Articles, g.Unsure, g.Foreign, g.Counts)
		for _, i := range g.Decided {
			fmt.Fprintf(&b, " %.3f", i.Point)
		}
		for _, i := range g.Corrected {
			fmt.Fprintf(&b, " ~%.3f", i.Point)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestShares: counts and shares by hand.
func TestShares(t *testing.T) {
	all := []*classify.ScoredParagraph{
		scoredAs("a", "2025-01-31", "Herald", "+"), scoredAs("a", "2025-01-31", "Herald", "-"), scoredAs("a", "2025-01-31", "Herald", "+?"),
		scoredAs("b", "2025-02-01T00:30:00+02:00", "Herald", "0"),
		scoredAs("c", "2025-02-28", "", "-"), scoredAs("c", "2025-02-28", "", "-"), scoredAs("c", "2025-02-28", "", "+"),
		scoredAs("d", "03/04/2025", "Herald", "+"), scoredAs("d", "", "Herald", "+"), // no date
		scoredAs("e", "2025-02-03", "Heraldo", "0!"), scoredAs("e", "2025-02-03", "Heraldo", "0!"), scoredAs("f", "", "Heraldo", "0!"),
		scoredAs("a", "2025-01-31", "Herald", "+"), // again
	}
	for _, c := range []struct {
		by, want         string
		undated, foreign classify.Extent
	}{
		{"month", "2025-01: 4 of 1, 1?, 0!, [1 0 2] 0.333 0.000 0.667\n2025-02: 4 of 2, 0?, 2!, [2 1 1] 0.500 0.250 0.250\n: 8 of 3, 1?, 2!, [3 1 3] 0.429 0.143 0.429\n",
			classify.Extent{Paragraphs: 2, Articles: 1}, classify.Extent{Paragraphs: 3, Articles: 2}},
		{"source", "(none): 3 of 1, 0?, 0!, [2 0 1] 0.667 0.000 0.333\nHerald: 7 of 3, 1?, 0!, [1 1 4] 0.167 0.167 0.667\nHeraldo: 0 of 0, 0?, 3!, [0 0 0] NaN NaN NaN\n: 10 of 4, 1?, 3!, [3 1 5] 0.333 0.111 0.556\n",
			classify.Extent{}, classify.Extent{Paragraphs: 3, Articles: 2}},
		{"source,quarter", "(none) 2025-Q1: 3 of 1, 0?, 0!, [2 0 1] 0.667 0.000 0.333\nHerald 2025-Q1: 5 of 2, 1?, 0!, [1 1 2] 0.250 0.250 0.500\nHeraldo 2025-Q1: 0 of 0, 0?, 2!, [0 0 0] NaN NaN NaN\n: 8 of 3, 1?, 2!, [3 1 3] 0.429 0.143 0.429\n",
			classify.Extent{Paragraphs: 2, Articles: 1}, classify.Extent{Paragraphs: 3, Articles: 2}},
	} {
		s, err := classify.NewSharing(strings.Split(c.by, ","))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range all {
			if err := s.Add(p); err != nil {
				t.Fatal(err)
			}
		}
		got, err := s.Shares(50, 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		one := got.Schemes[0]
		if lines(one) != c.want || one.Undated != c.undated || one.Foreign != c.foreign {
			t.Errorf("by %s:\n%sundated %v, foreign %v; want\n%sundated %v, foreign %v", c.by, lines(one), one.Undated, one.Foreign, c.want, c.undated, c.foreign)
		}
	}
}

// TestSharesIntervals: those of a bootstrap over articles, by hand where all replicates are alike, and not over paragraphs.
func TestSharesIntervals(t *testing.T) {
	s, err := classify.NewSharing([]string{"year"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 40 { // in 2024 every article is half hope, in 2025 wholly hope or wholly doubt
		for j := range 10 {
			for year, said := range map[string]string{"2024": "+-"[j%2 : j%2+1], "2025": "+-"[i%2 : i%2+1]} {
				if err := s.Add(scoredAs(fmt.Sprint(year, i), year, "", said)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	got, err := s.Shares(1000, 3, nil)
	if err != nil {
		t.Fatal(err)
	}
	same, wide := got.Schemes[0].Groups[0].Decided[2], got.Schemes[0].Groups[1].Decided[2]
	if same.Point != 0.5 || same.Lo != 0.5 || same.Hi != 0.5 {
		t.Errorf("the share where all articles are alike is %+v", same)
	}
	// 40 articles, half of them hope: 0.5 ± 1.96·√(0.25/40) = ± 0.155; 400 paragraphs would have ± 0.049.
	if wide.Point != 0.5 || math.Abs(wide.Lo-0.345) > 0.025 || math.Abs(wide.Hi-0.655) > 0.025 {
		t.Errorf("the share where articles differ is %+v, want about 0.345 to 0.655", wide)
	}
	again, err := s.Shares(1000, 3, nil)
	if err != nil || fmt.Sprint(again) != fmt.Sprint(got) {
		t.Error("the same seed gives other intervals")
	}
}

// TestSharesCorrected: shares are corrected by hand, and by no confusion of other classes.
func TestSharesCorrected(t *testing.T) {
	s, err := classify.NewSharing([]string{"year"})
	if err != nil {
		t.Fatal(err)
	}
	for i, n := range []int{43, 41, 16} { // as in labels: said of shares 0.5, 0.3, 0.2
		for j := range n {
			said := "-0+"[i : i+1]
			if j%4 == 0 {
				said += "?" // counts with its label in what is corrected
			}
			if err := s.Add(scoredAs(fmt.Sprint(i, j), "2025", "", said)); err != nil {
				t.Fatal(err)
			}
		}
	}
	classes := []string{"doubt", "neither", "hope"}
	c := &classify.Confused{Scheme: "tone", Classes: classes, Source: "test", Counts: [][][]float64{{{80, 20, 0}, {10, 70, 20}, {0, 50, 50}}}}
	got, err := s.Shares(500, 1, []*classify.Confused{c})
	if err != nil {
		t.Fatal(err)
	}
	if want := "2025: 100 of 100, 26?, 0!, [32 30 12] 0.432 0.405 0.162 ~0.500 ~0.300 ~0.200"; !strings.HasPrefix(lines(got.Schemes[0]), want) {
		t.Errorf("corrected:\n%swant\n%s", lines(got.Schemes[0]), want)
	}
	for k, i := range got.Schemes[0].Groups[0].Corrected {
		if d := got.Schemes[0].Groups[0].Decided[k]; i.Hi-i.Lo <= d.Hi-d.Lo || i.Lo > i.Point || i.Hi < i.Point {
			t.Errorf("class %d: corrected %+v, as said %+v: a correction costs certainty", k, i, d)
		}
	}
	many := &classify.Confused{Scheme: "tone", Classes: classes, Many: true, Source: "test", Counts: [][][]float64{{{90, 10}, {20, 80}}, nil, {{1, 0}, {0, 1}}}}
	got, err = s.Shares(10, 1, []*classify.Confused{many})
	if err != nil {
		t.Fatal(err)
	}
	// (0.43 + 0.9 − 1) / (0.8 + 0.9 − 1)
	if want := fmt.Sprintf("~%.3f ~NaN ~0.160", 0.33/0.7); !strings.Contains(lines(got.Schemes[0]), want) {
		t.Errorf("of many labels corrected:\n%swant %s", lines(got.Schemes[0]), want)
	}
	for _, c := range []struct {
		all  []*classify.Confused
		want string
	}{
		{[]*classify.Confused{{Scheme: "frames", Source: "x.json"}}, "x.json is of the scheme frames, which no paragraph is scored in"},
		{[]*classify.Confused{{Scheme: "tone", Classes: []string{"a", "b"}, Source: "x.json"}}, "x.json is of the classes a, b, the paragraphs are scored with doubt, neither, hope"},
		{[]*classify.Confused{c, {Scheme: "tone", Classes: classes, Source: "x.json"}}, "test and x.json are both of the scheme tone"},
	} {
		if _, err := s.Shares(0, 1, c.all); err == nil || err.Error() != c.want {
			t.Errorf("the error is %v, want %s", err, c.want)
		}
	}
}

// TestSharingRefuses: what cannot be grouped by, and paragraphs that do not belong together.
func TestSharingRefuses(t *testing.T) {
	for by, want := range map[string]string{
		"": "an empty name", "month,month": "month is given twice", "year,source,month": "year and month are both periods",
	} {
		if _, err := classify.NewSharing(strings.Split(by, ",")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("by %q: %v, want %s", by, err, want)
		}
	}
	if _, err := classify.NewSharing(nil); err == nil {
		t.Error("there is nothing to group by")
	}
	s, err := classify.NewSharing([]string{"source"})
	if err != nil {
		t.Fatal(err)
	}
	p := scoredAs("a", "", "x", "+")
	if err := s.Add(p); err != nil {
		t.Fatal(err)
	}
	p.Answers[0].Classes = []string{"a", "b", "c"}
	if err := s.Add(p); err == nil || !strings.Contains(err.Error(), "tone has the classes a, b, c here and doubt, neither, hope before") {
		t.Errorf("other classes: %v", err)
	}
	s.File()
	if err := s.Add(scoredAs("a", "", "x", "+")); err != nil {
		t.Fatal(err)
	}
	if got, _ := s.Shares(0, 0, nil); got.Schemes[0].All.Articles != 2 {
		t.Errorf("an article in each of two files: %+v", got.Schemes[0].All)
	}
	for range 3 {
		s.Add(scoredAs("", "", "x", "+"))
	}
	if got, _ := s.Shares(0, 0, nil); got.Schemes[0].All.Articles != 5 || got.Schemes[0].Alone != 3 {
		t.Errorf("three more without a name: %+v", got.Schemes[0].All)
	}
}

// TestCardConfused: what the cards of the built-in models tell of their mistakes gives back their figures.
func TestCardConfused(t *testing.T) {
	for _, name := range classify.Builtins() {
		m, err := classify.Builtin(name)
		if err != nil {
			t.Fatal(err)
		}
		c, err := m.Confused(name)
		if err != nil {
			t.Fatal(err)
		}
		for k, want := range m.Card().Classes {
			right, support, said := 0.0, 0.0, 0.0
			if c.Many {
				x := c.Counts[k]
				right, support, said = x[1][1], x[1][0]+x[1][1], x[0][1]+x[1][1]
				if total := x[0][0] + x[0][1] + support; total != float64(m.Card().Corpus.Items) {
					t.Errorf("%s: %v items of %d", want.Name, total, m.Card().Corpus.Items)
				}
			} else {
				for j := range c.Classes {
					support, said = support+c.Counts[0][k][j], said+c.Counts[0][j][k]
				}
				right = c.Counts[0][k][k]
			}
			if int(support) != want.Support || math.Abs(right/support-*want.Recall) > 1e-6 || math.Abs(right/said-*want.Precision) > 1e-6 {
				t.Errorf("%s: recall %v and precision %v of %v, the card says %v, %v, %v", want.Name, right/support, right/said, support, *want.Recall, *want.Precision, want.Support)
			}
		}
	}
}
