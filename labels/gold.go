package labels

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Gold is the label that counts, item by item. Set and Coded have one entry
// for each item; an item that is not Coded has the empty set and must be left
// out of training and evaluation. Ties are the items whose coders were split,
// ascending. Source tells where each label is from: "adjudicated",
// "majority of 3", "coder b", "tie of 2" or "" for an item nobody coded.
type Gold struct {
	Set    []Set
	Coded  []bool
	Ties   []int
	Source []string
}

func compareMarks(a, b Mark) int {
	if c := strings.Compare(a.Item, b.Item); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(a.Coder, b.Coder),
		cmp.Compare(a.Set[1], b.Set[1]), cmp.Compare(a.Set[0], b.Set[0]))
}

// Gold settles each item: the adjudicated field if it has one, else what the
// majority of its coders said. With exactly one class allowed, the class that
// was named oftenest wins, and an item with two such classes is a tie and not
// coded. With many allowed, each class is settled by itself: it applies if more
// than half of the coders gave it; where exactly half did, it does not apply
// and the item is listed in Ties though it stays coded.
func (c *Corpus) Gold() *Gold {
	n := len(c.Items)
	g := &Gold{Set: make([]Set, n), Coded: make([]bool, n), Source: make([]string, n)}
	at := c.index()
	votes := make([][]Mark, n)
	for _, m := range c.Marks {
		i, ok := at[m.Item]
		if !ok {
			continue
		}
		if m.Coder == "" {
			g.Set[i], g.Coded[i], g.Source[i] = m.Set, true, "adjudicated"
			continue
		}
		votes[i] = append(votes[i], m)
	}
	for i, marks := range votes {
		if g.Coded[i] || len(marks) == 0 {
			continue
		}
		slices.SortFunc(marks, compareMarks)
		if len(marks) == 1 {
			g.Set[i], g.Coded[i], g.Source[i] = marks[0].Set, true, "coder "+marks[0].Coder
			continue
		}
		set, tie := majority(marks, c.Scheme)
		if tie {
			g.Ties = append(g.Ties, i)
			g.Source[i] = "tie of " + strconv.Itoa(len(marks))
		} else {
			g.Source[i] = "majority of " + strconv.Itoa(len(marks))
		}
		if !tie || c.Scheme.Many {
			g.Set[i], g.Coded[i] = set, true
		}
	}
	if !c.Scheme.Many {
		for i, s := range g.Set {
			if g.Coded[i] && s.Len() != 1 {
				g.Set[i], g.Coded[i], g.Source[i] = Set{}, false, ""
			}
		}
	}
	return g
}

// majority settles one item coded by several: the classes that apply, and
// whether the coders were split.
func majority(marks []Mark, s *Scheme) (Set, bool) {
	count := make([]int, len(s.Classes))
	for _, m := range marks {
		for k := range m.Set.All() {
			if k < len(count) {
				count[k]++
			}
		}
	}
	var set Set
	if !s.Many {
		k, alone := plural(count)
		if !alone {
			return set, true
		}
		return One(k), false
	}
	tie := false
	for k, n := range count {
		switch {
		case 2*n > len(marks):
			set = set.With(k)
		case 2*n == len(marks):
			tie = true
		}
	}
	return set, tie
}

// plural returns the class named oftenest and whether it is alone in that.
func plural(count []int) (int, bool) {
	best, alone := 0, false
	for k, n := range count {
		switch {
		case k == 0 || n > count[best]:
			best, alone = k, true
		case n == count[best]:
			alone = false
		}
	}
	return best, alone
}

// Items returns the numbers of the coded items, ascending.
func (g *Gold) Items() []int {
	var items []int
	for i, ok := range g.Coded {
		if ok {
			items = append(items, i)
		}
	}
	return items
}
