package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/classify/report"
	"github.com/parley-go/parley/labels"
)

func newShares(s streams) *cobra.Command {
	var (
		by, evaluations []string
		boot            int
		seed            uint64
		form            form
		out             string
	)
	c := &cobra.Command{
		Use:   "shares [SCORED|DIR|-]...",
		Short: "Add scored paragraphs up: the share of each class by month, source or any field",
		Long: `Read what parley score wrote with --format csv or jsonl, from any number of files or standard input, and add up the share of each class
among the paragraphs of each period (year, quarter, month or day of the date), source, or value of any other field, with a 95 % interval by a
bootstrap over articles. Two names, such as --by source,quarter, make a group of each pair. Fields of a record other than date, source, author,
url and language, such as conflict, are kept by jsonl alone.

Paragraphs that are unsure are in no class and are counted apart, and so are those without a date that tells the period and those in a language
that the model has not learned.

A model takes classes for others, and shares inherit its mistakes. --evaluation corrects for them: give the JSON of parley evaluate for the model
that scored, on coded paragraphs like those scored, or the model itself, whose card has out-of-fold figures.

Memory grows with the number of articles, a hundred bytes or so each, and not with that of paragraphs.`,
		Example: `  parley shares scored.csv
  parley shares scored.jsonl --by source,quarter --format csv -o shares.csv
  parley shares scored.jsonl --by conflict --evaluation held-out.json --format html -o shares.html
  parley score articles.jsonl --format jsonl | parley shares --evaluation stance --evaluation frames`,
		RunE: func(c *cobra.Command, args []string) error {
			f, err := form.of(out)
			if err != nil {
				return err
			}
			if err := bootstrapFlag(boot); err != nil {
				return err
			}
			if err := separate(s, slices.Concat(orInput(args), modelFiles(evaluations...)), []string{out}); err != nil {
				return err
			}
			sharing, err := classify.NewSharing(by)
			if err != nil {
				return usagef("--by: %w", err)
			}
			if err := writable(out); err != nil {
				return err
			}
			var confusions []*classify.Confused
			for _, name := range evaluations {
				confused, err := readConfused(name)
				if err != nil {
					return err
				}
				confusions = append(confusions, confused)
			}
			problems, err := share(c, s, args, by, sharing)
			if err != nil {
				return err
			}
			var shares *classify.Shares
			if err := until(c.Context(), func() (err error) { shares, err = sharing.Shares(boot, seed, confusions); return err }); err != nil {
				return fmt.Errorf("--evaluation: %w", err)
			}
			if err := output(s, out, func(w io.Writer) error { return report.Shares(w, f, shares, problems, style(s, out)) }); err != nil {
				return err
			}
			if problems > 0 {
				return fmt.Errorf("%s could not be used", labels.Counted(problems, "line", "lines"))
			}
			return nil
		},
	}
	f := c.Flags()
	f.StringSliceVar(&by, "by", []string{"month"}, "what to group by, comma-separated: a period ("+strings.Join(classify.Periods(), ", ")+"), a field, or both")
	f.StringArrayVar(&evaluations, "evaluation", nil, "JSON of parley evaluate, model file or name of a built-in model, to correct the shares of its scheme for misclassification; may be repeated")
	f.IntVar(&boot, "bootstrap", 1000, "replicates for the 95 % intervals, 0 for none")
	f.Uint64Var(&seed, "seed", 1, "seed of the bootstrap")
	form.add(c, "output", "-o", false)
	f.StringVarP(&out, "output", "o", "", "file to write (default: standard output)")
	completeWords(c, "by", append(classify.Periods(), "source"))
	return c
}

// share counts the paragraphs of scored files and returns how many lines could not be used. It is an error if there is nothing to count.
func share(c *cobra.Command, s streams, args, by []string, sharing *classify.Sharing) (problems int, err error) {
	var reader report.ScoreReader
	some := make([]bool, len(by)) // the field has been met
	last, paragraphs := "", 0
	for record := range article.Records(orInput(args), s.in, article.Options{Rows: true}) {
		if err := c.Context().Err(); err != nil {
			return problems, errors.New("interrupted; nothing was written")
		}
		file, line := record.Place()
		if file != last {
			sharing.File()
			last = file
		}
		fields, err := record.Fields()
		var p *classify.ScoredParagraph
		if err == nil {
			p, err = reader.Paragraph(fields)
			if err == nil && p != nil {
				err = sharing.Add(p)
			}
			if errors.Is(err, report.ErrNoScores) && line <= 2 { // the head of a table, or the first object
				return problems, fmt.Errorf("%s: %w", file, err)
			}
			if err != nil {
				err = &article.Problem{File: file, Line: line, Found: err.Error()}
			}
		}
		if err != nil {
			var broken *article.Problem
			if !errors.As(err, &broken) {
				return problems, err
			}
			if problems++; problems <= problemsShown {
				fmt.Fprintln(s.err, "parley:", err)
			}
			continue
		}
		if p == nil {
			continue
		}
		paragraphs++
		for i, name := range by {
			some[i] = some[i] || slices.Contains(classify.Periods(), name) || p.Field(name) != ""
		}
	}
	if problems > problemsShown {
		fmt.Fprintf(s.err, "… and %s like these\n", labels.Counted(problems-problemsShown, "more line", "more lines"))
	}
	if paragraphs == 0 {
		return problems, errors.New("no scored paragraph found: give what parley score writes with --format csv or jsonl")
	}
	for i, name := range by {
		if !some[i] {
			return problems, fmt.Errorf("--by %s: no paragraph has that field: there are %s; parley score keeps the other fields of a record with --format jsonl alone", name, strings.Join(reader.Names(), ", "))
		}
	}
	return problems, nil
}

// readConfused reads how often a model takes classes for others: from an evaluation, or from the card of a model.
func readConfused(name string) (*classify.Confused, error) {
	_, err := os.Stat(name)
	builtin := err != nil && slices.Contains(classify.Builtins(), name)
	if !builtin {
		text, err := readReport(name)
		if err != nil {
			return nil, fmt.Errorf("--evaluation: %w", err)
		}
		if !bytes.HasPrefix(text, []byte("PK")) { // no model file
			return report.ReadConfused(text, name)
		}
	}
	m, err := loadModel(name)
	if err != nil {
		return nil, err
	}
	return m.Confused(filepath.Base(name))
}
