package report

import (
	"fmt"
	"html/template"
	"math"
	"strconv"
	"strings"

	"github.com/parley-go/parley/classify"
)

// chart is a plot of lines, with its numbers as a table for the formats that have no plots and for readers who want them.
type chart struct {
	Name    string // of its file: precision-recall
	Title   string
	X, Y    string // what the axes are
	Max     float64
	Percent bool   // the horizontal axis is a share from 0 to 1
	Marks   []stop // of the horizontal axis, in place of numbers; nil for numbers
	Low     float64
	High    float64 // of the vertical axis
	Lines   []line
	Table   *table
	Caption string
}

// stop is a named place on an axis.
type stop struct {
	At   float64
	Name string
}

// line is a curve of a chart. Lines differ in colour, in dashes and in marks.
type line struct {
	Name   string
	Points []spot
	Dots   bool // marks without a line
	Ideal  bool // a thin reference
	Steps  bool
}

// spot is a point, with the limits of its interval; NaN where there is none.
type spot struct{ X, Y, Lo, Hi float64 }

// at is a spot without an interval.
func at(x, y float64) spot { return spot{x, y, math.NaN(), math.NaN()} }

func (*chart) isPart() {}

// The box of a chart in its own units.
const (
	chartWidth, chartHeight = 430.0, 300.0
	boxLeft, boxRight       = 52.0, 408.0
	boxTop, boxBottom       = 12.0, 250.0
	legendRow               = 19.0
)

// linesShown is how many classes a chart draws; more cannot be told apart.
const linesShown = 8

// dashes tell lines apart without their colours.
var dashes = []string{"", "7 3", "2 3", "9 3 2 3", "12 4", "4 2 1 2", "1 2", "6 2 6 6"}

// chartColours are those of a chart in a file of its own; they stay apart for colour-blind readers and on white.
var chartColours = []string{"#3b5f9a", "#a3431a", "#3d7a4a", "#8b3f7f", "#7a6410", "#14717a", "#a3324c", "#5d5aa8"}

// ticks returns round numbers from lo to hi, at most about n.
func ticks(lo, hi float64, n int) []float64 {
	if !(hi > lo) {
		return []float64{lo}
	}
	step := math.Pow(10, math.Floor(math.Log10((hi-lo)/float64(n))))
	for _, f := range []float64{1, 2, 2.5, 5, 10} {
		if (hi-lo)/(step*f) <= float64(n) {
			step *= f
			break
		}
	}
	var all []float64
	for i := math.Ceil(lo/step - 1e-9); i*step <= hi+step*1e-9; i++ {
		all = append(all, i*step+0) // never −0
	}
	return all
}

