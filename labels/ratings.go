package labels

import (
	"fmt"
	"slices"
)

// Ratings is what several coders said about the same items, one row an item,
// one column a coder. Has tells where a coder coded the item; where it is false
// the set means nothing. Doubts says what is doubtful about how the file was
// read. It is not changed by any method and may be shared.
type Ratings struct {
	Scheme *Scheme
	Coders []string
	Items  []string
	Sets   [][]Set
	Has    [][]bool
	Doubts []string
}

// NewRatings returns ratings without a single mark.
func NewRatings(s *Scheme, items, coders []string) *Ratings {
	r := &Ratings{Scheme: s, Items: slices.Clone(items), Coders: slices.Clone(coders)}
	for range items {
		r.Sets = append(r.Sets, make([]Set, len(coders)))
		r.Has = append(r.Has, make([]bool, len(coders)))
	}
	return r
}

// Ratings returns the marks of the given coders, or of all coders if none is
// given, one row for each item of the corpus. "" is the adjudicated field. It
// panics if a coder is named twice.
func (c *Corpus) Ratings(coders ...string) *Ratings {
	if len(coders) == 0 {
		coders = c.Coders()
	}
	items := make([]string, len(c.Items))
	for i := range c.Items {
		items[i] = c.Items[i].ID
	}
	r := NewRatings(c.Scheme, items, coders)
	r.Doubts = c.Doubts
	column := make(map[string]int, len(coders))
	for j, n := range coders {
		if _, twice := column[n]; twice {
			panic(fmt.Sprintf("labels: Ratings: coder %q twice", n))
		}
		column[n] = j
	}
	at := c.index()
	for _, m := range c.Marks {
		i, known := at[m.Item]
		if j, wanted := column[m.Coder]; known && wanted {
			r.Sets[i][j], r.Has[i][j] = m.Set, true
		}
	}
	return r
}

// With returns the ratings with one more coder, such as a model, whose sets are
// given for each item; has may be nil if it coded every one. It panics if the
// lengths differ.
func (r *Ratings) With(name string, sets []Set, has []bool) *Ratings {
	if len(sets) != len(r.Items) || has != nil && len(has) != len(sets) {
		panic(fmt.Sprintf("labels: Ratings: %d sets for %d items", len(sets), len(r.Items)))
	}
	out := NewRatings(r.Scheme, r.Items, append(slices.Clone(r.Coders), name))
	for i := range sets {
		copy(out.Sets[i], r.Sets[i])
		copy(out.Has[i], r.Has[i])
		last := len(r.Coders)
		out.Sets[i][last] = sets[i]
		out.Has[i][last] = has == nil || has[i]
	}
	return out
}

// Of returns the ratings of some coders, by their names; it panics if one is
// not there.
func (r *Ratings) Of(coders ...string) *Ratings {
	out := NewRatings(r.Scheme, r.Items, coders)
	for j, n := range coders {
		from := slices.Index(r.Coders, n)
		if from < 0 {
			panic(fmt.Sprintf("labels: Ratings: no coder %q", n))
		}
		for i := range r.Items {
			out.Sets[i][j], out.Has[i][j] = r.Sets[i][from], r.Has[i][from]
		}
	}
	return out
}

// Class returns the ratings for one class alone, as a scheme with the classes
// "no" and "yes": whether it was given.
func (r *Ratings) Class(k int) *Ratings {
	s := &Scheme{Name: r.Scheme.Classes[k].Name, Classes: []Class{{Name: "no"}, {Name: "yes"}}}
	out := NewRatings(s, r.Items, r.Coders)
	for i, row := range r.Sets {
		copy(out.Has[i], r.Has[i])
		for j, set := range row {
			out.Sets[i][j] = One(0)
			if set.Has(k) {
				out.Sets[i][j] = One(1)
			}
		}
	}
	return out
}

// Common returns the numbers of the items that every coder coded.
func (r *Ratings) Common() []int {
	var items []int
	for i, has := range r.Has {
		if !slices.Contains(has, false) {
			items = append(items, i)
		}
	}
	return items
}

// Confusion counts two coders' answers, by their columns, over the items that
// both coded: rows are the first's.
func (r *Ratings) Confusion(a, b int) *Confusion {
	c := EmptyConfusion(r.Scheme)
	for i, has := range r.Has {
		if has[a] && has[b] {
			c.Add(r.Sets[i][a], r.Sets[i][b], 1)
		}
	}
	return c
}
