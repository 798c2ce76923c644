// Command ablationvariants measures what each choice in the configuration of a built-in model is worth: it changes one thing at a time and
// prints what that does to the out-of-fold figure, with the 95 % interval of the difference by a paired bootstrap over articles.
//
// It reads the coded corpora (JSONL) that the built-in models are learned from, and never held-out data: the first is measured, out of fold, the others
// are lent, as in .ci/models.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/labels"
)

// variant is a change of a configuration.
type variant struct {
	name   string
	change func(*classify.Config)
	add    bool // the change adds a thing that the model does without
}

var shared = []variant{
	{name: "pairs of words", change: func(c *classify.Config) { each(c, "words", func(f *features.Family) { f.Max = 1 }) }},
	{name: "idf (log counts alone)", change: func(c *classify.Config) { each(c, "words", func(f *features.Family) { f.Weighting = features.Log }) }},
	{name: "stems (whole words)", change: func(c *classify.Config) { c.Features.Stem = false }},
	{name: "features in several articles (any)", change: func(c *classify.Config) { c.MinArticles = 1 }},
	{name: "company of the article", change: func(c *classify.Config) { c.Context, c.Article = 0, 0 }},
	{name: "class weights (none)", change: func(c *classify.Config) {
		c.Model.Options = json.RawMessage(`{"c": 1, "balance": "none", "tolerance": 0.0001}`)
	}},
	{name: "all but words and pairs (naive Bayes on their counts)", change: func(c *classify.Config) {
		d := classify.Default("bayes")
		d.Features.MaskNames = c.Features.MaskNames
		c.Features, c.Model, c.Context, c.Article = d.Features, d.Model, 0, 0
	}},
	{name: "logistic (on naive-Bayes ratios)", change: trainer("nblogistic", `{"c": 1, "balance": "balanced", "tolerance": 0.0001}`)},
	{name: "logistic (linear SVM)", change: trainer("svm", `{"c": 0.1, "balance": "balanced", "tolerance": 0.0001}`)},
	{name: "trigrams", add: true, change: func(c *classify.Config) { each(c, "words", func(f *features.Family) { f.Max = 3 }) }},
	{name: "cues", add: true, change: family(features.Family{Kind: "cues", Weighting: features.LogIDF, Unit: true, Scale: 0.7, MinDocs: 3})},
	{name: "L2 strength C 0.25", add: true, change: strength("0.25")},
	{name: "L2 strength C 1", add: true, change: strength("1")},
}

var own = map[string][]variant{
	"stance": {
		{name: "names masked", change: func(c *classify.Config) { c.Features.MaskNames = false }},
		{name: "lexicon of talks, all three families", change: without("lexicon", "sentences", "expressions")},
		{name: "lexicon by sentence", change: without("sentences")},
		{name: "calibration to even classes (shares of the corpus)", change: func(c *classify.Config) { c.Prior = 0 }},
		{name: "logistic (ordinal logistic)", change: trainer("ordinal", `{"c": 1, "balance": "balanced", "tolerance": 0.0001}`)},
		{name: "pieces of words", add: true, change: family(features.Family{Kind: "chars", Min: 3, Max: 5, Weighting: features.LogIDF, Unit: true, Scale: 1, MinDocs: 3})},
	},
	"frames": {
		{name: "pieces of words", change: without("chars")},
		{name: "lexicon of frames, both families", change: without("lexicon", "expressions")},
		{name: "thresholds a class (0.5 for all)", change: func(c *classify.Config) { c.Thresholds = "half" }},
		{name: "names masked", add: true, change: func(c *classify.Config) { c.Features.MaskNames = true }},
	},
}

func each(c *classify.Config, kind string, change func(*features.Family)) {
	c.Features.Families = slices.Clone(c.Features.Families)
	for i := range c.Features.Families {
		if c.Features.Families[i].Kind == kind {
			change(&c.Features.Families[i])
		}
	}
}

func without(kinds ...string) func(*classify.Config) {
	return func(c *classify.Config) {
		c.Features.Families = slices.DeleteFunc(slices.Clone(c.Features.Families), func(f features.Family) bool { return slices.Contains(kinds, f.Kind) })
	}
}

func family(f features.Family) func(*classify.Config) {
	return func(c *classify.Config) { c.Features.Families = append(slices.Clone(c.Features.Families), f) }
}

func trainer(name, options string) func(*classify.Config) {
	return func(c *classify.Config) {
		c.Model = classify.ModelConfig{Name: name, Options: json.RawMessage(options)}
	}
}

func strength(c string) func(*classify.Config) {
	return func(cfg *classify.Config) {
		cfg.Model.Options = json.RawMessage(`{"c": ` + c + `, "balance": "balanced", "tolerance": 0.0001}`)
	}
}

