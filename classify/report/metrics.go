package report

import (
	"io"

	"github.com/parley-go/parley/labels"
)

// metricRow is a figure as the list of figures has it.
type metricRow struct{ name, title, definition, source, schemes string }

// metricRows are all figures that reports print: of labels and probabilities, of one class, and of agreement.
func metricRows() (figures, ofClass, agreement []metricRow) {
	schemes := func(single, many, ordered, lower bool) string {
		s := "one label or many"
		switch {
		case single && ordered:
			s = "one label, ordered"
		case single && !many:
			s = "one label"
		case many && !single:
			s = "many labels"
		}
		if lower {
			s += "; lower is better"
		}
		return s
	}
	for _, m := range labels.Metrics() {
		figures = append(figures, metricRow{m.Name, m.Title, m.Definition, m.Source, schemes(m.Single, m.Many, m.Ordered, m.Lower)})
	}
	example := &labels.Scheme{Classes: []labels.Class{{Name: "CLASS"}}}
	for _, f := range labels.ClassFigures() {
		m, err := labels.MetricByName(f+":CLASS", example)
		if err != nil {
			panic("report: " + err.Error())
		}
		ofClass = append(ofClass, metricRow{m.Name, m.Title, m.Definition, m.Source, schemes(true, true, false, false)})
	}
	for _, c := range labels.Coefficients() {
		agreement = append(agreement, metricRow{c.Name, c.Title, c.Definition, c.Source, schemes(c.Single, c.Many, c.Ordered, false)})
	}
	return figures, ofClass, agreement
}

// methods are the other numbers that reports print.
var methods = []fact{
	{"95% interval", "percentiles 2.5 and 97.5 of a bootstrap that draws articles (with their near-duplicates), not paragraphs; Efron & Tibshirani 1993, ch. 13; Field & Welsh 2007"},
	{"95% interval of the calibration error", "[q₂.₅ − (2 + √2)b, q₉₇.₅ − b], from 0 on, with the value inside; b = mean of the replicates − value, the bias by which noise raises it; Efron & Tibshirani 1993, sect. 10.2"},
	{"majority floor", "the figure of always saying the commonest class"},
	{"random floor", "mean figure over random answers with the shares of the classes"},
	{"ceiling", "the figure of one coder against another on the items that both coded"},
	{"p (bootstrap)", "(1 + replicates whose difference is as far from the one found as that is from 0) / (1 + replicates), articles drawn in pairs; Efron & Tibshirani 1993, sect. 16.4"},
	{"p (randomisation)", "(1 + exchanges of whole articles between A and B with a difference at least as large) / (1 + exchanges); Noreen 1989; Yeh 2000"},
	{"p (McNemar, exact)", "2 P(X ≤ min(a, b)), X ~ Binomial(a + b, ½), a and b the items only one of the two got right; takes items for independent; McNemar 1947; Dietterich 1998"},
	{"articles needed", "articles · ((z₀.₉₇₅ + z₀.₈) · s / difference)², s the standard deviation of the bootstrap; Cohen 1988, sect. 2.4"},
	{"verdict of a comparison", "of k pairs: the larger p times k, interval and articles needed at 1 − 0.05/k, so that they hold for all together; Bonferroni; Dunn 1961; of an interval that leaves 0 out where p does not, the one that goes with p, difference ± z₁₋α/₂ · |difference| / z₁₋p/₂; Altman & Bland 2011"},
	{"p of a slice", "bootstrap p of slice − all, corrected for the number of slices, Holm 1979; not of the calibration error, which fewer items alone raise"},
	{"risk and coverage", "coverage: share of items decided; risk: share of wrong ones among them; El-Yaniv & Wiener 2010"},
	{"AURC", "mean risk over the coverages 1/n … 1; Geifman, Uziel & El-Yaniv 2019"},
	{"threshold for a risk", "lowest certainty with (wrong + m)/(decided + m) ≤ risk, m the largest article decided; after Angelopoulos et al. 2024, eq. 4"},
	{"learning curve", "A − B·N^(−C) with A at most 1, least squares, interval by residual bootstrap; Cortes et al. 1994; Figueroa et al. 2012"},
	{"share of a class", "paragraphs with the class / paragraphs that are not unsure, of a period or a value of a field"},
	{"corrected share", "p in q = Mᵀp, q the shares said of all paragraphs, M the rows of the confusion matrix over their sums (class by class where there may be several); where p is not within 0 to 1 the likeliest that is; interval by a bootstrap of articles and of the rows of M; Levy & Kass 1970; Rogan & Gladen 1978"},
	{"leak", "the figure under a random split of paragraphs minus that under a split of whole articles"},
	{"likely coding error", "out-of-fold probability of the given label below 0.1 and that of the model's answer above the class's mean; after Northcutt, Jiang & Chuang 2021"},
}

// Metrics writes every figure that reports print, with formula and source, in format f. CSV and JSON have the registry. It panics if f is no
// format.
func Metrics(w io.Writer, f Format, s Style) error {
	figures, ofClass, agreement := metricRows()
	type row struct {
		Name       string `json:"name"`
		Title      string `json:"title"`
		Definition string `json:"definition"`
		Source     string `json:"source"`
		Schemes    string `json:"schemes"`
		Group      string `json:"group"`
	}
	groups := []struct {
		name, about string
		rows        []metricRow
	}{
		{"Figures of labels and probabilities", "Names are those of --fail-under and --metric.", figures},
		{"Figures of one class", "TP, FP and FN are the right, the wrongly given and the missed items of the class.", ofClass},
		{"Agreement of coders", "A model is one more coder.", agreement},
	}
	switch f {
	case JSON, JSONL, CSV:
		rows := []row{}
		var cells [][]string
		for _, g := range groups {
			for _, m := range g.rows {
				rows = append(rows, row{m.name, m.title, m.definition, m.source, m.schemes, g.name})
				cells = append(cells, []string{m.name, m.title, m.definition, m.source, m.schemes, g.name})
			}
		}
		for _, m := range methods {
			rows = append(rows, row{m.Name, m.Name, m.Value, "", "", "Methods"})
			cells = append(cells, []string{m.Name, m.Name, m.Value, "", "", "Methods"})
		}
		if f == CSV {
			return writeCSV(w, []string{"name", "title", "definition", "source", "schemes", "group"}, cells)
		}
		return writeJSON(w, f, rows)
	}
	d := &document{Kind: "Metrics", Title: "every figure that parley prints"}
	for _, g := range groups {
		var all facts
		for _, m := range g.rows {
			all = append(all, fact{m.name, m.title + " = " + m.definition + ". " + m.source + ". (" + m.schemes + ")"})
		}
		d.add(section{Title: g.name, Parts: []part{prose(g.about), all}})
	}
	d.add(section{Title: "Methods", Parts: []part{facts(methods)}})
	return writeDocument(w, f, d, s)
}
