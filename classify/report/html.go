package report

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"math"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed templates/style.css
var styleSheet string

//go:embed templates/scores.html
var scoresTemplate string

//go:embed templates/document.html
var documentTemplate string

// pages returns the templates of every page, parsed at the first call. All text of articles, corpora and schemes passes through html/template.
var pages = sync.OnceValue(func() *template.Template {
	return template.Must(template.Must(template.New("pages").Funcs(template.FuncMap{
		"style":    func() template.CSS { return template.CSS(styleSheet) },
		"kind":     partKind,
		"heat":     heat,
		"plot":     plot,
		"draw":     (*chart).markup,
		"segments": segments,
	}).Parse(scoresTemplate)).Parse(documentTemplate))
})

// run executes a template into w; nothing is written if it fails.
func run(w io.Writer, name string, data any) error {
	var b bytes.Buffer
	if err := pages().ExecuteTemplate(&b, name, data); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	_, err := io.WriteString(w, tidy(b.String()))
	return err
}

// tidy makes a page valid UTF-8 without control characters other than white space.
func tidy(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r >= 0x7f && r < 0xa0 {
			return utf8.RuneError
		}
		return r
	}, s)
}

// html writes the document as one page.
func (d *document) html(w io.Writer) error { return run(w, "document", d) }

// partKind names a part for the templates.
func partKind(p part) string {
	switch p.(type) {
	case prose:
		return "prose"
	case facts:
		return "facts"
	case *table:
		return "table"
	case *matrix:
		return "matrix"
	case *reliability:
		return "reliability"
	case cases:
		return "cases"
	case *marked:
		return "marked"
	case *chart:
		return "chart"
	case code:
		return "code"
	}
	panic(fmt.Sprintf("report: no part %T", p))
}

// Wide tells whether the last column of a table has running text.
func (t *table) Wide() bool { return len(t.Right) > 1 && !t.Right[len(t.Right)-1] }

// segment is a stretch of a text, marked if it has a class.
type segment struct{ Text, Class, Title string }

// segments cuts the text of an explanation at its reasons.
func segments(m *marked) []segment { return cutText(m.Text, m.Reasons, m.Class, "") }

// cutText cuts a text at the reasons for a class; look is the style of that class.
func cutText(text string, reasons []reason, class, look string) []segment {
	var all []segment
	at := 0
	for _, r := range reasons {
		if r.lo > at {
			all = append(all, segment{Text: text[at:r.lo]})
		}
		side := "for"
		if r.share < 0 {
			side = "against"
		}
		style := strings.TrimSpace(fmt.Sprintf("%s s%d %s", side, r.level, look))
		title := fmt.Sprintf("speaks %s %s: %s (%s)", side, class, signed(r.share, 2), strings.Join(r.features[:min(len(r.features), featuresShown)], ", "))
		all = append(all, segment{Text: text[r.lo:r.hi], Class: style, Title: title})
		at = r.hi
	}
	if at < len(text) {
		all = append(all, segment{Text: text[at:]})
	}
	return all
}

// heatView is a confusion matrix as its template needs it.
type heatView struct {
	Title, Legend string
	Many          bool
	Heads         []headView
	Rows          []rowView
	Totals        []string
	Total         string
}

type headView struct{ Text, Title string }

type rowView struct {
	Name, Total string
	Cells       []cellView
}

type cellView struct {
	Heat                int // tenths of the row
	Same                bool
	Count, Share, Title string
}

// heat lays a confusion matrix out as a heat map that can be read without its colours.
func heat(m *matrix) heatView {
	v := heatView{Title: m.Title, Legend: matrixLegend, Many: len(m.Names) > 12, Total: count(m.Total)}
	names, _ := rowNames(m.Names, 0)
	for k, h := range columnHeads(m.Names) {
		v.Heads = append(v.Heads, headView{h, m.Names[k]})
		v.Totals = append(v.Totals, count(m.ColTotals[k]))
	}
	for i, row := range m.Counts {
		r := rowView{Name: names[i], Total: count(m.RowTotals[i])}
		for j, n := range row {
			c := cellView{Same: i == j, Count: count(n), Share: percent(m.Shares[i][j])}
			if !math.IsNaN(m.Shares[i][j]) {
				c.Heat = int(math.Ceil(10 * m.Shares[i][j]))
			}
			if v.Many && n == 0 {
				c.Share = "" // 0% a thousand times hides what there is
			}
			c.Title = fmt.Sprintf("true %s, predicted %s: %s", m.Names[i], m.Names[j], plural(n, "item", "items"))
			r.Cells = append(r.Cells, c)
		}
		v.Rows = append(v.Rows, r)
	}
	return v
}

// plotView is a reliability diagram as its template needs it.
type plotView struct {
	Axis   string
	Ticks  []tickView
	Line   string
	Points []pointView
	Table  *table
}

type tickView struct{ Text, X, Y string }

type pointView struct{ X, Y, R, Title string }

// plot lays a reliability diagram out: certainty from 40 to 280 to the right, what was right from 250 up to 10.
func plot(r *reliability) plotView {
	v := plotView{Axis: r.Axis, Table: reliabilityTable(r)}
	if r.Axis == "right" {
		v.Axis = "was right"
	}
	x := func(p float64) string { return strconv.FormatFloat(40+240*p, 'f', 1, 64) }
	y := func(p float64) string { return strconv.FormatFloat(250-240*p, 'f', 1, 64) }
	for _, p := range []float64{0, 0.25, 0.5, 0.75, 1} {
		v.Ticks = append(v.Ticks, tickView{percent(p), x(p), y(p)})
	}
	most := 0
	for _, b := range r.Bins {
		most = max(most, b.Items)
	}
	var line []string
	for _, b := range r.Bins {
		if b.Items == 0 {
			continue
		}
		line = append(line, x(b.Certainty)+","+y(b.Right))
		size := strconv.FormatFloat(3+5*math.Sqrt(float64(b.Items)/float64(most)), 'f', 1, 64)
		v.Points = append(v.Points, pointView{x(b.Certainty), y(b.Right), size, fmt.Sprintf("%s: %s, certain %s, %s %s", binName(b), plural(b.Items, "item", "items"), percent(b.Certainty), v.Axis, percent(b.Right))})
	}
	v.Line = strings.Join(line, " ")
	return v
}
