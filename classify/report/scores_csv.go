package report

import (
	"encoding/csv"
	"io"
	"strconv"
)

// csvScores writes one row a block: where it stands, its text, then for each model NAME, NAME_unsure and NAME_CLASS, the
// probability of each class. The cells of a model are empty for a block that is not body.
type csvScores struct {
	w      *csv.Writer
	coders []*coder
	all    bool
	opened bool
	row    []string
}

func newCSVScores(w io.Writer, coders []*coder, all bool) *csvScores {
	return &csvScores{w: csv.NewWriter(w), coders: coders, all: all}
}

// open writes the header line, once.
func (s *csvScores) open() {
	if s.opened {
		return
	}
	s.opened = true
	s.row = append(s.row[:0], "article", "title", "para", "kind", "reason", "lo", "hi", "text")
	for _, c := range s.coders {
		s.row = append(s.row, c.scheme.Name, c.scheme.Name+"_unsure")
		for _, name := range c.names {
			s.row = append(s.row, c.scheme.Name+"_"+name)
		}
	}
	s.w.Write(s.row) // the writer keeps its first error for Flush
}

func (s *csvScores) Article(a *Scored) error {
	a.check(s.coders)
	s.open()
	var digits [32]byte
	for i, p := range a.Article.Paragraphs {
		if !shown(p, s.all) {
			continue
		}
		s.row = append(s.row[:0], a.Article.ID, a.Article.Title, strconv.Itoa(i+1), p.Kind.String(), string(p.Reason),
			strconv.Itoa(p.Lo), strconv.Itoa(p.Hi), p.Text)
		for m, c := range s.coders {
			r := a.Readings[m].Results[i]
			if r == nil {
				for range len(c.names) + 2 {
					s.row = append(s.row, "")
				}
				continue
			}
			s.row = append(s.row, c.scheme.Format(r.Set), strconv.FormatBool(r.Unsure))
			for _, p := range r.Probs {
				s.row = append(s.row, string(appendProb(digits[:0], p)))
			}
		}
		s.w.Write(s.row)
	}
	s.w.Flush()
	return s.w.Error()
}

func (s *csvScores) Close() error {
	s.open()
	s.w.Flush()
	return s.w.Error()
}
