package classify

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/labels"
)

// CrossOptions say how a cross-validation is made.
type CrossOptions struct {
	Repeats int      // rounds, each with other folds, 1 to 100
	By      string   // leave out one value of this field at a time instead of folds; "" for folds
	Inner   int      // folds inside each training part, on which calibration and thresholds are fitted, 2 to 20
	Leak    bool     // also under random splits of paragraphs, in as many rounds
	Slices  []string // fields by which the figures are sliced; nil for the usual ones, see Evaluation
	Curve   bool     // also a learning curve
	Metrics []string // figures beside the usual ones, such as f_avg:favor,against

	Vectors *features.WordVectors // as in Options
	Source  string

	Threads  int // folds at once; 0 is one a core. The outcome does not depend on it
	Progress Progress
}

// DefaultCross returns the options of one round of folds.
func DefaultCross() CrossOptions { return CrossOptions{Repeats: 1, Inner: 3} }

// Check returns an error that names the first option out of its range.
func (o CrossOptions) Check() error {
	switch {
	case o.Repeats < 1 || o.Repeats > 100:
		return fmt.Errorf("repeats is %d: give 1 to 100", o.Repeats)
	case o.By != "" && o.Repeats != 1:
		return fmt.Errorf("repeats is %d, but leaving out %s one at a time can be done once: leave repeats at 1", o.Repeats, o.By)
	case o.Inner < 2 || o.Inner > 20:
		return fmt.Errorf("inner is %d: give 2 to 20", o.Inner)
	}
	return nil
}

// CrossValidate measures a configuration on coded items: each is scored by a model that saw neither it, nor another item of its article, nor a
// near-duplicate of either. Vocabulary, weights, calibration and thresholds of that model come from its training part alone: the latter two from
// a cross-validation inside it. With several rounds every figure is the mean over them, and the interval is of that mean; matrices, bins and
// outcomes are of the first round.
//
// It is an error if the configuration or an option is out of range, if no item is coded, or if there are too few articles.
func CrossValidate(ctx context.Context, c *labels.Corpus, cfg Config, o CrossOptions) (*Evaluation, error) {
	if err := given(ctx); err != nil {
		return nil, err
	}
	if err := cfg.Check(); err != nil {
		return nil, err
	}
	if err := o.Check(); err != nil {
		return nil, err
	}
	if cfg.Folds == 0 {
		return nil, errors.New("folds is 0: a cross-validation takes 2 to 100")
	}
	s, cfg, err := learnable(c, cfg, o.Vectors, o.Source)
	if err != nil {
		return nil, err
	}
	k := min(cfg.Folds, s.articles())
	if k < 2 {
		return nil, s.oneGroup()
	}
	var rounds []*labels.Folds
	var names []string
	method := fmt.Sprintf("%d-fold cross-validation", k)
	if o.By != "" {
		f, values, err := s.leaveOut(o.By)
		if err != nil {
			return nil, err
		}
		rounds, names = []*labels.Folds{f}, values
		method = fmt.Sprintf("leave one %s out, %d in all", o.By, f.K)
	} else if rounds, err = labels.RepeatFolds(s.groups, s.truth, len(c.Scheme.Classes), k, o.Repeats, cfg.Seed); err != nil {
		return nil, err
	}
	steps := 0
	for _, f := range rounds {
		steps += f.K
	}
	noLeak := s.noLeak()
	if o.Leak && noLeak == "" {
		steps += k * o.Repeats
	}
	curve := growthPlan{}
	if o.Curve {
		curve = newGrowthPlan(s, cfg)
		steps += curve.steps()
	}
	tell := newSteps(steps, o.Progress)
	var all []*heldOut
	for _, f := range rounds {
		h, err := s.nested(ctx, cfg, f, s.groups, o, tell)
		if err != nil {
			return nil, err
		}
		all = append(all, h)
	}
	first := all[0]
	e := newEvaluation(s, first.pred, first.probs, first.unsure, first.decision, cfg)
	for i := range e.Outcomes {
		e.Outcomes[i].Certainty, e.Outcomes[i].Evidence = first.certain[i], first.evidence[i]
	}
	e.Method = method + ", " + s.kept() + "; vocabulary, weights, calibration and thresholds inside the folds" + s.lending()
	answers := make([]*labels.Answers, len(all))
	for r, h := range all {
		answers[r] = s.answers(h.pred, h.probs)
	}
	if o.Repeats > 1 {
		e.Method += fmt.Sprintf("; figures are means over %d rounds, matrices and examples are of the first", o.Repeats)
		e.average(answers, cfg)
	}
	if err := e.also(s, o.Metrics, answers, cfg); err != nil {
		return nil, err
	}
	e.Fold = rounds[0].Of
	e.parts(s, all, rounds[0], names)
	e.risk(s)
	e.Doubts = append(e.Doubts, slices.Concat(s.foldDoubts(), s.doubts(), s.apart(cfg.company()), s.otherLanguage(cfg))...)
	for _, h := range all {
		e.Doubts = append(e.Doubts, h.doubts...)
	}
	e.Doubts = append(e.Doubts, rounds[0].Doubts(c.Scheme)...)
	e.Doubts = unique(e.Doubts)
	if k < cfg.Folds && o.By == "" {
		e.Doubts = append(e.Doubts, fmt.Sprintf("%d folds were asked for, but there are only %d articles", cfg.Folds, k))
	}
	switch {
	case o.Leak && noLeak != "":
		e.Doubts = append(e.Doubts, noLeak)
	case o.Leak:
		if e.Leak, err = s.leak(ctx, cfg, answers, k, o, tell); err != nil {
			return nil, err
		}
	}
	if o.Curve {
		if e.Growth, err = curve.measure(ctx, s, cfg, o, tell); err != nil {
			return nil, err
		}
		if e.Growth.Doubt != "" {
			e.Doubts = append(e.Doubts, "the learning curve "+e.Growth.Doubt)
		}
	}
	if err := e.slice(s, o.Slices, cfg); err != nil {
		return nil, err
	}
	return e, nil
}

