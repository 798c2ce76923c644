package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/parley-go/parley/classify/article"
)

// escaper escapes what Markdown (GitHub flavour) would read as markup, inside a line.
var escaper = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "|", `\|`, "~", `\~`, "$", `\$`)

// md writes a text so that Markdown shows it as it stands, on one line.
func md(s string) string { return escaper.Replace(strings.TrimSpace(clean(s))) }

// mdLine is md for a text that begins a line, where a list, a heading or a quotation could begin.
func mdLine(s string) string {
	s = md(s)
	if s == "" {
		return s
	}
	if strings.IndexByte("-+#=", s[0]) >= 0 {
		return `\` + s
	}
	if n := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }); n > 0 && (s[n] == '.' || s[n] == ')') {
		return s[:n] + `\` + s[n:]
	}
	return s
}

// mdRow writes one line of a table from cells that are Markdown already.
func mdRow(b *strings.Builder, cells []string) {
	b.WriteString("|")
	for _, c := range cells {
		b.WriteString(" " + c + " |")
	}
	b.WriteByte('\n')
}

// mdHead writes the head of a table.
func mdHead(b *strings.Builder, head []string, right []bool) {
	mdRow(b, head)
	rules := make([]string, len(head))
	for c := range head {
		rules[c] = "---"
		if right[c] {
			rules[c] = "---:"
		}
	}
	mdRow(b, rules)
}

// mdText is the length in columns to which texts are cut in Markdown tables.
const mdText = 160

// mdScores writes a section with a table for each article.
type mdScores struct {
	w      io.Writer
	coders []*coder
	style  Style
	some   bool
}

func (s *mdScores) Article(a *Scored) error {
	a.check(s.coders)
	var b strings.Builder
	if s.some {
		b.WriteByte('\n')
	}
	s.some = true
	fmt.Fprintf(&b, "## %s\n\n", md(caption(a.Article)))
	if o := origin(a.Article); o != nil {
		fmt.Fprintf(&b, "%s\n\n", mdLine(strings.Join(o, " · ")))
	}
	for m, c := range s.coders {
		fmt.Fprintf(&b, "**%s** %s\n\n", md(c.scheme.Name), md(verdict(c.scheme, a.Readings[m])))
	}
	for _, n := range a.notes(s.coders) {
		fmt.Fprintf(&b, "> %s\n\n", mdLine(n))
	}
	s.table(&b, a)
	_, err := io.WriteString(s.w, b.String())
	return err
}

// table writes the paragraphs.
func (s *mdScores) table(b *strings.Builder, a *Scored) {
	head, right := []string{"#"}, []bool{true}
	for _, c := range s.coders {
		head, right = append(head, md(c.scheme.Name)), append(right, false)
	}
	if len(s.coders) == 0 && s.style.All {
		head, right = append(head, "kind"), append(right, false)
	}
	if s.style.evidence(len(s.coders)) {
		head, right = append(head, "made so by"), append(right, false)
	}
	head, right = append(head, "text"), append(right, false)
	open := false
	for i, p := range a.Article.Paragraphs {
		if !shown(p, s.style.All) {
			continue
		}
		if !open {
			mdHead(b, head, right)
			open = true
		}
		row := []string{fmt.Sprint(i + 1)}
		if p.Kind != article.Body {
			for _, c := range s.style.other(len(s.coders), p) {
				row = append(row, md(c))
			}
		} else {
			for m, c := range s.coders {
				row = append(row, md(strings.Join(strings.Fields(c.cell(a.Readings[m].Results[i])), " ")))
			}
			if len(s.coders) == 0 && s.style.All {
				row = append(row, p.Kind.String())
			}
			if s.style.evidence(len(s.coders)) {
				row = append(row, md(evidence(s.coders, a, i)))
			}
		}
		text := clean(p.Text)
		if len(s.coders) > 0 {
			text = clip(text, mdText)
		}
		mdRow(b, append(row, md(text)))
	}
}

func (s *mdScores) Close() error {
	if !s.some || len(s.coders) == 0 {
		return nil
	}
	_, err := fmt.Fprintf(s.w, "\n%s\n", mdLine(strings.Join(keys(s.coders, s.style), "; ")))
	return err
}

// markdown writes the document.
func (d *document) markdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s: %s\n\n", md(d.Kind), md(d.Title))
	for i, l := range d.Lead {
		if i == 0 {
			fmt.Fprintf(&b, "**%s**\n\n", md(l))
			continue
		}
		fmt.Fprintf(&b, "%s\n\n", mdLine(l))
	}
	for _, l := range d.Warnings {
		fmt.Fprintf(&b, "> **Warning:** %s\n\n", md(l))
	}
	for _, section := range d.Sections {
		fmt.Fprintf(&b, "## %s\n\n", md(section.Title))
		for _, part := range section.Parts {
			mdPart(&b, part)
			b.WriteByte('\n')
		}
	}
	if len(d.Notes) > 0 {
		b.WriteString("## Doubts\n\n")
		for i, n := range d.Notes {
			fmt.Fprintf(&b, "%d. %s\n", i+1, mdLine(n))
		}
	}
	_, err := io.WriteString(w, strings.TrimRight(b.String(), "\n")+"\n")
	return err
}

// mdPart writes one part of a section.
func mdPart(b *strings.Builder, part part) {
	switch part := part.(type) {
	case prose:
		b.WriteString(mdLine(string(part)) + "\n")
	case facts:
		for _, f := range part {
			fmt.Fprintf(b, "- **%s:** %s\n", md(f.Name), md(f.Value))
		}
	case *table:
		mdTable(b, part)
	case *matrix:
		mdMatrix(b, part)
	case *reliability:
		mdTable(b, reliabilityTable(part))
	case cases:
		for _, q := range part {
			fmt.Fprintf(b, "- **%s**", md(q.Head))
			for i, f := range q.Said {
				sep := "; "
				if i == 0 {
					sep = ": "
				}
				fmt.Fprintf(b, "%s%s *%s*", sep, md(f.Name), md(f.Value))
			}
			fmt.Fprintf(b, "  \n  %s\n", mdLine(clip(clean(q.Text), 4*mdText)))
		}
	case *marked:
		mdMarked(b, part)
	case *chart:
		if part.Caption != "" {
			b.WriteString(mdLine(part.Caption) + "\n\n")
		}
		if part.Table != nil {
			mdTable(b, part.Table)
		}
	case code:
		fence := "```"
		for strings.Contains(string(part), fence) {
			fence += "`"
		}
		fmt.Fprintf(b, "%sjson\n%s\n%s\n", fence, part, fence)
	}
}

