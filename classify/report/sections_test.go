package report

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// whole is an evaluation with everything that one can have.
func whole(s *labels.Scheme) *classify.Evaluation {
	nan := math.NaN()
	e := evaluation(s)
	figure := func(v float64) []classify.Figure {
		var all []classify.Figure
		for _, n := range classify.PartFigures(s) {
			all = append(all, classify.Figure{Name: n, Title: n, Value: v, Lo: nan, Hi: nan})
		}
		return all
	}
	e.Parts = []classify.Part{{Name: "1", Items: 600, Groups: 40, Figures: figure(0.5)}, {Name: hostile[0], Items: 600, Groups: 40, Figures: figure(nan)}}
	e.Rounds = []classify.Part{{Name: "1", Items: 1200, Groups: 80, Figures: figure(0.625)}}
	e.Leak = &classify.Leak{Metric: "macro_f1", Title: "macro F1", Random: 0.6875, Grouped: 0.5625, Diff: 0.125, Lo: 0.0625, Hi: 0.1875, P: 0.002}
	var metrics, titles []string
	for _, n := range classify.PartFigures(s) {
		metrics, titles = append(metrics, n), append(titles, n)
	}
	value := func(v, p float64) []labels.SliceFigure {
		var all []labels.SliceFigure
		for range metrics {
			all = append(all, labels.SliceFigure{Interval: labels.Interval{Point: v, Lo: v - 0.125, Hi: v + 0.125}, Apart: labels.Interval{Point: v - 0.5875}, P: p})
		}
		return all
	}
	e.Slices = []classify.Slicing{{Field: "source", Metrics: metrics, Titles: titles,
		Slices:  []labels.Slice{{Value: hostile[1], Items: 700, Groups: 50, Figures: value(0.25, 0.001)}, {Value: "(none)", Items: 500, Groups: 30, Figures: value(0.625, 0.4)}},
		Flagged: []classify.Flag{{Value: hostile[1], Metric: "macro_f1", Apart: -0.3375, Lo: -0.5, Hi: -0.125, P: 0.001, Whole: 0.5875, Here: 0.25}}}}
	for k, c := range s.Classes {
		curve := classify.ClassCurve{Name: c.Name}
		if k < len(s.Classes)-1 || len(s.Classes) < 3 {
			curve.Points = []labels.Point{{X: 0.25, Y: 1, At: 0.9}, {X: 0.5, Y: 0.75, At: 0.6}, {X: 1, Y: 0.5, At: 0.1}}
		}
		e.Curves = append(e.Curves, curve)
	}
	e.Risk = &classify.Risk{Area: 0.25, Curve: []labels.RiskPoint{{At: 0.9, Coverage: 0.25, Risk: 0.125}, {At: 0.5, Coverage: 1, Risk: 0.4}},
		Promises: []classify.Promise{{Max: 0.05}, {Max: 0.1, At: 0.875, Coverage: 0.25, Risk: 0.0625, OK: true}}}
	e.Kept = []classify.Promise{{Max: 0.1, At: 0.875, Coverage: 0.25, Risk: 0.125}, {Max: 0.2, At: 0.75, Coverage: 0.5, Risk: 0.125, OK: true}, {Max: 0.3, At: 0.99, Risk: nan}}
	e.Growth = &classify.Growth{Metric: "macro_f1", Title: "macro F1",
		Points: []classify.GrowthPoint{{Items: 100, Value: 0.4, Lo: 0.35, Hi: 0.45}, {Items: 400, Value: 0.5, Lo: nan, Hi: nan}, {Items: 1000, Value: 0.55, Lo: 0.5, Hi: 0.6}},
		Needs:  []classify.Need{{Gain: 0.03, Items: labels.Interval{Point: 1234, Lo: 560, Hi: math.Inf(1)}}},
		Line:   []classify.GrowthPoint{{Items: 100, Value: 0.4, Lo: 0.3, Hi: 0.5}, {Items: 2000, Value: 0.6, Lo: 0.5, Hi: 0.7}}}
	for range s.Classes {
		e.Growth.Needs[0].Classes = append(e.Growth.Needs[0].Classes, 411)
	}
	var points []labels.CurvePoint
	for _, n := range []float64{100, 200, 400, 1000} {
		points = append(points, labels.CurvePoint{N: n, Y: 0.7 - 2*math.Pow(n, -0.5)})
	}
	var err error
	if e.Growth.Curve, err = labels.FitLearningCurve(points, 1, 20, 1); err != nil {
		panic(err)
	}
	for i := range e.Outcomes {
		e.Outcomes[i].Certainty = e.Outcomes[i].Probs[max(e.Outcomes[i].Pred.First(), 0)]
		if e.Outcomes[i].Wrong() {
			e.Outcomes[i].Evidence = hostile[:5]
			e.Cells = append(e.Cells, classify.Cell{Truth: s.Classes[0].Name, Pred: hostile[2], Count: 3, Share: 0.375, Outcomes: []int{i}})
			e.Suspects = append(e.Suspects, classify.Suspect{Outcome: i, Class: s.Classes[0].Name, Given: i%2 == 0, Prob: 0.03, Instead: hostile[3]})
		}
	}
	e.Humans.Pairs = []classify.PairAgreement{{A: "ana", B: "bo", Items: 1100, Percent: labels.Interval{Point: 0.9, Lo: nan, Hi: nan}, Alpha: labels.Interval{Point: 0.8125, Lo: 0.75, Hi: 0.875}, AC1: labels.Interval{Point: 0.875, Lo: 0.8, Hi: 0.9}}}
	for _, c := range s.Classes {
		e.Humans.Pairs[0].Classes = append(e.Humans.Pairs[0].Classes, classify.ClassAgreement{Name: c.Name, Alpha: labels.Interval{Point: 0.75, Lo: nan, Hi: nan}, AC1: labels.Interval{Point: 0.5}})
	}
	e.Manifest = &classify.Manifest{Verb: "crossval", Cross: classify.DefaultCross().Record(), Bootstrap: 1000, Seed: 1, Versions: []classify.Version{{Name: "parley", Version: "1"}}}
	return e
}

