package main

import (
	"fmt"
	"iter"
	"slices"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify/article"
)

// reading are the flags of every verb that reads articles.
type reading struct {
	options article.Options
}

// add registers the flags.
func (o *reading) add(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&o.options.Format, "input-format", "", "of the articles: "+joinWords(article.Formats())+"; found out from name and content if not given")
	f.StringVar(&o.options.Encoding, "encoding", "", "character encoding of the articles, such as windows-1251; found out if not given")
	f.Int64Var(&o.options.MaxBytes, "max-bytes", article.DefaultMaxBytes, "longest article that is read, in bytes; in JSONL the longest line")
	f.StringVar(&o.options.Language, "language", "", "of articles that do not name theirs, such as en; found out from their words if not given")
	for _, n := range []struct {
		to         *string
		name, what string
	}{
		{&o.options.Fields.ID, "id", "the article's name"},
		{&o.options.Fields.Title, "title", "its title"},
		{&o.options.Fields.Text, "text", "its text"},
		{&o.options.Fields.HTML, "html", "its page, where there is no text"},
		{&o.options.Fields.Paragraphs, "paragraphs", "its paragraphs, an array of strings"},
		{&o.options.Fields.Date, "date", "its date"},
		{&o.options.Fields.Source, "source", "where it appeared"},
		{&o.options.Fields.Author, "author", "who wrote it"},
		{&o.options.Fields.Language, "language", "its language"},
		{&o.options.Fields.URL, "url", "its address"},
	} {
		f.StringVar(n.to, n.name+"-field", "", fmt.Sprintf("JSONL field or CSV column with %s (default %q)", n.what, n.name))
	}
	completeWords(c, "input-format", article.Formats())
}

// records finds the articles of the arguments, standard input if there are none.
func (o *reading) records(s streams, args []string) iter.Seq[article.Record] {
	if len(args) == 0 {
		args = []string{"-"}
	}
	return article.Records(args, s.in, o.options)
}

// check refuses values that no file can be read with, before any is opened.
func (o *reading) check() error {
	if f := o.options.Format; f != "" && !slices.Contains(article.Formats(), f) {
		return usagef("--input-format %s: give one of %s", f, joinWords(article.Formats()))
	}
	if o.options.MaxBytes < 1 {
		return usagef("--max-bytes %d: give 1 or more", o.options.MaxBytes)
	}
	return nil
}

// files reads the articles of the arguments, standard input if there are none.
func (o *reading) files(s streams, args []string) iter.Seq2[*article.Article, error] {
	if len(args) == 0 {
		args = []string{"-"}
	}
	return article.Files(args, s.in, o.options)
}
