package report

import (
	"fmt"
	"io"
	"math"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// corpusJSON is a summary of coded data as JSON.
type corpusJSON struct {
	Scheme   string            `json:"scheme"`
	Digest   string            `json:"digest"`
	Items    int               `json:"items"`
	Coded    int               `json:"coded"`
	Articles int               `json:"articles"`
	Groups   int               `json:"groups"`
	Ties     int               `json:"ties"`
	Classes  []corpusClassJSON `json:"classes"`
	Coders   []string          `json:"coders"`
	Doubled  int               `json:"doubled"`
	Measure  string            `json:"measure"`
	Alpha    number            `json:"alpha"`
	Percent  number            `json:"percent"`
	Near     [][2]string       `json:"near_duplicates"`
	NearMore bool              `json:"near_duplicates_more,omitempty"` // there may be others
	Problems []string          `json:"problems"`
	Doubts   []string          `json:"doubts"`
}

type corpusClassJSON struct {
	Name  string `json:"name"`
	Items int    `json:"items"`
	Alpha number `json:"alpha"`
}

// nearShown is how many pairs of near-duplicates a corpus report lists; JSON has them all.
const nearShown = 20

// Corpus writes what coded data hold and the lines that could not be used, in format f. It panics if f is no format.
func Corpus(w io.Writer, f Format, c *classify.Summary, problems []labels.Problem, s Style) error {
	var sentences []string
	for i := range problems {
		sentences = append(sentences, problems[i].Error())
	}
	switch f {
	case JSON, JSONL:
		return writeJSON(w, f, corpusData(c, sentences))
	case CSV:
		return writeCSV(w, []string{"class", "items", "alpha"}, corpusRows(c))
	}
	d := &document{Kind: "Coded data", Title: c.Scheme.Name, Warnings: sentences}
	for _, doubt := range c.Doubts {
		d.note(doubt)
	}
	articles := "in " + plural(c.Articles, "article", "articles")
	if c.NoArticles {
		articles = "no article is known"
	}
	d.Lead = []string{fmt.Sprintf("%s coded of %s, %s.", plural(c.Coded, "paragraph", "paragraphs"), count(c.Items), articles)}
	if !math.IsNaN(c.Alpha) {
		d.Lead = append(d.Lead, fmt.Sprintf("%d coders agree with Krippendorff's alpha %s (%s) on %s.",
			len(c.Coders), figure(c.Alpha, 2), c.Measure, plural(c.Doubled, "paragraph", "paragraphs")))
	}
	t := &table{Head: []string{"class", "items", "share", "alpha"}, Right: []bool{false, true, true, true}}
	for _, k := range c.Classes {
		t.Rows = append(t.Rows, []string{k.Name, count(k.Items), percent(float64(k.Items) / float64(c.Coded)), figure(k.Alpha, 2)})
	}
	t.Foot = len(t.Rows)
	d.add(section{Title: "Classes", Parts: []part{t}})
	d.add(section{Title: "Corpus", Parts: []part{facts{
		{"digest", c.Digest},
		{"groups kept on one side", count(c.Groups) + " (articles, with near-duplicate texts joined)"},
		{"near-duplicate pairs", nearPairs(c)},
		{"ties among coders", count(c.Ties)},
		{"equal answers of coders", percent(c.Percent)},
	}}})
	if len(c.Near) > 0 {
		pairs := &table{Head: []string{"paragraph", "nearly the same as"}, Right: []bool{false, false}}
		for _, p := range c.Near[:min(nearShown, len(c.Near))] {
			pairs.Rows = append(pairs.Rows, p[:])
		}
		pairs.Foot = len(pairs.Rows)
		d.add(section{Title: "Near-duplicates", Parts: []part{pairs}})
	}
	return writeDocument(w, f, d, s)
}

// nearPairs says how many pairs of near-duplicates there are.
func nearPairs(c *classify.Summary) string {
	if c.NearMore {
		return "at least " + count(len(c.Near))
	}
	return count(len(c.Near))
}

func corpusData(c *classify.Summary, problems []string) corpusJSON {
	j := corpusJSON{
		Scheme: c.Scheme.Name, Digest: c.Digest, Items: c.Items, Coded: c.Coded, Articles: c.Articles, Groups: c.Groups, Ties: c.Ties,
		Coders: c.Coders, Doubled: c.Doubled, Measure: c.Measure, Alpha: number(c.Alpha), Percent: number(c.Percent),
		Near: c.Near, NearMore: c.NearMore, Problems: problems, Doubts: c.Doubts,
	}
	for _, k := range c.Classes {
		j.Classes = append(j.Classes, corpusClassJSON{k.Name, k.Items, number(k.Alpha)})
	}
	return j
}

func corpusRows(c *classify.Summary) [][]string {
	var rows [][]string
	for _, k := range c.Classes {
		rows = append(rows, []string{k.Name, fmt.Sprint(k.Items), cell(k.Alpha)})
	}
	return rows
}
