package classify

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"

	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/labels"
	"github.com/parley-go/parley/models"
)

// fitted is what one training pass learned: the features of its texts and the weights on them.
type fitted struct {
	vectorizer *features.Vectorizer
	linear     *models.Linear
	doubts     []string
}

// fit learns features and weights from the rows of the sample alone.
func (s *sample) fit(ctx context.Context, rows []int, cfg Config) (*fitted, error) {
	p, err := s.prepare(rows, cfg)
	if err != nil {
		return nil, err
	}
	return p.fit(ctx, cfg)
}

// fitLast is fit on all rows for a model that is kept: its features are put in the order that is quick to score, while the weights are
// learned. See features.Vectorizer.Ranked.
func (s *sample) fitLast(ctx context.Context, cfg Config) (*fitted, error) {
	p, err := s.prepare(s.all(), cfg)
	if err != nil {
		return nil, err
	}
	s.analysis = nil // nothing is learned from it any more, and training takes memory
	var was []uint32
	ranked := later(func() (v *features.Vectorizer) {
		v, was = p.vectorizer.Ranked()
		return v
	})
	f, err := p.fit(ctx, cfg)
	v := ranked()
	if err != nil {
		return nil, err
	}
	return &fitted{vectorizer: v, linear: f.linear.Ordered(was), doubts: f.doubts}, nil
}

// fit trains on the prepared rows.
func (p *prepared) fit(ctx context.Context, cfg Config) (*fitted, error) {
	t, err := cfg.trainer()
	if err != nil {
		return nil, err
	}
	f, err := t.Train(ctx, p.data)
	if err != nil {
		return nil, fmt.Errorf("training %s: %w", t.Name(), err)
	}
	return p.fitted(f), nil
}

// prepared is rows made ready for any trainer: their features and vectors.
type prepared struct {
	vectorizer *features.Vectorizer
	data       *models.Data
	dense      *layer  // of word vectors; nil for none
	borrow     float64 // scale of what is shared with what is lent; 0 for none
	half       bool    // round weights to 16 bits
}

// prepare learns features from the rows of the sample alone. The trainer of the configuration plays no part.
func (s *sample) prepare(rows []int, cfg Config) (*prepared, error) {
	rows = append(slices.Clip(rows), s.lenders(rows)...)
	v, err := s.analysis.Learn(rows)
	if err != nil {
		return nil, err
	}
	x := s.analysis.Vectors(v, rows)
	if cfg.Vectors != "" && s.vectors == nil {
		return nil, errNoVectors
	}
	forms := -1
	var names []string
	var of map[string]string
	if s.vectors != nil {
		forms = formsFamily(cfg.Features)
		names, of = spell(s.vectors)
	}
	if cfg.MinArticles > 1 || forms >= 0 {
		keep := s.common(rows, x, v.Width(), cfg.MinArticles)
		if forms >= 0 { // words that have a vector, and no others
			keep = slices.DeleteFunc(keep, func(f uint32) bool { return v.Family(f) == forms && of[v.Name(f)] == "" })
		}
		v = v.Select(keep)
		if forms >= 0 {
			v = v.Extend(forms, names)
		}
		x = s.analysis.Vectors(v, rows)
	}
	p := &prepared{vectorizer: v, half: cfg.Half, data: &models.Data{
		X:       x,
		Blocks:  s.mixing(rows, cfg.company()),
		Y:       s.marks(rows),
		Width:   v.Width(),
		Classes: len(s.corpus.Scheme.Classes),
		Many:    s.corpus.Scheme.Many,
	}}
	if cfg.For != nil && cfg.For.Borrow > 0 {
		p.borrow = cfg.For.Borrow
		p.data.Blocks, p.data.Weight = s.sharing(rows, p.borrow)
	}
	if forms >= 0 {
		p.dense = newLayer(v, forms, s.vectors, of, x)
		p.data.X, p.data.Width = p.dense.dense(x, v.Width())
	}
	return p, nil
}

// fitted returns what a trainer made of the prepared rows.
func (p *prepared) fitted(f *models.Fit) *fitted {
	linear := f.Linear
	if p.borrow > 0 {
		linear = joined(linear, len(p.data.Blocks), p.borrow)
	}
	if p.dense != nil {
		linear = p.dense.fold(linear, p.vectorizer.Width())
	}
	if p.half {
		linear = linear.Half()
	}
	return &fitted{vectorizer: p.vectorizer, linear: linear, doubts: f.Doubts}
}

// common returns the features that occur in the texts of at least n groups, ascending.
func (s *sample) common(rows []int, x []features.Vector, width, n int) []uint32 {
	order := slices.Clone(rows)
	at := make(map[int]int, len(rows))
	for i, j := range rows {
		at[j] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(s.group(a), s.group(b)) })
	count := make([]int, width)
	last := make([]int, width) // group + 1 that a feature was last seen in
	for _, j := range order {
		for _, f := range x[at[j]].Index {
			if last[f] != s.group(j)+1 {
				last[f] = s.group(j) + 1
				count[f]++
			}
		}
	}
	var keep []uint32
	for f, c := range count {
		if c >= n {
			keep = append(keep, uint32(f))
		}
	}
	return keep
}

// Progress is told how much of a long piece of work is done; nil is silence. Calls come one at a time.
type Progress func(done, total int, what string)

