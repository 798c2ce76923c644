package classify

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/features"
)

// Evidence is a word of the source text, or signs between words such as emoji, and what it adds to the score of each class.
type Evidence struct {
	Lo, Hi   int       // bytes of the text
	Shares   []float64 // one a class, in units of the calibrated score
	Features []string  // the features seen in it, strongest first, without repeats
}

// Explanation takes the scores of a text apart: for each class, Base, Around and the shares of all Words add up to Scores, to within
// the rounding of values of features to 32 bits.
type Explanation struct {
	Result Result
	Scores []float64  // calibrated scores, before the link
	Base   []float64  // the score of a text without any known feature
	Around []float64  // what the other paragraphs of the article add; zeros if the model does not look at them
	Words  []Evidence // in the order of the text; they do not overlap
}

// Explain takes the score of a text apart that is the only paragraph of its article: see ExplainIn.
func (m *Model) Explain(text string) *Explanation { return m.ExplainIn([]string{text}, 0) }

// ExplainIn scores paragraph i of an article with these body paragraphs and says which of its words made the score. The share of a feature (its
// value in the text times its weight) is split evenly over the places where it was seen; a place that spans several words, as that of a word
// pair does, is split evenly over these. Features seen in no word, such as emoji, have places of their own. It panics if there is no paragraph i.
func (m *Model) ExplainIn(paragraphs []string, i int) *Explanation { return m.Explainer(paragraphs)(i) }

// ExplainArticle is ExplainIn for block i of an article, in the company of its other body paragraphs: it takes the score apart that Article gives.
// It panics if the block is not body.
func (m *Model) ExplainArticle(a *article.Article, i int) *Explanation {
	if a.Paragraphs[i].Kind != article.Body {
		panic(fmt.Sprintf("classify: ExplainArticle: block %d is %s, not body", i, a.Paragraphs[i].Kind))
	}
	var texts []string
	at := 0
	for j, p := range a.Paragraphs {
		if j == i {
			at = len(texts)
		}
		if p.Kind == article.Body {
			texts = append(texts, p.Text)
		}
	}
	e := m.ExplainIn(texts, at)
	if a.Foreign(m.language) {
		e.Result.Unsure, e.Result.Foreign = true, true
	}
	return e
}

// Explainer returns ExplainIn for an article with these body paragraphs, each of which is read once, whatever the number of those that are
// explained. The function may be called by one goroutine at a time.
func (m *Model) Explainer(paragraphs []string) func(i int) *Explanation {
	return m.readForEvidence(paragraphs).explain
}

// explainer is an article that has been read.
type explainer struct {
	model      *Model
	paragraphs []string
	own, all   [][]float64 // sums of weights of each paragraph by itself, and in company
	results    []Result    // without probabilities
}

func (m *Model) readForEvidence(paragraphs []string) *explainer {
	n, classes := len(paragraphs), len(m.scheme.Classes)
	e := &explainer{m, paragraphs, make([][]float64, n), make([][]float64, n), make([]Result, n)}
	s := m.NewScorer()
	sums := make([]float64, 2*n*classes)
	for i, text := range paragraphs {
		e.own[i], e.all[i], sums = sums[:classes:classes], sums[classes:][:classes:classes], sums[2*classes:]
		e.own[i], e.results[i] = s.read(e.own[i], text)
	}
	m.config.company().join(e.all, e.own)
	return e
}

