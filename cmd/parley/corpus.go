package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/report"
	"github.com/parley-go/parley/labels"
)

func newCorpus(s streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "corpus",
		Short: "Check coded data; compare coders",
		Args:  exactly(0, "a verb: agree or check"),
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newCorpusCheck(s), newCorpusAgree(s))
	return c
}

func newCorpusCheck(s streams) *cobra.Command {
	var data coded
	var form form
	var out string
	c := &cobra.Command{
		Use:   "check --input FILE --scheme stance|frames|FILE|infer",
		Short: "Check coded data: lines that cannot be used, counts, coders, near-duplicates",
		Long: `Read coded data as parley train would and say what is in them: lines that cannot be used and why, items and articles,
labels, how far the coders agree, and near-duplicate texts. The exit status is 1 if a line cannot be used.`,
		Example: `  parley corpus check --input coded.jsonl --scheme stance
  parley corpus check --input coded.csv --scheme infer --label-field tone`,
		Args: exactly(0, "none"),
		RunE: func(c *cobra.Command, _ []string) error {
			if data.scheme == "" {
				return usagef("no --scheme: give stance, frames, a JSON file, or infer")
			}
			f, err := form.of(out)
			if err != nil {
				return err
			}
			if err := separate(s, data.files(), []string{out}); err != nil {
				return err
			}
			scheme, err := resolveScheme(data.scheme)
			if err != nil {
				return err
			}
			corpus, problems, err := data.load(s, scheme)
			if err != nil {
				for _, p := range problems {
					fmt.Fprintln(s.err, p.Error())
				}
				return err
			}
			var summary *classify.Summary
			near := classify.Default("logistic").Near
			if err := until(c.Context(), func() (err error) { summary, err = classify.Describe(corpus, near); return err }); err != nil {
				return fmt.Errorf("%s: %w", data.name(), err)
			}
			err = output(s, out, func(w io.Writer) error {
				return report.Corpus(w, f, summary, problems, style(s, out))
			})
			if err == nil && len(problems) > 0 {
				err = fmt.Errorf("%s: %s cannot be used", data.name(), labels.Counted(len(problems), "line", "lines"))
			}
			return err
		},
	}
	data.add(c, true)
	form.add(c, "report", "-o", false)
	c.Flags().StringVarP(&out, "output", "o", "", "file to write (default: standard output)")
	return c
}
