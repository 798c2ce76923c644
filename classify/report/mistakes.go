package report

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// mistakes lists the outcomes that are wrong, the most confident first; equals as they came.
func mistakes(e *classify.Evaluation, n int) []classify.Outcome {
	type wrong struct {
		classify.Outcome
		sure float64
	}
	var all []wrong
	for _, o := range e.Outcomes {
		if o.Wrong() {
			all = append(all, wrong{o, confidence(e, o)})
		}
	}
	slices.SortStableFunc(all, func(a, b wrong) int { return cmp.Compare(b.sure, a.sure) })
	var some []classify.Outcome
	for _, w := range all[:min(n, len(all))] {
		some = append(some, w.Outcome)
	}
	return some
}

// confidence is the probability of the predicted class; where many may apply, how far the probability of a class that is wrong
// lies beyond its threshold, for the class where that is most.
func confidence(e *classify.Evaluation, o classify.Outcome) float64 {
	if !e.Scheme.Many {
		if k := o.Pred.First(); k >= 0 {
			return o.Probs[k]
		}
		return 0
	}
	most := 0.0
	for k := range o.Truth.Minus(o.Pred).Or(o.Pred.Minus(o.Truth)).All() {
		most = max(most, math.Abs(o.Probs[k]-e.Classes[k].Threshold))
	}
	return most
}

// mistakeParts quotes the mistakes.
func mistakeParts(e *classify.Evaluation) []part {
	var all cases
	for _, o := range mistakes(e, worst) {
		all = append(all, quotedMistake(e, o))
	}
	if all == nil {
		return nil
	}
	return []part{all}
}

// quotedMistake quotes an outcome with what people said, what the model said, and the words that made it say so.
func quotedMistake(e *classify.Evaluation, o classify.Outcome) quoted {
	q := quoted{Head: o.ID, Text: o.Text}
	q.Said = append(q.Said, fact{"people said", cmp.Or(e.Scheme.Format(o.Truth), "none")}, fact{"the model said", saidProbs(e.Scheme, o.Pred, o.Probs)})
	if o.Evidence != nil {
		q.Said = append(q.Said, fact{"because of", strings.Join(o.Evidence, ", ")})
	}
	return q
}

// saidProbs writes a prediction with its probabilities, the highest first.
func saidProbs(s *labels.Scheme, set labels.Set, probs []float64) string {
	var said []string
	for _, k := range byProb(probs) {
		if set.Has(k) {
			said = append(said, s.Classes[k].Name+" "+percent(probs[k]))
		}
	}
	if said == nil {
		return "none"
	}
	return strings.Join(said, ", ")
}