// learnable is a sample that can be learned from, with the word vectors w of source unless they are nil, and the configuration that says so.
func learnable(c *labels.Corpus, cfg Config, w *features.WordVectors, source string) (*sample, Config, error) {
	near := cfg.Near
	if cfg.Folds == 0 && cfg.MinArticles == 1 {
		near = 0 // nothing depends on it
	}
	s, err := newSample(c, near)
	if err != nil {
		return nil, cfg, err
	}
	if s, err = s.aimed(cfg.For); err != nil {
		return nil, cfg, err
	}
	if w != nil {
		cfg = cfg.withVectors()
		s.vectors, cfg.Vectors = w, source
	}
	texts := s.texts
	if s.lent != nil {
		texts = append(slices.Clip(texts), s.lent.texts...)
	}
	s.analysis, err = features.Analyze(cfg.Features, texts)
	return s, cfg, err
}

// answers are predictions for all rows of the sample.
func (s *sample) answers(pred []labels.Set, probs [][]float64) *labels.Answers {
	return &labels.Answers{Scheme: s.corpus.Scheme, Truth: s.truth, Pred: pred, Probs: probs, Groups: s.groups}
}

// leaveOut makes one fold for each value of a field, in the order of names.
func (s *sample) leaveOut(field string) (*labels.Folds, []string, error) {
	values, err := fieldValues(s.corpus.Subset(s.rows), field)
	if err != nil {
		return nil, nil, err
	}
	names := slices.Clone(values)
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) < 2 {
		return nil, nil, fmt.Errorf("all items have %s %s: leaving one out takes at least two", field, names[0])
	}
	if len(names) > 1000 {
		return nil, nil, fmt.Errorf("field %s has %d values: leaving one out takes at most 1000; cut it to its first characters, as in date:4", field, len(names))
	}
	f := &labels.Folds{Of: make([]int, len(values)), K: len(names)}
	for i, v := range values {
		f.Of[i], _ = slices.BinarySearch(names, v)
	}
	return f, names, nil
}

// heldOut is what models said about items that they had not seen.
type heldOut struct {
	pred     []labels.Set
	probs    [][]float64
	unsure   []bool
	certain  []float64
	evidence [][]string
	decision Decision // many-label schemes: thresholds are means over the folds, only to be shown
	doubts   []string
}

