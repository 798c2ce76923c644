package classify_test

import (
	"bytes"
	"context"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/labels"
	"github.com/parley-go/parley/models"
)

// corpus reads the built-in corpus in one of the built-in schemes.
func corpus(t testing.TB, scheme string) *labels.Corpus {
	t.Helper()
	s, ok := labels.Builtin(scheme)
	if !ok {
		t.Fatalf("no built-in scheme %s", scheme)
	}
	f, err := os.Open("../labels/corpus/parley.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, problems, err := labels.Read(f, labels.ReadOptions{Scheme: s, Name: "parley.jsonl"})
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) > 0 {
		t.Fatalf("%d problems in the corpus, the first: %v", len(problems), &problems[0])
	}
	return c
}

// fewer returns n, or short in a short run, such as the one that looks for races, which takes twenty times as long.
func fewer(n, short int) int {
	if testing.Short() {
		return short
	}
	return n
}

// part keeps the items of the first n articles, so that tests stay quick.
func part(c *labels.Corpus, n int) *labels.Corpus {
	seen := map[string]bool{}
	var keep []int
	for i, item := range c.Items {
		if !seen[item.Article] && len(seen) == n {
			continue
		}
		seen[item.Article] = true
		keep = append(keep, i)
	}
	return c.Subset(keep)
}

// quick is a configuration that trains fast.
func quick(model string) classify.Config {
	c := classify.Default(model)
	c.Folds, c.Bootstrap = 3, 20
	return c
}

func train(t testing.TB, c *labels.Corpus, cfg classify.Config, threads int) (*classify.Model, *classify.Evaluation) {
	t.Helper()
	m, e, err := classify.Train(context.Background(), c, cfg, classify.Options{Threads: threads})
	if err != nil {
		t.Fatal(err)
	}
	return m, e
}

func write(t testing.TB, m *classify.Model) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestTrain runs every registered trainer on both built-in schemes: the same bytes on one thread and on two, the same answers after
// writing and reading, probabilities that are probabilities, and an out-of-fold evaluation of every item.
func TestTrain(t *testing.T) {
	for _, scheme := range labels.BuiltinNames() {
		c := part(corpus(t, scheme), fewer(30, 7))
		for _, name := range models.Names() {
			t.Run(scheme+"/"+name, func(t *testing.T) {
				cfg := quick(name)
				m, e := train(t, c, cfg, 1)
				again, _ := train(t, c, cfg, 2)
				file := write(t, m)
				if !bytes.Equal(file, write(t, again)) {
					t.Fatal("one thread and two threads give different model files")
				}
				back, err := classify.Parse(file)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(file, write(t, back)) {
					t.Error("writing what was read gives other bytes")
				}
				if len(e.Outcomes) != len(c.Items) || len(e.Fold) != len(c.Items) {
					t.Fatalf("%d outcomes and %d folds for %d items", len(e.Outcomes), len(e.Fold), len(c.Items))
				}
				fold := map[string]int{}
				for i, o := range e.Outcomes {
					if f, ok := fold[o.Article]; ok && f != e.Fold[i] {
						t.Fatalf("article %s is in folds %d and %d", o.Article, f, e.Fold[i])
					}
					fold[o.Article] = e.Fold[i]
					sum := 0.0
					for _, p := range o.Probs {
						if !(p >= 0 && p <= 1) {
							t.Fatalf("probability %v of %s", p, o.ID)
						}
						sum += p
					}
					if !m.Scheme().Many && math.Abs(sum-1) > 1e-9 {
						t.Fatalf("probabilities of %s add up to %v", o.ID, sum)
					}
				}
				for _, item := range c.Items[:20] {
					a, b := m.Text(item.Text), back.Text(item.Text)
					if !slices.Equal(a.Probs, b.Probs) || a.Set != b.Set || a.Unsure != b.Unsure {
						t.Fatalf("%s: %v before writing, %v after", item.ID, a, b)
					}
				}
			})
		}
	}
}

