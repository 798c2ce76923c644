package labels

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Class is one answer that a scheme allows.
type Class struct {
	Name       string `json:"name"`
	Definition string `json:"definition,omitempty"`
}

// Scheme is a question asked of every paragraph, and its possible answers.
// Many: any number of classes may apply, none included; otherwise exactly one.
// Ordered: the classes are steps of one scale, in the order given; it is what
// weighted kappa and ordinal alpha ask for. The order of Classes is fixed for
// good: class k is bit k of a Set. A Scheme is not changed after it was made
// and may be shared between goroutines.
type Scheme struct {
	Name     string  `json:"name"`
	Question string  `json:"question,omitempty"`
	Many     bool    `json:"many"`
	Ordered  bool    `json:"ordered"`
	Classes  []Class `json:"classes"`
}

//go:embed schemes/*.json
var schemeFiles embed.FS

var builtins = loadBuiltins()

func loadBuiltins() map[string]*Scheme {
	files, err := schemeFiles.ReadDir("schemes")
	if err != nil {
		panic("labels: " + err.Error())
	}
	m := make(map[string]*Scheme, len(files))
	for _, f := range files {
		raw, err := schemeFiles.ReadFile(path.Join("schemes", f.Name()))
		if err != nil {
			panic("labels: " + err.Error())
		}
		s, err := ReadScheme(bytes.NewReader(raw), f.Name())
		if err != nil {
			panic("labels: " + err.Error())
		}
		if m[s.Name] != nil {
			panic("labels: two built-in schemes are named " + s.Name)
		}
		m[s.Name] = s
	}
	return m
}

// Builtin returns a copy of a scheme that is part of the program.
func Builtin(name string) (*Scheme, bool) {
	s, ok := builtins[name]
	if !ok {
		return nil, false
	}
	c := *s
	c.Classes = slices.Clone(s.Classes)
	return &c, true
}

// BuiltinNames returns the names of the built-in schemes, sorted.
func BuiltinNames() []string {
	names := make([]string, 0, len(builtins))
	for n := range builtins {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// maxScheme is the size in bytes beyond which a scheme file is refused.
const maxScheme = 1 << 20

// ReadScheme reads a scheme from JSON: one object with the fields name,
// question, many, ordered and classes (each with name and definition). Unknown
// fields are errors. Name is the file's name, used in errors only.
func ReadScheme(r io.Reader, name string) (*Scheme, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxScheme+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(raw) > maxScheme {
		return nil, &Problem{File: name, Found: "more than 1 MiB", Remedy: "a scheme is a short JSON object with the fields name and classes"}
	}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if len(bytes.TrimSpace(raw)) == 0 {
		return nil, &Problem{File: name, Found: "an empty file", Remedy: `write a scheme such as {"name": "tone", "classes": [{"name": "warm"}, {"name": "cold"}]}`}
	}
	if !utf8.Valid(raw) {
		return nil, &Problem{File: name, Found: "bytes that are not UTF-8", Remedy: "save the file as UTF-8"}
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	var s Scheme
	if err := d.Decode(&s); err != nil {
		at := d.InputOffset()
		var syntax *json.SyntaxError
		var kind *json.UnmarshalTypeError
		if errors.As(err, &syntax) {
			at = syntax.Offset
		} else if errors.As(err, &kind) {
			at = kind.Offset
		}
		line := 1 + bytes.Count(raw[:min(max(int(at), 0), len(raw))], []byte("\n"))
		return nil, &Problem{File: name, Line: line, Found: strings.TrimPrefix(err.Error(), "json: "), Remedy: "the fields are name, question, many, ordered and classes (name, definition)"}
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, &Problem{File: name, Found: "something after the scheme's closing brace", Remedy: "keep one scheme in one file"}
	}
	if err := s.Check(); err != nil {
		return nil, &Problem{File: name, Found: err.Error(), Remedy: "correct the scheme"}
	}
	return &s, nil
}

// Check tells what is wrong with a scheme, naming the field and what is
// allowed: a name, 2 to MaxClasses classes, each with a name of its own of at
// most 200 bytes without a control character, ';' or '|' (they part the labels
// of one cell) and without white space at either end.
func (s *Scheme) Check() error {
	if err := checkName(s.Name); err != nil {
		return fmt.Errorf("name: %w", err)
	}
	if n := len(s.Classes); n < 2 || n > MaxClasses {
		return fmt.Errorf("classes: found %d, allowed are 2 to %d", n, MaxClasses)
	}
	if s.Ordered && s.Many {
		return errors.New("ordered: a scale allows exactly one step, but many is true")
	}
	seen := make(map[string]string, len(s.Classes))
	for k, c := range s.Classes {
		if err := checkName(c.Name); err != nil {
			return fmt.Errorf("classes[%d].name: %w", k, err)
		}
		low := strings.ToLower(c.Name)
		if other, ok := seen[low]; ok {
			if other == c.Name {
				return fmt.Errorf("classes[%d].name: %q is there twice", k, c.Name)
			}
			return fmt.Errorf("classes[%d].name: %q and %q differ in capitals only", k, other, c.Name)
		}
		seen[low] = c.Name
	}
	return nil
}

func checkName(n string) error {
	switch {
	case n == "":
		return errors.New("empty")
	case len(n) > 200:
		return fmt.Errorf("%d bytes long, allowed are 200", len(n))
	case !utf8.ValidString(n):
		return fmt.Errorf("%q is not UTF-8", n)
	case strings.TrimSpace(n) != n:
		return fmt.Errorf("%q begins or ends with white space", n)
	case strings.ContainsAny(n, ";|"):
		return fmt.Errorf("%q holds ';' or '|', which part the labels of one cell", n)
	case strings.ContainsFunc(n, unicode.IsControl):
		return fmt.Errorf("%q holds a control character", n)
	}
	return nil
}

// Index returns the number of the class with that name, -1 if there is none.
// Capitals and white space at the ends do not count.
func (s *Scheme) Index(name string) int {
	for k := range s.Classes {
		if s.Classes[k].Name == name {
			return k
		}
	}
	name = strings.TrimSpace(name)
	for k := range s.Classes {
		if strings.EqualFold(s.Classes[k].Name, name) {
			return k
		}
	}
	return -1
}

// Names returns the names of the classes in the scheme's order.
func (s *Scheme) Names() []string {
	names := make([]string, len(s.Classes))
	for k := range s.Classes {
		names[k] = s.Classes[k].Name
	}
	return names
}

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
	Nearest string  // the class with the smallest edit distance
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
	return fmt.Sprintf("label %q is not in scheme %s (%s%s); the nearest is %q", clip(e.Label, 60), e.Scheme.Name, strings.Join(names, ", "), more, e.Nearest)
}

func (s *Scheme) unknown(label string) error {
	low := strings.ToLower(clip(label, 200))
	best := slices.MinFunc(s.Classes, func(a, b Class) int {
		return cmp.Compare(editDistance(low, strings.ToLower(a.Name)), editDistance(low, strings.ToLower(b.Name)))
	})
	return &UnknownLabel{Label: label, Nearest: best.Name, Scheme: s}
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
