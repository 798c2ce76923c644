package article

import (
	"maps"
	"slices"
	"testing"
	"unicode/utf8"
)

// flatly are lines, and whether flat reads them.
var flatly = map[string]bool{
	`{}`: true,
	` { "id" : "a" , "n":-1.5e+3, "t":true,"f":false , "z":null,"paragraphs":[ "one" , "" ]} `:       true,
	`{"paragraphs":[],"text":"a \"b\" \\ \/ \b\f\n\r\t \u00e9\u2019 \u0000 é", "":"","id":"\u0041"}`: true,
	`{"paragraphs":["\n"],"a":0}`:             true,
	`{"text":"\ud83d\ude00"}`:                 false, // half a character, and the other half
	`{"text":"\ud83d"}`:                       false,
	`{"a":{"b":1}}`:                           false,
	`{"a":[1]}`:                               false,
	`{"a":1,"a":2}`:                           false,
	`{"paragraphs":["a"],"paragraphs":["b"]}`: false,
	`{"paragraphs":null}`:                     false,
	`{"paragraphs":"a"}`:                      false,
	`{"paragraphs":["a",null]}`:               false,
	`{"paragraphs":["a",1]}`:                  false,
	`{"paragraphs":["a",]}`:                   false,
	`{"a":1,}`:                                false,
	`{"a":01}`:                                false,
	`{"a":nul}`:                               false,
	`{"a":1 2}`:                               false,
	`{"a":+1}`:                                false,
	`{"a":"\x"}`:                              false,
	`{"a":"\u12"}`:                            false,
	`{"a":"\u+123"}`:                          false,
	"{\"a\":\"\t\"}":                          false,
	`{"a":"b`:                                 false,
	`{"a":"b\`:                                false,
	`{"a" "b"}`:                               false,
	`{"a":`:                                   false,
	`{"a":1} x`:                               false,
	`[]`:                                      false,
	`null`:                                    false,
	``:                                        false,
}

// TestFlat: what flat reads is what package json reads.
func TestFlat(t *testing.T) {
	for line, want := range flatly {
		if ok := sameFlat(t, line); ok != want {
			t.Errorf("%s: read %v, want %v", line, ok, want)
		}
	}
}

func FuzzFlat(f *testing.F) {
	for line := range flatly {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if utf8.ValidString(line) {
			sameFlat(t, line)
		}
	})
}

// sameFlat compares flat with nested and tells whether flat read the line.
func sameFlat(t *testing.T, line string) bool {
	t.Helper()
	list, items, ok := flat(nil, line, "paragraphs", 1<<18)
	if !ok {
		return false
	}
	fields := map[string]string{}
	for _, f := range list {
		if _, twice := fields[f.name]; twice {
			t.Errorf("%s: field %s is read twice", line, f.name)
		}
		fields[f.name] = f.value
	}
	wantFields, wantItems, found, _ := nested(line, "paragraphs", 1<<18)
	if found != "" || !maps.Equal(fields, wantFields) || !slices.Equal(items, wantItems) || (items == nil) != (wantItems == nil) {
		t.Errorf("%s: fields %q, items %q, want %q, %q (%s)", line, fields, items, wantFields, wantItems, found)
	}
	return true
}
