package labels

import (
	"fmt"
	"math"
	"slices"
)

// Coefficient is one measure of agreement among coders, with its definition and
// source, and the schemes for which it has a meaning.
type Coefficient struct {
	Name, Title, Definition, Source string
	Single, Many, Ordered           bool
	build                           func(r *Ratings, groups []int, n int) figure
}

// For tells whether the coefficient has a meaning for a scheme.
func (c *Coefficient) For(s *Scheme) bool {
	if c.Ordered && !s.Ordered {
		return false
	}
	return s.Many && c.Many || !s.Many && c.Single
}

// Of returns the coefficient of ratings, NaN where it is undefined or has no
// meaning for their scheme.
func (c *Coefficient) Of(r *Ratings) float64 {
	if !c.For(r.Scheme) {
		return math.NaN()
	}
	return point(c.build(r, r.oneGroup(), 1), 1)
}

func krippendorff(d Distance) func(r *Ratings, groups []int, n int) figure {
	return func(r *Ratings, groups []int, n int) figure { return newAlpha(r, d, groups, n) }
}

func corrected(k chanceKind) func(r *Ratings, groups []int, n int) figure {
	return func(r *Ratings, groups []int, n int) figure { return newChance(r, k, groups, n) }
}

func cohen(w Weights) func(r *Ratings, groups []int, n int) figure {
	return func(r *Ratings, groups []int, n int) figure { return newLight(r, w, groups, n) }
}

const alphaIs = "1 − Dₒ/Dₑ, observed over expected disagreement; δ "

var coefficients = []Coefficient{
	{Name: "percent", Title: "percent agreement", Definition: "pₐ: share of equal pairs of answers to an item, mean over items", Source: "Gwet 2014, sect. 2.3", Single: true, Many: true, build: corrected(percent)},
	{Name: "cohen", Title: "Cohen's kappa", Definition: "(pₒ − pₑ)/(1 − pₑ), pₑ from both coders' shares; mean over pairs of coders", Source: "Cohen 1960; Light 1971", Single: true, build: cohen(Unweighted)},
	{Name: "cohen_linear", Title: "Cohen's kappa, linear weights", Definition: "1 − Σ|i−j|oᵢⱼ / Σ|i−j|eᵢⱼ; mean over pairs of coders", Source: "Cohen 1968; Cicchetti & Allison 1971", Single: true, Ordered: true, build: cohen(Linear)},
	{Name: "cohen_quadratic", Title: "Cohen's kappa, quadratic weights", Definition: "1 − Σ(i−j)²oᵢⱼ / Σ(i−j)²eᵢⱼ; mean over pairs of coders", Source: "Cohen 1968; Fleiss & Cohen 1973", Single: true, Ordered: true, build: cohen(Quadratic)},
	{Name: "fleiss", Title: "Fleiss' kappa", Definition: "(pₐ − Σπₖ²)/(1 − Σπₖ²), π the mean share of a class", Source: "Fleiss 1971; Gwet 2014, sect. 2.4 (missing answers)", Single: true, build: corrected(fleiss)},
	{Name: "ac1", Title: "Gwet's AC1", Definition: "(pₐ − pₑ)/(1 − pₑ), pₑ = Σπₖ(1−πₖ)/(q−1), q the classes of the scheme", Source: "Gwet 2008", Single: true, build: corrected(ac1)},
	{Name: "alpha", Title: "Krippendorff's alpha, nominal", Definition: alphaIs + "0 for equal answers, else 1", Source: "Krippendorff 2011", Single: true, Many: true, build: krippendorff(NominalDistance)},
	{Name: "alpha_ordinal", Title: "Krippendorff's alpha, ordinal", Definition: alphaIs + "the square of the ranks between", Source: "Krippendorff 2011, sect. D", Single: true, Ordered: true, build: krippendorff(OrdinalDistance)},
	{Name: "alpha_interval", Title: "Krippendorff's alpha, interval", Definition: alphaIs + "the square of the steps between", Source: "Krippendorff 2011, sect. D", Single: true, Ordered: true, build: krippendorff(IntervalDistance)},
	{Name: "alpha_jaccard", Title: "Krippendorff's alpha, Jaccard", Definition: alphaIs + "1 − |a∩b|/|a∪b| of two sets", Source: "Passonneau 2004; Jaccard 1901", Many: true, build: krippendorff(JaccardDistance)},
	{Name: "alpha_masi", Title: "Krippendorff's alpha, MASI", Definition: alphaIs + "1 − J·M of two sets, M = 1, 2/3, 1/3, 0", Source: "Passonneau 2006", Many: true, build: krippendorff(MASIDistance)},
}

