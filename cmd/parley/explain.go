package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/classify/report"
)

// maxExplained is the longest text that explain takes, in bytes.
const maxExplained = 1 << 20

func newExplain(s streams) *cobra.Command {
	var (
		names []string
		read  reading
		para  string
		form  form
		out   string
	)
	c := &cobra.Command{
		Use:   "explain [TEXT | - | FILE --para NUMBER]",
		Short: "Say which words of a paragraph made its score",
		Long: `Score one paragraph and take its score apart: for each class, what every word adds, what the other paragraphs of its article add, and the
base that a paragraph without known words would have. The parts add up to the score.

A TEXT is read by itself. The built-in models read a paragraph of an article with its neighbours and the whole, so that parley score can say
something else of the same text: FILE --para 5 takes paragraph 5 of the article in that file, by the number that parley score shows, and explains
what parley score says of it.`,
		Example: `  parley explain "The envoy left without a date for another round."
  parley explain -m stance --format json - < paragraph.txt
  parley explain article.txt --para 5
  parley explain articles.jsonl --para story-17:5`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			f, err := form.of(out)
			if err != nil {
				return err
			}
			inputs := modelFiles(names...)
			if c.Flags().Changed("para") || strings.Join(args, " ") == "-" || len(args) == 0 { // else they are the text
				inputs = append(inputs, orInput(args)...)
			}
			if err := separate(s, inputs, []string{out}); err != nil {
				return err
			}
			var p report.Passage
			explain := func(m *classify.Model) *classify.Explanation { return m.Explain(p.Text) }
			if c.Flags().Changed("para") {
				a, i, err := read.paragraph(s, args, para)
				if err != nil {
					return err
				}
				p = report.Passage{Text: a.Paragraphs[i].Text, Article: a.ID, Para: i + 1}
				explain = func(m *classify.Model) *classify.Explanation { return m.ExplainArticle(a, i) }
			} else if p.Text, err = explained(s, args); err != nil {
				return err
			}
			models, err := loadModels(names)
			if err != nil {
				return err
			}
			var all []report.Explained
			for _, m := range models {
				all = append(all, report.Explained{Model: m, Explanation: explain(m)})
			}
			return output(s, out, func(w io.Writer) error { return report.Explanations(w, f, p, all, style(s, out)) })
		},
	}
	f := c.Flags()
	f.StringArrayVarP(&names, "model", "m", nil, "model file or name of a built-in model; may be repeated (default: the built-in stance and frames)")
	f.StringVar(&para, "para", "", "number of a paragraph, as parley score shows it, of the article in FILE; ARTICLE:NUMBER if FILE has several")
	form.add(c, "output", "-o", false)
	f.StringVarP(&out, "output", "o", "", "file to write (default: standard output)")
	read.add(c)
	return c
}

// explained is the text to explain: the arguments, or standard input.
func explained(s streams, args []string) (string, error) {
	text := strings.Join(args, " ")
	if info, err := os.Stat(text); err == nil && text != "-" && info.Mode().IsRegular() {
		return "", usagef("%s is a file: add --para NUMBER to explain a paragraph of the article in it, or give it as standard input (-) if it is one paragraph", text)
	}
	if len(args) == 0 || text == "-" {
		data, err := io.ReadAll(io.LimitReader(s.in, maxExplained+1))
		if err != nil {
			return "", fmt.Errorf("cannot read standard input: %w", err)
		}
		text = string(data)
	}
	if len(text) > maxExplained {
		return "", fmt.Errorf("the text is longer than %d bytes: explain takes one paragraph; parley score takes articles", maxExplained)
	}
	text = strings.TrimSpace(strings.ToValidUTF8(text, "\uFFFD"))
	if text == "" {
		return "", errors.New("the paragraph is empty: give its text as an argument or on standard input")
	}
	return text, nil
}

// paragraph finds the body paragraph that --para names, and its place in its article.
func (o *reading) paragraph(s streams, args []string, para string) (*article.Article, int, error) {
	id, digits := "", para
	if at := strings.LastIndexByte(para, ':'); at >= 0 {
		id, digits = para[:at], para[at+1:]
	}
	n, err := strconv.Atoi(digits)
	switch {
	case err != nil || n < 1:
		return nil, 0, usagef("--para %s: give the number of a paragraph, from 1, or ARTICLE:NUMBER", para)
	case len(args) > 1:
		return nil, 0, usagef("--para is of one file, and %s are given", arguments(len(args)))
	}
	if err := o.check(); err != nil {
		return nil, 0, err
	}
	o.options.NoQuotes = true
	var found *article.Article
	var unread error
	for a, err := range o.files(s, args) {
		var broken *article.Problem
		switch {
		case id != "" && errors.As(err, &broken): // another record may be the one
			unread = err
			continue
		case err != nil:
			return nil, 0, err
		case id != "" && a.ID != id:
			continue
		case found != nil:
			return nil, 0, usagef("--para %s: there are several articles, the first are %q and %q: give ARTICLE:%d", para, found.ID, a.ID, n)
		}
		if found = a; id != "" {
			break
		}
	}
	if found == nil {
		return nil, 0, errors.Join(unread, fmt.Errorf("--para %s: no article is called %q", para, id))
	}
	var body []string
	for i, p := range found.Paragraphs {
		if p.Kind != article.Body {
			continue
		}
		if i+1 == n {
			if len(p.Text) > maxExplained {
				return nil, 0, fmt.Errorf("--para %s: the paragraph is longer than %d bytes", para, maxExplained)
			}
			return found, i, nil
		}
		body = append(body, strconv.Itoa(i+1))
	}
	if len(body) == 0 {
		return nil, 0, fmt.Errorf("--para %s: the article %q has no body paragraph", para, found.ID)
	}
	if len(body) > 30 {
		body = append(body[:30], "…")
	}
	return nil, 0, fmt.Errorf("--para %s: the article %q has no body paragraph of that number: there are %s", para, found.ID, strings.Join(body, ", "))
}
