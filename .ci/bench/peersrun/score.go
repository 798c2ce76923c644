package main

import (
	"github.com/parley-go/parley/labels"
)

// macroF1 compares predicted classes, by number, with those of the test paragraphs.
func (b *bench) macroF1(pred []int) float64 {
	s := &labels.Scheme{Name: "topic"}
	for _, c := range classes {
		s.Classes = append(s.Classes, labels.Class{Name: c})
	}
	truth, said := make([]labels.Set, len(pred)), make([]labels.Set, len(pred))
	for i, k := range pred {
		truth[i], said[i] = labels.One(b.corpus.test[i].class), labels.One(k)
	}
	return labels.Score(s, truth, said).MacroF1
}

// best returns the number of the largest.
func best(v []float64) int {
	top := 0
	for i := range v {
		if v[i] > v[top] {
			top = i
		}
	}
	return top
}
