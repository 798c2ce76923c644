package classify

import (
	"context"

	"github.com/parley-go/parley/labels"
)

// Leak is how much a figure gains when paragraphs are split at random, so that a model is tested on articles and near-duplicates that it
// has seen. Figures are means over the rounds of the cross-validation, of each split.
type Leak struct {
	Metric          string
	Title           string
	Rounds          int
	Random, Grouped float64
	Diff, Lo, Hi    float64 // random − grouped, with the interval of a paired bootstrap over articles; NaN without one
	P               float64
}

// Shown tells whether the interval leaves 0 out, above it.
func (l *Leak) Shown() bool { return l.Lo > 0 }

// leak cross-validates as many times more as there are rounds, each paragraph by itself, and compares with what models said under the grouped
// splits.
func (s *sample) leak(ctx context.Context, cfg Config, grouped []*labels.Answers, k int, o CrossOptions, tell *steps) (*Leak, error) {
	alone := s.all()
	rounds, err := labels.RepeatFolds(alone, s.truth, len(s.corpus.Scheme.Classes), k, len(grouped), cfg.Seed)
	if err != nil {
		return nil, err
	}
	var random []*labels.Answers
	for _, folds := range rounds {
		h, err := s.nested(ctx, cfg, folds, alone, o, tell)
		if err != nil {
			return nil, err
		}
		random = append(random, s.answers(h.pred, h.probs))
	}
	metric, err := labels.MetricByName(headline, s.corpus.Scheme)
	if err != nil {
		return nil, err
	}
	d := labels.CompareMeans(random, grouped, []labels.Metric{metric}, cfg.Bootstrap, cfg.Seed)[0]
	return &Leak{Metric: metric.Name, Title: metric.Title, Rounds: len(rounds), Random: d.A, Grouped: d.B, Diff: d.Diff, Lo: d.Lo, Hi: d.Hi, P: d.P}, nil
}
