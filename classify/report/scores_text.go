package report

import (
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
)

// textScores writes a table an article for a terminal.
type textScores struct {
	w      io.Writer
	coders []*coder
	style  Style
	some   bool
}

// The widest that the columns of a text table of scores become.
const (
	widestLabel = 28
	widestMany  = 20
	widestWords = 22
	leastText   = 20
	wideText    = 60 // a text column from here on says enough in one line
	tallest     = 3  // lines of a row
)

func (s *textScores) Article(a *Scored) error {
	a.check(s.coders)
	var b strings.Builder
	if s.some {
		b.WriteString("\n\n")
	}
	s.some = true
	s.head(&b, a)
	s.table(&b, a)
	_, err := io.WriteString(s.w, b.String())
	return err
}

// head writes title, origin, verdicts and doubts.
func (s *textScores) head(b *strings.Builder, a *Scored) {
	width := s.style.columns()
	for _, l := range wrap(caption(a.Article), width) {
		b.WriteString(s.style.paint(bold, l) + "\n")
	}
	if o := origin(a.Article); o != nil {
		for _, l := range wrap(strings.Join(o, " · "), width) {
			b.WriteString(s.style.paint(dim, l) + "\n")
		}
	}
	b.WriteByte('\n')
	names := 0
	for _, c := range s.coders {
		names = max(names, columns(clean(c.scheme.Name)))
	}
	for m, c := range s.coders {
		name := pad(clean(c.scheme.Name), names, false)
		for i, l := range wrap(verdict(c.scheme, a.Readings[m]), width-names-2) {
			if i > 0 {
				name = strings.Repeat(" ", names)
			}
			b.WriteString(s.style.paint(dim, name) + "  " + l + "\n")
		}
	}
	for _, n := range a.notes(s.coders) {
		writeNote(b, clean(n), width)
	}
}

// writeNote writes a doubt about an article.
func writeNote(b *strings.Builder, note string, width int) {
	head := "note: "
	for _, l := range wrap(note, width-len(head)) {
		b.WriteString(head + l + "\n")
		head = strings.Repeat(" ", len(head))
	}
}

// table writes the paragraphs.
func (s *textScores) table(b *strings.Builder, a *Scored) {
	var rows [][]string // one cell a column, not yet broken into lines
	var lead []int      // class that colours the row's label, -1 for none
	for i, p := range a.Article.Paragraphs {
		if !shown(p, s.style.All) {
			continue
		}
		row, k := s.cells(a, i, p)
		rows, lead = append(rows, row), append(lead, k)
	}
	if rows == nil {
		return
	}
	b.WriteByte('\n')
	g := s.layout(rows)
	g.heads(b, func(_ int, t string) string { return s.style.paint(dim, t) })
	for n, row := range rows {
		cells := make([][]string, len(row))
		tall := 1
		if g.columns[len(row)-1].width < wideText {
			tall = 2
		}
		for c := range row[:len(row)-1] {
			cells[c] = wrapClip(row[c], g.columns[c].width, tallest)
			tall = max(tall, len(cells[c]))
		}
		last := len(row) - 1
		if len(s.coders) == 0 {
			tall = math.MaxInt // without models the text is all there is
		}
		cells[last] = wrapClip(row[last], g.columns[last].width, tall)
		g.row(b, cells, func(c int, t string) string {
			switch {
			case c == 0 || lead[n] == dimmed:
				return s.style.paint(dim, t)
			case c == 1 && lead[n] >= 0:
				return s.style.paint(lookOf(s.coders[0].scheme, lead[n]), t)
			}
			return t
		})
	}
}

// dimmed stands for the class of a block that is not body.
const dimmed = -2

