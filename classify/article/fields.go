package article

import (
	"encoding/json"
	"fmt"
	"unsafe"

	"github.com/parley-go/parley/labels/file"
)

// Field is a field of a record: of a table a cell, of a JSON object a member, whose value is the content of a string, "" for null, and JSON for
// anything else.
type Field struct{ Name, Value string }

// Fields reads a line of JSONL or a row of a table as it stands, in place of Article: its fields, in the order of the input. It is for records
// that are no articles, such as paragraphs with their scores. An error is a *Problem or comes from the input.
func (r *Record) Fields() ([]Field, error) {
	switch r.kind {
	case badRecord:
		return nil, r.err
	case rowRecord:
		if len(r.row) != len(r.from.head) {
			return nil, &Problem{File: r.from.name, Line: r.line, Found: fmt.Sprintf("%d cells under %d heads", len(r.row), len(r.from.head)), Remedy: "give each row a cell for each column"}
		}
		decodeRow(r.row)
		fields := make([]Field, len(r.row))
		for i, cell := range r.row {
			fields[i] = Field{r.from.head[i], cell}
		}
		return fields, nil
	case lineRecord:
		text, _, err := file.Decode(unsafe.String(unsafe.SliceData(r.raw), len(r.raw)), "", false, refusal(r.from.name))
		if err == nil {
			if fields, ok := Members(text); ok {
				return fields, nil
			}
		}
		return nil, &Problem{File: r.from.name, Line: r.line, Found: "not a JSON object", Remedy: "give one JSON object a line"}
	}
	return nil, &Problem{File: r.from.name, Found: "neither JSONL nor a table", Remedy: "give JSONL with an object a line, or CSV with a head"}
}

// Place is where the record was found: file:line, or the file alone.
func (r *Record) Place() (file string, line int) {
	if r.from == nil {
		return "", 0
	}
	return r.from.name, r.line
}

// Members returns the members of a JSON object in UTF-8, in their order; of two with one name both. ok is false for anything else.
func Members(object string) (fields []Field, ok bool) {
	if !json.Valid(unsafe.Slice(unsafe.StringData(object), len(object))) {
		return nil, false
	}
	s := flatReader{text: object}
	ok = s.take('{') && s.each('}', func() bool {
		name, ok := s.anyString()
		if !ok || !s.take(':') {
			return false
		}
		value := ""
		switch from := s.space(); s.text[from] {
		case '"':
			value, ok = s.anyString()
		case '{', '[':
			s.nested()
			value = s.text[from:s.at]
		default:
			value, ok = s.value()
		}
		fields = append(fields, Field{name, value})
		return ok
	})
	return fields, ok
}

// anyString reads a string of valid JSON.
func (s *flatReader) anyString() (string, bool) {
	from := s.space()
	if text, ok := s.string(); ok {
		return text, true
	}
	s.at = from
	if s.at == len(s.text) || s.text[s.at] != '"' {
		return "", false
	}
	s.pass()
	var text string
	err := json.Unmarshal([]byte(s.text[from:s.at]), &text)
	return text, err == nil
}

// pass passes over a string of valid JSON that begins here.
func (s *flatReader) pass() {
	s.at = s.plain(s.at + 1)
	for s.text[s.at] == '\\' {
		s.at = s.plain(s.at + 2)
	}
	s.at++
}

// nested passes over an object or array of valid JSON that begins here.
func (s *flatReader) nested() {
	for depth := 0; s.at < len(s.text); {
		switch s.text[s.at] {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case '"':
			s.pass()
			continue
		}
		if s.at++; depth == 0 {
			return
		}
	}
}
