package report

import (
	"io"
	"strconv"

	"github.com/parley-go/parley/classify"
)

// Predictions writes one CSV row for each item of an evaluation: id, article, truth, predicted, unsure, then prob_CLASS for each class
// with all its digits. Labels of schemes that allow many are parted by "; ".
func Predictions(w io.Writer, e *classify.Evaluation) error {
	head := []string{"id", "article", "truth", "predicted", "unsure"}
	for _, c := range e.Scheme.Classes {
		head = append(head, "prob_"+c.Name)
	}
	rows := make([][]string, len(e.Outcomes))
	for i, o := range e.Outcomes {
		row := []string{o.ID, o.Article, e.Scheme.Format(o.Truth), e.Scheme.Format(o.Pred), strconv.FormatBool(o.Unsure)}
		for _, p := range o.Probs {
			row = append(row, cell(p))
		}
		rows[i] = row
	}
	return writeCSV(w, head, rows)
}
