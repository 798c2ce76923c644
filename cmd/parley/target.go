package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify"
)

// addTarget adds the flag that says what a model is for.
func addTarget(c *cobra.Command, target *string) {
	c.Flags().StringVar(target, "for", "", "FIELD=VALUE, such as conflict=Sudan: a model for these paragraphs, which are all that is measured; the others help to learn what they have in common")
}

// aim puts the target into the configuration. How much a configuration borrows stays as it is.
func aim(cfg *classify.Config, target string) error {
	if target == "" {
		return nil
	}
	field, value, ok := strings.Cut(target, "=")
	if !ok || field == "" || value == "" {
		return usagef("--for %s: give a field and its value, as in conflict=Sudan", target)
	}
	t := classify.Target{Borrow: classify.BorrowDefault}
	if cfg.For != nil {
		t = *cfg.For
	}
	t.Field, t.Value = field, value
	cfg.For = &t
	return nil
}
