package features

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// TestIndexed: a vectorizer by its index gives the vectors of the one that wrote it; no part of an index, and no index of another
// vocabulary or configuration, is taken.
func TestIndexed(t *testing.T) {
	if !littleEndian {
		t.Skip("indexes are for little-endian machines")
	}
	texts := []string{"Envoys met in Geneva, but no deal was near.", "A deal is near, envoys said.", "No talks were held in Geneva. The envoys left."}
	cfg := Default()
	for i := range cfg.Families {
		cfg.Families[i].MinDocs = 1
	}
	v, err := Learn(cfg, slices.Values(texts))
	if err != nil {
		t.Fatal(err)
	}
	var vocabulary, index bytes.Buffer
	if _, err := v.WriteTo(&vocabulary); err != nil {
		t.Fatal(err)
	}
	if err := v.WriteIndex(&index); err != nil {
		t.Fatal(err)
	}
	by, ok := Indexed(cfg, vocabulary.String(), index.String())
	if !ok {
		t.Fatal("the index was not taken")
	}
	for _, text := range append(texts, "Talks about talks near Geneva", "") {
		want, got := v.Vector(Vector{}, text), by.Vector(Vector{}, text)
		if !slices.Equal(want.Index, got.Index) || !slices.Equal(want.Value, got.Value) {
			t.Errorf("%q: %v by the index, want %v", text, got, want)
		}
		if !slices.Equal(v.Hits(nil, text), by.Hits(nil, text)) {
			t.Errorf("%q: other hits by the index", text)
		}
	}
	for n := range index.Len() {
		if _, ok := Indexed(cfg, vocabulary.String(), index.String()[:n]); ok {
			t.Fatalf("%d of %d bytes of an index were taken", n, index.Len())
		}
	}
	other := strings.Replace(vocabulary.String(), "end ", "end 0", 1)
	if _, ok := Indexed(cfg, other, index.String()); ok {
		t.Error("the index of another vocabulary was taken")
	}
	cfg.Families = cfg.Families[:1]
	if _, ok := Indexed(cfg, vocabulary.String(), index.String()); ok {
		t.Error("the index of another configuration was taken")
	}
}
