package classify

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-go/parley/labels"
	"github.com/parley-go/parley/models"
)

// ChooseOptions say how a configuration is looked for.
type ChooseOptions struct {
	Metric   string // the figure that decides
	Texts    int    // paragraphs to look at, at most; whole articles are drawn if there are more
	Bytes    int    // of text to look at, at most
	Threads  int
	Progress Progress
	Tried    func(Trial) // told of each candidate, in order; nil is silence
}

// DefaultChoose returns the options of a search by macro F1 on at most 10,000 paragraphs and 3 MB of text.
func DefaultChoose() ChooseOptions {
	return ChooseOptions{Metric: headline, Texts: 10_000, Bytes: 3 << 20}
}

// Trial is a candidate of a search.
type Trial struct {
	Says   string // in what it differs from the best so far
	Config Config
	Value  float64 // cross-validated
	Best   bool    // it is the best so far
}

// Choice is the outcome of a search.
type Choice struct {
	Config    Config
	Trials    int
	Metric    string
	Title     string
	Value     float64 // of the winner in the folds of the search; NaN is undefined
	Corrected float64 // the same, corrected for having been chosen: see [labels.Corrected]
	Items     int     // looked at
	All       int     // items there are
	Folds     int
}

// Doubt says that the figures of a model with a chosen configuration are too good, and by how much.
func (c *Choice) Doubt() string {
	some := ""
	if c.Items < c.All {
		some = fmt.Sprintf(" on %s of the %s", labels.Thousands(c.Items), labels.Counted(c.All, "paragraph", "paragraphs"))
	}
	s := fmt.Sprintf("the configuration is the best of %d by cross-validated %s%s, and the figures are of paragraphs that chose it", c.Trials, c.Title, some)
	if math.IsNaN(c.Corrected) || math.IsNaN(c.Value) {
		return s + ": expect less on new ones"
	}
	return s + fmt.Sprintf(": there it had %.3f, which is %.3f after correction for the choice", c.Value, c.Corrected)
}

// chooser is a search under way.
type chooser struct {
	ctx    context.Context
	s      *sample // bounded
	rows   []int
	rounds []*labels.Folds
	metric labels.Metric
	o      ChooseOptions
	seen   map[string]bool // configurations measured
	all    []measured
	best   int // among all; −1 before the first
	tell   *steps
}

// least is the least gain for which the simpler or earlier configuration is left.
const least = 0.0005

// Choose looks for a good configuration of features and trainer by cross-validation, starting from cfg: first the features, one respect after
// the other, each measured with the best trainer so far, which is that of cfg or logistic regression, at strengths around its own; then the
// trainers on the best features; then finer strengths and the prior; in the end the best few in other folds, too. Folds keep articles
// and near-duplicates whole. The outcome depends on the corpus, cfg and the options' metric and limits alone.
//
// The figures of the choice are too good for the winner, because it was chosen by them: Choice has the correction.
func Choose(ctx context.Context, c *labels.Corpus, cfg Config, o ChooseOptions) (*Choice, error) {
	if err := given(ctx); err != nil {
		return nil, err
	}
	if err := cfg.Check(); err != nil {
		return nil, err
	}
	metric, err := labels.MetricByName(o.Metric, c.Scheme)
	if err != nil {
		return nil, err
	}
	if o.Texts < 10 || o.Bytes < 1 {
		return nil, fmt.Errorf("a search on %d texts and %d bytes: give at least 10 and 1", o.Texts, o.Bytes)
	}
	if cfg.For != nil {
		return nil, errTargetChosen
	}
	whole, err := newSample(c, cfg.Near)
	if err != nil {
		return nil, err
	}
	h := &chooser{ctx: ctx, s: whole.bounded(o.Texts, o.Bytes, cfg.Seed), metric: metric, o: o, seen: map[string]bool{}, best: -1}
	if h.s.articles() < 3 {
		return nil, fmt.Errorf("%s: a search takes at least three", labels.CountedGroups(h.s.articles()))
	}
	h.rows = h.s.all()
	folds := 5
	if len(h.rows) > 4000 {
		folds = 3
	}
	for seed := range uint64(3) {
		r, err := h.s.foldsOf(h.rows, folds, cfg.Seed+seed)
		if err != nil {
			return nil, err
		}
		h.rounds = append(h.rounds, r)
	}
	spaces := coordinates()
	h.tell = newSteps(h.count(spaces), o.Progress)
	if err := h.run(cfg, spaces); err != nil {
		return nil, err
	}
	best := h.all[h.best]
	out := &Choice{
		Config: best.cfg, Trials: len(h.all), Metric: metric.Name, Title: metric.Title, Value: best.values[0],
		Items: len(h.rows), All: len(whole.rows), Folds: h.rounds[0].K,
	}
	answers := make([]*labels.Answers, len(h.all))
	for i, m := range h.all {
		answers[i] = &labels.Answers{Scheme: c.Scheme, Truth: h.s.truth, Pred: m.pred, Groups: h.s.groups}
	}
	out.Corrected = labels.Corrected(answers, metric, correctionReplicates, cfg.Seed)
	return out, nil
}

