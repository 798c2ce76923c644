package labels

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// unitNames are headers of columns that name the items of a table of codings, in lower case.
var unitNames = []string{"id", "ids", "unit", "units", "item", "items", "row", "rows", "rowname", "rownames", "row.names", "nr", "no", "number", "index", "case", "line"}

// namesUnits tells whether a header is of a column that names the items.
func namesUnits(header string) bool {
	h := strings.ToLower(header)
	return slices.Contains(unitNames, h) || strings.HasSuffix(h, "_id") || strings.HasSuffix(h, " id") || strings.HasSuffix(h, ".id")
}

// leastCount is how many items a column must count, one after the other, to be taken for their numbers where the labels are numbers too: fewer
// may be ratings that happen to be in order.
const leastCount = 6

// coderColumnsOf tells which columns of a table of codings are coders', and which names the items, -1 for none: those that the options name, or
// all but the first ones that name the items instead. Each such column, and one that may be such, is a doubt. headed tells that the names come
// from the first row.
func (r *reader) coderColumnsOf(names []string, headed bool, rows []ratingsRow) (coders []int, unit int, err error) {
	r.columns, unit = names, -1
	if r.opt.Fields.ID != "" {
		if unit = slices.Index(names, r.opt.Fields.ID); unit < 0 {
			return nil, unit, r.missing(r.opt.Fields.ID, "id")
		}
	}
	if r.opt.Fields.Coders != nil {
		for _, name := range r.opt.Fields.Coders {
			j := slices.Index(names, name)
			if j < 0 {
				return nil, unit, r.missing(name, "coder")
			}
			coders = append(coders, j)
		}
		return coders, unit, nil
	}
	for j := range names {
		if j != unit {
			coders = append(coders, j)
		}
	}
	for len(coders) > 0 {
		is, err := r.namesItems(coders[0], coders[1:], names, headed, rows)
		if err != nil {
			return nil, unit, err
		}
		if !is {
			break
		}
		unit, coders = coders[0], coders[1:]
	}
	return coders, unit, nil
}

// namesItems tells whether a column names the items, and does not code them as the other columns do. A column with the header of one that names two
// rows alike is an error.
func (r *reader) namesItems(column int, others []int, names []string, headed bool, rows []ratingsRow) (bool, error) {
	call, header := "column "+strconv.Itoa(column+1), ""
	if headed {
		if header, rows = rows[0].cells[column], rows[1:]; header != "" {
			call = fmt.Sprintf("column %q", clip(header, 60))
		}
	}
	u := newUnits(column, others, rows, r.opt.Scheme)
	switch {
	case headed && (header == "" && column == 0 || namesUnits(header)):
		if u.twice > 0 && u.inside == u.filled {
			return false, nil // a coder with such a name
		}
		if u.twice > 0 {
			return false, r.fatal(u.twice, fmt.Sprintf("%s names the item %q, as line %d does", call, clip(u.again, 60), u.before), "give one row an item, with a column for each coder; or name the coders' columns")
		}
	case u.named():
	case u.counts && u.numbers && u.filled > max(u.labels, 2):
		r.doubts = append(r.doubts, call+" holds whole numbers, one after the other: it is taken for a coder; name the column of the ids if it is one")
		return false, nil
	default:
		return false, nil
	}
	r.doubts = append(r.doubts, call+" is taken for the names of the items, not for a coder; name the coders' columns if it is one")
	return true, nil
}

// units is what a column holds beside what other columns hold.
type units struct {
	filled  int    // cells that are not missing
	twice   int    // line of the first value that was there before; 0 for none
	again   string // that value
	before  int    // the line where it was
	full    bool   // no cell is missing
	words   bool   // a value is no number
	whole   bool   // all values are whole numbers
	counts  bool   // they are whole numbers, each greater by one than that before
	inside  int    // cells with a label: of the scheme, or that another column has
	outside int    // cells with a number below or above all of the other columns'
	numbers bool   // what the other columns hold are numbers
	labels  int    // different values of the other columns
	shared  bool   // a value of the other columns occurs twice
}

func newUnits(column int, columns []int, rows []ratingsRow, s *Scheme) units {
	u := units{full: true, whole: true, counts: true, numbers: true}
	others := map[string]bool{}
	var low, high float64
	for _, row := range rows {
		for _, j := range columns {
			c := row.cells[j]
			if (value{text: c}).missing() {
				continue
			}
			if u.shared = u.shared || others[c]; others[c] {
				continue
			}
			x, err := strconv.ParseFloat(c, 64)
			if len(others) == 0 || x < low {
				low = x
			}
			if len(others) == 0 || x > high {
				high = x
			}
			u.numbers = u.numbers && err == nil
			others[c] = true
		}
	}
	u.labels = len(others)
	lines := map[string]int{}
	last := 0
	for _, row := range rows {
		c := row.cells[column]
		if (value{text: c}).missing() {
			u.full = false
			continue
		}
		if u.filled++; lines[c] > 0 && u.twice == 0 {
			u.twice, u.again, u.before = row.line, c, lines[c]
		}
		lines[c] = row.line
		x, err := strconv.ParseFloat(c, 64)
		k, notWhole := strconv.Atoi(c)
		u.words = u.words || err != nil
		u.whole = u.whole && notWhole == nil
		u.counts = u.counts && notWhole == nil && (u.filled == 1 || k == last+1)
		last = k
		known := others[c]
		if s != nil {
			_, err := s.Parse(c)
			known = err == nil
		}
		if known {
			u.inside++
		}
		if x < low || x > high {
			u.outside++
		}
	}
	return u
}

// named tells, by its values alone, that a column names the items: each is another while labels repeat, and they are words that are no labels,
// numbers beside words, whole numbers beyond the labels, or more numbers in a row than there are labels.
func (u *units) named() bool {
	if !u.full || u.filled < 2 || u.twice > 0 || !u.shared {
		return false
	}
	if u.inside == 0 && (u.words || !u.numbers || u.whole && u.outside == u.filled) {
		return true
	}
	return u.counts && u.filled > u.labels && u.filled >= leastCount
}
