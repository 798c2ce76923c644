package classify

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/labels"
	"github.com/parley-go/parley/models"
)

// A paragraph may be read in the company of its article: with Config.Context w and Config.Article a, the vector that is learned from and scored is
//
//	x(i) + w·(x(i−1) + x(i+1)) + a·mean of x over the article
//
// where i−1 and i+1 are the body paragraphs before and after, absent at the ends. Scores are linear in the vector: the sum of weights of a
// paragraph is its own sum, plus w times those of its neighbours, plus a times the mean. So each paragraph is read once, and evidence stays exact.
type company struct{ around, article float64 }

// company returns the weights of the configuration.
func (c Config) company() company { return company{c.Context, c.Article} }

// alone tells whether paragraphs are read by themselves.
func (c company) alone() bool { return c.around == 0 && c.article == 0 }

// weight returns the weight of paragraph j in the reading of paragraph i of an article with n body paragraphs.
func (c company) weight(i, j, n int) float64 {
	w := c.article / float64(n)
	switch j - i {
	case 0:
		w++
	case -1, 1:
		w += c.around
	}
	return w
}

// join sets dst[i] to the sum of weights of paragraph i in company; own has the sums of each paragraph of the article by itself. The two
// must not share memory.
func (c company) join(dst, own [][]float64) {
	n := len(own)
	if n == 0 {
		return
	}
	mean := make([]float64, len(own[0]))
	if c.article != 0 {
		for _, sums := range own {
			for k, v := range sums {
				mean[k] += c.article / float64(n) * v
			}
		}
	}
	for i := range own {
		for k := range mean {
			v := own[i][k] + mean[k]
			if c.around != 0 && i > 0 {
				v += c.around * own[i-1][k]
			}
			if c.around != 0 && i+1 < n {
				v += c.around * own[i+1][k]
			}
			dst[i][k] = v
		}
	}
}

// runs gathers rows into the stretches that are read together: items that follow each other and name the same article; an item without an
// article stands alone, and what is lent is apart from the rest. Each stretch lists places in rows, in the order of reading: see arrange.
func (s *sample) runs(rows []int) [][]int {
	places := make([]int, len(rows))
	for i := range places {
		places[i] = i
	}
	if s.order != nil || s.lent != nil && s.lent.order != nil {
		slices.SortFunc(places, func(a, b int) int { return cmp.Compare(s.place(rows[a]), s.place(rows[b])) })
	}
	var all [][]int
	from := 0
	for i, p := range places {
		if i == from {
			continue
		}
		j, before := rows[p], rows[places[i-1]]
		lent := func(r int) bool { return r >= len(s.rows) }
		if a := s.article(j); s.place(before) == s.place(j)-1 && lent(before) == lent(j) && a != "" && a == s.article(before) {
			continue
		}
		all = append(all, places[from:i])
		from = i
	}
	if from < len(places) {
		all = append(all, places[from:])
	}
	return all
}

// place is where a row, of the sample or lent, stands in the order of reading.
func (s *sample) place(r int) int {
	if n := len(s.rows); r >= n {
		return n + s.lent.place(r-n)
	}
	if s.order == nil {
		return r
	}
	return s.order[r]
}

// FieldPara is the field that tells the number of a paragraph in its article, as in what parley extract writes.
const FieldPara = "para"

// arrange finds the order in which rows are read. Items of an article that all have a number of their own in it stand together, where the first of
// them is, by these numbers; all else stays as it is in the corpus. It counts the articles without such numbers whose items are not together.
func (s *sample) arrange() {
	number := func(r int) (int, bool) {
		n, err := strconv.Atoi(strings.TrimSpace(s.corpus.Items[s.rows[r]].Field(FieldPara)))
		return n, err == nil
	}
	members := map[string][]int{}
	for r := range s.rows {
		if a := s.article(r); a != "" {
			members[a] = append(members[a], r)
		}
	}
	first, para := make([]int, len(s.rows)), make([]int, len(s.rows)) // what a row is sorted by
	for r := range first {
		first[r] = r
	}
	s.order, s.scattered = nil, 0
	for _, rows := range members {
		seen := map[int]bool{}
		for _, r := range rows {
			if n, ok := number(r); ok && !seen[n] {
				seen[n] = true
				para[r] = n
			}
		}
		switch {
		case len(seen) == len(rows):
			for _, r := range rows {
				first[r] = rows[0]
			}
		case rows[len(rows)-1]-rows[0] >= len(rows):
			s.scattered++
		}
	}
	reading := make([]int, len(s.rows))
	for i := range reading {
		reading[i] = i
	}
	slices.SortFunc(reading, func(a, b int) int {
		return cmp.Or(cmp.Compare(first[a], first[b]), cmp.Compare(para[a], para[b]), cmp.Compare(a, b))
	})
	if slices.IsSorted(reading) {
		return
	}
	s.order = make([]int, len(s.rows))
	for at, r := range reading {
		s.order[r] = at
	}
}

// apart is the doubt about articles whose paragraphs are read without those around them.
func (s *sample) apart(c company) []string {
	if s.scattered == 0 || c.alone() {
		return nil
	}
	return []string{fmt.Sprintf("the paragraphs of %s do not follow each other in the data and have no field %s with their numbers: each was read without those around it",
		labels.Counted(s.scattered, "article", "articles"), FieldPara)}
}

// mixing says how the rows are mixed for learning; nil if each is read by itself.
func (s *sample) mixing(rows []int, c company) []models.Mixing {
	if c.alone() {
		return nil
	}
	run, at := make([][]int, len(rows)), make([]int, len(rows)) // of each row, and its place there
	for _, places := range s.runs(rows) {
		for i, p := range places {
			run[p], at[p] = places, i
		}
	}
	m := models.Mixing{Start: make([]int, 0, len(rows)+1)}
	for i := range rows {
		m.Start = append(m.Start, len(m.Row))
		for j, p := range run[i] {
			if w := c.weight(at[i], j, len(run[i])); w != 0 {
				m.Row, m.Weight = append(m.Row, uint32(p)), append(m.Weight, float32(w))
			}
		}
	}
	m.Start = append(m.Start, len(m.Row))
	return []models.Mixing{m}
}

// scores returns the scores that a fitted model gives to rows, in the order of rows.
func (s *sample) scores(m *fitted, rows []int, c company) [][]float64 {
	return s.scoresOf(m.linear, s.analysis.Vectors(m.vectorizer, rows), rows, c)
}

// scoresOf is scores for the vectors x of the rows.
func (s *sample) scoresOf(linear *models.Linear, x []features.Vector, rows []int, c company) [][]float64 {
	own := make([][]float64, len(rows))
	out := make([][]float64, len(rows))
	for i, x := range x {
		own[i], out[i] = linear.Start(nil), linear.Start(nil)
		linear.Sum(own[i], x.Index, x.Value)
	}
	for _, places := range s.runs(rows) {
		c.join(pick(out, places), pick(own, places))
	}
	for _, sums := range out {
		linear.Finish(sums)
	}
	return out
}
