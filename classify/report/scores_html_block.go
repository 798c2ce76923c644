package report

import (
	"strconv"
	"strings"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
)

// blocks lays the blocks out; neighbours that are boilerplate come together.
func (s *htmlScores) blocks(id string, a *Scored) []blockView {
	var all []blockView
	for i, p := range a.Article.Paragraphs {
		switch {
		case p.Kind == article.Body:
			all = append(all, s.body(blockID(id, i), a, i))
		case !s.style.All:
		case p.Kind == article.Heading:
			all = append(all, blockView{Other: p.Kind.String(), Texts: []string{p.Text}})
		default:
			if i > 0 && a.Article.Paragraphs[i-1].Kind == p.Kind && len(all) > 0 {
				last := &all[len(all)-1]
				last.Texts = append(last.Texts, p.Text)
				if !strings.Contains(last.Fold, string(p.Reason)) {
					last.Fold += ", " + string(p.Reason)
				}
				continue
			}
			fold := "not scored"
			if p.Reason != "" {
				fold += ": " + string(p.Reason)
			}
			all = append(all, blockView{Other: p.Kind.String(), Fold: fold, Texts: []string{p.Text}})
		}
	}
	return all
}

// body lays out paragraph i: the first model's label beside it, the others' below.
func (s *htmlScores) body(id string, a *Scored, i int) blockView {
	text := a.Article.Paragraphs[i].Text
	v := blockView{ID: id, Number: strconv.Itoa(i + 1), Look: "mid"}
	for m, c := range s.coders {
		r := a.Readings[m].Results[i]
		if r == nil {
			continue
		}
		classes := chosen(r)
		var e *classify.Explanation
		if s.style.Evidence {
			e = a.explain(c, i)
		}
		if m == 0 && len(classes) > 0 {
			if e != nil {
				all := reasons(text, e, classes[0])
				v.Text = cutText(text, all, c.names[classes[0]], look(c.scheme, classes[0]))
				for _, r := range all {
					s.marks.add(r.features[:min(len(r.features), featuresShown)])
				}
			}
			if !c.scheme.Many {
				k := classes[0]
				v.Label = &labelView{c.names[k], sign(c.scheme, k)}
				v.Look, v.Sure, v.Unsure = look(c.scheme, k), percent(r.Probs[k])+" sure", r.Unsure
			}
		}
		if m > 0 || c.scheme.Many {
			v.Chips = append(v.Chips, chips(c, r, classes, text, e)...)
		}
		v.Why = append(v.Why, why(c, r, classes, text, e)...)
	}
	if v.Text == nil {
		v.Text = []segment{{Text: text}}
	}
	return v
}

// chips are the labels of a model below the paragraph.
func chips(c *coder, r *classify.Result, classes []int, text string, e *classify.Explanation) []chipView {
	if len(classes) == 0 {
		return []chipView{{Name: "no " + c.scheme.Name, Unsure: r.Unsure}}
	}
	var all []chipView
	for _, k := range classes {
		chip := chipView{Name: c.names[k], Sure: percent(r.Probs[k]), Unsure: r.Unsure}
		if e != nil {
			chip.Title = c.scheme.Name + ": " + c.names[k]
			if w := words(strongest(reasons(text, e, k), 5, false), ", "); w != "" {
				chip.Title += ", because of " + w
			}
		}
		all = append(all, chip)
	}
	return all
}

// why lists the probabilities of a model and the words for and against what it said.
func why(c *coder, r *classify.Result, classes []int, text string, e *classify.Explanation) facts {
	const most = 6
	var probs []string
	order := byProb(r.Probs)
	for _, k := range order[:min(len(order), most)] {
		probs = append(probs, c.names[k]+" "+percent(r.Probs[k]))
	}
	if n := len(order) - most; n > 0 {
		probs = append(probs, count(n)+" more")
	}
	f := facts{{c.scheme.Name, strings.Join(probs, ", ")}}
	if e == nil {
		return f
	}
	for _, k := range classes {
		all := reasons(text, e, k)
		said := words(strongest(all, most, false), ", ")
		if said == "" {
			said = "no single word"
		}
		if against := words(strongest(all, most, true), ", "); against != "" {
			said += "; against it: " + against
		}
		f = append(f, fact{"for " + c.names[k], said})
	}
	return f
}
