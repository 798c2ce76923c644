package report

import (
	"fmt"
	"math"

	"github.com/parley-go/parley/classify"
)

// The risks that the first sentences speak of.
const leadLeast, leadMost = 0.1, 0.2

// within returns the promises of these risks.
func within(all []classify.Promise) []classify.Promise {
	var out []classify.Promise
	for _, p := range all {
		if p.Max > leadLeast-1e-9 && p.Max < leadMost+1e-9 {
			out = append(out, p)
		}
	}
	return out
}

// riskSays says how many of the items can be decided at a small risk, the least that can be kept. For a model measured on other data these are first
// those that parley score decides by the thresholds of its training, then those that thresholds of the data would allow.
func riskSays(e *classify.Evaluation) []string {
	if e.Risk == nil {
		return nil
	}
	var allowed []classify.Promise
	for _, p := range within(e.Risk.Promises) {
		if p.OK {
			allowed = append(allowed, p)
		}
	}
	if e.Fold == nil {
		return keptSays(within(e.Kept), allowed)
	}
	if len(allowed) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("With at most %s wrong to be expected, %s of the items can be decided.", percent(allowed[0].Max), percent(allowed[0].Coverage))}
}

// keptSays speaks of the least risk that both the training and the data can keep, else of the least that the training can.
func keptSays(kept, allowed []classify.Promise) []string {
	const found = "Thresholds found on these data, which score does not use, would decide "
	if len(kept) == 0 {
		s := fmt.Sprintf("No risk of %s or less was promised in training: parley score --max-risk %v decides nothing.", percent(leadMost), leadMost)
		if len(allowed) == 0 {
			return []string{s, "No threshold found on these data would keep it either."}
		}
		return []string{s, fmt.Sprintf(found+"%s with at most %s wrong to be expected.", percent(allowed[0].Coverage), percent(allowed[0].Max))}
	}
	k, also := kept[0], "No threshold found on these data would keep that risk."
	for i := len(kept) - 1; i >= 0; i-- {
		for _, p := range allowed {
			if math.Abs(p.Max-kept[i].Max) < 1e-9 {
				k, also = kept[i], found+percent(p.Coverage)+"."
			}
		}
	}
	s := fmt.Sprintf("With at most %s wrong as promised in training, parley score --max-risk %v decides %s of these items (from a certainty of %s on)", percent(k.Max), k.Max, percent(k.Coverage), figure(k.At, 3))
	if k.Coverage > 0 {
		s += ", " + percent(k.Risk) + " of them wrong"
		if !k.OK {
			s += ", which is more"
		}
	}
	return []string{s + ".", also}
}

// riskParts show what it costs to be wrong less often.
func riskParts(e *classify.Evaluation) []part {
	c := riskChart(e.Risk)
	if c == nil {
		return nil
	}
	wrong := "An item is wrong if its label is."
	if e.Scheme.Many {
		wrong = "An item is wrong if any of its labels is."
	}
	parts := []part{
		prose("If only the items are decided of which the model is most certain, fewer are wrong. " + wrong +
			" The thresholds allow for one more article, as large as the largest and wholly wrong; parley score --max-risk applies those found in training. Mean risk over all coverages (AURC): " + figure(e.Risk.Area, 3) + "."),
		c,
	}
	if len(e.Kept) == 0 {
		return parts
	}
	t := newTable("promised in training", "certainty from", "decided here", "wrong among them", "kept")
	for _, p := range e.Kept {
		kept := "no"
		switch {
		case math.IsNaN(p.Risk):
			kept = dash
		case p.OK:
			kept = "yes"
		}
		t.Rows = append(t.Rows, []string{"at most " + percent(p.Max), figure(p.At, 3), percent(p.Coverage), percent(p.Risk), kept})
	}
	t.Foot = len(t.Rows)
	return append(parts, prose("A promise is of the mean over many samples of articles; in a single one it can be missed by chance."), t)
}

// Promised says what a threshold for a risk keeps.
func Promised(p classify.Promise) string {
	if !p.OK {
		return fmt.Sprintf("no certainty keeps a risk of %s out of fold: every paragraph is called unsure", percent(p.Max))
	}
	return fmt.Sprintf("decided from a certainty of %s on; out of fold that is %s of the paragraphs, %s of them wrong", figure(p.At, 3), percent(p.Coverage), percent(p.Risk))
}
