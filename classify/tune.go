package classify

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/parley-go/parley/labels"
)

// TuneOptions say how candidates are measured.
type TuneOptions struct {
	Metric string // the figure that decides
	Folds  int    // outer folds, on which the choice itself is measured, 3 to 20
	Inner  int    // folds inside each training part, in which candidates are measured, 2 to 20

	Store    Store // of figures that are known already; nil keeps nothing
	Threads  int
	Progress Progress
}

// DefaultTune returns the options of a search by macro F1.
func DefaultTune() TuneOptions { return TuneOptions{Metric: headline, Folds: 5, Inner: 3} }

// Check returns an error that names the first option out of its range.
func (o TuneOptions) Check() error {
	switch {
	case o.Folds < 3 || o.Folds > 20: // of two folds one may be a single article, in which no candidate can be measured
		return fmt.Errorf("folds is %d: give 3 to 20", o.Folds)
	case o.Inner < 2 || o.Inner > 20:
		return fmt.Errorf("inner is %d: give 2 to 20", o.Inner)
	}
	return nil
}

// Store keeps figures by key, so that a search that was broken off goes on where it was. It must be safe for several goroutines.
type Store interface {
	Get(key string) (value float64, ok bool)
	Put(key string, value float64) error
}

// Tuning is the outcome of a search.
type Tuning struct {
	Scheme       *labels.Scheme
	Paths        []string // of the ranges
	Metric       string
	Title        string
	Lower        bool
	Candidates   []Tried // in the order of the search
	Best         int     // the winner among them: the best on all data, the first of equals
	Nested       Figure  // of the choice: each outer fold is scored by the winner of its training part, with interval, floor and ceiling
	Folds, Inner int
	Items        int
	Articles     int
	Corpus       string
	Doubts       []string
	NoArticles   bool // no item names its article
}

// Tried is a candidate and its figures.
type Tried struct {
	Candidate
	Value  float64   // cross-validated on all data: too good for the winner, because it was chosen by it
	Parts  []float64 // cross-validated inside each outer training part
	Chosen int       // outer folds in which it won
}

