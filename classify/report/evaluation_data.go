package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// writeJSON writes a value on one line (JSON lines) or indented.
func writeJSON(w io.Writer, f Format, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if f == JSON {
		e.SetIndent("", "  ")
	}
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// writeCSV writes a header and rows.
func writeCSV(w io.Writer, head []string, rows [][]string) error {
	c := csv.NewWriter(w)
	c.Write(head) // the writer keeps its first error
	c.WriteAll(rows)
	return c.Error()
}

// figureData is a figure in JSON.
type figureData struct {
	Name    string `json:"name,omitempty"`
	Title   string `json:"title,omitempty"`
	Value   number `json:"value"`
	Lo      number `json:"lo"`
	Hi      number `json:"hi"`
	Floor   number `json:"floor"`
	Random  number `json:"random"`
	Ceiling number `json:"ceiling"`
	Reason  string `json:"reason,omitempty"`
}

// classFigure is a figure of one class in JSON.
type classFigure struct {
	Value  number `json:"value"`
	Lo     number `json:"lo"`
	Hi     number `json:"hi"`
	Reason string `json:"reason,omitempty"`
}

type classData struct {
	Name      string      `json:"name"`
	Precision classFigure `json:"precision"`
	Recall    classFigure `json:"recall"`
	F1        classFigure `json:"f1"`
	AUC       classFigure `json:"auc"`
	AP        classFigure `json:"ap"`
	Support   int         `json:"support"`
	Predicted int         `json:"predicted"`
	Threshold number      `json:"threshold"`
	Alpha     number      `json:"alpha"`
}

type matrixData struct {
	Title     string     `json:"title,omitempty"`
	Rows      string     `json:"rows"`
	Columns   string     `json:"columns"`
	Names     []string   `json:"names"`
	Counts    [][]int    `json:"counts"`
	Shares    [][]number `json:"shares"`
	RowTotals []int      `json:"row_totals"`
	ColTotals []int      `json:"col_totals"`
	Total     int        `json:"total"`
}

type binData struct {
	Lo        number `json:"lo"`
	Hi        number `json:"hi"`
	Items     int    `json:"items"`
	Certainty number `json:"certainty"`
	Right     number `json:"right"`
}

type humansData struct {
	Coders       []string `json:"coders"`
	Items        int      `json:"items"`
	Measure      string   `json:"measure"`
	Alpha        number   `json:"alpha"`
	AlphaLo      number   `json:"alpha_lo"`
	AlphaHi      number   `json:"alpha_hi"`
	MacroF1      number   `json:"macro_f1"`
	Percent      number   `json:"percent"`
	ModelAlpha   number   `json:"model_alpha"`
	ModelAlphaLo number   `json:"model_alpha_lo"`
	ModelAlphaHi number   `json:"model_alpha_hi"`

	Pairs []pairData `json:"pairs"`
}

type outcomeData struct {
	ID        string          `json:"id"`
	Article   string          `json:"article"`
	Truth     []string        `json:"truth"`
	Predicted []string        `json:"predicted"`
	Unsure    bool            `json:"unsure"`
	Probs     json.RawMessage `json:"probs"`
	Text      string          `json:"text"`
}

type evaluationData struct {
	Kind     string          `json:"kind"`
	Scheme   *labels.Scheme  `json:"scheme"`
	Method   string          `json:"method"`
	Items    int             `json:"items"`
	Articles int             `json:"articles"`
	Figures  []figureData    `json:"figures"`
	Classes  []classData     `json:"classes"`
	Matrices []matrixData    `json:"matrices"`
	Bins     []binData       `json:"bins"`
	Humans   *humansData     `json:"humans"`
	Mistakes []outcomeData   `json:"mistakes"`
	Overlap  []string        `json:"overlap"`
	Doubts   []string        `json:"doubts"`
	Config   classify.Config `json:"config"`
	Corpus   string          `json:"corpus"`
	moreData
}

// evaluationJSON is an evaluation as JSON tells it: everything but the outcomes, of which it has the most confident mistakes.
func evaluationJSON(e *classify.Evaluation) evaluationData {
	d := evaluationData{
		Kind: "evaluation", Scheme: e.Scheme, Method: e.Method, Items: e.Items, Articles: e.Articles,
		Figures: []figureData{}, Classes: []classData{}, Matrices: []matrixData{}, Bins: []binData{}, Mistakes: []outcomeData{},
		Overlap: some(e.Overlap), Doubts: some(e.Doubts), Config: e.Config, Corpus: e.Corpus,
	}
	for _, f := range e.Figures {
		d.Figures = append(d.Figures, figureData{f.Name, f.Title, number(f.Value), number(f.Lo), number(f.Hi), number(f.Floor), number(f.Random), number(f.Ceiling), f.Reason})
	}
	one := func(f classify.Figure) classFigure {
		return classFigure{number(f.Value), number(f.Lo), number(f.Hi), f.Reason}
	}
	for _, c := range e.Classes {
		d.Classes = append(d.Classes, classData{c.Name, one(c.Precision), one(c.Recall), one(c.F1), one(c.AUC), one(c.AveragePrecision), c.Support, c.Predicted, number(c.Threshold), number(c.Alpha)})
	}
	for _, m := range e.Matrices {
		shares := make([][]number, len(m.Shares))
		for i := range shares {
			shares[i] = numbers(m.Shares[i])
		}
		d.Matrices = append(d.Matrices, matrixData{m.Title, "true", "predicted", m.Names, m.Counts, shares, m.RowTotals, m.ColTotals, m.Total})
	}
	for _, b := range e.Bins {
		d.Bins = append(d.Bins, binData{number(b.Lo), number(b.Hi), b.Items, number(b.Certainty), number(b.Right)})
	}
	if h := e.Humans; h != nil {
		d.Humans = &humansData{
			h.Coders, h.Items, h.Measure, number(h.Alpha), number(h.AlphaLo), number(h.AlphaHi), number(h.MacroF1), number(h.Percent),
			number(h.ModelAlpha), number(h.ModelAlphaLo), number(h.ModelAlphaHi), pairsData(h.Pairs),
		}
	}
	d.moreData = moreJSON(e)
	for _, o := range mistakes(e, worst) {
		d.Mistakes = append(d.Mistakes, outcomeData{
			o.ID, o.Article, setNames(e.Scheme, o.Truth), setNames(e.Scheme, o.Pred), o.Unsure, perClass(e.Scheme, o.Probs), o.Text,
		})
	}
	return d
}

// some makes the empty list of nil, so that JSON has [] and not null.
func some(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// setNames lists the names of the classes of a set.
func setNames(s *labels.Scheme, set labels.Set) []string {
	names := []string{}
	for k := range set.All() {
		names = append(names, s.Classes[k].Name)
	}
	return names
}

// perClass is a JSON object with a number for each class, in the scheme's order, null where it is not finite.
func perClass(s *labels.Scheme, v []float64) json.RawMessage {
	dst := []byte{'{'}
	for k, x := range v {
		if k > 0 {
			dst = append(dst, ',')
		}
		dst = append(appendString(dst, s.Classes[k].Name), ':')
		digits, _ := number(x).MarshalJSON() // never fails
		dst = append(dst, digits...)
	}
	return append(dst, '}')
}

// tidyHead are the columns of the CSV of evaluations and cards.
var tidyHead = []string{"table", "row", "column", "value", "lo", "hi", "floor", "ceiling"}

// evaluationRows are the numbers of an evaluation, one a row.
func evaluationRows(e *classify.Evaluation) [][]string {
	var rows [][]string
	add := func(table, row, column, value string, more ...float64) {
		r := []string{table, row, column, value, "", "", "", ""}
		for i, v := range more {
			r[4+i] = cell(v)
		}
		rows = append(rows, r)
	}
	for _, f := range e.Figures {
		add("figures", f.Name, "", cell(f.Value), f.Lo, f.Hi, f.Floor, f.Ceiling)
	}
	for _, c := range e.Classes {
		for _, f := range []struct {
			name string
			classify.Figure
		}{{"precision", c.Precision}, {"recall", c.Recall}, {"f1", c.F1}, {"auc", c.AUC}, {"ap", c.AveragePrecision}} {
			add("classes", c.Name, f.name, cell(f.Value), f.Lo, f.Hi)
		}
		add("classes", c.Name, "support", strconv.Itoa(c.Support))
		add("classes", c.Name, "predicted", strconv.Itoa(c.Predicted))
		add("classes", c.Name, "threshold", cell(c.Threshold))
		add("classes", c.Name, "alpha", cell(c.Alpha))
	}
	for _, m := range e.Matrices {
		table := "confusion"
		if m.Title != "" {
			table += " " + m.Title
		}
		for i, row := range m.Counts {
			for j, n := range row {
				add(table, m.Names[i], m.Names[j], strconv.Itoa(n))
			}
		}
	}
	for _, b := range e.Bins {
		name := cell(b.Lo) + "–" + cell(b.Hi)
		add("reliability", name, "items", strconv.Itoa(b.Items))
		add("reliability", name, "certainty", cell(b.Certainty))
		add("reliability", name, "right", cell(b.Right))
	}
	if h := e.Humans; h != nil {
		add("agreement", "coders", "alpha", cell(h.Alpha), h.AlphaLo, h.AlphaHi)
		add("agreement", "model", "alpha", cell(h.ModelAlpha), h.ModelAlphaLo, h.ModelAlphaHi)
		add("agreement", "coders", "percent", cell(h.Percent))
		add("agreement", "coders", "macro_f1", cell(h.MacroF1))
		add("agreement", "coders", "items", strconv.Itoa(h.Items))
		for _, p := range h.Pairs {
			for _, c := range pairColumns(p) {
				add("agreement", p.A+" and "+p.B, c.name, cell(c.Point), c.Lo, c.Hi)
			}
		}
	}
	return rows
}