// explain takes the score of paragraph i apart.
func (x *explainer) explain(i int) *Explanation {
	m, text := x.model, x.paragraphs[i]
	classes := len(m.scheme.Classes)
	e := &Explanation{
		Result: x.results[i],
		Scores: slices.Clone(x.all[i]),
		Base:   m.linear.Scores(nil, features.Vector{}),
		Around: make([]float64, classes),
	}
	own := m.config.company().weight(i, i, len(x.paragraphs)) // of the words of this paragraph
	if len(x.paragraphs) > 1 {
		for k, v := range x.all[i] {
			e.Around[k] = m.linear.Scale[k] * (v - own*x.own[i][k])
		}
	}
	m.linear.Finish(e.Scores)
	m.finish(&e.Result, slices.Clone(x.all[i]))
	v := m.vectorizer.Vector(features.Vector{}, text)
	hits := m.vectorizer.Hits(nil, text)
	times := map[uint32]int{}
	for _, h := range hits {
		times[h.Index]++
	}
	places := placesOf(text, hits)
	type named struct {
		feature  uint32
		strength float64
	}
	words := make([]Evidence, len(places))
	names := make([][]named, len(places))
	for _, h := range hits {
		at, found := slices.BinarySearch(v.Index, h.Index)
		if !found {
			continue
		}
		first := firstBeyond(places, h.Lo)
		last := first
		for last+1 < len(places) && places[last+1].lo < h.Hi {
			last++
		}
		parts := float64(times[h.Index] * (last - first + 1))
		for w := first; w <= last; w++ {
			if words[w].Shares == nil {
				words[w] = Evidence{Lo: places[w].lo, Hi: places[w].hi, Shares: make([]float64, classes)}
			}
			strength := 0.0
			for k := range classes {
				share := own * m.linear.Share(h.Index, v.Value[at], k) / parts
				words[w].Shares[k] += share
				strength = max(strength, share, -share)
			}
			names[w] = append(names[w], named{h.Index, strength})
		}
	}
	for w := range words {
		if words[w].Shares == nil {
			continue
		}
		slices.SortStableFunc(names[w], func(a, b named) int {
			return cmp.Or(cmp.Compare(b.strength, a.strength), cmp.Compare(a.feature, b.feature))
		})
		for _, n := range names[w] {
			if name := m.vectorizer.Name(n.feature); !slices.Contains(words[w].Features, name) {
				words[w].Features = append(words[w].Features, name)
			}
		}
		e.Words = append(e.Words, words[w])
	}
	return e
}

// place is where a text may have evidence: bytes lo to hi.
type place struct{ lo, hi int }

// placesOf returns the places of a text in their order, each hit of which is in one at least: the words, and between them the stretches in which there
// are hits that touch no word, those that overlap as one.
func placesOf(text string, hits []features.Hit) []place {
	tokens := features.Tokens(nil, text)
	all := make([]place, 0, len(tokens))
	for _, t := range tokens {
		all = append(all, place{t.Lo, t.Hi})
	}
	var loose []place // ascending, as the hits are
	for _, h := range hits {
		if w := firstBeyond(all, h.Lo); w < len(all) && all[w].lo < h.Hi {
			continue
		}
		if n := len(loose); n > 0 && h.Lo < loose[n-1].hi {
			loose[n-1].hi = max(loose[n-1].hi, h.Hi)
		} else {
			loose = append(loose, place{h.Lo, h.Hi})
		}
	}
	if loose == nil {
		return all
	}
	all = append(all, loose...)
	slices.SortFunc(all, func(a, b place) int { return cmp.Compare(a.lo, b.lo) })
	return all
}

// firstBeyond returns the number of the first place that ends after the byte.
func firstBeyond(places []place, at int) int {
	n, _ := slices.BinarySearchFunc(places, at+1, func(p place, end int) int { return cmp.Compare(p.hi, end) })
	return n
}

// Weight is a feature and its weight for one class.
type Weight struct {
	Name   string
	Weight float64
	Docs   int // texts of the training corpus that hold it
}

// Top returns the n features that speak most for class k, strongest first; equals are in the order of their names. It panics
// if k is not the number of a class or n is below 0.
func (m *Model) Top(k, n int) []Weight {
	if k < 0 || k >= len(m.scheme.Classes) || n < 0 {
		panic(fmt.Sprintf("classify: Top: %d features of class %d, want 0 or more of a class below %d", n, k, len(m.scheme.Classes)))
	}
	all := make([]Weight, 0, m.Width())
	for f := range uint32(m.Width()) {
		if w := m.linear.Share(f, 1, k); w > 0 {
			all = append(all, Weight{m.vectorizer.Name(f), w, m.vectorizer.DocFrequency(f)})
		}
	}
	slices.SortFunc(all, func(a, b Weight) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Name, b.Name))
	})
	return all[:min(n, len(all))]
}
