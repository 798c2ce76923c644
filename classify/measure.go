package classify

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/labels"
	"github.com/parley-go/parley/models"
)

// inside cross-validates a configuration on some of the rows: folds of whole articles, calibration and thresholds of a fold from the other folds'
// scores.
func (s *sample) inside(ctx context.Context, rows []int, cfg Config, inner int, metric labels.Metric) (float64, error) {
	folds, err := s.foldsOf(rows, inner, cfg.Seed)
	if err != nil {
		return 0, err
	}
	scores := make([][]float64, len(s.rows))
	var link models.Link
	for f := range folds.K {
		in, out := folds.Split(f)
		m, err := s.fit(ctx, pick(rows, in), cfg)
		if err != nil {
			return 0, err
		}
		test := pick(rows, out)
		for j, got := range s.scores(m, test, cfg.company()) {
			scores[test[j]] = got
		}
		link = m.linear.Link
	}
	a, err := s.settled(rows, folds, scores, link, cfg)
	if err != nil {
		return 0, err
	}
	return a.Intervals([]labels.Metric{metric}, 0, 0)[0].Point, nil
}

// foldsOf makes folds of rows: of whole groups, k or as many as there are groups.
func (s *sample) foldsOf(rows []int, k int, seed uint64) (*labels.Folds, error) {
	groups := make([]int, len(rows))
	truth := make([]labels.Set, len(rows))
	distinct := map[int]bool{}
	for i, r := range rows {
		groups[i], truth[i] = s.groups[r], s.truth[r]
		distinct[groups[i]] = true
	}
	return labels.MakeFolds(groups, truth, len(s.corpus.Scheme.Classes), min(k, len(distinct)), seed)
}

// settled turns scores, out of fold and by row of the sample, into answers for rows. Calibration and thresholds of a fold are fitted on the
// scores of the other folds.
func (s *sample) settled(rows []int, folds *labels.Folds, scores [][]float64, link models.Link, cfg Config) (*labels.Answers, error) {
	n := len(rows)
	a := &labels.Answers{Scheme: s.corpus.Scheme, Truth: make([]labels.Set, n), Pred: make([]labels.Set, n), Probs: make([][]float64, n), Groups: make([]int, n)}
	for i, r := range rows {
		a.Truth[i], a.Groups[i] = s.truth[r], s.groups[r]
	}
	for f := range folds.K {
		in, out := folds.Split(f)
		cal, d, err := settle(s, scores, pick(rows, in), link, cfg)
		if err != nil {
			return nil, err
		}
		for _, i := range out {
			a.Probs[i] = cal.probs(scores[rows[i]])
			a.Pred[i], _ = d.Decide(a.Probs[i])
		}
	}
	return a, nil
}

// variant is a trainer at one or several strengths.
type variant struct {
	model   string
	options map[string]any
	cs      []float64 // values of the option c; nil: the trainer has none
}

