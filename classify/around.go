package classify

import (
	"github.com/parley-go/parley/features"
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

// runs cuts rows into stretches of items that follow each other in the corpus and name the same article; an item without an
// article stands alone, and what is lent is apart from the rest. It returns where in rows each stretch begins, and the length of rows at the end.
func (s *sample) runs(rows []int) []int {
	var bounds []int
	for i, j := range rows {
		if i > 0 && rows[i-1] == j-1 {
			if a := s.article(j); j != len(s.rows) && a != "" && a == s.article(j-1) {
				continue
			}
		}
		bounds = append(bounds, i)
	}
	return append(bounds, len(rows))
}

// mixing says how the rows are mixed for learning; nil if each is read by itself.
func (s *sample) mixing(rows []int, c company) []models.Mixing {
	if c.alone() {
		return nil
	}
	m := models.Mixing{Start: make([]int, 0, len(rows)+1)}
	bounds := s.runs(rows)
	for b := range len(bounds) - 1 {
		lo, hi := bounds[b], bounds[b+1]
		for i := lo; i < hi; i++ {
			m.Start = append(m.Start, len(m.Row))
			for j := lo; j < hi; j++ {
				if w := c.weight(i-lo, j-lo, hi-lo); w != 0 {
					m.Row, m.Weight = append(m.Row, uint32(j)), append(m.Weight, float32(w))
				}
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
	bounds := s.runs(rows)
	for b := range len(bounds) - 1 {
		lo, hi := bounds[b], bounds[b+1]
		c.join(out[lo:hi], own[lo:hi])
	}
	for _, sums := range out {
		linear.Finish(sums)
	}
	return out
}
