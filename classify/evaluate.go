package classify

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/labels"
)

// EvaluateOptions say how an evaluation on held-out items is made.
type EvaluateOptions struct {
	Bootstrap int      // replicates for the intervals, 0 (none) to 100000
	Seed      uint64   // of the bootstrap
	Slices    []string // fields by which the figures are sliced, nil for the usual ones: source, genre, conflict, period, length
	Metrics   []string // figures beside the usual ones, such as f_avg:favor,against
}

// Check returns an error that names the first option out of its range.
func (o EvaluateOptions) Check() error { return checkBootstrap(o.Bootstrap) }

// checkBootstrap is an error for a number of replicates that is out of range.
func checkBootstrap(n int) error {
	if n < 0 || n > 100000 {
		return fmt.Errorf("bootstrap is %d: give 0 (off) to 100000", n)
	}
	return nil
}

// Evaluate scores the coded items of the corpus with the model and compares. Texts and articles that the model was trained on are
// counted in Overlap and make the figures doubtful; they are not left out. It is an error if an option is out of range, if no item is
// coded or if the corpus has another scheme than the model.
func Evaluate(ctx context.Context, m *Model, c *labels.Corpus, o EvaluateOptions) (*Evaluation, error) {
	if err := given(ctx); err != nil {
		return nil, err
	}
	if err := o.Check(); err != nil {
		return nil, err
	}
	if !slices.Equal(c.Scheme.Names(), m.scheme.Names()) || c.Scheme.Many != m.scheme.Many {
		return nil, fmt.Errorf("the data are coded in the scheme %s, the model answers in %s: classes, their order and whether many may apply must be the same",
			inBrief(c.Scheme), inBrief(m.scheme))
	}
	cfg := m.config
	cfg.Bootstrap, cfg.Seed = o.Bootstrap, o.Seed
	s, err := newSample(c, cfg.Near)
	if err != nil {
		return nil, err
	}
	pred := make([]labels.Set, len(s.rows))
	probs := make([][]float64, len(s.rows))
	unsure := make([]bool, len(s.rows))
	scorer := m.NewScorer()
	for _, rows := range s.runs(s.all()) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		results := make([]Result, len(rows))
		scorer.Texts(results, pick(s.texts, rows))
		for i, r := range results {
			pred[rows[i]], probs[rows[i]], unsure[rows[i]] = r.Set, r.Probs, r.Unsure
		}
	}
	e := newEvaluation(s, pred, probs, unsure, m.decision, cfg)
	if err := e.also(s, o.Metrics, []*labels.Answers{s.answers(pred, probs)}, cfg); err != nil {
		return nil, err
	}
	e.kept(m.decision)
	e.explain(s, m)
	if err := e.slice(s, o.Slices, cfg); err != nil {
		return nil, err
	}
	e.Method = "held-out data, scored by the model as it is"
	e.Overlap, e.Unchecked = m.overlap(c)
	e.Doubts = append(append(e.Doubts, e.Overlap...), e.Unchecked...)
	e.Doubts = append(e.Doubts, cfg.For.elsewhere(c.Subset(s.rows))...)
	e.Doubts = append(e.Doubts, s.doubts()...)
	e.Doubts = append(e.Doubts, s.apart(cfg.company())...)
	if l := s.language(); l != "" && m.language != "" && l != m.language {
		e.Doubts = append(e.Doubts, fmt.Sprintf("the texts are in %s and the model has learned from %s: it does not understand them", article.LanguageName(l), article.LanguageName(m.language)))
	}
	return e, nil
}

// inBrief names a scheme and its classes.
func inBrief(s *labels.Scheme) string {
	how := "one of "
	if s.Many {
		how = "any of "
	}
	return s.Name + " (" + how + strings.Join(s.Names(), ", ") + ")"
}

