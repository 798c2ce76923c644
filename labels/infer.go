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
	var all spellings
	add := func(row *row, column int) {
		if v, ok := row.cell(column); ok {
			all.add(v)
		}
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
	s, err := all.scheme(name)
	if err != nil {
		return r.fatal(0, err.Error(), "give a scheme, or another label column; the columns are "+clip(strings.Join(r.columns, ", "), 600))
	}
	r.opt.Scheme = s
	return nil
}

// spellings are the different values of the columns of labels, each with the number of its cells. Those that mean "not coded" are not among them.
type spellings struct {
	values []value
	times  []int
	at     map[string]int // of the values that are no arrays, by their text
}

// add counts a value.
func (s *spellings) add(v value) {
	if v.missing() {
		return
	}
	if v.list == nil {
		if i, ok := s.at[v.text]; ok {
			s.times[i]++
			return
		}
		if s.at == nil {
			s.at = map[string]int{}
		}
		s.at[v.text] = len(s.values)
	}
	s.values, s.times = append(s.values, v), append(s.times, 1)
}

// scheme makes a scheme of the labels found. Spellings that differ in capitals only are one class, which the commonest of them names, and of
// equally frequent ones the first in the order of bytes.
func (s *spellings) scheme(name string) (*Scheme, error) {
	whole := map[string]bool{}
	many := false
	for _, v := range s.values {
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
	spelt := map[string]int{} // how often
	for i, v := range s.values {
		var names []string
		switch {
		case v.list != nil:
			names = v.list
		case many && isNone(strings.TrimSpace(v.text)):
		case many:
			names = splitCell(v.text, func(p string) bool { return !commas(p) })
		default:
			names = []string{v.text}
		}
		for _, n := range names {
			if n = strings.TrimSpace(n); !slices.Contains(notCoded, n) {
				spelt[n] += s.times[i]
			}
		}
	}
	classes := map[string]string{} // lower case to the spelling
	for n, times := range spelt {
		low := strings.ToLower(n)
		have, ok := classes[low]
		if !ok || times > spelt[have] || times == spelt[have] && n < have {
			classes[low] = n
		}
	}
	if len(classes) < 2 || len(classes) > MaxClasses {
		return nil, fmt.Errorf("%s in column %s, but a scheme has 2 to %d classes", Counted(len(classes), "label", "different labels"), name, MaxClasses)
	}
	names := make([]string, 0, len(classes))
	for _, n := range classes {
		names = append(names, n)
	}
	slices.SortFunc(names, compareNames)
	out := &Scheme{Name: strings.TrimSpace(name), Many: many}
	for _, n := range names {
		out.Classes = append(out.Classes, Class{Name: n})
	}
	return out, out.Check()
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
