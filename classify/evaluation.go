package classify

import (
	"github.com/parley-go/parley/labels"
)

// Evaluation compares what a model said about coded items with what people said. Undefined figures are NaN.
type Evaluation struct {
	Scheme    *labels.Scheme
	Method    string         // how the model was kept from seeing the items
	Outcomes  []Outcome      // one an item
	Fold      []int          // fold of each outcome; nil if there was no cross-validation
	Items     int            // coded items
	Articles  int            // groups of items that belong together: articles and near-duplicates
	Figures   []Figure       // over all classes, the most telling first
	Classes   []ClassFigures // one a class
	Matrices  []Matrix       // one; or one a class where the scheme allows many labels
	Bins      []Bin          // reliability: certainty against correctness
	Humans    *Agreement     // nil unless two or more coders coded the same items
	Config    Config         // that the model was trained with
	Corpus    string         // digest of the corpus evaluated on
	Overlap   []string       // texts and articles of the training corpus that are in these data; nil for cross-validation
	Unchecked []string       // what of these data could not be looked for in it; among Doubts too
	Doubts    []string       // what makes the figures less sure than they look

	NoArticles bool // no item names its article

	Parts    []Part       // what each fold of a cross-validation came to
	Rounds   []Part       // what each round of a repeated one came to
	Leak     *Leak        // nil if it was not asked for
	Slices   []Slicing    // figures by fields of the data
	Curves   []ClassCurve // precision against recall
	Risk     *Risk        // error against the share of items decided
	Kept     []Promise    // what the model promised of risks, as it was found here; nil for a cross-validation
	Growth   *Growth      // learning curve; nil if it was not asked for
	Cells    []Cell       // the kinds of mistakes, the commonest first
	Suspects []Suspect    // likely coding errors, the likeliest first
	Manifest *Manifest    // how to make the evaluation again; nil if the caller has not said
}

// Outcome is one item, what people said and what the model said.
type Outcome struct {
	ID, Article, Text string
	Meta              map[string]string
	Truth, Pred       labels.Set
	Probs             []float64
	Unsure            bool
	Certainty         float64  // how far the probabilities are from another decision
	Evidence          []string // of a mistake: the words that made it, the strongest first; nil where no model explains it
}

// Wrong tells whether the model's labels differ from people's.
func (o Outcome) Wrong() bool { return o.Truth != o.Pred }

// Figure is a number about all classes, its 95 % interval from a bootstrap over articles, and the same number for those below and
// above: the floor, which always says the commonest label set, the random floor, the mean of answers made at random with the shares of the
// classes, and the ceiling, the two coders with the most items in common on the items that both coded, whether these were settled or not.
type Figure struct {
	Name           string // as in labels.Metrics: macro_f1, ...
	Title          string
	Value, Lo, Hi  float64
	Floor, Ceiling float64
	Random         float64
	Reason         string // why Value is undefined, if it is
}

// ClassFigures are the numbers of one class.
type ClassFigures struct {
	Name                  string
	Precision, Recall, F1 Figure
	AUC, AveragePrecision Figure  // ROC-AUC and average precision of its probability
	Support               int     // items that people gave the class
	Predicted             int     // items that the model gave the class
	Threshold             float64 // probability from which it applies; NaN for single-label schemes
	Alpha                 float64 // Krippendorff's alpha of the coders for this class; NaN with fewer than two
}

// Matrix is a confusion matrix. Rows are the true class, columns the predicted.
type Matrix struct {
	Title     string // the class, where there is one matrix a class
	Names     []string
	Counts    [][]int
	Shares    [][]float64 // of the row; NaN in a row without items
	RowTotals []int
	ColTotals []int
	Total     int
}

// Bin is a range of certainty and how often the decisions in it were right.
type Bin struct {
	Lo, Hi    float64 // certainty, Lo < p ≤ Hi
	Items     int
	Certainty float64 // mean; NaN in an empty bin
	Right     float64 // share of decisions that were right; NaN in an empty bin
}

// Agreement is how far people agree with each other on the items that at least two of them coded, whether these were settled or not; the model has
// answers to settled items alone.
type Agreement struct {
	Coders       []string
	Items        int // coded by two or more
	Alpha        float64
	AlphaLo      float64 // 95 % interval over articles
	AlphaHi      float64
	Measure      string  // the distance: nominal, or set-valued where many labels are allowed
	MacroF1      float64 // second coder against the first
	Percent      float64 // pairs of labels that are equal
	ModelAlpha   float64 // the model's labels against the gold labels, same distance
	ModelAlphaLo float64
	ModelAlphaHi float64
	Pairs        []PairAgreement // each coder with each other, then each coder with the model
}

// Figure returns the figure called name: one over all classes, or one of a class, such as f1:skeptical.
func (e *Evaluation) Figure(name string) (Figure, bool) {
	for _, f := range e.Figures {
		if f.Name == name {
			return f, true
		}
	}
	for _, c := range e.Classes {
		for _, f := range []Figure{c.Precision, c.Recall, c.F1, c.AUC, c.AveragePrecision} {
			if f.Name == name && name != "" {
				return f, true
			}
		}
	}
	return Figure{}, false
}
