package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReaderLeaves: when the reader of standard output has left, what is left to do is done and what is left to check is checked, and nothing
// more is said of it.
func TestReaderLeaves(t *testing.T) {
	if _, err := os.Stat("/dev/stdout"); err != nil {
		t.Skip(err)
	}
	text, err := os.ReadFile("../../labels/corpus/parley.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	coded := strings.Join(strings.SplitAfterN(string(text), "\n", 301)[:300], "")
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"coded.jsonl": coded, "broken.jsonl": coded + "{\n", "ranges.json": `{"model": {"name": "bayes"}, "bootstrap": 0, "min_articles": {"values": [1, 2]}}`,
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	quick := " --input coded.jsonl --scheme stance --model bayes --folds 2 --bootstrap 0"
	for _, test := range []struct {
		line   string
		status int
		says   string // on standard error
		leaves string // a file
	}{
		{"train -o m.parley --predictions train.csv" + quick, exitDone, "wrote m.parley", "train.csv"},
		{"train -o n.parley --report /dev/stdout" + quick, exitDone, "wrote n.parley", "n.parley"},
		{"crossval --report-dir d --predictions p.csv" + quick, exitDone, "", filepath.Join("d", "report.schema.json")},
		{"crossval -o /dev/stdout --fail-under macro_f1=0.99" + quick, exitFailed, "--fail-under: macro_f1 is", ""},
		{"evaluate -m stance --input coded.jsonl --bootstrap 0 --predictions e.csv --fail-under macro_f1=1", exitFailed, "--fail-under: macro_f1 is", "e.csv"},
		{"tune --input coded.jsonl --scheme stance --config ranges.json --folds 3 --inner 2 -o w.json", exitDone, "wrote w.json", "w.json"},
		{"corpus check --input broken.jsonl --scheme stance", exitFailed, "1 line cannot be used", ""},
		{"score coded.jsonl --format jsonl", exitDone, "", ""},
		{"score coded.jsonl", exitDone, "", ""},
		{"extract coded.jsonl", exitDone, "", ""},
		{"extract coded.jsonl broken.jsonl --dedupe", exitFailed, "could not be read", ""},
	} {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		said, status := parleyTo(t, w, strings.Fields(test.line)...)
		w.Close()
		if status != test.status || !strings.Contains(said, test.says) || strings.Contains(said, "pipe") || strings.Contains(said, "no article") {
			t.Errorf("parley %s: status %d, want %d and %q:\n%s", test.line, status, test.status, test.says, said)
		}
		if test.leaves != "" {
			if _, err := os.Stat(test.leaves); err != nil {
				t.Errorf("parley %s: %v", test.line, err)
			}
		}
	}
}

// parleyTo runs the program with a standard output and returns what it said on standard error, and its exit status.
func parleyTo(t *testing.T, out *os.File, args ...string) (said string, status int) {
	t.Helper()
	c := exec.Command("parley", args...)
	var errs bytes.Buffer
	c.Stdout, c.Stderr = out, &errs
	if err := c.Run(); c.ProcessState == nil {
		t.Fatal(err)
	}
	return errs.String(), c.ProcessState.ExitCode()
}
