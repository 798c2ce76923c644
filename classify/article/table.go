package article

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/parley-go/parley/labels/file"
)

// meter fails once more than limit bytes were read since it was last set back,
// so that a quotation mark that is never closed does not take all memory.
type meter struct {
	r     io.Reader
	n     int64
	limit int64
}

var errLong = errors.New("a record that is too long")

func (m *meter) Read(p []byte) (int, error) {
	if m.n > m.limit {
		return 0, errLong
	}
	n, err := m.r.Read(p)
	m.n += int64(n)
	return n, err
}

// readTable reads CSV or TSV: the first row names the columns, each other row
// is an article.
func readTable(br *bufio.Reader, comma rune, from *origin, yield func(Record) bool) bool {
	name, o := from.name, from.o
	m := &meter{r: br, limit: o.MaxBytes}
	r := csv.NewReader(m)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
	found := false
	for {
		row, err := r.Read()
		fresh := m.n > 0 // bytes were read for this row
		m.n = 0
		if errors.Is(err, io.EOF) {
			break
		}
		var wrong *csv.ParseError
		switch {
		case errors.Is(err, errLong):
			return yield(bad(&Problem{File: name, Line: lineOf(r, row), Found: fmt.Sprintf("a record of more than %d bytes", o.MaxBytes), Remedy: "close its quotation marks, or allow more with --max-bytes"}))
		case errors.As(err, &wrong):
			if !yield(bad(&Problem{File: name, Line: wrong.StartLine, Found: wrong.Err.Error(), Remedy: "double the quotation marks inside a quoted field"})) {
				return false
			}
			continue
		case err != nil:
			return yield(bad(err))
		}
		line := lineOf(r, row)
		if from.head == nil {
			decodeRow(row)
			for i := range row {
				row[i] = strings.TrimSpace(row[i])
			}
			from.head = slices.Clone(row)
			if p := checkHead(from.head, name, o.Fields); p != nil && !o.Rows {
				return yield(bad(p))
			}
			continue
		}
		found = true
		size := 0
		for _, cell := range row {
			size += len(cell)
		}
		if !yield(Record{kind: rowRecord, Size: size, Pause: fresh && br.Buffered() == 0, from: from, line: line, row: row}) {
			return false
		}
	}
	return found || yield(bad(&Problem{File: name, Found: "no rows", Remedy: "give a first row that names the columns, and a row for each article"}))
}

// decodeRow makes the cells of a row text, in place, and returns what is doubtful about them.
func decodeRow(row []string) (notes []string) {
	for i, cell := range row {
		if strings.IndexByte(cell, 0) >= 0 {
			row[i] = strings.ReplaceAll(cell, "\x00", "")
			notes = []string{"NUL bytes left out"}
		}
	}
	return append(notes, file.Row(row)...)
}

// rowArticle makes an article of a row.
func rowArticle(row, head []string, name string, line int, o Options) (*Article, error) {
	notes := decodeRow(row)
	fields := map[string]string{}
	for i, f := range row {
		if i < len(head) && head[i] != "" {
			fields[head[i]] = f
		}
	}
	a, err := record(listed(fields), nil, name, line, o)
	if a != nil {
		a.Notes = append(a.Notes, unique(notes)...)
	}
	return a, err
}

func lineOf(r *csv.Reader, row []string) int {
	if len(row) == 0 {
		return 0
	}
	line, _ := r.FieldPos(0)
	return line
}

// checkHead names the columns there are where none holds text.
func checkHead(head []string, name string, f Fields) *Problem {
	for _, n := range [...]string{or(f.Text, "text"), or(f.HTML, "html"), or(f.Paragraphs, "paragraphs")} {
		if slices.Contains(head, n) {
			return nil
		}
	}
	return &Problem{File: name, Line: 1, Found: "no column of text among " + strings.Join(head, ", "), Remedy: "name a column text, html or paragraphs, or say which column holds the text"}
}

func or(s, def string) string {
	if s == "" {
		return def
	}
	return s
}

func unique(ss []string) []string {
	slices.Sort(ss)
	return slices.Compact(ss)
}

// tableHead tells whether the first line of an input names columns, one of
// them for text.
func tableHead(head []byte) string {
	line, _, _ := strings.Cut(string(head), "\n")
	comma := file.Comma(head)
	cols := strings.Split(strings.TrimSpace(line), string(comma))
	if len(cols) < 2 {
		return ""
	}
	for _, c := range cols {
		switch strings.Trim(c, "\" ") {
		case "text", "html", "paragraphs":
			if comma == '\t' {
				return "tsv"
			}
			return "csv"
		}
	}
	return ""
}
