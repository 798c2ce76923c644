package classify_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/labels"
)

// inSpanish and inGerman are sentences of hope and of doubt.
var (
	inSpanish = [2]string{"Los mediadores celebraron el acuerdo y hablaron de un avance en las negociaciones con el gobierno.",
		"Los rebeldes rechazaron la propuesta del gobierno y dudan de que haya voluntad de paz."}
	inGerman = [2]string{"Die Vermittler begrüßten die Einigung und sprachen von einem Fortschritt in den Gesprächen mit der Regierung.",
		"Die Rebellen lehnten den Plan der Regierung ab und zweifeln an der Aufrichtigkeit, mit der sie verhandelt."}
	inEnglish = [2]string{"The mediators welcomed the agreement and spoke of an advance in the talks with the government.",
		"The rebels rejected the plan of the government and doubt that it has the will to make peace."}
)

// coded is a corpus of the two sentences, each in articles of its own, no two near each other.
func coded(two [2]string) *labels.Corpus {
	c := &labels.Corpus{Scheme: &labels.Scheme{Name: "tone", Classes: []labels.Class{{Name: "hope"}, {Name: "doubt"}}}}
	for i := range 40 {
		id := fmt.Sprint(i)
		c.Items = append(c.Items, labels.Item{ID: id, Article: id, Text: two[i%2] + strings.Repeat(fmt.Sprintf(" %c%c%c", 'q'+i%7, 'a'+i%5, 'k'+i%11), 8)})
		c.Marks = append(c.Marks, labels.Mark{Item: id, Set: labels.One(i % 2)})
	}
	return c
}

// TestLanguageOfTraining: a corpus in another language than the configuration's is doubted, by the name of what to set, and the model that is
// trained on it, and read again, knows its language.
func TestLanguageOfTraining(t *testing.T) {
	spanish := classify.Default("bayes")
	spanish.Features.Language = "es"
	stemless := classify.Default("bayes")
	stemless.Features.Stem = false
	cues := classify.Default("bayes")
	cues.Features.Families = append(cues.Features.Families, cues.Features.Families[0])
	cues.Features.Families[1].Kind = "cues"
	for _, c := range []struct {
		name     string
		texts    [2]string
		cfg      classify.Config
		language string
		doubt    string
	}{
		{"English", inEnglish, classify.Default("bayes"), "en", ""},
		{"Spanish, English stems", inSpanish, classify.Default("bayes"), "es",
			`the texts are in Spanish (es) and the configuration is for English (en): set features.language to "es" in the file of --config (parley help config)`},
		{"Spanish, Spanish stems", inSpanish, spanish, "es", ""},
		{"Spanish, English cues", inSpanish, cues, "es",
			`the texts are in Spanish (es) and the configuration is for English (en): set features.language to "es" and leave out the families that read English only in the file of --config (parley help config)`},
		{"German, English stems", inGerman, classify.Default("bayes"), "de",
			"the texts are in German (de) and the configuration is for English (en): set features.stem and features.stop to false, as there are no stems of that language, in the file of --config (parley help config)"},
		{"German, no stems", inGerman, stemless, "de", ""},
		{"both", [2]string{inEnglish[0], inSpanish[1]}, classify.Default("bayes"), "", ""},
	} {
		c.cfg.Folds, c.cfg.Bootstrap = 2, 0
		m, e, err := classify.Train(t.Context(), coded(c.texts), c.cfg, classify.Options{})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		var found []string
		for _, d := range e.Doubts {
			if strings.Contains(d, "the texts are in") {
				found = append(found, d)
			}
		}
		if got := strings.Join(found, " "); got != c.doubt {
			t.Errorf("%s: the doubt is\n%q, want\n%q", c.name, got, c.doubt)
		}
		var b bytes.Buffer
		if err := m.Write(&b); err != nil {
			t.Fatal(err)
		}
		again, err := classify.Read(&b)
		if err != nil {
			t.Fatal(err)
		}
		if m.Language() != c.language || again.Language() != c.language {
			t.Errorf("%s: the model has the language %q, read again %q, want %q", c.name, m.Language(), again.Language(), c.language)
		}
		for name, two := range map[string][2]string{"en": inEnglish, "es": inSpanish, "de": inGerman} {
			a := article.FromParagraphs("a", "", two[:])
			a.Language = name
			r := again.Article(a)
			if want := c.language != "" && name != c.language; r.Foreign != want || want && r.Unsure != 2 || r.Results[1].Foreign != want {
				t.Errorf("%s: an article in %s is foreign: %v, with %d unsure, want %v", c.name, name, r.Foreign, r.Unsure, want)
			}
		}
	}
}

// TestForeignArticle: the built-in models keep labels and probabilities of an article in another language, and are unsure of all of them.
func TestForeignArticle(t *testing.T) {
	for _, name := range classify.Builtins() {
		m, err := classify.Builtin(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			texts   [2]string
			foreign bool
		}{{inEnglish, false}, {inSpanish, true}, {inGerman, true}} {
			results := make([]classify.Result, 2)
			m.NewScorer().Texts(results, c.texts[:])
			a := article.FromParagraphs("a", "", c.texts[:])
			a.Language = article.TextLanguage(strings.Join(c.texts[:], " "))
			r := m.Article(a)
			for i, got := range r.Results {
				want := results[i]
				if got.Set != want.Set || !slices.Equal(got.Probs, want.Probs) || got.Foreign != c.foreign || got.Unsure != (want.Unsure || c.foreign) {
					t.Errorf("%s: %q in an article in %q: %+v, by itself %+v, foreign is to be %v", name, c.texts[i], a.Language, *got, want, c.foreign)
				}
			}
		}
	}
}

// TestLanguageOfEvaluation: figures of texts in another language than the model's are doubted.
func TestLanguageOfEvaluation(t *testing.T) {
	cfg := classify.Default("bayes")
	cfg.Folds = 0
	m, _, err := classify.Train(t.Context(), coded(inEnglish), cfg, classify.Options{})
	if err != nil {
		t.Fatal(err)
	}
	const want = "the texts are in Spanish (es) and the model has learned from English (en): it does not understand them"
	for _, c := range []struct {
		texts [2]string
		want  bool
	}{{inEnglish, false}, {inSpanish, true}} {
		e, err := classify.Evaluate(t.Context(), m, coded(c.texts), classify.EvaluateOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if slices.Contains(e.Doubts, want) != c.want {
			t.Errorf("the doubts about %q are %q", c.texts[0], e.Doubts)
		}
	}
}
