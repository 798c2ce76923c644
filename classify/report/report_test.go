package report

import (
	"math"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/labels"
)

// fake is a model whose answers are written by hand.
type fake struct {
	scheme *labels.Scheme
	card   *classify.Card
	clues  map[string][]float64 // share of a word, one a class
	notes  *classify.Notes
	asked  []string // paragraphs that were given, in order
	around bool     // says that it reads paragraphs with those around them
}

func (f *fake) Scheme() *labels.Scheme { return f.scheme }
func (f *fake) Card() *classify.Card   { return f.card }
func (f *fake) Notes() *classify.Notes { return f.notes }
func (f *fake) Width() int             { return 12345 }

func (f *fake) Decision() classify.Decision {
	d := classify.Decision{Many: f.scheme.Many, Margin: 0.45}
	if d.Many {
		d.Margin = 0.05
		for range f.scheme.Classes {
			d.Thresholds = append(d.Thresholds, 0.5)
		}
	}
	return d
}

// Explain explains a text by itself.
func (f *fake) Explain(text string) *classify.Explanation { return f.ExplainIn([]string{text}, 0) }

// Explainer explains the paragraphs of an article, one by one.
func (f *fake) Explainer(paragraphs []string) func(int) *classify.Explanation {
	return func(i int) *classify.Explanation { return f.ExplainIn(paragraphs, i) }
}

// ExplainIn finds the clues among the words of the paragraph and gives each its share.
func (f *fake) ExplainIn(paragraphs []string, i int) *classify.Explanation {
	text := paragraphs[i]
	n := len(f.scheme.Classes)
	e := &classify.Explanation{Base: make([]float64, n), Scores: make([]float64, n)}
	if f.scheme.Many {
		for k := range e.Base {
			e.Base[k], e.Scores[k] = -1, -1
		}
	}
	for _, t := range features.Tokens(nil, text) {
		shares, ok := f.clues[t.Form]
		if !ok {
			continue
		}
		e.Words = append(e.Words, classify.Evidence{Lo: t.Lo, Hi: t.Hi, Shares: shares, Features: []string{t.Form, t.Form + " talk"}})
		for k, s := range shares {
			e.Scores[k] += s
		}
	}
	f.asked = append(f.asked, paragraphs...)
	sum := 0.0
	for _, s := range e.Scores {
		sum += math.Exp(s)
	}
	for _, s := range e.Scores {
		p := 1 / (1 + math.Exp(-s))
		if !f.scheme.Many {
			p = math.Exp(s) / sum
		}
		e.Result.Probs = append(e.Result.Probs, p)
	}
	e.Result.Set, e.Result.Unsure = f.Decision().Decide(e.Result.Probs)
	return e
}

func (f *fake) ReadsAround() bool { return f.around }

func (f *fake) Top(k, n int) []classify.Weight {
	all := []classify.Weight{{Name: "refus", Weight: 1.25, Docs: 31}, {Name: "peac talk", Weight: 0.5, Docs: 7}, {Name: "‹dead›", Weight: 0.125, Docs: 4}}
	return all[:min(n, len(all)-k%2)]
}

// stance and frames are the two schemes most used, with a few clues.
func stance() *fake {
	s, _ := labels.Builtin("stance")
	return &fake{scheme: s, card: card(s), clues: map[string][]float64{
		"refused":  {1.5, -0.5, -1},
		"deadlock": {0.75, 0, -0.75},
		"ready":    {-0.5, -0.25, 0.75},
		"welcomed": {-1, -0.5, 1.5},
		"meeting":  {-0.0625, 0.125, -0.0625},
	}}
}

func frames() *fake {
	s, _ := labels.Builtin("frames")
	return &fake{scheme: s, card: card(s), clues: map[string][]float64{
		"meeting":  {1.5, 0, 0, 0, 0, 0, 0},
		"troops":   {-0.25, 2, 0.5, 0, 0, 0, 0},
		"sanction": {0, 0, 0, 0, 2, 0, 0},
	}}
}

// story is a small article with one block of each kind, and text that each format has to escape.
func story() *article.Article {
	a := article.FromParagraphs("a1", `Talks <in> "Geneva" & after`, []string{
		"By Jane Doe",
		"The ministers refused to move, and the deadlock of the troops' meeting stayed.",
		"What comes next",
		"Kyiv welcomed the meeting | it is ready, \"now\", <b>to talk</b>.",
		"=SUM(A1), 和平会谈, محادثات السلام, \u2028 and \\ a tab.",
	})
	a.Paragraphs[0].Kind, a.Paragraphs[0].Reason = article.Boilerplate, article.Byline
	a.Paragraphs[2].Kind = article.Heading
	a.Date, a.Source, a.Author, a.URL = "2025-03-01", "The Daily", "Jane Doe", "javascript:alert(1)"
	a.Notes = []string{"read as windows-1252: the file names no encoding"}
	return a
}

// read gives the readings of the fake models, with probabilities written by hand.
func read(a *article.Article, models ...model) *Scored {
	s := &Scored{Article: a}
	for _, m := range models {
		n := len(m.Scheme().Classes)
		r := &classify.Reading{Article: a, Results: make([]*classify.Result, len(a.Paragraphs)), Counts: make([]int, n), Mean: make([]float64, n)}
		for i, p := range a.Paragraphs {
			if p.Kind != article.Body {
				continue
			}
			e := m.Explainer([]string{p.Text})(0)
			result := e.Result
			result.Known, result.Words = len(e.Words), len(features.Tokens(nil, p.Text))
			r.Results[i] = &result
			r.Body++
			if result.Unsure {
				r.Unsure++
			}
			for k := range result.Set.All() {
				r.Counts[k]++
			}
			copy(r.Mean, result.Probs)
		}
		r.Unseen = 0.375
		s.Readings = append(s.Readings, r)
	}
	return s
}

func f64(v float64) *float64 { return &v }

// card is a model card for the scheme.
func card(s *labels.Scheme) *classify.Card {
	c := &classify.Card{
		Config: classify.Default("logistic"),
		Corpus: classify.CorpusCard{Digest: "sha256:0123456789abcdef", Items: 1200, Articles: 80},
		Quality: []classify.FigureCard{
			{Name: "macro_f1", Title: "macro-F1", Value: f64(0.5875), Lo: f64(0.5512), Hi: f64(0.6299), Floor: f64(0.2412), Ceiling: f64(0.9634)},
			{Name: "kappa", Title: "Cohen's kappa", Floor: f64(0)},
		},
		Doubts: []string{"only 12 items are coded optimistic", "the optimiser <stopped> early"},
		Method: "10-fold cross-validation",
		Humans: &classify.HumansCard{Items: 1100, Alpha: f64(0.8125)},
	}
	for k, class := range s.Classes {
		c.Corpus.Counts = append(c.Corpus.Counts, 100*(k+1))
		c.Classes = append(c.Classes, classify.ClassCard{Name: class.Name, Precision: f64(0.5), Recall: f64(0.25), F1: f64(1.0 / 3), Support: 100 * (k + 1)})
	}
	if !s.Many && len(s.Classes) > 1 {
		for range s.Classes {
			c.Matrix = append(c.Matrix, make([]int, len(s.Classes)))
		}
		c.Matrix[0][0], c.Matrix[0][1], c.Matrix[1][1] = 3, 1, 2
	}
	return c
}
