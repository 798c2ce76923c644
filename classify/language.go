package classify

import (
	"fmt"
	"slices"

	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/features"
)

// mostTold is how many texts of a sample are asked for their language; more do not change the answer.
const mostTold = 2000

// language returns the language of the texts of the sample, lent ones apart: the one of nine in ten of those that tell theirs, if these are at
// least a quarter; otherwise "".
func (s *sample) language() string {
	step := 1 + (len(s.texts)-1)/mostTold
	told, looked, all := map[string]int{}, 0, 0
	for i := 0; i < len(s.texts); i += step {
		looked++
		if l := article.TextLanguage(s.texts[i]); l != "" {
			told[l]++
			all++
		}
	}
	for l, n := range told {
		if n*10 >= all*9 && all*4 >= looked {
			return l
		}
	}
	return ""
}

// noted is the language that a card has to note.
func (s *sample) noted(cfg Config) string {
	if l := s.language(); l != languageKnown("", cfg) {
		return l
	}
	return ""
}

// languageKnown returns the language of the texts that a model of the configuration has learned from: what its card notes, or English where
// parts of the configuration read nothing else.
func languageKnown(noted string, cfg Config) string {
	if noted == "" && cfg.Features.EnglishOnly() {
		return "en"
	}
	return noted
}

// otherLanguage is the doubt about texts in another language than the configuration's, where that matters: what to set instead.
func (s *sample) otherLanguage(cfg Config) []string {
	l, f := s.language(), cfg.Features
	if l == "" || l == f.Language || !f.Stem && !f.Stop && !f.EnglishOnly() {
		return nil
	}
	doubt := fmt.Sprintf("the texts are in %s and the configuration is for %s: ", article.LanguageName(l), article.LanguageName(f.Language))
	if slices.Contains(features.Languages(), l) {
		doubt += fmt.Sprintf("set features.language to %q", l)
	} else {
		doubt += "set features.stem and features.stop to false, as there are no stems of that language,"
	}
	if f.EnglishOnly() {
		doubt += " and leave out the families that read English only"
	}
	return []string{doubt + " in the file of --config (parley help config)"}
}
