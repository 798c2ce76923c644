package article

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// rowsOf reads all records of a text by their fields.
func rowsOf(text string) (rows [][]Field, problems []string) {
	records(strings.NewReader(text), "in", "in", Options{Rows: true}, func(r Record) bool {
		fields, err := r.Fields()
		if err != nil {
			problems = append(problems, err.Error())
		} else {
			rows = append(rows, fields)
		}
		return true
	})
	return rows, problems
}

// TestFields: rows and lines come as they stand, in their order; what is neither is named with its line.
func TestFields(t *testing.T) {
	for _, c := range []struct{ in, want, problems string }{
		{"b,a\n1,\"2\n3\"\n", `[[{"b" "1"} {"a" "2\n3"}]]`, "[]"},
		{"\ufeffb\ta\ttext\n1\t2\t3\n", `[[{"b" "1"} {"a" "2"} {"text" "3"}]]`, "[]"},
		{"b,a\n1\n1,2\n", `[[{"b" "1"} {"a" "2"}]]`, `["in:2: 1 cells under 2 heads; give each row a cell for each column"]`},
		{`{"z":"a\u00e9\n","b":{"c":[1,"}"]},"a":null,"n":1.50,"t":true,"l":["x", "]"]}` + "\n{\n" + `{"z":"\ud83d\ude00"}`,
			`[[{"z" "aé\n"} {"b" "{\"c\":[1,\"}\"]}"} {"a" ""} {"n" "1.50"} {"t" "true"} {"l" "[\"x\", \"]\"]"}] [{"z" "😀"}]]`,
			`["in:2: not a JSON object; give one JSON object a line"]`},
	} {
		rows, problems := rowsOf(c.in)
		if got := fmt.Sprintf("%q", rows); got != c.want || fmt.Sprintf("%q", problems) != c.problems {
			t.Errorf("%q:\n%s\n%q\nwant\n%s\n%s", c.in, got, problems, c.want, c.problems)
		}
	}
	var p *Problem
	for r := range Records([]string{"testdata/no such file"}, nil, Options{Rows: true}) {
		if _, err := r.Fields(); !errors.As(err, &p) {
			t.Errorf("a file that is not there: %v", err)
		}
	}
}

// FuzzMembers: the members of an object are those that package json finds.
func FuzzMembers(f *testing.F) {
	f.Add(`{"a":"b","c":{"d":[1,{"e":"\\\"}"}]},"n":-1.5e3,"u":"\ud800","x":null}`)
	f.Add(` { "labels" : { "stance" : { "label" : "neutral" } } } `)
	f.Add(`{"a":1,"a":2}`)
	f.Add(`[1]`)
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return // Record.Fields makes it so
		}
		fields, ok := Members(text)
		var want map[string]json.RawMessage
		err := json.Unmarshal([]byte(text), &want)
		if ok != (err == nil && want != nil) {
			t.Fatalf("%q: read is %v, package json says %v", text, ok, err)
		}
		got := map[string]string{}
		for _, f := range fields {
			got[f.Name] = f.Value
		}
		for name, raw := range want {
			if v, there := got[name]; !there || v != plain(raw) && v != strings.TrimSpace(string(raw)) {
				t.Fatalf("%q: member %q is %q, want %q", text, name, v, plain(raw))
			}
		}
		if ok && len(got) != len(want) {
			t.Fatalf("%q: %d members, want %d", text, len(got), len(want))
		}
	})
}
