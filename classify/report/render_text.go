package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/parley-go/parley/classify"
)

// writeDocument renders a document.
func writeDocument(w io.Writer, f Format, d *document, s Style) error {
	switch f {
	case Text:
		return d.text(w, s)
	case Markdown:
		return d.markdown(w)
	case HTML:
		return d.html(w)
	case LaTeX:
		return d.latex(w)
	}
	panic(unknownFormat(f))
}

// printer renders a document for a terminal.
type printer struct {
	strings.Builder
	style Style
	width int
}

// text writes the document in a fixed width.
func (d *document) text(w io.Writer, s Style) error {
	p := &printer{style: s, width: s.columns()}
	p.lines(bold, "", d.Kind+": "+d.Title)
	for _, l := range d.Lead {
		p.lines("", "", l)
	}
	for _, l := range d.Warnings {
		p.lines(bold, "WARNING: ", l)
	}
	for _, section := range d.Sections {
		p.WriteByte('\n')
		p.lines(bold, "", section.Title)
		for i, part := range section.Parts {
			if _, isProse := section.Parts[max(i-1, 0)].(prose); i > 0 && !isProse {
				p.WriteByte('\n')
			}
			p.part(part)
		}
	}
	if len(d.Notes) > 0 {
		p.WriteByte('\n')
		p.lines(bold, "", "Doubts")
		for i, n := range d.Notes {
			p.lines("", fmt.Sprintf("  [%d] ", i+1), n)
		}
	}
	_, err := io.WriteString(w, p.String())
	return err
}

// lines writes a text over as many lines as it needs, the first led by head and the others indented as far.
func (p *printer) lines(look, head, text string) {
	n := columns(head)
	for _, l := range wrap(clean(text), p.width-n) {
		p.WriteString(head + p.style.paint(look, l) + "\n")
		head = strings.Repeat(" ", n)
	}
}

// part writes one part of a section.
func (p *printer) part(part part) {
	switch part := part.(type) {
	case prose:
		p.lines("", "  ", string(part))
	case facts:
		p.facts(part)
	case *table:
		p.table(part)
	case *matrix:
		p.matrix(part)
	case *reliability:
		p.reliability(part)
	case cases:
		p.cases(part)
	case *marked:
		p.marked(part)
	case *chart:
		if part.Caption != "" {
			p.lines("", "  ", part.Caption)
		}
		if part.Table != nil {
			p.table(part.Table)
		}
	case code:
		var b bytes.Buffer
		if json.Compact(&b, []byte(part)) != nil {
			b.Reset()
			b.WriteString(string(part))
		}
		p.WriteString("  " + clean(b.String()) + "\n") // never broken, so that it can be copied
	}
}

// facts writes names and values, the values below each other.
func (p *printer) facts(all facts) {
	names := 0
	for _, f := range all {
		names = max(names, columns(clean(f.Name)))
	}
	names = min(names, p.width/2)
	for _, f := range all {
		p.lines("", "  "+pad(clip(clean(f.Name), names), names, false)+"  ", f.Value)
	}
}

// table writes a table. Where it is too wide the columns of words give way, then heads break, and then the columns
// that do not fit go to further bands, each with the first column.
func (p *printer) table(t *table) {
	if t.Caption != "" {
		p.lines("", "  ", t.Caption)
	}
	all := make([]column, len(t.Head))
	least := make([]int, len(t.Head))
	used := 0
	for c, head := range t.Head {
		head = clean(head)
		need := 0
		for _, row := range t.Rows {
			need = max(need, columns(clean(row[c])))
		}
		all[c] = column{head: head, right: t.Right[c], width: max(need, columns(head))}
		least[c] = 16
		if t.Right[c] {
			least[c] = need
			for _, word := range strings.Fields(head) {
				least[c] = max(least[c], columns(word))
			}
		}
		used += all[c].width + 2
	}
	for _, right := range []bool{false, true} {
		for used > p.width {
			wide := -1
			for c, col := range all {
				if col.right == right && col.width > least[c] && (wide < 0 || col.width > all[wide].width) {
					wide = c
				}
			}
			if wide < 0 {
				break
			}
			all[wide].width--
			used--
		}
	}
	for from := 1; from == 1 || from < len(all); {
		to, used := from, 2+all[0].width
		for to < len(all) && (to == from || used+2+all[to].width <= p.width) {
			used += 2 + all[to].width
			to++
		}
		if from > 1 {
			p.WriteByte('\n')
		}
		p.tableBand(t, all, from, to)
		from = max(to, 2)
	}
}

