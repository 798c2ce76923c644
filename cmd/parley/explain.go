package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify/report"
)

// maxExplained is the longest text that explain takes, in bytes.
const maxExplained = 1 << 20

func newExplain(s streams) *cobra.Command {
	var (
		names []string
		form  form
		out   string
	)
	c := &cobra.Command{
		Use:   "explain [TEXT | -]",
		Short: "Say which words of a paragraph made its score",
		Long: `Score one paragraph and take its score apart: for each class, what every word adds, and the base that a paragraph without
known words would have. The parts add up to the score.`,
		Example: `  parley explain "The envoy left without a date for another round."
  parley explain -m stance --format json - < paragraph.txt`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			f, err := form.of(out)
			if err != nil {
				return err
			}
			text := strings.Join(args, " ")
			if len(args) == 0 || text == "-" {
				data, err := io.ReadAll(io.LimitReader(s.in, maxExplained+1))
				if err != nil {
					return fmt.Errorf("cannot read standard input: %w", err)
				}
				text = string(data)
			}
			if len(text) > maxExplained {
				return fmt.Errorf("the text is longer than %d bytes: explain takes one paragraph; parley score takes articles", maxExplained)
			}
			text = strings.TrimSpace(strings.ToValidUTF8(text, "\uFFFD"))
			if text == "" {
				return errors.New("the paragraph is empty: give its text as an argument or on standard input")
			}
			models, err := loadModels(names)
			if err != nil {
				return err
			}
			var all []report.Explained
			for _, m := range models {
				all = append(all, report.Explained{Model: m, Explanation: m.Explain(text)})
			}
			return output(s, out, func(w io.Writer) error { return report.Explanations(w, f, text, all, style(s, out)) })
		},
	}
	f := c.Flags()
	f.StringArrayVarP(&names, "model", "m", nil, "model file or name of a built-in model; may be repeated (default: the built-in stance and frames)")
	form.add(c, "output", "-o", false)
	f.StringVarP(&out, "output", "o", "", "file to write (default: standard output)")
	return c
}
