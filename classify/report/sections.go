package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// The most rows that a section shows; the files have all.
const (
	cellsShown    = 12
	cellsQuoted   = 6
	suspectsShown = 20
	slicesShown   = 40
)

// moreLead is what else a reader must know first: leak, slices, coding errors, what more data would bring.
func moreLead(e *classify.Evaluation) []string {
	var lead []string
	if l := e.Leak; l != nil && !math.IsNaN(l.Diff) {
		s := fmt.Sprintf("A random split of paragraphs would have said %s, %s %s", figure(l.Random, 2), signed(l.Diff, 2), interval(l.Lo, l.Hi, 2))
		lead = append(lead, strings.TrimSpace(s)+": "+leakSays(l))
	}
	lead = append(lead, riskSays(e)...)
	if g := e.Growth; g != nil {
		lead = append(lead, growthSays(e, g)...)
	}
	flagged := 0
	for _, s := range e.Slices {
		for _, f := range s.Flagged {
			if f.Metric == headlineName {
				flagged++
			}
		}
	}
	if flagged > 0 {
		lead = append(lead, plural(flagged, "slice of the data differs", "slices of the data differ")+" from the whole beyond chance: see Slices.")
	}
	return lead
}

// beyondCurve is how many times the data a learning curve is trusted to look ahead.
const beyondCurve = 20

// headlineName is the figure that a report begins with.
const headlineName = "macro_f1"

// growthSays says what more data would bring: the class that is hardest to tell stands for the paragraphs that would be needed.
func growthSays(e *classify.Evaluation, g *classify.Growth) []string {
	if g.Doubt != "" {
		return []string{"The learning curve " + g.Doubt + "."}
	}
	worst := 0
	for k, c := range e.Classes {
		if c.F1.Value < e.Classes[worst].F1.Value {
			worst = k
		}
	}
	for _, n := range g.Needs {
		if math.Abs(n.Gain-0.03) > 1e-9 {
			continue
		}
		gain := signed(n.Gain, 2) + " " + g.Title
		if n.Items.Point > beyondCurve*float64(e.Items) {
			s := fmt.Sprintf("The learning curve does not promise %s within %d times these data", gain, beyondCurve)
			if n.Items.Lo < beyondCurve*float64(e.Items) {
				s += "; its 95% interval begins at " + about(n.Items.Lo) + " more paragraphs"
			}
			return []string{s + "."}
		}
		within := ""
		if !math.IsNaN(n.Items.Lo) {
			hi := "no limit"
			if n.Items.Hi <= beyondCurve*float64(e.Items) {
				hi = about(n.Items.Hi)
			}
			within = fmt.Sprintf(", 95%% interval from %s to %s", about(n.Items.Lo), hi)
		}
		s := fmt.Sprintf("About %s more paragraphs for %s%s", about(n.Items.Point), gain, within)
		if worst < len(n.Classes) {
			s = fmt.Sprintf("About %s more %s paragraphs (%s in all%s) for %s", about(n.Classes[worst]), e.Classes[worst].Name, about(n.Items.Point), within, gain)
		}
		return []string{s + ", by the learning curve."}
	}
	return nil
}

// ahead is about, and words where a learning curve is not trusted.
func ahead(e *classify.Evaluation, v float64) string {
	if v > beyondCurve*float64(e.Items) {
		return "over " + count(beyondCurve*e.Items)
	}
	return about(v)
}

// about rounds a number of items to two digits.
func about(v float64) string {
	if math.IsInf(v, 0) || v > 1e12 {
		return "endlessly many"
	}
	step := 1.0
	for v/step >= 100 {
		step *= 10
	}
	return count(int(math.Ceil(v/step-1e-9) * step))
}

