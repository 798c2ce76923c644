package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestFormats: every verb with --format takes the format from the name of a file that it writes, and says so.
func TestFormats(t *testing.T) {
	n := 0
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		for _, sub := range c.Commands() {
			walk(sub)
		}
		f := c.Flags().Lookup("format")
		if f == nil {
			return
		}
		n++
		_, rest, _ := strings.Cut(f.Usage, "the one that the name of -")
		file, _, _ := strings.Cut(strings.TrimPrefix(rest, "-"), " ")
		if file == "o" {
			file = "output"
		}
		if c.Flags().Lookup(file) == nil {
			t.Errorf("%s --format: %q names no flag of a file", c.CommandPath(), f.Usage)
		}
	}
	walk(newRoot(streams{}))
	if n < 12 {
		t.Errorf("%d verbs have --format: are they found?", n)
	}
}
