package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/report"
)

// publishing are the flags of the verbs that write an evaluation for publication.
type publishing struct {
	form                                     form
	out, predictions, errors, confusion, dir string
	slices, metrics                          []string

	parsed report.Format
}

// add registers the flags.
func (o *publishing) add(c *cobra.Command) {
	f := c.Flags()
	o.form.add(c, "report", "-o", true)
	f.StringVarP(&o.out, "output", "o", "", "file to write the report to (default: standard output)")
	f.StringVar(&o.predictions, "predictions", "", "also write each paragraph's label, prediction and probabilities to this CSV file")
	f.StringVar(&o.errors, "errors", "", "also write each mistake with its evidence to this CSV file")
	f.StringVar(&o.confusion, "confusion", "", "also write the confusion matrices to this CSV file")
	f.StringVar(&o.dir, "report-dir", "", "also write the report in every format, the CSV files and the plots to this directory")
	f.StringArrayVar(&o.slices, "slice-by", nil, "field by which the figures are sliced, such as source, date:4 or length; may be repeated (default: source, genre, conflict, period and length, where the data have them)")
	f.StringArrayVar(&o.metrics, "metric", nil, "figure to report beside the usual ones, such as f_avg:favor,against; may be repeated")
	completeWords(c, "slice-by", strings.Fields("source conflict genre period date:7 length"))
	if err := c.MarkFlagDirname("report-dir"); err != nil {
		panic("parley: " + err.Error())
	}
}

// check checks the format, and that everything can be written, before the work.
func (o *publishing) check() (err error) {
	if o.parsed, err = o.form.of(o.out); err != nil {
		return err
	}
	for _, name := range []string{o.out, o.predictions, o.errors, o.confusion} {
		if err := writable(name); err != nil {
			return err
		}
	}
	if o.dir == "" {
		return nil
	}
	if info, err := os.Stat(o.dir); err == nil && !info.IsDir() {
		return fmt.Errorf("--report-dir %s is a file: give a directory", o.dir)
	} else if errors.Is(err, fs.ErrNotExist) {
		above := filepath.Clean(o.dir)
		for errors.Is(err, fs.ErrNotExist) {
			above = filepath.Dir(above)
			_, err = os.Stat(above)
		}
		if err := writable(filepath.Join(above, "report")); err != nil {
			return fmt.Errorf("cannot make the directory of --report-dir %s: %w", o.dir, err)
		}
		return nil
	}
	return writable(filepath.Join(o.dir, "report.html"))
}

// file is a file to write.
type file struct {
	name  string
	write func(io.Writer) error
}

// files are the files that are written; those of --report-dir as far as their names do not depend on the figures.
func (o *publishing) files() []string {
	all := []string{o.out}
	for _, name := range []string{o.predictions, o.errors, o.confusion} {
		if name != "" {
			all = append(all, name)
		}
	}
	if o.dir != "" {
		for _, d := range documents {
			all = append(all, filepath.Join(o.dir, d.name))
		}
		for _, name := range append(slices.Clip(tables), schemaFile) {
			all = append(all, filepath.Join(o.dir, name))
		}
	}
	return all
}

// What --report-dir gets besides the plots: the report in every format, what --predictions, --errors and --confusion write, and the JSON Schema
// of the report.
var (
	documents = []struct {
		name   string
		format report.Format
	}{
		{"report.html", report.HTML}, {"report.md", report.Markdown}, {"report.tex", report.LaTeX},
		{"report.json", report.JSON}, {"report.txt", report.Text}, {"figures.csv", report.CSV},
	}
	tables = []string{"predictions.csv", "errors.csv", "confusion.csv"}
)

const schemaFile = "report.schema.json"

// write writes the report and the files asked for.
func (o *publishing) write(s streams, e *classify.Evaluation) error {
	if err := output(s, o.out, func(w io.Writer) error { return report.Evaluation(w, o.parsed, e, style(s, o.out)) }); err != nil {
		return err
	}
	files := []file{
		{o.predictions, func(w io.Writer) error { return report.Predictions(w, e) }},
		{o.errors, func(w io.Writer) error { return report.Errors(w, e) }},
		{o.confusion, func(w io.Writer) error { return report.Confusion(w, e) }},
	}
	if o.dir != "" {
		if err := os.MkdirAll(o.dir, 0o755); err != nil {
			return fmt.Errorf("cannot make %s: %w", o.dir, reason(err))
		}
		for _, f := range documents {
			files = append(files, file{filepath.Join(o.dir, f.name), func(w io.Writer) error { return report.Evaluation(w, f.format, e, report.Style{}) }})
		}
		for i, name := range tables {
			files = append(files, file{filepath.Join(o.dir, name), files[i].write})
		}
		files = append(files, file{filepath.Join(o.dir, schemaFile), report.Schema})
		for _, p := range report.Plots(e) {
			files = append(files, file{filepath.Join(o.dir, p.Name+".svg"), func(w io.Writer) error { _, err := io.WriteString(w, p.SVG); return err }})
		}
	}
	for _, f := range files {
		if f.name == "" {
			continue
		}
		if err := output(s, f.name, f.write); err != nil {
			return err
		}
	}
	return nil
}
