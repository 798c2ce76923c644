package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// Shares writes the shares of classes in format f. CSV has one row a group and class, in which groups do not overlap. problems are the lines that
// could not be used. It panics if f is no format.
func Shares(w io.Writer, f Format, x *classify.Shares, problems int, s Style) error {
	switch f {
	case JSON, JSONL:
		return writeJSON(w, f, sharesJSON(x, problems))
	case CSV:
		head, rows := sharesRows(x)
		return writeCSV(w, head, rows)
	}
	return writeDocument(w, f, sharesDocument(x, problems), s)
}

// sharesDocument lays shares out: for each scheme a plot and a table, as said and corrected.
func sharesDocument(x *classify.Shares, problems int) *document {
	by := joined(x.By)
	d := &document{Kind: "Shares"}
	var names []string
	for _, c := range x.Schemes {
		names = append(names, c.Name)
		d.Lead = append(d.Lead, c.Name+": "+sharesSay(x, c)+".")
		for _, doubt := range sharesDoubts(x, c) {
			d.note(doubt)
		}
	}
	d.Title = joined(names) + " by " + by
	if problems > 0 {
		d.Warnings = []string{plural(problems, "line could not be used: its paragraph is", "lines could not be used: their paragraphs are") + " in no share"}
	}
	for _, c := range x.Schemes {
		about := "Shares are of the paragraphs that are not unsure."
		if c.Many {
			about += " A paragraph may have several classes, or none: they do not add up to 100%."
		}
		if x.Bootstrap > 0 {
			about += fmt.Sprintf(" In brackets is the 95%% interval of a bootstrap over articles; groups of fewer than %d articles have none.", labels.SliceLeast)
		}
		parts := append([]part{prose(about)}, sharesParts(x, c, func(g *classify.ShareGroup) []labels.Interval { return g.Decided })...)
		d.add(section{Title: c.Name + " by " + by, Parts: parts})
		if c.Confused == nil {
			continue
		}
		about = "What the shares would be without the model's mistakes, if it takes classes for others here as often as in " + c.Confused.Source +
			": of all paragraphs, the unsure too, each with the label that it has. A correction costs certainty; its intervals take in that the mistakes are known from so few paragraphs."
		parts = append([]part{prose(about)}, sharesParts(x, c, func(g *classify.ShareGroup) []labels.Interval { return g.Corrected })...)
		d.add(section{Title: c.Name + " by " + by + ", corrected for misclassification", Parts: parts})
	}
	d.add(section{Title: "Manifest", Fold: true, Parts: []part{facts{{"Replicates of the bootstrap", count(x.Bootstrap)}, {"Seed", strconv.FormatUint(x.Seed, 10)}}}})
	return d
}

// sharesSay says what the shares of a scheme are of.
func sharesSay(x *classify.Shares, c classify.SchemeShares) string {
	s := plural(c.All.Paragraphs, "paragraph", "paragraphs") + " of " + plural(c.All.Articles, "article", "articles")
	if at := slices.Index(x.By, x.Period); at >= 0 && len(c.Groups) > 0 {
		first, last := c.Groups[0].Values[at], c.Groups[0].Values[at]
		for _, g := range c.Groups {
			first, last = min(first, g.Values[at]), max(last, g.Values[at])
		}
		if s += " from " + first; last != first {
			s += " to " + last
		}
	}
	if c.All.Unsure > 0 {
		are := "are"
		if c.All.Unsure == 1 {
			are = "is"
		}
		s += fmt.Sprintf("; %s (%s) %s unsure and in no class", count(c.All.Unsure), percent(float64(c.All.Unsure)/float64(c.All.Paragraphs)), are)
	}
	return s
}

