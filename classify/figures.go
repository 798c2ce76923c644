package classify

import (
	"math"

	"github.com/parley-go/parley/labels"
)

// headline is the figure that a model is judged by first: it counts every class alike, however rare.
const headline = "macro_f1"

// headlineMost is the value of that figure where nothing is wrong.
const headlineMost = 1

// randomDraws is how many random answers the random floor is the mean of.
const randomDraws = 100

// figures fills Figures and Classes of the evaluation.
func (e *Evaluation) figures(s *sample, answers *labels.Answers, h *humans, d Decision, cfg Config) {
	scheme := answers.Scheme
	metrics := labels.MetricsFor(scheme, true)
	model := answers.Intervals(metrics, cfg.Bootstrap, cfg.Seed)
	floor := s.floor().Intervals(metrics, 0, 0)
	random := answers.RandomFloor(nil, metrics, randomDraws, cfg.Seed)
	var ceiling []labels.Interval
	if h != nil {
		ceiling = (&labels.Answers{Scheme: scheme, Truth: h.labels[0], Pred: h.labels[1]}).Intervals(metrics, 0, 0)
	}
	scores := answers.Scores()
	byName := map[string]Figure{}
	for i, m := range metrics {
		f := Figure{
			Name: m.Name, Title: m.Title, Value: model[i].Point, Lo: model[i].Lo, Hi: model[i].Hi,
			Floor: floor[i].Point, Random: random[i], Ceiling: math.NaN(), Reason: m.Undefined(scheme, scores),
		}
		if cfg.Bootstrap == 0 {
			f.Lo, f.Hi = math.NaN(), math.NaN()
		}
		if ceiling != nil {
			f.Ceiling = ceiling[i].Point
		}
		byName[m.Name] = f
	}
	e.Figures = append(e.Figures, byName[headline])
	for _, m := range labels.MetricsFor(scheme, false) {
		if m.Name != headline {
			e.Figures = append(e.Figures, byName[m.Name])
		}
	}
	for k := range scores.PerClass {
		p := &scores.PerClass[k]
		f := ClassFigures{
			Name: p.Name, Support: int(p.Support), Predicted: int(p.Predicted), Threshold: math.NaN(), Alpha: h.classAlpha(k),
			Precision: byName["precision:"+p.Name], Recall: byName["recall:"+p.Name], F1: byName["f1:"+p.Name],
			AUC: byName["auc:"+p.Name], AveragePrecision: byName["ap:"+p.Name],
		}
		f.Precision.Reason, f.Recall.Reason, f.F1.Reason = p.Undefined("precision"), p.Undefined("recall"), p.Undefined("f1")
		if d.Many {
			f.Threshold = d.Thresholds[k]
		}
		e.Classes = append(e.Classes, f)
	}
}

// floor is a coder who never reads and always says the class that most items carry, the first of equals.
func (s *sample) floor() *labels.Answers {
	counts := s.counts()
	best := 0
	for k, n := range counts {
		if n > counts[best] {
			best = k
		}
	}
	a := &labels.Answers{Scheme: s.corpus.Scheme, Truth: s.truth, Pred: make([]labels.Set, len(s.truth)), Groups: s.groups}
	for i := range a.Pred {
		a.Pred[i] = labels.One(best)
	}
	return a
}

// also adds figures that were asked for by name and are not there yet, such as f_avg:favor,against: the mean over the answers of all rounds, with
// its interval, floors and ceiling.
func (e *Evaluation) also(s *sample, names []string, rounds []*labels.Answers, cfg Config) error {
	var metrics []labels.Metric
	for _, name := range names {
		if _, there := e.Figure(name); there {
			continue
		}
		m, err := labels.MetricByName(name, e.Scheme)
		if err != nil {
			return err
		}
		metrics = append(metrics, m)
	}
	if len(metrics) == 0 {
		return nil
	}
	value := labels.MeanIntervals(rounds, metrics, cfg.Bootstrap, cfg.Seed)
	floor := s.floor().Intervals(metrics, 0, 0)
	random := rounds[0].RandomFloor(nil, metrics, randomDraws, cfg.Seed)
	h := s.humans()
	for i, m := range metrics {
		f := Figure{Name: m.Name, Title: m.Title, Value: value[i].Point, Lo: value[i].Lo, Hi: value[i].Hi,
			Floor: floor[i].Point, Random: random[i], Ceiling: math.NaN(), Reason: rounds[0].Undefined(&m)}
		if h != nil {
			f.Ceiling = (&labels.Answers{Scheme: e.Scheme, Truth: h.labels[0], Pred: h.labels[1]}).Intervals([]labels.Metric{m}, 0, 0)[0].Point
		}
		e.Figures = append(e.Figures, f)
	}
	return nil
}
