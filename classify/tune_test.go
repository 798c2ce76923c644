package classify_test

import (
	"context"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/parley-go/parley/classify"
)

const searchText = `{"model": {"name": "bayes"}, "folds": 3, "bootstrap": 20, "min_articles": {"values": [1, 2]}, "unsure": {"values": [0.1, 0.2, 0.3]}}`

// memory is a store that counts.
type memory struct {
	mutex sync.Mutex
	kept  map[string]float64
	puts  int
}

func (m *memory) Get(key string) (float64, bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	v, ok := m.kept[key]
	return v, ok
}

func (m *memory) Put(key string, v float64) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.kept[key] = v
	m.puts++
	return nil
}

func TestSearch(t *testing.T) {
	s, err := classify.ReadSearch(strings.NewReader(searchText), "s.json")
	if err != nil {
		t.Fatal(err)
	}
	grid, err := s.Grid()
	if err != nil {
		t.Fatal(err)
	}
	if len(grid) != 6 || grid[4].Config.MinArticles != 2 || grid[4].Config.Unsure != 0.2 || strings.Join(grid[4].Values, " ") != "2 0.2" || grid[4].Config.Model.Name != "bayes" {
		t.Errorf("the grid is %+v", grid)
	}
	some, err := s.Random(4, 7)
	if err != nil || len(some) != 4 {
		t.Fatalf("%d at random, %v", len(some), err)
	}
	again, _ := s.Random(4, 7)
	for i := range some {
		if strings.Join(some[i].Values, " ") != strings.Join(again[i].Values, " ") {
			t.Error("one seed gives two searches")
		}
	}
	if all, err := s.Random(50, 1); err != nil || len(all) != 6 {
		t.Errorf("50 of 6 are %d, %v", len(all), err)
	}
	wide, err := classify.ReadSearch(strings.NewReader(`{"context": {"from": 0.01, "to": 1, "log": true}, "unsure": {"from": 0, "to": 0.5}}`), "s.json")
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := wide.Random(200, 1)
	if err != nil {
		t.Fatal(err)
	}
	below := 0
	for _, c := range drawn {
		if c.Config.Context < 0.01 || c.Config.Context > 1 || c.Config.Unsure < 0 || c.Config.Unsure > 0.5 {
			t.Errorf("drawn outside its range: %v", c.Values)
		}
		if c.Config.Context < 0.1 {
			below++
		}
	}
	if below < 70 || below > 130 { // half of 200 on a logarithmic scale, nearly none on a linear one
		t.Errorf("%d of %d are in the lower half of the logarithmic range", below, len(drawn))
	}
	if _, err := wide.Grid(); err == nil {
		t.Error("a grid over an interval is not refused")
	}
	for text, want := range map[string]string{
		`{"folds": 3}`:                                    "no value is a range",
		`{"folds": {"values": [3, 5]}}`:                   "measurement",
		`{"unsure": {"values": []}}`:                      "values",
		`{"unsure": {"from": 1, "to": 0}}`:                "from",
		`{"unsure": {"from": 0, "to": 1, "log": true}}`:   "log",
		`{"unsure": {"from": 0, "to": 1, "steps": true}}`: "steps",
		`{"unsure": `:                                     "s.json",
	} {
		if _, err := classify.ReadSearch(strings.NewReader(text), "s.json"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: the error is %v, want %q in it", text, err, want)
		}
	}
	out, err := classify.ReadSearch(strings.NewReader(`{"unsure": {"values": [0.1, 2]}}`), "s.json")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := out.Grid(); err == nil || !strings.Contains(err.Error(), "unsure = 2") {
		t.Errorf("a value out of range: %v", err)
	}
}

// TestTune: the same outcome on any number of threads, a search goes on where it was, and the nested figure is of answers that no chosen
// candidate had seen.
func TestTune(t *testing.T) {
	s, err := classify.ReadSearch(strings.NewReader(`{"model": {"name": "bayes"}, "bootstrap": 50, "min_articles": {"values": [1, 2]}}`), "s.json")
	if err != nil {
		t.Fatal(err)
	}
	grid, err := s.Grid()
	if err != nil {
		t.Fatal(err)
	}
	c := part(corpus(t, "stance"), 40)
	o := classify.DefaultTune()
	o.Folds = 3
	store := &memory{kept: map[string]float64{}}
	o.Store, o.Threads = store, 1
	one, err := classify.Tune(context.Background(), c, s, grid, o)
	if err != nil {
		t.Fatal(err)
	}
	if store.puts != 2*4 {
		t.Errorf("%d figures were kept, want 2 candidates × (3 folds + all)", store.puts)
	}
	o.Threads = 3
	two, err := classify.Tune(context.Background(), c, s, grid, o)
	if err != nil {
		t.Fatal(err)
	}
	if store.puts != 8 {
		t.Errorf("%d figures were measured anew", store.puts-8)
	}
	o.Store = nil
	three, err := classify.Tune(context.Background(), c, s, grid, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range []*classify.Tuning{two, three} {
		if other.Best != one.Best || other.Nested.Value != one.Nested.Value || other.Candidates[1].Value != one.Candidates[1].Value {
			t.Errorf("%+v, and again %+v", one, other)
		}
	}
	chosen := 0
	for _, x := range one.Candidates {
		chosen += x.Chosen
	}
	if chosen != one.Folds || !(one.Nested.Lo <= one.Nested.Value && one.Nested.Value <= one.Nested.Hi) || math.IsNaN(one.Nested.Floor) {
		t.Errorf("%d of %d folds chose; the nested figure is %+v", chosen, one.Folds, one.Nested)
	}
	if _, err := classify.Tune(context.Background(), c, s, grid[:1], o); err == nil {
		t.Error("one candidate is not refused")
	}
	o.Folds = 2
	if _, err := classify.Tune(context.Background(), c, s, grid, o); err == nil || !strings.Contains(err.Error(), "folds is 2") {
		t.Errorf("two outer folds: the error is %v", err)
	}
}
