package classify

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/labels"
)

// marked returns paragraphs of random words whose class is told by the mark at their end alone.
func marked(n int) *labels.Corpus {
	r := rand.New(rand.NewPCG(4, 4))
	words := strings.Fields("river stone paper window garden engine market letter summer bridge copper violin")
	c := &labels.Corpus{Scheme: &labels.Scheme{Name: "mood", Classes: []labels.Class{{Name: "asks"}, {Name: "shouts"}}}}
	for i := range n {
		var text []string
		for range 8 {
			text = append(text, words[r.IntN(len(words))])
		}
		id := fmt.Sprint(i)
		c.Items = append(c.Items, labels.Item{ID: id, Article: id, Text: strings.Join(text, " ") + []string{" ?", " !"}[i%2]})
		c.Marks = append(c.Marks, labels.Mark{Item: id, Coder: "a", Set: labels.One(i % 2)})
	}
	return c
}

// TestChoose lets the search find that words say nothing and marks say all.
func TestChoose(t *testing.T) {
	c := marked(60)
	o := DefaultChoose()
	o.Metric = "accuracy"
	var first, last Trial
	tried := 0
	o.Tried = func(x Trial) {
		if tried == 0 {
			first = x
		}
		last, tried = x, tried+1
	}
	choice, err := Choose(t.Context(), c, Default("logistic"), o)
	if err != nil {
		t.Fatal(err)
	}
	if first.Value > 0.75 || choice.Value != 1 || choice.Corrected < 0.95 {
		t.Errorf("from %v to %v, corrected %v: want from about 0.5 to 1", first.Value, choice.Value, choice.Corrected)
	}
	reads := false
	for _, f := range choice.Config.Features.Families {
		reads = reads || f.Kind == "posts" || f.Kind == "spans"
	}
	if !reads {
		t.Errorf("chosen %+v: no family that reads signs", choice.Config.Features.Families)
	}
	if tried < choice.Trials || last.Says != "in other folds too" {
		t.Errorf("told of %d candidates of %d, the last %q", tried, choice.Trials, last.Says)
	}
	o.Tried, o.Threads = nil, 1
	again, err := Choose(t.Context(), c, Default("logistic"), o)
	if err != nil {
		t.Fatal(err)
	}
	one, _ := json.Marshal(choice)
	other, _ := json.Marshal(again)
	if string(one) != string(other) {
		t.Errorf("on one thread %s, on several %s", other, one)
	}
	if d := choice.Doubt(); !strings.Contains(d, fmt.Sprintf("best of %d by cross-validated accuracy", choice.Trials)) {
		t.Errorf("doubt %q", d)
	}
}

func TestChooseRefuses(t *testing.T) {
	for want, change := range map[string]func(*ChooseOptions, *Config, *labels.Corpus){
		"articles":    func(_ *ChooseOptions, _ *Config, c *labels.Corpus) { c.Items, c.Marks = c.Items[:2], c.Marks[:2] },
		"metric":      func(o *ChooseOptions, _ *Config, _ *labels.Corpus) { o.Metric = "nonesuch" },
		"texts":       func(o *ChooseOptions, _ *Config, _ *labels.Corpus) { o.Texts = 1 },
		"min_article": func(_ *ChooseOptions, cfg *Config, _ *labels.Corpus) { cfg.MinArticles = 0 },
	} {
		o, cfg, c := DefaultChoose(), Default("logistic"), marked(12)
		change(&o, &cfg, c)
		if _, err := Choose(t.Context(), c, cfg, o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want an error about %s", err, want)
		}
	}
}

// TestBounded draws whole groups within both limits.
func TestBounded(t *testing.T) {
	c := marked(40)
	for i := range c.Items {
		c.Items[i].Article = fmt.Sprint(i / 4)
	}
	s, err := newSample(c, 0)
	if err != nil {
		t.Fatal(err)
	}
	size := 0
	for _, x := range s.texts {
		size += len(x)
	}
	if s.bounded(40, size, 1) != s {
		t.Error("within the limits, and not the sample itself")
	}
	for _, part := range []*sample{s.bounded(19, size, 1), s.bounded(40, size/2, 1)} {
		count, bytes := map[int]int{}, 0
		for i, g := range part.groups {
			count[g]++
			bytes += len(part.texts[i])
			if part.texts[i] != c.Items[part.rows[i]].Text {
				t.Fatalf("row %d has the text of another", i)
			}
		}
		if len(part.rows) < 12 || len(part.rows) > 20 || bytes > size {
			t.Errorf("%d rows, %d bytes of %d", len(part.rows), bytes, size)
		}
		for g, n := range count {
			if n != 4 {
				t.Errorf("group %d: %d rows of 4", g, n)
			}
		}
	}
}

// TestMoves checks that every move leaves a valid configuration, tells whether it changed anything, and does not touch the one it started from.
func TestMoves(t *testing.T) {
	var starts []features.Config
	for _, name := range Presets() {
		c, err := Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Check(); err != nil {
			t.Fatalf("preset %s: %v", name, err)
		}
		starts = append(starts, c.Features)
	}
	masked := features.Default()
	masked.MaskNames = true
	starts = append(starts, masked)
	for len(starts) > 0 && len(starts) < 200 {
		start := starts[0]
		starts = starts[1:]
		before, _ := json.Marshal(start)
		for _, space := range coordinates() {
			for _, m := range space.moves {
				next := start
				changed := m.to(&next)
				after, _ := json.Marshal(next)
				if changed == (string(before) == string(after)) {
					t.Fatalf("%s: %s says %v of\n%s\n%s", space.name, m.says, changed, before, after)
				}
				if err := next.Check(); err != nil {
					t.Fatalf("%s: %s of %s: %v", space.name, m.says, before, err)
				}
				if now, _ := json.Marshal(start); string(now) != string(before) {
					t.Fatalf("%s: %s changed its start", space.name, m.says)
				}
				if changed {
					starts = append(starts, next)
				}
			}
		}
	}
	if _, err := Preset("nonesuch"); err == nil {
		t.Error("an unknown preset was made")
	}
}
