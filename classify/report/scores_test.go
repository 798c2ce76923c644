package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
)

// scores writes the articles in one format.
func scores(t *testing.T, f Format, s Style, models []model, all ...*Scored) string {
	t.Helper()
	var b bytes.Buffer
	w := newScores(&b, f, models, s)
	for _, a := range all {
		if err := w.Article(a); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func both() []model { return []model{stance(), frames()} }

func TestScoresJSONL(t *testing.T) {
	got := scores(t, JSONL, Style{All: true}, both(), read(story(), both()...))
	want := `{"article":"a1","title":"Talks <in> \"Geneva\" & after","para":1,"kind":"boilerplate","reason":"byline","lo":0,"hi":11,"text":"By Jane Doe","labels":{"stance":null,"frames":null},"date":"2025-03-01","source":"The Daily","author":"Jane Doe","url":"javascript:alert(1)"}
{"article":"a1","title":"Talks <in> \"Geneva\" & after","para":2,"kind":"body","reason":"","lo":13,"hi":91,"text":"The ministers refused to move, and the deadlock of the troops' meeting stayed.","labels":{"stance":{"label":"skeptical","probs":{"skeptical":0.912886,"neutral":0.0703942,"optimistic":0.0167201},"unsure":false,"known":3,"words":13},"frames":{"labels":["process","security"],"probs":{"process":0.562177,"security":0.731059,"sovereignty":0.377541,"humanitarian":0.268941,"economic":0.268941,"strategy":0.268941,"justice":0.268941},"unsure":false,"known":2,"words":13}},"date":"2025-03-01","source":"The Daily","author":"Jane Doe","url":"javascript:alert(1)"}
`
	if !strings.HasPrefix(got, want) {
		t.Errorf("JSON lines begin\n%s\nwant\n%s", got, want)
	}
	a := read(story(), both()...)
	for i, r := range a.Readings[1].Results {
		if r != nil {
			r.Unsure = i%2 == 1
		}
	}
	for i, line := range strings.Split(strings.TrimSpace(scores(t, JSONL, Style{All: true}, both(), a)), "\n") {
		if r := a.Readings[1].Results[i]; r != nil && !strings.Contains(line, fmt.Sprintf(`"justice":0.268941},"unsure":%v,`, i%2 == 1)) {
			t.Errorf("frames of block %d are unsure: %v, but it is written\n%s", i+1, r.Unsure, line)
		}
	}
	body := scores(t, JSONL, Style{}, both(), read(story(), both()...))
	if n := strings.Count(body, "\n"); n != 3 {
		t.Errorf("%d lines for 3 body blocks", n)
	}
}

// Every line and every document is JSON that gives the values back.
func TestScoresJSON(t *testing.T) {
	a := read(story(), both()...)
	var document struct {
		Articles []struct {
			Title   string
			Summary map[string]struct {
				Lead         *string
				Body, Unsure int
				Counts       map[string]int
				Mean         map[string]float64
				Unseen       float64
			}
			Blocks []map[string]any
		}
	}
	text := scores(t, JSON, Style{All: true}, both(), a, a)
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if len(document.Articles) != 2 || document.Articles[1].Title != a.Article.Title {
		t.Fatalf("articles are %+v", document.Articles)
	}
	sum := document.Articles[0].Summary["stance"]
	if sum.Lead == nil || *sum.Lead != "skeptical" || sum.Body != 3 || sum.Unsure != 1 || sum.Counts["optimistic"] != 1 || sum.Unseen != 0.375 {
		t.Errorf("the summary of stance is %+v", sum)
	}
	for i, b := range document.Articles[0].Blocks {
		if b["text"] != a.Article.Paragraphs[i].Text || b["para"] != float64(i+1) {
			t.Errorf("block %d is %v", i, b)
		}
	}
	for _, r := range a.Readings {
		r.Unseen = math.NaN()
	}
	if text := scores(t, JSON, Style{}, both(), a); !json.Valid([]byte(text)) || strings.Count(text, `"unseen":null`) != 2 {
		t.Errorf("of a body without words is written\n%s", text)
	}
	if text := scores(t, HTML, Style{}, both(), a); strings.Contains(text, "new to this model") {
		t.Errorf("of a body without words the page tells how many are new:\n%s", text)
	}
	for _, f := range []Format{JSON, JSONL} {
		if s := scores(t, f, Style{}, nil); f == JSON && !json.Valid([]byte(s)) || f == JSONL && s != "" {
			t.Errorf("%s without articles is %q", f, s)
		}
	}
}

func TestScoresCSV(t *testing.T) {
	a := read(story(), both()...)
	rows, err := csv.NewReader(strings.NewReader(scores(t, CSV, Style{All: true}, both(), a, a))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 11 {
		t.Fatalf("%d rows, want a header and 10 blocks", len(rows))
	}
	head := "article title para kind reason lo hi text stance stance_unsure stance_skeptical stance_neutral stance_optimistic frames frames_unsure frames_process frames_security frames_sovereignty frames_humanitarian frames_economic frames_strategy frames_justice" +
		" date source author url language stance_reason stance_known stance_words frames_reason frames_known frames_words"
	if got := strings.Join(rows[0], " "); got != head {
		t.Errorf("columns are %s\nwant %s", got, head)
	}
	if got := rows[2][8:11]; fmt.Sprint(got) != "[skeptical false 0.912886]" {
		t.Errorf("the stance of block 2 is %q", got)
	}
	if got := strings.Join(rows[1][8:22], "") + strings.Join(rows[1][27:], ""); got != "" {
		t.Errorf("a byline has the labels %q", got)
	}
	if got, want := fmt.Sprintf("%q", rows[2][22:]), `["2025-03-01" "The Daily" "Jane Doe" "javascript:alert(1)" "" "" "3" "13" "" "2" "13"]`; got != want {
		t.Errorf("block 2 ends in %s, want %s", got, want)
	}
	if got := rows[5][7]; got != a.Article.Paragraphs[4].Text {
		t.Errorf("text %q came back as %q", a.Article.Paragraphs[4].Text, got)
	}
}

// TestScoresForeign: what a model cannot read is unsure, and every format says why.
func TestScoresForeign(t *testing.T) {
	a := read(story(), both()...)
	a.Article.Language, a.Article.Meta = "es", map[string]string{"desk": "foreign", "conflict": "Sudan", "aaa": strings.Repeat("x", longestMeta+1)}
	for _, r := range a.Readings[:1] {
		r.Foreign, r.Unsure = true, r.Body
		for _, x := range r.Results {
			if x != nil {
				x.Unsure, x.Foreign = true, true
			}
		}
	}
	const why = "it is in Spanish (es), which the model of stance has not learned: the labels mean nothing and are called unsure"
	for _, f := range []Format{Text, Markdown, HTML} {
		got := strings.Join(strings.Fields(strings.ReplaceAll(scores(t, f, Style{}, both(), a), `\_`, "_")), " ")
		if !strings.Contains(got, why) || !strings.Contains(got, "38% of its words are new to the model of frames") {
			t.Errorf("%s does not say that the article is foreign to stance and not to frames:\n%s", f, got)
		}
	}
	lines := scores(t, JSONL, Style{}, both(), a)
	line, _, _ := strings.Cut(lines, "\n")
	for _, want := range []string{
		`"optimistic":0.0167201},"unsure":true,"reason":"other language","known":3,"words":13},"frames":`,
		`"justice":0.268941},"unsure":false,"known":2,"words":13}},"date":"2025-03-01","source":"The Daily","author":"Jane Doe","language":"es","url":"javascript:alert(1)","meta":{"conflict":"Sudan","desk":"foreign"}}`,
	} {
		if !strings.Contains(line, want) {
			t.Errorf("JSON lines begin\n%s\nwithout\n%s", line, want)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(scores(t, CSV, Style{}, both(), a))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%q", rows[1][26:]); got != `["es" "other language" "3" "13" "" "2" "13"]` {
		t.Errorf("CSV has %s", got)
	}
}

const storyText = `Talks <in> "Geneva" & after
The Daily · Jane Doe · 2025-03-01 · a1

stance  mostly skeptical: 2 of 3 paragraphs skeptical, 1 optimistic, 0 neutral;
        1 unsure
note: 38% of its words are new to the model of stance: trust it less
note: read as windows-1252: the file names no encoding

#  stance              made so by         text
─  ──────────────────  ─────────────────  ──────────────────────────────────────
2  - skeptical    91%  refused, deadlock  The ministers refused to move, and the
                                          deadlock of the troops' meeting …
4  + optimistic   92%  welcomed, ready    Kyiv welcomed the meeting | it is
                                          ready, "now", <b>to talk</b>.
5  - skeptical?   33%                     =SUM(A1), 和平会谈, محادثات السلام,
                                          and \ a tab.` + "\u200e" + `

- skeptical   · neutral   + optimistic
? unsure: among the paragraphs that a model is least certain of
% probability of the label   made so by: the words that speak most for stance
`

func TestScoresText(t *testing.T) {
	models := []model{stance()}
	a := read(story(), models...)
	got := scores(t, Text, Style{Width: 80, Evidence: true}, models, a)
	if got != storyText {
		t.Errorf("the text of the story is\n%s\nwant\n%s", got, storyText)
	}
	for _, width := range []int{60, 80, 100, 120} {
		for _, models := range [][]model{models, both(), {frames()}} {
			got := scores(t, Text, Style{Width: width, Evidence: true, All: true}, models, read(story(), models...))
			for _, line := range strings.Split(got, "\n") {
				if n := columns(line); n > width {
					t.Errorf("%d columns, want at most %d: %s", n, width, line)
				}
			}
		}
	}
}

// Text of an article never reaches the terminal as an escape sequence; colour changes nothing else.
func TestScoresTextSafe(t *testing.T) {
	models := []model{stance()}
	a := read(article.FromParagraphs("x\x1b[2J", "T\x1b]0;x\a\u202egpj", []string{"refused \x1b[31m red\x07 \xff end"}), models...)
	plain := scores(t, Text, Style{Evidence: true}, models, a)
	if i := strings.IndexFunc(plain, func(r rune) bool { return r < ' ' && r != '\n' || r == '\u202e' }); i >= 0 {
		t.Errorf("a control character at byte %d of %q", i, plain)
	}
	coloured := scores(t, Text, Style{Evidence: true, Color: true}, models, a)
	if coloured == plain {
		t.Error("colour was asked for and there is none")
	}
	for _, look := range []string{bold, dim, orange, blue, "0"} {
		coloured = strings.ReplaceAll(coloured, "\x1b["+look+"m", "")
	}
	if coloured != plain {
		t.Errorf("without its colours the text is\n%s\nwant\n%s", coloured, plain)
	}
}

// Without models the blocks stand as they were read, whole.
func TestScoresWithoutModels(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("They met in Geneva and talked. ", 20))
	a := article.FromParagraphs("a1", "Talks", []string{"By Jane Doe", long})
	a.Paragraphs[0].Kind, a.Paragraphs[0].Reason = article.Boilerplate, article.Byline
	text := strings.Join(strings.Fields(scores(t, Text, Style{Width: 60, All: true, Evidence: true}, nil, &Scored{Article: a})), " ")
	for _, want := range []string{"# kind text", "1 boilerplate: byline By Jane Doe", "2 body They met", long[len(long)-20:]} {
		if !strings.Contains(text, want) {
			t.Errorf("the text has no %q:\n%s", want, text)
		}
	}
	if got := scores(t, Markdown, Style{}, nil, &Scored{Article: a}); !strings.Contains(got, "| 2 | "+long+" |") {
		t.Errorf("Markdown is\n%s", got)
	}
	if got, want := scores(t, JSONL, Style{}, nil, &Scored{Article: a}), `,"labels":{}}`+"\n"; !strings.HasSuffix(got, want) {
		t.Errorf("JSON lines end in %s, want %s", got, want)
	}
	a.Date, a.Source, a.Language = "2025-03-01", "The Daily", "en"
	for _, c := range []struct{ id, want string }{{"a1", `["a1-2" "2025-03-01" "The Daily" "" "" "en"]`}, {"", `["" "2025-03-01" "The Daily" "" "" "en"]`}} {
		a.ID = c.id
		rows, err := csv.NewReader(strings.NewReader(scores(t, CSV, Style{}, nil, &Scored{Article: a}))).ReadAll()
		if err != nil || strings.Join(rows[0], " ") != "article title para kind reason lo hi text id date source author url language" || fmt.Sprintf("%q", rows[1][8:]) != c.want {
			t.Errorf("CSV is %q, %v: want an end of %s", rows, err, c.want)
		}
		if got := scores(t, JSONL, Style{}, nil, &Scored{Article: a}); strings.Contains(got, `"id":"a1-2","para":2`) != (c.id != "") || strings.Contains(got, `"id":""`) {
			t.Errorf("JSON lines of article %q are %s", c.id, got)
		}
	}
}

func BenchmarkScoresJSONL(b *testing.B) {
	models := both()
	var paragraphs []string
	for range 20 {
		paragraphs = append(paragraphs, "The ministers refused to move, and the deadlock of the troops' meeting stayed; Kyiv welcomed it, and is ready to talk.")
	}
	a := read(article.FromParagraphs("a1", "Talks", paragraphs), models...)
	w := newScores(io.Discard, JSONL, models, Style{})
	b.ReportAllocs()
	for b.Loop() {
		if err := w.Article(a); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/20, "ns/paragraph")
}

func TestVerdict(t *testing.T) {
	s, f := stance().scheme, frames().scheme
	for _, c := range []struct {
		many bool
		r    classify.Reading
		want string
	}{
		{false, classify.Reading{Body: 13, Counts: []int{6, 4, 3}, Unsure: 2, Mean: make([]float64, 3)}, "leans skeptical: 6 of 13 paragraphs skeptical, 4 neutral, 3 optimistic; 2 unsure"},
		{false, classify.Reading{Body: 1, Counts: []int{0, 0, 1}, Mean: make([]float64, 3)}, "wholly optimistic: 1 of 1 paragraph optimistic, 0 skeptical, 0 neutral"},
		{false, classify.Reading{Body: 1500, Counts: []int{100, 1400, 0}, Mean: make([]float64, 3)}, "mostly neutral: 1,400 of 1,500 paragraphs neutral, 100 skeptical, 0 optimistic"},
		{false, classify.Reading{Counts: []int{0, 0, 0}}, "nothing to score: no body paragraph"},
		{true, classify.Reading{Body: 4, Counts: make([]int, 7), Mean: make([]float64, 7), Unsure: 1}, "none of its classes in 4 paragraphs; 1 unsure"},
		{true, classify.Reading{Body: 4, Counts: []int{1, 2, 0, 0, 0, 0, 2}, Mean: []float64{0, 0.5, 0, 0, 0, 0, 0.6}}, "tied between justice and security: 2 of 4 paragraphs justice, 2 security, 1 process"},
		{false, classify.Reading{Body: 3, Counts: []int{1, 1, 1}, Mean: []float64{0.3, 0.4, 0.3}}, "tied between neutral, skeptical and optimistic: 1 of 3 paragraphs neutral, 1 skeptical, 1 optimistic"},
		{false, classify.Reading{Body: 4, Counts: []int{2, 2, 0}, Mean: make([]float64, 3)}, "tied between skeptical and neutral: 2 of 4 paragraphs skeptical, 2 neutral, 0 optimistic"},
		{true, classify.Reading{Body: 3, Counts: []int{1, 0, 0, 0, 1, 1, 0}, Mean: make([]float64, 7)}, "tied between process, economic and strategy: 1 of 3 paragraphs process, 1 economic, 1 strategy"},
		{true, classify.Reading{Body: 3, Counts: []int{1, 1, 0, 0, 1, 1, 0}, Mean: make([]float64, 7)}, "tied between 4 classes: 1 of 3 paragraphs process, 1 security, 1 economic, 1 strategy"},
		{true, classify.Reading{Body: 5, Counts: []int{2, 1, 0, 0, 0, 0, 0}, Mean: make([]float64, 7)}, "most often process: 2 of 5 paragraphs process, 1 security"},
		{true, classify.Reading{Body: 5, Counts: []int{3, 1, 0, 0, 0, 0, 0}, Mean: make([]float64, 7)}, "mostly process: 3 of 5 paragraphs process, 1 security"},
		{true, classify.Reading{Body: 5, Counts: []int{3, 3, 0, 1, 0, 0, 0}, Mean: make([]float64, 7)}, "mostly process and security: 3 of 5 paragraphs process, 3 security, 1 humanitarian"},
		{false, classify.Reading{Body: 2, Counts: []int{0, 2, 0}, Unsure: 2, Foreign: true}, "in another language: 2 paragraphs, and all are unsure"},
		{true, classify.Reading{Body: 2, Counts: []int{2, 0, 0, 0, 0, 0, 0}, Mean: make([]float64, 7)}, "wholly process: 2 of 2 paragraphs process"},
		{true, classify.Reading{Body: 2, Counts: []int{2, 1, 0, 0, 0, 0, 0}, Mean: make([]float64, 7)}, "mostly process: 2 of 2 paragraphs process, 1 security"},
	} {
		scheme := s
		if c.many {
			scheme = f
		}
		if got := verdict(scheme, &c.r); got != c.want {
			t.Errorf("verdict of %v is %q, want %q", c.r.Counts, got, c.want)
		}
	}
}

func TestFormats(t *testing.T) {
	for _, name := range Formats() {
		if f, err := ParseFormat(name); err != nil || string(f) != name {
			t.Errorf("ParseFormat(%q) = %q, %v", name, f, err)
		}
	}
	if _, err := ParseFormat("pdf"); err == nil || !strings.Contains(err.Error(), "text, json, jsonl, csv, md, html") {
		t.Errorf("the error for pdf is %v", err)
	}
}

// full refuses to be written to.
type full struct{}

var errFull = errors.New("disk full")

func (full) Write([]byte) (int, error) { return 0, errFull }

// TestExplainOnce: an article is handed over for explanation once a model, not once a paragraph, and a block too long for that goes without.
func TestExplainOnce(t *testing.T) {
	texts := make([]string, 300)
	for i := range texts {
		texts[i] = "The talks failed."
	}
	texts[7] = strings.Repeat("talks ", explainedMost/6+1)
	m := &counting{model: stance()}
	c := newCoder(m)
	s := &Scored{Article: article.FromParagraphs("a", "", texts)}
	for i := range texts {
		if e := s.explain(c, i); (e == nil) != (i == 7) {
			t.Fatalf("paragraph %d of %d bytes: explained %t", i, len(texts[i]), e != nil)
		}
	}
	if m.asked != 1 {
		t.Errorf("%d paragraphs took %d explainers, want 1", len(texts), m.asked)
	}
}

// counting counts how often it is asked for an explainer.
type counting struct {
	model
	asked int
}

func (c *counting) Explainer(paragraphs []string) func(int) *classify.Explanation {
	c.asked++
	return c.model.Explainer(paragraphs)
}