// TestExplainArticle: a block of an article has the score that the article gives it, to the bit, and its parts add up to it.
func TestExplainArticle(t *testing.T) {
	a := article.FromParagraphs("a", "", append([]string{"By a reporter"}, append(inEnglish[:], "What comes next", "Relief trucks waited at the bridge for three weeks.", inEnglish[0]+" Nobody believed it.")...))
	a.Paragraphs[0].Kind, a.Paragraphs[3].Kind = article.Boilerplate, article.Heading
	for _, name := range classify.Builtins() {
		m, err := classify.Builtin(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, language := range []string{"en", "da"} {
			a.Language = language
			r := m.Article(a)
			for i, p := range a.Paragraphs {
				if p.Kind != article.Body {
					continue
				}
				e := m.ExplainArticle(a, i)
				if !reflect.DeepEqual(e.Result, *r.Results[i]) {
					t.Errorf("%s: block %d is explained as %+v and scored as %+v", name, i, e.Result, *r.Results[i])
				}
				for k := range m.Scheme().Classes {
					sum := e.Base[k] + e.Around[k]
					for _, w := range e.Words {
						sum += w.Shares[k]
					}
					if math.Abs(sum-e.Scores[k]) > 1e-6 {
						t.Errorf("%s: block %d: the parts of class %d come to %v, the score is %v", name, i, k, sum, e.Scores[k])
					}
				}
				if alone := m.Explain(p.Text); m.ReadsAround() == slices.Equal(alone.Scores, e.Scores) {
					t.Errorf("%s: block %d: by itself %v, in the article %v, and the model reads around: %v", name, i, alone.Scores, e.Scores, m.ReadsAround())
				}
			}
		}
	}
}

// TestExplain: the base and the shares of the words add up to the score of every class.
func TestExplain(t *testing.T) {
	for _, name := range models.Names() {
		c := part(corpus(t, "stance"), fewer(20, 8))
		cfg := quick(name)
		if name != "bayes" && name != "complement" { // these count whole words
			cfg.Context, cfg.Article = 0.25, 0.3
		}
		m, _ := train(t, c, cfg, 0)
		a := article.FromParagraphs("a", "", []string{c.Items[0].Text, c.Items[1].Text, c.Items[2].Text})
		texts := []string{c.Items[0].Text, c.Items[1].Text, c.Items[2].Text}
		for k, want := range m.Article(a).Results[1].Probs {
			if got := m.ExplainIn(texts, 1).Result.Probs[k]; math.Abs(got-want) > 1e-12 {
				t.Errorf("%s: class %d of a paragraph is explained with probability %v, in its article it has %v", name, k, got, want)
			}
		}
		explain := m.Explainer(texts) // reads each paragraph once, whichever come first
		for _, i := range []int{2, 0, 1, 2} {
			if got, want := explain(i), m.ExplainIn(texts, i); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: paragraph %d is explained with scores %v, by itself with %v", name, i, got.Scores, want.Scores)
			}
		}
		for i, item := range c.Items {
			e := m.ExplainIn([]string{c.Items[max(0, i-1)].Text, item.Text}, 1)
			sum := slices.Clone(e.Base)
			for k, v := range e.Around {
				sum[k] += v
			}
			for _, w := range e.Words {
				if w.Lo < 0 || w.Hi > len(item.Text) || w.Lo >= w.Hi {
					t.Fatalf("%s: word at %d to %d of %d bytes", item.ID, w.Lo, w.Hi, len(item.Text))
				}
				if len(w.Features) == 0 {
					t.Fatalf("%s: the word %q has a share but no feature", item.ID, item.Text[w.Lo:w.Hi])
				}
				for k, share := range w.Shares {
					sum[k] += share
				}
			}
			for k, want := range e.Scores {
				if math.Abs(sum[k]-want) > 1e-6*(1+math.Abs(want)) {
					t.Fatalf("%s %s class %d: the shares add up to %v, the score is %v", name, item.ID, k, sum[k], want)
				}
			}
		}
	}
}

// TestDamage: every prefix of a model file, and a file with any byte changed, is refused or reads as the same model.
func TestDamage(t *testing.T) {
	m, _ := train(t, part(corpus(t, "stance"), 8), quick("bayes"), 0)
	file := write(t, m)
	for n := 0; n < len(file); n += 1 + len(file)/400 {
		if _, err := classify.Parse(file[:n]); err == nil {
			t.Fatalf("the first %d of %d bytes are read as a model", n, len(file))
		}
	}
	for n := 0; n < len(file); n += 1 + len(file)/400 {
		bad := slices.Clone(file)
		bad[n] ^= 0x11
		back, err := classify.Parse(bad)
		if err == nil && !bytes.Equal(write(t, back), file) {
			t.Fatalf("byte %d changed: read as another model", n)
		}
	}
}

