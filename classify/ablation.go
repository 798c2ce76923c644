package classify

import (
	"errors"
	"fmt"
	"slices"

	"github.com/parley-go/parley/features"
)

// Ablation returns a search that shows what each family of features is worth: the configuration as it is, without each of its families, and
// each family alone. It is an error if there are fewer than two families.
func Ablation(cfg Config) (*Search, []Candidate, error) {
	all := cfg.Features.Families
	if len(all) < 2 {
		return nil, nil, errors.New("the configuration has one family of features: there is nothing to leave out")
	}
	s := &Search{Ranges: []Range{{Path: "features.families"}}}
	out := []Candidate{{Values: []string{"all"}, Config: cfg}}
	add := func(says string, f []features.Family) {
		c := cfg
		c.Features.Families = f
		out = append(out, Candidate{Values: []string{says}, Config: c})
	}
	for i := range all {
		add("without "+familyName(all[i]), slices.Delete(slices.Clone(all), i, i+1))
	}
	if len(all) > 2 { // of two, one alone is the other left out
		for i := range all {
			add(familyName(all[i])+" alone", slices.Clone(all[i:i+1]))
		}
	}
	return s, out, nil
}

// familyName says which family it is.
func familyName(f features.Family) string {
	name := f.Kind
	if f.List != "" {
		name += " " + f.List
	}
	if f.Min > 0 {
		name += fmt.Sprintf(" %d–%d", f.Min, f.Max)
	}
	return name
}
