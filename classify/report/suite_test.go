package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/labels"
)

// hostile are texts that each format has to escape.
var hostile = []string{
	`<script>alert(1)</script>`, `"><img src=http://example.org/x onerror=alert(1)>`, "a | b \\| c", "`code` *bold* _under_ [x](http://example.org) ![y](z)",
	"=1+1", "line\nline\r\nline", "tab\there", "\x00\x1b[31m\x7f\u0085", "\xff\xfe broken", "\u2028\u2029\u202e\u2066", "和平会谈 محادثات ספקני e\u0301 🕊️", "", "   ",
	strings.Repeat("long", 100), "]]> --> */ {{.}} ${x} $x$", "# heading", "1. list", "- item",
}

// reports are all kinds of reports over hard schemes and hostile texts.
func reports() map[string]func(w io.Writer, f Format) error {
	all := map[string]func(io.Writer, Format) error{}
	style := Style{All: true, Evidence: true}
	for name, s := range hard() {
		e := evaluation(s)
		for i := range e.Outcomes {
			e.Outcomes[i].Text, e.Outcomes[i].ID = hostile[i%len(hostile)], hostile[(i+7)%len(hostile)]
		}
		e.Doubts, e.Overlap = append(e.Doubts, hostile...), hostile[:3]
		m := &fake{scheme: s, card: card(s), clues: map[string][]float64{"talks": make([]float64, len(s.Classes))}}
		m.clues["talks"][0] = 1
		m.card.Doubts = hostile
		all["evaluation of "+name] = func(w io.Writer, f Format) error { return Evaluation(w, f, e, style) }
		all["card of "+name] = func(w io.Writer, f Format) error { return writeCard(w, f, m, style) }
		all["explanation of "+name] = func(w io.Writer, f Format) error {
			text := tidy(strings.ToValidUTF8(strings.Join(hostile, " talks "), "?"))
			return writeExplanation(w, f, m, Passage{Text: text}, m.Explainer([]string{text})(0), style)
		}
		all["scores of "+name] = func(w io.Writer, f Format) error {
			return writeScores(w, f, []model{m, other()}, style)
		}
	}
	for _, corrected := range []bool{false, true} {
		all[fmt.Sprint("shares, corrected ", corrected)] = func(w io.Writer, f Format) error {
			x := someShares(corrected)
			x.By, x.Period = []string{hostile[0]}, ""
			for i := range x.Schemes[0].Groups {
				x.Schemes[0].Groups[i].Values = []string{hostile[i%len(hostile)]}
			}
			x.Schemes[0].Name, x.Schemes[0].Classes[0] = hostile[1], hostile[2]
			return Shares(w, f, x, 1, style)
		}
	}
	all["two explanations"] = func(w io.Writer, f Format) error {
		return writeExplanations(w, f, both(), Passage{Text: explained, Article: hostile[0], Para: 3}, []*classify.Explanation{stance().Explain(explained), frames().Explain(explained)}, style)
	}
	all["empty evaluation"] = func(w io.Writer, f Format) error {
		return Evaluation(w, f, &classify.Evaluation{Scheme: stance().scheme, Config: classify.Default("logistic")}, style)
	}
	all["no articles"] = func(w io.Writer, f Format) error { return newScores(w, f, both(), style).Close() }
	all["no models"] = func(w io.Writer, f Format) error { return writeScores(w, f, nil, style) }
	all["plain scores"] = func(w io.Writer, f Format) error { return writeScores(w, f, both(), Style{}) }
	return all
}

// other is a model to stand beside the first.
func other() *fake {
	s := &labels.Scheme{Name: `"other" <scheme>`, Many: true, Classes: []labels.Class{{Name: "<i>x</i>"}, {Name: "y"}}}
	return &fake{scheme: s, card: card(s), clues: map[string][]float64{"talks": {2, -1}}}
}

// writeScores writes two articles: hostile texts, and none.
func writeScores(w io.Writer, f Format, models []model, s Style) error {
	var texts []string
	for _, t := range hostile {
		texts = append(texts, t+" talks")
	}
	a := article.FromParagraphs(hostile[0], hostile[1], texts)
	a.Paragraphs[3].Kind = article.Heading
	a.Paragraphs[4].Kind, a.Paragraphs[5].Kind, a.Paragraphs[5].Reason = article.Boilerplate, article.Boilerplate, article.Cookie
	a.Notes, a.Author, a.Language = hostile, hostile[3], `"><b`
	scores := newScores(w, f, models, s)
	for _, a := range []*article.Article{a, article.FromParagraphs("", "", nil)} {
		if err := scores.Article(read(a, models...)); err != nil {
			return err
		}
	}
	return scores.Close()
}

