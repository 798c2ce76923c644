package classify

import (
	"math"

	"github.com/parley-go/parley/labels"
)

// Slicing is the figures of an evaluation by the values of one field.
type Slicing struct {
	Field   string
	Metrics []string // names of the figures of each slice
	Titles  []string
	Slices  []labels.Slice
	Flagged []Flag // figures that differ from the whole beyond chance
}

// Flag is a figure of a slice whose difference from the whole has a corrected p-value below 0.05.
type Flag struct {
	Value, Metric  string
	Apart, Lo, Hi  float64
	P, Whole, Here float64
}

// beyondChance is the corrected p-value below which a slice is flagged.
const beyondChance = 0.05

// slice fills in the figures by fields; nil are the usual ones.
func (e *Evaluation) slice(s *sample, fields []string, cfg Config) error {
	c := s.corpus.Subset(s.rows)
	if fields == nil {
		fields = usualFields(c)
	}
	metrics := labels.MetricsFor(e.Scheme, false)
	pred := make([]labels.Set, len(e.Outcomes))
	probs := make([][]float64, len(e.Outcomes))
	for i, o := range e.Outcomes {
		pred[i], probs[i] = o.Pred, o.Probs
	}
	answers := s.answers(pred, probs)
	for _, f := range fields {
		values, err := fieldValues(c, f)
		if err != nil {
			return err
		}
		sl := Slicing{Field: f, Slices: answers.Slices(values, metrics, cfg.Bootstrap, cfg.Seed)}
		for i, m := range metrics {
			sl.Metrics, sl.Titles = append(sl.Metrics, m.Name), append(sl.Titles, m.Title)
			for _, v := range sl.Slices {
				g := v.Figures[i]
				if g.P < beyondChance && !math.IsNaN(g.Apart.Point) && cfg.Bootstrap > 0 {
					sl.Flagged = append(sl.Flagged, Flag{v.Value, m.Name, g.Apart.Point, g.Apart.Lo, g.Apart.Hi, g.P, g.Point - g.Apart.Point, g.Point})
				}
			}
		}
		e.Slices = append(e.Slices, sl)
	}
	return nil
}
