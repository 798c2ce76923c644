package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

func newEvaluate(s streams) *cobra.Command {
	var (
		data  coded
		view  publishing
		model string
		under []string
		boot  int
		seed  uint64
	)
	c := &cobra.Command{
		Use:   "evaluate -m NAME.parley --input FILE",
		Short: "Measure a model on coded paragraphs that it has not seen",
		Long: `Measure a model on coded paragraphs that it has not seen. Every figure stands beside the floor (always saying the
commonest label) and, where two coders coded, the human ceiling. If texts or articles of the training corpus are in the
data, the report says so: its figures are then too good. Headlines and other texts of fewer than about ten words are
looked for word for word, if the model was trained on such texts.

The built-in models read a paragraph with its neighbours and its article, so the order of the lines counts: keep the paragraphs of an article
together and in order, or give each its number in a field para, as parley extract does; they are then put in order.`,
		Example: `  parley evaluate -m stance.parley --input held-out.jsonl
  parley evaluate -m frames --input held-out.jsonl --format html -o report.html
  parley evaluate -m stance.parley --input held-out.csv --fail-under macro_f1=0.6 --fail-under accuracy=0.7`,
		Args: exactly(0, "none"),
		RunE: func(c *cobra.Command, _ []string) error {
			if model == "" {
				return usagef("no -m: name a model file or a built-in model (%s)", joinWords(classify.Builtins()))
			}
			o := classify.EvaluateOptions{Bootstrap: boot, Seed: seed, Slices: view.slices}
			if err := o.Check(); err != nil {
				return usageError{err}
			}
			if err := separate(s, append(data.files(), modelFiles(model)...), view.files()); err != nil {
				return err
			}
			if err := view.check(); err != nil {
				return err
			}
			m, err := loadModel(model)
			if err != nil {
				return err
			}
			least, err := parseUnder(under, m.Scheme())
			if err != nil {
				return err
			}
			for _, name := range view.metrics {
				if _, err := labels.MetricByName(name, m.Scheme()); err != nil {
					return usageError{err}
				}
			}
			o.Metrics = least.beside(view.metrics, m.Scheme())
			corpus, err := data.read(s, m.Scheme())
			if err != nil {
				return err
			}
			var e *classify.Evaluation
			if err := until(c.Context(), func() (err error) { e, err = classify.Evaluate(c.Context(), m, corpus, o); return err }); err != nil {
				return fmt.Errorf("%s: %w", data.name(), err)
			}
			for _, d := range e.Overlap {
				fmt.Fprintln(s.err, "WARNING: "+d)
			}
			sum, err := m.Digest()
			if err != nil {
				return err
			}
			e.Manifest = &classify.Manifest{Verb: "evaluate", Model: sum, Slices: o.Slices, Metrics: o.Metrics, Bootstrap: boot, Seed: seed, Versions: versions()}
			if err := view.write(s, e); err != nil {
				return err
			}
			return least.check(e)
		},
	}
	data.add(c, false)
	f := c.Flags()
	f.StringVarP(&model, "model", "m", "", "model file, or the name of a built-in model")
	f.StringArrayVar(&under, "fail-under", nil, "exit with status 1 if a figure of which more is better is below a value, as in macro_f1=0.6; may be repeated")
	f.IntVar(&boot, "bootstrap", 1000, "replicates for the 95 % intervals, 0 for none")
	f.Uint64Var(&seed, "seed", 1, "seed of the bootstrap")
	view.add(c)
	return c
}

// limit is a figure and the least that it must be.
type limit struct {
	name  string
	least float64
}

type limits []limit

// parseUnder reads --fail-under. A figure of which less is better is refused: the flag says what is too low.
func parseUnder(args []string, scheme *labels.Scheme) (limits, error) {
	var all limits
	for _, a := range args {
		name, value, ok := strings.Cut(a, "=")
		least, err := strconv.ParseFloat(value, 64)
		if !ok || err != nil || math.IsNaN(least) {
			return nil, usagef("--fail-under %s: give a figure and a number, as in macro_f1=0.6", a)
		}
		m, err := labels.MetricByName(name, scheme)
		if err != nil {
			return nil, usagef("--fail-under %s: %w", a, err)
		}
		if m.Lower {
			return nil, usagef("--fail-under %s: of %s less is better, and a figure fails that is below a value: give one of which more is better, such as macro_f1", a, m.Title)
		}
		all = append(all, limit{m.Name, least})
	}
	return all, nil
}

// beside returns the figures that were asked for, and after them those with a limit that no evaluation has by itself.
func (l limits) beside(asked []string, scheme *labels.Scheme) []string {
	all := asked
	for _, limit := range l {
		usual := slices.ContainsFunc(labels.MetricsFor(scheme, true), func(m labels.Metric) bool { return m.Name == limit.name })
		if !usual && !slices.Contains(all, limit.name) {
			all = append(slices.Clip(all), limit.name)
		}
	}
	return all
}

// check is an error if a figure is below its limit, or undefined.
func (l limits) check(e *classify.Evaluation) error {
	var low []string
	for _, limit := range l {
		f, ok := e.Figure(limit.name)
		switch {
		case !ok || math.IsNaN(f.Value):
			low = append(low, limit.name+" is undefined on these data")
		case f.Value < limit.least:
			low = append(low, fmt.Sprintf("%s is %.4f, below %v", limit.name, f.Value, limit.least))
		}
	}
	if low == nil {
		return nil
	}
	return fmt.Errorf("--fail-under: %s", strings.Join(low, "; "))
}
