package report

import "github.com/parley-go/parley/labels"

// The looks of text output, as SGR parameters. Orange and blue stay apart for colour-blind readers.
const (
	bold   = "1"
	dim    = "2"
	orange = "38;5;208"
	blue   = "38;5;39"
)

// paint dresses s for a terminal, if colour is wanted and there is a look.
func (s Style) paint(look, text string) string {
	if !s.Color || look == "" {
		return text
	}
	return "\x1b[" + look + "m" + text + "\x1b[0m"
}

// lookOf returns the look of class k: the ends of a scale have one.
func lookOf(s *labels.Scheme, k int) string {
	switch mark(s, k) {
	case "-":
		return orange
	case "+":
		return blue
	}
	return ""
}
