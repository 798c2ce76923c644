package classify

import (
	"math"

	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/labels"
)

// Result is what a model says about one paragraph.
type Result struct {
	Probs   []float64  // one a class; they add up to 1 unless the scheme allows many labels
	Set     labels.Set // the decision: one class, or any number where the scheme allows many
	Unsure  bool       // less certain than the stated share of paragraphs was out of fold, or Foreign
	Foreign bool       // its article is in another language than the model has learned from: the label means nothing
	Known   int        // word tokens that the model has learned something about
	Words   int        // word tokens in all
}

// Unseen returns the share of the paragraph's words that the model has never met; NaN for a paragraph without words.
func (r Result) Unseen() float64 {
	if r.Words == 0 {
		return math.NaN()
	}
	return 1 - float64(r.Known)/float64(r.Words)
}

// Reading is what a model says about one article.
type Reading struct {
	Article *article.Article
	Results []*Result // one a paragraph of the article; nil where it is not body text
	Body    int       // body paragraphs
	Counts  []int     // body paragraphs a class
	Unsure  int       // body paragraphs called unsure
	Foreign bool      // the article is in another language than the model has learned from, and all its paragraphs are unsure
	Mean    []float64 // mean probability a class, paragraphs weighted by their length in bytes; zero if Body is 0
	Unseen  float64   // share of words never met, over the body; NaN if it has no words
}

// Lead returns the class that the most body paragraphs carry, ties going to the higher mean probability and then to the
// first in the scheme; ok is false if no paragraph carries any class.
func (r *Reading) Lead() (class int, ok bool) {
	best := -1
	for k, n := range r.Counts {
		if n == 0 {
			continue
		}
		if best < 0 || n > r.Counts[best] || n == r.Counts[best] && r.Mean[k] > r.Mean[best] {
			best = k
		}
	}
	return best, best >= 0
}

// rollUp fills the figures of a reading from its results.
func (r *Reading) rollUp(classes int) {
	r.Counts = make([]int, classes)
	r.Mean = make([]float64, classes)
	var length float64
	var known, words int
	for i, result := range r.Results {
		if result == nil {
			continue
		}
		r.Body++
		if result.Unsure {
			r.Unsure++
		}
		known, words = known+result.Known, words+result.Words
		weight := float64(len(r.Article.Paragraphs[i].Text))
		length += weight
		for k := range classes {
			if result.Set.Has(k) {
				r.Counts[k]++
			}
			r.Mean[k] += weight * result.Probs[k]
		}
	}
	if length > 0 {
		for k := range r.Mean {
			r.Mean[k] /= length
		}
	}
	r.Unseen = math.NaN()
	if words > 0 {
		r.Unseen = 1 - float64(known)/float64(words)
	}
}
