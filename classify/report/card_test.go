package report

import (
	"bytes"
	"encoding/json"
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

const explained = "The ministers refused to meet, and the deadlock over the meeting stayed. <i>Kyiv</i> is ready."

func TestExplanationText(t *testing.T) {
	var b bytes.Buffer
	if err := writeExplanation(&b, Text, stance(), explained, stance().Explain(explained), Style{Width: 90}); err != nil {
		t.Fatal(err)
	}
	golden(t, "explanation.txt", b.String())
}

// The shares of JSON add up to the scores, and its offsets cut the words from the text.
func TestExplanationJSON(t *testing.T) {
	var b bytes.Buffer
	e := stance().Explain(explained)
	e.Around = []float64{0.5, -0.25, 0}
	for k, v := range e.Around {
		e.Scores[k] += v
	}
	if err := writeExplanation(&b, JSON, stance(), explained, e, Style{}); err != nil {
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
