package classify

import (
	"context"

	"github.com/parley-go/parley/labels"
)

// Leak is how much a figure gains when paragraphs are split at random, so that a model is tested on articles and near-duplicates that it
// has seen. Published figures of random splits are too good by about as much.
type Leak struct {
	Metric          string
	Title           string
	Random, Grouped float64
	Diff, Lo, Hi    float64 // random − grouped, with the interval of a paired bootstrap over articles
	P               float64
}

// leak cross-validates once more, each paragraph by itself, and compares with what models said under the grouped split.
func (s *sample) leak(ctx context.Context, cfg Config, grouped *heldOut, k int, o CrossOptions, tell *steps) (*Leak, error) {
	alone := s.all()
	folds, err := labels.MakeFolds(alone, s.truth, len(s.corpus.Scheme.Classes), k, cfg.Seed)
	if err != nil {
		return nil, err
	}
	h, err := s.nested(ctx, cfg, folds, alone, o, tell)
	if err != nil {
		return nil, err
	}
	metric, err := labels.MetricByName(headline, s.corpus.Scheme)
	if err != nil {
		return nil, err
	}
	d := labels.Compare(s.answers(h.pred, h.probs), s.answers(grouped.pred, grouped.probs), []labels.Metric{metric}, cfg.Bootstrap, cfg.Seed)[0]
	return &Leak{Metric: metric.Name, Title: metric.Title, Random: d.A, Grouped: d.B, Diff: d.Diff, Lo: d.Lo, Hi: d.Hi, P: d.P}, nil
}