// partsSection are the figures fold by fold, or round by round.
func partsSection(title string, parts []classify.Part, first string) section {
	if len(parts) == 0 {
		return section{}
	}
	t := newTable(first, "items", "articles")
	for _, f := range parts[0].Figures {
		t.Head, t.Right = append(t.Head, cmp.Or(f.Title, f.Name)), append(t.Right, true)
	}
	for _, p := range parts {
		row := []string{p.Name, count(p.Items), count(p.Groups)}
		for _, f := range p.Figures {
			row = append(row, figure(f.Value, 3))
		}
		t.Rows = append(t.Rows, row)
	}
	t.Foot = len(t.Rows)
	return section{Title: title, Parts: []part{t}}
}

// leakSays tells what the difference of a random split is worth.
func leakSays(l *classify.Leak) string {
	switch {
	case l.Shown():
		return "that much is leak."
	case math.IsNaN(l.Lo):
		return "without an interval this is not shown to be leak."
	case l.Hi < 0:
		return "it is not better, so that no leak is shown."
	}
	return "the interval holds 0, so that no leak is shown."
}

// leakParts compare the random split with the grouped one.
func leakParts(l *classify.Leak) []part {
	if l == nil {
		return nil
	}
	t := newTable("split", l.Title)
	t.Rows = [][]string{
		{"paragraphs at random", figure(l.Random, 3)},
		{"whole articles with their near-duplicates", figure(l.Grouped, 3)},
		{"leak: the difference", strings.TrimSpace(signed(l.Diff, 3) + " " + interval(l.Lo, l.Hi, 3))},
	}
	t.Foot = 2
	about := "A random split tests a model on articles that it has seen in part. "
	if l.Shown() {
		about += "Figures published from such splits are too good by about this much. "
	} else {
		about += "Here " + leakSays(l) + " "
	}
	if l.Rounds > 1 {
		about += fmt.Sprintf("Both are means over %d rounds. ", l.Rounds)
	}
	return []part{
		prose(about + "p of the difference (bootstrap over articles): " + pValue(l.P) + "."),
		t,
	}
}

// pValue writes a p-value; no fewer than three decimals.
func pValue(p float64) string {
	switch {
	case math.IsNaN(p):
		return dash
	case p < 0.001:
		return "<0.001"
	}
	return figure(p, 3)
}

// growthParts show a learning curve and what a gain takes.
func growthParts(e *classify.Evaluation) []part {
	c := growthChart(e.Growth)
	if c == nil {
		return nil
	}
	g := e.Growth
	parts := []part{prose(strings.Join(growthSays(e, g), " "))}
	if g.Curve != nil {
		l := g.Curve.Law
		parts = append(parts, prose(fmt.Sprintf("%s = %s − %s · paragraphs^(−%s). The sizes are parts of the articles; larger parts hold the smaller ones.", g.Title, figure(l.A, 3), figure(l.B, 3), figure(l.C, 3))))
	}
	parts = append(parts, c)
	if len(g.Needs) > 0 {
		t := newTable("gain", "paragraphs more", "95% interval")
		for _, k := range e.Classes {
			t.Head, t.Right = append(t.Head, "of these "+k.Name), append(t.Right, true)
		}
		if len(e.Classes) > linesShown {
			t.Head, t.Right = t.Head[:3], t.Right[:3]
		}
		for _, n := range g.Needs {
			row := []string{signed(n.Gain, 2), ahead(e, n.Items.Point), dash}
			if !math.IsNaN(n.Items.Lo) {
				row[2] = ahead(e, n.Items.Lo) + " to " + ahead(e, n.Items.Hi)
			}
			for k := 3; k < len(t.Head); k++ {
				of := dash
				if n.Items.Point <= beyondCurve*float64(e.Items) {
					of = about(n.Classes[k-3])
				}
				row = append(row, of)
			}
			t.Rows = append(t.Rows, row)
		}
		t.Foot = len(t.Rows)
		parts = append(parts, t)
	}
	return parts
}

