package classify

import "github.com/parley-go/parley/labels"

// ScoredParagraph is a paragraph as the output of parley score tells of it.
type ScoredParagraph struct {
	Article string // "" stands for an article of its own
	Answers []ScoredLabels
	Field   func(name string) string // value of a field, such as date or source; "" if there is none
}

// ScoredLabels is what one model said of a paragraph.
type ScoredLabels struct {
	Scheme  string
	Classes []string // in the order of the scheme
	Many    bool     // known to take many labels
	Set     labels.Set
	Unsure  bool
	Foreign bool // unsure because the model cannot read the language
}

// Shares are the shares of classes among scored paragraphs, by period and field.
type Shares struct {
	By        []string
	Period    string // the one of By that is a part of time, "" for none
	Schemes   []SchemeShares
	Bootstrap int
	Seed      uint64
}

// SchemeShares are those of one scheme.
type SchemeShares struct {
	Name     string
	Classes  []string
	Many     bool         // a paragraph has any number of classes
	Groups   []ShareGroup // sorted by their values
	All      ShareGroup   // all groups together
	Undated  Extent       // paragraphs in no group: without a date that tells the period
	Foreign  Extent       // paragraphs in no share: in a language that the model cannot read
	Alone    int          // paragraphs that name no article and count as one each
	Confused *Confused    // what the shares are corrected by; nil for nothing
}

// Extent is a number of paragraphs and that of their articles.
type Extent struct{ Paragraphs, Articles int }

// ShareGroup is the paragraphs with the same values of By.
type ShareGroup struct {
	Values    []string          // one for each of By
	Period    int               // number of the period, one more for each; 0 without one
	Extent                      // paragraphs that the model can read, and their articles
	Unsure    int               // of these
	Foreign   int               // paragraphs beside these that the model cannot read
	Counts    []int             // decided paragraphs a class: those that are not unsure
	Decided   []labels.Interval // share of each class among the decided; NaN where there are none
	Corrected []labels.Interval // share of each class among all, corrected for misclassification; nil without a confusion
}
