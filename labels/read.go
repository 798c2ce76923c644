package labels

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/parley-go/parley/labels/file"
)

// MaxLine is the longest line, or CSV record, in bytes that Read accepts.
const MaxLine = 16 << 20

// Fields names the columns of a coded file. An empty name means the default:
// id "id" (without such a column the line number is the id), text "text",
// group "article", kind "kind", and as label the scheme's name, then "label",
// then "labels". Coders lists the columns of the single coders; nil means every
// column named coder_X with a label of the scheme, an empty list none. In JSONL a column may be a path such as coder_a.stance.
type Fields struct {
	ID, Text, Label, Group string
	Coders                 []string
	Kind                   string
}

// ReadOptions says how a coded file is to be read. Scheme nil infers the scheme
// from the labels found: many-label if a row holds an array or a cell parted
// by ';' or '|' (or by ',' where each part stands alone elsewhere), classes
// sorted, the label column's name as the scheme's. Format is "jsonl", "csv",
// "tsv" or "" to look at the first bytes. Strict makes the first problem the
// error. Name is the file's name, used in problems.
type ReadOptions struct {
	Scheme *Scheme
	Fields Fields
	Format string
	Strict bool
	Name   string
}

// value is what one column holds in one row.
type value struct {
	text string   // a scalar as text, or an object or mixed array as JSON
	list []string // the entries of an array of scalars; nil for anything else
}

// cell is a value and the number of its column.
type cell struct {
	column int
	value
}

// row is one line of a file before it is known which columns hold what.
// Missing, null and empty columns have no cell.
type row struct {
	line  int
	cells []cell
}

// cell returns what a column holds; ok is false if it holds nothing.
func (r *row) cell(column int) (v value, ok bool) {
	for i := range r.cells {
		if r.cells[i].column == column {
			return r.cells[i].value, true
		}
	}
	return value{}, false
}

// headings are the columns seen.
type headings struct {
	columns []string // in order of appearance
	known   map[string]int
}

// column returns the number of a column, which is added if it is new.
func (h *headings) column(name string) int {
	c, ok := h.known[name]
	if !ok {
		if h.known == nil {
			h.known = map[string]int{}
		}
		c = len(h.columns)
		h.known[name] = c
		h.columns = append(h.columns, name)
	}
	return c
}

// find returns the number of a column, -1 if there is none of that name.
func (h *headings) find(name string) int {
	if c, ok := h.known[name]; ok {
		return c
	}
	return -1
}

// reader is the state of one Read.
type reader struct {
	opt ReadOptions
	headings
	rows     []row
	problems []Problem
	use      use
	table    bool        // CSV or TSV
	counts   []cellCount // of each column, once marks are made
	odd      oddLines
	doubts   []string
}

var errStrict = errors.New("stopped at the first problem")

func (r *reader) problem(line int, found, remedy string) error {
	r.problems = append(r.problems, Problem{File: r.opt.Name, Line: line, Found: found, Remedy: remedy})
	if r.opt.Strict {
		return errStrict
	}
	return nil
}

// broken is the error for a file that cannot be read on. One that names the file is left as it is.
func (r *reader) broken(line int, err error) error {
	var p *Problem
	switch {
	case errors.As(err, &p):
		return err
	case line > 0:
		return fmt.Errorf("%s:%d: %w", r.opt.Name, line, err)
	}
	return fmt.Errorf("%s: %w", r.opt.Name, err)
}

func (r *reader) fatal(line int, found, remedy string) error {
	return &Problem{File: r.opt.Name, Line: line, Found: found, Remedy: remedy}
}

// nothing is the error for a file of which no line can be used.
func (r *reader) nothing(verb string) error {
	first := r.problems[0]
	return r.fatal(0, fmt.Sprintf("no line that can be %s (first: line %d, %s)", verb, first.Line, first.Found), strings.TrimSuffix(first.Remedy, "; this line is left out"))
}

