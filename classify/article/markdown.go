package article

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// readMarkdown turns Markdown into an article: the marks of emphasis, links and
// headings are taken off, so that Article.Text is plain text; fields of a front
// matter in YAML's simplest form (key: value) are taken or kept in Meta.
func readMarkdown(src, id, name string, o Options) (*Article, error) {
	if err := crowded(src, "\n", "lines", name, o); err != nil {
		return nil, err
	}
	a := &Article{ID: id, Path: name, Language: o.Language}
	src = strings.ReplaceAll(src, "\r\n", "\n")
	src = frontMatter(a, src)
	var blocks []block
	var kinds []Reason
	var open []string
	list := 0
	add := func(t string, tag atom.Atom, r Reason) {
		if t = tidy(t); t != "" {
			blocks = append(blocks, block{text: t, tag: tag, item: list})
			kinds = append(kinds, r)
		}
	}
	flush := func(tag atom.Atom) {
		if len(open) == 0 {
			return
		}
		raw := strings.Join(open, " ")
		open = open[:0]
		r := Reason("")
		if t := strings.TrimSpace(raw); strings.HasPrefix(t, "![") && strings.HasSuffix(t, ")") && strings.Count(t, "](") == 1 {
			r = Credit
		}
		add(inline(raw), tag, r)
	}
	fence := ""
	for line := range strings.Lines(src) {
		line = strings.TrimRight(line, " \t\r\n")
		t := strings.TrimLeft(line, " \t")
		if fence != "" {
			if strings.HasPrefix(t, fence) {
				fence = ""
			} else {
				add(t, atom.Pre, Notice)
			}
			continue
		}
		if strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~") {
			flush(atom.P)
			fence = t[:3]
			continue
		}
		for strings.HasPrefix(t, ">") {
			t = strings.TrimLeft(t[1:], " ")
		}
		switch {
		case t == "":
			flush(atom.P)
			list = 0
		case strings.HasPrefix(t, "#") && strings.HasPrefix(strings.TrimLeft(t, "#"), " "):
			flush(atom.P)
			list = 0
			n := len(t) - len(strings.TrimLeft(t, "#"))
			add(inline(strings.Trim(t, "# ")), [...]atom.Atom{atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6}[min(n, 6)-1], "")
		case len(open) > 0 && (strings.Trim(t, "=") == "" || strings.Trim(t, "-") == "" && len(t) > 1):
			flush(atom.H2)
		case strings.Trim(t, "-*_ ") == "" && len(t) > 2:
			flush(atom.P)
		case bullet(t) || strings.HasPrefix(t, "+ ") || numbered(t):
			flush(atom.P)
			list = 1
			if bullet(t) || t[0] == '+' {
				_, t, _ = strings.Cut(t, " ")
			}
			open = append(open, t)
		default:
			open = append(open, t)
			if strings.HasSuffix(line, "\\") {
				open[len(open)-1] = strings.TrimSuffix(t, "\\")
			}
		}
	}
	flush(atom.P)
	if len(blocks) == 0 {
		return nil, &Problem{File: name, Found: "no text", Remedy: "give a file with at least one line of text"}
	}
	join(a, blocks)
	markPage(a, blocks)
	for i, r := range kinds {
		if r != "" {
			a.Paragraphs[i].Kind, a.Paragraphs[i].Reason = Boilerplate, r
		}
	}
	return a, nil
}

// join makes blocks the text and paragraphs of a, with a blank line between.
func join(a *Article, blocks []block) {
	var text strings.Builder
	for i, b := range blocks {
		if i > 0 {
			text.WriteString("\n\n")
		}
		lo := text.Len()
		text.WriteString(b.text)
		a.Paragraphs = append(a.Paragraphs, Paragraph{Text: b.text, Lo: lo, Hi: text.Len()})
	}
	a.Text = text.String()
}

// frontMatter takes "key: value" lines between two lines of dashes at the top.
func frontMatter(a *Article, src string) string {
	rest, ok := strings.CutPrefix(src, "---\n")
	if !ok {
		return src
	}
	head, body, ok := strings.Cut(rest, "\n---\n")
	if !ok {
		return src
	}
	for l := range strings.Lines(head) {
		k, v, ok := strings.Cut(l, ":")
		if !ok || k != strings.TrimSpace(k) {
			continue
		}
		v = strings.Trim(strings.TrimSpace(v), `"'`)
		switch strings.ToLower(k) {
		case "id":
			a.ID = v
		case "title":
			a.Title = v
		case "date":
			a.Date = isoDate(v)
		case "author":
			a.Author = v
		case "source":
			a.Source = v
		case "url":
			a.URL = v
		case "language", "lang":
			if l := Language(v); l != "" {
				a.Language = l
			}
		default:
			if a.Meta == nil {
				a.Meta = map[string]string{}
			}
			a.Meta[k] = v
		}
	}
	return body
}

// inline takes the marks of emphasis, code, links and images off.
func inline(s string) string {
	if !strings.ContainsAny(s, "*_`[\\<") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '\\' && i+1 < len(s) && strings.IndexByte("\\`*_{}[]()#+-.!<>", s[i+1]) >= 0:
			b.WriteByte(s[i+1])
			i += 2
			continue
		case c == '!' && i+1 < len(s) && s[i+1] == '[':
			i++
			continue
		case c == '[':
			if mid := strings.Index(s[i:min(len(s), i+2000)], "]("); mid > 0 {
				if end := strings.IndexByte(s[i+mid:min(len(s), i+mid+2000)], ')'); end > 0 && strings.Count(s[i+1:i+mid], "[") == 0 {
					b.WriteString(inline(s[i+1 : i+mid]))
					i += mid + end + 1
					continue
				}
			}
		case c == '*' || c == '`':
			i++
			continue
		case c == '_' && (i == 0 || !alnum(s[i-1]) || i+1 == len(s) || !alnum(s[i+1])):
			i++
			continue
		case c == '<':
			if end := strings.IndexByte(s[i:min(len(s), i+500)], '>'); end > 0 && (letter(s[i+1]) || s[i+1] == '/' || s[i+1] == '!') {
				i += end + 1
				continue
			}
		}
		b.WriteByte(c)
		i++
	}
	return b.String()
}

func alnum(b byte) bool { return letter(b) || b >= '0' && b <= '9' || b >= 0x80 }