// TestGolden: models of every format that was ever written are read and answer as they did.
func TestGolden(t *testing.T) {
	want := map[string]string{"format1.parley": "optimistic"}
	files, err := os.ReadDir("testdata/models")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != classify.Format {
		t.Errorf("%d golden models for %d formats", len(files), classify.Format)
	}
	for _, f := range files {
		data, err := os.ReadFile("testdata/models/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		m, err := classify.Parse(data)
		if err != nil {
			t.Errorf("%s: %v", f.Name(), err)
			continue
		}
		r := m.Text("Both delegations agreed to meet again next week and thanked the mediators for the progress made.")
		if got := m.Scheme().Format(r.Set); got != want[f.Name()] {
			t.Errorf("%s: answers %q %v, used to answer %q", f.Name(), got, r.Probs, want[f.Name()])
		}
	}
}

// TestRollUp counts by hand: two body paragraphs, one heading, lengths 10 and 30.
func TestRollUp(t *testing.T) {
	m, err := classify.Builtin("stance")
	if err != nil {
		t.Fatal(err)
	}
	a := article.FromParagraphs("a", "t", []string{strings.Repeat("x", 10), "A heading", strings.Repeat("zqx ", 10)})
	a.Paragraphs[1].Kind = article.Heading
	r := m.Article(a)
	if r.Body != 2 || r.Results[1] != nil || r.Results[0] == nil || r.Results[2] == nil {
		t.Fatalf("%d body paragraphs, results %v", r.Body, r.Results)
	}
	x, y := float64(len(a.Paragraphs[0].Text)), float64(len(a.Paragraphs[2].Text))
	for k := range r.Mean {
		want := (x*r.Results[0].Probs[k] + y*r.Results[2].Probs[k]) / (x + y)
		if math.Abs(r.Mean[k]-want) > 1e-12 {
			t.Errorf("mean of class %d is %v, by hand %v", k, r.Mean[k], want)
		}
	}
	if r.Unseen != 1 {
		t.Errorf("share of unseen words is %v: no word of the text exists", r.Unseen)
	}
	for _, text := range []string{"", "— — —"} {
		a := article.FromParagraphs("b", "t", []string{text, "A heading"})
		a.Paragraphs[len(a.Paragraphs)-1].Kind = article.Heading
		if r := m.Article(a); !math.IsNaN(r.Unseen) {
			t.Errorf("share of unseen words is %v where the body is %q: want NaN", r.Unseen, text)
		}
	}
}

// TestTrainErrors: what cannot be trained on is an error that says why.
func TestTrainErrors(t *testing.T) {
	c := corpus(t, "stance")
	one := part(c, 1)
	none := c.Subset([]int{0, 1})
	none.Marks = nil
	for _, test := range []struct {
		name   string
		corpus *labels.Corpus
		change func(*classify.Config)
		want   string
	}{
		{"one article", one, nil, "two articles"},
		{"nothing coded", none, nil, "label"},
		{"folds", c, func(c *classify.Config) { c.Folds = 1 }, "folds"},
		{"near", c, func(c *classify.Config) { c.Near = math.NaN() }, "near"},
		{"unsure", c, func(c *classify.Config) { c.Unsure = 1 }, "unsure"},
		{"thresholds", c, func(c *classify.Config) { c.Thresholds = "best" }, "thresholds"},
		{"bootstrap", c, func(c *classify.Config) { c.Bootstrap = -1 }, "bootstrap"},
		{"model", c, func(c *classify.Config) { c.Model.Name = "forest" }, "forest"},
		{"options", c, func(c *classify.Config) { c.Model.Options = []byte(`{"depth": 3}`) }, "depth"},
	} {
		cfg := quick("logistic")
		if test.change != nil {
			test.change(&cfg)
		}
		_, _, err := classify.Train(context.Background(), test.corpus, cfg, classify.Options{})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one that names %q", test.name, err, test.want)
		}
	}
}

// TestCancel: a cancelled training ends with the error of its context.
func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := classify.Train(ctx, corpus(t, "stance"), quick("logistic"), classify.Options{}); err != context.Canceled {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

// TestReadConfig: fields that are absent keep their default, unknown ones and wrong values name file and line.
func TestReadConfig(t *testing.T) {
	c, err := classify.ReadConfig(strings.NewReader(`{"model": {"name": "bayes"}, "folds": 5}`), "run.json")
	if err != nil {
		t.Fatal(err)
	}
	if want := classify.Default("bayes"); c.Folds != 5 || c.Seed != want.Seed || len(c.Features.Families) != len(want.Features.Families) {
		t.Errorf("read %+v", c)
	}
	for text, want := range map[string]string{
		" null\n":                   "run.json:1: found null, give an object",
		`{"fold": 5}`:               "fold",
		"{\n\"folds\": \"many\"}":   "run.json:2",
		"{\n\n\"folds\": 5":         "run.json:",
		`{"folds": 1}`:              "folds",
		`{"folds": 5} {"folds": 6}`: "run.json",
	} {
		if _, err := classify.ReadConfig(strings.NewReader(text), "run.json"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", text, err, want)
		}
	}
}

// FuzzParse: no bytes make reading a model panic or take memory without bound.
func FuzzParse(f *testing.F) {
	m, _ := train(f, part(corpus(f, "stance"), 3), quick("bayes"), 0)
	file := write(f, m)
	f.Add(file)
	f.Add(file[:len(file)/2])
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := classify.Parse(data); err == nil {
			m.Text("the talks will go on")
		}
	})
}

func BenchmarkText(b *testing.B) {
	m, err := classify.Builtin("stance")
	if err != nil {
		b.Fatal(err)
	}
	c := corpus(b, "stance")
	s := m.NewScorer()
	bytes := 0
	for _, item := range c.Items {
		bytes += len(item.Text)
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		for _, item := range c.Items {
			s.Text(item.Text)
		}
	}
}