// published are the reports that also have LaTeX.
func published() map[string]func(w io.Writer, f Format) error {
	all := map[string]func(io.Writer, Format) error{"metrics": func(w io.Writer, f Format) error { return Metrics(w, f, Style{}) }}
	for name, s := range hard() {
		e := whole(s)
		all["whole evaluation of "+name] = func(w io.Writer, f Format) error { return Evaluation(w, f, e, Style{}) }
		c := &classify.Coding{Scheme: s, Coders: []string{"ana", hostile[1], "c"}, Items: 9, Doubled: 8, Groups: 3, Doubts: hostile, Pairs: e.Humans.Pairs}
		for _, f := range labels.Coefficients() {
			c.Figures = append(c.Figures, labels.Agreed{Coefficient: f, Interval: labels.Interval{Point: 0.7, Lo: 0.6, Hi: 0.8}}, labels.Agreed{Coefficient: f, Class: s.Classes[0].Name, Interval: labels.Interval{Point: math.NaN(), Lo: math.NaN(), Hi: math.NaN()}})
		}
		duel := classify.Duel{A: hostile[0], B: "b", Verdict: labels.Verdict{Lo: -0.25, Hi: 0.125, P: 0.4}, Better: "b", More: 123, OnlyA: 1, OnlyB: 2, McNemar: 1,
			Differences: []classify.Difference{{Name: "macro_f1", Title: "macro F1", Difference: labels.Difference{A: 0.5, B: 0.6, Diff: -0.1, Lo: -0.2, Hi: 0.1, P: 0.3, PRandom: math.NaN(), Needed: math.Inf(1)}}}}
		for i, text := range hostile {
			duel.Flipped = append(duel.Flipped, classify.Flip{ID: text, Text: text, Truth: labels.One(0), A: labels.One(i % len(s.Classes))})
		}
		compared := &classify.Comparison{Scheme: s, Names: []string{hostile[0], "b"}, Digests: []string{"", "00"}, Items: 9, Articles: 3, Duels: []classify.Duel{duel}, Doubts: hostile}
		all["comparison of "+name] = func(w io.Writer, f Format) error { return Comparison(w, f, compared, Style{}) }
		all["agreement of "+name] = func(w io.Writer, f Format) error { return Agreement(w, f, c, Style{}) }
	}
	return all
}

// Every report for publication is valid in every format, LaTeX among them, twice the same, and tells of a full disk.
func TestPublished(t *testing.T) {
	valid[LaTeX] = validTeX
	defer delete(valid, LaTeX)
	for name, write := range published() {
		for _, f := range append([]Format{LaTeX}, formats...) {
			t.Run(name+" as "+string(f), func(t *testing.T) {
				var b, again bytes.Buffer
				if err := errors.Join(write(&b, f), write(&again, f)); err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(b.Bytes(), again.Bytes()) {
					t.Error("two runs differ")
				}
				if err := valid[f](b.String()); err != nil {
					t.Errorf("%v in\n%s", err, b.String())
				}
				if err := write(full{}, f); err == nil {
					t.Error("a full disk went unnoticed")
				}
			})
		}
	}
}

