package main

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOpenState: a line that was cut short goes, and a file that is something else is refused and stays as it was.
func TestOpenState(t *testing.T) {
	const one, none = `{"key":"a","value":0.5}` + "\n", `{"key":"b","value":null}` + "\n"
	for _, test := range []struct {
		text, left string
		figures    int
		refused    string
	}{
		{"", "", 0, ""},
		{one + none, one + none, 2, ""},
		{one + `{"key":"b","va`, one, 1, ""},
		{one + "\x00\x00", one, 1, ""}, // what a machine that stops may leave
		{`{"key":"a","value":0.`, "", 0, ""},
		{`{"k`, "", 0, ""},
		{"my notes", "my notes", 0, ":1: no figure"},
		{`{"model": {}}`, `{"model": {}}`, 0, ":1: no figure"},
		{"{\"model\": {}}\n", "{\"model\": {}}\n", 0, ":1: no figure"},
		{one + "my notes\n" + one, one + "my notes\n" + one, 0, ":2: no figure"},
	} {
		name := filepath.Join(t.TempDir(), "state.jsonl")
		if err := os.WriteFile(name, []byte(test.text), 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := openState(name)
		if test.refused != "" {
			if err == nil || !strings.Contains(err.Error(), name+test.refused) {
				t.Errorf("state %q: error %v, want one with %q", test.text, err, name+test.refused)
			}
		} else if err != nil {
			t.Errorf("state %q: %v", test.text, err)
		} else {
			if len(s.known) != test.figures {
				t.Errorf("state %q: %d figures, want %d", test.text, len(s.known), test.figures)
			}
			s.close()
		}
		if left, _ := os.ReadFile(name); string(left) != test.left {
			t.Errorf("state %q: the file holds %q, want %q", test.text, left, test.left)
		}
	}
}

// TestStateIsLocked: two searches at once do not write one state over each other; after the first has ended, the second finds its figures.
func TestStateIsLocked(t *testing.T) {
	if !lockable(t) {
		t.Skip("files cannot be locked here")
	}
	name := filepath.Join(t.TempDir(), "state.jsonl")
	first, err := openState(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := openState(name); err == nil || !strings.Contains(err.Error(), "another parley writes "+name) {
		t.Fatalf("a second search: error %v, want that another one writes the state", err)
	}
	if err := first.Put("a", math.NaN()); err != nil {
		t.Fatal(err)
	}
	first.close()
	second, err := openState(name)
	if err != nil {
		t.Fatal(err)
	}
	defer second.close()
	if v, ok := second.Get("a"); !ok || !math.IsNaN(v) {
		t.Errorf("the figure is %v, %v; want NaN, true", v, ok)
	}
}
