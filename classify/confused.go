package classify

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/parley-go/parley/labels"
)

// Confused is how often a model takes classes for others, on coded paragraphs.
type Confused struct {
	Scheme  string
	Classes []string
	Many    bool
	Counts  [][][]float64 // classes × classes, rows true and columns said; of many labels one a class, not and is, nil where it is not known
	Source  string        // what it was measured on
}

// fits is an error unless the confusion is of the classes.
func (c *Confused) fits(classes []string) error {
	if !slices.Equal(c.Classes, classes) {
		return fmt.Errorf("%s is of the classes %s, the paragraphs are scored with %s", c.Source, strings.Join(c.Classes, ", "), strings.Join(classes, ", "))
	}
	return nil
}

// corrected appends the shares of the classes of which shares said were said.
func (c *Confused) corrected(dst, said []float64, counts [][][]float64) []float64 {
	if !c.Many {
		return append(dst, labels.Prevalence(said, counts[0])...)
	}
	for k, q := range said {
		if len(counts[k]) == 0 {
			dst = append(dst, math.NaN())
			continue
		}
		dst = append(dst, labels.Prevalence([]float64{1 - q, q}, counts[k])[1])
	}
	return dst
}

// draw draws the confusions of n replicates.
func (c *Confused) draw(n int, seed uint64) [][][][]float64 {
	all := make([][][][]float64, n)
	for b := range all {
		all[b] = make([][][]float64, len(c.Counts))
		for i, counts := range c.Counts {
			all[b][i] = labels.DrawConfusion(counts, seed+uint64(i), b)
		}
	}
	return all
}

// Confused returns how often the model takes classes for others, by the figures on its card, which are out of fold; source names the model. It is an
// error if the card has none.
func (m *Model) Confused(source string) (*Confused, error) {
	c := &Confused{Scheme: m.scheme.Name, Classes: m.scheme.Names(), Many: m.scheme.Many}
	card := m.card()
	c.Source = fmt.Sprintf("the card of %s (%s of %s, out of fold)", source, labels.Counted(card.Corpus.Items, "paragraph", "paragraphs"),
		labels.Counted(card.Corpus.Articles, "article", "articles"))
	if !c.Many {
		if len(card.Matrix) != len(c.Classes) {
			return nil, fmt.Errorf("the card of %s has no confusion matrix: it was trained without evaluation", source)
		}
		counts := make([][]float64, len(card.Matrix))
		for i, row := range card.Matrix {
			for _, n := range row {
				counts[i] = append(counts[i], float64(n))
			}
		}
		c.Counts = [][][]float64{counts}
		return c, nil
	}
	if len(card.Classes) != len(c.Classes) {
		return nil, fmt.Errorf("the card of %s has no figures of its classes: it was trained without evaluation", source)
	}
	for _, k := range card.Classes {
		c.Counts = append(c.Counts, k.confusion(card.Corpus.Items))
	}
	return c, nil
}

// confusion returns the counts, of so many items, from which the figures of a class come; nil where they do not tell them.
func (k ClassCard) confusion(items int) [][]float64 {
	if k.Recall == nil || k.Precision == nil || *k.Precision == 0 {
		return nil
	}
	right := math.Round(*k.Recall * float64(k.Support))
	said := math.Round(right / *k.Precision)
	missed, wrong := float64(k.Support)-right, said-right
	return [][]float64{{float64(items) - right - missed - wrong, wrong}, {missed, right}}
}
