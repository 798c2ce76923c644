package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/labels"
)

// coded are the flags of every verb that reads coded data.
type coded struct {
	inputs []string
	scheme string
	format string
	strict bool
	fields labels.Fields
}

// add registers the flags.
func (o *coded) add(c *cobra.Command, withScheme bool) {
	f := c.Flags()
	f.StringArrayVar(&o.inputs, "input", nil, "coded paragraphs, JSONL or CSV/TSV with a header (comma, semicolon or tab, UTF-8 or as a spreadsheet saves it, .gz and .zst too); - is standard input; may be repeated")
	if withScheme {
		f.StringVar(&o.scheme, "scheme", "", "what is coded: a built-in scheme (stance, frames), a JSON file (see parley help scheme), or infer (from the labels found)")
		completeWords(c, "scheme", append(labels.BuiltinNames(), "infer"))
	}
	f.StringVar(&o.format, "input-format", "", "jsonl, csv or tsv; found out from the content if not given")
	f.StringVar(&o.fields.Text, "text-field", "", `field with the text of the paragraph (default "text")`)
	f.StringVar(&o.fields.Label, "label-field", "", "field with the settled label, or labels parted by ; or in an array (default: the name of the scheme); "+
		`where many labels may apply, none, - or [] says that none does; an empty field, NA, N/A, . and * say that nobody coded the paragraph`)
	f.StringVar(&o.fields.Group, "group-field", "", `field that tells which paragraphs belong together and must not be split (default "article")`)
	f.StringVar(&o.fields.ID, "id-field", "", `field with the name of the paragraph (default "id", else the line number)`)
	f.StringVar(&o.fields.Kind, "kind-field", "", `field with the kind of block: only body is coded (default "kind")`)
	f.StringSliceVar(&o.fields.Coders, "coder-fields", nil, `fields with single coders' labels, comma-separated, or none (default: every coder_* field with labels of the scheme; `+
		`coder_a, coder_a_stance and in JSONL "coder_a": {"stance": "…", "frames": ["…"]} are coder a's)`)
	f.BoolVar(&o.strict, "strict", false, "stop at the first line that cannot be used instead of counting it")
	completeWords(c, "input-format", []string{"jsonl", "csv", "tsv"})
}

// resolve returns the scheme that --scheme names, nil for infer.
func resolveScheme(name string) (*labels.Scheme, error) {
	if name == "infer" {
		return nil, nil
	}
	if scheme, ok := labels.Builtin(name); ok {
		return scheme, nil
	}
	f, err := openFile(name, "the JSON file of a scheme")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("--scheme %s is neither a built-in scheme (%s), infer, nor a file that is there", name, joinWords(labels.BuiltinNames()))
	}
	if err != nil {
		return nil, fmt.Errorf("--scheme: %w", err)
	}
	defer f.Close()
	return labels.ReadScheme(f, name)
}

// read reads the corpus and tells of the lines that could not be used.
func (o *coded) read(s streams, scheme *labels.Scheme) (*labels.Corpus, error) {
	c, problems, err := o.load(s, scheme)
	tellProblems(s, problems)
	return c, err
}

// load reads the corpus, from one input or several, and returns the lines that could not be used.
func (o *coded) load(s streams, scheme *labels.Scheme) (*labels.Corpus, []labels.Problem, error) {
	switch {
	case len(o.inputs) == 0:
		return nil, nil, usagef("no --input: name the file with the coded paragraphs, or - for standard input")
	case len(o.inputs) > 1 && scheme == nil:
		return nil, nil, usagef("--scheme infer takes one --input: write the scheme to a file to join several")
	}
	var all []*labels.Corpus
	var problems []labels.Problem
	for _, name := range o.inputs {
		c, p, err := o.open(s, name, scheme)
		problems = append(problems, p...)
		if err != nil {
			return nil, problems, err
		}
		all = append(all, c)
	}
	if len(all) == 1 {
		return all[0], problems, nil
	}
	c, err := labels.Join(all...)
	if err != nil {
		return nil, problems, fmt.Errorf("%s: %w", o.name(), err)
	}
	return c, problems, nil
}

// name is how messages call the inputs.
func (o *coded) name() string { return strings.Join(o.inputs, " + ") }

// open reads one input.
func (o *coded) open(s streams, input string, scheme *labels.Scheme) (*labels.Corpus, []labels.Problem, error) {
	options := labels.ReadOptions{Scheme: scheme, Fields: o.fields, Format: o.format, Strict: o.strict, Name: input}
	if slices.Equal(o.fields.Coders, []string{"none"}) {
		options.Fields.Coders = []string{}
	}
	if input == "-" {
		options.Name = "standard input"
		return labels.Read(s.in, options)
	}
	f, err := openFile(input, "files of coded paragraphs")
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	return labels.Read(f, options)
}

// problemsShown is how many problems are written out before they are only counted.
const problemsShown = 10

// tellProblems writes the problems to the error stream.
func tellProblems(s streams, problems []labels.Problem) {
	for i, p := range problems {
		if i == problemsShown {
			fmt.Fprintf(s.err, "… and %s like these; parley corpus check lists them all\n", labels.Counted(len(problems)-i, "more line", "more lines"))
			return
		}
		fmt.Fprintln(s.err, p.Error())
	}
}

// joinWords joins words with commas, sorted.
func joinWords(words []string) string {
	words = slices.Sorted(slices.Values(words))
	var b bytes.Buffer
	for i, w := range words {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(w)
	}
	return b.String()
}
