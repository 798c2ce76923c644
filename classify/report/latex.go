package report

import (
	"fmt"
	"io"
	"strings"
)

// texEscaper escapes what LaTeX would read as a command.
var texEscaper = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "$", `\$`, "&", `\&`, "#", `\#`, "%", `\%`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
	"–", "--", "—", "---", "−", `\ensuremath{-}`, "≥", `\ensuremath{\geq}`, "≤", `\ensuremath{\leq}`, "·", `\ensuremath{\cdot}`, "▲", `\ensuremath{\blacktriangle}`, "▼", `\ensuremath{\blacktriangledown}`, "<", `\textless{}`, ">", `\textgreater{}`, `"`, `\textquotedbl{}`)

// tex writes a text so that LaTeX shows it as it stands, on one line.
func tex(s string) string { return texEscaper.Replace(strings.TrimSpace(clean(s))) }

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
	if len(t.Head) > 6 {
		small = `\footnotesize\setlength{\tabcolsep}{3pt}`
	}
	fmt.Fprintf(b, "\n{%s\\begin{longtable}{@{}%s@{}}\n\\caption{%s}\\label{%s}\\\\\n\\toprule\n", small, columns, caption, label)
	texRow(b, t.Head)
	b.WriteString("\\midrule\n\\endhead\n")
	for i, row := range t.Rows {
		if i == t.Foot && i > 0 {
			b.WriteString("\\midrule\n")
		}
		texRow(b, row)
	}
	b.WriteString("\\bottomrule\n\\end{longtable}}\n")
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
