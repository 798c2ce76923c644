package classify

import (
	"bufio"
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-go/parley/labels"
	"github.com/parley-go/parley/labels/file"
)

// Contender is one of those that are compared: what it said about each coded item of a corpus, by ID. Probs may be nil.
type Contender struct {
	Name      string
	Digest    string // of a model; "" for predictions of another program
	Pred      map[string]labels.Set
	Probs     map[string][]float64
	Seen      []string // texts and articles of the data that it was trained on, in words
	Unchecked []string // what of the data could not be looked for in its training corpus, in words
}

// CompareOptions say how a comparison is made.
type CompareOptions struct {
	Near      float64  // share of 3-word shingles from which two texts count as one
	Metrics   []string // figures to compare, the first is the one of the verdict; nil for all of the scheme, macro F1 first
	Bootstrap int      // replicates, 100 or more
	Seed      uint64
}

// Comparison holds contenders against one another on the same items.
type Comparison struct {
	Scheme    *labels.Scheme
	Names     []string
	Digests   []string
	Items     int
	Articles  int // groups of items: articles and near-duplicates
	Duels     []Duel
	Corpus    string
	Bootstrap int
	Seed      uint64
	Overlap   []string // who was trained on texts of these data
	Doubts    []string

	NoArticles bool // no item names its article
}

// Duel is one contender against another.
type Duel struct {
	A, B         string
	Differences  []Difference // the first is the one of the verdict
	OnlyA, OnlyB int          // items that one alone got wholly right
	McNemar      float64      // exact, two-sided; it takes items for independent

	labels.Verdict // on the first difference, as one of all duels

	Better  string  // A, B or "" for equal figures
	More    float64 // articles more that it would take to show the difference found among all duels; NaN if Shown or unknown, +Inf for no difference
	Flipped []Flip
}

// Difference is a figure of both, and A − B.
type Difference struct {
	Name, Title string
	Lower       bool // lower is better
	labels.Difference
}

// Flip is an item that the two answered differently.
type Flip struct {
	ID, Article, Text string
	Truth, A, B       labels.Set
}

// Answer scores the coded items of a corpus with a model.
func Answer(ctx context.Context, name string, m *Model, c *labels.Corpus) (*Contender, error) {
	if err := given(ctx); err != nil {
		return nil, err
	}
	e, err := Evaluate(ctx, m, c, EvaluateOptions{Slices: []string{}})
	if err != nil {
		return nil, err
	}
	out := &Contender{Name: name, Pred: map[string]labels.Set{}, Probs: map[string][]float64{}}
	if out.Digest, err = m.Digest(); err != nil {
		return nil, err
	}
	out.Seen, out.Unchecked = e.Overlap, e.Unchecked
	for _, o := range e.Outcomes {
		out.Pred[o.ID], out.Probs[o.ID] = o.Pred, o.Probs
	}
	return out, nil
}

// ReadAnswers reads predictions as CSV with the columns id and predicted, and prob_CLASS for every class or for none, in any order; other
// columns do not matter, nor does what parts them: comma, semicolon or tab. Labels of many-label schemes are parted by "; ". name stands in its errors.
func ReadAnswers(r io.Reader, name string, scheme *labels.Scheme) (*Contender, error) {
	br, err := file.Stream(bufio.NewReader(r), "", func(found, remedy string) error { return fmt.Errorf("%s: %s: %s", name, found, remedy) })
	if err != nil {
		return nil, err
	}
	in := csv.NewReader(br)
	in.Comma = file.Comma(file.Head(br))
	in.ReuseRecord = true
	head, err := in.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: no header: the columns id and predicted are needed", name)
	}
	file.Row(head)
	id, pred := slices.Index(head, "id"), slices.Index(head, "predicted")
	if id < 0 || pred < 0 {
		return nil, fmt.Errorf("%s:1: the columns are %s: id and predicted are needed", name, strings.Join(head, ", "))
	}
	probs := make([]int, len(scheme.Classes))
	have := 0
	for k, c := range scheme.Classes {
		if probs[k] = slices.Index(head, "prob_"+c.Name); probs[k] >= 0 {
			have++
		}
	}
	if have > 0 && have < len(probs) {
		return nil, fmt.Errorf("%s:1: there is a column prob_CLASS for %d of %d classes: give all or none", name, have, len(probs))
	}
	out := &Contender{Name: name, Pred: map[string]labels.Set{}}
	if have > 0 {
		out.Probs = map[string][]float64{}
	}
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		line, _ := in.FieldPos(0)
		file.Row(row)
		item := strings.Clone(row[id])
		if _, twice := out.Pred[item]; twice {
			return nil, fmt.Errorf("%s:%d: the id %q is there twice", name, line, item)
		}
		set, err := scheme.Parse(row[pred])
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, line, err)
		}
		out.Pred[item] = set
		if have == 0 {
			continue
		}
		p := make([]float64, len(probs))
		sum := 0.0
		for k, c := range probs {
			p[k], err = strconv.ParseFloat(row[c], 64)
			if err != nil || !(p[k] >= 0 && p[k] <= 1) {
				return nil, fmt.Errorf("%s:%d: prob_%s is %q: give a number from 0 to 1", name, line, scheme.Classes[k].Name, row[c])
			}
			sum += p[k]
		}
		if !scheme.Many && math.Abs(sum-1) > 1e-3 {
			return nil, fmt.Errorf("%s:%d: the probabilities add up to %v: they should add up to 1", name, line, sum)
		}
		out.Probs[item] = p
	}
}

