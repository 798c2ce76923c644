package classify

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/parley-go/parley/labels"
	"github.com/parley-go/parley/models"
)

// A model may be for one value of a field, such as one conflict or one target of a stance, and borrow from the items of the others. Every feature
// then has a weight that all items share and one that is the target's own, as in the feature augmentation of Daumé III (2007, "Frustratingly easy
// domain adaptation"):
//
//	score(x) = borrow·(w·x) + v(t)·x    for an item whose field has the value t
//
// All are learned under one penalty; borrow·w + v(target) is the weight that is kept, so that the model is one for the target and scores as any
// other. Items of other values are never measured. In a scheme of one label they are weighed so that their classes have the shares of the target.
// With one block in the place of all v but the target's, SemEval-2016 gained nothing.
//
// With borrow 0 all weights are shared: the items of other values are learned from as those of the target are, and are never measured. That is for
// coded text of another kind, which adds to what can be learned, but whose shares and difficulty say nothing of the texts that the model is for.

// Target says what a model is for, and how much it borrows from the rest of the corpus.
type Target struct {
	Field  string  `json:"field"`  // a field of the data, as in slices
	Value  string  `json:"value"`  // of the items that the model is for
	Borrow float64 `json:"borrow"` // scale of what is shared against the target's own, to 10; 0 if all is shared
}

// FieldLent is the field by which Lend tells what is lent ("yes") from the rest ("no").
const FieldLent = "lent"

// Lend joins two corpora of one scheme for a model that learns from the items of both, while evaluation, calibration and thresholds come from those of
// home alone. It returns the corpus, in which every item has the field FieldLent, and what the model is for: Config.For. It is an error if the corpora
// cannot be joined, as in labels.Join.
func Lend(home, lent *labels.Corpus) (*labels.Corpus, *Target, error) {
	c, err := labels.Join(home, lent)
	if err != nil {
		return nil, nil, err
	}
	for i := range c.Items {
		meta := maps.Clone(c.Items[i].Meta)
		if meta == nil {
			meta = map[string]string{}
		}
		meta[FieldLent] = "no"
		if i >= len(home.Items) {
			meta[FieldLent] = "yes"
		}
		c.Items[i].Meta = meta
	}
	return c, &Target{Field: FieldLent, Value: "no"}, nil
}

// BorrowDefault is the scale of what is shared if nothing else is asked: the best of those tried (0.3 to 1) in cross-validation on the five targets
// of SemEval-2016.
const BorrowDefault = 0.5

// mostValues is how many values the field of a target may have: each has a block of weights in training.
const mostValues = 64

// check returns an error that names the first field out of its range; nil is fine.
func (t *Target) check(c company) error {
	switch {
	case t == nil:
		return nil
	case t.Field == "" || t.Value == "":
		return fmt.Errorf("for is of field %q and value %q: give both", t.Field, t.Value)
	case !(t.Borrow >= 0 && t.Borrow <= 10):
		return fmt.Errorf("for.borrow is %v: give a scale up to 10, or 0 to share all weights", t.Borrow)
	case t.Borrow > 0 && !c.alone():
		return errors.New("for with context or article: leave one of them out, or share all weights with borrow 0")
	}
	return nil
}

// errTargetChosen is what a search says to a configuration with a target.
var errTargetChosen = errors.New("for: a configuration is searched without a target: search on the items of the target, then train with for")

// aimed returns the part of the sample that t is for, with the rest lent to it; the sample itself for nil.
func (s *sample) aimed(t *Target) (*sample, error) {
	if t == nil {
		return s, nil
	}
	values, err := fieldValues(s.corpus.Subset(s.rows), t.Field)
	if err != nil {
		return nil, err
	}
	home, lent := &sample{corpus: s.corpus, ties: s.ties}, &sample{corpus: s.corpus}
	for i, v := range values {
		to := home
		if v != t.Value {
			to = lent
			to.values = append(to.values, v)
		}
		to.rows, to.texts = append(to.rows, s.rows[i]), append(to.texts, s.texts[i])
		to.truth, to.groups = append(to.truth, s.truth[i]), append(to.groups, s.groups[i])
	}
	coded, err := fieldValues(s.corpus.Subset(s.coded), t.Field)
	if err != nil {
		return nil, err
	}
	for i, v := range coded {
		if v == t.Value {
			home.coded, home.together = append(home.coded, s.coded[i]), append(home.together, s.together[i])
		}
	}
	slices.Sort(values)
	values = slices.Compact(values)
	if t.Borrow > 0 && len(values) > mostValues {
		return nil, fmt.Errorf("field %s has %d values: a target takes a field of at most %d", t.Field, len(values), mostValues)
	}
	if len(home.rows) == 0 {
		if len(values) > 10 {
			values = append(values[:10], "…")
		}
		return nil, fmt.Errorf("no coded item has %s %q: there are %s", t.Field, t.Value, strings.Join(values, ", "))
	}
	home.arrange()
	lent.arrange()
	home.lent = lent
	return home, nil
}

