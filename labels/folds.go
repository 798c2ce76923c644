package labels

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// Folds says in which of K parts each item is. Thin lists the classes that
// occur in fewer than K groups, so that at least one fold must do without them.
type Folds struct {
	Of   []int
	K    int
	Thin []int
}

// Split returns the items outside and inside fold f, both ascending.
func (f *Folds) Split(fold int) (train, test []int) {
	for i, k := range f.Of {
		if k == fold {
			test = append(test, i)
		} else {
			train = append(train, i)
		}
	}
	return train, test
}

// Purged is Split that leaves out of the training part the items whose group
// (article with its near-duplicates) also occurs in the fold. Folds of
// MakeFolds never need it; those of LeaveOneOut do, where one text appeared in
// two sources. dropped counts the items left out. It panics if the lengths differ.
func (f *Folds) Purged(fold int, groups []int) (train, test []int, dropped int) {
	if len(groups) != len(f.Of) {
		panic(fmt.Sprintf("labels: Purged: %d groups for %d items", len(groups), len(f.Of)))
	}
	all, test := f.Split(fold)
	inside := make(map[int]bool, len(test))
	for _, i := range test {
		inside[groups[i]] = true
	}
	for _, i := range all {
		if inside[groups[i]] {
			dropped++
			continue
		}
		train = append(train, i)
	}
	return train, test, dropped
}

// Doubts says in words what is doubtful about the folds, naming the classes.
func (f *Folds) Doubts(s *Scheme) []string {
	if len(f.Thin) == 0 {
		return nil
	}
	names := make([]string, len(f.Thin))
	for i, k := range f.Thin {
		names[i] = s.Classes[k].Name
	}
	return []string{fmt.Sprintf("too few articles for every one of %d folds to hold each class: %s; use fewer folds or code more such paragraphs", f.K, strings.Join(names, ", "))}
}

// profile is how often each class occurs in one group; the last entry is its size.
type profile struct {
	group  int
	class  []int     // the classes that occur, ascending; the last is the size
	count  []float64 // their numbers
	spread float64
}

// MakeFolds parts the items into k folds so that no group is split and the
// classes are spread as evenly as may be. groups holds a number for each item,
// y its classes (the empty set is allowed). Groups are dealt out one by one,
// those that weigh most first, each to the fold in which its classes are
// rarest so far; seed decides which of about equal weight (up to twice) goes
// first, and so which groups share a fold. Then groups are moved and exchanged
// while that makes the folds more even. Same arguments, same folds.
//
// It panics if the lengths differ. It is an error if k is below 2 or there are
// fewer groups than folds. A class in fewer than k groups is named in Thin.
// The greedy rule follows scikit-learn's StratifiedGroupKFold, with a cost that
// is a sum over the classes of a group instead of a standard deviation over all.
func MakeFolds(groups []int, y []Set, classes int, k int, seed uint64) (*Folds, error) {
	if len(groups) != len(y) {
		panic(fmt.Sprintf("labels: MakeFolds: %d groups for %d items", len(groups), len(y)))
	}
	if k < 2 {
		return nil, fmt.Errorf("folds: found %d, allowed are 2 and more", k)
	}
	number, n := compactGroups(groups)
	if n < k {
		return nil, fmt.Errorf("folds: %s cannot be dealt to %d folds; use at most %d folds or add articles", CountedGroups(n), k, max(n, 2))
	}
	count := make([][]int, n)
	for g := range count {
		count[g] = make([]int, classes+1)
	}
	total := make([]float64, classes+1)
	for i, set := range y {
		row := count[number[i]]
		for c := range set.All() {
			if c >= classes {
				panic(fmt.Sprintf("labels: MakeFolds: class %d of %d", c, classes))
			}
			row[c]++
			total[c]++
		}
		row[classes]++
		total[classes]++
	}
	f := &Folds{Of: make([]int, len(y)), K: k}
	profiles := make([]profile, n)
	in := make([]int, classes)
	for g, row := range count {
		p := &profiles[g]
		p.group = g
		for c, m := range row {
			if m == 0 {
				continue
			}
			p.class = append(p.class, c)
			p.count = append(p.count, float64(m))
			share := float64(m) / total[c]
			p.spread += share * share
			if c < classes {
				in[c]++
			}
		}
	}
	for c, m := range in {
		if m > 0 && m < k {
			f.Thin = append(f.Thin, c)
		}
	}
	rng := rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15))
	for g := range profiles { // hardly two groups weigh the same: without this every seed would give the same folds
		profiles[g].spread *= 1 + rng.Float64()
	}
	slices.SortStableFunc(profiles, func(a, b profile) int { return cmp.Compare(b.spread, a.spread) })
	b := &balance{of: make([]int, n), count: count, have: make([][]float64, k), total: total}
	for q := range b.have {
		b.have[q] = make([]float64, classes+1)
	}
	for left, p := range profiles {
		best, cost := -1, 0.0
		empty := 0
		for q := range k {
			row := b.have[q]
			if row[classes] == 0 {
				empty++
			}
			sum := 0.0
			for i, c := range p.class {
				sum += row[c] / total[c] * p.count[i] / total[c]
			}
			if best < 0 || sum < cost {
				best, cost = q, sum
			}
		}
		if n-left <= empty { // the last groups fill the folds that are still empty
			for q := range k {
				if b.have[q][classes] == 0 {
					best = q
					break
				}
			}
		}
		b.of[p.group] = best
		for i, c := range p.class {
			b.have[best][c] += p.count[i]
		}
	}
	b.improve()
	for i := range f.Of {
		f.Of[i] = b.of[number[i]]
	}
	return f, nil
}

