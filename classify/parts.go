package classify

import (
	"fmt"

	"github.com/parley-go/parley/labels"
)

// Part is some of the items and the first figures of them.
type Part struct {
	Name          string
	Items, Groups int
	Figures       []Figure // in the order of PartFigures, without intervals
}

// PartFigures names the figures that parts have, for a scheme.
func PartFigures(s *labels.Scheme) []string {
	if s.Many {
		return []string{headline, "micro_f1", "samples_f1", "subset_accuracy"}
	}
	return []string{headline, "accuracy", "mcc", "ece"}
}

// partMetrics are the metrics of PartFigures.
func partMetrics(s *labels.Scheme) []labels.Metric {
	var out []labels.Metric
	for _, name := range PartFigures(s) {
		m, err := labels.MetricByName(name, s)
		if err != nil {
			panic("classify: " + err.Error())
		}
		out = append(out, m)
	}
	return out
}

// newPart measures the given answers alone.
func newPart(name string, a *labels.Answers) Part {
	p := Part{Name: name, Items: len(a.Truth)}
	seen := map[int]bool{}
	for _, g := range a.Groups {
		seen[g] = true
	}
	p.Groups = len(seen)
	metrics := partMetrics(a.Scheme)
	for i, v := range a.Intervals(metrics, 0, 0) {
		p.Figures = append(p.Figures, Figure{Name: metrics[i].Name, Title: metrics[i].Title, Value: v.Point, Lo: v.Lo, Hi: v.Hi})
	}
	return p
}

// parts fills in what each fold of the first round, and each round, came to.
func (e *Evaluation) parts(s *sample, all []*heldOut, folds *labels.Folds, names []string) {
	for f := range folds.K {
		_, test := folds.Split(f)
		a := &labels.Answers{Scheme: s.corpus.Scheme}
		for _, j := range test {
			a.Truth, a.Pred = append(a.Truth, s.truth[j]), append(a.Pred, all[0].pred[j])
			a.Probs, a.Groups = append(a.Probs, all[0].probs[j]), append(a.Groups, s.groups[j])
		}
		name := fmt.Sprint(f + 1)
		if names != nil {
			name = names[f]
		}
		e.Parts = append(e.Parts, newPart(name, a))
	}
	if len(all) > 1 {
		for r, h := range all {
			e.Rounds = append(e.Rounds, newPart(fmt.Sprint(r+1), s.answers(h.pred, h.probs)))
		}
	}
}

// average replaces every figure by its mean over rounds.
func (e *Evaluation) average(all []*labels.Answers, cfg Config) {
	metrics := labels.MetricsFor(e.Scheme, true)
	mean := map[string]labels.Interval{}
	for i, v := range labels.MeanIntervals(all, metrics, cfg.Bootstrap, cfg.Seed) {
		mean[metrics[i].Name] = v
	}
	put := func(f *Figure) {
		v := mean[f.Name]
		f.Value, f.Lo, f.Hi = v.Point, v.Lo, v.Hi
	}
	for i := range e.Figures {
		put(&e.Figures[i])
	}
	for k := range e.Classes {
		c := &e.Classes[k]
		for _, f := range []*Figure{&c.Precision, &c.Recall, &c.F1, &c.AUC, &c.AveragePrecision} {
			put(f)
		}
	}
}
