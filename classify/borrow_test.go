package classify

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/labels"
	"github.com/parley-go/parley/models"
)

// regional is a corpus of two classes in three regions. "gains" and "losses" say the class everywhere, "river" the one class in the north and the
// other in the south; "harvest" and "flood" are in the south and the east alone.
func regional() *labels.Corpus {
	c := &labels.Corpus{Scheme: &labels.Scheme{Name: "mood", Question: "?", Classes: []labels.Class{{Name: "up"}, {Name: "down"}}}}
	add := func(region, class, text string) {
		id := fmt.Sprintf("%s-%d", region, len(c.Items))
		c.Items = append(c.Items, labels.Item{ID: id, Article: id, Text: text, Meta: map[string]string{"region": region}})
		c.Marks = append(c.Marks, labels.Mark{Item: id, Set: labels.One(slices.Index(c.Scheme.Names(), class))})
	}
	for i := range 12 {
		add("north", "up", fmt.Sprintf("gains by the river in year %d", i))
		add("north", "down", fmt.Sprintf("losses on the plain in year %d", i))
		for range 3 {
			add("south", "down", fmt.Sprintf("losses by the river and flood in season %d", i))
		}
		add("south", "up", fmt.Sprintf("gains on the plain and harvest in season %d", i))
		add("east", "down", fmt.Sprintf("flood in the valley in month %d", i))
		add("east", "up", fmt.Sprintf("harvest in the valley in month %d", i))
	}
	return c
}

func regionalConfig(value string) Config {
	cfg := Default("logistic")
	cfg.Features = features.Config{Language: "en", Families: []features.Family{{Kind: "words", Min: 1, Max: 1, Weighting: features.Binary, Scale: 1}}}
	cfg.Folds, cfg.Bootstrap, cfg.Near = 3, 0, 0
	if value != "" {
		cfg.For = &Target{Field: "region", Value: value, Borrow: BorrowDefault}
	}
	return cfg
}

// TestTarget: a model for the north knows the words of the other regions, keeps its own view of those that say different things there, and is
// measured on the north alone.
func TestTarget(t *testing.T) {
	learned := func(value string) (*Model, *Evaluation) {
		m, e, err := Train(t.Context(), regional(), regionalConfig(value), Options{})
		if err != nil {
			t.Fatal(err)
		}
		return m, e
	}
	up := func(m *Model, text string) float64 { return m.NewScorer().Text(text).Probs[0] }
	north, e := learned("north")
	south, _ := learned("south")
	if e.Items != 24 || len(e.Outcomes) != 24 || !strings.Contains(e.Method, "72 other items") {
		t.Errorf("%d items and %d outcomes are measured, by %s; want the 24 of the north and 72 others", e.Items, len(e.Outcomes), e.Method)
	}
	if h, f := up(north, "harvest"), up(north, "flood"); !(h > 0.5 && f < 0.5) {
		t.Errorf("the north has learned nothing from the rest: harvest %.3f, flood %.3f", h, f)
	}
	if n, s := up(north, "river"), up(south, "river"); !(n > 0.5 && s < 0.5) {
		t.Errorf("river is up in the north and down in the south, but %.3f and %.3f", n, s)
	}
}