// configs returns cfg with the trainer of the variant, at each strength.
func (v variant) configs(cfg Config) ([]Config, error) {
	var out []Config
	one := func(options map[string]any) error {
		raw, err := json.Marshal(options)
		if err != nil {
			return err
		}
		cfg.Model = ModelConfig{Name: v.model, Options: raw}
		out = append(out, cfg)
		return cfg.Check()
	}
	if v.cs == nil {
		err := one(v.options)
		return out, err
	}
	for _, c := range v.cs {
		options := map[string]any{"c": c}
		maps.Copy(options, v.options)
		if err := one(options); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// measured is a configuration and its figures out of fold.
type measured struct {
	cfg    Config
	values []float64    // one a round of folds
	pred   []labels.Set // of the first round
}

// mean returns the mean of the rounds.
func (m measured) mean() float64 {
	sum := 0.0
	for _, v := range m.values {
		sum += v
	}
	return sum / float64(len(m.values))
}

// measure cross-validates variants on the same features, which are learned once a fold; the strengths of a trainer are one path. The sample
// must be analysed for the features of cfg. With priors, each is measured in place of the configuration's own, which takes no new training.
func (s *sample) measure(ctx context.Context, rows []int, rounds []*labels.Folds, cfg Config, variants []variant, priors []float64, metric labels.Metric, threads int) ([]measured, error) {
	var out []measured
	first := make([]int, len(variants)) // number of the first strength of each
	for i, v := range variants {
		configs, err := v.configs(cfg)
		if err != nil {
			return nil, err
		}
		first[i] = len(out)
		for _, c := range configs {
			out = append(out, measured{cfg: c, values: make([]float64, len(rounds))})
		}
	}
	type job struct{ round, fold int }
	var jobs []job
	scores := make([][][][]float64, len(rounds)) // by round, configuration, row of the sample, class
	for r, folds := range rounds {
		scores[r] = make([][][]float64, len(out))
		for i := range scores[r] {
			scores[r][i] = make([][]float64, len(s.rows))
		}
		for f := range folds.K {
			jobs = append(jobs, job{r, f})
		}
	}
	links := make([]models.Link, len(out))
	err := parallel(ctx, len(jobs), threads, func(j int) error {
		in, held := rounds[jobs[j].round].Split(jobs[j].fold)
		p, err := s.prepare(pick(rows, in), cfg)
		if err != nil {
			return err
		}
		test := pick(rows, held)
		x := s.analysis.Vectors(p.vectorizer, test)
		for i, v := range variants {
			fits, err := v.train(ctx, p.data)
			if err != nil {
				return err
			}
			for c, fit := range fits {
				m := p.fitted(fit)
				if j == 0 {
					links[first[i]+c] = m.linear.Link
				}
				for t, got := range s.scoresOf(m.linear, x, test, cfg.company()) {
					scores[jobs[j].round][first[i]+c][test[t]] = got
				}
			}
		}
		return nil
	}, func(int) {})
	if err != nil {
		return nil, err
	}
	if priors == nil {
		priors = []float64{cfg.Prior}
	}
	all := make([]measured, 0, len(out)*len(priors))
	for _, m := range out {
		for _, p := range priors {
			m.cfg.Prior = p
			m.values = make([]float64, len(rounds))
			all = append(all, m)
		}
	}
	err = parallel(ctx, len(all)*len(rounds), threads, func(j int) error {
		m, r := &all[j/len(rounds)], j%len(rounds)
		i := j / len(rounds) / len(priors)
		a, err := s.settled(rows, rounds[r], scores[r][i], links[i], m.cfg)
		if err != nil {
			return err
		}
		m.values[r] = a.Intervals([]labels.Metric{metric}, 0, 0)[0].Point
		if r == 0 {
			m.pred = a.Pred
		}
		return nil
	}, func(int) {})
	return all, err
}

// rough is the tolerance of trainers in a search: twice as fast as the usual one, and figures are the same to three places.
const rough = 1e-4

// train fits the variant at its strengths, roughly.
func (v variant) train(ctx context.Context, d *models.Data) ([]*models.Fit, error) {
	if v.cs != nil && v.options["tolerance"] == nil {
		v.options = maps.Clone(v.options)
		if v.options == nil {
			v.options = map[string]any{}
		}
		v.options["tolerance"] = rough
	}
	configs, err := v.configs(Default(v.model))
	if err != nil {
		return nil, err
	}
	t, err := configs[0].trainer()
	if err != nil {
		return nil, err
	}
	if p, ok := t.(models.Pather); ok && v.cs != nil {
		fits, err := p.Path(ctx, d, v.cs)
		if err != nil {
			return nil, fmt.Errorf("training %s: %w", t.Name(), err)
		}
		return fits, nil
	}
	var fits []*models.Fit
	for _, c := range configs {
		t, err := c.trainer()
		if err != nil {
			return nil, err
		}
		f, err := t.Train(ctx, d)
		if err != nil {
			return nil, fmt.Errorf("training %s: %w", t.Name(), err)
		}
		fits = append(fits, f)
	}
	return fits, nil
}

// analysed returns the sample with its texts read for a configuration of the features.
func (s *sample) analysed(cfg features.Config) (*sample, error) {
	out := *s
	var err error
	out.analysis, err = features.Analyze(cfg, s.texts)
	return &out, err
}

// bounded returns a sample of at most n rows and size bytes of text, of whole groups drawn by the seed; the sample itself if it is within.
func (s *sample) bounded(n, size int, seed uint64) *sample {
	bytes := 0
	for _, t := range s.texts {
		bytes += len(t)
	}
	if len(s.rows) <= n && bytes <= size {
		return s
	}
	members := map[int][]int{}
	var order []int
	for i, g := range s.groups {
		if members[g] == nil {
			order = append(order, g)
		}
		members[g] = append(members[g], i)
	}
	rng := rand.New(rand.NewPCG(seed, 0xb0d))
	rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	var rows []int
	for _, g := range order {
		part := members[g]
		for _, i := range part {
			size -= len(s.texts[i])
		}
		if len(rows)+len(part) > n || size < 0 {
			break
		}
		rows = append(rows, part...)
	}
	slices.Sort(rows)
	out := &sample{corpus: s.corpus, vectors: s.vectors}
	for _, i := range rows {
		out.rows = append(out.rows, s.rows[i])
		out.texts = append(out.texts, s.texts[i])
		out.truth = append(out.truth, s.truth[i])
		out.groups = append(out.groups, s.groups[i])
	}
	out.arrange()
	return out
}
