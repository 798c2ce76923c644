package labels

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Format writes a set as its class names in the scheme's order, parted by
// "; ", and the empty set as "none".
func (s *Scheme) Format(set Set) string {
	if k, ok := set.Single(); ok && k < len(s.Classes) {
		return s.Classes[k].Name
	}
	var b strings.Builder
	for k := range set.All() {
		if b.Len() > 0 {
			b.WriteString("; ")
		}
		if k < len(s.Classes) {
			b.WriteString(s.Classes[k].Name)
		} else {
			fmt.Fprintf(&b, "class %d", k)
		}
	}
	if b.Len() == 0 {
		return "none"
	}
	return b.String()
}

// Parse reads what Format writes. A many-label scheme also takes "a|b" and
// "a,b"; "none", "-", "[]" and the empty text are its empty set unless a class
// has that name. A single-label scheme takes one class. The error names the
// class that is nearest to what was found.
func (s *Scheme) Parse(text string) (Set, error) {
	text = strings.TrimSpace(text)
	if k := s.Index(text); k >= 0 {
		return One(k), nil
	}
	if !s.Many {
		if text == "" {
			return Set{}, errors.New("no label")
		}
		return Set{}, s.unknown(text)
	}
	if isNone(text) {
		return Set{}, nil
	}
	return s.parts(splitCell(text, func(p string) bool { return s.Index(p) >= 0 }))
}

// parse reads a cell or an array.
func (s *Scheme) parse(v value) (Set, error) {
	if v.list != nil {
		return s.parts(v.list)
	}
	return s.Parse(v.text)
}

// parts turns the names of one cell or array into a set.
func (s *Scheme) parts(names []string) (Set, error) {
	var set Set
	for _, p := range names {
		k := s.Index(p)
		if k < 0 {
			return Set{}, s.unknown(p)
		}
		set = set.With(k)
	}
	if !s.Many && set.Len() != 1 {
		if set.Empty() {
			return Set{}, errors.New("no label, but scheme " + s.Name + " asks for exactly one")
		}
		return Set{}, fmt.Errorf("%d labels (%s), but scheme %s allows exactly one", set.Len(), s.Format(set), s.Name)
	}
	return set, nil
}

func isNone(text string) bool {
	switch strings.ToLower(text) {
	case "", "none", "-", "[]":
		return true
	}
	return false
}

// splitCell parts a delimited cell at ';' and '|', and a part that is no
// known name at ','. Empty parts are dropped.
func splitCell(text string, known func(string) bool) []string {
	var out []string
	for _, p := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '|' }) {
		p = strings.TrimSpace(p)
		if p == "" {
			continue
		}
		if known(p) || !strings.Contains(p, ",") {
			out = append(out, p)
			continue
		}
		for _, q := range strings.Split(p, ",") {
			if q = strings.TrimSpace(q); q != "" {
				out = append(out, q)
			}
		}
	}
	return out
}

// UnknownLabel is the error for a label that the scheme does not have.
type UnknownLabel struct {
	Label   string
	Nearest string  // the class with the smallest edit distance, "" if that is most of the label
	Scheme  *Scheme // the scheme asked
}

// Error names the label, the nearest class, and the classes there are.
func (e *UnknownLabel) Error() string {
	names := e.Scheme.Names()
	more := ""
	if len(names) > 12 {
		more = fmt.Sprintf(" and %d more", len(names)-10)
		names = names[:10]
	}
	near := ""
	if e.Nearest != "" {
		near = fmt.Sprintf("; the nearest is %q", e.Nearest)
	}
	return fmt.Sprintf("label %q is not in scheme %s (%s%s)%s", clip(e.Label, 60), e.Scheme.Name, strings.Join(names, ", "), more, near)
}

func (s *Scheme) unknown(label string) error {
	if len(s.Classes) == 0 {
		return &UnknownLabel{Label: label, Scheme: s}
	}
	low := strings.ToLower(clip(label, 200))
	best := slices.MinFunc(s.Classes, func(a, b Class) int {
		return cmp.Compare(editDistance(low, strings.ToLower(a.Name)), editDistance(low, strings.ToLower(b.Name)))
	})
	if !mistyped(low, strings.ToLower(best.Name)) {
		best.Name = ""
	}
	return &UnknownLabel{Label: label, Nearest: best.Name, Scheme: s}
}

// mistyped tells whether one word may be the other mistyped: at most two thirds of the longer one differ.
func mistyped(a, b string) bool {
	return 3*editDistance(a, b) <= 2*max(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
}

// editDistance is Levenshtein's distance in runes.
func editDistance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			cost := diagonal
			if x[i] != y[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}

// clip shortens a text for a message to at most n bytes, at a rune's border.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}
