package classify

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/labels"
	"github.com/parley-go/parley/models"
)

// sample is the part of a corpus that can be learned from or measured on: the items with text and a gold label.
type sample struct {
	corpus   *labels.Corpus
	rows     []int                 // index into corpus.Items, ascending
	texts    []string              // one a row
	truth    []labels.Set          // one a row
	groups   []int                 // group number a row: same article or near-duplicate text
	vectors  *features.WordVectors // folded into the weights; nil for none
	analysis *features.Analysis    // of the texts; nil where nothing is learned
	ties     int                   // items whose coders did not agree on any label
	coded    []int                 // index into corpus.Items: the items with text and any mark, ties too; what the coders are compared on
	together []int                 // group number of each of these
	lent     *sample               // items of other values of a field, which help to learn and are not measured; nil for none
	values   []string              // of that field, one a row, in what is lent

	order     []int // place of each row in the order of reading; nil if that is the order of the rows
	scattered int   // articles whose rows are not together, and whose order is not known
}

// smallClass is the number of items of a class below which its figures are said to mean little.
const smallClass = 20

// newSample picks the usable items of the corpus. It is an error if none is left, or if near is not 0 to 1.
func newSample(c *labels.Corpus, near float64) (*sample, error) {
	if c == nil || c.Scheme == nil {
		panic("classify: corpus without a scheme")
	}
	if !(near >= 0 && near <= 1) {
		return nil, fmt.Errorf("near is %v: give 0 (off) to 1", near)
	}
	groups := later(func() []int { return labels.Groups(c, near) })
	gold := c.Gold()
	n := len(c.Items)
	s := &sample{corpus: c, rows: make([]int, 0, n), texts: make([]string, 0, n), truth: make([]labels.Set, 0, n), ties: len(gold.Ties)}
	for i, item := range c.Items {
		if gold.Coded[i] && strings.TrimSpace(item.Text) != "" {
			s.rows = append(s.rows, i)
			s.texts = append(s.texts, item.Text)
			s.truth = append(s.truth, gold.Set[i])
		}
	}
	marked := make(map[string]bool, n)
	for _, m := range c.Marks {
		marked[m.Item] = true
	}
	for i, item := range c.Items {
		if marked[item.ID] && strings.TrimSpace(item.Text) != "" {
			s.coded = append(s.coded, i)
		}
	}
	if len(s.rows) == 0 {
		doubts := ""
		if len(c.Doubts) > 0 {
			doubts = " (" + strings.Join(c.Doubts, "; ") + ")"
		}
		return nil, fmt.Errorf("no item has both a text and a label of the scheme %s%s: check the names of the text and label fields", c.Scheme.Name, doubts)
	}
	all := groups()
	s.groups, s.together = pick(all, s.rows), pick(all, s.coded)
	s.arrange()
	return s, nil
}

// counts returns how many items carry each class.
func (s *sample) counts() []int {
	n := make([]int, len(s.corpus.Scheme.Classes))
	for _, set := range s.truth {
		for k := range n {
			if set.Has(k) {
				n[k]++
			}
		}
	}
	return n
}

// articles returns how many groups of items there are.
func (s *sample) articles() int {
	seen := map[int]bool{}
	for _, g := range s.groups {
		seen[g] = true
	}
	return len(seen)
}

// marks returns the labels of the rows, which may be lent, in the form that trainers take.
func (s *sample) marks(rows []int) []models.Classes {
	y := make([]models.Classes, len(rows))
	for i, r := range rows {
		y[i] = models.Classes(s.gold(r))
	}
	return y
}

// all returns the numbers of all rows.
func (s *sample) all() []int {
	rows := make([]int, len(s.rows))
	for i := range rows {
		rows[i] = i
	}
	return rows
}

// oneGroup is the error about a sample that no folds can be made of.
func (s *sample) oneGroup() error {
	return fmt.Errorf("cross-validation needs items of at least two articles: %s", labels.Counted(len(s.rows),
		"item is coded", "items are coded, all of one article or near-duplicates of each other"))
}

// doubts names what was doubtful about reading the corpus, the classes with few items or none, and the items left out because their coders
// disagree.
func (s *sample) doubts() []string {
	doubts := slices.Clone(s.corpus.Doubts)
	for k, n := range s.counts() {
		name := s.corpus.Scheme.Classes[k].Name
		switch {
		case n == 0:
			doubts = append(doubts, fmt.Sprintf("no item is coded %s: its figures are undefined", name))
		case n < smallClass:
			doubts = append(doubts, fmt.Sprintf("only %s coded %s: its figures mean little below %d", labels.Counted(n, "item is", "items are"), name, smallClass))
		}
	}
	if s.ties > 0 {
		doubts = append(doubts, fmt.Sprintf("the coders of %s disagree evenly and nobody settled it", labels.Counted(s.ties, "item", "items")))
	}
	return doubts
}
