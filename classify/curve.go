package classify

import (
	"context"
	"math/rand/v2"
	"slices"

	"github.com/parley-go/parley/labels"
)

// Growth is a learning curve: the headline figure of models trained on a part of the articles, on paragraphs that they have not seen, and a
// power law through them.
type Growth struct {
	Metric, Title string
	Points        []GrowthPoint
	Curve         *labels.LearningCurve // nil if it could not be fitted: see Doubt
	Doubt         string                // why there is no curve, or why it foretells little: it sits on a bound
	Needs         []Need
	Line          []GrowthPoint // the law and its interval from the smallest size to twice the largest
}

// GrowthPoint is a figure at a number of training items.
type GrowthPoint struct {
	Items  float64
	Value  float64
	Lo, Hi float64
}

// Need is how many more paragraphs a gain takes, coded as the ones at hand; Classes are those of each class among them.
type Need struct {
	Gain    float64
	Items   labels.Interval // +Inf means that the curve levels off before
	Classes []float64
}

// growthShares are the parts of the training articles that a curve is measured on, growthFolds its folds.
var growthShares = []float64{0.125, 0.25, 0.375, 0.5, 0.75, 1}

const growthFolds = 5

// growthGains are the gains whose price is named.
var growthGains = []float64{0.01, 0.03, 0.05}

// growthPlan is what a learning curve takes.
type growthPlan struct{ folds int }

func newGrowthPlan(s *sample, cfg Config) growthPlan {
	return growthPlan{min(growthFolds, cfg.Folds, s.articles())}
}

func (g growthPlan) steps() int { return g.folds * len(growthShares) }

// measure trains on growing parts of each fold's training articles, smaller parts being parts of larger ones.
func (g growthPlan) measure(ctx context.Context, s *sample, cfg Config, o CrossOptions, tell *steps) (*Growth, error) {
	scheme := s.corpus.Scheme
	folds, err := labels.MakeFolds(s.groups, s.truth, len(scheme.Classes), g.folds, cfg.Seed)
	if err != nil {
		return nil, err
	}
	metric, err := labels.MetricByName(headline, scheme)
	if err != nil {
		return nil, err
	}
	out := &Growth{Metric: metric.Name, Title: metric.Title}
	var points []labels.CurvePoint
	for _, share := range growthShares {
		n := len(s.rows)
		h := &heldOut{pred: make([]labels.Set, n), probs: make([][]float64, n), unsure: make([]bool, n), certain: make([]float64, n), evidence: make([][]string, n)}
		sizes := make([]int, folds.K)
		err := parallel(ctx, folds.K, o.Threads, func(f int) error {
			train, test := folds.Split(f)
			some := s.portion(train, share, cfg.Seed+uint64(f))
			sizes[f] = len(some)
			m, _, err := s.learn(ctx, some, s.groups, cfg, 2)
			if err != nil {
				return err
			}
			return s.score(ctx, m, test, h)
		}, func(int) { tell.one("learning curve") })
		if err != nil {
			return nil, err
		}
		mean := 0.0
		for _, size := range sizes {
			mean += float64(size) / float64(folds.K)
		}
		v := s.answers(h.pred, h.probs).Intervals([]labels.Metric{metric}, cfg.Bootstrap, cfg.Seed)[0]
		out.Points = append(out.Points, GrowthPoint{mean, v.Point, v.Lo, v.Hi})
		points = append(points, labels.CurvePoint{N: mean, Y: v.Point})
	}
	curve, err := labels.FitLearningCurve(points, headlineMost, cfg.Bootstrap, cfg.Seed)
	if err != nil {
		out.Doubt = "could not be fitted: " + err.Error()
		return out, nil
	}
	out.Curve = curve
	if curve.Bound != "" {
		out.Doubt = "foretells little: its fit sits on a bound, " + curve.Bound
	}
	counts := s.counts()
	for _, gain := range growthGains {
		need := Need{Gain: gain, Items: curve.More(float64(len(s.rows)), gain)}
		for _, c := range counts {
			need.Classes = append(need.Classes, need.Items.Point*float64(c)/float64(len(s.rows)))
		}
		out.Needs = append(out.Needs, need)
	}
	least, most := points[0].N, 2*float64(len(s.rows))
	for i := range 41 {
		at := least + (most-least)*float64(i)/40
		v := curve.At(at)
		out.Line = append(out.Line, GrowthPoint{at, v.Point, v.Lo, v.Hi})
	}
	return out, nil
}

// portion returns the rows of a share of the groups among rows, at least two groups; the groups of a smaller share are among those of a larger.
func (s *sample) portion(rows []int, share float64, seed uint64) []int {
	var groups []int
	seen := map[int]bool{}
	for _, r := range rows {
		if g := s.groups[r]; !seen[g] {
			seen[g] = true
			groups = append(groups, g)
		}
	}
	rng := rand.New(rand.NewPCG(seed, 0x51ce))
	rng.Shuffle(len(groups), func(i, j int) { groups[i], groups[j] = groups[j], groups[i] })
	groups = groups[:min(max(2, int(share*float64(len(groups))+0.5)), len(groups))]
	slices.Sort(groups)
	var out []int
	for _, r := range rows {
		if _, in := slices.BinarySearch(groups, s.groups[r]); in {
			out = append(out, r)
		}
	}
	return out
}
