package main

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/report"
	"github.com/parley-go/parley/labels"
	"github.com/parley-go/parley/models"
)

func newTrain(s streams) *cobra.Command {
	var (
		data          coded
		view          reporting
		model, config string
		preset        string
		target        string
		lend          []string
		vectors       string
		tune          bool
		seed          uint64
		folds         int
		threads       int
		boot          int
	)
	o := classify.DefaultChoose()
	c := &cobra.Command{
		Use:   "train --input FILE --scheme stance|frames|FILE|infer -o NAME.parley",
		Short: "Train a model on coded paragraphs and print how good it is",
		Long: `Train a model on coded paragraphs. The evaluation that is printed comes from cross-validation: every paragraph is
scored by a model that saw neither it, nor another paragraph of its article, nor a near-duplicate. The model that is
written is then trained on everything. The same data, configuration and seed give the same file, byte for byte.

Coded paragraphs are JSON objects, one a line, or rows of CSV or TSV: id, article, text, and the label in a field named as the scheme.
Several labels of a paragraph are a list, or stand in a cell with ; between.

Presets are configurations for kinds of text:
  news   paragraphs of news: stems and pairs of them, characters within words (the default)
  short  headlines, questions and posts: with punctuation, emoji, emoticons, pieces of tags, elongated words; on naive-Bayes ratios
  long   reviews and whole articles: which words and signs, pairs and triples of them occur, on naive-Bayes ratios

--for conflict=Sudan makes a model for one value of a field and lets the paragraphs of the others help: each feature has a weight that all
share and one of the value's own. It pays where each value has few paragraphs and they speak of the same things in part. Only paragraphs
of that value are measured.

With context or article in the configuration (parley help config) a paragraph is read with those around it: keep the paragraphs of an article
together and in order, or give each its number in a field para, as parley extract does.

--lend takes more coded paragraphs, of another kind than those that the model is for: they help to learn everywhere, and neither evaluation nor
calibration nor thresholds depend on how they are.

--tune looks for a better one by itself, starting from the preset or the file: n-grams of words and characters, weighting, stems, stop words,
least frequency, signs, then trainers, class weights, strengths and products of two trainers, measured by cross-validation on the
training data alone. It looks at 10,000 paragraphs and 3 MB of text at most, which takes some minutes on two cores. Each
candidate is printed with its figure on standard error, a * where it is the best so far. The evaluation of the winner says that it was chosen
on the same data; parley tune measures such a choice by nested cross-validation, for ranges of your own.`,
		Example: `  parley train --input coded.jsonl --scheme stance -o stance.parley
  parley train --input coded.csv --scheme infer --label-field tone --group-field story --model bayes -o tone.parley
  parley train --input coded.jsonl --scheme frames --config run.json --format html --report report.html -o frames.parley
  parley train --input posts.jsonl --scheme infer --preset short --tune --metric accuracy -o posts.parley`,
		Args: exactly(0, "none"),
		RunE: func(c *cobra.Command, _ []string) error {
			start := time.Now()
			if err := threadsFlag(threads); err != nil {
				return err
			}
			if data.scheme == "" {
				return usagef("no --scheme: give stance, frames, a JSON file, or infer")
			}
			if view.out == "" {
				return usagef("no -o: name the model file to write, such as stance.parley")
			}
			if err := separate(s, slices.Concat(data.files(), lend, []string{config, vectors}), view.files()); err != nil {
				return err
			}
			cfg, err := trainConfig(config, preset, model, c.Flags().Changed("model"))
			if err != nil {
				return err
			}
			if err := aim(&cfg, target); err != nil {
				return err
			}
			if len(lend) > 0 && (tune || cfg.For != nil) {
				return usagef("--lend with --tune or --for: leave one of them out")
			}
			if c.Flags().Changed("seed") {
				cfg.Seed = seed
			}
			if c.Flags().Changed("folds") {
				cfg.Folds = folds
			}
			if c.Flags().Changed("bootstrap") {
				cfg.Bootstrap = boot
			}
			if err := cfg.Check(); err != nil {
				return usageError{err}
			}
			if cfg.Folds == 0 && (view.report != "" || view.predictions != "" || c.Flags().Changed("format")) {
				return usagef("no folds, so there is nothing to report: leave out --report, --predictions and --format, or give --folds 2 or more")
			}
			switch {
			case tune && vectors != "":
				return usagef("--tune with --vectors: word vectors are not among what is tried, leave one of them out")
			case tune && cfg.For != nil:
				return usagef("--tune with --for: look for a configuration without a target, then train with --config and --for")
			case !tune && c.Flags().Changed("metric"):
				return usagef("--metric is what --tune goes by: give --tune too")
			}
			format, err := view.form.of(view.report)
			if err != nil {
				return err
			}
			scheme, err := resolveScheme(data.scheme)
			if err != nil {
				return err
			}
			for _, name := range []string{view.out, view.report, view.predictions} {
				if err := writable(name); err != nil {
					return err
				}
			}
			corpus, err := data.read(s, scheme)
			if err != nil {
				return err
			}
			if len(lend) > 0 {
				if corpus, err = data.lend(s, corpus, lend, &cfg); err != nil {
					return err
				}
			}
			options := classify.Options{Threads: threads, Progress: newProgress(s.err)}
			if options.Vectors, options.Source, err = readVectors(vectors); err != nil {
				return err
			}
			if tune {
				if _, err := labels.MetricByName(o.Metric, corpus.Scheme); err != nil {
					return usageError{err}
				}
				o.Threads = threads
				choice, err := choose(c.Context(), s, corpus, cfg, o)
				if err != nil {
					return fmt.Errorf("%s: %w", data.name(), err)
				}
				cfg = choice.Config
				options.Doubts = append(options.Doubts, choice.Doubt())
			}
			var m *classify.Model
			var e *classify.Evaluation
			if err := until(c.Context(), func() (err error) { m, e, err = classify.Train(c.Context(), corpus, cfg, options); return err }); err != nil {
				return fmt.Errorf("%s: %w", data.name(), err)
			}
			if err := output(s, view.out, m.Write); err != nil { // first: the report may go to a reader that leaves
				return err
			}
			if cfg.Folds == 0 {
				fmt.Fprintln(s.err, "not evaluated, as there are no folds: parley evaluate measures the model on held-out paragraphs")
			} else if err := view.evaluation(s, view.report, format, e); err != nil {
				return err
			}
			articles := " of " + labels.CountedGroups(e.Articles)
			if e.NoArticles {
				articles = ", no article is known"
			}
			fmt.Fprintf(s.err, "wrote %s: %s, trained on %s%s\n", view.out,
				labels.Counted(m.Width(), "feature", "features"), labels.Counted(e.Items, "paragraph", "paragraphs"), articles)
			spent(s.err, start)
			return nil
		},
	}
	data.add(c, true)
	f := c.Flags()
	f.StringVar(&model, "model", "logistic", "trainer: "+joinWords(models.Names()))
	f.StringVar(&config, "config", "", "JSON file with the configuration: see parley help config; parley info --config prints that of a model")
	f.StringVar(&preset, "preset", "", "configuration for a kind of text: "+joinWords(classify.Presets()))
	f.BoolVar(&tune, "tune", false, "look for the best configuration by cross-validation first")
	f.StringVar(&o.Metric, "metric", o.Metric, "figure that --tune goes by, see parley help metrics")
	addVectors(c, &vectors)
	addTarget(c, &target)
	f.StringArrayVar(&lend, "lend", nil, "more coded paragraphs, of another kind: learned from, not measured on; may be repeated")
	f.Uint64Var(&seed, "seed", 1, "seed of the folds and the bootstrap")
	f.IntVar(&folds, "folds", 10, "folds of the cross-validation; 0 trains without evaluation and calibration, which is faster")
	f.IntVar(&boot, "bootstrap", 1000, "replicates for the 95 % intervals, 0 for none")
	f.IntVar(&threads, "threads", 0, "folds at once, 0 for one a core; the result does not depend on it")
	f.StringVarP(&view.out, "output", "o", "", "model file to write")
	f.StringVar(&view.report, "report", "", "write the evaluation to this file instead of standard output")
	view.add(c)
	completeWords(c, "model", models.Names())
	completeWords(c, "preset", classify.Presets())
	return c
}