// Tune measures candidates by nested cross-validation (Varma & Simon 2006; Cawley & Talbot 2010): each outer fold is scored by the candidate that was
// best inside its training part, retrained on that part. The figure of these answers is that of the whole procedure, choice and all. The
// winner is then chosen on all data. The seed, the folds and near are those of the first candidate. Outcomes do not depend on threads.
func Tune(ctx context.Context, c *labels.Corpus, search *Search, candidates []Candidate, o TuneOptions) (*Tuning, error) {
	if err := given(ctx); err != nil {
		return nil, err
	}
	if err := o.Check(); err != nil {
		return nil, err
	}
	metric, err := labels.MetricByName(o.Metric, c.Scheme)
	if err != nil {
		return nil, err
	}
	if len(candidates) < 2 {
		return nil, fmt.Errorf("%s: a search takes at least two", labels.Counted(len(candidates), "candidate", "candidates"))
	}
	cfg := candidates[0].Config
	if cfg.For != nil {
		return nil, errTargetChosen
	}
	s, err := newSample(c, cfg.Near)
	if err != nil {
		return nil, err
	}
	k := min(o.Folds, s.articles())
	if k < 3 {
		return nil, fmt.Errorf("%s: tuning takes at least three", labels.CountedGroups(s.articles()))
	}
	outer, err := labels.MakeFolds(s.groups, s.truth, len(c.Scheme.Classes), k, cfg.Seed)
	if err != nil {
		return nil, err
	}
	analyses := newAnalyses(s)
	digest := c.Digest()
	parts := make([][]int, k+1) // the training part of each outer fold, then all
	for f := range k {
		parts[f], _ = outer.Split(f)
	}
	parts[k] = s.all()
	values := make([]float64, len(candidates)*len(parts))
	tell := newSteps(len(values)+k, o.Progress)
	err = parallel(ctx, len(values), o.Threads, func(i int) error {
		candidate, part := candidates[i/len(parts)], i%len(parts)
		key, err := tuneKey(digest, candidate.Config, o, k, part)
		if err != nil {
			return err
		}
		if o.Store != nil {
			if v, ok := o.Store.Get(key); ok {
				values[i] = v
				return nil
			}
		}
		mine, err := analyses.of(candidate.Config)
		if err != nil {
			return err
		}
		if values[i], err = mine.inside(ctx, parts[part], candidate.Config, o.Inner, metric); err != nil {
			return err
		}
		if o.Store != nil {
			return o.Store.Put(key, values[i])
		}
		return nil
	}, func(int) { tell.one("candidate") })
	if err != nil {
		return nil, err
	}
	t := &Tuning{
		Scheme: c.Scheme, Metric: metric.Name, Title: metric.Title, Lower: metric.Lower, Folds: k, Inner: o.Inner,
		Items: len(s.rows), Articles: s.articles(), Corpus: digest, NoArticles: noArticles(c), Doubts: slices.Concat(articleDoubts(c), fewDoubt(s.articles()), s.foldDoubts(), s.doubts()),
	}
	for _, r := range search.Ranges {
		t.Paths = append(t.Paths, r.Path)
	}
	best := func(part int) int {
		b := 0
		for i := range candidates {
			if better(values[i*len(parts)+part], values[b*len(parts)+part], metric.Lower) < 0 {
				b = i
			}
		}
		return b
	}
	for i, x := range candidates {
		t.Candidates = append(t.Candidates, Tried{Candidate: x, Value: values[i*len(parts)+k], Parts: values[i*len(parts) : i*len(parts)+k]})
	}
	t.Best = best(k)
	n := len(s.rows)
	h := &heldOut{pred: make([]labels.Set, n), probs: make([][]float64, n), unsure: make([]bool, n), certain: make([]float64, n), evidence: make([][]string, n)}
	err = parallel(ctx, k, o.Threads, func(f int) error {
		x := candidates[best(f)].Config
		mine, err := analyses.of(x)
		if err != nil {
			return err
		}
		train, test := outer.Split(f)
		m, _, err := mine.learn(ctx, train, s.groups, x, o.Inner)
		if err != nil {
			return err
		}
		return mine.score(ctx, m, test, h)
	}, func(int) { tell.one("outer fold") })
	if err != nil {
		return nil, err
	}
	for f := range k {
		t.Candidates[best(f)].Chosen++
	}
	e := newEvaluation(s, h.pred, h.probs, h.unsure, meanDecision([]Decision{fitDecision(c.Scheme.Many, len(c.Scheme.Classes), cfg, nil, nil)}), cfg)
	for _, f := range e.Figures {
		if f.Name == metric.Name {
			t.Nested = f
		}
	}
	if t.Nested.Name == "" { // a figure of one class, or of chosen ones
		v := s.answers(h.pred, h.probs).Intervals([]labels.Metric{metric}, cfg.Bootstrap, cfg.Seed)[0]
		t.Nested = Figure{Name: metric.Name, Title: metric.Title, Value: v.Point, Lo: v.Lo, Hi: v.Hi, Floor: math.NaN(), Ceiling: math.NaN(), Random: math.NaN()}
	}
	return t, nil
}

// tuneKey names a figure: everything that it depends on.
func tuneKey(corpus string, cfg Config, o TuneOptions, k, part int) (string, error) {
	cfg.Bootstrap = 0
	text, err := json.Marshal(struct {
		Corpus, Metric string
		Folds, Inner   int
		Part           int
		Config         Config
	}{corpus, o.Metric, k, o.Inner, part, cfg})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16]), nil
}

// analyses are samples with the texts analysed, one for each configuration of the features.
type analyses struct {
	base  *sample
	mutex sync.Mutex
	made  map[string]*sample
}

func newAnalyses(s *sample) *analyses { return &analyses{base: s, made: map[string]*sample{}} }

// of returns the sample analysed for a configuration.
func (a *analyses) of(cfg Config) (*sample, error) {
	text, err := json.Marshal(cfg.Features)
	if err != nil {
		return nil, err
	}
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if s := a.made[string(text)]; s != nil {
		return s, nil
	}
	s, err := a.base.analysed(cfg.Features)
	if err != nil {
		return nil, err
	}
	a.made[string(text)] = s
	return s, nil
}
