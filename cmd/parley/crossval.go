package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
	"github.com/parley-go/parley/models"
)

func newCrossval(s streams) *cobra.Command {
	var (
		data          coded
		view          publishing
		model, config string
		preset        string
		target        string
		vectors       string
		seed          uint64
		folds, boot   int
		under         []string
	)
	o := classify.DefaultCross()
	c := &cobra.Command{
		Use:   "crossval --input FILE --scheme stance|frames|FILE|infer",
		Short: "Measure a configuration by cross-validation, without writing a model",
		Long: `Measure a configuration on coded paragraphs: every paragraph is scored by a model that saw neither it, nor another paragraph
of its article, nor a near-duplicate. Vocabulary, weights, calibration and thresholds of that model come from the other
folds alone. --repeats makes several rounds with other folds; --by leaves out one value of a field at a time: source, conflict,
period (the year of the field date), date:7 (the month), or any other.

--leak also splits paragraphs at random and says how much better that looks. --curve trains on growing parts and says how many
more paragraphs a gain would take. --report-dir writes the whole report: HTML, Markdown, LaTeX, JSON, CSV and plots.`,
		Example: `  parley crossval --input coded.jsonl --scheme stance
  parley crossval --input coded.jsonl --scheme stance --repeats 5 --leak --curve --report-dir report
  parley crossval --input coded.jsonl --scheme frames --by source --format html -o by-source.html`,
		Args: exactly(0, "none"),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := threadsFlag(o.Threads); err != nil {
				return err
			}
			if data.scheme == "" {
				return usagef("no --scheme: give stance, frames, a JSON file, or infer")
			}
			if err := separate(s, append(data.files(), config, vectors), view.files()); err != nil {
				return err
			}
			cfg, err := trainConfig(config, preset, model, c.Flags().Changed("model"))
			if err != nil {
				return err
			}
			if err := aim(&cfg, target); err != nil {
				return err
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
			if err := o.Check(); err != nil {
				return usageError{err}
			}
			if err := view.check(); err != nil {
				return err
			}
			scheme, err := resolveScheme(data.scheme)
			if err != nil {
				return err
			}
			corpus, err := data.read(s, scheme)
			if err != nil {
				return err
			}
			least, err := parseUnder(under, corpus.Scheme)
			if err != nil {
				return err
			}
			for _, name := range view.metrics {
				if _, err := labels.MetricByName(name, corpus.Scheme); err != nil {
					return usageError{err}
				}
			}
			o.Progress = newProgress(s.err)
			o.Slices, o.Metrics = view.slices, least.beside(view.metrics, corpus.Scheme)
			if o.Vectors, o.Source, err = readVectors(vectors); err != nil {
				return err
			}
			var e *classify.Evaluation
			if err := until(c.Context(), func() (err error) { e, err = classify.CrossValidate(c.Context(), corpus, cfg, o); return err }); err != nil {
				return fmt.Errorf("%s: %w", data.name(), err)
			}
			e.Manifest = &classify.Manifest{Verb: "crossval", Cross: o.Record(), Slices: o.Slices, Metrics: o.Metrics, Bootstrap: cfg.Bootstrap, Seed: cfg.Seed, Versions: versions()}
			if err := view.write(s, e); err != nil {
				return err
			}
			return least.check(e)
		},
	}
	data.add(c, true)
	f := c.Flags()
	f.StringVar(&model, "model", "logistic", "trainer: "+joinWords(models.Names()))
	f.StringVar(&preset, "preset", "", "configuration for a kind of text: "+joinWords(classify.Presets()))
	f.StringVar(&config, "config", "", "JSON file with the configuration (parley info --config prints that of a model)")
	addVectors(c, &vectors)
	addTarget(c, &target)
	f.Uint64Var(&seed, "seed", 1, "seed of the folds and the bootstrap")
	f.IntVar(&folds, "folds", 10, "folds of the cross-validation")
	f.IntVar(&o.Repeats, "repeats", o.Repeats, "rounds, each with other folds")
	f.StringVar(&o.By, "by", "", "leave out one value of this field at a time instead of folds")
	f.IntVar(&o.Inner, "inner", o.Inner, "folds inside each training part, on which calibration and thresholds are fitted")
	f.BoolVar(&o.Leak, "leak", false, "also measure under a random split of paragraphs: how much of a figure is leak")
	f.BoolVar(&o.Curve, "curve", false, "also measure a learning curve: how many more paragraphs a gain takes")
	f.IntVar(&boot, "bootstrap", 1000, "replicates for the 95 % intervals, 0 for none")
	f.IntVar(&o.Threads, "threads", 0, "folds at once, 0 for one a core; the result does not depend on it")
	f.StringArrayVar(&under, "fail-under", nil, "exit with status 1 if a figure of which more is better is below a value, as in macro_f1=0.6; may be repeated")
	view.add(c)
	completeWords(c, "model", models.Names())
	completeWords(c, "preset", classify.Presets())
	completeWords(c, "by", strings.Fields("source conflict genre period date:7 length"))
	return c
}