const (
	correctionReplicates = 100
	finalists            = 6
)

// count returns how many settings of features a search measures at most.
func (h *chooser) count(spaces []coordinate) int {
	n := 1 + 5 + 1 + finalists // as given, trainers, strengths
	for _, c := range spaces {
		n += len(c.moves)
	}
	return n
}

// rounds of folds that a configuration is measured in before the final: several where there is little to measure on.
func (h *chooser) usual() []*labels.Folds {
	if len(h.rows) <= 2000 {
		return h.rounds[:2]
	}
	return h.rounds[:1]
}

// run goes through the stages.
func (h *chooser) run(cfg Config, spaces []coordinate) error {
	start := variant{model: "logistic", cs: []float64{0.1, 0.3, 1, 3, 10, 30, 100}}
	if unlike(cfg.Features.Families) { // longer vectors want smaller weights
		start.cs = []float64{0.003, 0.01, 0.03, 0.1, 0.3, 1}
	}
	given, err := h.given(cfg)
	if err != nil {
		return err
	}
	if err := h.try("as given", cfg, append(given, start), nil); err != nil {
		return err
	}
	// The features, with the best trainer so far at strengths around the best.
	for _, space := range spaces {
		from := h.all[h.best].cfg
		for _, m := range space.moves {
			next := from
			if !m.to(&next.Features) || next.Features.Check() != nil {
				h.tell.one("configuration")
				continue
			}
			if err := h.try(space.name+": "+m.says, next, []variant{h.around(from, space.strengths)}, nil); err != nil {
				return err
			}
		}
	}
	if err := h.trainers(); err != nil {
		return err
	}
	// Finer strengths, and the priors.
	best := h.all[h.best].cfg
	v, c := h.variantOf(best)
	finer := []variant{v}
	if c > 0 {
		finer[0].cs = []float64{rounded(c / 1.8), c, rounded(c * 1.8)}
	}
	if v.model == "blend" {
		for _, share := range []float64{0.3, 0.7} {
			other := variant{model: v.model, options: maps.Clone(v.options)}
			other.options["share"] = share
			finer = append(finer, other)
		}
	}
	var priors []float64
	if !h.s.corpus.Scheme.Many {
		priors = []float64{0, 0.5, 1}
	}
	if err := h.try("strength and prior", best, finer, priors); err != nil {
		return err
	}
	if err := h.final(); err != nil {
		return err
	}
	for h.tell.done < h.tell.total { // what there was no need for
		h.tell.one("configuration")
	}
	return nil
}

