package report

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// Format is a form of output. Its text is the one used in flags and errors.
type Format string

// The formats.
const (
	Text     Format = "text"  // for a terminal, in a fixed width
	JSON     Format = "json"  // one document
	JSONL    Format = "jsonl" // one object a line
	CSV      Format = "csv"   // RFC 4180, comma, one header line
	Markdown Format = "md"    // GitHub flavour
	HTML     Format = "html"  // one page that loads nothing

	LaTeX Format = "latex" // tables of a document for a paper, with booktabs; not of scores
)

var formats = []Format{Text, JSON, JSONL, CSV, Markdown, HTML}

// Formats returns the names of all formats, text first.
func Formats() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = string(f)
	}
	return names
}

// DocumentFormats returns the names of the formats of evaluations, comparisons, agreement and the list of metrics: those of Formats and latex.
func DocumentFormats() []string { return append(Formats(), string(LaTeX)) }

// ParseDocumentFormat is ParseFormat that also knows latex.
func ParseDocumentFormat(s string) (Format, error) {
	f, err := ParseFormat(s)
	if s == string(LaTeX) {
		return LaTeX, nil
	}
	if err != nil {
		return "", fmt.Errorf("no format is called %q: give one of %s", s, strings.Join(DocumentFormats(), ", "))
	}
	return f, nil
}

// ParseFormat returns the format called s; the error names those that exist.
func ParseFormat(s string) (Format, error) {
	for _, f := range formats {
		if string(f) == s {
			return f, nil
		}
	}
	return "", fmt.Errorf("no format is called %q: give one of %s", s, strings.Join(Formats(), ", "))
}

// FormatOf returns the format that the name of a file tells by its end; ok is false if it tells none.
func FormatOf(name string) (f Format, ok bool) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt":
		return Text, true
	case ".json":
		return JSON, true
	case ".jsonl", ".ndjson":
		return JSONL, true
	case ".csv":
		return CSV, true
	case ".md", ".markdown":
		return Markdown, true
	case ".html", ".htm":
		return HTML, true
	case ".tex":
		return LaTeX, true
	}
	return "", false
}

// Style fits a report to its reader. The zero value is 100 columns of plain text without evidence.
type Style struct {
	Width    int  // columns of text output; 0 is 100, less than 60 is taken as 60
	Color    bool // colour in text output; it never says what the words do not
	Evidence bool // the words that made a score, in text, Markdown and HTML of scores
	All      bool // headings and boilerplate of articles too
}

// columns returns the width of text output.
func (s Style) columns() int {
	switch {
	case s.Width == 0:
		return 100
	case s.Width < 60:
		return 60
	}
	return s.Width
}

// model is what a report asks of a [classify.Model].
type model interface {
	Scheme() *labels.Scheme
	Decision() classify.Decision
	Card() *classify.Card
	Notes() *classify.Notes
	Width() int
	ReadsAround() bool
	Explainer(paragraphs []string) func(i int) *classify.Explanation
	Top(class, n int) []classify.Weight
}

// unknownFormat is the panic for a Format that ParseFormat did not return.
func unknownFormat(f Format) string { return "report: no format " + string(f) }
