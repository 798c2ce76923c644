package features

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Weighting says how tf, the number of times that a feature is in a text, becomes a value. idf = ln((1+n)/(1+df)) + 1 for n
// texts learned from, df of them with the feature (smooth idf; scikit-learn, TfidfTransformer).
type Weighting string

// The weightings.
const (
	Count  Weighting = "count"  // tf
	Binary Weighting = "binary" // 1
	Log    Weighting = "log"    // 1 + ln tf
	TFIDF  Weighting = "tfidf"  // tf · idf
	LogIDF Weighting = "logidf" // (1 + ln tf) · idf
)

// Family is one family of features and how it is weighed.
type Family struct {
	Kind      string    `json:"kind"`           // one of Kinds
	List      string    `json:"list,omitempty"` // the expressions looked for: one of Lists for lexicon, expressions and sentences, otherwise empty
	Min       int       `json:"min"`            // shortest n-gram: words, posts and edges 1..3, chars 2..5, spans 2..6; other kinds ignore it
	Max       int       `json:"max"`            // longest n-gram, within the same range
	Weighting Weighting `json:"weighting"`      // how counts become values
	Unit      bool      `json:"unit"`           // scale the family's part of each vector to Euclidean length 1
	Scale     float64   `json:"scale"`          // factor on the family's values, after Unit; above 0
	MinDocs   int       `json:"min_docs"`       // least number of texts that a feature is in; 0 and 1 keep all
	MaxSize   int       `json:"max_size"`       // most features: those in most texts are kept, ties by name; 0 = no limit
}

// Config says which features are learned. The zero value is not valid: begin with Default.
type Config struct {
	Language string `json:"language"` // en es fr hu no ru sv
	Stem     bool   `json:"stem"`     // features are made of Snowball stems, not of words as they stand
	Stop     bool   `json:"stop"`     // drop the stop words of the language from word n-grams
	// MaskNames keeps names (of countries, parties, people, places) from being features, so that what a text says is read without regard
	// to whom it is about. Names are the words with a capital letter that are in features/names.txt (or have a part that is: US-led), have a
	// capital after a small letter or a hyphen (McGuire, pro-Russian), or begin with one but begin neither a sentence nor a quotation;
	// the last does not count in sentences in which no word begins small, such as headlines in capitals.
	MaskNames bool     `json:"mask_names,omitempty"`
	Families  []Family `json:"families"` // at least one; a kind may be repeated for other lengths of n-grams
}

// Default returns English, with n-grams of 1 and 2 stems and of 3 to 5 characters: tf-idf, each family of unit length, and only what
// is in at least 2 texts.
func Default() Config {
	return Config{Language: "en", Stem: true, Families: []Family{
		{Kind: "words", Min: 1, Max: 2, Weighting: TFIDF, Unit: true, Scale: 1, MinDocs: 2},
		{Kind: "chars", Min: 3, Max: 5, Weighting: TFIDF, Unit: true, Scale: 1, MinDocs: 2},
	}}
}

// EnglishOnly tells whether some family reads English and no other language.
func (c Config) EnglishOnly() bool {
	return slices.ContainsFunc(c.Families, func(f Family) bool { return kinds[f.Kind].english })
}

// Check returns an error that names the first field out of its range, and the range.
func (c Config) Check() error {
	if !slices.Contains(Languages(), c.Language) {
		return fmt.Errorf("language: %q, want one of %s", c.Language, strings.Join(Languages(), " "))
	}
	if len(c.Families) == 0 {
		return fmt.Errorf("families: none, want at least one")
	}
	seen := map[string][]Family{}
	for i, f := range c.Families {
		at := fmt.Sprintf("families[%d]", i)
		k, ok := kinds[f.Kind]
		switch {
		case !ok:
			return fmt.Errorf("%s.kind: %q, want one of %s", at, f.Kind, strings.Join(Kinds(), " "))
		case k.hi == 0 && seen[f.Kind] != nil:
			return fmt.Errorf("%s.kind: %q twice, want a kind without n-grams once", at, f.Kind)
		case k.hi > 0 && (f.Min < k.lo || f.Max > k.hi || f.Min > f.Max):
			return fmt.Errorf("%s.min, max: %d, %d, want %d <= min <= max <= %d", at, f.Min, f.Max, k.lo, k.hi)
		case k.english && c.Language != "en":
			return fmt.Errorf("%s.kind: %q is for language en only, not %s", at, f.Kind, c.Language)
		case k.listed && !listed(f.List):
			return fmt.Errorf("%s.list: %q, want one of %s", at, f.List, strings.Join(Lists(), " "))
		case k.scan != nil && c.MaskNames:
			return fmt.Errorf("%s.kind: %q reads names too, want mask_names false", at, f.Kind)
		case !k.listed && f.List != "":
			return fmt.Errorf("%s.list: %q, but %s looks for no list", at, f.List, f.Kind)
		case !slices.Contains([]Weighting{Count, Binary, Log, TFIDF, LogIDF}, f.Weighting):
			return fmt.Errorf("%s.weighting: %q, want count, binary, log, tfidf or logidf", at, f.Weighting)
		case !(f.Scale > 0) || f.Scale > math.MaxFloat32:
			return fmt.Errorf("%s.scale: %v, want a finite number above 0", at, f.Scale)
		case f.MinDocs < 0:
			return fmt.Errorf("%s.min_docs: %d, want 0 or more", at, f.MinDocs)
		case f.MaxSize < 0:
			return fmt.Errorf("%s.max_size: %d, want 0 or more", at, f.MaxSize)
		}
		for _, g := range seen[f.Kind] {
			if f.Min <= g.Max && g.Min <= f.Max {
				return fmt.Errorf("%s.min, max: %s %d to %d, want other n-grams than those of %d to %d before", at, f.Kind, f.Min, f.Max, g.Min, g.Max)
			}
		}
		seen[f.Kind] = append(seen[f.Kind], f)
	}
	return nil
}
