package classify

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/parley-go/parley/features"
)

// Presets returns the names of the configurations for kinds of text.
func Presets() []string { return []string{"news", "short", "long"} }

// Preset returns the configuration for a kind of text:
//
//	news   paragraphs of news: Default("logistic")
//	short  headlines, questions and posts: which tokens occur, with punctuation, emoji, emoticons and the pieces of tags, and which pairs of them and
//	       characters within words, on naive-Bayes log-count ratios with classes weighed alike
//	long   reviews and whole articles: tokens, pairs and triples by tf-idf, a support vector machine on naive-Bayes log-count ratios
func Preset(name string) (Config, error) {
	switch name {
	case "news":
		return Default("logistic"), nil
	case "short":
		c := Default("nblogistic")
		c.Features = features.Config{Language: "en", Families: []features.Family{
			{Kind: "posts", Min: 1, Max: 2, Weighting: features.Binary, Scale: 1, MinDocs: 1},
			{Kind: "chars", Min: 3, Max: 5, Weighting: features.Binary, Scale: 1, MinDocs: 2},
		}}
		c.Model.Options = json.RawMessage(`{"c":0.03,"balance":"balanced","alpha":0.3}`)
		return c, nil
	case "long":
		c := Default("nbsvm")
		c.Features = features.Config{Language: "en", Families: []features.Family{
			{Kind: "posts", Min: 1, Max: 3, Weighting: features.LogIDF, Unit: true, Scale: 1, MinDocs: 2},
		}}
		c.Model.Options = json.RawMessage(`{"c":3,"alpha":0.1}`)
		return c, nil
	}
	return Config{}, fmt.Errorf("preset is %q: give one of %s", name, strings.Join(Presets(), " "))
}