// sharesDoubts are what is in no share of a scheme, and why.
func sharesDoubts(x *classify.Shares, c classify.SchemeShares) []string {
	var all []string
	say := func(e classify.Extent, one, many string) {
		switch e.Paragraphs {
		case 0:
		case 1:
			all = append(all, "1 paragraph "+one+" in no share of "+c.Name)
		default:
			all = append(all, fmt.Sprintf("%s of %s %s in no share of %s", plural(e.Paragraphs, "paragraph", "paragraphs"), plural(e.Articles, "article", "articles"), many, c.Name))
		}
	}
	exact := "no date that tells the " + x.Period + ", as 2025-03-04 does, and "
	say(c.Undated, "has "+exact+"is", "have "+exact+"are")
	say(c.Foreign, "is in a language that the model has not learned, and", "are in languages that the model has not learned, and")
	if c.Alone > 0 {
		all = append(all, plural(c.Alone, "paragraph names", "paragraphs name")+" no article: each is taken for one of its own, and the intervals of "+c.Name+" are too narrow")
	}
	return all
}

// sharesParts are a table of the shares that of chooses, and a plot of them over time if that is all they are grouped by.
func sharesParts(x *classify.Shares, c classify.SchemeShares, of func(*classify.ShareGroup) []labels.Interval) []part {
	t := newTable(append([]string{strings.Join(x.By, ", "), "paragraphs", "articles", "unsure"}, c.Classes...)...)
	row := func(g *classify.ShareGroup, name string) {
		cells := []string{name, count(g.Paragraphs), count(g.Articles), count(g.Unsure)}
		for _, i := range of(g) {
			cells = append(cells, shareInterval(i, x.Bootstrap > 0 && g.Articles >= labels.SliceLeast))
		}
		t.Rows = append(t.Rows, cells)
	}
	for i := range c.Groups {
		row(&c.Groups[i], strings.Join(c.Groups[i].Values, ", "))
	}
	t.Foot = len(t.Rows)
	row(&c.All, "all")
	if plot := sharesChart(x, c, of); plot != nil {
		plot.Table = t
		return []part{plot}
	}
	return []part{t}
}

// shareInterval writes a share with its interval, in per cent.
func shareInterval(i labels.Interval, shown bool) string {
	s := percent(i.Point)
	if lo, hi := percent(i.Lo), percent(i.Hi); shown && lo != dash && hi != dash && s != dash {
		s += " [" + strings.TrimSuffix(lo, "%") + ", " + strings.TrimSuffix(hi, "%") + "]"
	}
	return s
}

// sharesChart draws shares over time; nil where there are fewer than two periods or other groups.
func sharesChart(x *classify.Shares, c classify.SchemeShares, of func(*classify.ShareGroup) []labels.Interval) *chart {
	if len(x.By) != 1 || x.Period == "" || len(c.Groups) < 2 {
		return nil
	}
	first, last := c.Groups[0].Period, c.Groups[len(c.Groups)-1].Period
	plot := &chart{Title: "Shares of " + c.Name, X: x.Period, Y: "share", Max: float64(last - first), High: 0.1}
	next := 0.0 // nearer names would meet
	for _, g := range c.Groups {
		if x := float64(g.Period - first); x >= next {
			plot.Marks, next = append(plot.Marks, stop{x, g.Values[0]}), x+plot.Max/5
		}
	}
	order := make([]int, len(c.Classes))
	for k := range order {
		order[k] = k
	}
	if len(order) > linesShown {
		slices.SortStableFunc(order, func(a, b int) int { return c.All.Counts[b] - c.All.Counts[a] })
		order = order[:linesShown]
		slices.Sort(order)
		plot.Caption = fmt.Sprintf("The %d commonest of %d classes; the table has all.", linesShown, len(c.Classes))
	}
	for _, k := range order {
		l := line{Name: c.Classes[k]}
		for i := range c.Groups {
			g := &c.Groups[i]
			s := of(g)[k]
			if math.IsNaN(s.Point) {
				continue
			}
			p := at(float64(g.Period-first), s.Point)
			if g.Articles >= labels.SliceLeast {
				p.Lo, p.Hi = s.Lo, s.Hi
			}
			for _, v := range []float64{p.Y, p.Hi} {
				for v > plot.High {
					plot.High += 0.1
				}
			}
			l.Points = append(l.Points, p)
		}
		plot.Lines = append(plot.Lines, l)
	}
	plot.High = min(plot.High, 1)
	return plot
}
