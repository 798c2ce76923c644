package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/classify/report"
)

func newExtract(s streams) *cobra.Command {
	var (
		read   reading
		form   form
		out    string
		all    bool
		unique bool
	)
	c := &cobra.Command{
		Use:   "extract [FILE|DIR|-]...",
		Short: "Split articles into paragraphs without scoring them",
		Long: `Read articles and write their body paragraphs, in order, with the place of each in the text. With --all headings and
boilerplate are written too, with the reason why a block is taken for boilerplate. The JSONL and CSV output is ready for coding: it has one
row a paragraph, with an id (ARTICLE-PARA) and with where the article is from: date, source, author, language, url. JSON and JSONL also keep, in
meta, the fields of a record that have no other use, and say which quotations a paragraph holds, by whom if it says so, in bytes of its text.

With --dedupe articles whose body paragraphs are versions of one text (the same agency report in two papers, a paraphrase, an excerpt) are written
once: the first of them in the order of the input. Which are left out, and for which, is said on standard error. All articles are then held
in memory until the last one is read.`,
		Example: `  parley extract article.html
  parley extract pages/ --format csv -o to-code.csv
  parley extract article.txt --all
  parley extract pages/ --dedupe --format jsonl -o to-code.jsonl`,
		RunE: func(c *cobra.Command, args []string) error {
			f, err := form.of(out)
			if err != nil {
				return err
			}
			if err := read.check(); err != nil {
				return err
			}
			if err := separate(s, orInput(args), []string{out}); err != nil {
				return err
			}
			if err := writable(out); err != nil {
				return err
			}
			st := style(s, out)
			st.All = all
			var failed failures
			articles := read.files(s, args)
			if unique {
				articles = dedupe(articles, func(copy, first *article.Article) {
					failed.good++
					fmt.Fprintf(s.err, "parley: %s is left out: it is one text with %s\n", place(copy), place(first))
				})
			}
			err = output(s, out, func(w io.Writer) error {
				blocks := report.NewScores(w, f, nil, st)
				for a, err := range articles {
					if err := c.Context().Err(); err != nil {
						return err
					}
					if err != nil {
						if failed.tell(s, err) {
							continue
						}
						return err
					}
					failed.good++
					if err := blocks.Article(&report.Scored{Article: a}); err != nil {
						return err
					}
				}
				if failed.good == 0 {
					return failed.err()
				}
				return blocks.Close()
			})
			if err != nil {
				return err
			}
			return failed.err()
		},
	}
	f := c.Flags()
	form.add(c, "output", "-o", false)
	f.StringVarP(&out, "output", "o", "", "file to write (default: standard output)")
	f.BoolVar(&all, "all", false, "also write headings and boilerplate")
	f.BoolVar(&unique, "dedupe", false, "write articles that are versions of one text once")
	read.add(c)
	return c
}