// svg draws the chart. In a page its colours are those of the page; alone it brings its own.
func (c *chart) svg(alone bool) string {
	var b strings.Builder
	lines := c.Lines
	height := chartHeight + legendRow*float64(len(lines))
	num := func(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
	esc := func(s string) string { return template.HTMLEscapeString(tidy(s)) }
	x := func(v float64) float64 { return boxLeft + (boxRight-boxLeft)*v/c.Max }
	y := func(v float64) float64 { return boxBottom - (boxBottom-boxTop)*(v-c.Low)/(c.High-c.Low) }
	inside := func(v float64) float64 { return min(max(v, c.Low), c.High) }
	fmt.Fprintf(&b, `<svg class="chart" viewBox="0 0 %s %s" role="img" aria-label="%s"`, num(chartWidth), num(height), esc(c.Title+": "+c.Y+" against "+c.X+". The table below it has the numbers."))
	if alone {
		fmt.Fprintf(&b, ` xmlns="http://www.w3.org/2000/svg" width="%s" height="%s"><style>text{font:11px sans-serif;fill:#444}.frame{stroke:#bbb;fill:none}.grid{stroke:#e4e4e4}.ideal{stroke:#777;stroke-dasharray:4 4;fill:none}.line{stroke-width:2;fill:none}.band{opacity:.15;stroke:none}`, num(chartWidth), num(height))
		for k, colour := range chartColours {
			fmt.Fprintf(&b, ".c%d{color:%s}", k, colour)
		}
		fmt.Fprintf(&b, `.line{stroke:currentColor}.band,.dot{fill:currentColor}</style><title>%s</title><rect width="100%%" height="100%%" fill="#fff"/>`, esc(c.Title))
	} else {
		b.WriteString(`>`)
	}
	for _, t := range ticks(c.Low, c.High, 6) {
		fmt.Fprintf(&b, `<line class="grid" x1="%s" y1="%s" x2="%s" y2="%s"/><text x="%s" y="%s" dy=".35em" text-anchor="end">%s</text>`,
			num(boxLeft), num(y(t)), num(boxRight), num(y(t)), num(boxLeft-6), num(y(t)), axisNumber(t))
	}
	for _, t := range c.stops() {
		fmt.Fprintf(&b, `<line class="grid" x1="%s" y1="%s" x2="%s" y2="%s"/><text x="%s" y="%s" text-anchor="middle">%s</text>`,
			num(x(t.At)), num(boxTop), num(x(t.At)), num(boxBottom), num(x(t.At)), num(boxBottom+15), esc(t.Name))
	}
	fmt.Fprintf(&b, `<rect class="frame" x="%s" y="%s" width="%s" height="%s"/>`, num(boxLeft), num(boxTop), num(boxRight-boxLeft), num(boxBottom-boxTop))
	fmt.Fprintf(&b, `<text x="%s" y="%s" text-anchor="middle">%s</text><text x="0" y="0" text-anchor="middle" transform="translate(11 %s) rotate(-90)">%s</text>`,
		num((boxLeft+boxRight)/2), num(boxBottom+33), esc(c.X), num((boxTop+boxBottom)/2), esc(c.Y))
	for k, l := range lines {
		legend := boxBottom + 50 + legendRow*float64(k)
		fmt.Fprintf(&b, `<g class="c%d">`, k%len(chartColours))
		dash := dashes[k%len(dashes)]
		style := `class="line"`
		if l.Ideal {
			style, dash = `class="ideal"`, ""
		}
		if dash != "" {
			style += ` stroke-dasharray="` + dash + `"`
		}
		var path, band, back []string
		for i, p := range l.Points {
			if l.Steps && i > 0 {
				path = append(path, num(x(p.X))+","+num(y(inside(l.Points[i-1].Y))))
			}
			path = append(path, num(x(p.X))+","+num(y(inside(p.Y))))
			if !math.IsNaN(p.Lo) && !math.IsNaN(p.Hi) {
				band = append(band, num(x(p.X))+","+num(y(inside(p.Hi))))
				back = append(back, num(x(p.X))+","+num(y(inside(p.Lo))))
			}
		}
		if l.Dots {
			for _, p := range l.Points {
				if !math.IsNaN(p.Lo) && !math.IsNaN(p.Hi) {
					fmt.Fprintf(&b, `<line class="line" x1="%s" y1="%s" x2="%s" y2="%s"/>`, num(x(p.X)), num(y(inside(p.Lo))), num(x(p.X)), num(y(inside(p.Hi))))
				}
				fmt.Fprintf(&b, `<circle class="dot" cx="%s" cy="%s" r="4"/>`, num(x(p.X)), num(y(inside(p.Y))))
			}
			fmt.Fprintf(&b, `<circle class="dot" cx="%s" cy="%s" r="4"/>`, num(boxLeft+14), num(legend-4))
		} else {
			if len(band) > 1 {
				for i := len(back) - 1; i >= 0; i-- {
					band = append(band, back[i])
				}
				fmt.Fprintf(&b, `<polygon class="band" points="%s"/>`, strings.Join(band, " "))
			}
			fmt.Fprintf(&b, `<polyline %s points="%s"/>`, style, strings.Join(path, " "))
			fmt.Fprintf(&b, `<line %s x1="%s" y1="%s" x2="%s" y2="%s"/>`, style, num(boxLeft), num(legend-4), num(boxLeft+28), num(legend-4))
		}
		fmt.Fprintf(&b, `</g><text x="%s" y="%s">%s</text>`, num(boxLeft+36), num(legend), esc(clip(clean(l.Name), 54)))
	}
	b.WriteString("</svg>")
	if alone {
		b.WriteByte('\n')
	}
	return b.String()
}

// stops are the marks of the horizontal axis.
func (c *chart) stops() []stop {
	if c.Marks != nil {
		return c.Marks
	}
	var all []stop
	for _, t := range ticks(0, c.Max, 6) {
		text := count(int(math.Round(t)))
		if c.Percent {
			text = percent(t)
		}
		all = append(all, stop{t, text})
	}
	return all
}

// axisNumber writes a tick: as few decimals as a round number needs.
func axisNumber(v float64) string {
	s := strconv.FormatFloat(v, 'f', 3, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}

// markup is the chart for a page.
func (c *chart) markup() template.HTML { return template.HTML(c.svg(false)) }

// recallChart draws precision against recall, for the commonest classes.
func recallChart(e *classify.Evaluation) *chart {
	if len(e.Curves) != len(e.Classes) {
		return nil
	}
	c := &chart{Name: "precision-recall", Title: "Precision and recall", X: "recall", Y: "precision", Max: 1, Percent: true, High: 1}
	t := newTable("class", "at recall 25%", "50%", "75%", "90%", "average precision")
	t.Caption = "Highest precision at a recall of at least"
	shown := commonest(e, linesShown)
	for k, curve := range e.Curves {
		if len(curve.Points) == 0 {
			continue
		}
		l := line{Name: curve.Name, Steps: false}
		for _, p := range curve.Points {
			l.Points = append(l.Points, at(p.X, p.Y))
		}
		if shown[k] {
			c.Lines = append(c.Lines, l)
		}
		t.Rows = append(t.Rows, []string{curve.Name, precisionAt(curve, 0.25), precisionAt(curve, 0.5), precisionAt(curve, 0.75), precisionAt(curve, 0.9), figure(e.Classes[k].AveragePrecision.Value, 3)})
	}
	t.Foot = len(t.Rows)
	if len(c.Lines) == 0 {
		return nil
	}
	if len(c.Lines) < len(t.Rows) {
		c.Caption = fmt.Sprintf("The %d commonest of %d classes; the table has all.", len(c.Lines), len(t.Rows))
	}
	c.Table = t
	return c
}

// precisionAt reads a curve: the highest precision among its points of at least that recall.
func precisionAt(c classify.ClassCurve, recall float64) string {
	best := math.NaN()
	for _, p := range c.Points {
		if p.X >= recall && !(p.Y <= best) {
			best = p.Y
		}
	}
	return figure(best, 2)
}

// commonest marks the n classes with the most items, the first of equals.
func commonest(e *classify.Evaluation, n int) []bool {
	shown := make([]bool, len(e.Classes))
	for range min(n, len(shown)) {
		best := -1
		for k, c := range e.Classes {
			if !shown[k] && (best < 0 || c.Support > e.Classes[best].Support) {
				best = k
			}
		}
		shown[best] = true
	}
	return shown
}

// riskChart draws the share of wrong answers against the share of items decided.
func riskChart(r *classify.Risk) *chart {
	if r == nil || len(r.Curve) == 0 {
		return nil
	}
	c := &chart{Name: "risk-coverage", Title: "Risk and coverage", X: "coverage: share of items decided", Y: "risk: share of these that is wrong", Max: 1, Percent: true, High: 0.1}
	l := line{Name: "risk of deciding only the most certain items"}
	for _, p := range r.Curve {
		l.Points = append(l.Points, at(p.Coverage, p.Risk))
		for p.Risk > c.High {
			c.High += 0.1
		}
	}
	c.Lines = []line{l}
	full := r.Curve[len(r.Curve)-1].Risk
	c.Lines = append(c.Lines, line{Name: "risk of deciding all", Ideal: true, Points: []spot{at(0, full), at(1, full)}})
	t := newTable("risk at most", "certainty from", "decided", "wrong among them")
	for _, p := range r.Promises {
		if !p.OK {
			t.Rows = append(t.Rows, []string{percent(p.Max), dash, "none", dash})
			continue
		}
		t.Rows = append(t.Rows, []string{percent(p.Max), figure(p.At, 3), percent(p.Coverage), percent(p.Risk)})
	}
	t.Foot = len(t.Rows)
	c.Table = t
	return c
}

// growthChart draws a learning curve.
func growthChart(g *classify.Growth) *chart {
	if g == nil || len(g.Points) == 0 {
		return nil
	}
	c := &chart{Name: "learning-curve", Title: "Learning curve", X: "training paragraphs", Y: g.Title, Low: 1, High: 0}
	fit := line{Name: "power law, with its 95% interval"}
	dots := line{Name: "measured, with 95% interval over articles", Dots: true}
	t := newTable("paragraphs", g.Title, "95% interval", "fitted")
	cover := func(v float64) {
		if !math.IsNaN(v) {
			c.Low, c.High = min(c.Low, v), max(c.High, v)
		}
	}
	for _, p := range g.Line {
		fit.Points = append(fit.Points, spot{p.Items, p.Value, p.Lo, p.Hi})
		c.Max = max(c.Max, p.Items)
		cover(p.Value)
	}
	for _, p := range g.Points {
		dots.Points = append(dots.Points, spot{p.Items, p.Value, p.Lo, p.Hi})
		c.Max = max(c.Max, p.Items)
		cover(p.Value)
		cover(p.Lo)
		cover(p.Hi)
		fitted := dash
		if g.Curve != nil {
			fitted = figure(g.Curve.Law.At(p.Items), 3)
		}
		t.Rows = append(t.Rows, []string{count(int(math.Round(p.Items))), figure(p.Value, 3), orDash(interval(p.Lo, p.Hi, 3)), fitted})
	}
	t.Foot = len(t.Rows)
	c.Low, c.High = math.Floor(c.Low*20)/20, math.Ceil(c.High*20)/20
	if c.High <= c.Low {
		c.High = c.Low + 0.05
	}
	if len(fit.Points) > 0 {
		c.Lines = append(c.Lines, fit)
	}
	c.Lines = append(c.Lines, dots)
	c.Table = t
	return c
}

// reliabilityChart is the reliability diagram as a chart of its own.
func reliabilityChart(e *classify.Evaluation) *chart {
	l := line{Name: "observed"}
	for _, b := range e.Bins {
		if b.Items > 0 {
			l.Points = append(l.Points, at(b.Certainty, b.Right))
		}
	}
	if len(l.Points) == 0 {
		return nil
	}
	y := "share that was right"
	if e.Scheme.Many {
		y = "share that applies"
	}
	dots := line{Name: "bins", Dots: true, Points: l.Points}
	return &chart{Name: "reliability", Title: "Reliability", X: "certainty", Y: y, Max: 1, Percent: true, High: 1,
		Lines: []line{l, dots, {Name: "perfect calibration", Ideal: true, Points: []spot{at(0, 0), at(1, 1)}}}}
}

// orDash is the text, or a dash if it is empty.
func orDash(s string) string {
	if s == "" {
		return dash
	}
	return s
}

// Plot is a plot in a file of its own.
type Plot struct {
	Name string // precision-recall, without an ending
	SVG  string
}

// Plots draws every plot of an evaluation, the confusion matrices first, as SVG that stands alone.
func Plots(e *classify.Evaluation) []Plot {
	all := heatmaps(e)
	for _, c := range []*chart{reliabilityChart(e), recallChart(e), riskChart(e.Risk), growthChart(e.Growth)} {
		if c != nil {
			all = append(all, Plot{c.Name, c.svg(true)})
		}
	}
	return all
}
