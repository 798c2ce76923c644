package labels

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parley-go/parley/labels/file"
)

// comma is what parts the columns of a table that begins with head: in TSV the tab.
func comma(format string, head []byte) rune {
	if format == "tsv" {
		return '\t'
	}
	return file.Comma(head)
}

var errLongRecord = errors.New("record too long")

// guard stops a record that has no end, such as one with an open quote,
// before it fills the memory.
type guard struct {
	r            io.Reader
	served, from int64
}

func (g *guard) Read(p []byte) (int, error) {
	if g.served-g.from > MaxLine {
		return 0, errLongRecord
	}
	n, err := g.r.Read(p)
	g.served += int64(n)
	return n, err
}

// records reads CSV records, counting lines, and hands each to use, as UTF-8.
// Faulty records are problems.
func (r *reader) records(in *bufio.Reader, parted rune, use func(line int, record []string) error) error {
	g := &guard{r: in}
	c := csv.NewReader(g)
	c.Comma = parted
	c.FieldsPerRecord = -1
	c.ReuseRecord = true
	for {
		g.from = c.InputOffset()
		record, err := c.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var bad *csv.ParseError
		switch {
		case errors.Is(err, errLongRecord):
			line := 0
			if len(record) > 0 {
				line, _ = c.FieldPos(0)
			}
			return r.fatal(line, fmt.Sprintf("a record of more than %d MiB", MaxLine>>20), "look for a quote that is not closed")
		case errors.As(err, &bad):
			found, remedy := bad.Err.Error(), "put the cell in double quotes and double the quotes inside it; this line is left out"
			if bad.StartLine != bad.Line {
				found = fmt.Sprintf("%s (the record ends on line %d)", found, bad.Line)
			}
			if err := r.problem(bad.StartLine, found, remedy); err != nil {
				return err
			}
			continue
		case err != nil:
			return r.broken(0, err)
		}
		line, _ := c.FieldPos(0)
		if slices.ContainsFunc(record, func(cell string) bool { return !utf8.ValidString(cell) }) {
			r.odd.add(line, file.Row(record)[0])
		}
		if err := use(line, record); err != nil {
			return err
		}
	}
}

// csv reads a table whose first row names the columns.
func (r *reader) csv(in *bufio.Reader, parted rune) error {
	var header []int // columns of the cells
	return r.records(in, parted, func(line int, record []string) error {
		for _, cell := range record {
			if found, remedy := checkText(cell); found != "" {
				if header == nil {
					return r.fatal(line, found, remedy)
				}
				return r.problem(line, found, remedy)
			}
		}
		if header == nil {
			return r.header(line, record, &header)
		}
		if len(record) != len(header) {
			if len(record) == 1 && strings.TrimSpace(record[0]) == "" {
				return nil
			}
			return r.problem(line, fmt.Sprintf("%s where the header has %d", Counted(len(record), "cell", "cells"), len(header)), "look for a delimiter or a quote too many or too few; this line is left out")
		}
		one := row{line: line}
		for i, text := range record {
			if strings.TrimSpace(text) != "" {
				one.cells = append(one.cells, cell{header[i], value{text: strings.Clone(text)}})
			}
		}
		if len(one.cells) > 0 {
			r.rows = append(r.rows, one)
		}
		return nil
	})
}

// header takes the names of the columns; an empty name becomes "column N".
func (r *reader) header(line int, record []string, header *[]int) error {
	for i, name := range record {
		name = strings.TrimSpace(name)
		if name == "" {
			name = fmt.Sprintf("column %d", i+1)
		}
		name = strings.Clone(name)
		if r.find(name) >= 0 {
			return r.fatal(line, fmt.Sprintf("two columns named %q", clip(name, 60)), "give each column a name of its own")
		}
		*header = append(*header, r.column(name))
	}
	return nil
}
