package report

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-go/parley/classify"
)

// Most columns of classes and rows of words in the tables of an explanation.
const (
	explainedClasses = 5
	explainedWords   = 25
)

// Passage is what is explained: a text by itself, or, where Para is not 0, that block of an article, in its company.
type Passage struct {
	Text    string
	Article string
	Para    int // from 1, as in scores
}

// place says how a passage was read; "" if there is nothing to say.
func (p Passage) place(models []model) string {
	if p.Para > 0 {
		return fmt.Sprintf("Paragraph %s of %s, read in its article, as parley score reads it.", count(p.Para), clean(p.Article))
	}
	if slices.ContainsFunc(models, model.ReadsAround) {
		return "Read by itself. In an article parley score reads a paragraph with those around it, and may say something else of it: parley explain FILE --para NUMBER explains that."
	}
	return ""
}

// Explanation writes what each word of a text adds to its scores, in format f. JSON and CSV have every word and every class; CSV
// has one row a word and class: scheme, class, part (base, around, word or score), lo, hi, word, share, features. It panics if f is no format.
func Explanation(w io.Writer, f Format, m *classify.Model, p Passage, e *classify.Explanation, s Style) error {
	return writeExplanation(w, f, m, p, e, s)
}

// Explained is a model and what it says about a text.
type Explained struct {
	Model       *classify.Model
	Explanation *classify.Explanation
}

// Explanations writes what several models say about one text as one report: JSON is an array, JSON lines and CSV have one
// explanation after the other, and the other formats a document with the sections of each. It panics if f is no format.
func Explanations(w io.Writer, f Format, p Passage, all []Explained, s Style) error {
	models := make([]model, len(all))
	said := make([]*classify.Explanation, len(all))
	for i, x := range all {
		models[i], said[i] = x.Model, x.Explanation
	}
	return writeExplanations(w, f, models, p, said, s)
}

func writeExplanations(w io.Writer, f Format, models []model, p Passage, all []*classify.Explanation, s Style) error {
	switch f {
	case JSON:
		data := []any{}
		for i, e := range all {
			data = append(data, explanationJSON(models[i], p, e))
		}
		return writeJSON(w, f, data)
	case JSONL:
		for i, e := range all {
			if err := writeJSON(w, f, explanationJSON(models[i], p, e)); err != nil {
				return err
			}
		}
		return nil
	case CSV:
		var rows [][]string
		for i, e := range all {
			rows = append(rows, explanationRows(models[i], p.Text, e)...)
		}
		return writeCSV(w, explanationHead, rows)
	}
	d := &document{Kind: "Explanation"}
	if place := p.place(models); place != "" {
		d.Lead = append(d.Lead, place)
	}
	var names []string
	for i, e := range all {
		one := explanationDocument(models[i], p.Text, e)
		names = append(names, one.Title)
		for _, l := range one.Lead {
			d.Lead = append(d.Lead, one.Title+": "+l)
		}
		for _, section := range one.Sections {
			section.Title = one.Title + ": " + strings.ToLower(section.Title)
			d.Sections = append(d.Sections, section)
		}
	}
	d.Title = strings.Join(names, " and ")
	return writeDocument(w, f, d, s)
}

// explanationHead are the columns of the CSV of explanations.
var explanationHead = []string{"scheme", "class", "part", "lo", "hi", "word", "share", "features"}

func writeExplanation(w io.Writer, f Format, m model, p Passage, e *classify.Explanation, s Style) error {
	switch f {
	case JSON, JSONL:
		return writeJSON(w, f, explanationJSON(m, p, e))
	case CSV:
		return writeCSV(w, explanationHead, explanationRows(m, p.Text, e))
	}
	d := explanationDocument(m, p.Text, e)
	if place := p.place([]model{m}); place != "" {
		d.Lead = append([]string{place}, d.Lead...)
	}
	return writeDocument(w, f, d, s)
}