// TestTargetIsAugmentation: the weights are those of a model that learns from rows with every feature twice, as Daumé III (2007) writes them:
// ⟨borrow·x, x, 0, 0⟩ in the first region, ⟨borrow·x, 0, x, 0⟩ in the second, ….
func TestTargetIsAugmentation(t *testing.T) {
	cfg := regionalConfig("south")
	s, cfg, err := learnable(regional(), cfg, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.fit(t.Context(), s.all(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	rows := append(s.all(), s.lenders(s.all())...)
	x := s.analysis.Vectors(got.vectorizer, rows)
	width := got.vectorizer.Width()
	d := &models.Data{Y: s.marks(rows), Weight: s.evened(rows), Width: 4 * width, Classes: 2}
	block := map[string]int{"": 1, "north": 2, "east": 3}
	for i, r := range rows {
		var v features.Vector
		for _, b := range []int{0, block[s.value(r)]} {
			for j, f := range x[i].Index {
				value := x[i].Value[j]
				if b == 0 {
					value *= BorrowDefault
				}
				v.Index, v.Value = append(v.Index, uint32(b*width)+f), append(v.Value, value)
			}
		}
		d.X = append(d.X, v)
	}
	trainer, err := cfg.trainer()
	if err != nil {
		t.Fatal(err)
	}
	want, err := trainer.Train(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	for f := range width {
		for k := range 2 {
			w := BorrowDefault*want.Linear.W[2*f+k] + want.Linear.W[2*(width+f)+k]
			if g := got.linear.W[2*f+k]; math.Abs(float64(g-w)) > 1e-3 {
				t.Errorf("%s, class %d: weight %.4f, longhand %.4f", got.vectorizer.Name(uint32(f)), k, g, w)
			}
		}
	}
}

// TestLenders: what is lent is weighed to the shares of the target, and an item of an article that is held out lends nothing.
func TestLenders(t *testing.T) {
	c := regional()
	for i := range c.Items {
		if c.Items[i].ID == "east-6" || c.Items[i].ID == "north-0" {
			c.Items[i].Article = "both"
		}
	}
	s, _, err := learnable(c, regionalConfig("north"), nil, "")
	if err != nil {
		t.Fatal(err)
	}
	all, without := s.lenders(s.all()), s.lenders(s.all()[1:])
	if len(all) != 72 || len(without) != 71 || slices.ContainsFunc(without, func(r int) bool { return s.group(r) == s.groups[0] }) {
		t.Errorf("%d rows are lent, %d with north-0 held out: want 72, and 71 without east-6", len(all), len(without))
	}
	rows := append(s.all(), all...)
	sum := map[string]map[labels.Set]float64{}
	for i, w := range s.evened(rows) {
		v := s.value(rows[i])
		if sum[v] == nil {
			sum[v] = map[labels.Set]float64{}
		}
		sum[v][s.gold(rows[i])] += w
	}
	for v, want := range map[string]float64{"": 12, "south": 24, "east": 12} {
		for k := range 2 {
			if got := sum[v][labels.One(k)]; math.Abs(got-want) > 1e-9 {
				t.Errorf("region %q, class %d weighs %v, want %v", v, k, got, want)
			}
		}
	}
}

// TestTargetThreads: the same bytes on any number of threads.
func TestTargetThreads(t *testing.T) {
	var files [2]bytes.Buffer
	for i := range files {
		m, _, err := Train(t.Context(), regional(), regionalConfig("east"), Options{Threads: 1 + i})
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Write(&files[i]); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Error("one thread and two threads give different model files")
	}
}

// TestLend: what is lent weighs in the fit as if it were at home, neighbours in its articles included, and nothing is measured on it.
func TestLend(t *testing.T) {
	all := regional()
	for i := range all.Items { // articles of four paragraphs, which are read in company
		all.Items[i].Article = fmt.Sprintf("%s-%d", all.Items[i].Meta["region"], i/4)
	}
	region := func(name string) *labels.Corpus {
		var rows []int
		for i, item := range all.Items {
			if item.Meta["region"] == name {
				rows = append(rows, i)
			}
		}
		return all.Subset(rows)
	}
	cfg := regionalConfig("")
	cfg.Context, cfg.Article = 0.2, 0.3
	joined, err := labels.Join(region("north"), region("south"))
	if err != nil {
		t.Fatal(err)
	}
	plain, _, err := learnable(joined, cfg, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	want, err := plain.fit(t.Context(), plain.all(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	c, target, err := Lend(region("north"), region("south"))
	if err != nil {
		t.Fatal(err)
	}
	cfg.For = target
	s, _, err := learnable(c, cfg, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.fit(t.Context(), s.all(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.linear.W, want.linear.W) {
		t.Error("what is lent does not weigh as what is at home")
	}
	_, e, err := Train(t.Context(), c, cfg, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if e.Items != 24 || len(e.Outcomes) != 24 || !strings.Contains(e.Method, "48 other items") {
		t.Errorf("%d items and %d outcomes are measured, by %s; want the 24 of the north and 48 lent", e.Items, len(e.Outcomes), e.Method)
	}
	if all.Items[0].Meta[FieldLent] != "" {
		t.Error("Lend has written into a corpus that it was given")
	}
}

// TestTargetErrors: what a target cannot be.
func TestTargetErrors(t *testing.T) {
	for want, change := range map[string]func(*Config){
		`there are east, north, south`: func(c *Config) { c.For.Value = "west" },
		`no item has a field "river"`:  func(c *Config) { c.For.Field = "river" },
		"has 96 values":                func(c *Config) { c.For.Field = "id" },
		"for.borrow is -1":             func(c *Config) { c.For.Borrow = -1 },
		"give both":                    func(c *Config) { c.For.Value = "" },
		"leave one of them out":        func(c *Config) { c.Context = 0.5 },
		"have no counts":               func(c *Config) { c.Model.Name = "bayes" },
	} {
		cfg := regionalConfig("north")
		change(&cfg)
		if _, _, err := Train(t.Context(), regional(), cfg, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want an error about %q", err, want)
		}
	}
	if _, err := Choose(t.Context(), regional(), regionalConfig("north"), DefaultChoose()); err != errTargetChosen {
		t.Errorf("a search with a target: %v", err)
	}
}
