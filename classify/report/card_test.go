package report

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
)

func TestCardText(t *testing.T) {
	var b bytes.Buffer
	if err := writeCard(&b, Text, stance(), Style{Width: 90}); err != nil {
		t.Fatal(err)
	}
	golden(t, "card.txt", b.String())
}

func TestCardJSON(t *testing.T) {
	var b bytes.Buffer
	if err := writeCard(&b, JSON, stance(), Style{}); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Kind  string
		Width int
		Card  struct {
			Quality []struct {
				Name  string
				Value *float64
			}
			Matrix [][]int
			Config classify.Config
		}
		Top []struct {
			Class    string
			Features []struct {
				Name   string
				Weight float64
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Kind != "card" || got.Width != 12345 || *got.Card.Quality[0].Value != 0.5875 || got.Card.Quality[1].Value != nil || got.Card.Matrix[0][1] != 1 {
		t.Errorf("the card is %+v", got)
	}
	if f := got.Top[0].Features[0]; got.Top[0].Class != "skeptical" || f.Name != "refus" || f.Weight != 1.25 {
		t.Errorf("the top features are %+v", got.Top)
	}
}

// TestCardOfBuiltin: what the notes of a built-in model leave undefined is null in JSON and a dash in text, never 0; the training corpus is told in groups.
func TestCardOfBuiltin(t *testing.T) {
	m, err := classify.Builtin("stance")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Card(&b, JSON, m, Style{}); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Notes struct {
			HeldOut struct {
				Figures []map[string]any
			} `json:"held_out"`
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	defined := map[string][]string{"macro F1": {"lo", "hi", "floor", "ceiling"}, "F1 of skeptical": {"lo", "hi"}, "share called unsure": nil}
	found := 0
	for _, f := range got.Notes.HeldOut.Figures {
		want, named := defined[f["title"].(string)]
		if !named {
			continue
		}
		found++
		for _, key := range []string{"lo", "hi", "floor", "ceiling"} {
			v, there := f[key]
			if _, number := v.(float64); !there || number != slices.Contains(want, key) || !number && v != nil {
				t.Errorf("%s: %s is %v", f["title"], key, v)
			}
		}
	}
	if found != len(defined) {
		t.Errorf("%d of %d figures are there: %v", found, len(defined), got)
	}
	b.Reset()
	if err := Card(&b, Text, m, Style{Width: 200}); err != nil {
		t.Fatal(err)
	}
	if want := regexp.MustCompile(`(?m)^  share called unsure +0\.221 +– +– +–$`); !want.Match(b.Bytes()) {
		t.Errorf("no line like %s in\n%s", want, b.String())
	}
	if want := "Trained on 5,940 paragraphs of 228 articles or groups of near-duplicates."; !strings.Contains(b.String(), want) {
		t.Errorf("%q is not in\n%s", want, b.String())
	}
}

const explained = "The ministers refused to meet, and the deadlock over the meeting stayed. <i>Kyiv</i> is ready."

func TestExplanationText(t *testing.T) {
	var b bytes.Buffer
	if err := writeExplanation(&b, Text, stance(), Passage{Text: explained}, stance().Explain(explained), Style{Width: 90}); err != nil {
		t.Fatal(err)
	}
	golden(t, "explanation.txt", b.String())
}

// One new word is told in the singular, two in the plural.
func TestExplanationOfNewWords(t *testing.T) {
	for known, want := range map[int]string{11: "1 of its 12 words is new to it (8%).", 10: "2 of its 12 words are new to it (17%)."} {
		var b bytes.Buffer
		e := stance().Explain(explained)
		e.Result.Known, e.Result.Words = known, 12
		if err := writeExplanation(&b, Text, stance(), Passage{Text: explained}, e, Style{Width: 90}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
}

// The shares of JSON add up to the scores, and its offsets cut the words from the text.
func TestExplanationJSON(t *testing.T) {
	var b bytes.Buffer
	e := stance().Explain(explained)
	e.Around = []float64{0.5, -0.25, 0}
	for k, v := range e.Around {
		e.Scores[k] += v
	}
	if err := writeExplanation(&b, JSON, stance(), Passage{Text: explained}, e, Style{}); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Text    string
		Labels  []string
		Classes []struct {
			Name                string
			Score, Base, Around float64
		}
		Words []struct {
			Lo, Hi int
			Word   string
			Shares map[string]float64
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if strings.Join(got.Labels, " ") != "skeptical" || len(got.Words) != 4 {
		t.Errorf("labels %v, %d words", got.Labels, len(got.Words))
	}
	for _, c := range got.Classes {
		sum := c.Base + c.Around
		for _, w := range got.Words {
			sum += w.Shares[c.Name]
			if got.Text[w.Lo:w.Hi] != w.Word {
				t.Errorf("bytes %d to %d are %q, not %q", w.Lo, w.Hi, got.Text[w.Lo:w.Hi], w.Word)
			}
		}
		if sum != c.Score {
			t.Errorf("%s: base and shares come to %v, the score is %v", c.Name, sum, c.Score)
		}
	}
}
