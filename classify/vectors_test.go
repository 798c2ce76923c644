package classify_test

import (
	"bytes"
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/features"
)

// someVectors are points of a few words; nobody coded the word zalgo, which lies where agreed does.
const someVectors = `agreed 1 0.2 0
signed 0.9 0.1 0.1
progress 0.8 0.3 0
refused -1 0.1 0
left -0.7 0.2 0.1
collapse -0.9 0 0.3
zalgo 1 0.2 0
talks 0 1 0
the 0 0 1
of 0.1 0 0.9
`

// TestVectors: a word that no training text holds gets the weight of its neighbour in the space of the vectors, the model needs no
// vectors to score, evidence still adds up, and training is the same on one thread and on two.
func TestVectors(t *testing.T) {
	w, err := features.ReadWordVectors(strings.NewReader(someVectors), "vectors.txt", nil)
	if err != nil {
		t.Fatal(err)
	}
	c := part(corpus(t, "stance"), 60)
	cfg := quick("logistic")
	cfg.MinArticles = 3
	var files [][]byte
	var m *classify.Model
	for _, threads := range []int{1, 2} {
		m, _, err = classify.Train(context.Background(), c, cfg, classify.Options{Threads: threads, Vectors: w, Source: "digest"})
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, write(t, m))
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("one thread and two threads give different model files")
	}
	if got := m.Card().Config.Vectors; got != "digest" {
		t.Errorf("the card says vectors %q", got)
	}
	back, err := classify.Parse(files[0])
	if err != nil {
		t.Fatal(err)
	}
	e := back.Explain("zalgo")
	if len(e.Words) != 1 || !slices.Contains(e.Words[0].Features, "form:zalgo") {
		t.Fatalf("evidence of a word that nobody coded: %+v", e.Words)
	}
	weight := map[string][]float64{}
	for k := range e.Scores {
		for _, top := range back.Top(k, back.Width()) {
			if weight[top.Name] == nil {
				weight[top.Name] = make([]float64, len(e.Scores))
			}
			weight[top.Name][k] = top.Weight
		}
		if got, want := e.Base[k]+e.Words[0].Shares[k], e.Scores[k]; math.Abs(got-want) > 1e-6 { // values of features in evidence are float32
			t.Errorf("class %d: base and share add up to %v, the score is %v", k, got, want)
		}
	}
	a, b := weight["form:zalgo"], weight["form:agreed"]
	if a == nil || !slices.Equal(a, b) {
		t.Errorf("two words at one point weigh %v and %v", a, b)
	}
	if _, _, err := classify.Train(context.Background(), c, m.Card().Config, classify.Options{}); err == nil || !strings.Contains(err.Error(), "vectors") {
		t.Errorf("a configuration for vectors, and no vectors: error %v", err)
	}
}
