package labels

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSetLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ks := rapid.SliceOfDistinct(rapid.IntRange(0, MaxClasses-1), rapid.ID[int]).Draw(t, "classes")
		s := Of(ks...)
		slices.Sort(ks)
		if got := slices.Collect(s.All()); !slices.Equal(got, ks) {
			t.Fatalf("Of(%v).All() = %v", ks, got)
		}
		if s.Len() != len(ks) || s.Empty() != (len(ks) == 0) {
			t.Fatalf("Of(%v).Len() = %d", ks, s.Len())
		}
		first := -1
		if len(ks) > 0 {
			first = ks[0]
			if !s.Has(first) || s.Without(first).Has(first) || s.Without(first).With(first) != s {
				t.Fatalf("class %d in and out of %v", first, s)
			}
		}
		if s.First() != first {
			t.Fatalf("Of(%v).First() = %d", ks, s.First())
		}
		other := Of(rapid.SliceOf(rapid.IntRange(0, MaxClasses-1)).Draw(t, "others")...)
		if s.And(other).Or(s.Minus(other)) != s || s.Len()+other.Len() != s.And(other).Len()+s.Or(other).Len() {
			t.Fatalf("set algebra of %v and %v", s, other)
		}
	})
}

func TestBuiltin(t *testing.T) {
	if got := BuiltinNames(); !slices.Equal(got, []string{"frames", "stance"}) {
		t.Fatalf("built-in schemes: %v", got)
	}
	for _, n := range BuiltinNames() {
		s, _ := Builtin(n)
		if err := s.Check(); err != nil {
			t.Error(n, err)
		}
		for k, c := range s.Classes {
			if c.Definition == "" {
				t.Errorf("%s: class %s has no definition", n, c.Name)
			}
			if got, err := s.Parse(strings.ToUpper(c.Name) + " "); err != nil || got != One(k) {
				t.Errorf("%s: Parse(%q) = %v, %v", n, c.Name, got, err)
			}
		}
		s.Classes[0].Name = "changed"
		if again, _ := Builtin(n); again.Classes[0].Name == "changed" {
			t.Error("a built-in scheme can be changed from outside")
		}
	}
	if _, ok := Builtin("mood"); ok {
		t.Error("Builtin knows a scheme that is not there")
	}
}

func TestParse(t *testing.T) {
	s := &Scheme{Name: "topics", Many: true, Classes: []Class{{Name: "war"}, {Name: "peace, truce"}, {Name: "trade"}}}
	for text, want := range map[string]Set{
		"war": One(0), "war; trade": Of(0, 2), "trade|war": Of(0, 2), "war,trade": Of(0, 2),
		"peace, truce": One(1), "peace, truce; war": Of(0, 1), "": {}, "none": {}, "-": {}, " [] ": {}, "war;;": One(0),
	} {
		if got, err := s.Parse(text); err != nil || got != want {
			t.Errorf("Parse(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
	if _, err := s.Parse("war; traed"); err == nil || !strings.Contains(err.Error(), `the nearest is "trade"`) {
		t.Errorf("a misspelt class: %v", err)
	}
	rapid.Check(t, func(t *rapid.T) {
		set := Of(rapid.SliceOf(rapid.IntRange(0, 2)).Draw(t, "set")...)
		if got, err := s.Parse(s.Format(set)); err != nil || got != set {
			t.Fatalf("Parse(Format(%v)) = %v, %v", set, got, err)
		}
	})
	one := stance(t)
	for _, bad := range []string{"", "none", "neutral; optimistic", "optimist"} {
		if got, err := one.Parse(bad); err == nil {
			t.Errorf("stance: Parse(%q) = %v, want an error", bad, got)
		}
	}
}

func TestReadSchemeRefuses(t *testing.T) {
	for text, want := range map[string]string{
		``:                                      "empty file",
		`{`:                                     "unexpected EOF",
		"[1]":                                   "array where another kind of value belongs",
		`null`:                                  "name: empty",
		`{"name":"x","classes":[{"name":"a"}]}`: "found 1, allowed are 2 to 128",
		`{"name":"x","classes":[{"name":"a"},{"name":"a"}]}`:                            "twice",
		`{"name":"x","classes":[{"name":"a"},{"name":"A"}]}`:                            "capitals",
		`{"name":"x","classes":[{"name":"a;b"},{"name":"c"}]}`:                          "';'",
		`{"name":"x","classes":[{"name":" a"},{"name":"c"}]}`:                           "white space",
		`{"name":"x","kind":"y","classes":[{"name":"a"},{"name":"b"}]}`:                 `unknown field "kind"`,
		`{"name":"x","many":true,"ordered":true,"classes":[{"name":"a"},{"name":"b"}]}`: "ordered",
		`{"name":"x","classes":[{"name":"a"},{"name":"b"}]} {}`:                         "after the scheme's closing brace",
		"{\"name\":\"x\",\n\"classes\":[{\"name\":\"a\"},\n{\"name\":3}]}":              "s.json:3",
		"{\"name\":\"x\xff\",\"classes\":[{\"name\":\"a\"},{\"name\":\"b\"}]}":          "UTF-8",
	} {
		_, err := ReadScheme(strings.NewReader(text), "s.json")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ReadScheme(%q): %v; want %q", text, err, want)
		}
	}
}

// TestParseWithoutClasses: a scheme without classes knows no label, and says so.
func TestParseWithoutClasses(t *testing.T) {
	for _, many := range []bool{false, true} {
		s := Scheme{Name: "bare", Many: many}
		if set, err := s.Parse("for"); err == nil || !set.Empty() || err.Error() != `label "for" is not in scheme bare ()` {
			t.Errorf("many %v: %v, %v", many, set, err)
		}
	}
}
