package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/report"
	"github.com/parley-go/parley/labels"
)

func newCorpusAgree(s streams) *cobra.Command {
	var (
		data    coded
		form    form
		out     string
		ratings string
		header  bool
		boot    int
		seed    uint64
	)
	c := &cobra.Command{
		Use:   "agree --input FILE --scheme stance|frames|FILE|infer | --ratings FILE",
		Short: "Say how far coders agree: percent, Cohen, Fleiss, Krippendorff, AC1",
		Long: `Compare the coders of coded data: percent agreement, Cohen's and Fleiss' kappa, Krippendorff's alpha (nominal, ordinal,
set-valued), Gwet's AC1, for all coders, class by class and pair by pair, with 95 % intervals over articles.

--ratings reads a table with one row an item and one column a coder and nothing but labels, as ReCal takes it; an empty cell, NA,
N/A, . and * mean not coded. First columns that name the items (a header such as id, unit or none, as R writes it; or values that are no
labels and all differ) are passed over, and the doubts say so; --id-field and --coder-fields name the columns.`,
		Example: `  parley corpus agree --input coded.jsonl --scheme stance
  parley corpus agree --ratings recal.csv
  parley corpus agree --ratings recal.csv --scheme stance --header --format latex`,
		Args: exactly(0, "none"),
		RunE: func(c *cobra.Command, _ []string) error {
			f, err := form.of(out)
			if err != nil {
				return err
			}
			switch {
			case ratings != "" && len(data.inputs) > 0:
				return usagef("--input and --ratings are two forms of the same data: give one of them")
			case ratings == "" && data.scheme == "":
				return usagef("no --scheme: give stance, frames, a JSON file, or infer")
			}
			if err := bootstrapFlag(boot); err != nil {
				return err
			}
			if err := separate(s, append(data.files(), ratings), []string{out}); err != nil {
				return err
			}
			var scheme *labels.Scheme
			if data.scheme != "" {
				if scheme, err = resolveScheme(data.scheme); err != nil {
					return err
				}
			}
			if err := writable(out); err != nil {
				return err
			}
			var coding *classify.Coding
			name := data.name()
			if ratings != "" {
				name = ratings
				r, err := readRatings(s, ratings, labels.RatingsOptions{
					Scheme: scheme, Header: headerOf(c, header), ID: data.fields.ID, Coders: data.fields.Coders, Format: data.format, Strict: data.strict,
				})
				if err != nil {
					return err
				}
				if err := until(c.Context(), func() (err error) { coding, err = classify.AgreeRatings(r, nil, boot, seed); return err }); err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
			} else {
				corpus, err := data.read(s, scheme)
				if err != nil {
					return err
				}
				near := classify.Default("logistic").Near
				if err := until(c.Context(), func() (err error) { coding, err = classify.Agree(corpus, near, boot, seed); return err }); err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
			}
			return output(s, out, func(w io.Writer) error { return report.Agreement(w, f, coding, style(s, out)) })
		},
	}
	data.add(c, true)
	f := c.Flags()
	f.StringVar(&ratings, "ratings", "", "table with one row an item and one column a coder, CSV or TSV; - is standard input")
	f.BoolVar(&header, "header", false, "the first row of --ratings names the coders, or with --header=false is data (default: found out)")
	f.IntVar(&boot, "bootstrap", 1000, "replicates for the 95 % intervals, 0 for none")
	f.Uint64Var(&seed, "seed", 1, "seed of the bootstrap")
	form.add(c, "report", "-o", true)
	f.StringVarP(&out, "output", "o", "", "file to write (default: standard output)")
	return c
}

// headerOf is what --header says of the first row, if it was given.
func headerOf(c *cobra.Command, header bool) labels.Header {
	switch {
	case !c.Flags().Changed("header"):
		return labels.HeaderGuess
	case header:
		return labels.HeaderYes
	}
	return labels.HeaderNo
}

// readRatings reads a table of codings and tells of the rows that could not be used.
func readRatings(s streams, name string, o labels.RatingsOptions) (*labels.Ratings, error) {
	in := s.in
	o.Name = name
	if name == "-" {
		o.Name = "standard input"
	} else {
		f, err := openFile(name, "a table of codings")
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	r, problems, err := labels.ReadRatings(in, o)
	tellProblems(s, problems)
	return r, err
}