// mdTable writes a table.
func mdTable(b *strings.Builder, t *table) {
	if t.Caption != "" {
		b.WriteString(mdLine(t.Caption) + "\n\n")
	}
	head := make([]string, len(t.Head))
	for c, h := range t.Head {
		head[c] = md(h)
	}
	mdHead(b, head, t.Right)
	for i, row := range t.Rows {
		cells := make([]string, len(row))
		for c := range row {
			cells[c] = md(row[c])
			if i >= t.Foot && c == 0 {
				cells[c] = "*" + cells[c] + "*"
			}
		}
		mdRow(b, cells)
	}
}

// mdMatrix writes a confusion matrix, the diagonal in bold.
func mdMatrix(b *strings.Builder, m *matrix) {
	if m.Title != "" {
		fmt.Fprintf(b, "**%s**\n\n", md(m.Title))
	}
	b.WriteString(matrixLegend + "\n\n")
	names, _ := rowNames(m.Names, 0)
	head, right := []string{"true \\\\ predicted"}, []bool{false}
	for _, h := range columnHeads(m.Names) {
		head, right = append(head, md(h)), append(right, true)
	}
	mdHead(b, append(head, "total"), append(right, true))
	for i, row := range m.Counts {
		cells := []string{md(names[i])}
		for j, n := range row {
			c := count(n)
			if i == j {
				c = "**" + c + "**"
			}
			cells = append(cells, c+" ("+md(percent(m.Shares[i][j]))+")")
		}
		mdRow(b, append(cells, count(m.RowTotals[i])))
	}
	cells := []string{"*total*"}
	for _, n := range m.ColTotals {
		cells = append(cells, count(n))
	}
	mdRow(b, append(cells, count(m.Total)))
}

// mdMarked writes a text, bold where a word speaks for the class and in italics where it speaks against it.
func mdMarked(b *strings.Builder, m *marked) {
	var text strings.Builder
	at := 0
	for _, r := range m.Reasons {
		sign := "**"
		if r.share < 0 {
			sign = "*"
		}
		text.WriteString(escaper.Replace(clean(m.Text[at:r.lo])) + sign + md(m.Text[r.lo:r.hi]) + sign)
		at = r.hi
	}
	text.WriteString(escaper.Replace(clean(m.Text[at:])))
	fmt.Fprintf(b, "> %s\n\n**bold** speaks for %s, *italic* against it\n", strings.TrimSpace(text.String()), md(m.Class))
}
