package report

import (
	"bytes"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
)

// TestLegend: explanations and pages of scores say what the marks of the features mean that they show, and no others; without marks they say nothing.
func TestLegend(t *testing.T) {
	m, err := classify.Builtin("stance")
	if err != nil {
		t.Fatal(err)
	}
	const text = "The governor refused to sign."
	a := article.FromText("a", "Talks", text+"\n\n"+text)
	for _, f := range []Format{Text, Markdown, HTML} {
		for name, write := range map[string]func(model, *bytes.Buffer) error{
			"explanation": func(m model, b *bytes.Buffer) error {
				return writeExplanation(b, f, m, Passage{Text: text}, m.Explainer([]string{text})(0), Style{Width: 1000})
			},
			"scores": func(m model, b *bytes.Buffer) error {
				s := newScores(b, f, []model{m}, Style{Evidence: true, Width: 1000})
				r := &classify.Reading{Results: make([]*classify.Result, len(a.Paragraphs))}
				for i := range a.Paragraphs {
					if a.Paragraphs[i].Kind == article.Body {
						e := m.Explainer([]string{text})(0)
						r.Results[i] = &e.Result
					}
				}
				if err := s.Article(&Scored{Article: a, Readings: []*classify.Reading{r}}); err != nil {
					return err
				}
				return s.Close()
			},
		} {
			var marked, plain bytes.Buffer
			if err := write(m, &marked); err != nil {
				t.Fatal(err)
			}
			if err := write(stance(), &plain); err != nil {
				t.Fatal(err)
			}
			want := 1
			if name == "scores" && f != HTML { // which shows words and no features
				want = 0
			}
			for _, part := range []string{"In names of features, lex:X is an expression", "phrase:X=Y is"} {
				if got := strings.Count(marked.String(), part); got != want {
					t.Errorf("%s as %s has %q %d times, want %d:\n%s", name, f, part, got, want, marked.String())
				}
			}
			if strings.Contains(marked.String(), "pieces of words") || strings.Contains(marked.String(), "form:X") {
				t.Errorf("%s as %s explains marks that it does not show:\n%s", name, f, marked.String())
			}
			if strings.Contains(plain.String(), "names of features") {
				t.Errorf("%s as %s explains marks that are not there:\n%s", name, f, plain.String())
			}
		}
	}
}

// TestLegendOfCard: the card of a model without pieces of words does not speak of them.
func TestLegendOfCard(t *testing.T) {
	for name, want := range map[string]string{"stance": "A name without a mark is a stem or two in a row. In names of features, lex:X is an expression", "frames": "In names of features, form:X is the word X as it stands; lex:X is"} {
		m, err := classify.Builtin(name)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := Card(&b, Text, m, Style{Width: 1000}); err != nil {
			t.Fatal(err)
		}
		_, about, _ := strings.Cut(b.String(), "What speaks for each class\n")
		about, _, _ = strings.Cut(about, "\n  class ")
		if !strings.Contains(about, want) || strings.Contains(about, "pieces of words") {
			t.Errorf("%s: %q, want %q in it and no pieces of words", name, about, want)
		}
	}
}
