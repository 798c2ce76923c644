package main

import (
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/parley-go/parley/classify/report"
)

// form is the flag --format of a verb, beside a flag that names the file to write.
type form struct {
	name  string
	flag  *pflag.Flag
	names []string
	parse func(string) (report.Format, error)
}

// add registers the flag. what is what has the format, and file the flag that names the file; documents tells that LaTeX is one of the formats.
func (o *form) add(c *cobra.Command, what, file string, documents bool) {
	o.names, o.parse = report.Formats(), report.ParseFormat
	if documents {
		o.names, o.parse = report.DocumentFormats(), report.ParseDocumentFormat
	}
	c.Flags().StringVar(&o.name, "format", "text", "of the "+what+": "+joinWords(o.names)+"; if not given, the one that the name of "+file+" ends in, as in x.html")
	o.flag = c.Flags().Lookup("format")
	completeWords(c, "format", o.names)
}

// of is the format of a file: the one that was asked for, or else the one that its name tells, or else text.
func (o *form) of(file string) (report.Format, error) {
	if told, ok := report.FormatOf(file); ok && !o.flag.Changed && slices.Contains(o.names, string(told)) {
		return told, nil
	}
	f, err := o.parse(o.name)
	if err != nil {
		return f, usageError{err}
	}
	return f, nil
}
