package report

import (
	"encoding/csv"
	"io"
	"strconv"
)

// csvScores writes one row a block: where it stands, its text, then for each model NAME, NAME_unsure and NAME_CLASS, the
// probability of each class, then where the article is from, and for each model NAME_reason ("other language" where it cannot read the
// article), NAME_known and NAME_words (how many words it knows, of how many). The cells of a model are empty for a block that is not body.
// Without models a row has an id before where the article is from. New columns come last, so that readers by position stay right.
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
	if len(s.coders) == 0 {
		s.row = append(s.row, "id")
	}
	s.row = append(s.row, "date", "source", "author", "url", "language")
	for _, c := range s.coders {
		s.row = append(s.row, c.scheme.Name+"_reason", c.scheme.Name+"_known", c.scheme.Name+"_words")
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
		if len(s.coders) == 0 {
			s.row = append(s.row, paragraphID(a.Article, i))
		}
		s.row = append(s.row, a.Article.Date, a.Article.Source, a.Article.Author, a.Article.URL, a.Article.Language)
		for m := range s.coders {
			r := a.Readings[m].Results[i]
			switch {
			case r == nil:
				s.row = append(s.row, "", "", "")
				continue
			case r.Foreign:
				s.row = append(s.row, otherLanguage)
			default:
				s.row = append(s.row, "")
			}
			s.row = append(s.row, strconv.Itoa(r.Known), strconv.Itoa(r.Words))
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
