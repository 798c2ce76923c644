package main

import (
	"io"
	"testing"

	"github.com/spf13/cobra"
)

// TestVerbs holds the names that verbs are found by against those of the commands that they make, and a root of one verb against the whole.
func TestVerbs(t *testing.T) {
	s := streams{nil, io.Discard, io.Discard}
	names := func(c *cobra.Command) (all []string) {
		for _, sub := range c.Commands() {
			all = append(all, sub.Name())
		}
		return all
	}
	for _, v := range verbs {
		if got := v.make(s).Name(); got != v.name {
			t.Errorf("the verb %s makes the command %s", v.name, got)
		}
		if got := names(newRoot(s, v.name, "--help")); len(got) != 1 || got[0] != v.name {
			t.Errorf("the root for %s has %v", v.name, got)
		}
	}
	for _, args := range [][]string{nil, {"help"}, {"--help"}, {"completion"}, {"__complete", "score"}, {"scores"}} {
		if got := names(newRoot(s, args...)); len(got) != len(verbs) {
			t.Errorf("the root for %q has %v, want all %d verbs", args, got, len(verbs))
		}
	}
}
