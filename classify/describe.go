package classify

import (
	"math"

	"github.com/parley-go/parley/labels"
)

// Summary is what coded data hold, before anything is learned from them.
type Summary struct {
	Scheme   *labels.Scheme
	Digest   string
	Items    int // with text or without, coded or not
	Coded    int // with text and a settled label
	Articles int
	Groups   int // articles, those with near-duplicate texts counted as one
	Ties     int // items on which the coders disagree evenly
	Classes  []ClassSummary
	Coders   []string
	Doubled  int         // items coded by two coders or more
	Alpha    float64     // Krippendorff's alpha of the coders; NaN with fewer than two
	Percent  float64     // share of pairs of answers that are equal
	Measure  string      // distance that alpha is measured with
	Near     [][2]string // pairs of items with nearly the same text
	NearMore bool        // there may be more such pairs: see [labels.NearDuplicates]
	Doubts   []string

	NoArticles bool // no item names its article: each is counted as one
}

// ClassSummary is one class of coded data.
type ClassSummary struct {
	Name  string
	Items int
	Alpha float64 // of the class against the rest; NaN with fewer than two coders
}

// Describe summarises coded data; near is the share of 3-word shingles from which two texts count as nearly the same. It is an error if near
// is not 0 to 1, or if no item is coded.
func Describe(c *labels.Corpus, near float64) (*Summary, error) {
	s, err := newSample(c, near)
	if err != nil {
		return nil, err
	}
	h := s.humans()
	d := &Summary{
		Scheme: c.Scheme, Digest: c.Digest(), Items: len(c.Items), Coded: len(s.rows), Groups: s.articles(), Ties: s.ties,
		Coders: c.Coders(), Alpha: math.NaN(), Percent: math.NaN(), Measure: string(distance(c.Scheme)),
		NoArticles: noArticles(c), Doubts: append(articleDoubts(c), s.doubts()...),
	}
	articles := map[string]bool{}
	texts := make([]string, len(c.Items))
	for i, item := range c.Items {
		name := item.Article
		if name == "" {
			name = "item " + item.ID
		}
		articles[name] = true
		texts[i] = item.Text
	}
	d.Articles = len(articles)
	if h != nil {
		d.Doubled = h.doubled
		d.Alpha = labels.Krippendorff(h.ratings, distance(c.Scheme))
		d.Percent = labels.Percent(h.ratings)
	}
	for k, n := range s.counts() {
		d.Classes = append(d.Classes, ClassSummary{c.Scheme.Classes[k].Name, n, h.classAlpha(k)})
	}
	var pairs [][2]int
	pairs, d.NearMore = labels.NearDuplicates(texts, near)
	for _, pair := range pairs {
		d.Near = append(d.Near, [2]string{c.Items[pair[0]].ID, c.Items[pair[1]].ID})
	}
	return d, nil
}
