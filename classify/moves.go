package classify

import (
	"slices"

	"github.com/parley-go/parley/features"
)

// move changes a configuration of features in one respect. It returns false if there is nothing to change.
type move struct {
	says string
	to   func(c *features.Config) bool
}

// coordinate is one respect in which configurations of features differ, with the moves along it. The moves start from the same configuration.
type coordinate struct {
	name      string
	strengths int // to measure: several where the best one may move, too
	moves     []move
}

// tokenKinds and letterKinds are the kinds whose n-grams are of tokens and of characters.
var (
	tokenKinds  = []string{"words", "posts"}
	letterKinds = []string{"chars", "spans"}
)

// coordinates returns what a search of features goes through, in this order.
func coordinates() []coordinate {
	var all []coordinate
	add := func(name string, strengths int, moves ...move) {
		all = append(all, coordinate{name, strengths, moves})
	}
	add("tokens", 1,
		move{"words and signs of posts", toKind("words", "posts")},
		move{"words alone", toKind("posts", "words")})
	add("n-grams of tokens", 1,
		move{"1", toOrder(1)}, move{"1 to 2", toOrder(2)}, move{"1 to 3", toOrder(3)})
	add("n-grams of characters", 3,
		move{"none", without(letterKinds...)},
		move{"within words, 2 to 5", letters("chars", 2, 5)}, move{"within words, 3 to 5", letters("chars", 3, 5)},
		move{"across words, 2 to 5", letters("spans", 2, 5)}, move{"across words, 3 to 6", letters("spans", 3, 6)})
	add("weighting", 3,
		move{"tfidf", weighting(features.TFIDF)}, move{"logidf", weighting(features.LogIDF)}, move{"binary", weighting(features.Binary)})
	add("weight of characters", 1, move{"half", scaled(letterKinds, 0.5)}, move{"double", scaled(letterKinds, 2)})
	add("stems", 1, move{"the other way", func(c *features.Config) bool { c.Stem = !c.Stem; return true }})
	add("texts with a feature at least", 1, move{"1", minDocs(1)}, move{"2", minDocs(2)}, move{"3", minDocs(3)}, move{"5", minDocs(5)})
	add("stop words", 1, move{"the other way", func(c *features.Config) bool { c.Stop = !c.Stop; return true }})
	add("first and last words", 1, move{"with", adding("edges", 1, 2)}, move{"without", without("edges")})
	add("signs", 1, move{"with", adding("signs", 0, 0)}, move{"without", without("signs")})
	add("words in capitals", 1, move{"with", adding("shouts", 0, 0)}, move{"without", without("shouts")})
	add("cues", 1, move{"with", func(c *features.Config) bool { return c.Language == "en" && adding("cues", 0, 0)(c) }}, move{"without", without("cues")})
	return all
}

// eachFamily applies change to the families of some kinds and tells whether any of them differs afterwards.
func eachFamily(c *features.Config, kinds []string, change func(*features.Family)) bool {
	changed := false
	c.Families = slices.Clone(c.Families)
	for i := range c.Families {
		if f := &c.Families[i]; slices.Contains(kinds, f.Kind) {
			before := *f
			change(f)
			changed = changed || *f != before
		}
	}
	return changed
}

func toKind(from, to string) func(*features.Config) bool {
	return func(c *features.Config) bool {
		if slices.ContainsFunc(c.Families, func(f features.Family) bool { return f.Kind == to }) || c.MaskNames {
			return false
		}
		return eachFamily(c, []string{from}, func(f *features.Family) { f.Kind = to })
	}
}

// toOrder leaves one family of tokens, of 1-grams up to n-grams.
func toOrder(n int) func(*features.Config) bool {
	return func(c *features.Config) bool {
		seen, before := 0, slices.Clone(c.Families)
		c.Families = slices.DeleteFunc(slices.Clone(c.Families), func(f features.Family) bool {
			if slices.Contains(tokenKinds, f.Kind) {
				seen++
				return seen > 1
			}
			return false
		})
		eachFamily(c, tokenKinds, func(f *features.Family) { f.Min, f.Max = 1, n })
		return seen > 0 && !slices.Equal(before, c.Families)
	}
}

