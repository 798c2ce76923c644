package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Flags that name files. A flag --model of these verbs names a trainer.
var (
	readFlags    = []string{"input", "lend", "scheme", "config", "vectors", "model", "ratings", "evaluation"}
	writtenFlags = []string{"output", "report", "predictions", "errors", "confusion", "state"}
	ownTrainer   = []string{"parley train", "parley crossval"}
)

// wanted are the flags and arguments without which a verb does not begin, and how many of its arguments are files that it reads.
var wanted = map[string]struct {
	flags map[string]string
	args  []string
	reads int // of args
}{
	"parley score":        {args: []string{"other"}, reads: 1},
	"parley train":        {flags: map[string]string{"input": "other", "scheme": "stance", "output": "new"}},
	"parley evaluate":     {flags: map[string]string{"input": "other", "model": "stance"}},
	"parley crossval":     {flags: map[string]string{"input": "other", "scheme": "stance"}},
	"parley compare":      {flags: map[string]string{"input": "other"}, args: []string{"stance", "frames"}, reads: 2},
	"parley tune":         {flags: map[string]string{"input": "other", "scheme": "stance", "config": "other"}},
	"parley verify":       {flags: map[string]string{"input": "other"}, args: []string{"other"}, reads: 1},
	"parley explain":      {args: []string{"A text."}},
	"parley extract":      {args: []string{"other"}, reads: 1},
	"parley shares":       {args: []string{"other"}, reads: 1},
	"parley corpus check": {flags: map[string]string{"input": "other", "scheme": "stance"}},
	"parley corpus agree": {flags: map[string]string{"scheme": "stance"}},
	"parley metrics":      {},
	"parley info":         {args: []string{"stance"}, reads: 1},
}

// TestSeparate: no verb writes over what it reads, nor two outputs over each other, whichever flags name the file and however they spell it.
func TestSeparate(t *testing.T) {
	var verbs []*cobra.Command
	var find func(*cobra.Command)
	find = func(c *cobra.Command) {
		for _, sub := range c.Commands() {
			find(sub)
		}
		if c.Flags().Lookup("output") != nil {
			verbs = append(verbs, c)
		}
	}
	find(newRoot(streams{strings.NewReader(""), &bytes.Buffer{}, &bytes.Buffer{}}))
	if len(verbs) != len(wanted) {
		t.Fatalf("%d verbs write files, and this test knows %d", len(verbs), len(wanted))
	}
	t.Chdir(t.TempDir())
	const notes = "my notes\n"
	for _, name := range []string{"mine", "other"} {
		if err := os.WriteFile(name, []byte(notes), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("mine", "link"); err != nil {
		t.Skip(err)
	}
	refused := func(verb string, flags map[string]string, args []string, want string) {
		t.Helper()
		line := strings.Fields(verb)[1:]
		for name, value := range flags {
			line = append(line, "--"+name, value)
		}
		line = append(line, args...)
		var errs bytes.Buffer
		code := run(t.Context(), line, streams{strings.NewReader(""), &bytes.Buffer{}, &errs})
		if code != exitFailed || !strings.Contains(errs.String(), want) {
			t.Errorf("parley %s: status %d, want %d and %q: %s", strings.Join(line, " "), code, exitFailed, want, errs.String())
		}
		if text, _ := os.ReadFile("mine"); string(text) != notes {
			t.Fatalf("parley %s: the file holds %q", strings.Join(line, " "), text)
		}
		if _, err := os.Lstat("new"); err == nil {
			t.Fatalf("parley %s: has written", strings.Join(line, " "))
		}
	}
	for _, c := range verbs {
		need := wanted[c.CommandPath()]
		with := func(more ...string) map[string]string {
			flags := map[string]string{}
			for name, value := range need.flags {
				flags[name] = value
			}
			for i := 0; i < len(more); i += 2 {
				flags[more[i]] = more[i+1]
			}
			return flags
		}
		var reads, writes []string
		c.Flags().VisitAll(func(f *pflag.Flag) {
			switch {
			case f.Value.Type() == "bool":
			case slices.Contains(writtenFlags, f.Name):
				writes = append(writes, f.Name)
			case slices.Contains(readFlags, f.Name) && !(f.Name == "model" && slices.Contains(ownTrainer, c.CommandPath())):
				reads = append(reads, f.Name)
			}
		})
		for i, out := range writes {
			for _, in := range reads {
				refused(c.CommandPath(), with(in, "./mine", out, "link"), need.args, "./mine is the input and the output")
				refused(c.CommandPath(), with(in, "mine", out, "mine"), need.args, "mine is the input and the output")
			}
			for k := range need.reads {
				args := slices.Clone(need.args)
				args[k] = "mine"
				refused(c.CommandPath(), with(out, "./mine"), args, "mine is the input and the output")
			}
			for _, other := range writes[:i] {
				refused(c.CommandPath(), with(out, "new", other, "./new"), need.args, "two outputs are one file")
				refused(c.CommandPath(), with(out, "mine", other, "link"), need.args, "two outputs are one file")
			}
		}
	}
	for _, suffix := range []string{partialSuffix, checkpointSuffix} {
		if err := os.Symlink("mine", "x.csv"+suffix); err != nil {
			t.Fatal(err)
		}
		refused("parley score", map[string]string{"output": "x.csv", "input-format": "text"}, []string{"mine"}, "mine is the input and the output")
		refused("parley score", map[string]string{"output": "x.csv", "model": "mine"}, []string{"other"}, "mine is the input and the output")
		os.Remove("x.csv" + suffix)
	}
	refused("parley explain", map[string]string{"output": "./mine", "para": "1"}, []string{"mine"}, "mine is the input and the output")
	if err := os.Mkdir("d", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Link("mine", filepath.Join("d", "predictions.csv")); err != nil {
		t.Skip(err)
	}
	refused("parley crossval", map[string]string{"input": "mine", "scheme": "stance", "report-dir": "d"}, nil, "mine is the input and the output")
	refused("parley extract", map[string]string{"output": "mine"}, []string{"d"}, "is one of the files in d, which are read")
}

// TestSeparateStreams: standard streams, devices and pipes may be named twice; a file that stands behind one may not be lost.
func TestSeparateStreams(t *testing.T) {
	name := filepath.Join(t.TempDir(), "f")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	for _, test := range []struct {
		s       streams
		in, out []string
		refused bool
	}{
		{streams{in: r, out: w}, []string{"-"}, []string{"", "-"}, false},
		{streams{in: r, out: f}, []string{"-"}, []string{"", "-"}, false},
		{streams{in: r, out: w}, []string{os.DevNull}, []string{os.DevNull, os.DevNull}, false},
		{streams{in: r, out: f}, []string{name}, []string{"-"}, true},
		{streams{in: f, out: w}, []string{"-"}, []string{name}, true},
		{streams{in: f, out: w}, []string{name}, []string{""}, false},
		{streams{in: r, out: f}, nil, []string{name, "-"}, true},
	} {
		if err := separate(test.s, test.in, test.out); (err != nil) != test.refused {
			t.Errorf("read %q, written %q: error %v, want one: %v", test.in, test.out, err, test.refused)
		}
	}
}