var texRaw = regexp.MustCompile(`(^|[^\\])[#$_^]`)

// validTeX checks that groups and environments are closed, rows have as many cells as their table has columns, and no text has become a
// command.
func validTeX(s string) error {
	depth, cells := 0, 0
	var open []string
	for line := range strings.Lines(s) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "%") {
			continue
		}
		plain := strings.NewReplacer(`\\`, "", `\{`, "", `\}`, "", `\&`, "").Replace(line)
		depth += strings.Count(plain, "{") - strings.Count(plain, "}")
		if name, ok := strings.CutPrefix(line, `{`); ok && strings.Contains(name, `\begin{longtable}`) || strings.HasPrefix(line, `\begin`) {
			open = append(open, line)
			cells = 0
		}
		if strings.HasPrefix(line, `\end{`) {
			if len(open) == 0 {
				return fmt.Errorf("%s closes nothing", line)
			}
			open = open[:len(open)-1]
		}
		if strings.HasSuffix(line, ` \\`) && !strings.HasPrefix(line, `\caption`) {
			n := strings.Count(plain, "&") + 1
			if cells > 0 && n != cells {
				return fmt.Errorf("a row of %d cells below one of %d: %s", n, cells, line)
			}
			cells = n
			if bad := texRaw.FindString(line); bad != "" {
				return fmt.Errorf("%q stands unescaped: %s", bad, line)
			}
		}
	}
	if depth != 0 || len(open) > 0 {
		return fmt.Errorf("%d groups and %d environments are open", depth, len(open))
	}
	return nil
}

// Heads that are longer than the numbers below them are broken, so that wide tables fit a page; heads of nothing are left out.
func TestTexHeads(t *testing.T) {
	wide := newTable("class", "average precision", "items")
	wide.Rows = [][]string{{"neutral", "0.500", "12"}}
	wide.Foot = 1
	var b strings.Builder
	texTable(&b, wide, "Figures", "x")
	if want := `class & \shortstack[r]{average\\precision} & items \\`; !strings.Contains(b.String(), want) {
		t.Errorf("no %s in %s", want, b.String())
	}
	b.Reset()
	bare := newTable("", "")
	bare.Rows = [][]string{{"Seed", "1"}}
	bare.Foot = 1
	texTable(&b, bare, "Manifest", "y")
	if strings.Contains(b.String(), `\midrule`) {
		t.Errorf("a table without heads has a rule below them: %s", b.String())
	}
	if got := tex(strings.Repeat("0f", 32)); strings.Count(got, `\allowbreak{}`) != 3 {
		t.Errorf("a digest is %s: it must be broken", got)
	}
}

// Plots are well-formed XML without links, whatever the classes are called, and differ by more than colour.
func TestPlots(t *testing.T) {
	for name, s := range hard() {
		plots := Plots(whole(s))
		if want := 4 + len(whole(s).Matrices); len(plots) != want {
			t.Fatalf("%s: %d plots, want %d", name, len(plots), want)
		}
		names := map[string]bool{}
		for _, p := range plots {
			if names[p.Name] || strings.ContainsAny(p.Name, `/\:*?"<>| `) {
				t.Errorf("%s: a plot is called %q: no name of a file, or there twice", name, p.Name)
			}
			names[p.Name] = true
		}
		for _, p := range plots {
			d := xml.NewDecoder(strings.NewReader(p.SVG))
			for {
				_, err := d.Token()
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatalf("%s of %s: %v in\n%s", p.Name, name, err, p.SVG)
				}
			}
			for _, bad := range []string{"href", "<script", "NaN", "Inf"} {
				if strings.Contains(p.SVG, bad) {
					t.Errorf("%s of %s has %s", p.Name, name, bad)
				}
			}
		}
	}
	c := recallChart(whole(schemeOf(false, "a", "b", "c", "d", "e", "f", "g", "h", "i", "j")))
	svg := c.svg(false)
	for _, d := range dashes[1:] {
		if !strings.Contains(svg, `stroke-dasharray="`+d+`"`) {
			t.Errorf("no line has the dashes %s", d)
		}
	}
	if len(c.Lines) != linesShown || len(c.Table.Rows) != 9 {
		t.Errorf("%d lines and %d rows for ten classes of which one is absent", len(c.Lines), len(c.Table.Rows))
	}
}