// nested scores every fold with a model of the other folds. groups are kept whole inside the training parts.
func (s *sample) nested(ctx context.Context, cfg Config, folds *labels.Folds, groups []int, o CrossOptions, tell *steps) (*heldOut, error) {
	n := len(s.rows)
	h := &heldOut{
		pred: make([]labels.Set, n), probs: make([][]float64, n), unsure: make([]bool, n), certain: make([]float64, n), evidence: make([][]string, n),
	}
	decisions := make([]Decision, folds.K)
	doubts := make([][]string, folds.K)
	dropped := make([]int, folds.K)
	err := parallel(ctx, folds.K, o.Threads, func(f int) error {
		train, test, gone := folds.Purged(f, groups)
		if len(train) == 0 {
			return fmt.Errorf("fold %d leaves nothing to train on: use more folds or another field", f+1)
		}
		dropped[f] = gone
		m, said, err := s.learn(ctx, train, groups, cfg, o.Inner)
		if err != nil {
			return err
		}
		decisions[f], doubts[f] = m.decision, said
		return s.score(ctx, m, test, h)
	}, func(int) { tell.one("fold") })
	if err != nil {
		return nil, err
	}
	h.decision = meanDecision(decisions)
	lost := 0
	for f := range folds.K {
		h.doubts = append(h.doubts, doubts[f]...)
		lost += dropped[f]
	}
	if lost > 0 {
		h.doubts = append(h.doubts, fmt.Sprintf("%s an item was left out of a training part because a near-duplicate, or its article, was in the fold", labels.Counted(lost, "time", "times")))
	}
	h.doubts = unique(h.doubts)
	return h, nil
}

// learn makes a model of the rows alone: calibration and decision come from a cross-validation of inner folds inside them, or, where they are
// too few for that, from nothing.
func (s *sample) learn(ctx context.Context, rows, groups []int, cfg Config, inner int) (*Model, []string, error) {
	last, err := s.fit(ctx, rows, cfg)
	if err != nil {
		return nil, nil, err
	}
	m := &Model{scheme: s.corpus.Scheme, vectorizer: last.vectorizer, linear: last.linear, config: cfg, card: known(&Card{Config: cfg})}
	classes := len(s.corpus.Scheme.Classes)
	mine := make([]int, len(rows))
	truth := make([]labels.Set, len(rows))
	distinct := map[int]bool{}
	for i, r := range rows {
		mine[i], truth[i] = groups[r], s.truth[r]
		distinct[groups[r]] = true
	}
	if len(distinct) < 2 {
		m.decision = fitDecision(s.corpus.Scheme.Many, classes, cfg, nil, nil)
		return m, append(last.doubts, "a training part has one article: it could not be calibrated"), nil
	}
	folds, err := labels.MakeFolds(mine, truth, classes, min(inner, len(distinct)), cfg.Seed)
	if err != nil {
		return nil, nil, err
	}
	scores := make([][]float64, len(s.rows))
	for f := range folds.K {
		in, out := folds.Split(f)
		part, err := s.fit(ctx, pick(rows, in), cfg)
		if err != nil {
			return nil, nil, err
		}
		test := pick(rows, out)
		for j, got := range s.scores(part, test, cfg.company()) {
			scores[test[j]] = got
		}
	}
	cal, d, err := settle(s, scores, rows, last.linear.Link, cfg)
	if err != nil {
		return nil, nil, err
	}
	m.linear, m.decision = last.linear.Calibrated(cal.calibration), d
	return m, last.doubts, nil
}

// pick returns the chosen elements.
func pick[T any](all []T, chosen []int) []T {
	out := make([]T, len(chosen))
	for i, j := range chosen {
		out[i] = all[j]
	}
	return out
}

// score scores rows with a model, in the way that users do: paragraphs of an article together. Mistakes get the words that made them.
func (s *sample) score(ctx context.Context, m *Model, rows []int, h *heldOut) error {
	scorer := m.NewScorer()
	for _, places := range s.runs(rows) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		run := pick(rows, places)
		texts := pick(s.texts, run)
		results := make([]Result, len(texts))
		scorer.Texts(results, texts)
		var explain func(i int) *Explanation
		for i, r := range results {
			j := run[i]
			h.pred[j], h.probs[j], h.unsure[j], h.certain[j] = r.Set, r.Probs, r.Unsure, m.decision.Certainty(r.Probs)
			if r.Set != s.truth[j] {
				if explain == nil {
					explain = m.Explainer(texts)
				}
				h.evidence[j] = mistakeWords(explain(i), texts[i], s.truth[j], r.Set)
			}
		}
	}
	return nil
}

// meanDecision is a decision with the mean thresholds and margin.
func meanDecision(all []Decision) Decision {
	out := Decision{Many: all[0].Many, Thresholds: make([]float64, len(all[0].Thresholds))}
	for _, d := range all {
		for k, t := range d.Thresholds {
			out.Thresholds[k] += t / float64(len(all))
		}
		out.Margin += d.Margin / float64(len(all))
	}
	return out
}

// steps counts the steps of long work.
type steps struct {
	mutex       sync.Mutex
	done, total int
	progress    Progress
}

func newSteps(total int, p Progress) *steps { return &steps{total: total, progress: p} }

// one tells that one more step is done.
func (s *steps) one(what string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.done++
	if s.progress != nil {
		s.progress(s.done, s.total, what)
	}
}