// explanationDocument lays an explanation out.
func explanationDocument(m model, text string, e *classify.Explanation) *document {
	scheme := m.Scheme()
	d := &document{Kind: "Explanation", Title: scheme.Name}
	verb := "The model says "
	switch {
	case e.Result.Foreign:
		verb = "The article is in another language than the model has learned. It is unsure, and would say "
	case e.Result.Unsure:
		verb = "The model is unsure, and would say "
	}
	d.Lead = []string{verb + saidProbs(scheme, e.Result.Set, e.Result.Probs) + "."}
	if n := e.Result.Words - e.Result.Known; n > 0 {
		of := "of its " + plural(e.Result.Words, "word", "words")
		d.Lead = append(d.Lead, fmt.Sprintf("%s new to it (%s).", plural(n, of+" is", of+" are"), percent(e.Result.Unseen())))
	}
	classes := byProb(e.Result.Probs)
	lead := classes[0]
	all := reasons(text, e, lead)
	d.add(section{Title: "The paragraph", Parts: []part{&marked{Text: text, Class: scheme.Classes[lead].Name, Reasons: all}}})

	scores := newTable("class", "probability", "score", "base")
	parts := "The base of a class, which a text without known words has, and the shares of all words add up to its score."
	neighbours := slices.ContainsFunc(e.Around, func(v float64) bool { return v != 0 })
	if neighbours {
		scores.Head, scores.Right = append(scores.Head, "neighbours"), append(scores.Right, true)
		parts = "The base of a class, which a text without known words has, what the other paragraphs of the article add (neighbours), and the shares of all words add up to its score."
	}
	for _, k := range classes {
		row := []string{scheme.Classes[k].Name, percent(e.Result.Probs[k]), signed(e.Scores[k], 3), signed(e.Base[k], 3)}
		if neighbours {
			row = append(row, signed(e.Around[k], 3))
		}
		scores.Rows = append(scores.Rows, row)
	}
	scores.Foot = len(scores.Rows)
	d.add(section{Title: "Scores", Parts: []part{prose(parts), scores}})

	shown := classes[:min(len(classes), explainedClasses)]
	shares := &table{Head: []string{"word"}, Right: []bool{false}}
	for _, k := range shown {
		shares.Head, shares.Right = append(shares.Head, scheme.Classes[k].Name), append(shares.Right, true)
	}
	shares.Head, shares.Right = append(shares.Head, "features seen in it"), append(shares.Right, false)
	strong := slices.Clone(e.Words)
	slices.SortStableFunc(strong, func(a, b classify.Evidence) int {
		return cmp.Compare(math.Abs(b.Shares[lead]), math.Abs(a.Shares[lead]))
	})
	marks := legend{}
	for _, word := range strong[:min(len(strong), explainedWords)] {
		row := []string{text[word.Lo:word.Hi]}
		for _, k := range shown {
			row = append(row, signed(word.Shares[k], 3))
		}
		some := word.Features[:min(len(word.Features), featuresShown)]
		marks.add(some)
		more := ""
		if n := len(word.Features) - len(some); n > 0 {
			more = fmt.Sprintf(" and %d more", n)
		}
		shares.Rows = append(shares.Rows, append(row, strings.Join(some, ", ")+more))
	}
	shares.Foot = len(shares.Rows)
	if len(shares.Rows) > 0 {
		parts := []part{prose(fmt.Sprintf("What each word adds, the strongest for or against %s first.", scheme.Classes[lead].Name)), shares}
		if n := len(strong) - len(shares.Rows); n > 0 {
			parts = append(parts, prose(plural(n, "weaker word is", "weaker words are")+" not listed."))
		}
		if about := marks.text(); about != "" {
			parts = append(parts, prose(about))
		}
		d.add(section{Title: "Words", Parts: parts})
	}
	return d
}

// byProb lists the classes by their probability, equals in the order of the scheme.
func byProb(probs []float64) []int {
	order := make([]int, len(probs))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(probs[b], probs[a]) })
	return order
}

// explanationJSON is an explanation as JSON tells it.
func explanationJSON(m model, p Passage, e *classify.Explanation) any {
	type classData struct {
		Name   string `json:"name"`
		Prob   number `json:"prob"`
		Score  number `json:"score"`
		Base   number `json:"base"`
		Around number `json:"around"`
	}
	type wordData struct {
		Lo       int      `json:"lo"`
		Hi       int      `json:"hi"`
		Word     string   `json:"word"`
		Shares   any      `json:"shares"`
		Features []string `json:"features"`
	}
	var x struct {
		Kind    string      `json:"kind"`
		Scheme  string      `json:"scheme"`
		Article string      `json:"article,omitempty"`
		Para    int         `json:"para,omitempty"`
		Text    string      `json:"text"`
		Labels  []string    `json:"labels"`
		Unsure  bool        `json:"unsure"`
		Known   int         `json:"known"`
		All     int         `json:"all"`
		Classes []classData `json:"classes"`
		Words   []wordData  `json:"words"`
	}
	s := m.Scheme()
	x.Kind, x.Scheme, x.Text = "explanation", s.Name, p.Text
	x.Article, x.Para = p.Article, p.Para
	x.Labels, x.Unsure, x.Known, x.All = setNames(s, e.Result.Set), e.Result.Unsure, e.Result.Known, e.Result.Words
	for k, c := range s.Classes {
		x.Classes = append(x.Classes, classData{c.Name, number(e.Result.Probs[k]), number(e.Scores[k]), number(e.Base[k]), number(around(e, k))})
	}
	x.Words = []wordData{}
	for _, w := range e.Words {
		x.Words = append(x.Words, wordData{w.Lo, w.Hi, p.Text[w.Lo:w.Hi], perClass(s, w.Shares), some(w.Features)})
	}
	return x
}

// around is what the neighbours of the paragraph add to the score of class k.
func around(e *classify.Explanation, k int) float64 {
	if k >= len(e.Around) {
		return 0
	}
	return e.Around[k]
}

// explanationRows are the numbers of an explanation, one a row.
func explanationRows(m model, text string, e *classify.Explanation) [][]string {
	var rows [][]string
	s := m.Scheme()
	for k, c := range s.Classes {
		rows = append(rows, []string{s.Name, c.Name, "base", "", "", "", cell(e.Base[k]), ""})
		rows = append(rows, []string{s.Name, c.Name, "around", "", "", "", cell(around(e, k)), ""})
		for _, w := range e.Words {
			rows = append(rows, []string{s.Name, c.Name, "word", strconv.Itoa(w.Lo), strconv.Itoa(w.Hi), text[w.Lo:w.Hi], cell(w.Shares[k]), strings.Join(w.Features, "; ")})
		}
		rows = append(rows, []string{s.Name, c.Name, "score", "", "", "", cell(e.Scores[k]), ""})
	}
	return rows
}