// lending tells how much is lent, for the account of how figures were had.
func (s *sample) lending() string {
	if s.lent == nil {
		return ""
	}
	n := labels.Counted(len(s.lent.rows), "other item helps to train and is not measured", "other items help to train and are not measured")
	return "; " + strings.ReplaceAll(n, ",", "") // as in the cards of the built-in models, which are rebuilt to the byte
}

// elsewhere is the doubt about figures of items that the model is not for.
func (t *Target) elsewhere(c *labels.Corpus) []string {
	if t == nil {
		return nil
	}
	values, err := fieldValues(c, t.Field)
	if err != nil {
		return nil // data without the field are taken to be of the target
	}
	n := 0
	for _, v := range values {
		if v != t.Value {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	of := "of " + labels.Counted(len(values), "item", "items")
	return []string{fmt.Sprintf("%s another %s than %s, which the model is for", labels.Counted(n, of+" has", of+" have"), t.Field, t.Value)}
}

// lenders returns the numbers of the rows that may help to learn from rows: those lent, after the sample's own, without any whose article or
// near-duplicate is among the rows that are held out.
func (s *sample) lenders(rows []int) []int {
	if s.lent == nil {
		return nil
	}
	held := map[int]bool{}
	for _, g := range s.groups {
		held[g] = true
	}
	for _, r := range rows {
		delete(held, s.groups[r])
	}
	var out []int
	for i, g := range s.lent.groups {
		if !held[g] {
			out = append(out, len(s.rows)+i)
		}
	}
	return out
}

// gold returns the label of a row, of the sample or lent.
func (s *sample) gold(r int) labels.Set {
	if n := len(s.rows); r >= n {
		return s.lent.truth[r-n]
	}
	return s.truth[r]
}

// group returns the group of a row, of the sample or lent.
func (s *sample) group(r int) int {
	if n := len(s.rows); r >= n {
		return s.lent.groups[r-n]
	}
	return s.groups[r]
}

// article returns what article a row is of, of the sample or lent.
func (s *sample) article(r int) string {
	if n := len(s.rows); r >= n {
		return s.corpus.Items[s.lent.rows[r-n]].Article
	}
	return s.corpus.Items[s.rows[r]].Article
}

// sharing lays out the rows, the last of them lent, for learning in blocks: what is shared, what is the target's own, and what is the own of each
// other value. It also weighs them.
func (s *sample) sharing(rows []int, borrow float64) (blocks []models.Mixing, weight []float64) {
	number := map[string]int{"": 1}
	for _, r := range rows {
		if v := s.value(r); number[v] == 0 {
			number[v] = 1 + len(number)
		}
	}
	blocks = make([]models.Mixing, 1+len(number))
	for b := range blocks {
		blocks[b].Start = make([]int, 1, len(rows)+1)
	}
	for i, r := range rows {
		for b := range blocks {
			m, w := &blocks[b], float32(0)
			switch b {
			case 0:
				w = float32(borrow)
			case number[s.value(r)]:
				w = 1
			}
			if w > 0 {
				m.Row, m.Weight = append(m.Row, uint32(i)), append(m.Weight, w)
			}
			m.Start = append(m.Start, len(m.Row))
		}
	}
	return blocks, s.evened(rows)
}

// value returns the value of the field of a row that is lent, "" for one of the target.
func (s *sample) value(r int) string {
	if n := len(s.rows); r >= n {
		return s.lent.values[r-n]
	}
	return ""
}

// evened weighs rows so that in each value of the field classes have the shares that they have in the target; nil if an item may have several.
func (s *sample) evened(rows []int) []float64 {
	if s.corpus.Scheme.Many {
		return nil
	}
	total, count := map[string]float64{}, map[string]map[labels.Set]float64{}
	for _, r := range rows {
		v := s.value(r)
		if count[v] == nil {
			count[v] = map[labels.Set]float64{}
		}
		total[v]++
		count[v][s.gold(r)]++
	}
	weight := make([]float64, len(rows))
	for i, r := range rows {
		v, y := s.value(r), s.gold(r)
		weight[i] = count[""][y] / total[""] * total[v] / count[v][y]
	}
	return weight
}

// joined returns the model of the target: the weights that are shared times borrow, plus its own.
func joined(m *models.Linear, blocks int, borrow float64) *models.Linear {
	out := *m
	n := len(m.W) / blocks
	out.Width, out.W = m.Width/blocks, make([]float32, n)
	for i := range out.W {
		out.W[i] = float32(borrow*float64(m.W[i])) + m.W[n+i]
	}
	return &out
}

// read returns the items that are learned from, the sample's and those lent, ascending.
func (s *sample) read() []int {
	if s.lent == nil {
		return s.rows
	}
	rows := slices.Concat(s.rows, s.lent.rows)
	slices.Sort(rows)
	return rows
}
