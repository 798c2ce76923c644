package report

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify/article"
)

func TestMarkdown(t *testing.T) {
	golden(t, "scores.md", scores(t, Markdown, Style{Evidence: true, All: true}, both(), read(story(), both()...)))
	var b bytes.Buffer
	if err := Evaluation(&b, Markdown, evaluation(stance().scheme), Style{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "evaluation.md", b.String())
}

// The page of a story says what is said of it: label, certainty, evidence for and against, frames, what was not scored.
func TestScoresHTML(t *testing.T) {
	page := scores(t, HTML, Style{Evidence: true, All: true}, both(), read(story(), both()...))
	for _, want := range []string{
		`<h2 dir="auto">Talks &lt;in&gt; &#34;Geneva&#34; &amp; after</h2>`,
		`<dd>mostly skeptical: 2 of 3 paragraphs skeptical, 1 optimistic, 0 neutral; 1 unsure`,
		`<rect x="0.00%" width="66.67%" height="100%" rx="2"/><text x="33.33%" y="50%" dy=".35em" text-anchor="middle">− 2</text>`,
		`<div class="say low" lang="en"><a class="n num" href="#a1p2">2</a> <b><span class="mark" aria-hidden="true">−</span> <bdi>skeptical</bdi></b> <span class="sure num">91% sure</span></div>`,
		`<div class="say low unsure" lang="en"><a class="n num" href="#a1p5">5</a> <b><span class="mark" aria-hidden="true">−</span> <bdi>skeptical</bdi>?</b> <span class="sure num">33% sure, unsure</span></div>`,
		`<mark class="for s4 low" title="speaks for skeptical: &#43;1.50 (refused, refused talk)">refused</mark>`,
		`<li title="frames: security, because of troops"><bdi>security</bdi> <span class="sure num">73%</span></li>`,
		`<summary lang="en">not scored: byline</summary><p dir="auto">By Jane Doe</p>`,
		`<h3 dir="auto">What comes next</h3>`,
		`&#34;now&#34;, &lt;b&gt;to talk&lt;/b&gt;.`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no\n%s", want)
		}
	}
	if strings.Contains(page, "<nav") {
		t.Error("one article has a table of contents")
	}
	t.Run("against", func(t *testing.T) {
		a := article.FromParagraphs("", "", []string{"They refused, but are ready."})
		page := scores(t, HTML, Style{Evidence: true}, []model{stance()}, read(a, stance()))
		if want := `<mark class="against s2 low" title="speaks against skeptical: -0.50 (ready, ready talk)">ready</mark>`; !strings.Contains(page, want) {
			t.Errorf("the page has no\n%s", want)
		}
	})
	t.Run("body only", func(t *testing.T) {
		page := scores(t, HTML, Style{}, both(), read(story(), both()...))
		for _, bad := range []string{"By Jane Doe", "What comes next", "<mark class=\"for s4"} {
			if strings.Contains(page, bad) {
				t.Errorf("the page has %q", bad)
			}
		}
	})
}

// Evidence is asked for in the company in which the paragraph was scored: the body blocks of the article.
func TestNeighbours(t *testing.T) {
	for _, f := range []Format{Text, Markdown, HTML} {
		m := stance()
		a := story()
		scored := read(a, m)
		m.asked = nil
		scores(t, f, Style{Evidence: true}, []model{m}, scored)
		first, second, third := a.Paragraphs[1].Text, a.Paragraphs[3].Text, a.Paragraphs[4].Text
		if want := []string{first, second, third, first, second, third, first, second, third}; !slices.Equal(m.asked, want) {
			t.Errorf("%s: the paragraphs were %q, want %q", f, m.asked, want)
		}
	}
}

// Memory for the table of contents is bounded.
func TestContents(t *testing.T) {
	a := read(article.FromParagraphs("x", "Talks", []string{"They refused."}), stance())
	all := make([]*Scored, mostContents+20)
	for i := range all {
		all[i] = a
	}
	page := scores(t, HTML, Style{}, []model{stance()}, all...)
	if n := strings.Count(page, `<li><a href="#a`); n != mostContents {
		t.Errorf("%d lines of contents", n)
	}
	for _, want := range []string{"<h3>520 articles</h3>", "and 20 more below", fmt.Sprintf(`<article id="a%d">`, len(all))} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %q", want)
		}
	}
	if err := validHTML(page); err != nil {
		t.Error(err)
	}
}

// The cells of a heat map say what their tint says.
func TestHeat(t *testing.T) {
	m := &matrix{evaluation(stance().scheme).Matrices[0]}
	v := heat(m)
	if c := v.Rows[1].Cells[0]; c.Heat != 4 || c.Count != "1" || c.Share != "33%" || c.Same || c.Title != "true neutral, predicted skeptical: 1 item" {
		t.Errorf("true neutral, predicted skeptical is %+v", c)
	}
	if c := v.Rows[2].Cells[2]; c.Heat != 0 || c.Share != dash || !c.Same {
		t.Errorf("the absent class is %+v", c)
	}
}

// The points of a diagram lie where their bins say.
func TestPlot(t *testing.T) {
	v := plot(&reliability{Bins: evaluation(stance().scheme).Bins, Axis: "right"})
	if len(v.Points) != 6 || len(v.Table.Rows) != 6 {
		t.Fatalf("%d points and %d rows for 6 bins that hold something", len(v.Points), len(v.Table.Rows))
	}
	if p := v.Points[1]; p.X != "175.0" || p.Y != "130.0" || p.Title != "50–60%: 100 items, certain 56%, was right 50%" {
		t.Errorf("the second point is %+v", p)
	}
}
