package main

import (
	"fmt"
	"iter"
	"slices"
	"strconv"

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
	for _, n := range o.fields() {
		f.StringVar(n.to, n.name+"-field", "", fmt.Sprintf("JSONL field or CSV column with %s (default %q)", n.what, n.name))
	}
	completeWords(c, "input-format", article.Formats())
}

// field is a flag that names a field of a record.
type field struct {
	to         *string
	name, what string
}

// fields are the flags that name the fields of a record.
func (o *reading) fields() []field {
	f := &o.options.Fields
	return []field{
		{&f.ID, "id", "the article's name"},
		{&f.Title, "title", "its title"},
		{&f.Text, "text", "its text"},
		{&f.HTML, "html", "its page, where there is no text"},
		{&f.Paragraphs, "paragraphs", "its paragraphs, an array of strings"},
		{&f.Date, "date", "its date"},
		{&f.Source, "source", "where it appeared"},
		{&f.Author, "author", "who wrote it"},
		{&f.Language, "language", "its language"},
		{&f.URL, "url", "its address"},
	}
}

// settings are all flags that change what is read, for a run that is to be gone on with.
func (o *reading) settings() []setting {
	all := []setting{
		{"input-format", o.options.Format}, {"encoding", o.options.Encoding}, {"max-bytes", strconv.FormatInt(o.options.MaxBytes, 10)},
		{"language", o.options.Language},
	}
	for _, f := range o.fields() {
		all = append(all, setting{f.name + "-field", *f.to})
	}
	return all
}

// records finds the articles of the arguments, standard input if there are none.
func (o *reading) records(s streams, args []string) iter.Seq[article.Record] {
	return article.Records(orInput(args), s.in, o.options)
}

// check refuses values that no file can be read with, before any is opened.
func (o *reading) check() error {
	if f := o.options.Format; f != "" && !slices.Contains(article.Formats(), f) {
		return usagef("--input-format %s: give one of %s", f, joinWords(article.Formats()))
	}
	if l := o.options.Language; l != "" && article.Language(l) == "" {
		return usagef("--language %s: give the two or three letters of a language, such as en", l)
	}
	if o.options.MaxBytes < 1 {
		return usagef("--max-bytes %d: give 1 or more", o.options.MaxBytes)
	}
	return nil
}

// files reads the articles of the arguments, standard input if there are none.
func (o *reading) files(s streams, args []string) iter.Seq2[*article.Article, error] {
	return article.Files(orInput(args), s.in, o.options)
}