// sliceParts are the first figures by each field, and what differs beyond chance.
func sliceParts(e *classify.Evaluation) []part {
	var parts []part
	names := classify.PartFigures(e.Scheme)
	for _, s := range e.Slices {
		t := newTable(s.Field, "items", "articles")
		var columns []int
		for _, n := range names {
			if i := slices.Index(s.Metrics, n); i >= 0 {
				columns = append(columns, i)
				t.Head, t.Right = append(t.Head, s.Titles[i]), append(t.Right, true)
			}
		}
		t.Head, t.Right = append(t.Head, "p"), append(t.Right, true)
		for _, v := range s.Slices[:min(len(s.Slices), slicesShown)] {
			row := []string{v.Value, count(v.Items), count(v.Groups)}
			p := math.NaN()
			for _, i := range columns {
				text := figure(v.Figures[i].Point, 2)
				if s.Metrics[i] == headlineName {
					if v.Groups >= labels.SliceLeast {
						text = strings.TrimSpace(text + " " + interval(v.Figures[i].Lo, v.Figures[i].Hi, 2))
					}
					p = v.Figures[i].P
				}
				for _, f := range s.Flagged {
					if f.Value == v.Value && f.Metric == s.Metrics[i] {
						text += apartMark(f.Apart)
					}
				}
				row = append(row, text)
			}
			t.Rows = append(t.Rows, append(row, pValue(p)))
		}
		t.Foot = len(t.Rows)
		if more := len(s.Slices) - slicesShown; more > 0 {
			t.Caption = fmt.Sprintf("The first %d of %d values.", slicesShown, len(s.Slices))
		}
		parts = append(parts, t)
	}
	if parts == nil {
		return nil
	}
	about := fmt.Sprintf("▲ and ▼ mark figures above and below those of all data beyond chance (bootstrap over articles, corrected for the number of slices by Holm's method, p < 0.05). p is that of macro F1. Slices of fewer than %d articles are not tested and have no interval; calibration errors are not tested, as fewer items alone raise them.", labels.SliceLeast)
	return append([]part{prose(about)}, parts...)
}

// apartMark marks a figure that differs from the whole.
func apartMark(apart float64) string {
	if apart < 0 {
		return " ▼"
	}
	return " ▲"
}

// cellParts are the kinds of mistakes, each with its most confident examples.
func cellParts(e *classify.Evaluation) []part {
	if len(e.Cells) == 0 {
		return nil
	}
	t := newTable("true", "predicted", "items", "of the true")
	t.Right[1] = false
	var parts []part
	for i, c := range e.Cells {
		if i < cellsShown {
			t.Rows = append(t.Rows, []string{c.Truth, c.Pred, count(c.Count), percent(c.Share)})
		}
	}
	t.Foot = len(t.Rows)
	if len(e.Cells) > cellsShown {
		t.Caption = fmt.Sprintf("The %d commonest of %d kinds of mistakes.", cellsShown, len(e.Cells))
	}
	parts = append(parts, t)
	if !slices.ContainsFunc(e.Outcomes, func(o classify.Outcome) bool { return len(o.Evidence) > 0 }) {
		parts = append(parts, prose("The words that made each mistake are in the report of parley crossval."))
	}
	var all cases
	for _, c := range e.Cells[:min(cellsQuoted, len(e.Cells))] {
		for _, i := range c.Outcomes {
			all = append(all, quotedMistake(e, e.Outcomes[i]))
		}
	}
	return append(parts, all)
}

// suspectParts list likely coding errors.
func suspectParts(e *classify.Evaluation) []part {
	if len(e.Suspects) == 0 {
		return nil
	}
	var all cases
	for _, s := range e.Suspects[:min(suspectsShown, len(e.Suspects))] {
		o := e.Outcomes[s.Outcome]
		said := s.Class
		if !s.Given {
			said = "not " + s.Class
		}
		all = append(all, quoted{Head: o.ID, Text: o.Text, Said: []fact{
			{"people said", said}, {"the model gives that", percent(s.Prob)}, {"and says", s.Instead},
		}})
	}
	text := plural(len(e.Suspects), "label is", "labels are") + " so unlikely that a second look is worth the while"
	switch {
	case e.Fold != nil:
		text += "; the models did not learn from the labels that they doubt"
	case len(e.Overlap) > 0:
		text += "; there may be more, as the model learned from some of these data and seldom doubts what it learned"
	}
	return []part{prose(text + ". errors.csv has all."), all}
}