// newEvaluation compares predictions with the labels of the sample. The decision is used for the thresholds that it states.
func newEvaluation(s *sample, pred []labels.Set, probs [][]float64, unsure []bool, d Decision, cfg Config) *Evaluation {
	scheme := s.corpus.Scheme
	e := &Evaluation{
		Scheme:   scheme,
		Items:    len(s.rows),
		Articles: s.articles(),
		Config:   cfg,
		Corpus:   s.corpus.Digest(),

		NoArticles: noArticles(s.corpus),
	}
	for j, i := range s.rows {
		item := s.corpus.Items[i]
		e.Outcomes = append(e.Outcomes, Outcome{
			ID: item.ID, Article: item.Article, Text: item.Text, Meta: item.Meta,
			Truth: s.truth[j], Pred: pred[j], Probs: probs[j], Unsure: unsure[j], Certainty: d.Certainty(probs[j]),
		})
	}
	humans := s.humans()
	answers := &labels.Answers{Scheme: scheme, Truth: s.truth, Pred: pred, Probs: probs, Groups: s.groups}
	e.figures(s, answers, humans, d, cfg)
	e.Matrices = matrices(scheme, s.truth, pred)
	believed := labels.NewProbabilities(scheme, s.truth, probs)
	e.Bins = bins(believed.Scores(nil).Bins)
	e.curves(believed)
	e.risk(s)
	e.cells()
	e.suspects()
	e.Humans = humans.agreement(s, pred, cfg)
	e.Doubts = slices.Concat(e.Doubts, articleDoubts(s.corpus), fewDoubt(e.Articles))
	for k, f := range e.Classes {
		if f.Predicted == 0 && f.Support > 0 {
			e.Doubts = append(e.Doubts, fmt.Sprintf("%s is never predicted", scheme.Classes[k].Name))
		}
	}
	return e
}

// matrices counts truth against prediction: in one matrix, or in one a class where the scheme allows many labels.
func matrices(scheme *labels.Scheme, truth, pred []labels.Set) []Matrix {
	if !scheme.Many {
		m := newMatrix("", scheme.Names())
		for i := range truth {
			m.Counts[truth[i].First()][pred[i].First()]++
		}
		m.total()
		return []Matrix{m}
	}
	var all []Matrix
	for k, name := range scheme.Names() {
		m := newMatrix(name, []string{"not " + name, name})
		for i := range truth {
			m.Counts[bit(truth[i].Has(k))][bit(pred[i].Has(k))]++
		}
		m.total()
		all = append(all, m)
	}
	return all
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// newMatrix returns a matrix of zeros.
func newMatrix(title string, names []string) Matrix {
	m := Matrix{Title: title, Names: names}
	for range names {
		m.Counts = append(m.Counts, make([]int, len(names)))
	}
	return m
}

// total fills the totals and shares from the counts.
func (m *Matrix) total() {
	n := len(m.Names)
	m.RowTotals, m.ColTotals = make([]int, n), make([]int, n)
	for i, row := range m.Counts {
		shares := make([]float64, n)
		for j, count := range row {
			m.RowTotals[i] += count
			m.ColTotals[j] += count
		}
		for j, count := range row {
			shares[j] = math.NaN()
			if m.RowTotals[i] > 0 {
				shares[j] = float64(count) / float64(m.RowTotals[i])
			}
		}
		m.Shares = append(m.Shares, shares)
		m.Total += m.RowTotals[i]
	}
}

// bins copies the bins of a reliability diagram.
func bins(from []labels.Bin) []Bin {
	all := make([]Bin, len(from))
	for i, b := range from {
		all[i] = Bin{Lo: b.Lo, Hi: b.Hi, Items: int(b.N), Certainty: b.Confidence, Right: b.Share}
	}
	return all
}

// overlap says which texts and articles of the corpus the model was trained on, and which could not be looked for.
func (m *Model) overlap(c *labels.Corpus) (found, unchecked []string) {
	o := m.card().Prints.Overlap(c, max(m.config.Near, labels.NearDefault))
	of := "of " + labels.Counted(len(c.Items), "text", "texts")
	if n := len(o.Items); n > 0 {
		found = append(found, labels.Counted(n, of+" is", of+" are")+", word for word or nearly so, in the training corpus of the model: these figures are too good")
	}
	if n := len(o.Articles); n > 0 {
		found = append(found, labels.Counted(n, "article is a version of one", "articles are versions of articles")+" in the training corpus of the model")
	}
	if n := len(o.TooShort); n > 0 {
		unchecked = append(unchecked, labels.Counted(n, of+" is too short to tell whether the model was trained on it",
			of+" are too short to tell whether the model was trained on them")+": see to it that it was not")
	}
	return found, unchecked
}