func main() {
	scheme := flag.String("scheme", "stance", "stance or frames")
	vectors := flag.String("vectors", "", "word vectors, as parley train takes them: with them, for frames; as a thing to add, for stance")
	folds := flag.Int("folds", 5, "folds of the cross-validation")
	only := flag.String("only", "", "measure only the variants whose name matches this regular expression")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: ablationvariants [-scheme S] [-vectors FILE] [-folds K] [-only REGEXP] CORPUS.jsonl [LENT.jsonl...]")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() == 0 || own[*scheme] == nil {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*scheme, *vectors, *folds, *only, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "ablationvariants:", err)
		os.Exit(1)
	}
}

func run(name, vectors string, folds int, only string, files []string) error {
	text, err := os.ReadFile("classify/builtin/" + name + ".json")
	if err != nil {
		return err
	}
	cfg, err := classify.ReadConfig(strings.NewReader(string(text)), name+".json")
	if err != nil {
		return err
	}
	cfg.Folds, cfg.Bootstrap = folds, 0
	pick, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	corpus, target, err := read(name, files)
	if err != nil {
		return err
	}
	cfg.For = target
	var words *features.WordVectors
	if vectors != "" {
		f, err := os.Open(vectors)
		if err != nil {
			return err
		}
		defer f.Close()
		if words, err = features.ReadWordVectors(f, vectors, features.FrequentWords()); err != nil {
			return err
		}
	}
	uses := slices.ContainsFunc(cfg.Features.Families, func(f features.Family) bool { return f.Kind == "forms" })
	if uses && words == nil {
		return fmt.Errorf("the %s model is learned with word vectors: give -vectors FILE", name)
	}
	names := []string{"macro_f1"}
	if corpus.Scheme.Many {
		names = []string{"micro_f1", "macro_f1"}
	}
	var metrics []labels.Metric
	for _, n := range names {
		m, err := labels.MetricByName(n, corpus.Scheme)
		if err != nil {
			return err
		}
		metrics = append(metrics, m)
	}
	measure := func(cfg classify.Config, w *features.WordVectors) (*labels.Answers, error) {
		_, e, err := classify.Train(context.Background(), corpus, cfg, classify.Options{Vectors: w, Source: "-"})
		if err != nil {
			return nil, err
		}
		return answers(e), nil
	}
	with := words
	if !uses {
		with = nil
	}
	whole, err := measure(cfg, with)
	if err != nil {
		return err
	}
	head := "| | change |"
	rule := "|---|---|"
	for _, m := range metrics {
		head += " " + m.Title + " | 95 % interval |"
		rule += "---:|---|"
	}
	fmt.Println(head + " seconds |")
	fmt.Println(rule + "---:|")
	row := "| as built in | |"
	for _, d := range labels.Compare(whole, whole, metrics, 10, 1) {
		row += fmt.Sprintf(" %.3f | |", d.A)
	}
	fmt.Println(row + " |")
	variants := append(slices.Clone(own[name]), shared...)
	if words != nil {
		variants = append(variants, variant{name: "word vectors", add: !uses})
	}
	for _, v := range variants {
		if !pick.MatchString(v.name) {
			continue
		}
		start := time.Now()
		changed, w := cfg, with
		switch {
		case v.change != nil:
			v.change(&changed)
		case uses:
			without("forms")(&changed)
			w = nil
		default:
			w = words
		}
		a, err := measure(changed, w)
		if err != nil {
			return fmt.Errorf("%s: %w", v.name, err)
		}
		sort := "without"
		if v.add {
			sort = "with"
		}
		row := fmt.Sprintf("| %s | %s |", sort, v.name)
		for _, d := range labels.Compare(a, whole, metrics, 2000, 1) {
			row += fmt.Sprintf(" %+.3f | %+.3f to %+.3f |", d.Diff, d.Lo, d.Hi)
		}
		fmt.Printf("%s %.0f |\n", row, time.Since(start).Seconds())
	}
	return nil
}

// read reads the first file and lends it the others.
func read(scheme string, files []string) (*labels.Corpus, *classify.Target, error) {
	s, _ := labels.Builtin(scheme)
	var all []*labels.Corpus
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, nil, err
		}
		defer f.Close()
		c, problems, err := labels.Read(f, labels.ReadOptions{Scheme: s, Name: name})
		if err == nil && len(problems) > 0 {
			err = fmt.Errorf("%d lines of %s cannot be used: see parley corpus check", len(problems), name)
		}
		if err != nil {
			return nil, nil, err
		}
		all = append(all, c)
	}
	if len(all) == 1 {
		return all[0], nil, nil
	}
	lent, err := labels.Join(all[1:]...)
	if err != nil {
		return nil, nil, err
	}
	return classify.Lend(all[0], lent)
}

// answers are the out-of-fold answers of an evaluation, with the articles as groups.
func answers(e *classify.Evaluation) *labels.Answers {
	a := &labels.Answers{Scheme: e.Scheme}
	number := map[string]int{}
	for _, o := range e.Outcomes {
		if _, ok := number[o.Article]; !ok {
			number[o.Article] = len(number)
		}
		a.Truth, a.Pred = append(a.Truth, o.Truth), append(a.Pred, o.Pred)
		a.Groups = append(a.Groups, number[o.Article])
	}
	return a
}
