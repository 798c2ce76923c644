//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// TestWaitingIsInterrupted: a verb that waits for more of its standard input ends at the first signal, says so and leaves no file.
func TestWaitingIsInterrupted(t *testing.T) {
	dir := t.TempDir()
	begun := strings.Repeat("word ", 40000) // a pipe does not hold that much: once it is written, the verb reads
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		for _, line := range []string{
			"explain", "explain --para 1", "shares", "extract", "extract --dedupe", "score", "train --input - --scheme stance -o m.parley", "evaluate -m stance --input -",
			"corpus check --input - --scheme stance", "corpus agree --ratings -", "extract -o x.csv", "score -o y.csv", "score -o y.html",
		} {
			said, state := signalled(t, dir, signal, begun, false, strings.Fields(line)...)
			if state.ExitCode() != exitFailed || !strings.Contains(said, "interrupted") || strings.Contains(said, "goroutine ") {
				t.Errorf("parley %s: %v after %v, want status %d and that it was interrupted:\n%s", line, state, signal, exitFailed, said)
			}
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("files are left: %v, %v", left, err)
	}
}

// TestReplicatesAreInterrupted: so does a verb whose replicates take no notice of the context.
func TestReplicatesAreInterrupted(t *testing.T) {
	text, err := os.ReadFile("../../labels/corpus/parley.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"corpus agree --input - --scheme stance --bootstrap 100000", "evaluate -m stance --input - --bootstrap 100000"} {
		said, state := signalled(t, t.TempDir(), os.Interrupt, string(text), true, strings.Fields(line)...)
		if state.ExitCode() != exitFailed || !strings.Contains(said, "interrupted") {
			t.Errorf("parley %s: %v, want status %d and that it was interrupted:\n%s", line, state, exitFailed, said)
		}
	}
}

// TestHangUpUnderNohup: a run that was started to outlive its terminal does.
func TestHangUpUnderNohup(t *testing.T) {
	if _, err := exec.LookPath("nohup"); err != nil {
		t.Skip(err)
	}
	c := exec.Command("nohup", "parley", "explain", "-m", "stance")
	var out bytes.Buffer
	c.Stdout = &out
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(in, strings.Repeat("word ", 40000)); err != nil {
		t.Fatal(err)
	}
	if err := c.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	in.Close()
	if err := c.Wait(); err != nil || out.Len() == 0 {
		t.Errorf("%v, and %d bytes of output", err, out.Len())
	}
}

// signalled runs parley in a directory, writes text to its standard input, closes it if that is wanted, sends a signal and returns what it said
// on standard error and how it ended.
func signalled(t *testing.T, dir string, signal os.Signal, text string, end bool, args ...string) (said string, state *os.ProcessState) {
	t.Helper()
	c := exec.Command("parley", args...)
	c.Dir = dir
	var errs bytes.Buffer
	c.Stderr = &errs
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(in, text); err != nil {
		c.Wait()
		t.Fatalf("parley %s: %v: %s", strings.Join(args, " "), err, errs.String())
	}
	if end {
		in.Close()
	}
	if err := c.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	c.Wait()
	return errs.String(), c.ProcessState
}

// TestInterruptible: all bytes come in order, and then the error of the reader; a Read that waits ends with the context.
func TestInterruptible(t *testing.T) {
	text := strings.Repeat("0123456789", 20000)
	got, err := io.ReadAll(&interruptible{ctx: t.Context(), r: io.MultiReader(strings.NewReader(text), failing{})})
	if string(got) != text || !errors.Is(err, errBroken) {
		t.Errorf("%d bytes and %v, want %d and %v", len(got), err, len(text), errBroken)
	}
	ctx, cancel := context.WithCancel(t.Context())
	waits, _ := io.Pipe()
	in := &interruptible{ctx: ctx, r: waits}
	go cancel()
	for range 2 {
		if n, err := in.Read(make([]byte, 8)); n != 0 || !errors.Is(err, context.Canceled) {
			t.Errorf("a Read that is interrupted: %d bytes, %v", n, err)
		}
	}
	never := make(chan error)
	if err := until(ctx, func() error { return <-never }); !errors.Is(err, context.Canceled) {
		t.Errorf("work that is interrupted: %v", err)
	}
	if err := until(t.Context(), func() error { return errBroken }); err != errBroken {
		t.Errorf("work that fails: %v", err)
	}
}

var errBroken = errors.New("broken")

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errBroken }