// Read reads coded paragraphs. Each faulty line becomes a Problem and is left
// out, and reading goes on; with o.Strict the first one is returned as the
// error. A file as a whole that cannot be right (empty, a spreadsheet, without a
// text or a label column) is an error that names the columns there are. It may be
// packed by gzip or zstd and in UTF-16; lines that are not UTF-8 are read in an
// encoding that is guessed.
//
// In JSONL each line is an object; a label is a text, a number, a truth value
// or an array of them, and null or a missing field means not coded. In CSV and
// TSV the first row names the columns. Where many classes may apply, "none",
// "-" and "[]" mean coded as none. An empty cell and the other texts of
// NotCoded mean not coded, whatever the format. What is doubtful about the
// file as a whole is in Doubts: lines left out, guessed encodings, columns of coders that hold
// labels of another scheme, empty cells that may stand for none. Rows whose kind is given and not "body" are counted
// in Skipped. Columns that have no other use are kept in Meta.
// The whole corpus is held in memory; a line longer than MaxLine is a problem.
func Read(in io.Reader, o ReadOptions) (*Corpus, []Problem, error) {
	if o.Scheme != nil {
		if err := o.Scheme.Check(); err != nil {
			return nil, nil, fmt.Errorf("scheme %s: %w", o.Scheme.Name, err)
		}
	}
	r := &reader{opt: o}
	err := r.read(in)
	var c *Corpus
	if err == nil {
		c, err = r.corpus()
	}
	if errors.Is(err, errStrict) {
		first := r.problems[0]
		return nil, r.problems, &first
	}
	if err != nil {
		return nil, r.problems, err
	}
	slices.SortStableFunc(r.problems, func(a, b Problem) int { return a.Line - b.Line })
	if n := len(r.problems); n > 0 && len(c.Items) == 0 {
		return nil, r.problems, r.nothing("used")
	}
	c.Doubts = r.doubtful(len(c.Items))
	return c, r.problems, nil
}

// open looks at the first bytes of a file, unpacks it and makes it UTF-8 where its encoding is marked. done must be called at the end.
func (r *reader) open(in io.Reader) (b *bufio.Reader, head []byte, done func(), err error) {
	refuse := func(found, remedy string) error { return r.fatal(0, found, remedy) }
	b, done, err = file.Unpack(bufio.NewReaderSize(in, 64<<10), refuse)
	if err != nil {
		return nil, nil, nil, err
	}
	if b, err = file.Stream(b, "", refuse); err == nil {
		head, err = b.Peek(4096)
	}
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		err = r.broken(0, err)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		err = r.fatal(0, "a zip file or spreadsheet", "save the sheet as CSV (UTF-8)")
	default:
		return b, head, done, nil
	}
	done()
	return nil, nil, nil, err
}

func (r *reader) read(in io.Reader) error {
	b, head, done, err := r.open(in)
	if err != nil {
		return err
	}
	defer done()
	format := r.opt.Format
	if format == "" {
		format = guessFormat(r.opt.Name, head)
	}
	switch format {
	case "jsonl":
		return r.jsonl(b)
	case "csv", "tsv":
		r.table = true
		return r.csv(b, comma(format, head))
	}
	return fmt.Errorf("format: found %q, allowed are jsonl, csv and tsv", format)
}

// guessFormat goes by the first bytes, then by the end of the name.
func guessFormat(name string, head []byte) string {
	if t := bytes.TrimLeft(head, " \t\r\n"); len(t) > 0 && (t[0] == '{' || t[0] == '[') {
		return "jsonl"
	}
	switch strings.ToLower(path.Ext(file.UnpackedName(name))) {
	case ".jsonl", ".ndjson":
		return "jsonl"
	case ".tsv", ".tab":
		return "tsv"
	}
	return "csv"
}

// corpus turns the rows into items and marks.
func (r *reader) corpus() (*Corpus, error) {
	if len(r.rows) == 0 && len(r.problems) == 0 && len(r.columns) == 0 {
		return nil, r.fatal(0, "an empty file", "give a file with at least one coded paragraph")
	}
	if len(r.rows) == 0 && len(r.columns) == 0 {
		return nil, r.nothing("read")
	}
	if err := r.chooseColumns(); err != nil {
		return nil, err
	}
	if err := r.infer(); err != nil {
		return nil, err
	}
	c := &Corpus{Scheme: r.opt.Scheme, Items: make([]Item, 0, len(r.rows)), Marks: make([]Mark, 0, len(r.rows))}
	first := make(map[string]int, len(r.rows))
	for i := range r.rows {
		row := &r.rows[i]
		if !r.body(row) {
			c.Skipped++
			continue
		}
		item := r.item(row)
		found, remedy := "", ""
		marks := c.Marks
		if line, twice := first[item.ID]; twice {
			found, remedy = fmt.Sprintf("id %q was already used on line %d", clip(item.ID, 60), line), "give each paragraph an id of its own; this one is left out"
		} else if strings.TrimSpace(item.Text) == "" {
			found, remedy = "no text in column "+r.columns[r.use.text], "give the paragraph; this line is left out"
		} else {
			var err error
			if marks, err = r.marks(marks, row, item.ID); err != nil {
				found, remedy = err.Error(), "correct the label; this line is left out"
			}
		}
		if found != "" {
			if err := r.problem(row.line, found, remedy); err != nil {
				return nil, err
			}
			continue
		}
		first[item.ID] = row.line
		c.Items = append(c.Items, item)
		c.Marks = marks
	}
	return c, nil
}

// checkText refuses what is in no text: NUL.
func checkText(raw string) (found, remedy string) {
	if strings.IndexByte(raw, 0) >= 0 {
		return "a NUL byte", "the line is damaged or the file is not text; this line is left out"
	}
	return "", ""
}
