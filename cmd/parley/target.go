package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
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

// lend adds the coded paragraphs of more inputs to a corpus, to learn from and not to measure on, and says so in the configuration.
func (o *coded) lend(s streams, home *labels.Corpus, inputs []string, cfg *classify.Config) (*labels.Corpus, error) {
	more := *o
	more.inputs = inputs
	lent, err := more.read(s, home.Scheme)
	if err != nil {
		return nil, err
	}
	c, target, err := classify.Lend(home, lent)
	if err != nil {
		return nil, fmt.Errorf("%s and %s: %w", o.name(), more.name(), err)
	}
	cfg.For = target
	return c, nil
}
