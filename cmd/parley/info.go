package main

import (
	"encoding/json"
	"io"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/report"
)

func newInfo(s streams) *cobra.Command {
	var (
		form   form
		out    string
		config bool
	)
	c := &cobra.Command{
		Use:   "info MODEL",
		Short: "Show the card of a model: origin, quality, limits and strongest features",
		Example: `  parley info stance
  parley info mine.parley --format html -o card.html
  parley info mine.parley --config > run.json`,
		Args:              exactly(1, "one model: a file or a built-in name ("+joinWords(classify.Builtins())+")"),
		ValidArgsFunction: cobra.FixedCompletions(classify.Builtins(), cobra.ShellCompDirectiveDefault),
		RunE: func(c *cobra.Command, args []string) error {
			f, err := form.of(out)
			if err != nil {
				return err
			}
			if err := separate(s, modelFiles(args...), []string{out}); err != nil {
				return err
			}
			m, err := loadModel(args[0])
			if err != nil {
				return err
			}
			return output(s, out, func(w io.Writer) error {
				if config {
					e := json.NewEncoder(w)
					e.SetIndent("", "  ")
					cfg := m.Card().Config
					if cfg.For != nil && cfg.For.Field == classify.FieldLent {
						cfg.For = nil // --lend says it, with the paragraphs that it lends
					}
					return e.Encode(cfg)
				}
				return report.Card(w, f, m, style(s, out))
			})
		},
	}
	f := c.Flags()
	form.add(c, "card", "-o", false)
	f.StringVarP(&out, "output", "o", "", "file to write (default: standard output)")
	f.BoolVar(&config, "config", false, "print the configuration as JSON, for parley train --config")
	return c
}
