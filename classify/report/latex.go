package report

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
)

// texEscaper escapes what LaTeX would read as a command.
var texEscaper = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "$", `\$`, "&", `\&`, "#", `\#`, "%", `\%`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
	"–", "--", "—", "---", "−", `\ensuremath{-}`, "≥", `\ensuremath{\geq}`, "≤", `\ensuremath{\leq}`, "·", `\ensuremath{\cdot}`, "▲", `\ensuremath{\blacktriangle}`, "▼", `\ensuremath{\blacktriangledown}`, "<", `\textless{}`, ">", `\textgreater{}`, `"`, `\textquotedbl{}`)

// tex writes a text so that LaTeX shows it as it stands, on one line.
func tex(s string) string {
	escaped := texEscaper.Replace(strings.TrimSpace(clean(s)))
	return digest().ReplaceAllStringFunc(escaped, func(d string) string {
		return strings.Join([]string{d[:16], d[16:32], d[32:48], d[48:]}, `\allowbreak{}`)
	})
}

// digest is a SHA-256, which TeX would not break.
var digest = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b[0-9a-f]{64}\b`) })

// latex writes the tables of the document, each a table environment with booktabs rules, to be put into a paper with \input.
func (d *document) latex(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%% %s: %s. Written by parley.\n%% In the preamble: \\usepackage[T1]{fontenc}\\usepackage{booktabs,longtable,array,amssymb,textcomp}\n", tex(d.Kind), tex(d.Title))
	b.WriteString("% Labels in scripts other than Latin need XeLaTeX or LuaLaTeX and a font that has them.\n")
	for _, l := range append(append([]string{}, d.Lead...), d.Warnings...) {
		fmt.Fprintf(&b, "%% %s\n", tex(l))
	}
	n := 0
	for _, s := range d.Sections {
		for _, p := range s.Parts {
			var t *table
			title := s.Title
			switch p := p.(type) {
			case *table:
				t = p
			case *matrix:
				t = matrixTable(p)
				if p.Title != "" {
					title += ", " + p.Title
				}
			case *reliability:
				t = reliabilityTable(p)
			case *chart:
				t = p.Table
			case facts:
				t = &table{Head: []string{"", ""}, Right: []bool{false, false}}
				for _, f := range p {
					t.Rows = append(t.Rows, []string{f.Name, f.Value})
				}
				t.Foot = len(t.Rows)
			case prose:
				fmt.Fprintf(&b, "\n%% %s", tex(string(p)))
			}
			if t == nil || len(t.Rows) == 0 {
				continue
			}
			n++
			texTable(&b, t, title, fmt.Sprintf("parley:%d", n))
		}
	}
	if len(d.Notes) > 0 {
		b.WriteString("\n\\paragraph{Doubts}\n\\begin{enumerate}\n")
		for _, note := range d.Notes {
			fmt.Fprintf(&b, "  \\item %s\n", tex(note))
		}
		b.WriteString("\\end{enumerate}\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// texTable writes one table, over several pages if it is long.
func texTable(b *strings.Builder, t *table, title, label string) {
	columns := ""
	for c := range t.Head {
		switch {
		case t.Right[c]:
			columns += "r"
		case c == 0:
			columns += `>{\raggedright\arraybackslash}p{0.28\linewidth}`
		case c == len(t.Head)-1:
			columns += `>{\raggedright\arraybackslash}p{0.6\linewidth}`
		default:
			columns += "l"
		}
	}
	if short := texShort(t); short {
		columns = strings.Replace(columns, `>{\raggedright\arraybackslash}p{0.28\linewidth}`, "l", 1)
	}
	caption := tex(title)
	if t.Caption != "" {
		caption += ". " + tex(t.Caption)
	}
	small := ""
	switch letters := texLetters(t); { // of about 75 that a line of ten points has
	case letters > 95:
		small = `\scriptsize\setlength{\tabcolsep}{2pt}`
	case letters > 70:
		small = `\footnotesize\setlength{\tabcolsep}{3pt}`
	}
	fmt.Fprintf(b, "\n{%s\\begin{longtable}{@{}%s@{}}\n\\caption{%s}\\label{%s}\\\\\n\\toprule\n", small, columns, caption, label)
	if strings.Join(t.Head, "") != "" {
		texHead(b, t)
		b.WriteString("\\midrule\n")
	}
	b.WriteString("\\endhead\n")
	for i, row := range t.Rows {
		if i == t.Foot && i > 0 {
			b.WriteString("\\midrule\n")
		}
		texRow(b, row)
	}
	b.WriteString("\\bottomrule\n\\end{longtable}}\n")
}

// texHead writes the head of a table. Heads of numbers that are longer than these are set on several lines.
func texHead(b *strings.Builder, t *table) {
	for c := range t.Head {
		if c > 0 {
			b.WriteString(" & ")
		}
		lines := texHeadLines(t, c)
		for i := range lines {
			lines[i] = tex(lines[i])
		}
		if len(lines) > 1 {
			fmt.Fprintf(b, `\shortstack[r]{%s}`, strings.Join(lines, `\\`))
			continue
		}
		b.WriteString(lines[0])
	}
	b.WriteString(" \\\\\n")
}

// texHeadLines are the lines of the head of column c.
func texHeadLines(t *table, c int) []string {
	head := clean(t.Head[c])
	if c == 0 || !t.Right[c] {
		return []string{head}
	}
	most := max(texWidest(t, c), 6)
	lines := []string{""}
	for _, w := range strings.Fields(head) {
		last := &lines[len(lines)-1]
		switch {
		case *last == "":
			*last = w
		case columns(*last)+1+columns(w) <= most:
			*last += " " + w
		default:
			lines = append(lines, w)
		}
	}
	return lines
}

// texWidest is the width of the widest cell of column c.
func texWidest(t *table, c int) int {
	most := 0
	for _, row := range t.Rows {
		most = max(most, columns(clean(row[c])))
	}
	return most
}

// texLetters is about how many letters wide a table is whose columns do not break their lines.
func texLetters(t *table) int {
	sum := 0
	for c := range t.Head {
		most := texWidest(t, c)
		for _, l := range texHeadLines(t, c) {
			most = max(most, columns(l))
		}
		switch {
		case c == 0:
			most = min(most, 30)
		case !t.Right[c] && c == len(t.Head)-1:
			most = min(most, 45)
		}
		sum += most + 2
	}
	return sum
}

// texShort tells whether the first column fits on one line.
func texShort(t *table) bool {
	for _, row := range t.Rows {
		if columns(clean(row[0])) > 30 {
			return false
		}
	}
	return true
}

func texRow(b *strings.Builder, cells []string) {
	for c, text := range cells {
		if c > 0 {
			b.WriteString(" & ")
		}
		s := tex(text)
		if strings.HasPrefix(s, "[") { // an optional argument, after the line before
			s = "{}" + s
		}
		b.WriteString(s)
	}
	b.WriteString(" \\\\\n")
}

// matrixTable is a confusion matrix as a table.
func matrixTable(m *matrix) *table {
	names, _ := rowNames(m.Names, 0)
	t := newTable("true / predicted")
	t.Caption = matrixLegend
	for _, h := range columnHeads(m.Names) {
		t.Head, t.Right = append(t.Head, h), append(t.Right, true)
	}
	t.Head, t.Right = append(t.Head, "total"), append(t.Right, true)
	for i, row := range m.Counts {
		cells := []string{names[i]}
		for j, n := range row {
			cells = append(cells, count(n)+" ("+percent(m.Shares[i][j])+")")
		}
		t.Rows = append(t.Rows, append(cells, count(m.RowTotals[i])))
	}
	t.Foot = len(t.Rows)
	cells := []string{"total"}
	for _, n := range m.ColTotals {
		cells = append(cells, count(n))
	}
	t.Rows = append(t.Rows, append(cells, count(m.Total)))
	return t
}
