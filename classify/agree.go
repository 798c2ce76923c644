package classify

import (
	"fmt"
	"slices"

	"github.com/parley-go/parley/labels"
)

// PairAgreement is how far two coders agree on the items that both coded; the last of all coders may be the model.
type PairAgreement struct {
	A, B    string
	Items   int             // that both coded
	Percent labels.Interval // equal answers
	Alpha   labels.Interval // Krippendorff's, with the distance of the scheme
	AC1     labels.Interval // Gwet's; NaN where many labels are allowed, see Classes
	Classes []ClassAgreement
}

// ClassAgreement is how far coders agree about one class against the rest.
type ClassAgreement struct {
	Name                string
	Percent, Alpha, AC1 labels.Interval
}

// Coding is how far coders agree with each other: every coefficient that has a meaning for the scheme, for all coders together, by class, and
// pair by pair. Intervals are NaN without a bootstrap.
type Coding struct {
	Scheme    *labels.Scheme
	Coders    []string
	Items     int // coded by anyone
	Doubled   int // coded by two or more
	Groups    int // articles with near-duplicates; items where no article is known: see NoArticles
	Figures   []labels.Agreed
	Pairs     []PairAgreement
	Bootstrap int
	Seed      uint64
	Doubts    []string

	NoArticles bool // no item names its article
}

// Agree compares the coders of a corpus; near is the share of 3-word shingles from which two texts count as nearly the same. It is an error
// if no item has two coders.
func Agree(c *labels.Corpus, near float64, bootstrap int, seed uint64) (*Coding, error) {
	out, err := agree(c.Ratings(), labels.Groups(c, near), bootstrap, seed)
	if err != nil {
		return nil, err
	}
	out.NoArticles, out.Doubts = noArticles(c), slices.Concat(out.Doubts, articleDoubts(c), fewDoubt(out.Groups))
	return out, nil
}

// AgreeRatings compares coders. groups holds the article of each item; nil takes each item by itself. It is an error if no item has two answers.
func AgreeRatings(r *labels.Ratings, groups []int, bootstrap int, seed uint64) (*Coding, error) {
	out, err := agree(r, groups, bootstrap, seed)
	if err != nil {
		return nil, err
	}
	if out.NoArticles = groups == nil; out.NoArticles {
		out.Doubts = append(out.Doubts, articlesUnknown)
	}
	out.Doubts = append(out.Doubts, fewDoubt(out.Groups)...)
	return out, nil
}

// agree is AgreeRatings without the doubts about groups.
func agree(r *labels.Ratings, groups []int, bootstrap int, seed uint64) (*Coding, error) {
	if err := checkBootstrap(bootstrap); err != nil {
		return nil, err
	}
	c := &Coding{Scheme: r.Scheme, Coders: r.Coders, Bootstrap: bootstrap, Seed: seed, Doubts: slices.Clone(r.Doubts)}
	seen := map[int]bool{}
	for i, has := range r.Has {
		n := 0
		for _, h := range has {
			n += bit(h)
		}
		if n > 0 {
			c.Items++
		}
		if n > 1 {
			c.Doubled++
			if groups != nil {
				seen[groups[i]] = true
			}
		}
	}
	if c.Doubled == 0 {
		return nil, fmt.Errorf("no item was coded by two coders (%s, %s): agreement needs items that two or more coded",
			labels.Counted(len(c.Coders), "coder", "coders"), labels.Counted(c.Items, "item", "items"))
	}
	c.Groups = len(seen)
	if groups == nil {
		c.Groups = c.Doubled
	}
	c.Figures = r.Agreement(groups, bootstrap, seed)
	if len(c.Coders) > 2 {
		c.Pairs = pairs(r, groups, bootstrap, seed)
	}
	return c, nil
}

// pairs compares every two coders, in the order of their columns.
func pairs(r *labels.Ratings, groups []int, bootstrap int, seed uint64) []PairAgreement {
	var out []PairAgreement
	for b := 1; b < len(r.Coders); b++ {
		for a := range b {
			two := r.Of(r.Coders[a], r.Coders[b])
			p := PairAgreement{A: r.Coders[a], B: r.Coders[b], Items: len(two.Common())}
			all := two.Agreement(groups, bootstrap, seed)
			p.Percent, p.Alpha, p.AC1 = agreed(all, "percent", ""), agreed(all, alphaName(r.Scheme), ""), agreed(all, "ac1", "")
			for _, k := range r.Scheme.Classes {
				p.Classes = append(p.Classes, ClassAgreement{k.Name, agreed(all, "percent", k.Name), agreed(all, "alpha", k.Name), agreed(all, "ac1", k.Name)})
			}
			out = append(out, p)
		}
	}
	return out
}

// alphaName is the coefficient that people and models are compared by: the one with the distance of the scheme.
func alphaName(scheme *labels.Scheme) string {
	if scheme.Many {
		return "alpha_masi"
	}
	return "alpha"
}

// agreed finds a coefficient; it is undefined if it has no meaning for the scheme. Limits without a bootstrap are NaN.
func agreed(all []labels.Agreed, name, class string) labels.Interval {
	for _, a := range all {
		if a.Name == name && a.Class == class {
			return a.Interval
		}
	}
	return undefined()
}