// Every format writes something valid for every kind of report, the same bytes each time, and tells of a full disk.
func TestEveryFormat(t *testing.T) {
	for name, write := range reports() {
		for _, f := range formats {
			t.Run(name+" as "+string(f), func(t *testing.T) {
				var b, again bytes.Buffer
				if err := write(&b, f); err != nil {
					t.Fatal(err)
				}
				if err := write(&again, f); err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(b.Bytes(), again.Bytes()) {
					t.Error("two runs differ")
				}
				if f != CSV && !utf8.Valid(b.Bytes()) {
					t.Error("not UTF-8")
				}
				if err := valid[f](b.String()); err != nil {
					t.Errorf("%v in\n%s", err, b.String())
				}
				if b.Len() > 0 {
					if err := write(full{}, f); err == nil {
						t.Error("a full disk went unnoticed")
					}
				}
			})
		}
	}
}

// valid holds a judge of each format.
var valid = map[Format]func(string) error{
	Text: func(s string) error {
		if i := strings.IndexFunc(s, func(r rune) bool { return r < ' ' && r != '\n' || r == 0x7f || r == '\u202e' || r == '\u0085' }); i >= 0 {
			return fmt.Errorf("a control character at byte %d", i)
		}
		return nil
	},
	JSON: func(s string) error {
		var v any
		return json.Unmarshal([]byte(s), &v)
	},
	JSONL: func(s string) error {
		for line := range strings.Lines(s) {
			if !json.Valid([]byte(line)) {
				return fmt.Errorf("the line %q is not JSON", line)
			}
		}
		return nil
	},
	CSV: func(s string) error {
		_, err := csv.NewReader(strings.NewReader(s)).ReadAll() // rows of one length
		return err
	},
	Markdown: validMarkdown,
	HTML:     validHTML,
}

var unescapedLink = regexp.MustCompile(`[^\\]\]\(`)

var unescapedPipe = regexp.MustCompile(`(^|[^\\])((?:\\\\)*)\|`)

// validMarkdown checks that tables have as many cells in each row and that no text has become markup.
func validMarkdown(s string) error {
	cells := 0
	for line := range strings.Lines(s) {
		line = strings.TrimSuffix(line, "\n")
		if !strings.HasPrefix(line, "|") {
			cells = 0
			continue
		}
		// Twice, for pipes that stand next to each other.
		n := len(unescapedPipe.FindAllString(strings.ReplaceAll(line, "||", "| |"), -1))
		if cells > 0 && n != cells {
			return fmt.Errorf("a row of %d cells below one of %d: %s", n, cells, line)
		}
		cells = n
	}
	if link := unescapedLink.FindString(s); link != "" {
		return fmt.Errorf("a link begins at %q", link)
	}
	for _, bad := range []string{"<script", "<img", "<b>", "\n# heading", "\n1. list"} {
		if strings.Contains(s, bad) {
			return fmt.Errorf("%q stands unescaped", bad)
		}
	}
	return nil
}

// validHTML checks that the page is whole, loads nothing, has no script, and that its inner links lead somewhere.
func validHTML(s string) error {
	root, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return err
	}
	ids, links := map[string]bool{}, []string{}
	count := map[string]int{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Namespace == "" {
			count[n.Data]++
		}
		switch n.Data {
		case "script", "link", "iframe", "img", "object", "embed", "base", "form", "i":
			return fmt.Errorf("the page has an element %s", n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "src" || a.Key == "srcset" || strings.HasPrefix(a.Key, "on") || a.Key == "style":
				return fmt.Errorf("%s has the attribute %s", n.Data, a.Key)
			case a.Key == "href" || a.Key == "xlink:href":
				if !strings.HasPrefix(a.Val, "#") {
					return fmt.Errorf("a link to %q", a.Val)
				}
				links = append(links, a.Val[1:])
			case a.Key == "id":
				if ids[a.Val] {
					return fmt.Errorf("two elements are called %s", a.Val)
				}
				ids[a.Val] = true
			}
		}
	}
	for _, l := range links {
		if !ids[l] {
			return fmt.Errorf("a link to #%s, which is not there", l)
		}
	}
	for _, name := range []string{"html", "head", "title", "style", "body", "main", "h1"} {
		if count[name] != 1 {
			return fmt.Errorf("%d elements %s", count[name], name)
		}
	}
	if strings.Contains(styleSheet, "url(") || strings.Contains(styleSheet, "@import") {
		return fmt.Errorf("the style sheet loads something")
	}
	if strings.Contains(s, "ZgotmplZ") {
		return fmt.Errorf("html/template refused a value")
	}
	if !strings.HasSuffix(s, "</html>\n") {
		return fmt.Errorf("the page is not closed")
	}
	return nil
}
