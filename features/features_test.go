package features

import (
	"bytes"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var sample = []string{
	"Peace talks stalled. The cease-fire won’t hold, said Mr. Smith, but talks continue.",
	"Talks on the U.S. plan: 3.5 million, $90, @handle_1 #tag https://a.example/x?y=1.",
	"", "\xff\xfe No deal; they REFUSE café talks \"again\".", strings.Repeat("x", 200) + " talks talks",
}

func everything() Config {
	c := Default()
	for _, k := range []string{"cues", "forms", "lexicon", "expressions", "sentences"} {
		c.Families = append(c.Families, Family{Kind: k, List: listsOf(k)[len(listsOf(k))-1], Weighting: LogIDF, Unit: true, Scale: 0.5})
	}
	for _, k := range []string{"posts", "spans", "edges", "signs", "shouts"} {
		c.Families = append(c.Families, Family{Kind: k, Min: kinds[k].lo, Max: kinds[k].hi, Weighting: Log, Scale: 1})
	}
	for i := range c.Families {
		c.Families[i].MinDocs = 1
	}
	return c
}

func learn(t *testing.T, c Config) *Vectorizer {
	t.Helper()
	v, err := Learn(c, slices.Values(sample))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"The cease-fire won’t hold.":    "the|cease-fire|won't|hold",
		"U.S. talks, 3.5 or $90":        "u.s.|talks|3.5|or|$90",
		"@handle_1 #tag https://a.b/c.": "@handle_1|#tag|https://a.b/c",
		"Café 'quoted' -x- й":           "cafe|quoted|x|й",
		"a\xffb":                        "a|b",
	} {
		var got []string
		for _, k := range Tokens(nil, text) {
			got = append(got, k.Form)
		}
		if g := strings.Join(got, "|"); g != want {
			t.Errorf("Tokens(%q) = %s, want %s", text, g, want)
		}
	}
}

func TestKnownWeights(t *testing.T) {
	c := Config{Language: "en", Families: []Family{{Kind: "words", Min: 1, Max: 1, Weighting: TFIDF, Scale: 1}}}
	v, err := Learn(c, slices.Values([]string{"a a b", "a"}))
	if err != nil {
		t.Fatal(err)
	}
	x := v.Vector(Vector{}, "a a b")
	want := []float32{2, float32(math.Log(1.5) + 1)} // idf a: ln(3/3)+1, b: ln(3/2)+1
	if !reflect.DeepEqual(x.Value, want) {
		t.Errorf("tf-idf of \"a a b\" = %v, want %v", x.Value, want)
	}
}

func TestNames(t *testing.T) {
	v := learn(t, everything())
	seen := map[string]bool{}
	for f := range uint32(v.Width()) {
		if seen[v.Name(f)] {
			t.Errorf("name %q twice", v.Name(f))
		}
		seen[v.Name(f)] = true
	}
	for _, n := range []string{"peac talk", "‹pea-", "-ace›", "not:hold", "turn:talk", "cue:negation", "cue:quotation", "lex:refusal"} {
		if !seen[n] {
			t.Errorf("no feature %q", n)
		}
	}
	for _, n := range []string{"stall the", "turn:but"} {
		if seen[n] {
			t.Errorf("feature %q, want none", n)
		}
	}
}

func TestLaws(t *testing.T) {
	c := everything()
	a, err := Analyze(c, sample)
	if err != nil {
		t.Fatal(err)
	}
	for _, rows := range [][]int{nil, {0, 1}, {4, 3, 0}} {
		v, err := a.Learn(rows)
		if err != nil {
			t.Fatal(err)
		}
		for i, x := range a.Vectors(v, nil) {
			got := v.Vector(Vector{}, sample[i])
			if !slices.Equal(x.Index, got.Index) || !slices.Equal(x.Value, got.Value) {
				t.Errorf("text %d: Vectors %v, Vector %v", i, x, got)
			}
			if !slices.IsSorted(x.Index) || slices.Contains(x.Value, 0) {
				t.Errorf("text %d: %v, want ascending and no zeros", i, x)
			}
		}
	}
	for i := range c.Families {
		c.Families[i].Weighting, c.Families[i].Unit, c.Families[i].Scale = Count, false, 1
	}
	v := learn(t, c)
	for _, s := range sample {
		n := map[uint32]float32{}
		for _, h := range v.Hits(nil, s) {
			if h.Lo < 0 || h.Lo >= h.Hi || h.Hi > len(s) {
				t.Errorf("hit %v outside %q", h, s)
			}
			n[h.Index]++
		}
		x := v.Vector(Vector{}, s)
		for j, f := range x.Index {
			if n[f] != x.Value[j] {
				t.Errorf("%q in %q: %v hits, count %v", v.Name(f), s, n[f], x.Value[j])
			}
		}
		if len(n) != len(x.Index) {
			t.Errorf("%q: %d features hit, %d in the vector", s, len(n), len(x.Index))
		}
	}
}

func TestEncode(t *testing.T) {
	v := learn(t, everything())
	var b bytes.Buffer
	if _, err := v.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	w, err := ReadVectorizer(v.Config(), bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sample {
		if x, y := v.Vector(Vector{}, s), w.Vector(Vector{}, s); !reflect.DeepEqual(x, y) {
			t.Errorf("%q: %v, read back %v", s, x, y)
		}
	}
	for n := range b.Len() {
		if _, err := ReadVectorizer(v.Config(), bytes.NewReader(b.Bytes()[:n])); err == nil {
			t.Fatalf("the first %d of %d bytes were read, want an error", n, b.Len())
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range sample {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at := 0
		for _, k := range Tokens(nil, s) {
			if k.Lo < at || k.Hi <= k.Lo || k.Hi > len(s) {
				t.Fatalf("token %v of %q after %d", k, s, at)
			}
			at = k.Hi
		}
		learn(t, everything()).Hits(nil, s)
	})
}