// outOfFold holds what models said about paragraphs that they had not seen.
type outOfFold struct {
	folds  *labels.Folds
	scores [][]float64 // uncalibrated, one row an item
	probs  [][]float64 // calibrated on the other folds' scores
	pred   []labels.Set
	unsure []bool
	doubts []string
}

// crossFit trains one model a fold, on the other folds only, and scores the fold with it. Calibration and thresholds of a fold
// are fitted on the scores of the other folds, so that no figure saw its own item. At most threads folds run at once; the
// result does not depend on threads.
func crossFit(ctx context.Context, s *sample, cfg Config, threads int, progress Progress) (*outOfFold, error) {
	scheme := s.corpus.Scheme
	classes := len(scheme.Classes)
	k := min(cfg.Folds, s.articles())
	if k < 2 {
		return nil, s.oneGroup()
	}
	folds, err := labels.MakeFolds(s.groups, s.truth, classes, k, cfg.Seed)
	if err != nil {
		return nil, err
	}
	o := &outOfFold{
		folds:  folds,
		scores: make([][]float64, len(s.rows)),
		probs:  make([][]float64, len(s.rows)),
		pred:   make([]labels.Set, len(s.rows)),
		unsure: make([]bool, len(s.rows)),
	}
	links := make([]models.Link, k)
	doubts := make([][]string, k)
	err = parallel(ctx, k, threads, func(f int) error {
		train, test := folds.Split(f)
		m, err := s.fit(ctx, train, cfg)
		if err != nil {
			return err
		}
		links[f], doubts[f] = m.linear.Link, m.doubts
		for j, scores := range s.scores(m, test, cfg.company()) {
			o.scores[test[j]] = scores
		}
		return nil
	}, func(done int) {
		if progress != nil {
			progress(done, k+1, "fold")
		}
	})
	if err != nil {
		return nil, err
	}
	for _, d := range doubts {
		o.doubts = append(o.doubts, d...)
	}
	for f := range k {
		others, test := folds.Split(f)
		c, d, err := settle(s, o.scores, others, links[f], cfg)
		if err != nil {
			return nil, err
		}
		for _, i := range test {
			o.probs[i] = c.probs(o.scores[i])
			o.pred[i], o.unsure[i] = d.Decide(o.probs[i])
		}
	}
	return o, nil
}

// calibrated turns scores into probabilities.
type calibrated struct {
	link        models.Link
	calibration models.Calibration
}

func (c calibrated) probs(scores []float64) []float64 {
	p := make([]float64, len(scores))
	for k, v := range scores {
		p[k] = c.calibration.Scale[k]*v + c.calibration.Shift[k]
	}
	c.link.Probs(p)
	return p
}

// settle fits calibration and decision on the out-of-fold scores of the rows.
func settle(s *sample, scores [][]float64, rows []int, link models.Link, cfg Config) (calibrated, Decision, error) {
	classes := len(s.corpus.Scheme.Classes)
	some := make([][]float64, len(rows))
	truth := make([]labels.Set, len(rows))
	for j, i := range rows {
		some[j], truth[j] = scores[i], s.truth[i]
	}
	c := calibrated{link: link, calibration: models.Identity(classes)}
	if cfg.Calibrate {
		fitted, err := models.FitCalibration(link, some, s.marks(rows), priorWeights(truth, classes, s.corpus.Scheme.Many, cfg.Prior))
		if err != nil {
			return c, Decision{}, fmt.Errorf("calibration: %w", err)
		}
		c.calibration = fitted
	}
	probs := make([][]float64, len(rows))
	for j := range some {
		probs[j] = c.probs(some[j])
	}
	return c, fitDecision(s.corpus.Scheme.Many, classes, cfg, probs, truth), nil
}

// parallel runs work(0) … work(n-1), at most threads at once (0: one a core), and reports each end. The error of the lowest
// number wins, so that failures too are the same on any number of threads.
func parallel(ctx context.Context, n, threads int, work func(int) error, ended func(done int)) error {
	if threads <= 0 {
		threads = runtime.GOMAXPROCS(0)
	}
	errs := make([]error, n)
	jobs := make(chan int)
	var wait sync.WaitGroup
	var mutex sync.Mutex
	done := 0
	for range min(threads, n) {
		wait.Go(func() {
			for i := range jobs {
				if errs[i] = ctx.Err(); errs[i] == nil {
					errs[i] = work(i)
				}
				mutex.Lock()
				done++
				ended(done)
				mutex.Unlock()
			}
		})
	}
	for i := range n {
		jobs <- i
	}
	close(jobs)
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// priorWeights weighs items for the calibration of a single-label scheme: an item of a class with n of N items counts (N ∕ (classes·n))^prior.
// At 0 probabilities follow the shares of the classes in the corpus, at 1 they are as if all classes were equally frequent (nil: all 1).
func priorWeights(truth []labels.Set, classes int, many bool, prior float64) []float64 {
	if many || prior == 0 {
		return nil
	}
	count := make([]float64, classes)
	for _, set := range truth {
		count[set.First()]++
	}
	w := make([]float64, len(truth))
	for i, set := range truth {
		w[i] = math.Pow(float64(len(truth))/(float64(classes)*count[set.First()]), prior)
	}
	return w
}
