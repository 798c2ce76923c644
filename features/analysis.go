package features

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
)

// Analysis is a list of texts, read once, from parts of which vocabularies are learned and vectors
// made without reading again. It is immutable and may be shared between goroutines.
type Analysis struct {
	cfg   Config
	names []feature // every feature seen, in first-seen order
	rows  [][]tally
}

type tally struct{ id, n uint32 }

// Analyze reads the texts. An invalid configuration is an error.
func Analyze(cfg Config, texts []string) (*Analysis, error) {
	return analyze(cfg, slices.Values(texts))
}

func analyze(cfg Config, texts iter.Seq[string]) (*Analysis, error) {
	if err := cfg.Check(); err != nil {
		return nil, fmt.Errorf("features: %w", err)
	}
	cfg.Families = slices.Clone(cfg.Families)
	a := &Analysis{cfg: cfg}
	number := make([]map[string]uint32, len(cfg.Families))
	for k := range number {
		number[k] = map[string]uint32{}
	}
	var count, touched []uint32
	r := newReader(cfg)
	emit := func(k int, name []byte, _, _ int) {
		id, ok := number[k][string(name)]
		if !ok {
			id = uint32(len(a.names))
			s := string(name)
			number[k][s] = id
			a.names = append(a.names, feature{name: s, family: k})
			count = append(count, 0)
		}
		if count[id] == 0 {
			touched = append(touched, id)
		}
		count[id]++
	}
	for text := range texts {
		touched = touched[:0]
		r.each(cfg, text, emit)
		row := make([]tally, len(touched))
		for i, id := range touched {
			row[i] = tally{id, count[id]}
			count[id] = 0
		}
		a.rows = append(a.rows, row)
	}
	return a, nil
}

// all returns rows, or every row when rows is nil.
func (a *Analysis) all(rows []int) []int {
	if rows == nil {
		rows = make([]int, len(a.rows))
		for i := range rows {
			rows[i] = i
		}
	}
	return rows
}

// Learn learns from the texts with the numbers rows; nil means all. No texts is an error.
func (a *Analysis) Learn(rows []int) (*Vectorizer, error) {
	rows = a.all(rows)
	if len(rows) == 0 {
		return nil, fmt.Errorf("features: no texts to learn from, want at least one")
	}
	df := make([]int, len(a.names))
	for _, r := range rows {
		for _, t := range a.rows[r] {
			df[t.id]++
		}
	}
	byFamily := make([][]feature, len(a.cfg.Families))
	for id, f := range a.names {
		if n := df[id]; n > 0 && n >= a.cfg.Families[f.family].MinDocs {
			byFamily[f.family] = append(byFamily[f.family], feature{f.name, f.family, n})
		}
	}
	var fs []feature
	for k, part := range byFamily {
		if m := a.cfg.Families[k].MaxSize; m > 0 && len(part) > m {
			slices.SortFunc(part, func(x, y feature) int { return cmp.Or(y.df-x.df, cmp.Compare(x.name, y.name)) })
			part = part[:m]
		}
		slices.SortFunc(part, func(x, y feature) int { return cmp.Compare(x.name, y.name) })
		fs = append(fs, part...)
	}
	return build(a.cfg, len(rows), fs), nil
}

// Vectors returns the vectors of rows (nil: all) under v, bit for bit those of v.Vector. v must
// have been learned with the same language, stems, stop words and families.
func (a *Analysis) Vectors(v *Vectorizer, rows []int) []Vector {
	const none = ^uint32(0)
	to := make([]uint32, len(a.names))
	for id, f := range a.names {
		to[id] = none
		if n, ok := v.number[f.family][f.name]; ok {
			to[id] = n
		}
	}
	rows = a.all(rows)
	count := make([]uint32, v.Width())
	out := make([]Vector, len(rows))
	for i, r := range rows {
		x := Vector{Index: make([]uint32, 0, len(a.rows[r]))}
		for _, t := range a.rows[r] {
			if f := to[t.id]; f != none {
				x.Index = append(x.Index, f)
				count[f] = t.n
			}
		}
		slices.Sort(x.Index)
		x.Value = make([]float32, 0, len(x.Index))
		out[i] = v.weigh(x, count)
	}
	return out
}

// LearnVectors learns from texts and returns their vectors too, reading each text once.
func LearnVectors(cfg Config, texts []string) (*Vectorizer, []Vector, error) {
	a, err := Analyze(cfg, texts)
	if err != nil {
		return nil, nil, err
	}
	v, err := a.Learn(nil)
	if err != nil {
		return nil, nil, err
	}
	return v, a.Vectors(v, nil), nil
}