// trainConfig is the configuration of a file, of a preset, or the default of a trainer.
func trainConfig(file, preset, model string, named bool) (classify.Config, error) {
	switch {
	case preset != "" && (file != "" || named):
		return classify.Config{}, usagef("--preset %s is a whole configuration: leave out --config and --model", preset)
	case preset != "":
		c, err := classify.Preset(preset)
		if err != nil {
			return c, usagef("--preset %s: give one of %s", preset, joinWords(classify.Presets()))
		}
		return c, nil
	case file == "":
		if _, ok := models.New(model); !ok {
			return classify.Config{}, usagef("--model %s: give one of %s", model, joinWords(models.Names()))
		}
		return classify.Default(model), nil
	}
	f, err := openFile(file, "the JSON file of a configuration")
	if err != nil {
		return classify.Config{}, err
	}
	defer f.Close()
	cfg, err := classify.ReadConfig(f, file)
	if err == nil && named && cfg.Model.Name != model {
		return cfg, usagef("--model %s, but %s says %s: leave one of them out", model, file, cfg.Model.Name)
	}
	return cfg, err
}

// reporting are the flags of the verbs that write an evaluation.
type reporting struct {
	form                     form
	out, report, predictions string
}

// add registers the flags.
func (o *reporting) add(c *cobra.Command) {
	f := c.Flags()
	o.form.add(c, "report", "--report", false)
	f.StringVar(&o.predictions, "predictions", "", "also write each paragraph's label, prediction and probabilities to this CSV file")
}

// files are the files that are written.
func (o *reporting) files() []string {
	all := []string{o.out, o.report}
	if o.predictions != "" {
		all = append(all, o.predictions)
	}
	return all
}

// evaluation writes the report, and the predictions if asked for.
func (o *reporting) evaluation(s streams, name string, format report.Format, e *classify.Evaluation) error {
	err := output(s, name, func(w io.Writer) error { return report.Evaluation(w, format, e, style(s, name)) })
	if err != nil || o.predictions == "" {
		return err
	}
	return output(s, o.predictions, func(w io.Writer) error { return report.Predictions(w, e) })
}

// style fits a report to where it goes.
func style(s streams, name string) report.Style {
	st := report.Style{Width: 100}
	if name == "" || name == "-" {
		if width, ok := isTerminal(s.out); ok {
			st.Width = width
		}
		st.Color = colourful(s.out)
	}
	return st
}
