package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"parley": main})
}

// TestScripts runs the command lines of testdata/*.txtar and compares what they print.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			corpus, err := filepath.Abs("../../labels/corpus/parley.jsonl")
			if err != nil {
				return err
			}
			e.Setenv("CORPUS", corpus)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":  status,
			"repeat":  repeat,
			"cut":     cut,
			"alter":   alter,
			"renew":   renew,
			"only":    only,
			"oneline": oneline,

			"alterfigure": alterFigure,
			"latin":       latin,
			"interrupted": interrupted,
		},
	})
}

// status CODE ARGS... runs parley and checks its exit status; what it printed is in the files out and err.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 1 || neg {
		ts.Fatalf("usage: status CODE ARGS...")
	}
	code := 0
	if err := ts.Exec("parley", args[1:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("parley %s: %v", strings.Join(args[1:], " "), err)
		}
		code = exit.ExitCode()
	}
	out, errs := ts.ReadFile("stdout"), ts.ReadFile("stderr")
	ts.Check(os.WriteFile(ts.MkAbs("out"), []byte(out), 0o644))
	ts.Check(os.WriteFile(ts.MkAbs("err"), []byte(errs), 0o644))
	if fmt.Sprint(code) != args[0] {
		ts.Fatalf("parley %s: status %d, want %s\nstdout: %s\nstderr: %s", strings.Join(args[1:], " "), code, args[0], out, errs)
	}
	for _, trace := range []string{"goroutine ", "panic:"} {
		if strings.Contains(errs, trace) {
			ts.Fatalf("parley %s prints a stack trace:\n%s", strings.Join(args[1:], " "), errs)
		}
	}
}

// repeat FILE TEXT TIMES writes a file that holds the text so many times.
func repeat(ts *testscript.TestScript, _ bool, args []string) {
	var n int
	_, err := fmt.Sscan(args[2], &n)
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	w := bufio.NewWriter(f)
	for range n {
		w.WriteString(args[1])
	}
	ts.Check(w.Flush())
	ts.Check(f.Close())
}

// oneline FILE writes bytes that no text has.
func oneline(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00\x3e\x00"), 0o644))
}

// cut FROM TO writes the first half of a file.
func cut(ts *testscript.TestScript, _ bool, args []string) {
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data[:len(data)/2], 0o644))
}

// alter FROM TO writes a file with one byte in its middle changed.
func alter(ts *testscript.TestScript, _ bool, args []string) {
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	data[len(data)/2] ^= 0x55
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o644))
}

// renew FROM TO writes a model whose card claims format 99.
func renew(ts *testscript.TestScript, _ bool, args []string) {
	z, err := zip.OpenReader(ts.MkAbs(args[0]))
	ts.Check(err)
	defer z.Close()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		r, err := f.Open()
		ts.Check(err)
		data, err := io.ReadAll(r)
		ts.Check(err)
		if f.Name == "card.json" {
			data = bytes.Replace(data, []byte(`"format": 1`), []byte(`"format": 99`), 1)
		}
		e, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store})
		ts.Check(err)
		_, err = e.Write(data)
		ts.Check(err)
	}
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b.Bytes(), 0o644))
}

// only DIR NAMES... checks that a directory holds these files and no other.
func only(ts *testscript.TestScript, _ bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got, want := strings.Join(names, " "), strings.Join(args[1:], " "); got != want {
		ts.Fatalf("%s holds %q, want %q", args[0], got, want)
	}
}

// latin FILE writes a French sentence in ISO 8859-1.
func latin(ts *testscript.TestScript, _ bool, args []string) {
	text := "Le n\xe9gociateur en chef a dit hier que les deux parties avaient accept\xe9 de se revoir \xe0 Gen\xe8ve au mois de mai.\n"
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// interrupted FILE ARGS... runs parley with a large file as its standard input, presses Ctrl-C once it has taken all of it, and checks that it
// fails and says why.
func interrupted(ts *testscript.TestScript, _ bool, args []string) {
	c := exec.Command("parley", args[1:]...)
	c.Dir = ts.MkAbs(".")
	var errs bytes.Buffer
	c.Stderr = &errs
	in, err := c.StdinPipe()
	ts.Check(err)
	f, err := os.Open(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	ts.Check(c.Start())
	_, err = io.Copy(in, f) // ends when all is read but what a pipe holds
	ts.Check(err)
	ts.Check(in.Close())
	ts.Check(c.Process.Signal(os.Interrupt))
	c.Wait()
	if said := errs.String(); c.ProcessState.ExitCode() != exitFailed || !strings.Contains(said, "interrupted") || strings.Contains(said, "goroutine ") {
		ts.Fatalf("parley %s: status %d\n%s", strings.Join(args[1:], " "), c.ProcessState.ExitCode(), said)
	}
}

// alterFigure FROM TO writes a report whose first figure has another floor.
func alterFigure(ts *testscript.TestScript, _ bool, args []string) {
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	before, after, ok := bytes.Cut(data, []byte(`"floor": `))
	if !ok {
		ts.Fatalf("%s has no floor", args[0])
	}
	_, rest, _ := bytes.Cut(after, []byte(","))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), slices.Concat(before, []byte(`"floor": 0.125,`), rest), 0o644))
}
