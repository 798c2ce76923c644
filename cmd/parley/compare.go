package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/report"
	"github.com/parley-go/parley/labels"
)

func newCompare(s streams) *cobra.Command {
	var (
		data    coded
		form    form
		out     string
		metrics []string
		o       classify.CompareOptions
	)
	c := &cobra.Command{
		Use:   "compare A B ... --input FILE",
		Short: "Hold models against one another on the same coded paragraphs",
		Long: `Compare models, or predictions, on the same coded paragraphs: the difference of every figure with its 95 % interval, p-values of a
paired bootstrap over articles and of approximate randomisation, McNemar's exact test, the paragraphs that were answered differently,
and a verdict in words: which is better, or how many more articles it would take to show a difference.

A and B are model files, names of built-in models, or CSV files with the columns id and predicted, and prob_CLASS where there are
probabilities: what parley crossval --predictions writes, or any other program.`,
		Example: `  parley compare old.parley new.parley --input held-out.jsonl
  parley compare a-predictions.csv b-predictions.csv --input coded.jsonl --scheme stance --metric macro_f1 --format html -o compare.html
  parley compare mine.parley other-program.csv --input held-out.jsonl --metric f1:skeptical`,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usagef("%s given: parley compare takes two models or files of predictions, or more", arguments(len(args)))
			}
			for i, name := range args {
				if slices.Contains(args[:i], name) {
					return usagef("%s is there twice: a comparison with itself shows nothing", name)
				}
			}
			f, err := form.of(out)
			if err != nil {
				return err
			}
			if o.Bootstrap < 100 || o.Bootstrap > 100000 {
				return usagef("--bootstrap %d: give 100 to 100000", o.Bootstrap)
			}
			if err := separate(s, append(data.files(), modelFiles(args...)...), []string{out}); err != nil {
				return err
			}
			var scheme *labels.Scheme
			loaded := map[string]*classify.Model{}
			for _, name := range args {
				if predictions(name) {
					continue
				}
				m, err := loadModel(name)
				if err != nil {
					return err
				}
				loaded[name] = m
				if scheme == nil {
					scheme = m.Scheme()
				}
			}
			switch {
			case data.scheme != "":
				if scheme, err = resolveScheme(data.scheme); err != nil {
					return err
				}
			case scheme == nil:
				return usagef("no --scheme: files of predictions do not say what they are coded in; give stance, frames, a JSON file, or infer")
			}
			if err := writable(out); err != nil {
				return err
			}
			corpus, err := data.read(s, scheme)
			if err != nil {
				return err
			}
			if len(metrics) > 0 {
				o.Metrics = metrics
				for _, name := range metrics {
					if _, err := labels.MetricByName(name, corpus.Scheme); err != nil {
						return usageError{err}
					}
				}
			}
			var all []*classify.Contender
			for _, name := range args {
				var x *classify.Contender
				if m := loaded[name]; m != nil {
					x, err = classify.Answer(c.Context(), name, m, corpus)
				} else {
					x, err = readPredictions(name, corpus.Scheme)
				}
				if err != nil {
					return err
				}
				all = append(all, x)
			}
			o.Near = classify.Default("logistic").Near
			var comparison *classify.Comparison
			if err := until(c.Context(), func() (err error) { comparison, err = classify.Compare(corpus, all, o); return err }); err != nil {
				return err
			}
			for _, d := range comparison.Overlap {
				fmt.Fprintln(s.err, "WARNING: "+d)
			}
			return output(s, out, func(w io.Writer) error { return report.Comparison(w, f, comparison, style(s, out)) })
		},
	}
	data.add(c, true)
	f := c.Flags()
	f.StringArrayVar(&metrics, "metric", nil, "figure to compare, the first one is that of the verdict; may be repeated (default: all, macro_f1 first)")
	f.IntVar(&o.Bootstrap, "bootstrap", 2000, "replicates of the bootstrap and of the randomisation, 100 or more")
	f.Uint64Var(&o.Seed, "seed", 1, "seed of both")
	form.add(c, "report", "-o", true)
	f.StringVarP(&out, "output", "o", "", "file to write (default: standard output)")
	var names []string
	for _, m := range labels.Metrics() {
		names = append(names, m.Name)
	}
	completeWords(c, "metric", names)
	return c
}

// predictions tells whether an argument names a file of predictions.
func predictions(name string) bool { return strings.HasSuffix(strings.ToLower(name), ".csv") }

// readPredictions reads a file of predictions.
func readPredictions(name string, scheme *labels.Scheme) (*classify.Contender, error) {
	f, err := openFile(name, "a CSV file of predictions")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return classify.ReadAnswers(f, name, scheme)
}
