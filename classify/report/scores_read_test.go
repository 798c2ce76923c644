package report

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
)

// reread reads scores back.
func reread(t testing.TB, text string) (all []*classify.ScoredParagraph, problems []error, names []string) {
	t.Helper()
	var r ScoreReader
	for record := range article.Records([]string{"-"}, strings.NewReader(text), article.Options{Rows: true}) {
		fields, err := record.Fields()
		if err == nil {
			var p *classify.ScoredParagraph
			if p, err = r.Paragraph(fields); p != nil {
				all = append(all, p)
			}
		}
		if err != nil {
			problems = append(problems, err)
		}
	}
	return all, problems, r.Names()
}

// TestScoresReread: JSON lines and CSV give back what was said, whatever the schemes are called.
func TestScoresReread(t *testing.T) {
	odd := stance()
	copied := *odd.scheme
	copied.Name = "stance_" + "x" // its column begins like those of the classes of stance
	odd.scheme = &copied
	models := []model{stance(), odd, frames()}
	a := read(story(), models...)
	a.Article.Meta = map[string]string{"conflict": "Sudan"}
	a.Readings[2].Results[1].Unsure, a.Readings[2].Results[1].Foreign = true, true
	for _, f := range []Format{JSONL, CSV} {
		all, problems, names := reread(t, scores(t, f, Style{All: true}, models, a, a))
		if problems != nil || len(all) != 6 {
			t.Fatalf("%s: %d paragraphs, problems %v, want 6 and none", f, len(all), problems)
		}
		n := 0
		for i, p := range a.Article.Paragraphs {
			if p.Kind != article.Body {
				continue
			}
			got := all[n]
			n++
			if len(got.Answers) != 3 || got.Article != "a1" || got.Field("date") != "2025-03-01" || got.Field("source") != "The Daily" || got.Field("nothing") != "" {
				t.Errorf("%s: block %d is %+v", f, i, got)
			}
			for m, want := range a.Readings {
				x, r := got.Answers[m], want.Results[i]
				if x.Scheme != models[m].Scheme().Name || !slices.Equal(x.Classes, models[m].Scheme().Names()) || x.Set != r.Set || x.Unsure != r.Unsure || x.Foreign != r.Foreign {
					t.Errorf("%s: block %d: %+v, want %+v", f, i, x, r)
				}
			}
		}
		if got, want := all[0].Field("conflict")+all[0].Field("meta.conflict"), map[Format]string{JSONL: "SudanSudan", CSV: ""}[f]; got != want || slices.Contains(names, "conflict") != (f == JSONL) {
			t.Errorf("%s: conflict is %q, want %q; the names are %q", f, got, want, names)
		}
	}
}

// TestScoresRereadOld: the output of versions that said less is read too, and a table that a spreadsheet has saved.
func TestScoresRereadOld(t *testing.T) {
	for _, text := range []string{
		`{"article":"a","title":"","para":1,"kind":"body","reason":"","lo":0,"hi":1,"text":"x","labels":{"stance":{"label":"b","probs":{"a":0.1,"b":0.9},"unsure":true},"frames":{"labels":[],"probs":{"c":0.1,"d":0.2}}}}`,
		"\ufeffarticle,title,para,kind,reason,lo,hi,text,stance,stance_unsure,stance_a,stance_b,frames,frames_unsure,frames_c,frames_d\r\na,,1,body,,0,1,x,b,TRUE,0.1,0.9,none,FALSE,0.1,0.2\r\n",
	} {
		all, problems, _ := reread(t, text)
		if problems != nil || len(all) != 1 {
			t.Fatalf("%s: %d paragraphs, %v", text, len(all), problems)
		}
		if got, want := fmt.Sprint(all[0].Answers), "[{stance [a b] false [2 0] true false} {frames [c d] true [0 0] false false}]"; got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// TestScoresRereadBad: what is wrong is said, and the rest is read.
func TestScoresRereadBad(t *testing.T) {
	const good = `{"article":"a","kind":"body","labels":{"s":{"label":"b","probs":{"a":0.1,"b":0.9}}}}` + "\n"
	for _, c := range []struct{ text, want string }{
		{`{"article":"a","kind":"body","labels":{"s":{"label":"c","probs":{"a":0.1,"b":0.9}}}}`, `label "c" is none of the classes of s: a, b`},
		{`{"article":"a","kind":"body","labels":{"s":{"label":"c"}}}`, "s has no label, or no probs that name its classes"},
		{`{"article":"a","kind":"body","labels":{"s":{"labels":{},"probs":{"a":0.1}}}}`, "the labels of s are no array of strings"},
		{`{"article":"a","kind":"body","labels":{"s":3}}`, "the labels of s are no object"},
		{`{"article":"a","kind":"body","labels":[]}`, ErrNoScores.Error()},
		{`{"article":"a"}`, ErrNoScores.Error()},
		{`{"models":[`, "not a JSON object"},
	} {
		all, problems, _ := reread(t, good+c.text+"\n"+good)
		if len(all) != 2 || len(problems) != 1 || !strings.Contains(problems[0].Error(), c.want) {
			t.Errorf("%s: %d paragraphs and %v, want 2 and %s", c.text, len(all), problems, c.want)
		}
	}
	if _, problems, _ := reread(t, "article,text,stance\na,b,c\n"); len(problems) != 1 || !errors.Is(problems[0], ErrNoScores) {
		t.Errorf("a table without scores: %v", problems)
	}
	if _, problems, _ := reread(t, "article,text,s,s_unsure,s_a,s_b\na,x,c,false,0,1\n"); len(problems) != 1 || !strings.Contains(problems[0].Error(), `label "c" is none of the classes of s: a, b`) {
		t.Errorf("a table with another label: %v", problems)
	}
}

// FuzzScoresReread: any text is read or refused, and what is read can be counted.
func FuzzScoresReread(f *testing.F) {
	a := read(story(), both()...)
	for _, format := range []Format{JSONL, CSV} {
		var b strings.Builder
		w := newScores(&b, format, both(), Style{All: true})
		if err := w.Article(a); err != nil {
			f.Fatal(err)
		}
		f.Add(b.String())
	}
	f.Add("a,a_unsure,a_a_unsure,a_a_unsure_unsure\n;,,,\n")
	f.Fuzz(func(t *testing.T, text string) {
		all, _, _ := reread(t, text)
		s, err := classify.NewSharing([]string{"month", "source"})
		if err != nil {
			t.Fatal(err)
		}
		counted := map[string]int{}
		for _, p := range all {
			if s.Add(p) != nil {
				return
			}
			for _, a := range p.Answers {
				counted[a.Scheme]++
			}
		}
		got, err := s.Shares(2, 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range got.Schemes {
			if n := x.All.Paragraphs + x.Undated.Paragraphs + x.Foreign.Paragraphs; n != counted[x.Name] {
				t.Fatalf("%q: %d paragraphs of %d are somewhere", x.Name, n, counted[x.Name])
			}
		}
	})
}
