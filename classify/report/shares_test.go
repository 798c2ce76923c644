package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// someShares are shares of stance in three months, the second of which has few articles, corrected if asked.
func someShares(corrected bool) *classify.Shares {
	nan := math.NaN()
	group := func(month string, period, paragraphs, articles, unsure int, counts []int, spread float64) classify.ShareGroup {
		g := classify.ShareGroup{Period: period, Extent: classify.Extent{Paragraphs: paragraphs, Articles: articles}, Unsure: unsure, Counts: counts}
		if month != "" {
			g.Values = []string{month}
		}
		for _, n := range counts {
			p := float64(n) / float64(paragraphs-unsure)
			g.Decided = append(g.Decided, labels.Interval{Point: p, Lo: p - spread, Hi: p + spread})
			if corrected {
				g.Corrected = append(g.Corrected, labels.Interval{Point: p / 2, Lo: nan, Hi: nan})
			}
		}
		return g
	}
	c := classify.SchemeShares{Name: "stance", Classes: []string{"skeptical", "neutral", "optimistic"},
		Groups: []classify.ShareGroup{
			group("2025-01", 24300, 1100, 40, 100, []int{250, 500, 250}, 0.125),
			group("2025-02", 24301, 4, 4, 0, []int{0, 1, 3}, 0.25),
			group("2025-06", 24305, 0, 0, 0, []int{0, 0, 0}, 0),
		},
		All:     group("", 0, 1104, 44, 100, []int{250, 501, 253}, 0.125),
		Undated: classify.Extent{Paragraphs: 7, Articles: 2},
		Foreign: classify.Extent{Paragraphs: 1, Articles: 1},
		Alone:   3,
	}
	c.Groups[2].Foreign, c.All.Foreign = 1, 1
	if corrected {
		c.Confused = &classify.Confused{Source: "the evaluation (80 paragraphs of 20 articles)"}
	}
	return &classify.Shares{By: []string{"month"}, Period: "month", Schemes: []classify.SchemeShares{c}, Bootstrap: 1000, Seed: 1}
}

func TestSharesText(t *testing.T) {
	var b strings.Builder
	if err := Shares(&b, Text, someShares(true), 2, Style{Width: 100}); err != nil {
		t.Fatal(err)
	}
	const want = `Shares: stance by month
stance: 1,104 paragraphs of 44 articles from 2025-01 to 2025-06; 100 (9%) are unsure and in no
class.
WARNING: 2 lines could not be used: their paragraphs are in no share

stance by month
  Shares are of the paragraphs that are not unsure. In brackets is the 95% interval of a bootstrap
  over articles; groups of fewer than 5 articles have none.
  month    paragraphs  articles  unsure     skeptical       neutral    optimistic
  ───────  ──────────  ────────  ──────  ────────────  ────────────  ────────────
  2025-01       1,100        40     100  25% [13, 38]  50% [38, 63]  25% [13, 38]
  2025-02           4         4       0            0%           25%           75%
  2025-06           0         0       0             –             –             –
  ───────  ──────────  ────────  ──────  ────────────  ────────────  ────────────
  all           1,104        44     100  25% [12, 37]  50% [37, 62]  25% [13, 38]

stance by month, corrected for misclassification
  What the shares would be without the model's mistakes, if it takes classes for others here as
  often as in the evaluation (80 paragraphs of 20 articles): of all paragraphs, the unsure too, each
  with the label that it has. A correction costs certainty; its intervals take in that the mistakes
  are known from so few paragraphs.
  month    paragraphs  articles  unsure  skeptical  neutral  optimistic
  ───────  ──────────  ────────  ──────  ─────────  ───────  ──────────
  2025-01       1,100        40     100        13%      25%         13%
  2025-02           4         4       0         0%      13%         38%
  2025-06           0         0       0          –        –           –
  ───────  ──────────  ────────  ──────  ─────────  ───────  ──────────
  all           1,104        44     100        12%      25%         13%

Manifest
  Replicates of the bootstrap  1,000
  Seed                         1

Doubts
  [1] 7 paragraphs of 2 articles have no date that tells the month, as 2025-03-04 does, and are in
      no share of stance
  [2] 1 paragraph is in a language that the model has not learned, and in no share of stance
  [3] 3 paragraphs name no article: each is taken for one of its own, and the intervals of stance
      are too narrow
`
	if b.String() != want {
		t.Errorf("shares are\n%s\nwant\n%s", b.String(), want)
	}
}

