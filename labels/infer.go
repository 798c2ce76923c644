package labels

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// infer makes a scheme from the labels found, if none was given.
func (r *reader) infer() error {
	if r.opt.Scheme != nil {
		return nil
	}
	var cells []value
	seen := map[string]bool{} // texts among the cells: one of each is enough
	add := func(row *row, column int) {
		v, ok := row.cell(column)
		if !ok || v.list == nil && seen[v.text] {
			return
		}
		if v.list == nil {
			seen[v.text] = true
		}
		cells = append(cells, v)
	}
	for i := range r.rows {
		row := &r.rows[i]
		if !r.body(row) {
			continue
		}
		add(row, r.use.label)
		for _, c := range r.use.coders {
			add(row, c.column)
		}
	}
	name := r.opt.Fields.Label
	if r.use.label >= 0 {
		name = r.columns[r.use.label]
	}
	if name == "" {
		name = "label"
	}
	s, err := inferScheme(name, cells)
	if err != nil {
		return r.fatal(0, err.Error(), "give a scheme, or another label column; the columns are "+clip(strings.Join(r.columns, ", "), 600))
	}
	r.opt.Scheme = s
	return nil
}

// inferScheme makes a scheme of the labels in the cells of one column.
func inferScheme(name string, cells []value) (*Scheme, error) {
	whole := map[string]bool{}
	many := false
	for _, v := range cells {
		if v.list != nil {
			many = true
			for _, n := range v.list {
				whole[strings.TrimSpace(n)] = true
			}
		} else {
			many = many || strings.ContainsAny(v.text, ";|")
			whole[strings.TrimSpace(v.text)] = true
		}
	}
	commas := func(t string) bool { // every part stands alone somewhere
		parts := strings.Split(t, ",")
		for _, p := range parts {
			if !whole[strings.TrimSpace(p)] {
				return false
			}
		}
		return len(parts) > 1
	}
	for t := range whole {
		many = many || commas(t)
	}
	classes := map[string]string{} // lower case to the spelling that sorts first
	add := func(n string) {
		if n = strings.TrimSpace(n); n == "" {
			return
		}
		low := strings.ToLower(n)
		if have, ok := classes[low]; !ok || n < have {
			classes[low] = n
		}
	}
	for _, v := range cells {
		switch {
		case v.list != nil:
			for _, n := range v.list {
				add(n)
			}
		case many && isNone(strings.TrimSpace(v.text)):
		case many:
			for _, n := range splitCell(v.text, func(p string) bool { return !commas(p) }) {
				add(n)
			}
		default:
			add(v.text)
		}
	}
	if len(classes) < 2 || len(classes) > MaxClasses {
		return nil, fmt.Errorf("%d different labels in column %s, but a scheme has 2 to %d classes", len(classes), name, MaxClasses)
	}
	names := make([]string, 0, len(classes))
	for _, n := range classes {
		names = append(names, n)
	}
	slices.SortFunc(names, compareNames)
	s := &Scheme{Name: strings.TrimSpace(name), Many: many}
	for _, n := range names {
		s.Classes = append(s.Classes, Class{Name: n})
	}
	return s, s.Check()
}

// compareNames orders whole numbers by value and before all other names.
func compareNames(a, b string) int {
	x, errX := strconv.ParseInt(a, 10, 64)
	y, errY := strconv.ParseInt(b, 10, 64)
	switch {
	case errX == nil && errY == nil && x != y:
		if x < y {
			return -1
		}
		return 1
	case errX == nil && errY != nil:
		return -1
	case errX != nil && errY == nil:
		return 1
	}
	return strings.Compare(a, b)
}
