package report

import (
	"cmp"
	"fmt"

	"github.com/parley-go/parley/classify"
)

// notes lays out what is known of a built-in model beyond its card.
func notes(d *document, n *classify.Notes) {
	held := newTable("figure", "value", "95% interval", "floor", "ceiling")
	for _, f := range n.HeldOut.Figures {
		held.Rows = append(held.Rows, []string{f.Title, figure(f.Value, 3), cmp.Or(interval(orNaN(f.Lo), orNaN(f.Hi), 3), dash), figure(orNaN(f.Floor), 3), figure(orNaN(f.Ceiling), 3)})
	}
	held.Foot = len(held.Rows)
	d.add(section{Title: "On articles that it has not seen", Parts: []part{prose(n.HeldOut.Data), held, prose("Made by: " + n.HeldOut.Command)}})

	heads := []string{"change"}
	built := "As it is:"
	for i, name := range n.Choices.Figures {
		heads = append(heads, name, "95% interval")
		built += fmt.Sprintf(" %s %s", name, figure(n.Choices.Built[i], 3))
	}
	worth := newTable(heads...)
	for _, c := range n.Choices.Rows {
		row := []string{c.Change}
		for _, diff := range c.Diffs {
			row = append(row, signed(diff[0], 3), signed(diff[1], 3)+" to "+signed(diff[2], 3))
		}
		worth.Rows = append(worth.Rows, row)
	}
	worth.Foot = len(worth.Rows)
	parts := []part{
		prose("What changing one thing at a time does to the out-of-fold figures of the training data. " + built + ". Intervals of the difference: paired bootstrap over articles."),
		worth, prose("Made by: " + n.Choices.Command),
	}
	for _, t := range n.Tried {
		parts = append(parts, prose(t))
	}
	d.add(section{Title: "What its parts are worth", Parts: parts})

	fails := &table{Head: []string{"people said", "the model said", "paragraph of the built-in corpus", "why"}, Right: make([]bool, 4)}
	for _, f := range n.Failures {
		fails.Rows = append(fails.Rows, []string{f.True, f.Said, f.ID + ": " + f.Text, f.Why})
	}
	fails.Foot = len(fails.Rows)
	parts = nil
	for _, w := range n.Weakness {
		parts = append(parts, prose(w))
	}
	d.add(section{Title: "Where it fails", Parts: append(parts, fails)})
}