// RepeatFolds makes folds several times over, each with a seed of its own that
// follows from seed; the first are those of MakeFolds.
func RepeatFolds(groups []int, y []Set, classes, k, times int, seed uint64) ([]*Folds, error) {
	var out []*Folds
	for r := range times {
		f, err := MakeFolds(groups, y, classes, k, seed+uint64(r))
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// compactGroups numbers the groups 0, 1, … in the order of their first item.
func compactGroups(groups []int) (number []int, n int) {
	seen := make(map[int]int)
	number = make([]int, len(groups))
	for i, g := range groups {
		k, ok := seen[g]
		if !ok {
			k = len(seen)
			seen[g] = k
		}
		number[i] = k
	}
	return number, len(seen)
}

// LeaveOneOut makes one fold for each value of a field: "article", or the name
// of a column kept in Meta such as source, conflict or period. Names holds the
// values, sorted; fold f is the items whose value is Names[f]. Items without a
// value form a fold named "". It is an error if the field has fewer than two
// values, with the fields that there are.
func LeaveOneOut(c *Corpus, field string) (f *Folds, names []string, err error) {
	values := make([]string, len(c.Items))
	seen := map[string]bool{}
	for i := range c.Items {
		values[i] = c.Items[i].Field(field)
		seen[values[i]] = true
	}
	for v := range seen {
		names = append(names, v)
	}
	slices.Sort(names)
	if len(names) < 2 {
		return nil, nil, fmt.Errorf("field %q has %s over %s, but leaving one out takes at least two; the fields are %s", field,
			Counted(len(names), "value", "values"), Counted(len(values), "item", "items"), strings.Join(c.FieldNames(), ", "))
	}
	f = &Folds{Of: make([]int, len(values)), K: len(names)}
	for i, v := range values {
		f.Of[i], _ = slices.BinarySearch(names, v)
	}
	return f, names, nil
}

// inner leads the names of what stood in an object called meta, as parley
// extract writes the fields of a record.
const inner = "meta."

// Field returns the value of a field of an item: id, article, or a column that
// was kept in Meta, in which conflict also finds meta.conflict; "" if there is
// none.
func (it *Item) Field(name string) string {
	switch name {
	case "id":
		return it.ID
	case "article":
		return it.Article
	}
	if v, ok := it.Meta[name]; ok {
		return v
	}
	return it.Meta[inner+name]
}

// HasField tells whether Field knows the name for any item.
func (c *Corpus) HasField(name string) bool {
	if name == "id" || name == "article" {
		return true
	}
	for i := range c.Items {
		meta := c.Items[i].Meta
		if _, ok := meta[name]; ok {
			return true
		}
		if _, ok := meta[inner+name]; ok {
			return true
		}
	}
	return false
}

// FieldNames returns the fields that Field knows of any item, sorted; those in
// meta by their short names.
func (c *Corpus) FieldNames() []string {
	seen := map[string]bool{"id": true, "article": true}
	for i := range c.Items {
		for k := range c.Items[i].Meta {
			seen[strings.TrimPrefix(k, inner)] = true
		}
	}
	names := make([]string, 0, len(seen))
	for k := range seen {
		names = append(names, k)
	}
	slices.Sort(names)
	return names
}
