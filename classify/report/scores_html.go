package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// mostContents is the number of articles that the table of contents lists; mostStrip the number of paragraphs up to which an
// article has a strip.
const (
	mostContents = 500
	mostStrip    = 200
)

// htmlScores writes one page, article by article. The table of contents comes last in the file and is shown first.
type htmlScores struct {
	w        io.Writer
	coders   []*coder
	style    Style
	count    int
	contents []contentsLine
	marks    legend // of the features that the marked words name
}

type contentsLine struct{ ID, Title, Verdict string }

// pageView is what the head of a page needs.
type pageView struct {
	Kind, Title string
	Keys        []string
	Evidence    bool
}

// articleView is an article as its template needs it.
type articleView struct {
	ID, Title, Language string
	Origin              []string
	Verdicts            []verdictView
	Notes               []string
	Blocks              []blockView
}

// verdictView is what one model says about an article.
type verdictView struct {
	Scheme, Sentence, Unseen string
	Segments                 []shareView // one class a paragraph: parts of a bar
	Rows                     []shareView // any number: a bar each
	Strip                    []stripView
}

type shareView struct {
	Name, Mark, Look, Count, Share, Label string
	X, Width, Middle                      string // per cent of the bar
}

type stripView struct {
	ID, Mark, Look, Title string
	Unsure                bool
}

// blockView is a paragraph, or a run of blocks that are not body.
type blockView struct {
	ID, Number, Look, Sure string
	Unsure                 bool
	Label                  *labelView
	Text                   []segment
	Chips                  []chipView
	Why                    facts
	Other, Fold            string // kind of a block that is not body, and what it is folded under
	Texts                  []string
}

type labelView struct{ Name, Mark string }

type chipView struct {
	Name, Sure, Title string
	Unsure            bool
}

// look returns the style of class k.
func look(s *labels.Scheme, k int) string {
	if !s.Ordered {
		return "c" + strconv.Itoa(k%8)
	}
	switch mark(s, k) {
	case "-":
		return "low"
	case "+":
		return "high"
	}
	return "mid"
}

// sign is mark with a minus that is as wide as the plus.
func sign(s *labels.Scheme, k int) string {
	if m := mark(s, k); m != "-" {
		return m
	}
	return "−"
}

// open writes the head of the page, once.
func (s *htmlScores) open() error {
	var names []string
	for _, c := range s.coders {
		names = append(names, c.scheme.Name)
	}
	v := pageView{Kind: "News paragraphs", Title: capital(strings.Join(names, " and ")), Evidence: s.style.evidence(len(s.coders))}
	for _, c := range s.coders {
		if c.scheme.Ordered {
			for k, name := range c.names {
				v.Keys = append(v.Keys, sign(c.scheme, k)+" "+name)
			}
		}
	}
	if len(s.coders) > 0 {
		v.Keys = append(v.Keys, "? unsure: among the paragraphs that the model is least certain of", "% probability of the label")
	}
	return run(s.w, "scores", v)
}

// capital makes the first letter of a title a capital.
func capital(s string) string {
	if s == "" {
		return "As read"
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

func (s *htmlScores) Article(a *Scored) error {
	a.check(s.coders)
	if s.count == 0 {
		if err := s.open(); err != nil {
			return err
		}
	}
	s.count++
	v := articleView{ID: "a" + strconv.Itoa(s.count), Title: caption(a.Article), Language: a.Article.Language, Origin: origin(a.Article)}
	for m, c := range s.coders {
		v.Verdicts = append(v.Verdicts, s.verdict(v.ID, c, a.Readings[m], m == 0))
	}
	v.Notes = a.notes(s.coders)
	v.Blocks = s.blocks(v.ID, a)
	if s.count <= mostContents {
		line := contentsLine{ID: v.ID, Title: v.Title}
		if len(v.Verdicts) > 0 {
			line.Verdict, _, _ = strings.Cut(v.Verdicts[0].Sentence, ":")
		}
		s.contents = append(s.contents, line)
	}
	return run(s.w, "article", v)
}

func (s *htmlScores) Close() error {
	if s.count == 0 {
		if err := s.open(); err != nil {
			return err
		}
	}
	if s.count > 1 {
		v := struct {
			Count, More string
			Lines       []contentsLine
		}{Count: count(s.count), Lines: s.contents}
		if n := s.count - len(s.contents); n > 0 {
			v.More = "and " + count(n) + " more below"
		}
		if err := run(s.w, "contents", v); err != nil {
			return err
		}
	}
	if about := s.marks.text(); about != "" {
		if err := run(s.w, "legend", about); err != nil {
			return err
		}
	}
	if len(s.coders) == 0 {
		return run(s.w, "tail", "Written by parley. No model was asked.")
	}
	return run(s.w, "tail", "Written by parley. A label is the model's reading of one paragraph, not a fact about it.")
}

// verdict says what a model says about the article.
func (s *htmlScores) verdict(id string, c *coder, r *classify.Reading, first bool) verdictView {
	v := verdictView{Scheme: c.scheme.Name, Sentence: verdict(c.scheme, r)}
	if !math.IsNaN(r.Unseen) {
		v.Unseen = percent(r.Unseen)
	}
	if r.Body == 0 {
		return v
	}
	at := 0.0
	for k, n := range r.Counts {
		part := float64(n) / float64(r.Body)
		share := shareView{
			Name: c.names[k], Mark: sign(c.scheme, k), Look: look(c.scheme, k), Count: count(n), Share: percent(part),
			X: decimal(100 * at), Width: decimal(100 * part), Middle: decimal(100 * (at + part/2)),
		}
		switch {
		case c.scheme.Many:
			v.Rows = append(v.Rows, share)
		case n > 0:
			if part >= 0.06 {
				share.Label = share.Mark + " " + share.Count
			}
			v.Segments = append(v.Segments, share)
			at += part
		}
	}
	slices.SortStableFunc(v.Rows, func(a, b shareView) int { return number2(b.Width) - number2(a.Width) })
	v.Rows = slices.DeleteFunc(v.Rows, func(s shareView) bool { return len(c.names) > 12 && s.Count == "0" })
	if first && !c.scheme.Many && r.Body > 1 && r.Body <= mostStrip {
		for i, result := range r.Results {
			if result == nil {
				continue
			}
			k := result.Set.First()
			title := fmt.Sprintf("%d: %s %s", i+1, c.names[k], percent(result.Probs[k]))
			if result.Unsure {
				title += ", unsure"
			}
			v.Strip = append(v.Strip, stripView{ID: blockID(id, i), Mark: sign(c.scheme, k), Look: look(c.scheme, k), Title: title, Unsure: result.Unsure})
		}
	}
	return v
}

// decimal writes a number with two decimals for SVG.
func decimal(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// number2 is the hundredfold of a number that decimal wrote.
func number2(s string) int {
	n, _ := strconv.Atoi(strings.Replace(s, ".", "", 1)) // digits only
	return n
}

// blockID names block i of an article.
func blockID(article string, i int) string { return article + "p" + strconv.Itoa(i+1) }
