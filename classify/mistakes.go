package classify

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parley-go/parley/labels"
)

// Cell is one cell of a confusion matrix off its diagonal, and its most confident mistakes.
type Cell struct {
	Truth, Pred string // in many-label schemes the class and "not" the class
	Count       int
	Share       float64 // of the items that are truly so
	Outcomes    []int   // into Evaluation.Outcomes, the most confident first
}

// Suspect is an item whose given label the model finds so unlikely that it is worth a second look.
type Suspect struct {
	Outcome int     // into Evaluation.Outcomes
	Class   string  // the class in doubt
	Given   bool    // whether people gave it
	Prob    float64 // probability of what people said
	Instead string  // what the model says
}

const (
	cellExamples = 3
	evidenceKept = 5
	suspectBelow = 0.1
	suspectsKept = 200
)

// mistakeWords returns the words that speak most for the wrong answer and against the right one, the strongest first.
func mistakeWords(x *Explanation, text string, truth, pred labels.Set) []string {
	type word struct {
		text  string
		share float64
	}
	var all []word
	for _, w := range x.Words {
		share := 0.0
		for k := range pred.Minus(truth).All() {
			share += w.Shares[k]
		}
		for k := range truth.Minus(pred).All() {
			share -= w.Shares[k]
		}
		if share > 0 {
			all = append(all, word{text[w.Lo:w.Hi], share})
		}
	}
	slices.SortStableFunc(all, func(a, b word) int { return cmp.Compare(b.share, a.share) })
	var out []string
	seen := map[string]bool{}
	for _, w := range all {
		if low := strings.ToLower(w.text); !seen[low] && len(out) < evidenceKept {
			seen[low] = true
			out = append(out, w.text)
		}
	}
	return out
}

// explain finds the words that made each mistake of a model.
func (e *Evaluation) explain(s *sample, m *Model) {
	for _, rows := range s.runs(s.all()) {
		var explain func(i int) *Explanation
		for i, j := range rows {
			if o := &e.Outcomes[j]; o.Wrong() {
				if explain == nil {
					explain = m.Explainer(pick(s.texts, rows))
				}
				o.Evidence = mistakeWords(explain(i), o.Text, o.Truth, o.Pred)
			}
		}
	}
}

// cells finds the most confident mistakes of every kind, the commonest kind first.
func (e *Evaluation) cells() {
	type key struct{ truth, pred int }
	type hit struct {
		outcome int
		sure    float64
	}
	found := map[key][]hit{}
	for i, o := range e.Outcomes {
		if !o.Wrong() {
			continue
		}
		if !e.Scheme.Many {
			k := key{o.Truth.First(), o.Pred.First()}
			found[k] = append(found[k], hit{i, o.Probs[max(k.pred, 0)]})
			continue
		}
		for k := range o.Truth.Minus(o.Pred).All() {
			found[key{k, -1}] = append(found[key{k, -1}], hit{i, 1 - o.Probs[k]})
		}
		for k := range o.Pred.Minus(o.Truth).All() {
			found[key{-1, k}] = append(found[key{-1, k}], hit{i, o.Probs[k]})
		}
	}
	var keys []key
	for k := range found {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(len(found[b]), len(found[a])), cmp.Compare(a.truth, b.truth), cmp.Compare(a.pred, b.pred))
	})
	e.Cells = nil
	for _, k := range keys {
		hits := found[k]
		slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.sure, a.sure) })
		c := Cell{Count: len(hits)}
		switch {
		case !e.Scheme.Many:
			c.Truth, c.Pred = e.Scheme.Classes[k.truth].Name, "nothing"
			if k.pred >= 0 {
				c.Pred = e.Scheme.Classes[k.pred].Name
			}
			c.Share = float64(c.Count) / float64(e.Classes[k.truth].Support)
		case k.pred < 0:
			name := e.Scheme.Classes[k.truth].Name
			c.Truth, c.Pred = name, "not "+name
			c.Share = float64(c.Count) / float64(e.Classes[k.truth].Support)
		default:
			name := e.Scheme.Classes[k.pred].Name
			c.Truth, c.Pred = "not "+name, name
			c.Share = float64(c.Count) / float64(e.Items-e.Classes[k.pred].Support)
		}
		for _, h := range hits[:min(cellExamples, len(hits))] {
			c.Outcomes = append(c.Outcomes, h.outcome)
		}
		e.Cells = append(e.Cells, c)
	}
}

// suspects lists likely coding errors, the least probable label first: the probability of what people said is below 0.1, and the model is
// as sure of its own answer as it is on average of items that people gave that answer (after Northcutt, Jiang & Chuang 2021). The
// probabilities must be of models that did not see the item.
func (e *Evaluation) suspects() {
	classes := len(e.Scheme.Classes)
	yes, no := make([]float64, classes), make([]float64, classes) // mean probability of the class where it was given, of not the class where not
	given := make([]float64, classes)
	for _, o := range e.Outcomes {
		for k, p := range o.Probs {
			if o.Truth.Has(k) {
				yes[k] += p
				given[k]++
			} else {
				no[k] += 1 - p
			}
		}
	}
	for k := range yes {
		if given[k] > 0 {
			yes[k] /= given[k]
		}
		if rest := float64(len(e.Outcomes)) - given[k]; rest > 0 {
			no[k] /= rest
		}
	}
	e.Suspects = nil
	for i, o := range e.Outcomes {
		if !o.Wrong() {
			continue
		}
		if !e.Scheme.Many {
			t, p := o.Truth.First(), o.Pred.First()
			if p >= 0 && o.Probs[t] < suspectBelow && o.Probs[p] >= yes[p] {
				e.Suspects = append(e.Suspects, Suspect{i, e.Scheme.Classes[t].Name, true, o.Probs[t], e.Scheme.Classes[p].Name})
			}
			continue
		}
		for k, p := range o.Probs {
			name := e.Scheme.Classes[k].Name
			switch {
			case o.Truth.Has(k) && p < suspectBelow && 1-p >= no[k]:
				e.Suspects = append(e.Suspects, Suspect{i, name, true, p, "not " + name})
			case !o.Truth.Has(k) && 1-p < suspectBelow && p >= yes[k]:
				e.Suspects = append(e.Suspects, Suspect{i, name, false, 1 - p, name})
			}
		}
	}
	slices.SortStableFunc(e.Suspects, func(a, b Suspect) int { return cmp.Compare(a.Prob, b.Prob) })
	e.Suspects = e.Suspects[:min(len(e.Suspects), suspectsKept)]
}

// ClassCurve is precision against recall of one class.
type ClassCurve struct {
	Name   string
	Points []labels.Point // recall ascending, thinned to at most curvePoints
}

// curves fills in the precision-recall curves.
func (e *Evaluation) curves(p *labels.Probabilities) {
	for k, c := range e.Scheme.Classes {
		e.Curves = append(e.Curves, ClassCurve{c.Name, thin(p.PrecisionRecall(k), curvePoints)})
	}
}
