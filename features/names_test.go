package features

import (
	"slices"
	"strings"
	"testing"
)

// TestMaskNames checks which words are taken for names.
func TestMaskNames(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Israel said talks with Hamas failed.", "said talks with failed"},
		{"The Kremlin praised Mr. Okafor's plan.", "the praised plan"},
		{"Talks failed. Talks with the Taliban failed.", "talks failed talks with the failed"},
		{"A pro-Russian, Israel-backed or US-led plan, said McGuire.", "a or plan said"},
		{"He said, “Peace is near.” She asked: \"When?\"", "he said peace is near she asked when"},
		{"Russia's envoy and the Koreans’ leader met.", "envoy and the leader met"},
		{"HOPES FADE FOR PEACE IN SUDAN", "hopes fade for peace in"},
		{"they told us, and the US answered", "they told us and the answered"},
		{"no names here", "no names here"},
		{"Jean-Pierre", ""},
		{"Kiev and Zürich; Erdoğan spoke", "and spoke"},
	} {
		config := Config{Language: "en", MaskNames: true, Families: []Family{{Kind: "words", Min: 1, Max: 1, Weighting: Count, Scale: 1}}}
		a, err := Analyze(config, []string{c.text})
		if err != nil {
			t.Fatal(err)
		}
		v, err := a.Learn(nil)
		if err != nil {
			if c.want != "" {
				t.Errorf("%q: %v", c.text, err)
			}
			continue
		}
		var got []string
		for _, h := range v.Hits(nil, c.text) {
			got = append(got, lower(c.text[h.Lo:h.Hi]))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: %q, want %q", c.text, s, c.want)
		}
		if _, total := v.Seen(c.text); total != len(got) {
			t.Errorf("%q: %d words seen, want %d: names are not counted", c.text, total, len(got))
		}
	}
}

// TestMaskedNamesEndGrams checks that no n-gram holds or spans a name.
func TestMaskedNamesEndGrams(t *testing.T) {
	config := Config{Language: "en", MaskNames: true, Families: []Family{{Kind: "words", Min: 2, Max: 2, Weighting: Count, Scale: 1}}}
	a, err := Analyze(config, []string{"they met Putin in private"})
	if err != nil {
		t.Fatal(err)
	}
	v, err := a.Learn(nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for f := range v.Width() {
		got = append(got, v.Name(uint32(f)))
	}
	if want := []string{"in private", "they met"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestNameList(t *testing.T) {
	for n := range names() {
		if n != foldAccents(lower(n)) || strings.Trim(n, ".") == "" {
			t.Errorf("names.txt: %q is not folded and can never be found", n)
		}
	}
	if len(names()) < 500 {
		t.Errorf("names.txt: %d names, want at least 500", len(names()))
	}
}
