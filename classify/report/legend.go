package report

import (
	"slices"
	"strings"

	"github.com/parley-go/parley/features"
)

// featuresShown is how many features of a word are named; the others are counted.
const featuresShown = 4

// legend collects what the marks in the names of features mean, of those that are shown.
type legend map[string]bool

// add takes names of features.
func (l legend) add(names []string) {
	for _, name := range names {
		if m := features.Meaning(name); m != "" {
			l[m] = true
		}
	}
}

// text is a sentence, "" if no mark was shown. The marks come in their order.
func (l legend) text() string {
	if len(l) == 0 {
		return ""
	}
	all := make([]string, 0, len(l))
	for m := range l {
		all = append(all, m)
	}
	slices.Sort(all)
	return "In names of features, " + strings.Join(all, "; ") + "."
}