// tableBand writes the first column of a table and the columns from to to-1.
func (p *printer) tableBand(t *table, all []column, from, to int) {
	g := grid{indent: "  ", gap: "  ", columns: append([]column{all[0]}, all[from:to]...)}
	g.heads(&p.Builder, p.dim)
	for i, row := range t.Rows {
		if i == t.Foot {
			g.rule(&p.Builder)
		}
		cells := make([][]string, len(g.columns))
		for c := range cells {
			at := c
			if c > 0 {
				at = from + c - 1
			}
			cells[c] = wrap(clean(row[at]), g.columns[c].width)
		}
		g.row(&p.Builder, cells, nil)
	}
}

// dim is the look of heads.
func (p *printer) dim(_ int, text string) string { return p.style.paint(dim, text) }

// reliability writes a table of bins with a bar: the share that was right, and | where the certainty is.
func (p *printer) reliability(r *reliability) {
	const bar = 30
	t := reliabilityTable(r)
	t.Head, t.Right = append(t.Head, "█ "+r.Axis+", | certain"), append(t.Right, false)
	n := 0
	for _, b := range r.Bins {
		if b.Items > 0 {
			cells := []rune(strings.Repeat("█", int(b.Right*bar+0.5)) + strings.Repeat("·", bar-int(b.Right*bar+0.5)))
			cells[min(int(b.Certainty*bar), bar-1)] = '|'
			t.Rows[n] = append(t.Rows[n], string(cells))
			n++
		}
	}
	p.table(t)
}

// reliabilityTable lists the bins that hold something.
func reliabilityTable(r *reliability) *table {
	t := &table{Head: []string{"certainty", "items", "mean", r.Axis}, Right: []bool{false, true, true, true}}
	for _, b := range r.Bins {
		if b.Items > 0 {
			t.Rows = append(t.Rows, []string{binName(b), count(b.Items), percent(b.Certainty), percent(b.Right)})
		}
	}
	t.Foot = len(t.Rows)
	return t
}

// binName writes the range of a bin.
func binName(b classify.Bin) string {
	return figure(100*b.Lo, 0) + "–" + figure(100*b.Hi, 0) + "%"
}

// marked writes a text with signs around the words that made its score.
func (p *printer) marked(m *marked) {
	var b strings.Builder
	at := 0
	for _, r := range m.Reasons {
		sign := "+"
		if r.share < 0 {
			sign = "-"
		}
		b.WriteString(m.Text[at:r.lo] + sign + m.Text[r.lo:r.hi] + sign)
		at = r.hi
	}
	p.lines("", "  ", b.String()+m.Text[at:])
	if m.Reasons != nil {
		p.lines(dim, "  ", "+word+ speaks for "+m.Class+", -word- against it")
	}
}

// cases quotes items.
func (p *printer) cases(all cases) {
	for i, q := range all {
		if i > 0 {
			p.WriteByte('\n')
		}
		said := make([]string, 0, len(q.Said)+1)
		for _, f := range q.Said {
			said = append(said, f.Name+" "+f.Value)
		}
		p.lines("", "  ", q.Head+": "+strings.Join(said, "; "))
		for _, l := range wrapClip(clean(q.Text), p.width-4, 3) {
			p.WriteString("    " + p.style.paint(dim, l) + "\n")
		}
	}
}
