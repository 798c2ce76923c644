package features

import (
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the stems of the lists")

// TestListStems holds the stems that are kept against the stemmer, which is asked for those that are not.
func TestListStems(t *testing.T) {
	want := map[string]string{}
	files, err := lexiconFiles.ReadDir("lexicon")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		text, err := lexiconFiles.ReadFile("lexicon/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			_, expressions, _ := strings.Cut(line, ":")
			for _, token := range Tokens(nil, expressions) {
				if !passedWords[token.Form] {
					want[token.Form] = languages["en"].stemmed(token.Form)
				}
			}
		}
	}
	if *update {
		var b strings.Builder
		for _, word := range slices.Sorted(maps.Keys(want)) {
			b.WriteString(word + "\t" + want[word] + "\n")
		}
		if err := os.WriteFile("lexicon/stems.tsv", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	kept := 0
	for line := range strings.Lines(listStems) {
		word, stem, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if got := languages["en"].stemmed(word); got != stem {
			t.Errorf("the stem of %q is kept as %q and is %q: go test ./features -run TestListStems -update", word, stem, got)
		}
		if want[word] != "" {
			kept++
		}
	}
	if kept < len(want)*9/10 {
		t.Errorf("the stems of %d of %d words of the lists are kept: go test ./features -run TestListStems -update", kept, len(want))
	}
}

func BenchmarkLexicons(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		readLexicons()
	}
}
