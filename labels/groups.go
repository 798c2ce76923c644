package labels

import (
	"fmt"
	"strings"
)

// Groups returns for each item the number of its group: items of one article
// are in one group, and so are articles that are versions of one text, whole
// or in one paragraph. An item without an article is its own group. Groups are
// numbered 0, 1, … in the order of their first item.
//
// near is the threshold of NearDuplicates, applied to the articles (the texts
// of their items joined) and to the items; 0 looks for no duplicates. It
// panics outside 0..1. The rule is that of NearDuplicates, but no pair is
// checked whose texts are in one group already, and in a crowd of texts that
// look alike each is compared with the 100 before it, so that thousands of
// texts of one form take no longer than others.
func Groups(c *Corpus, near float64) []int {
	if !(near >= 0 && near <= 1) {
		panic(fmt.Sprintf("labels: Groups: near %v outside 0..1", near))
	}
	n := len(c.Items)
	u := newUnions(n)
	first := map[string]int{}
	members := make([][]int, 0, n)
	at := map[int]int{} // first item of an article to its place in members
	for i := range c.Items {
		j := i
		if a := c.Items[i].Article; a != "" {
			if k, ok := first[a]; ok {
				j = k
			} else {
				first[a] = i
			}
		}
		if j == i {
			at[i] = len(members)
			members = append(members, nil)
		}
		members[at[j]] = append(members[at[j]], i)
		u.join(i, j)
	}
	if near > 0 {
		var texts nearTexts
		for i := range c.Items {
			texts.add(c.Items[i].Text)
		}
		texts.join(near, u.same, u.join)
		var articles nearTexts
		for _, list := range members {
			parts := make([]string, len(list))
			for k, i := range list {
				parts[k] = c.Items[i].Text
			}
			articles.add(strings.Join(parts, "\n"))
		}
		articles.join(near, func(a, b int) bool { return u.same(members[a][0], members[b][0]) },
			func(a, b int) { u.join(members[a][0], members[b][0]) })
	}
	groups := make([]int, n)
	for i := range groups {
		groups[i] = u.find(i)
	}
	groups, _ = compactGroups(groups)
	return groups
}

// Versions returns for each text the number of the first text that it is a
// version of, directly or by way of others; its own number if there is none
// before it. Alike is decided as in Groups, with near the threshold of
// NearDuplicates; near outside 0..1 panics.
func Versions(texts []string, near float64) []int {
	if !(near >= 0 && near <= 1) {
		panic(fmt.Sprintf("labels: Versions: near %v outside 0..1", near))
	}
	var all nearTexts
	for _, t := range texts {
		all.add(t)
	}
	u := newUnions(len(texts))
	all.join(near, u.same, u.join)
	for i := range u {
		u[i] = u.find(i)
	}
	return u
}

// unions is a forest of disjoint sets (union-find with path halving); the root
// of a set is its smallest member.
type unions []int

func newUnions(n int) unions {
	u := make(unions, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u unions) find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

func (u unions) same(i, j int) bool { return u.find(i) == u.find(j) }

func (u unions) join(i, j int) {
	i, j = u.find(i), u.find(j)
	u[max(i, j)] = min(i, j)
}
