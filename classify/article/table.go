package article

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/parley-go/parley/labels/file"
)

// meter fails once more than limit bytes, or commas that part more than most
// cells, were read since it was last set back, so that neither a quotation mark
// that is never closed nor a row of nothing but commas takes all memory. It
// keeps the bytes that were read since then.
type meter struct {
	r        io.Reader
	n, limit int64
	cells    int
	most     int
	comma    []byte
	kept     []byte // from the byte at on, of all bytes
	at       int64
}

var (
	errLong = errors.New("a record that is too long")
	errWide = errors.New("a record of too many cells")
)

func (m *meter) Read(p []byte) (int, error) {
	switch {
	case m.n > m.limit:
		return 0, errLong
	case m.cells > m.most:
		return 0, errWide
	}
	n, err := m.r.Read(p)
	m.n += int64(n)
	m.cells += bytes.Count(p[:n], m.comma)
	m.kept = append(m.kept, p[:n]...)
	return n, err
}

// next sets the meter back and returns the bytes up to the one at end, which are good until bytes are read again.
func (m *meter) next(end int64) []byte {
	m.n, m.cells = 0, 0
	raw := m.kept[:end-m.at]
	m.kept, m.at = m.kept[end-m.at:], end
	return raw
}

// unclosed tells whether the record raw has a quoted cell that does not end as one should, with a quotation mark before a comma or the end of the
// line. A reader that is lax about quotation marks inside of cells may then have taken the lines that follow for a part of the cell.
func unclosed(raw, comma []byte) bool {
	raw = bytes.TrimLeft(raw, "\r\n") // blank lines before the record
	for {
		if len(raw) == 0 || raw[0] != '"' {
			end := bytes.IndexByte(raw, '\n')
			if end < 0 {
				end = len(raw)
			}
			_, rest, more := bytes.Cut(raw[:end], comma)
			if !more {
				return false
			}
			raw = raw[end-len(rest):]
			continue
		}
		for raw = raw[1:]; ; raw = raw[2:] {
			at := bytes.IndexByte(raw, '"')
			if at < 0 {
				return true
			}
			if raw = raw[at:]; !bytes.HasPrefix(raw, []byte(`""`)) {
				break
			}
		}
		raw = raw[1:]
		if !bytes.HasPrefix(raw, comma) {
			return len(bytes.TrimRight(raw, "\r\n")) > 0
		}
		raw = raw[len(comma):]
	}
}

// readTable reads CSV or TSV: the first row names the columns, each other row
// is an article.
func readTable(br *bufio.Reader, comma rune, from *origin, yield func(Record) bool) bool {
	name, o := from.name, from.o
	sign := []byte(string(comma))
	m := &meter{r: br, limit: o.MaxBytes, most: mostParts(o), comma: sign}
	r := csv.NewReader(m)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
	found := false
	for {
		row, err := r.Read()
		fresh := m.n > 0 // bytes were read for this row
		raw := m.next(r.InputOffset())
		if errors.Is(err, io.EOF) {
			break
		}
		var wrong *csv.ParseError
		switch {
		case errors.Is(err, errLong):
			return yield(bad(&Problem{File: name, Line: lineOf(r, row), Found: fmt.Sprintf("a record of more than %d bytes", o.MaxBytes), Remedy: "close its quotation marks, or allow more with --max-bytes"}))
		case errors.Is(err, errWide):
			return yield(bad(&Problem{File: name, Line: lineOf(r, row), Found: fmt.Sprintf("a record of more than %d cells", m.most), Remedy: "look for a file that is no table, or allow more with --max-bytes"}))
		case errors.As(err, &wrong):
			if !yield(bad(&Problem{File: name, Line: wrong.StartLine, Found: wrong.Err.Error(), Remedy: "double the quotation marks inside a quoted field"})) {
				return false
			}
			continue
		case err != nil:
			return yield(bad(err))
		}
		line := lineOf(r, row)
		if slices.ContainsFunc(row, broken) && unclosed(raw, sign) {
			more := bytes.Count(bytes.Trim(raw, "\r\n"), []byte("\n"))
			p := &Problem{File: name, Line: line, Found: fmt.Sprintf("a quotation mark that is not closed: lines %d to %d would be one row", line, line+more),
				Remedy: "close the cell with a quotation mark, and double those inside it; these lines are left out"}
			if !yield(bad(p)) || from.head == nil {
				return false
			}
			found = true
			continue
		}
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
		if len(row) > len(from.head) {
			p := &Problem{File: name, Line: line, Found: fmt.Sprintf("%d cells where the header has %d", len(row), len(from.head)),
				Remedy: "look for a delimiter or a quotation mark too many or too few; this line is left out"}
			if !yield(bad(p)) {
				return false
			}
			continue
		}
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

// broken tells whether a cell goes over the end of a line.
func broken(cell string) bool { return strings.Contains(cell, "\n") }

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
	const shown = 50
	names := strings.Join(head[:min(shown, len(head))], ", ")
	if len(head) > shown {
		names += fmt.Sprintf(" and %d more", len(head)-shown)
	}
	return &Problem{File: name, Line: 1, Found: "no column of text among " + names, Remedy: "name a column text, html or paragraphs, or say which column holds the text"}
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