// without drops families; at least one must be left.
func without(kinds ...string) func(*features.Config) bool {
	return func(c *features.Config) bool {
		rest := slices.DeleteFunc(slices.Clone(c.Families), func(f features.Family) bool { return slices.Contains(kinds, f.Kind) })
		if len(rest) == 0 || len(rest) == len(c.Families) {
			return false
		}
		c.Families = rest
		return true
	}
}

// adding adds a family of a kind that is not there, weighed like the first.
func adding(kind string, lo, hi int) func(*features.Config) bool {
	return func(c *features.Config) bool {
		if c.MaskNames || slices.ContainsFunc(c.Families, func(f features.Family) bool { return f.Kind == kind }) {
			return false
		}
		f := c.Families[0]
		c.Families = append(slices.Clone(c.Families), features.Family{Kind: kind, Min: lo, Max: hi, Weighting: f.Weighting, Unit: f.Unit, Scale: 0.5, MinDocs: 2})
		return true
	}
}

// letters puts one family of characters in the place of those there are.
func letters(kind string, lo, hi int) func(*features.Config) bool {
	return func(c *features.Config) bool {
		if c.MaskNames && kind == "spans" {
			return false
		}
		f := c.Families[0]
		next := features.Family{Kind: kind, Min: lo, Max: hi, Weighting: f.Weighting, Unit: f.Unit, Scale: f.Scale, MinDocs: max(2, f.MinDocs)}
		before := c.Families
		if at := slices.IndexFunc(before, func(f features.Family) bool { return slices.Contains(letterKinds, f.Kind) }); at >= 0 {
			next.Weighting, next.Unit, next.Scale, next.MinDocs = before[at].Weighting, before[at].Unit, before[at].Scale, before[at].MinDocs
		}
		c.Families = append(slices.DeleteFunc(slices.Clone(before), func(f features.Family) bool { return slices.Contains(letterKinds, f.Kind) }), next)
		return !slices.Equal(before, c.Families)
	}
}

func weighting(w features.Weighting) func(*features.Config) bool {
	return func(c *features.Config) bool {
		return eachFamily(c, features.Kinds(), func(f *features.Family) { f.Weighting = w })
	}
}

// scaled multiplies the scale of some families, if there are others beside them.
func scaled(kinds []string, by float64) func(*features.Config) bool {
	return func(c *features.Config) bool {
		if !slices.ContainsFunc(c.Families, func(f features.Family) bool { return !slices.Contains(kinds, f.Kind) }) {
			return false
		}
		return eachFamily(c, kinds, func(f *features.Family) { f.Scale *= by })
	}
}

func minDocs(n int) func(*features.Config) bool {
	return func(c *features.Config) bool {
		return eachFamily(c, append(slices.Clone(tokenKinds), letterKinds...), func(f *features.Family) { f.MinDocs = n })
	}
}

// unweighted makes every family binary and of no fixed length, as counts of naive Bayes want it.
func unweighted(c features.Config) features.Config {
	eachFamily(&c, features.Kinds(), func(f *features.Family) { f.Weighting, f.Unit, f.Scale = features.Binary, false, 1 })
	return c
}

// evened weighs every family by frequency and gives it length 1, as linear trainers want it.
func evened(c features.Config) features.Config {
	eachFamily(&c, features.Kinds(), func(f *features.Family) { f.Weighting, f.Unit = features.LogIDF, true })
	return c
}

// unlike tells whether texts have vectors of different length.
func unlike(families []features.Family) bool {
	return slices.ContainsFunc(families, func(f features.Family) bool { return !f.Unit })
}
