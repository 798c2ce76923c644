package labels

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync"
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

var builtins = sync.OnceValue(loadBuiltins)

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
	s, ok := builtins()[name]
	if !ok {
		return nil, false
	}
	c := *s
	c.Classes = slices.Clone(s.Classes)
	return &c, true
}

// BuiltinNames returns the names of the built-in schemes, sorted.
func BuiltinNames() []string {
	names := make([]string, 0, len(builtins()))
	for n := range builtins() {
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
		found := strings.TrimPrefix(err.Error(), "json: ")
		if kind != nil {
			found = fmt.Sprintf("%s where another kind of value belongs: field %q", kind.Value, kind.Field)
		}
		line := 1 + bytes.Count(raw[:min(max(int(at), 0), len(raw))], []byte("\n"))
		return nil, &Problem{File: name, Line: line, Found: found, Remedy: "the fields are name, question, many, ordered and classes (name, definition)"}
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
