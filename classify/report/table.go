package report

import "strings"

// column is a column of a text table.
type column struct {
	head  string
	right bool
	width int // columns of the terminal
}

// grid lays cells out in columns of a text table. Cells are cleaned texts; each is a list of lines.
type grid struct {
	columns []column
	gap     string // between columns
	indent  string
}

// row writes one row: as many lines as its tallest cell has. Look, if not nil, dresses a line of cell c in colour.
func (g grid) row(b *strings.Builder, cells [][]string, look func(c int, s string) string) {
	tall := 1
	for _, c := range cells {
		tall = max(tall, len(c))
	}
	for line := range tall {
		var l strings.Builder
		l.WriteString(g.indent)
		for c, col := range g.columns {
			if c > 0 {
				l.WriteString(g.gap)
			}
			text := ""
			if c < len(cells) && line < len(cells[c]) {
				text = cells[c][line]
			}
			gap := strings.Repeat(" ", max(0, col.width-columns(text)))
			if look != nil && text != "" {
				text = look(c, text)
			}
			if col.right {
				text = gap + text
			} else {
				text += gap
			}
			l.WriteString(text)
		}
		b.WriteString(strings.TrimRight(l.String(), " "))
		b.WriteByte('\n')
	}
}

// heads writes the heads of the columns and a rule below them.
func (g grid) heads(b *strings.Builder, look func(c int, s string) string) {
	cells := make([][]string, len(g.columns))
	for c, col := range g.columns {
		cells[c] = wrap(col.head, col.width)
	}
	// Heads of different height stand on the rule.
	tall := 1
	for _, c := range cells {
		tall = max(tall, len(c))
	}
	for c := range cells {
		for len(cells[c]) < tall {
			cells[c] = append([]string{""}, cells[c]...)
		}
	}
	g.row(b, cells, look)
	g.rule(b)
}

// rule writes a line below the columns.
func (g grid) rule(b *strings.Builder) {
	b.WriteString(g.indent)
	for c, col := range g.columns {
		if c > 0 {
			b.WriteString(g.gap)
		}
		b.WriteString(strings.Repeat("─", col.width))
	}
	b.WriteByte('\n')
}
