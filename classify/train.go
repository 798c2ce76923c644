package classify

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/labels"
)

// Options say how training runs. Threads and Progress never change what it yields.
type Options struct {
	Threads  int // folds at once; 0 is one a core
	Progress Progress
	Vectors  *features.WordVectors // to train with and fold into the weights; nil for none
	Doubts   []string              // known beforehand, such as that the configuration was chosen on the same data
	Source   string                // digest of the file that Vectors were read from; it becomes part of the configuration
}

// Train learns a model from the coded items of the corpus and evaluates it on paragraphs that were out of fold. The same corpus
// and configuration give the same bytes of model file, whatever the options. The corpus is not changed.
//
// It is an error if the configuration is out of range, if no item is coded, or if all items belong to one article. Doubts
// (few items, a class without any, no convergence) are part of the evaluation.
//
// With no folds there is no evaluation: it has counts and doubts but no figures. Scores are not calibrated, thresholds are 0.5, no
// paragraph is unsure and no risk is promised.
func Train(ctx context.Context, c *labels.Corpus, cfg Config, o Options) (*Model, *Evaluation, error) {
	if err := given(ctx); err != nil {
		return nil, nil, err
	}
	if err := cfg.Check(); err != nil {
		return nil, nil, err
	}
	s, cfg, err := learnable(c, cfg, o.Vectors, o.Source)
	if err != nil {
		return nil, nil, err
	}
	if cfg.Folds == 0 {
		return s.trainOnly(ctx, cfg, o)
	}
	prints := s.prints()
	oof, err := crossFit(ctx, s, cfg, o.Threads, o.Progress)
	if err != nil {
		return nil, nil, err
	}
	all := s.all()
	last, err := s.fitLast(ctx, cfg)
	if err != nil {
		return nil, nil, err
	}
	cal, decision, err := settle(s, oof.scores, all, last.linear.Link, cfg)
	if err != nil {
		return nil, nil, err
	}
	if o.Progress != nil {
		o.Progress(oof.folds.K+1, oof.folds.K+1, "final fit")
	}
	e := newEvaluation(s, oof.pred, oof.probs, oof.unsure, decision, cfg)
	e.Method = fmt.Sprintf("%d-fold cross-validation, %s", oof.folds.K, s.kept()) + s.lending()
	e.Fold = oof.folds.Of
	e.Doubts = append(e.Doubts, o.Doubts...)
	e.Doubts = append(e.Doubts, slices.Concat(s.foldDoubts(), s.doubts(), s.apart(cfg.company()), s.otherLanguage(cfg))...)
	e.Doubts = append(e.Doubts, unique(append(oof.doubts, last.doubts...))...)
	if oof.folds.K < cfg.Folds {
		e.Doubts = append(e.Doubts, fmt.Sprintf("%d folds were asked for, but there are only %d articles", cfg.Folds, oof.folds.K))
	}
	certain, wrong := e.certainties()
	decision.Promises = promises(certain, wrong, s.groups)
	card := newCard(s, cfg, e, prints)
	m := &Model{
		scheme:     c.Scheme,
		vectorizer: last.vectorizer,
		linear:     last.linear.Calibrated(cal.calibration),
		decision:   decision,
		config:     cfg,
		language:   languageKnown(card.Corpus.Language, cfg),
		card:       known(card),
	}
	return m, e, nil
}

// given returns an error if there is no context: goroutines in which it would be missed cannot be recovered from.
func given(ctx context.Context) error {
	if ctx == nil {
		return errors.New("classify: the context is nil: give context.Background()")
	}
	return nil
}

// unevaluated is the doubt about every model that was trained without folds.
const unevaluated = "trained without evaluation: nothing is known of its quality, and its probabilities are not calibrated"

// trainOnly fits the model to all rows and measures nothing.
func (s *sample) trainOnly(ctx context.Context, cfg Config, o Options) (*Model, *Evaluation, error) {
	prints, digest := s.prints(), later(s.corpus.Digest)
	last, err := s.fitLast(ctx, cfg)
	if err != nil {
		return nil, nil, err
	}
	if o.Progress != nil {
		o.Progress(1, 1, "final fit")
	}
	scheme := s.corpus.Scheme
	e := &Evaluation{Scheme: scheme, Items: len(s.rows), Articles: s.articles(), Config: cfg, Corpus: digest(), NoArticles: noArticles(s.corpus)}
	e.Doubts = append([]string{unevaluated}, unique(slices.Concat(s.doubts(), s.apart(cfg.company()), s.otherLanguage(cfg), last.doubts))...)
	card := newCard(s, cfg, e, prints)
	m := &Model{
		scheme:     scheme,
		vectorizer: last.vectorizer,
		linear:     last.linear,
		decision:   fitDecision(scheme.Many, len(scheme.Classes), cfg, nil, nil),
		config:     cfg,
		language:   languageKnown(card.Corpus.Language, cfg),
		card:       known(card),
	}
	return m, e, nil
}

// unique drops repeated sentences, keeping the first of each.
func unique(sentences []string) []string {
	seen := map[string]bool{}
	var kept []string
	for _, s := range sentences {
		if !seen[s] {
			seen[s] = true
			kept = append(kept, s)
		}
	}
	return kept
}
