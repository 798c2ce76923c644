package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// worst is the number of mistakes that an evaluation shows.
const worst = 10

// Evaluation writes an evaluation in format f. The verdict comes first, with its interval, the floor and the ceiling. JSON
// lines have the whole evaluation on one line; CSV has one number a row, in the columns table, row, column, value, lo, hi, floor
// and ceiling. It panics if f is no format.
func Evaluation(w io.Writer, f Format, e *classify.Evaluation, s Style) error {
	switch f {
	case JSON, JSONL:
		return writeJSON(w, f, evaluationJSON(e))
	case CSV:
		return writeCSV(w, tidyHead, evaluationRows(e))
	}
	return writeDocument(w, f, evaluationDocument(e), s)
}

// evaluationDocument lays an evaluation out.
func evaluationDocument(e *classify.Evaluation) *document {
	d := &document{Kind: "Evaluation", Title: e.Scheme.Name, Warnings: e.Overlap}
	if len(e.Figures) > 0 {
		d.Lead = figureVerdict(headline(e.Figures), floorName(e))
	}
	d.Lead = append(d.Lead, moreLead(e)...)
	d.doubt(slices.DeleteFunc(slices.Clone(e.Doubts), func(doubt string) bool { return slices.Contains(e.Overlap, doubt) }))
	d.add(section{Title: "Data", Parts: []part{dataFacts(e)}})
	d.add(section{Title: "Classification report", Parts: classReport(d, e)})
	d.add(section{Title: "Figures", Parts: figureTable(d, e.Figures)})
	d.add(section{Title: "Confusion matrix", Parts: confusion(e)})
	d.add(section{Title: "Kinds of mistakes", Parts: cellParts(e)})
	d.add(section{Title: "Reliability", Parts: reliabilityParts(e)})
	if c := recallChart(e); c != nil {
		d.add(section{Title: "Precision and recall", Parts: []part{c}})
	}
	d.add(section{Title: "Risk and coverage", Parts: riskParts(e)})
	d.add(section{Title: "Learning curve", Parts: growthParts(e)})
	d.add(section{Title: "Leak", Parts: leakParts(e.Leak)})
	d.add(section{Title: "Slices", Parts: sliceParts(e)})
	d.add(partsSection("Folds", e.Parts, "fold"))
	d.add(partsSection("Rounds", e.Rounds, "round"))
	d.add(section{Title: "Human agreement", Parts: humanParts(e)})
	if len(e.Cells) == 0 {
		d.add(section{Title: "Most confident mistakes", Parts: mistakeParts(e)})
	}
	d.add(section{Title: "Likely coding errors", Parts: suspectParts(e)})
	d.add(section{Title: "Manifest", Fold: true, Parts: evaluationManifest(e)})
	return d
}

// headline is the figure that a report begins with: macro-F1, which no common class can carry alone, else the first.
func headline(all []classify.Figure) classify.Figure {
	for _, f := range all {
		if f.Name == "macro_f1" {
			return f
		}
	}
	return all[0]
}

// figureVerdict says in plain sentences what a figure comes to.
func figureVerdict(f classify.Figure, floor string) []string {
	if math.IsNaN(f.Value) {
		why := ""
		if f.Reason != "" {
			why = ": " + f.Reason
		}
		return []string{title(f) + " is undefined" + why + "."}
	}
	s := title(f) + " " + figure(f.Value, 2)
	if i := interval(f.Lo, f.Hi, 2); i != "" {
		s += " " + i
	}
	if !math.IsNaN(f.Floor) {
		s += "; always saying " + floor + " gives " + figure(f.Floor, 2)
	}
	if !math.IsNaN(f.Ceiling) {
		s += "; two coders reach " + figure(f.Ceiling, 2)
	}
	lead := []string{s + "."}
	if !math.IsNaN(f.Floor) && !math.IsNaN(f.Lo) && f.Lo <= f.Floor {
		lead = append(lead, "The interval reaches down to the floor: these data do not show that the model beats it.")
	}
	return lead
}

// title names a figure.
func title(f classify.Figure) string {
	return cmp.Or(f.Title, f.Name)
}

// floorName is the class that the floor always says: the one with the most items, the first of equals.
func floorName(e *classify.Evaluation) string {
	best := 0
	for k, c := range e.Classes {
		if c.Support > e.Classes[best].Support {
			best = k
		}
	}
	if best >= len(e.Classes) {
		return "the commonest class"
	}
	return e.Classes[best].Name
}

// dataFacts says what was measured on, and how the model was kept from seeing it.
func dataFacts(e *classify.Evaluation) facts {
	f := facts{
		{"Scheme", schemeLine(e.Scheme)},
		{"Items", itemsOf(count(e.Items), e.Articles, e.NoArticles)},
		{"Method", e.Method},
	}
	if e.Fold != nil {
		var sizes []int
		for _, fold := range e.Fold {
			for fold >= len(sizes) {
				sizes = append(sizes, 0)
			}
			sizes[fold]++
		}
		var s []string
		for _, n := range sizes {
			s = append(s, count(n))
		}
		f = append(f, fact{"Items a fold", strings.Join(s, ", ")})
	}
	if e.Humans != nil {
		f = append(f, fact{"Coders", strings.Join(e.Humans.Coders, ", ")})
	}
	return f
}

