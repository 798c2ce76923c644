package features

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"
)

// extractorConfigs returns, for each registered kind, configurations of that family alone: every range of n-grams it has.
func extractorConfigs() map[string][]Config {
	m := map[string][]Config{}
	for _, name := range Kinds() {
		k := kinds[name]
		for lo := k.lo; lo <= k.hi; lo++ {
			for hi := lo; hi <= k.hi; hi++ {
				for _, list := range listsOf(name) {
					m[name] = append(m[name], Config{Language: "en", Stem: true, Families: []Family{
						{Kind: name, List: list, Min: lo, Max: hi, Weighting: LogIDF, Unit: true, Scale: 1},
					}})
				}
			}
		}
	}
	return m
}

// listsOf returns the lists that a kind can look for: none for most kinds.
func listsOf(kind string) []string {
	if kinds[kind].listed {
		return Lists()
	}
	return []string{""}
}

// TestExtractors checks that every registered extractor keeps the laws of features.
func TestExtractors(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	texts := slices.Clone(sample)
	more := 150
	if testing.Short() {
		more = 30
	}
	for range more {
		texts = append(texts, randomText(r, r.IntN(40)), randomPost(r, r.IntN(20)))
	}
	for kind, configs := range extractorConfigs() {
		for _, c := range configs {
			t.Run(kind, func(t *testing.T) {
				if err := c.Check(); err != nil {
					t.Fatal(err)
				}
				a, err := Analyze(c, texts)
				if err != nil {
					t.Fatal(err)
				}
				v, err := a.Learn(nil)
				if err != nil {
					t.Fatal(err)
				}
				if v.Width() == 0 {
					t.Fatal("no features, want some")
				}
				sameThreads(t, c, texts, v)
				vectors := a.Vectors(v, nil)
				for i, s := range texts {
					x := v.Vector(Vector{}, s)
					if !same(x, vectors[i]) {
						t.Fatalf("%q: Vector %v, Vectors %v", s, x, vectors[i])
					}
					checkHits(t, v, s)
				}
				if frozen := encoded(t, v); !bytes.Equal(frozen, encoded(t, reread(t, v))) {
					t.Error("written, read and written again: other bytes")
				}
			})
		}
	}
}

// sameThreads checks that the number of shards does not matter.
func sameThreads(t *testing.T, c Config, texts []string, v *Vectorizer) {
	t.Helper()
	one, err := analyze(c, texts, 1)
	if err != nil {
		t.Fatal(err)
	}
	w, err := one.Learn(nil)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(encoded(t, v), encoded(t, w)) {
		t.Error("another number of threads gives another vocabulary")
	}
}

// checkHits checks that hits are in order, cut the text, and are as many as the features of the vector say.
func checkHits(t *testing.T, v *Vectorizer, s string) {
	t.Helper()
	hits := v.Hits(nil, s)
	var seen []uint32
	for i, h := range hits {
		if h.Lo < 0 || h.Lo >= h.Hi || h.Hi > len(s) || i > 0 && h.Lo < hits[i-1].Lo {
			t.Fatalf("%q: hit %v after %v", s, h, hits[max(0, i-1)])
		}
		seen = append(seen, h.Index)
	}
	slices.Sort(seen)
	if x := v.Vector(Vector{}, s); !slices.Equal(slices.Compact(seen), x.Index) {
		t.Fatalf("%q: hits of %v, vector of %v", s, slices.Compact(seen), x.Index)
	}
}

func encoded(t *testing.T, v *Vectorizer) []byte {
	t.Helper()
	var b bytes.Buffer
	if n, err := v.WriteTo(&b); err != nil || int(n) != b.Len() {
		t.Fatalf("WriteTo: %d bytes said, %d written, %v", n, b.Len(), err)
	}
	return b.Bytes()
}

func reread(t *testing.T, v *Vectorizer) *Vectorizer {
	t.Helper()
	w, err := ReadVectorizer(v.Config(), bytes.NewReader(encoded(t, v)))
	if err != nil {
		t.Fatal(err)
	}
	return w
}