// Coefficients returns the registry of measures of agreement, in the order in
// which reports list them.
func Coefficients() []Coefficient { return slices.Clone(coefficients) }

// Agreed is a coefficient with its value and interval. Class is the class it is
// about, by itself against the rest, or "" for the scheme as a whole.
type Agreed struct {
	Coefficient
	Class string
	Interval
}

// Agreement returns every coefficient that has a meaning for the scheme and
// then, class by class, percent, Cohen, AC1 and nominal alpha of the class
// against the rest, with 95 % intervals by n bootstrap replicates over groups:
// see Bootstrap. groups holds a number for each item (nil: each item by
// itself; n = 0: no intervals). It panics if the lengths differ. Items with
// fewer than two answers carry no pair and count only for the shares of the
// classes, as the sources have it.
func (r *Ratings) Agreement(groups []int, n int, seed uint64) []Agreed {
	if groups == nil {
		groups = make([]int, len(r.Items))
		for i := range groups {
			groups[i] = i
		}
	}
	if len(groups) != len(r.Items) {
		panic(fmt.Sprintf("labels: Agreement: %d groups for %d items", len(groups), len(r.Items)))
	}
	number, k := compactGroups(groups)
	var out []Agreed
	var figures []figure
	add := func(r *Ratings, class string, of func(c *Coefficient) bool) {
		for i := range coefficients {
			if c := &coefficients[i]; c.For(r.Scheme) && of(c) {
				out = append(out, Agreed{Coefficient: *c, Class: class})
				figures = append(figures, c.build(r, number, k))
			}
		}
	}
	add(r, "", func(*Coefficient) bool { return true })
	for c := range r.Scheme.Classes {
		add(r.Class(c), r.Scheme.Classes[c].Name, func(c *Coefficient) bool {
			return c.Name == "percent" || c.Name == "cohen" || c.Name == "ac1" || c.Name == "alpha"
		})
	}
	found := resample(k, n, seed, nil, func() func(times []float64) []float64 {
		values := make([]float64, len(figures))
		return func(times []float64) []float64 {
			for i, f := range figures {
				values[i] = f.value(times)
			}
			return values
		}
	})
	for i := range out {
		out[i].Interval = found[i]
	}
	return out
}

// Answers takes one coder for the truth and another for the answer, over the
// items that both coded, with the groups of those items (nil: each item by
// itself). It gives the human ceiling: the figures of a model beside those of a
// second coder. It panics for a coder that is not there.
func (r *Ratings) Answers(truth, pred string, groups []int) *Answers {
	t, p := slices.Index(r.Coders, truth), slices.Index(r.Coders, pred)
	if t < 0 || p < 0 {
		panic(fmt.Sprintf("labels: Ratings: no coder %q or %q", truth, pred))
	}
	a := &Answers{Scheme: r.Scheme}
	for i, has := range r.Has {
		if !has[t] || !has[p] {
			continue
		}
		a.Truth, a.Pred = append(a.Truth, r.Sets[i][t]), append(a.Pred, r.Sets[i][p])
		if groups != nil {
			a.Groups = append(a.Groups, groups[i])
		}
	}
	return a
}

// Ceiling returns, for each metric, the mean over all ordered pairs of coders
// of the figure of one against the other: what a model could reach that is as
// good a coder as they. It is NaN with fewer than two coders, for metrics of
// probabilities, and where every pair's is.
func (r *Ratings) Ceiling(metrics []Metric) []float64 {
	columns := make([][]float64, len(metrics))
	for _, truth := range r.Coders {
		for _, pred := range r.Coders {
			if truth == pred {
				continue
			}
			a := r.Answers(truth, pred, nil)
			for i, iv := range a.Intervals(metrics, 0, 0) {
				columns[i] = append(columns[i], iv.Point)
			}
		}
	}
	out := make([]float64, len(metrics))
	for i, c := range columns {
		out[i] = meanDefined(c)
	}
	return out
}
