package classify_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// TestMisuse: what a caller of the package gets wrong is an error or a panic that can be recovered from, and that says what was wrong.
func TestMisuse(t *testing.T) {
	c := corpus(t, "stance")
	m, err := classify.Builtin("stance")
	if err != nil {
		t.Fatal(err)
	}
	answers := func(name string) *classify.Contender {
		return contender(c, name, func(_ int, truth labels.Set) labels.Set { return truth })
	}
	two := []*classify.Contender{answers("a"), answers("b")}
	var none context.Context
	for name, call := range map[string]func() error{
		"near of Describe": func() error { _, err := classify.Describe(c, 1.5); return err },
		"near of Compare": func() error {
			_, err := classify.Compare(c, two, classify.CompareOptions{Near: -1, Bootstrap: 100})
			return err
		},
		"context of Train": func() error { _, _, err := classify.Train(none, c, quick("logistic"), classify.Options{}); return err },
		"context of CrossValidate": func() error {
			_, err := classify.CrossValidate(none, c, quick("logistic"), classify.CrossOptions{})
			return err
		},
		"context of Evaluate": func() error { _, err := classify.Evaluate(none, m, c, classify.EvaluateOptions{}); return err },
		"context of Answer":   func() error { _, err := classify.Answer(none, "a", m, c); return err },
		"context of Choose": func() error {
			_, err := classify.Choose(none, c, quick("logistic"), classify.ChooseOptions{})
			return err
		},
		"context of Tune": func() error { _, err := classify.Tune(none, c, nil, nil, classify.TuneOptions{}); return err },
	} {
		what, _, _ := strings.Cut(name, " of ")
		if err := call(); err == nil || !strings.Contains(err.Error(), what+" is ") {
			t.Errorf("%s: error %v, want one that says what %s is", name, err, what)
		}
	}
	for name, call := range map[string]func(){
		"classify: Top: -1 features of class 0": func() { m.Top(0, -1) },
		"classify: Top: 5 features of class 3":  func() { m.Top(3, 5) },
		"classify: Decision: 0 probabilities":   func() { classify.Decision{}.Decide(nil) },
		"classify: Decision: 2 probabilities":   func() { classify.Decision{Many: true, Thresholds: []float64{0.5}}.Decide([]float64{0.1, 0.2}) },
	} {
		func() {
			defer func() {
				if got := fmt.Sprint(recover()); !strings.HasPrefix(got, name) {
					t.Errorf("panic %q, want %q", got, name)
				}
			}()
			call()
		}()
	}
	if got := m.Top(0, 0); len(got) != 0 {
		t.Errorf("no features asked for: %v", got)
	}
}
