package main

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/parley-go/parley/labels"
)

// TestSchemeHelp: the help names every field of a scheme and of its classes, and its example and README's are schemes.
func TestSchemeHelp(t *testing.T) {
	text := newSchemeHelp().Long
	_, list, _ := strings.Cut(text, "\nfields\n")
	for _, of := range []reflect.Type{reflect.TypeFor[labels.Scheme](), reflect.TypeFor[labels.Class]()} {
		for i := range of.NumField() {
			name, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
			if !regexp.MustCompile(`(?m)^ +` + name + ` `).MatchString(list) {
				t.Errorf("the help does not say what %q of %s is", name, of)
			}
		}
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, example := range map[string]string{"help": text, "README": string(readme)} {
		at := strings.Index(example, `{"name": "tone"`)
		if at < 0 {
			t.Errorf("%s has no example of a scheme", name)
			continue
		}
		example = example[at:]
		example = example[:strings.Index(example, "]}")+2]
		s, err := labels.ReadScheme(strings.NewReader(example), name)
		if err != nil {
			t.Error(err)
			continue
		}
		if !s.Ordered || s.Many || !slices.Equal(s.Names(), []string{"cold", "factual", "warm"}) {
			t.Errorf("%s: the example is %+v", name, s)
		}
	}
}
