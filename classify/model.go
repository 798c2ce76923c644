package classify

import (
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
	card       *Card
}

// Scheme returns the scheme whose classes the model tells apart.
func (m *Model) Scheme() *labels.Scheme { return m.scheme }

// Card returns what is known of the model's origin and quality. It is shared: do not change it.
func (m *Model) Card() *Card { return m.card }

// Decision returns the rule that turns probabilities into labels.
func (m *Model) Decision() Decision { return m.decision }

// Width returns the number of features.
func (m *Model) Width() int { return m.vectorizer.Width() }

// Paragraph scores one paragraph, whatever its kind.
func (m *Model) Paragraph(p article.Paragraph) Result { return m.NewScorer().Text(p.Text) }

// Text scores a text as one paragraph.
func (m *Model) Text(text string) Result { return m.NewScorer().Text(text) }

// Article scores the body paragraphs of the article.
func (m *Model) Article(a *article.Article) *Reading { return m.NewScorer().Article(a) }

// Scorer scores many texts with one model and reuses its memory between them. It must not be shared between goroutines;
// make one for each.
type Scorer struct {
	model  *Model
	vector features.Vector
}

// NewScorer returns a scorer of the model.
func (m *Model) NewScorer() *Scorer { return &Scorer{model: m} }

// Text scores a text as one paragraph.
func (s *Scorer) Text(text string) Result {
	m := s.model
	s.vector = m.vectorizer.Vector(s.vector, text)
	r := Result{Probs: m.linear.Probs(nil, s.vector)}
	r.Known, r.Words = m.vectorizer.Seen(text)
	r.Set, r.Unsure = m.decision.Decide(r.Probs)
	return r
}

// Article scores the body paragraphs of the article.
func (s *Scorer) Article(a *article.Article) *Reading {
	r := &Reading{Article: a, Results: make([]*Result, len(a.Paragraphs))}
	for i, p := range a.Paragraphs {
		if p.Kind != article.Body {
			continue
		}
		result := s.Text(p.Text)
		r.Results[i] = &result
	}
	r.rollUp(len(s.model.scheme.Classes))
	return r
}