// cells returns the cells of block i, and the class that colours its label.
func (s *textScores) cells(a *Scored, i int, p article.Paragraph) (row []string, lead int) {
	row = append(row, strconv.Itoa(i+1))
	text := clean(p.Text)
	if p.Kind != article.Body {
		return append(append(row, s.style.other(len(s.coders), p)...), text), dimmed
	}
	if len(s.coders) == 0 && s.style.All {
		row = append(row, p.Kind.String())
	}
	lead = -1
	for m, c := range s.coders {
		r := a.Readings[m].Results[i]
		row = append(row, c.cell(r))
		if m == 0 && r != nil && !c.scheme.Many {
			lead = r.Set.First()
		}
	}
	if s.style.evidence(len(s.coders)) {
		row = append(row, evidence(s.coders, a, i))
	}
	return append(row, text), lead
}

// cell writes a result: "- skeptical? 41%" where one class applies, "process 82%, security 64%" where any number may.
func (c *coder) cell(r *classify.Result) string {
	if r == nil {
		return ""
	}
	doubt := ""
	if r.Unsure {
		doubt = "?"
	}
	if !c.scheme.Many {
		k := r.Set.First()
		longest := 0
		for _, n := range c.names {
			longest = max(longest, columns(clean(n)))
		}
		label := mark(c.scheme, k) + " " + pad(clean(c.names[k])+doubt, longest+1, false) + pad(percent(r.Probs[k]), 5, true)
		if columns(label) > widestLabel {
			return mark(c.scheme, k) + " " + clean(c.names[k]) + doubt + " " + percent(r.Probs[k])
		}
		return strings.ReplaceAll(label, " ", "\u00a0")
	}
	var items []string
	for _, k := range chosen(r) {
		items = append(items, nonBreaking(clean(c.names[k])+" "+percent(r.Probs[k])))
	}
	if items == nil {
		return "none" + doubt
	}
	return strings.Join(items, ", ") + doubt
}

// nonBreaking keeps the words of a short item on one line.
func nonBreaking(s string) string {
	if columns(s) > widestMany {
		return s
	}
	return strings.ReplaceAll(s, " ", "\u00a0")
}

// layout finds the widths of the columns: what the cells need, within bounds, and the rest for the text.
func (s *textScores) layout(rows [][]string) grid {
	g := grid{gap: "  "}
	g.columns = append(g.columns, column{head: "#", right: true})
	widest := []int{4}
	for _, c := range s.coders {
		g.columns = append(g.columns, column{head: clean(c.scheme.Name)})
		if c.scheme.Many {
			widest = append(widest, widestMany)
		} else {
			widest = append(widest, widestLabel)
		}
	}
	if len(s.coders) == 0 && s.style.All {
		g.columns, widest = append(g.columns, column{head: "kind"}), append(widest, widestLabel)
	}
	if s.style.evidence(len(s.coders)) {
		g.columns, widest = append(g.columns, column{head: "made so by"}), append(widest, widestWords)
	}
	g.columns = append(g.columns, column{head: "text"})
	last := len(g.columns) - 1
	rest := s.style.columns() - 2*last
	for c := range last {
		need := columns(g.columns[c].head)
		for _, row := range rows {
			need = max(need, columns(row[c]))
		}
		g.columns[c].width = min(need, widest[c])
		rest -= g.columns[c].width
	}
	// Where the text would have too little room the widest column gives way, down to 12.
	for rest < leastText {
		wide := 1
		for c := 1; c < last; c++ {
			if g.columns[c].width > g.columns[wide].width {
				wide = c
			}
		}
		if last < 2 || g.columns[wide].width <= 12 {
			break
		}
		g.columns[wide].width--
		rest++
	}
	g.columns[last].width = max(rest, 8)
	return g
}

// Close writes the key to the signs.
func (s *textScores) Close() error {
	if !s.some || len(s.coders) == 0 {
		return nil
	}
	keys := keys(s.coders, s.style)
	var b strings.Builder
	b.WriteByte('\n')
	for i := range keys {
		keys[i] = strings.ReplaceAll(keys[i], " ", "\u00a0")
	}
	for _, l := range wrap(strings.Join(keys, "\u00a0\u00a0 "), s.style.columns()) {
		b.WriteString(s.style.paint(dim, strings.TrimRight(l, " ")) + "\n")
	}
	_, err := io.WriteString(s.w, b.String())
	return err
}
