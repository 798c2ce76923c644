// Command parley says, for each paragraph of a news article, what stance it takes toward peace talks and which frames it uses;
// and it trains such models on coded paragraphs, measures them and reports the figures.
//
// Data go to standard output, talk to standard error. The exit status is 0 when the work is done, 1 when it failed and 2 when the command
// line was wrong.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	readersMayLeave()
	ctx, stop := signal.NotifyContext(context.Background(), ending()...)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	code := run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}

// streams are the three streams of a process.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// Exit statuses.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// usageError is a mistake in the command line.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// usagef makes a usageError.
func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// run is the program as a function: it runs the command line and returns the exit status.
func run(ctx context.Context, args []string, s streams) int {
	s.in = &interruptible{ctx: ctx, r: s.in}
	root := newRoot(s, args...)
	root.SetArgs(args)
	if len(args) > 0 && args[0] == "completion" {
		strictCompletion(root)
	}
	told := &remembering{w: s.out} // help, completion and the like do not look at errors of writing
	root.SetOut(told)
	command, err := root.ExecuteContextC(ctx)
	if err == nil {
		err = told.err
	}
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, syscall.EPIPE):
		return exitDone // the reader of our output has seen enough
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(s.err, "parley: interrupted; no file was written")
		return exitFailed
	case errors.As(err, &usage):
		fmt.Fprintf(s.err, "parley: %v\nRun '%s --help' for usage.\n", err, command.CommandPath())
		return exitUsage
	}
	fmt.Fprintf(s.err, "parley: %v\n", err)
	return exitFailed
}

// remembering is a writer that keeps its first error.
type remembering struct {
	w   io.Writer
	err error
}

func (r *remembering) Write(p []byte) (int, error) {
	n, err := r.w.Write(p)
	if r.err == nil {
		r.err = err
	}
	return n, err
}