// trainers measures every trainer on the best features.
func (h *chooser) trainers() error {
	base := h.all[h.best].cfg
	c := h.strength("logistic")
	linear := base
	if unlike(base.Features.Families) {
		linear.Features, c = evened(base.Features), 1
	}
	if err := h.try("trainer", linear, []variant{
		{model: "logistic", options: map[string]any{"balance": "balanced"}, cs: near(c, 3)},
		{model: "svm", cs: near(c/10, 4)},
		{model: "svm", options: map[string]any{"balance": "balanced"}, cs: near(c/10, 4)},
		{model: "nblogistic", cs: near(c, 4)},
		{model: "nbsvm", options: map[string]any{"alpha": 0.1}, cs: near(c/3, 4)},
	}, nil); err != nil {
		return err
	}
	counts := []variant{
		{model: "bayes", options: map[string]any{"parts": 1}},
		{model: "bayes", options: map[string]any{"parts": 10}},
		{model: "complement", options: map[string]any{"parts": 1}},
	}
	if !base.company().alone() {
		counts = nil // rows that mix others have none
	}
	binary := base
	binary.Features = unweighted(base.Features)
	if err := h.try("trainer on what is there", binary, append(counts, []variant{
		{model: "nblogistic", cs: []float64{0.01, 0.03, 0.1, 0.3}},
		{model: "nblogistic", options: map[string]any{"alpha": 0.3, "balance": "balanced"}, cs: []float64{0.003, 0.01, 0.03, 0.1}},
		{model: "nblogistic", options: map[string]any{"beta": 0.25}, cs: []float64{0.03, 0.1}},
		{model: "logistic", cs: []float64{0.003, 0.01, 0.03, 0.1}},
	}...), nil); err != nil {
		return err
	}
	if h.s.corpus.Scheme.Ordered && !h.s.corpus.Scheme.Many {
		if err := h.try("trainer", linear, []variant{{model: "ordinal", cs: near(c, 3)}}, nil); err != nil {
			return err
		}
	}
	// Products of experts: the best trainers of a setting of features in pairs, such as naive Bayes and logistic.
	for _, f := range []Config{binary, linear} {
		names, parts, err := h.experts(f)
		if err != nil {
			return err
		}
		var pairs []variant
		for i := range parts {
			for j := range parts[:i] {
				pairs = append(pairs, variant{model: "blend", options: map[string]any{"first": parts[j], "second": parts[i], "share": 0.5}})
			}
		}
		if len(pairs) > 0 {
			if err := h.try("products of "+strings.Join(names, ", "), f, pairs, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// experts returns the best configuration of each of the three best trainers on the features of f.
func (h *chooser) experts(f Config) (names []string, parts []ModelConfig, err error) {
	same, err := json.Marshal(f.Features)
	if err != nil {
		return nil, nil, err
	}
	for _, i := range h.ranking() {
		m := h.all[i].cfg
		own, err := json.Marshal(m.Features)
		if err != nil {
			return nil, nil, err
		}
		if !bytes.Equal(own, same) || m.Model.Name == "blend" || slices.Contains(names, m.Model.Name) || len(names) == 3 {
			continue
		}
		names = append(names, m.Model.Name)
		parts = append(parts, m.Model)
	}
	return names, parts, nil
}

// final measures the best few in all rounds of folds; the best on average wins.
func (h *chooser) final() error {
	order := h.ranking()
	order = order[:min(finalists, len(order))]
	for _, i := range order {
		m := &h.all[i]
		if len(m.values) < len(h.rounds) {
			s, err := h.s.analysed(m.cfg.Features)
			if err != nil {
				return err
			}
			v, c := h.variantOf(m.cfg)
			if c > 0 {
				v.cs = []float64{c}
			}
			more, err := s.measure(h.ctx, h.rows, h.rounds[len(m.values):], m.cfg, []variant{v}, nil, h.metric, h.o.Threads)
			if err != nil {
				return err
			}
			m.values = append(m.values, more[0].values...)
		}
		h.tell.one("finalist")
	}
	h.best = order[0]
	for _, i := range order[1:] {
		if better(h.all[i].mean(), h.all[h.best].mean(), h.metric.Lower) < 0 {
			h.best = i
		}
	}
	for _, i := range order {
		h.say("in other folds too", h.all[i], i == h.best)
	}
	return nil
}

// try measures variants of a configuration and keeps the best of all.
func (h *chooser) try(says string, cfg Config, variants []variant, priors []float64) error {
	defer h.tell.one("configuration")
	s, err := h.s.analysed(cfg.Features)
	if err != nil {
		return err
	}
	got, err := s.measure(h.ctx, h.rows, h.usual(), cfg, variants, priors, h.metric, h.o.Threads)
	if err != nil {
		return err
	}
	for _, m := range got {
		key, err := json.Marshal(m.cfg)
		if err != nil {
			return err
		}
		if h.seen[string(key)] {
			continue
		}
		h.seen[string(key)] = true
		h.all = append(h.all, m)
		gain := math.Inf(1)
		if h.best >= 0 {
			gain = m.mean() - h.all[h.best].mean()
			if h.metric.Lower {
				gain = -gain
			}
		}
		best := gain > least
		if best {
			h.best = len(h.all) - 1
		}
		h.say(says, m, best)
	}
	return nil
}

func (h *chooser) say(says string, m measured, best bool) {
	if h.o.Tried != nil {
		h.o.Tried(Trial{says, m.cfg, m.mean(), best})
	}
}

// ranking returns the numbers of all candidates, the best first, the earlier of equals.
func (h *chooser) ranking() []int {
	order := make([]int, len(h.all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return better(h.all[a].mean(), h.all[b].mean(), h.metric.Lower) })
	return order
}

// given is the trainer of the configuration that the search starts from, if it is more than a trainer with its defaults.
func (h *chooser) given(cfg Config) ([]variant, error) {
	if _, err := cfg.trainer(); err != nil {
		return nil, err
	}
	v, c := h.variantOf(cfg)
	if c > 0 {
		v.cs = []float64{c}
	}
	return []variant{v}, nil
}

// variantOf takes a configuration's trainer apart; c is 0 if none is written.
func (h *chooser) variantOf(cfg Config) (v variant, c float64) {
	v = variant{model: cfg.Model.Name, options: map[string]any{}}
	if cfg.Model.Options != nil {
		_ = json.Unmarshal(cfg.Model.Options, &v.options) // checked before
	}
	if n, ok := v.options["c"].(float64); ok {
		c = n
		delete(v.options, "c")
	}
	return v, c
}

// around returns the trainer of a configuration at strengths around its own; logistic if it has none.
func (h *chooser) around(cfg Config, strengths int) variant {
	v, c := h.variantOf(cfg)
	t, err := cfg.trainer()
	if err != nil {
		panic("classify: " + err.Error()) // it was measured
	}
	switch _, ok := t.(models.Pather); {
	case !ok:
		return variant{model: "logistic", cs: near(h.strength("logistic"), strengths)}
	case c == 0:
		c = 1 // the default of all trainers with strengths
	}
	v.cs = near(c, strengths)
	return v
}

// strength returns the C of the best candidate with a trainer; 1 if there is none.
func (h *chooser) strength(model string) float64 {
	for _, i := range h.ranking() {
		if m := h.all[i].cfg; m.Model.Name == model {
			if _, c := h.variantOf(m); c > 0 {
				return c
			}
		}
	}
	return 1
}

// near returns n strengths around c, half an order of magnitude apart.
func near(c float64, n int) []float64 {
	var out []float64
	for i := range n {
		out = append(out, rounded(c*math.Pow(10, 0.5*float64(i-(n-1)/2))))
	}
	return out
}

// rounded keeps two digits.
func rounded(v float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 2, 64), 64)
	if err != nil {
		panic("classify: " + err.Error()) // it was just written
	}
	return r
}
