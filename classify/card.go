package classify

import (
	"fmt"
	"math"
	"sync"

	"github.com/parley-go/parley/labels"
)

// Card says where a model came from and how far it can be trusted. It travels in the model file.
type Card struct {
	Config  Config         `json:"config"`
	Corpus  CorpusCard     `json:"corpus"`
	Method  string         `json:"method"`           // how the figures were had
	Quality []FigureCard   `json:"quality"`          // figures on paragraphs that were out of fold, never on the training texts
	Classes []ClassCard    `json:"classes"`          // the same a class
	Matrix  [][]int        `json:"matrix,omitempty"` // counts, rows true, columns predicted; absent for many-label schemes
	Humans  *HumansCard    `json:"humans,omitempty"`
	Doubts  []string       `json:"doubts"`           // what makes the figures less sure than they look
	Prints  *labels.Prints `json:"prints,omitempty"` // of the training texts, to notice them in an evaluation without keeping a word
}

// CorpusCard describes a training corpus without its texts.
type CorpusCard struct {
	Digest   string `json:"digest"`
	Items    int    `json:"items"`
	Articles int    `json:"articles"`           // groups of items: articles and near-duplicates
	Counts   []int  `json:"counts"`             // items a class
	Language string `json:"language,omitempty"` // of nearly all texts; absent if they do not tell, or if it goes without saying: see languageKnown
}

// FigureCard is one figure of an evaluation; nil stands for undefined.
type FigureCard struct {
	Name    string   `json:"name"`
	Title   string   `json:"title"`
	Value   *float64 `json:"value"`
	Lo      *float64 `json:"lo"` // 95 % interval over articles
	Hi      *float64 `json:"hi"`
	Floor   *float64 `json:"floor"`
	Ceiling *float64 `json:"ceiling"`
}

// ClassCard is one class of an evaluation.
type ClassCard struct {
	Name      string   `json:"name"`
	Precision *float64 `json:"precision"`
	Recall    *float64 `json:"recall"`
	F1        *float64 `json:"f1"`
	Support   int      `json:"support"`
}

// HumansCard is how far people agreed on the training corpus.
type HumansCard struct {
	Items int      `json:"items"` // coded by two or more
	Alpha *float64 `json:"alpha"`
}

// check says what does not fit a scheme of so many classes. Those that go through a list of the card find a name for each class in the scheme.
func (c *Card) check(classes int) error {
	if n := len(c.Corpus.Counts); n > classes {
		return fmt.Errorf("counts of %d classes, but the scheme has %d", n, classes)
	}
	if n := len(c.Matrix); n > 0 && n != classes {
		return fmt.Errorf("matrix of %d rows, but the scheme has %d classes", n, classes)
	}
	for i, row := range c.Matrix {
		if len(row) != classes {
			return fmt.Errorf("matrix: %d numbers in row %d, but the scheme has %d classes", len(row), i+1, classes)
		}
	}
	return nil
}

// prints makes the prints of the training texts while the caller goes on, and returns what waits for them.
func (s *sample) prints() func() *labels.Prints {
	return later(func() *labels.Prints {
		rows := s.read()
		if len(rows) == len(s.corpus.Items) {
			return labels.MakePrints(s.corpus)
		}
		return labels.MakePrints(s.corpus.Subset(rows))
	})
}

// later works a value out while the caller goes on, and returns what waits for it.
func later[T any](work func() T) func() T {
	var value T
	var wait sync.WaitGroup
	wait.Go(func() { value = work() })
	return func() T {
		wait.Wait()
		return value
	}
}

// newCard writes down an evaluation and the corpus that it was made on.
func newCard(s *sample, cfg Config, e *Evaluation, prints func() *labels.Prints) *Card {
	c := &Card{
		Config: cfg,
		Corpus: CorpusCard{Digest: e.Corpus, Items: e.Items, Articles: e.Articles, Counts: s.counts(), Language: s.noted(cfg)},
		Method: e.Method,
		Doubts: append([]string{}, e.Doubts...),
		Prints: prints(),
	}
	for _, f := range e.Figures {
		c.Quality = append(c.Quality, FigureCard{f.Name, f.Title,
			defined(f.Value), defined(f.Lo), defined(f.Hi), defined(f.Floor), defined(f.Ceiling)})
	}
	for _, k := range e.Classes {
		c.Classes = append(c.Classes, ClassCard{k.Name, defined(k.Precision.Value), defined(k.Recall.Value), defined(k.F1.Value), k.Support})
	}
	if len(e.Matrices) > 0 && !s.corpus.Scheme.Many {
		c.Matrix = e.Matrices[0].Counts
	}
	if e.Humans != nil {
		c.Humans = &HumansCard{e.Humans.Items, defined(e.Humans.Alpha)}
	}
	return c
}

// defined returns nil for a number that JSON cannot hold. Figures are kept to six places: the rest is noise.
func defined(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	v = math.Round(v*1e6) / 1e6
	return &v
}
