package report

import (
	"strconv"
)

// The widest that the labels of a confusion matrix become before they are cut and listed in full below it.
const widestName = 26

// matrix writes a confusion matrix: counts with the share of the row below each. Columns that do not fit beside each other
// go to a further band, each band with the names of the rows.
func (p *printer) matrix(m *matrix) {
	if m.Title != "" {
		p.lines("", "  ", m.Title)
	}
	p.lines("", "  ", matrixLegend)
	names, key := rowNames(m.Names, widestName)
	heads := columnHeads(m.Names)
	labels := columns("total")
	for _, n := range names {
		labels = max(labels, columns(n))
	}
	widths := make([]int, len(m.Names))
	for j := range m.Names {
		widths[j] = max(columns(heads[j]), len(count(m.ColTotals[j])), 5)
	}
	total := max(len("total"), len(count(m.Total)))
	for from := 0; from < len(m.Names); {
		to, used := from, 2+labels+2+total
		for to < len(m.Names) && (to == from || used+2+widths[to] <= p.width) {
			used += 2 + widths[to]
			to++
		}
		if from > 0 {
			p.WriteByte('\n')
		}
		p.band(m, names, heads, widths, labels, total, from, to)
		from = to
	}
	for _, k := range key {
		p.lines("", "  "+k.Name+" = ", k.Value)
	}
}

// matrixLegend says how to read a confusion matrix.
const matrixLegend = "rows = true, columns = predicted; count, and share of the row"

// band writes the columns from to to-1 of a confusion matrix.
func (p *printer) band(m *matrix, names, heads []string, widths []int, labels, total, from, to int) {
	g := grid{indent: "  ", gap: "  ", columns: []column{{head: "true \\ predicted", width: labels}}}
	for j := from; j < to; j++ {
		g.columns = append(g.columns, column{head: heads[j], right: true, width: widths[j]})
	}
	g.columns = append(g.columns, column{head: "total", right: true, width: total})
	g.heads(&p.Builder, p.dim)
	for i, row := range m.Counts {
		cells := [][]string{{names[i]}}
		for j := from; j < to; j++ {
			cells = append(cells, []string{count(row[j]), percent(m.Shares[i][j])})
		}
		cells = append(cells, []string{count(m.RowTotals[i])})
		g.row(&p.Builder, cells, func(c int, t string) string {
			if from+c-1 == i && c > 0 && c <= to-from {
				return p.style.paint(bold, t)
			}
			return t
		})
	}
	g.rule(&p.Builder)
	cells := [][]string{{"total"}}
	for j := from; j < to; j++ {
		cells = append(cells, []string{count(m.ColTotals[j])})
	}
	g.row(&p.Builder, append(cells, []string{count(m.Total)}), nil)
}

// short tells whether the names of classes can head the columns of a matrix.
func short(names []string) bool {
	most := 14
	if len(names) <= 4 {
		most = 22
	}
	for _, n := range names {
		if columns(clean(n)) > most {
			return false
		}
	}
	return len(names) <= 8
}

// columnHeads returns the heads of the columns of a matrix: the names, or numbers where these are long or many.
func columnHeads(names []string) []string {
	heads := make([]string, len(names))
	for k, n := range names {
		heads[k] = clean(n)
		if !short(names) {
			heads[k] = strconv.Itoa(k + 1)
		}
	}
	return heads
}

// rowNames returns the names of the rows of a matrix, led by their number where the columns have numbers and cut to n columns (0:
// never); key lists those that were cut in full.
func rowNames(names []string, n int) (rows []string, key facts) {
	for k, name := range names {
		name = clean(name)
		number := strconv.Itoa(k + 1)
		if short(names) {
			rows = append(rows, name)
			continue
		}
		if cutName := clip(name, n); n > 0 && cutName != name {
			key = append(key, fact{number, name})
			name = cutName
		}
		rows = append(rows, pad(number, len(strconv.Itoa(len(names))), true)+" "+name)
	}
	return rows, key
}
