package classify

import (
	"slices"

	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/labels"
	"github.com/parley-go/parley/models"
)

// Model is a trained classifier of paragraphs: the scheme it answers in, the features it knows, their weights, the rule that
// turns probabilities into labels, and the card that says where it came from. It is immutable and may be shared.
type Model struct {
	scheme     *labels.Scheme
	vectorizer *features.Vectorizer
	linear     *models.Linear
	decision   Decision
	config     Config
	language   string // of the texts learned from, "" if that is not known
	card       func() *Card
	notes      []byte // of a built-in model, see Notes
}

// Scheme returns the scheme whose classes the model tells apart.
func (m *Model) Scheme() *labels.Scheme { return m.scheme }

// Card returns what is known of the model's origin and quality. It is shared: do not change it.
func (m *Model) Card() *Card { return m.card() }

// known returns a card that is there already.
func known(c *Card) func() *Card { return func() *Card { return c } }

// Decision returns the rule that turns probabilities into labels.
func (m *Model) Decision() Decision { return m.decision }

// Language returns the language of the texts that the model has learned from, as a code such as en; "" if they do not tell, or if the model was
// written before this was noted.
func (m *Model) Language() string { return m.language }

// ReadsAround tells whether a paragraph is read with those around it, so that it may score otherwise by itself.
func (m *Model) ReadsAround() bool { return !m.config.company().alone() }

// Width returns the number of features.
func (m *Model) Width() int { return m.vectorizer.Width() }

// Paragraph scores one paragraph, whatever its kind.
func (m *Model) Paragraph(p article.Paragraph) Result { return m.NewScorer().Text(p.Text) }

// Text scores a text as one paragraph.
func (m *Model) Text(text string) Result { return m.NewScorer().Text(text) }

// Article scores the body paragraphs of the article. Where it plainly is in another language than the model has learned from, all are unsure.
func (m *Model) Article(a *article.Article) *Reading { return m.NewScorer().Article(a) }

// Scorer scores many texts with one model and reuses its memory between them. It must not be shared between goroutines;
// make one for each.
type Scorer struct {
	model   *Model
	scratch *features.Scratch
	sums    [][]float64 // sums of weights of the body paragraphs of an article
	probs   [][]float64 // their probabilities, while these are worked out
	texts   []string    // of the body paragraphs of an article, while it is scored
	room    []float64   // for the probabilities of results to come
}

// NewScorer returns a scorer of the model.
func (m *Model) NewScorer() *Scorer { return &Scorer{model: m, scratch: m.vectorizer.NewScratch()} }

// Text scores a text as the only paragraph of its article.
func (s *Scorer) Text(text string) Result {
	var r [1]Result
	s.Texts(r[:], []string{text})
	return r[0]
}

// read sums up the weights of the features of a text in dst and counts its words.
func (s *Scorer) read(dst []float64, text string) (sums []float64, r Result) {
	linear := s.model.linear
	sums = linear.Start(dst)
	s.scratch.Project(sums, linear.W, text)
	r.Known, r.Words = s.scratch.Seen()
	return sums, r
}

// finish turns sums into probabilities and a decision. The result keeps sums.
func (m *Model) finish(r *Result, sums []float64) {
	m.linear.Finish(sums)
	m.linear.Link.Probs(sums)
	r.Probs = sums
	r.Set, r.Unsure = m.decision.Decide(r.Probs)
}

// Article is Model.Article.
func (s *Scorer) Article(a *article.Article) *Reading {
	body := 0
	for i := range a.Paragraphs {
		if a.Paragraphs[i].Kind == article.Body {
			body++
		}
	}
	classes := len(s.model.scheme.Classes)
	r := &Reading{Article: a, Results: make([]*Result, len(a.Paragraphs))}
	results := make([]Result, body)
	texts := slices.Grow(s.texts[:0], body)
	for i := range a.Paragraphs {
		if p := &a.Paragraphs[i]; p.Kind == article.Body {
			r.Results[i] = &results[len(texts)]
			texts = append(texts, p.Text)
		}
	}
	s.Texts(results, texts)
	clear(texts)
	s.texts = texts
	if r.Foreign = a.Foreign(s.model.language); r.Foreign {
		for i := range results {
			results[i].Unsure, results[i].Foreign = true, true
		}
	}
	r.rollUp(classes)
	return r
}

// Texts scores the paragraphs of one article, in their order, each with its neighbours. dst has one place for each text.
func (s *Scorer) Texts(dst []Result, texts []string) {
	if len(dst) != len(texts) {
		panic("classify: places for another number of results than there are texts")
	}
	company := s.model.config.company()
	if company.alone() {
		for i, text := range texts {
			var sums []float64
			sums, dst[i] = s.read(s.take(), text)
			s.model.finish(&dst[i], sums)
		}
		return
	}
	for len(s.sums) < len(texts) {
		s.sums, s.probs = append(s.sums, make([]float64, len(s.model.scheme.Classes))), append(s.probs, nil)
	}
	probs := s.probs[:len(texts)]
	for i, text := range texts {
		s.sums[i], dst[i] = s.read(s.sums[i], text)
		probs[i] = s.take()
	}
	company.join(probs, s.sums[:len(texts)])
	for i := range dst {
		s.model.finish(&dst[i], probs[i])
	}
	clear(probs)
}

// take returns room for the probabilities of a result, which keeps it: one allocation serves many.
func (s *Scorer) take() []float64 {
	const results = 64
	n := len(s.model.scheme.Classes)
	if len(s.room) < n {
		s.room = make([]float64, results*n)
	}
	out := s.room[:n:n]
	s.room = s.room[n:]
	return out
}
