package features

import (
	"bytes"
	"slices"
	"testing"
)

// TestExtend: new names get the idf of features in no text, old features keep their values, and what is written reads back.
func TestExtend(t *testing.T) {
	c := Config{Language: "en", Stem: true, Families: []Family{
		{Kind: "words", Min: 1, Max: 1, Weighting: TFIDF, Scale: 1, MinDocs: 1},
		{Kind: "forms", Weighting: TFIDF, Scale: 1, MinDocs: 1},
		{Kind: "cues", Weighting: Count, Scale: 1, MinDocs: 1},
	}}
	v, err := Learn(c, slices.Values([]string{"the talks stalled", "talks may resume"}))
	if err != nil {
		t.Fatal(err)
	}
	w := v.Extend(1, []string{FormName("truce"), FormName("talks"), FormName("armistice")})
	if w.Width() != v.Width()+2 {
		t.Fatalf("%d features after two new names, %d before", w.Width(), v.Width())
	}
	named := func(v *Vectorizer, text string) map[string]float32 {
		m := map[string]float32{}
		x := v.Vector(Vector{}, text)
		for i, f := range x.Index {
			m[v.Name(f)] = x.Value[i]
		}
		return m
	}
	old, new := named(v, "truce talks may resume"), named(w, "truce talks may resume")
	for name, value := range old {
		if new[name] != value {
			t.Errorf("%s is %v after, %v before", name, new[name], value)
		}
	}
	// ln((1+2)/(1+0)) + 1
	if got, want := new["form:truce"], float32(2.0986123); got != want || len(new) != len(old)+1 {
		t.Errorf("form:truce is %v, want %v; %d features, want %d", got, want, len(new), len(old)+1)
	}
	for f := range uint32(w.Width()) {
		if family := c.Families[w.Family(f)].Kind; (family == "forms") != (len(w.Name(f)) > 5 && w.Name(f)[:5] == "form:") {
			t.Errorf("%s is of the family %s", w.Name(f), family)
		}
	}
	if !bytes.Equal(encoded(t, w), encoded(t, reread(t, w))) {
		t.Error("written, read and written again: other bytes")
	}
}
