package main

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the output shown in README anew")

// shown is a command in README with what it prints below it.
var shown = regexp.MustCompile("(?m)^\\$ go run \\./cmd/parley (.*)\n((?:.*\n)*?)```$")

// TestOutputInREADME runs the commands whose output README shows. Other built-in models print other figures: go test ./cmd/parley -run README
// -update writes them into README, as .ci/models does.
func TestOutputInREADME(t *testing.T) {
	t.Chdir("../..")
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	found := shown.FindAllSubmatchIndex(text, -1)
	if len(found) == 0 {
		t.Fatal("README shows the output of no command: is it read rightly?")
	}
	for i := len(found) - 1; i >= 0; i-- {
		at := found[i]
		line := string(text[at[2]:at[3]])
		var out, errs bytes.Buffer
		if code := run(t.Context(), strings.Fields(line), streams{strings.NewReader(""), &out, &errs}); code != exitDone {
			t.Fatalf("parley %s: status %d: %s", line, code, errs.String())
		}
		if got, want := out.String(), string(text[at[4]:at[5]]); got != want && !*update {
			t.Errorf("parley %s prints\n%s\nREADME shows\n%s\nrun go test ./cmd/parley -run README -update if the models have changed", line, got, want)
		}
		text = bytes.Join([][]byte{text[:at[4]], out.Bytes(), text[at[5]:]}, nil)
	}
	if *update {
		if err := os.WriteFile("README.md", text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestVerbsInREADME: every verb that README shows exists, and so does every flag in its commands.
func TestVerbsInREADME(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	commands := 0
	for line := range strings.Lines(string(text)) {
		words := strings.Fields(line)
		if len(words) > 2 && words[0] == "go" && words[1] == "run" {
			words = words[2:]
			words[0] = "parley"
		}
		if len(words) < 2 || words[0] != "parley" || strings.Contains(line, "parley reads") {
			continue
		}
		root := newRoot(streams{})
		command, rest, err := root.Find(words[1:])
		if err != nil || command == root {
			t.Errorf("README: %q is no command: %v", strings.TrimSpace(line), err)
			continue
		}
		commands++
		for _, w := range rest {
			name, isFlag := strings.CutPrefix(w, "--")
			if isFlag && command.Flags().Lookup(name) == nil {
				t.Errorf("README: %q: no flag --%s", strings.TrimSpace(line), name)
			}
		}
	}
	if commands < 5 {
		t.Errorf("README shows %d commands: is it read rightly?", commands)
	}
}