// TestSharesData: JSON and CSV have every number, and null or an empty cell for what is undefined.
func TestSharesData(t *testing.T) {
	var b bytes.Buffer
	if err := Shares(&b, JSON, someShares(true), 2, Style{}); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Kind     string
		By       []string
		Problems int
		Schemes  []struct {
			Scheme string
			Groups []struct {
				Group                map[string]string
				Paragraphs, Articles int
				Unsure               int
				Foreign              int `json:"other_language"`
				Classes              []struct {
					Name      string
					Count     int
					Share     *float64
					Lo, Hi    *float64
					Corrected struct{ Value, Lo *float64 }
				}
			}
			Undated     struct{ Paragraphs, Articles int }
			CorrectedBy string `json:"corrected_by"`
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	one := got.Schemes[0]
	first, last := one.Groups[0], one.Groups[2]
	if got.Kind != "shares" || got.Problems != 2 || one.Undated.Paragraphs != 7 || one.CorrectedBy == "" || first.Group["month"] != "2025-01" || first.Unsure != 100 ||
		first.Classes[1].Count != 500 || *first.Classes[1].Share != 0.5 || *first.Classes[1].Hi != 0.625 || *first.Classes[1].Corrected.Value != 0.25 ||
		first.Classes[1].Corrected.Lo != nil || last.Classes[0].Share != nil || last.Foreign != 1 {
		t.Errorf("JSON is %s", b.String())
	}
	for _, c := range []struct {
		corrected bool
		want      string
	}{
		{false, "[[scheme month paragraphs articles unsure other_language class count share lo hi] [stance 2025-01 1100 40 100 0 skeptical 250 0.25 0.125 0.375]]"},
		{true, "[[scheme month paragraphs articles unsure other_language class count share lo hi corrected corrected_lo corrected_hi] [stance 2025-01 1100 40 100 0 skeptical 250 0.25 0.125 0.375 0.125  ]]"},
	} {
		b.Reset()
		if err := Shares(&b, CSV, someShares(c.corrected), 0, Style{}); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&b).ReadAll()
		if err != nil || len(rows) != 10 || fmt.Sprint(rows[:2]) != c.want {
			t.Errorf("CSV is %v, %v: want a head and 9 rows that begin %s", rows, err, c.want)
		}
	}
}

// TestSharesChart: time is drawn to scale, and nothing is drawn of what is not over time.
func TestSharesChart(t *testing.T) {
	decided := func(g *classify.ShareGroup) []labels.Interval { return g.Decided }
	x := someShares(false)
	c := sharesChart(x, x.Schemes[0], decided)
	if c.Max != 5 || fmt.Sprint(c.Marks) != "[{0 2025-01} {1 2025-02} {5 2025-06}]" || len(c.Lines) != 3 || len(c.Lines[0].Points) != 2 || c.Lines[0].Points[1].X != 1 {
		t.Errorf("the chart is %+v", c)
	}
	if !math.IsNaN(c.Lines[0].Points[1].Lo) {
		t.Error("four articles have an interval")
	}
	x.By, x.Period = []string{"source"}, ""
	if sharesChart(x, x.Schemes[0], decided) != nil {
		t.Error("sources are drawn as if they were times")
	}
}

// TestReadConfused: an evaluation gives its matrices; what is none, or has others than its scheme, is refused.
func TestReadConfused(t *testing.T) {
	for name, s := range map[string]*labels.Scheme{"stance": stance().scheme, "frames": frames().scheme} {
		e := evaluation(s)
		if s.Many {
			e.Matrices = nil
			for k, name := range s.Names() {
				e.Matrices = append(e.Matrices, classify.Matrix{Title: name, Names: []string{"not " + name, name}, Counts: [][]int{{70 + k, 3}, {2, 5}}})
			}
		}
		var b bytes.Buffer
		if err := Evaluation(&b, JSON, e, Style{}); err != nil {
			t.Fatal(err)
		}
		c, err := ReadConfused(b.Bytes(), "e.json")
		if err != nil {
			t.Fatal(err)
		}
		if c.Scheme != name || c.Many != s.Many || len(c.Counts) != len(e.Matrices) || strings.Join(c.Classes, " ") != strings.Join(s.Names(), " ") {
			t.Errorf("%s: %+v", name, c)
		}
		for m := range e.Matrices {
			for i, row := range e.Matrices[m].Counts {
				for j, n := range row {
					if c.Counts[m][i][j] != float64(n) {
						t.Errorf("%s: matrix %d has %v at %d, %d, want %d", name, m, c.Counts[m][i][j], i, j, n)
					}
				}
			}
		}
	}
	const head = `{"kind":"evaluation","scheme":{"name":"s","classes":[{"name":"a"},{"name":"b"}]},"matrices":`
	for text, want := range map[string]string{
		`{`:                                   "e.json: not the JSON of a report",
		`[]`:                                  "e.json: not the JSON of a report",
		`{"kind":"card"}`:                     `the report is of kind "card"`,
		head + `[]}`:                          "0 confusion matrices where the scheme has 1",
		head + `[{"counts":[[1,2]]}]}`:        "a confusion matrix of 1 rows",
		head + `[{"counts":[[1,2],[3]]}]}`:    "1 cells in row 2",
		head + `[{"counts":[[1,2],[3,-4]]}]}`: "a count of -4",
		head + `[{"counts":[]}]}`:             "a confusion matrix of 0 items",
		head + `[{"counts":[[9000000,0],[0,9000000]]}]}`: "a confusion matrix of 18000000 items",
	} {
		if _, err := ReadConfused([]byte(text), "e.json"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}