// A drawn confusion matrix holds every count, the share of its row, names in full and totals.
func TestHeatmap(t *testing.T) {
	long := strings.Repeat("名", 30)
	m := matrix{classify.Matrix{Names: []string{"war & peace", long}, Counts: [][]int{{1234, 66}, {0, 0}}, Shares: [][]float64{{0.95, 0.05}, {math.NaN(), math.NaN()}},
		RowTotals: []int{1300, 0}, ColTotals: []int{1234, 66}, Total: 1300}}
	svg := m.svg()
	for _, want := range []string{">1,234<", ">95%<", ">66<", ">5%<", ">1,300<", "war &amp; peace", long, "rows = true, columns = predicted"} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %q in\n%s", want, svg)
		}
	}
	if n := strings.Count(svg, `class="right"`); n != 2 {
		t.Errorf("%d cells are framed, want the 2 of the diagonal", n)
	}
	if heatColour(0) == heatColour(1) || heatColour(math.NaN()) != heatColour(0) {
		t.Error("colours do not follow the share")
	}
}

// The first sentences say what the sections say.
func TestMoreLead(t *testing.T) {
	got := strings.Join(moreLead(whole(stance().scheme)), "\n")
	want := "A random split of paragraphs would have said 0.69, +0.12 [0.06, 0.19]: that much is leak.\n" +
		"With at most 10% wrong to be expected, 25% of the items can be decided.\n" +
		"About 420 more skeptical paragraphs (1,300 in all, 95% interval from 560 to no limit) for +0.03 macro F1, by the learning curve.\n" +
		"1 slice of the data differs from the whole beyond chance: see Slices."
	if got != want {
		t.Errorf("the lead is\n%s\nwant\n%s", got, want)
	}
}

// A promise of which nothing could be seen is neither kept nor broken.
func TestKept(t *testing.T) {
	parts := riskParts(whole(stance().scheme))
	got := parts[len(parts)-1].(*table).Rows
	want := [][]string{{"at most 10%", "0.875", "25%", "13%", "no"}, {"at most 20%", "0.750", "50%", "13%", "yes"}, {"at most 30%", "0.990", "0%", dash, dash}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the rows are %q, want %q", got, want)
	}
}

// A curve whose fit sits on a bound foretells nothing in the first sentences.
func TestGrowthSays(t *testing.T) {
	e := whole(stance().scheme)
	e.Growth.Doubt = "foretells little: its fit sits on a bound, it levels off only at 1, the most that the figure can be"
	if got := growthSays(e, e.Growth); len(got) != 1 || got[0] != "The learning curve "+e.Growth.Doubt+"." {
		t.Errorf("the lead is %q", got)
	}
}

// A leak is said to be one only where its interval leaves 0 out.
func TestLeakSays(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		lo, hi     float64
		lead, part string
	}{
		{0.03, 0.2, "+0.12 [0.03, 0.20]: that much is leak.", "too good by about this much."},
		{-0.01, 0.2, "+0.12 [-0.01, 0.20]: the interval holds 0, so that no leak is shown.", "Here the interval holds 0, so that no leak is shown."},
		{0, 0.2, "+0.12 [0.00, 0.20]: the interval holds 0, so that no leak is shown.", "Here the interval holds 0, so that no leak is shown."},
		{-0.2, -0.03, "+0.12 [-0.20, -0.03]: it is not better, so that no leak is shown.", "Here it is not better"},
		{nan, nan, "+0.12: without an interval this is not shown to be leak.", "Here without an interval"},
	} {
		l := &classify.Leak{Title: "macro F1", Rounds: 5, Random: 0.6875, Diff: 0.125, Lo: c.lo, Hi: c.hi}
		if got := moreLead(&classify.Evaluation{Leak: l})[0]; !strings.HasSuffix(got, c.lead) {
			t.Errorf("%v to %v: the lead is %q, want %q", c.lo, c.hi, got, c.lead)
		}
		got := string(leakParts(l)[0].(prose))
		if !strings.Contains(got, c.part) || !strings.Contains(got, "means over 5 rounds") || l.Lo <= 0 && strings.Contains(got, "too good") {
			t.Errorf("%v to %v: the section says %q, want %q", c.lo, c.hi, got, c.part)
		}
	}
}

