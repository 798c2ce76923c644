package labels

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// RatingsOptions says how a table of codings is to be read. Scheme nil infers
// one: as many classes as different cells, numbers by value. Header tells
// whether the first row names the coders; HeaderGuess takes it for names if no
// cell of it is a number or occurs as a label. ID names the column of the
// items' names, and Coders those of the coders, nil for all others. Format is
// "csv", "tsv" or "".
type RatingsOptions struct {
	Scheme *Scheme
	Header Header
	ID     string
	Coders []string
	Format string
	Strict bool
	Name   string
}

// Header says what the first row of a table is.
type Header int

// The first row is looked at, is names, or is data.
const (
	HeaderGuess Header = iota
	HeaderYes
	HeaderNo
)

// ReadRatings reads a table with one row an item and one column a coder, as
// ReCal takes it (Freelon 2010). Without a header coders are "1", "2", … by their
// column. First columns that name the items, by a header such as id or none
// (R writes it), or because no two of their cells are equal and their values
// are no labels, are no coders, and the doubts say so; without such a column
// items are named by their line. The texts of NotCoded mean not coded. The number of rows must fit in memory. A label that the scheme
// does not have is a Problem, and its row is left out. Fewer than two columns
// is an error.
func ReadRatings(in io.Reader, o RatingsOptions) (*Ratings, []Problem, error) {
	if o.Scheme != nil {
		if err := o.Scheme.Check(); err != nil {
			return nil, nil, fmt.Errorf("scheme %s: %w", o.Scheme.Name, err)
		}
	}
	r := &reader{opt: ReadOptions{Scheme: o.Scheme, Fields: Fields{ID: o.ID, Coders: o.Coders}, Format: o.Format, Strict: o.Strict, Name: o.Name}}
	ratings, err := r.ratings(in, o.Header)
	if err == errStrict {
		first := r.problems[0]
		return nil, r.problems, &first
	}
	slices.SortStableFunc(r.problems, func(a, b Problem) int { return a.Line - b.Line })
	if err == nil {
		ratings.Doubts = r.doubtful(len(ratings.Items))
	}
	return ratings, r.problems, err
}

type ratingsRow struct {
	line  int
	cells []string
}

func (r *reader) ratings(in io.Reader, header Header) (*Ratings, error) {
	b, head, done, err := r.open(in)
	if err != nil {
		return nil, err
	}
	defer done()
	format := r.opt.Format
	switch format {
	case "", "csv", "tsv":
	default:
		return nil, fmt.Errorf("format: found %q, allowed are csv and tsv", format)
	}
	if format == "" {
		if format = guessFormat(r.opt.Name, head); format == "jsonl" {
			return nil, r.fatal(0, "JSON", "a table of labels, one column a coder, is wanted")
		}
	}
	var rows []ratingsRow
	err = r.records(b, comma(format, head), func(line int, record []string) error {
		cells := make([]string, len(record))
		blank := true
		for i, c := range record {
			if found, remedy := checkText(c); found != "" {
				return r.problem(line, found, remedy)
			}
			cells[i] = strings.Clone(strings.TrimSpace(c))
			blank = blank && cells[i] == ""
		}
		if len(rows) > 0 && len(cells) != len(rows[0].cells) {
			if blank {
				return nil
			}
			return r.problem(line, fmt.Sprintf("%s where the first row has %d", Counted(len(cells), "cell", "cells"), len(rows[0].cells)), "give every coder a cell, empty if not coded; this line is left out")
		}
		rows = append(rows, ratingsRow{line, cells})
		return nil
	})
	switch {
	case err != nil:
		return nil, err
	case len(rows) == 0:
		return nil, r.fatal(0, "an empty table", "give one row an item and one column a coder")
	case len(rows[0].cells) < 2:
		return nil, r.fatal(rows[0].line, "one column only", "give a column for each of two or more coders, parted by comma, semicolon or tab")
	}
	names := make([]string, len(rows[0].cells))
	for j := range names {
		names[j] = strconv.Itoa(j + 1)
	}
	headed := header == HeaderYes || header == HeaderGuess && looksLikeNames(r.opt.Scheme, rows)
	if headed {
		seen := map[string]bool{}
		for j, n := range rows[0].cells {
			if names[j] = n; n == "" {
				names[j] = fmt.Sprintf("column %d", j+1)
			}
			if seen[names[j]] {
				return nil, r.fatal(rows[0].line, fmt.Sprintf("two coders named %q", clip(names[j], 60)), "give each column a name of its own")
			}
			seen[names[j]] = true
		}
	}
	coders, unit, err := r.coderColumnsOf(names, headed, rows)
	if err != nil {
		return nil, err
	}
	if len(coders) < 2 {
		return nil, r.fatal(rows[0].line, Counted(len(coders), "column of a coder", "columns of coders")+" beside that of the items", "give a column for each of two or more coders, or name the coders' columns")
	}
	if headed {
		rows = rows[1:]
	}
	return r.ratingsOf(names, coders, unit, rows)
}

// looksLikeNames tells whether the first row names the coders: none of its
// cells is a label. The first cell may be empty, as R writes it; if it is the
// header of a column of ids the others may be numbers.
func looksLikeNames(s *Scheme, rows []ratingsRow) bool {
	body := map[string]bool{}
	for _, row := range rows[1:] {
		for _, c := range row.cells {
			body[c] = true
		}
	}
	first := rows[0].cells[0]
	if namesUnits(first) && !body[first] && (s == nil || s.Index(first) < 0) {
		return true
	}
	for j, c := range rows[0].cells {
		if j == 0 && c == "" {
			continue
		}
		if _, err := strconv.ParseFloat(c, 64); err == nil || (value{text: c}).missing() || body[c] {
			return false
		}
		if s != nil {
			if _, err := s.Parse(c); err == nil {
				return false
			}
		}
	}
	return true
}

// ratingsOf makes ratings of the columns of coders.
func (r *reader) ratingsOf(names []string, coders []int, unit int, rows []ratingsRow) (*Ratings, error) {
	if r.opt.Scheme == nil {
		var all spellings
		for _, row := range rows {
			for _, j := range coders {
				all.add(value{text: row.cells[j]})
			}
		}
		s, err := all.scheme("codes")
		if err != nil {
			return nil, r.fatal(0, strings.Replace(err.Error(), " in column codes", "", 1), "give a table of labels and nothing else")
		}
		r.opt.Scheme = s
	}
	out := &Ratings{Scheme: r.opt.Scheme}
	r.table, r.use.label = true, -1
	for _, j := range coders {
		out.Coders = append(out.Coders, names[j])
		r.use.coders = append(r.use.coders, coderColumn{j, names[j]})
	}
rows:
	for _, row := range rows {
		sets, has := make([]Set, len(coders)), make([]bool, len(coders))
		for k, j := range coders {
			c, n := row.cells[j], r.counted(j)
			if c == "" {
				n.empty++
			}
			if r.opt.Scheme.uncoded(value{text: c}) {
				continue
			}
			set, err := r.opt.Scheme.Parse(c)
			if err != nil {
				if err := r.problem(row.line, fmt.Sprintf("coder %s: %v", names[j], err), "correct the label; this line is left out"); err != nil {
					return nil, err
				}
				continue rows
			}
			n.add(set)
			sets[k], has[k] = set, true
		}
		item := strconv.Itoa(row.line)
		if unit >= 0 && row.cells[unit] != "" {
			item = row.cells[unit]
		}
		out.Items = append(out.Items, item)
		out.Sets, out.Has = append(out.Sets, sets), append(out.Has, has)
	}
	return out, nil
}
