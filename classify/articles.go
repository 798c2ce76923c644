package classify

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parley-go/parley/labels"
)

// fewGroups is the number of articles below which a bootstrap over them is too sure.
const fewGroups = 20

// columnsNamed is how many columns a doubt lists in which the article may stand.
const columnsNamed = 8

// nameless counts the items that do not name their article.
func nameless(c *labels.Corpus) int {
	n := 0
	for i := range c.Items {
		n += bit(c.Items[i].Article == "")
	}
	return n
}

// noArticles tells whether no item names its article.
func noArticles(c *labels.Corpus) bool { return nameless(c) == len(c.Items) }

// articlesUnknown is the doubt about intervals where no item names its article.
const articlesUnknown = "no article is known: the intervals take the items for independent, and are too narrow if several belong to one article"

// articleDoubts says what makes intervals over groups of the items less sure than they look.
func articleDoubts(c *labels.Corpus) []string {
	switch n := nameless(c); {
	case n == len(c.Items):
		return []string{articlesUnknown + groupColumn(c)}
	case n > 0:
		return []string{fmt.Sprintf("%d of %d items name no article: each is taken for an article of its own", n, len(c.Items))}
	}
	return nil
}

// fewDoubt is the doubt about intervals over few groups; nil if they are enough.
func fewDoubt(groups int) []string {
	if groups >= fewGroups {
		return nil
	}
	return []string{fmt.Sprintf("only %s: the intervals are too narrow below about %d", labels.Counted(groups, "article", "articles"), fewGroups)}
}

// groupColumn says how the column with the article is named, if there is one that it may be.
func groupColumn(c *labels.Corpus) string {
	columns := slices.DeleteFunc(c.FieldNames(), func(n string) bool { return n == "id" || n == "article" })
	if len(columns) == 0 {
		return ""
	}
	more := ""
	if len(columns) > columnsNamed {
		columns, more = columns[:columnsNamed], " …"
	}
	return "; --group-field names the column that tells it, of " + strings.Join(columns, ", ") + more
}

// kept says what folds do not part.
func (s *sample) kept() string {
	if noArticles(s.corpus) {
		return "near-duplicates kept whole"
	}
	return "articles and near-duplicates kept whole"
}

// foldDoubts says what makes the figures of a cross-validation too good.
func (s *sample) foldDoubts() []string {
	if !noArticles(s.corpus) {
		return nil
	}
	return []string{"no article is known, so folds may part one: the figures are too good if several items belong to one article"}
}

// noLeak says why a random split cannot be held against the folds, "" if it can.
func (s *sample) noLeak() string {
	switch {
	case noArticles(s.corpus):
		return "the leak is not measured: no article is known"
	case s.articles() == len(s.rows):
		return "the leak is not measured: no two items are of one article or nearly the same, so that a random split is no other"
	}
	return ""
}