// Compare holds every two contenders against one another on the coded items of a corpus. It is an error if there are fewer than two, if two have
// the same name, or if one has not answered an item.
func Compare(c *labels.Corpus, all []*Contender, o CompareOptions) (*Comparison, error) {
	if len(all) < 2 {
		return nil, fmt.Errorf("%s: a comparison takes at least two", labels.Counted(len(all), "contender", "contenders"))
	}
	if o.Bootstrap < 100 || o.Bootstrap > 100000 {
		return nil, fmt.Errorf("bootstrap is %d: give 100 to 100000", o.Bootstrap)
	}
	metrics, err := compared(c.Scheme, o.Metrics)
	if err != nil {
		return nil, err
	}
	s, err := newSample(c, o.Near)
	if err != nil {
		return nil, err
	}
	out := &Comparison{Scheme: c.Scheme, Items: len(s.rows), Articles: s.articles(), Corpus: c.Digest(), Bootstrap: o.Bootstrap, Seed: o.Seed, Doubts: s.doubts()}
	out.NoArticles = noArticles(c)
	out.Doubts = slices.Concat(out.Doubts, articleDoubts(c), fewDoubt(out.Articles))
	var answers []*labels.Answers
	for _, x := range all {
		if slices.Contains(out.Names, x.Name) {
			return nil, fmt.Errorf("%s is there twice: a comparison with itself shows nothing", x.Name)
		}
		for _, seen := range x.Seen {
			out.Overlap = append(out.Overlap, x.Name+": "+seen)
		}
		for _, unchecked := range x.Unchecked {
			out.Doubts = append(out.Doubts, x.Name+": "+unchecked)
		}
		out.Names, out.Digests = append(out.Names, x.Name), append(out.Digests, x.Digest)
		a, err := s.answersOf(x)
		if err != nil {
			return nil, err
		}
		if a.Probs == nil {
			out.Doubts = append(out.Doubts, x.Name+" has no probabilities: figures of probabilities are undefined")
		}
		answers = append(answers, a)
	}
	out.Doubts = append(out.Doubts, "McNemar's test takes the paragraphs of one article for independent, which they are not: its p-value is too small in general")
	for b := range all {
		for a := range b {
			out.Duels = append(out.Duels, s.duel(all[a].Name, all[b].Name, answers[a], answers[b], metrics, o))
		}
	}
	duels := len(out.Duels)
	for i := range out.Duels {
		out.Duels[i].settle(duels, out.Articles)
	}
	if least := tailReplicates * duels; o.Bootstrap < least {
		out.Doubts = append(out.Doubts, fmt.Sprintf("%d replicates are too few to judge %d pairs together: give %d or more", o.Bootstrap, duels, least))
	}
	return out, nil
}

// tailReplicates is how many replicates for each duel leave one beyond either limit of its interval.
const tailReplicates = 40

// compared are the metrics of a comparison.
func compared(scheme *labels.Scheme, names []string) ([]labels.Metric, error) {
	if names == nil {
		names = []string{headline}
		for _, m := range labels.MetricsFor(scheme, true) {
			if m.Name != headline {
				names = append(names, m.Name)
			}
		}
	}
	var out []labels.Metric
	for _, n := range names {
		m, err := labels.MetricByName(n, scheme)
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	if len(out) == 0 {
		return nil, errors.New("no figure to compare: name one, such as macro_f1")
	}
	return out, nil
}

// answersOf puts the answers of a contender in the order of the sample.
func (s *sample) answersOf(x *Contender) (*labels.Answers, error) {
	pred := make([]labels.Set, len(s.rows))
	var probs [][]float64
	if x.Probs != nil {
		probs = make([][]float64, len(s.rows))
	}
	missing, first := 0, ""
	for j, i := range s.rows {
		id := s.corpus.Items[i].ID
		set, ok := x.Pred[id]
		if !ok {
			if missing++; missing == 1 {
				first = id
			}
			continue
		}
		pred[j] = set
		if probs != nil {
			probs[j] = x.Probs[id]
		}
	}
	if missing > 0 {
		return nil, fmt.Errorf("%s has no answer to %s of %s, the first is %q: all must answer the same items", x.Name,
			labels.Thousands(missing), labels.Counted(len(s.rows), "coded item", "coded items"), first)
	}
	return s.answers(pred, probs), nil
}

// duel compares two sets of answers.
func (s *sample) duel(a, b string, x, y *labels.Answers, metrics []labels.Metric, o CompareOptions) Duel {
	d := Duel{A: a, B: b}
	for i, v := range labels.Compare(x, y, metrics, o.Bootstrap, o.Seed) {
		d.Differences = append(d.Differences, Difference{metrics[i].Name, metrics[i].Title, metrics[i].Lower, v})
	}
	d.OnlyA, d.OnlyB, d.McNemar = labels.McNemar(x, y)
	for j, i := range s.rows {
		if x.Pred[j] != y.Pred[j] {
			item := s.corpus.Items[i]
			d.Flipped = append(d.Flipped, Flip{item.ID, item.Article, item.Text, s.truth[j], x.Pred[j], y.Pred[j]})
		}
	}
	// What only one got right first, then what neither did.
	slices.SortStableFunc(d.Flipped, func(p, q Flip) int { return cmp.Compare(p.kind(), q.kind()) })
	return d
}

func (f Flip) kind() int {
	switch f.Truth {
	case f.A:
		return 0
	case f.B:
		return 1
	}
	return 2
}

// settle takes the verdict on the first difference, as one of so many duels.
func (d *Duel) settle(duels, articles int) {
	f := &d.Differences[0]
	d.Verdict, d.More = f.Among(duels), math.NaN()
	if f.Diff != 0 && !math.IsNaN(f.Diff) {
		d.Better = d.A
		if f.Diff < 0 != f.Lower {
			d.Better = d.B
		}
	}
	if !d.Shown && !math.IsNaN(d.Needed) {
		d.More = max(0, d.Needed-float64(articles))
	}
}
