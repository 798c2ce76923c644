package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/labels"
)

// ScoreReader reads back what NewScores writes as JSON lines or CSV, of this version or of one before. It must not be shared between goroutines.
type ScoreReader struct {
	heads   []string // of the table that is read
	coders  []readCoder
	classes map[string][]string // of JSON lines, by scheme
	names   map[string]bool
}

// readCoder is where the answers of a model stand in a row.
type readCoder struct {
	scheme                string
	classes               []string
	label, unsure, reason int // columns; reason is -1 where there is none
}

// ErrNoScores tells that a file is not the output of parley score as JSONL or CSV.
var ErrNoScores = errors.New("no labels of a model: give what parley score writes with --format csv or jsonl")

// Paragraph reads the fields of a record: see article.Record.Fields. It returns nil for a block that is not body, and an error that says what is
// wrong in the line, or ErrNoScores.
func (r *ScoreReader) Paragraph(fields []article.Field) (*classify.ScoredParagraph, error) {
	p := &classify.ScoredParagraph{}
	var meta []article.Field
	all, object := "", false
	for _, f := range fields {
		switch f.Name {
		case "article":
			p.Article = f.Value
		case "kind":
			if f.Value != article.Body.String() {
				return nil, nil
			}
		case "labels":
			all, object = f.Value, strings.HasPrefix(f.Value, "{")
		case "meta":
			meta, _ = article.Members(f.Value)
		}
	}
	r.note(fields, meta)
	p.Field = func(name string) string {
		for _, list := range [][]article.Field{fields, meta} {
			if i := slices.IndexFunc(list, func(f article.Field) bool { return f.Name == name }); i >= 0 {
				return list[i].Value
			}
			name = strings.TrimPrefix(name, "meta.")
		}
		return ""
	}
	var err error
	if object {
		p.Answers, err = r.objects(all)
	} else {
		p.Answers, err = r.cells(fields)
	}
	if err != nil || len(p.Answers) == 0 {
		return nil, err
	}
	return p, nil
}

