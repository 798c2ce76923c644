package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

// isTerminal tells whether the stream is a terminal, and how wide it is.
func isTerminal(w io.Writer) (width int, ok bool) {
	f, isFile := w.(*os.File)
	if !isFile || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width < 40 {
		width = 80
	}
	return width, true
}

// colourful tells whether colour may be used on the stream.
func colourful(w io.Writer) bool {
	_, ok := isTerminal(w)
	return ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// newProgress returns a function that shows how far a piece of work is and when it will be done, on a terminal; elsewhere it is silent.
func newProgress(w io.Writer) func(done, total int, what string) {
	if _, ok := isTerminal(w); !ok {
		return nil
	}
	start := time.Now()
	return func(done, total int, what string) {
		left := time.Duration(float64(time.Since(start)) / float64(done) * float64(total-done))
		fmt.Fprintf(w, "\r\033[K%s %d of %d, about %s left", what, done, total, left.Round(time.Second))
		if done == total {
			fmt.Fprint(w, "\r\033[K")
		}
	}
}