// itemsOf says how many groups the items are of, which folds and intervals take together.
func itemsOf(items string, groups int, noArticles bool) string {
	if noArticles {
		return fmt.Sprintf("%s, no article is known, %s", items, plural(groups, "group of near-duplicates", "groups of near-duplicates"))
	}
	return items + " of " + labels.CountedGroups(groups)
}

// classList names the classes of a scheme, of many only the first.
func classList(s *labels.Scheme) string {
	names := s.Names()
	more := ""
	if len(names) > 12 {
		more = fmt.Sprintf(" and %d more", len(names)-10)
		names = names[:10]
	}
	return strings.Join(names, ", ") + more
}

// schemeLine names a scheme and its classes.
func schemeLine(s *labels.Scheme) string {
	how, order := "one of ", ""
	switch {
	case s.Many:
		how = "any of "
	case s.Ordered:
		order = ", in this order"
	}
	return s.Name + ": " + how + classList(s) + order
}

// averages are the rows of a classification report below its classes, each with the names of its figures.
var averages = []struct {
	row                   string
	precision, recall, f1 string
	many                  bool // only where many labels are allowed: micro averages of one label an item are its accuracy
}{
	{"accuracy", "", "", "accuracy", false},
	{"subset accuracy", "", "", "subset_accuracy", true},
	{"micro avg", "micro_precision", "micro_recall", "micro_f1", true},
	{"macro avg", "macro_precision", "macro_recall", "macro_f1", false},
	{"weighted avg", "weighted_precision", "weighted_recall", "weighted_f1", false},
	{"samples avg", "samples_precision", "samples_recall", "samples_f1", true},
}

