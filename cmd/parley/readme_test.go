package main

import (
	"os"
	"strings"
	"testing"
)

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
