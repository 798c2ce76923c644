package report

import (
	"encoding/json"
	"fmt"

	"github.com/parley-go/parley/classify"
)

// mostConfused is the most items that a confusion matrix may have, so that drawing others like it takes no time.
const mostConfused = 10_000_000

// ReadConfused reads from the JSON of an evaluation how often its model takes classes for others; name stands in its errors. It is an error if the
// document is none, or its matrices are not those of its scheme.
func ReadConfused(text []byte, name string) (*classify.Confused, error) {
	var e struct {
		Kind   string `json:"kind"`
		Scheme struct {
			Name    string `json:"name"`
			Many    bool   `json:"many"`
			Classes []struct {
				Name string `json:"name"`
			} `json:"classes"`
		} `json:"scheme"`
		Items    int `json:"items"`
		Articles int `json:"articles"`
		Matrices []struct {
			Counts [][]int `json:"counts"`
		} `json:"matrices"`
	}
	const remedy = "give what parley evaluate writes with --format json, or a model"
	if err := json.Unmarshal(text, &e); err != nil {
		return nil, fmt.Errorf("%s: not the JSON of a report: %w: %s", name, err, remedy)
	}
	if e.Kind != "evaluation" {
		return nil, fmt.Errorf("%s: the report is of kind %q: %s", name, e.Kind, remedy)
	}
	c := &classify.Confused{Scheme: e.Scheme.Name, Many: e.Scheme.Many, Source: "the evaluation (" + itemsOfArticles(e.Items, e.Articles) + ")"}
	for _, k := range e.Scheme.Classes {
		c.Classes = append(c.Classes, k.Name)
	}
	matrices, size := 1, len(c.Classes)
	if c.Many {
		matrices, size = len(c.Classes), 2
	}
	if len(e.Matrices) != matrices {
		return nil, fmt.Errorf("%s: %d confusion matrices where the scheme has %d: %s", name, len(e.Matrices), matrices, remedy)
	}
	for _, m := range e.Matrices {
		counts, total := make([][]float64, size), 0
		for i, row := range m.Counts {
			if len(m.Counts) != size || len(row) != size {
				return nil, fmt.Errorf("%s: a confusion matrix of %d rows, and %d cells in row %d, where %d are wanted: %s", name, len(m.Counts), len(row), i+1, size, remedy)
			}
			for _, n := range row {
				if n < 0 || n > mostConfused {
					return nil, fmt.Errorf("%s: a count of %d in a confusion matrix: %s", name, n, remedy)
				}
				counts[i], total = append(counts[i], float64(n)), total+n
			}
		}
		if len(m.Counts) == 0 || total > mostConfused {
			return nil, fmt.Errorf("%s: a confusion matrix of %d items, where 1 to %d can be: %s", name, total, mostConfused, remedy)
		}
		c.Counts = append(c.Counts, counts)
	}
	return c, nil
}

// itemsOfArticles says how much coded data there is.
func itemsOfArticles(items, articles int) string {
	return plural(items, "paragraph", "paragraphs") + " of " + plural(articles, "article", "articles")
}