// classReport is the table of precision, recall, f1 and support, and a second one of what else is known of each class. An average is
// there if the evaluation has one of its figures.
func classReport(d *document, e *classify.Evaluation) []part {
	if len(e.Classes) == 0 {
		return nil
	}
	t := newTable("class", "precision", "recall", "f1", "support")
	for _, c := range e.Classes {
		t.Rows = append(t.Rows, []string{c.Name, d.value("precision", c.Precision), d.value("recall", c.Recall), d.value("f1", c.F1), count(c.Support)})
	}
	t.Foot = len(t.Rows)
	for _, a := range averages {
		f1, ok := e.Figure(a.f1)
		if !ok || a.many && !e.Scheme.Many {
			continue
		}
		row := []string{a.row, "", "", d.value(title(f1), f1), count(e.Items)}
		for c, name := range []string{a.precision, a.recall} {
			if f, ok := e.Figure(name); ok {
				row[1+c] = d.value(title(f), f)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return []part{t, classDetails(e)}
}

// classDetails is a table of what is known of each class beside its classification report; columns without a number are left out.
func classDetails(e *classify.Evaluation) *table {
	type detail struct {
		head string
		of   func(classify.ClassFigures) string
	}
	t := newTable("class", "predicted")
	var there []detail
	for _, c := range []detail{
		{"precision 95%", func(c classify.ClassFigures) string { return interval(c.Precision.Lo, c.Precision.Hi, 2) }},
		{"recall 95%", func(c classify.ClassFigures) string { return interval(c.Recall.Lo, c.Recall.Hi, 2) }},
		{"f1 95%", func(c classify.ClassFigures) string { return interval(c.F1.Lo, c.F1.Hi, 2) }},
		{"ROC-AUC", func(c classify.ClassFigures) string { return figure(c.AUC.Value, 3) }},
		{"average precision", func(c classify.ClassFigures) string { return figure(c.AveragePrecision.Value, 3) }},
		{"threshold", func(c classify.ClassFigures) string { return figure(c.Threshold, 2) }},
		{"coders' alpha", func(c classify.ClassFigures) string { return figure(c.Alpha, 3) }},
	} {
		if slices.ContainsFunc(e.Classes, func(k classify.ClassFigures) bool { v := c.of(k); return v != "" && v != dash }) {
			there = append(there, c)
			t.Head, t.Right = append(t.Head, c.head), append(t.Right, true)
		}
	}
	for _, k := range e.Classes {
		row := []string{k.Name, count(k.Predicted)}
		for _, c := range there {
			row = append(row, cmp.Or(c.of(k), dash))
		}
		t.Rows = append(t.Rows, row)
	}
	t.Foot = len(t.Rows)
	return t
}

// value writes a figure with three decimals, a dash and a footnote if it is undefined.
func (d *document) value(name string, f classify.Figure) string {
	s := figure(f.Value, 3)
	if math.IsNaN(f.Value) && f.Reason != "" {
		s += " [" + strconv.Itoa(d.note(name+" is undefined ("+dash+") where "+f.Reason)) + "]"
	}
	return s
}

// figureTable is the table of all figures with interval, floors and ceiling. A model card has no random floor.
func figureTable(d *document, all []classify.Figure) []part {
	if len(all) == 0 {
		return nil
	}
	random := slices.ContainsFunc(all, func(f classify.Figure) bool { return !math.IsNaN(f.Random) })
	heads, about := []string{"figure", "value", "95% interval", "floor", "random", "ceiling"}, " Random: answers by lot, with the shares of the classes."
	if !random {
		heads, about = slices.Delete(heads, 4, 5), ""
	}
	t := newTable(heads...)
	for _, f := range all {
		name := title(f)
		if lower(f.Name) {
			name += " (lower is better)"
		}
		row := []string{name, d.value(title(f), f), cmp.Or(interval(f.Lo, f.Hi, 3), dash), figure(f.Floor, 3), figure(f.Random, 3), figure(f.Ceiling, 3)}
		if !random {
			row = slices.Delete(row, 4, 5)
		}
		t.Rows = append(t.Rows, row)
	}
	t.Foot = len(t.Rows)
	return []part{
		prose("Intervals come from a bootstrap over articles. Floor: always the commonest class." + about + " Ceiling: two coders on the items that both coded."),
		t,
	}
}

// lower tells whether a lower value of the figure is better.
func lower(name string) bool {
	m, err := labels.MetricByName(name, nil)
	return err == nil && m.Lower
}

// confusion shows every matrix.
func confusion(e *classify.Evaluation) []part {
	var parts []part
	for _, m := range e.Matrices {
		parts = append(parts, &matrix{m})
	}
	return parts
}

// reliabilityParts shows whether certainty can be believed.
func reliabilityParts(e *classify.Evaluation) []part {
	if !slices.ContainsFunc(e.Bins, func(b classify.Bin) bool { return b.Items > 0 }) {
		return nil
	}
	r := &reliability{Bins: e.Bins, Axis: "right"}
	text := "How often the model was right, by how certain it was. A calibrated model is right as often as it says."
	if e.Scheme.Many {
		r.Axis = "applies"
		text = "How often a class applied, by the probability that the model gave it. In a calibrated model the two are the same."
	}
	return []part{prose(text), r}
}

// humanParts compares the coders' agreement with the model's.
func humanParts(e *classify.Evaluation) []part {
	h := e.Humans
	if h == nil {
		return nil
	}
	t := newTable("who", "Krippendorff's alpha", "95% interval")
	t.Rows = [][]string{
		{"coders among each other", figure(h.Alpha, 3), cmp.Or(interval(h.AlphaLo, h.AlphaHi, 3), dash)},
		{"model and gold labels", figure(h.ModelAlpha, 3), cmp.Or(interval(h.ModelAlphaLo, h.ModelAlphaHi, 3), dash)},
	}
	t.Foot = 2
	return append([]part{
		prose(fmt.Sprintf("%s were coded by two or more of %s. Alpha of 0.80 is good, 0.667 the least for tentative conclusions.", plural(h.Items, "item", "items"), strings.Join(h.Coders, ", "))),
		t,
		facts{
			{"Distance", h.Measure},
			{"Equal labels", percent(h.Percent) + " of pairs"},
			{"Macro-F1 of two coders", figure(h.MacroF1, 3)},
		},
	}, pairParts(h.Pairs)...)
}

// manifest is what a run is repeated from.
func manifest(c classify.Config, corpus string) []part {
	return []part{
		facts{{"Seed", strconv.FormatUint(c.Seed, 10)}, {"Corpus digest", corpus}},
		code(indented(c)),
	}
}

// evaluationManifest is a manifest with the verb and its options, where they are known.
func evaluationManifest(e *classify.Evaluation) []part {
	parts := manifest(e.Config, e.Corpus)
	m := e.Manifest
	if m == nil {
		return parts
	}
	all := facts{{"Verb", m.Verb}}
	if m.Model != "" {
		all = append(all, fact{"Model file (SHA-256)", m.Model})
	}
	if c := m.Cross; c != nil {
		split := plural(c.Repeats, "round", "rounds")
		if c.By != "" {
			split = "leave one " + c.By + " out"
		}
		all = append(all, fact{"Split", split}, fact{"Folds inside each training part", count(c.Inner)})
	}
	all = append(all, fact{"Replicates of the bootstrap", count(m.Bootstrap)})
	for _, v := range m.Versions {
		all = append(all, fact{v.Name, v.Version})
	}
	all = append(all, fact{"To make it again", "parley verify REPORT.json --input CORPUS"})
	return append([]part{all}, parts...)
}

// indented writes a value as JSON over several lines.
func indented(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		panic("report: " + err.Error())
	}
	return strings.TrimSpace(b.String())
}
