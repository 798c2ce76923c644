package main

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/models"
)

// TestConfigHelp: the help names every field, kind, weighting, trainer and option, and its example is a configuration.
func TestConfigHelp(t *testing.T) {
	text := newConfigHelp().Long
	words := map[string]bool{}
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \n,:;()\"{}[]", r) }) {
		words[w] = true
	}
	want := append(features.Kinds(), models.Names()...)
	var fields func(t reflect.Type)
	fields = func(t reflect.Type) {
		switch t.Kind() {
		case reflect.Slice:
			fields(t.Elem())
		case reflect.Struct:
			for i := range t.NumField() {
				f := t.Field(i)
				if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" {
					want = append(want, name)
				}
				fields(f.Type)
			}
		}
	}
	fields(reflect.TypeFor[classify.Config]())
	for _, name := range models.Names() {
		tr, _ := models.New(name)
		fields(reflect.TypeOf(tr))
	}
	for _, w := range []features.Weighting{features.Count, features.Binary, features.Log, features.TFIDF, features.LogIDF} {
		want = append(want, string(w))
	}
	top := reflect.TypeFor[classify.Config]()
	for i := range top.NumField() {
		name, _, _ := strings.Cut(top.Field(i).Tag.Get("json"), ",")
		if !regexp.MustCompile(`(?m)^ {0,2}` + name + `(\s|$)`).MatchString(text) {
			t.Errorf("no line of the help begins with %q", name)
		}
	}
	want = append(want, features.Lists()...)
	for _, w := range want {
		if !words[w] {
			t.Errorf("the help does not name %q", w)
		}
	}
	example := text[strings.Index(text, "{"):]
	example = example[:strings.Index(example, "\n\n")]
	if _, err := classify.ReadConfig(strings.NewReader(example), "example"); err != nil {
		t.Error(err)
	}
}
