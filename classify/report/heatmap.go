package report

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-go/parley/classify"
)

// The box of a confusion matrix as a drawing, in its own units: cells with a share of the row, and smaller ones without where there are many.
const (
	heatCell, heatLine = 66.0, 42.0
	tinyCell, tinyLine = 30.0, 22.0
	heatLetter         = 6.1 // mean width of a letter of 11 units
	heatMargin         = 10.0
)

// heatmaps draws every confusion matrix of an evaluation as SVG that stands alone: one for a scheme of one label, one a class where many apply.
func heatmaps(e *classify.Evaluation) []Plot {
	var all []Plot
	for i, m := range e.Matrices {
		name := "confusion"
		if len(e.Matrices) > 1 {
			name += "-" + strconv.Itoa(i+1) + fileWord(m.Title)
		}
		all = append(all, Plot{name, (&matrix{m}).svg()})
	}
	return all
}

// fileWord is what a file name can take of a class's name, with a hyphen before it; "" if that is nothing.
func fileWord(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
	if len(words) == 0 {
		return ""
	}
	return "-" + clip(strings.Join(words, "-"), 40)
}

// svg draws the matrix: rows true, columns predicted, count and share of the row, darker the higher the share, the right cells framed.
func (m *matrix) svg() string {
	esc := func(s string) string { return template.HTMLEscapeString(tidy(s)) }
	heads := columnHeads(m.Names)
	names, key := rowNames(m.Names, widestName)
	wide, tall := heatCell, heatLine
	if !short(m.Names) && len(m.Names) > 8 {
		wide, tall = tinyCell, tinyLine
	}
	left := 0
	for _, n := range append([]string{"true ↓  predicted →"}, names...) {
		left = max(left, columns(n))
	}
	for _, h := range heads {
		wide = max(wide, heatLetter*float64(columns(h))+8)
	}
	x0, y0 := heatMargin+heatLetter*float64(left)+8, heatMargin+60
	size := float64(len(m.Names))
	width := max(x0+size*wide+heatCell, 400)
	height := y0 + (size+1)*tall + 16*float64(len(key)) + heatMargin
	title := "Confusion matrix"
	if m.Title != "" {
		title += ": " + m.Title
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" role="img" aria-label="%s">`, width, height, width, height, esc(title))
	fmt.Fprintf(&b, `<style>text{font:11px sans-serif;fill:#222}.soft{fill:#555}.count{font-weight:600}.right{stroke:#222;stroke-width:1.5}</style><title>%s</title><rect width="100%%" height="100%%" fill="#fff"/>`, esc(title))
	text := func(x, y float64, anchor, class, s string) {
		fmt.Fprintf(&b, `<text x="%.1f" y="%.1f" text-anchor="%s" class="%s">%s</text>`, x, y, anchor, class, esc(s))
	}
	text(heatMargin, heatMargin+10, "start", "count", title)
	text(heatMargin, heatMargin+26, "start", "soft", matrixLegend+"; framed = right")
	text(x0-8, y0-8, "end", "soft", "true ↓  predicted →")
	for j, h := range heads {
		text(x0+(float64(j)+.5)*wide, y0-8, "middle", "soft", h)
	}
	text(x0+size*wide+heatCell/2, y0-8, "middle", "soft", "total")
	for i, row := range m.Counts {
		y := y0 + float64(i)*tall
		text(x0-8, y+tall/2+4, "end", "", names[i])
		for j, n := range row {
			x := x0 + float64(j)*wide
			class := ""
			if i == j {
				class = ` class="right"`
			}
			fmt.Fprintf(&b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"%s/>`, x+1, y+1, wide-2, tall-2, heatColour(m.Shares[i][j]), class)
			if tall == tinyLine {
				if n > 0 {
					text(x+wide/2, y+tall/2+4, "middle", "", count(n))
				}
				continue
			}
			text(x+wide/2, y+tall/2-2, "middle", "count", count(n))
			text(x+wide/2, y+tall/2+12, "middle", "soft", percent(m.Shares[i][j]))
		}
		text(x0+size*wide+heatCell/2, y+tall/2+4, "middle", "soft", count(m.RowTotals[i]))
	}
	y := y0 + size*tall
	text(x0-8, y+tall/2+4, "end", "soft", "total")
	for j, n := range m.ColTotals {
		text(x0+(float64(j)+.5)*wide, y+tall/2+4, "middle", "soft", count(n))
	}
	text(x0+size*wide+heatCell/2, y+tall/2+4, "middle", "soft", count(m.Total))
	for k, f := range key {
		text(heatMargin, y+tall+16*float64(k)+12, "start", "soft", f.Name+" = "+f.Value)
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// heatColour goes from almost white at 0 to a blue on which black is still read at 1.
func heatColour(share float64) string {
	if math.IsNaN(share) {
		share = 0
	}
	from, to := []float64{244, 245, 246}, []float64{120, 168, 216}
	mixed := slices.Clone(from)
	for i := range mixed {
		mixed[i] += share * (to[i] - from[i])
	}
	return fmt.Sprintf("#%02x%02x%02x", int(mixed[0]), int(mixed[1]), int(mixed[2]))
}