// Errors and confusions come back from CSV.
func TestErrorsCSV(t *testing.T) {
	e := whole(stance().scheme)
	var b bytes.Buffer
	if err := Errors(&b, e); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 2 || rows[1][0] != "p5" || rows[1][2] != "neutral" || rows[1][3] != "skeptical" || rows[1][5] != "0.125" || rows[1][6] != "0.8125" || rows[1][8] != "true" {
		t.Errorf("the errors are %q", rows)
	}
	b.Reset()
	if err := Confusion(&b, e); err != nil {
		t.Fatal(err)
	}
	if rows, err = csv.NewReader(&b).ReadAll(); err != nil || len(rows) != 10 || strings.Join(rows[4], ",") != ",neutral,skeptical,1,0.3333333333333333" {
		t.Errorf("the confusion is %q, %v", rows, err)
	}
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		want   string
	}{{0, 1, "[0 0.2 0.4 0.6000000000000001 0.8 1]"}, {0, 1188, "[0 200 400 600 800 1000]"}, {0.35, 0.6, "[0.35000000000000003 0.4 0.45 0.5 0.55 0.6000000000000001]"}} {
		if got := fmt.Sprint(ticks(c.lo, c.hi, 6)); got != c.want {
			t.Errorf("ticks from %v to %v are %s, want %s", c.lo, c.hi, got, c.want)
		}
	}
}

func TestAbout(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 7.2: "8", 99: "99", 411: "420", 400: "400", 12345: "13,000", math.Inf(1): "endlessly many"} {
		if got := about(v); got != want {
			t.Errorf("about %v is %s, want %s", v, got, want)
		}
	}
}

// Whole evaluations of every scheme fit the width of the terminal.
func TestWholeWidth(t *testing.T) {
	for name, s := range hard() {
		for _, width := range []int{60, 80, 120} {
			var b bytes.Buffer
			if err := Evaluation(&b, Text, whole(s), Style{Width: width}); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				if n := columns(strings.TrimRight(line, "\n")); n > width && !strings.HasPrefix(line, "  {") {
					t.Errorf("%s: %d columns, want at most %d: %s", name, n, width, line)
				}
			}
		}
	}
}

// FuzzRecorded: no document makes the reader of reports fail otherwise than by an error, and what differs between two documents is found.
func FuzzRecorded(f *testing.F) {
	var b bytes.Buffer
	if err := Evaluation(&b, JSON, whole(schemeOf(false, "a", "b")), Style{}); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`{"kind": "evaluation", "manifest": {}, "scheme": {"name": "x", "classes": [{"name": "a"}]}}`))
	f.Add([]byte(`[1, {"a": null}]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		if r, err := ReadRecorded(text, "r.json"); err == nil && (r.Manifest == nil || r.Scheme == nil) {
			t.Fatal("a report without manifest or scheme is read")
		}
		if c, err := Changes(text, text); err == nil && len(c) > 0 {
			t.Fatalf("a document differs from itself: %v", c)
		}
	})
}

// What differs is named by its path.
func TestChanges(t *testing.T) {
	got, err := Changes([]byte(`{"a": 1, "b": [1, 2], "c": {"d": "x"}, "e": [1], "g": null}`), []byte(`{"a": 1, "b": [1, 3], "c": {"d": "y"}, "e": [1, 2], "f": true}`))
	if err != nil {
		t.Fatal(err)
	}
	want := `[{b[1] 2 3} {c.d "x" "y"} {e 1 entry 2 entries} {f absent true} {g null absent}]`
	if fmt.Sprint(got) != want {
		t.Errorf("the changes are %v, want %s", got, want)
	}
}

// TestSuspectsOfSeenLabels: only where models were kept from the labels is it said that they did not learn from them.
func TestSuspectsOfSeenLabels(t *testing.T) {
	s := stance().scheme
	for name, test := range map[string]struct {
		change    func(e *classify.Evaluation)
		want, not string
	}{
		"crossval":   {func(e *classify.Evaluation) { e.Fold, e.Overlap = make([]int, len(e.Outcomes)), nil }, "did not learn from the labels", "there may be more"},
		"held out":   {func(e *classify.Evaluation) { e.Fold, e.Overlap = nil, nil }, "second look is worth the while. errors.csv", "learn"},
		"trained on": {func(e *classify.Evaluation) { e.Fold, e.Overlap = nil, []string{"all"} }, "there may be more, as the model learned from some of these data", "did not learn"},
	} {
		e := whole(s)
		test.change(e)
		parts := suspectParts(e)
		if len(parts) == 0 {
			t.Fatalf("%s: no suspects", name)
		}
		about := string(parts[0].(prose))
		if !strings.Contains(about, test.want) || strings.Contains(about, test.not) {
			t.Errorf("%s: %q, want %q in it and not %q", name, about, test.want, test.not)
		}
	}
}