// Names returns the names of the fields that have been seen, sorted, without those of labels and texts.
func (r *ScoreReader) Names() []string {
	var all []string
	for name := range r.names {
		ofCoder := func(c readCoder) bool { return name == c.scheme || strings.HasPrefix(name, c.scheme+"_") }
		if !slices.Contains([]string{"kind", "reason", "lo", "hi", "text", "labels", "meta"}, name) && !slices.ContainsFunc(r.coders, ofCoder) {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
}

// mostNames is how many names of fields are kept to be listed.
const mostNames = 1000

// note notes the names of fields.
func (r *ScoreReader) note(lists ...[]article.Field) {
	if r.names == nil {
		r.names = map[string]bool{}
	}
	for _, fields := range lists {
		for _, f := range fields {
			if len(r.names) < mostNames && !r.names[f.Name] {
				r.names[strings.Clone(f.Name)] = true
			}
		}
	}
}

// objects reads the labels of a JSON line.
func (r *ScoreReader) objects(all string) ([]classify.ScoredLabels, error) {
	schemes, ok := article.Members(all)
	if !ok {
		return nil, errors.New("labels are no object")
	}
	var out []classify.ScoredLabels
	for _, s := range schemes {
		if s.Value == "" { // null: the block is not body
			continue
		}
		members, ok := article.Members(s.Value)
		if !ok {
			return nil, fmt.Errorf("the labels of %s are no object", clip(clean(s.Name), 60))
		}
		a := classify.ScoredLabels{Scheme: s.Name}
		var said []string
		probs := ""
		for _, f := range members {
			switch f.Name {
			case "label":
				said = []string{f.Value}
			case "labels":
				a.Many = true
				if json.Unmarshal([]byte(f.Value), &said) != nil {
					return nil, fmt.Errorf("the labels of %s are no array of strings", clip(clean(s.Name), 60))
				}
			case "probs":
				probs = f.Value
			case "unsure":
				a.Unsure = f.Value == "true"
			case "reason":
				a.Foreign = f.Value == otherLanguage
			}
		}
		if a.Classes = r.probs(s.Name, probs); len(a.Classes) == 0 || said == nil {
			return nil, fmt.Errorf("%s has no label, or no probs that name its classes", clip(clean(s.Name), 60))
		}
		var err error
		if a.Set, err = setOf(said, a.Classes, s.Name); err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

// probs returns the names of the classes in an object of probabilities: the same slice as before where they are the same.
func (r *ScoreReader) probs(scheme, object string) []string {
	probs, _ := article.Members(object)
	before := r.classes[scheme]
	if slices.EqualFunc(before, probs, func(name string, f article.Field) bool { return name == f.Name }) {
		return before
	}
	classes := make([]string, len(probs))
	for i, f := range probs {
		classes[i] = strings.Clone(f.Name)
	}
	if r.classes == nil {
		r.classes = map[string][]string{}
	}
	r.classes[strings.Clone(scheme)] = classes
	return classes
}

// cells reads the labels of a row.
func (r *ScoreReader) cells(fields []article.Field) ([]classify.ScoredLabels, error) {
	if r.heads == nil || !slices.EqualFunc(r.heads, fields, func(name string, f article.Field) bool { return name == f.Name }) {
		r.plan(fields)
	}
	if len(r.coders) == 0 {
		return nil, ErrNoScores
	}
	var out []classify.ScoredLabels
	for _, c := range r.coders {
		cell, unsure := strings.TrimSpace(fields[c.label].Value), fields[c.unsure].Value
		if cell == "" && unsure == "" { // not body
			continue
		}
		a := classify.ScoredLabels{Scheme: c.scheme, Classes: c.classes, Unsure: strings.EqualFold(unsure, "true")}
		said := []string{cell}
		if !slices.Contains(c.classes, cell) {
			a.Many = true
			if said = nil; cell != labelNone {
				said = strings.Split(cell, ";")
			}
		}
		var err error
		if a.Set, err = setOf(said, c.classes, c.scheme); err != nil {
			return nil, err
		}
		a.Foreign = c.reason >= 0 && fields[c.reason].Value == otherLanguage
		out = append(out, a)
	}
	return out, nil
}

// labelNone is what a table has for a paragraph without any class: see labels.Scheme.Format.
const labelNone = "none"

// plan finds the columns of the models: a name, NAME_unsure, and then those that begin with NAME_.
func (r *ScoreReader) plan(fields []article.Field) {
	r.heads, r.coders = make([]string, len(fields)), nil
	for i, f := range fields {
		r.heads[i] = f.Name
	}
	begins := func(i int) bool { return i+1 < len(fields) && fields[i+1].Name == fields[i].Name+"_unsure" }
	for i, f := range fields {
		if !begins(i) {
			continue
		}
		c := readCoder{scheme: f.Name, label: i, unsure: i + 1, reason: -1}
		next := i + 2
		for ; next < len(fields) && !begins(next); next++ {
			class, ok := strings.CutPrefix(fields[next].Name, f.Name+"_")
			if !ok {
				break
			}
			c.classes = append(c.classes, class)
		}
		for j := next; j < len(fields); j++ {
			if fields[j].Name == f.Name+"_reason" {
				c.reason = j
			}
		}
		if len(c.classes) > 0 {
			r.coders = append(r.coders, c)
		}
	}
}

// setOf returns the set of the classes that are named.
func setOf(said, classes []string, scheme string) (set labels.Set, err error) {
	if len(classes) > labels.MaxClasses {
		return set, fmt.Errorf("%s has %d classes, and at most %d can be", clip(clean(scheme), 60), len(classes), labels.MaxClasses)
	}
	for _, name := range said {
		k := slices.Index(classes, strings.TrimSpace(name))
		if k < 0 {
			return set, fmt.Errorf("label %q is none of the classes of %s: %s", clip(clean(name), 60), clip(clean(scheme), 60), clip(clean(strings.Join(classes, ", ")), 300))
		}
		set = set.With(k)
	}
	return set, nil
}
