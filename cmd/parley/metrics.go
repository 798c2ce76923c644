package main

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify/report"
)

// newMetrics is read by parley help metrics and by parley metrics.
func newMetrics(s streams) *cobra.Command {
	var form form
	var out string
	var schema bool
	c := &cobra.Command{
		Use:   "metrics",
		Short: "Define every figure that parley prints: formula and source",
		Example: `  parley help metrics
  parley metrics --format csv -o metrics.csv
  parley metrics --schema -o report.schema.json`,
		Args: exactly(0, "none"),
		RunE: func(*cobra.Command, []string) error {
			f, err := form.of(out)
			if err != nil {
				return err
			}
			if schema {
				return output(s, out, report.Schema)
			}
			return output(s, out, func(w io.Writer) error { return report.Metrics(w, f, style(s, out)) })
		},
	}
	usual := c.HelpFunc()
	c.SetHelpFunc(func(c *cobra.Command, args []string) {
		usual(c, args)
		report.Metrics(c.OutOrStdout(), report.Text, style(s, "")) // run looks at errors of writing
	})
	f := c.Flags()
	f.BoolVar(&schema, "schema", false, "print the JSON Schema of evaluations instead: what every field of report.json holds")
	form.add(c, "list", "-o", true)
	f.StringVarP(&out, "output", "o", "", "file to write (default: standard output)")
	return c
}
