package article

import (
	"bytes"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxTree is the longest page, in bytes, of which a tree is built; a longer
// one, or one nested too deeply, is read tag by tag, without a search for the
// main content.
const maxTree = 16 << 20

// maxTags is the number of tags up to which a tree is built: a tag of seven
// bytes takes about 500 in the tree and in the search for the main content.
// Pages of news have 1,000 to 20,000.
const maxTags = 1 << 18

// maxDepth is the deepest tree that is searched for the main content, which
// takes time in proportion to the depth; pages of news are 20 to 60 deep.
const maxDepth = 150

// readPage turns a page into an article: go-readability finds the main
// content, and the filter of this package marks what is not the article's.
// Article.Text is the blocks joined by blank lines.
func readPage(page, id, name string, o Options) (*Article, error) {
	if err := crowded(page, "<", "tags", name, o); err != nil {
		return nil, err
	}
	a := &Article{ID: id, Path: name}
	var blocks []block
	doc, err := parseTree(page)
	if err == nil {
		readMeta(a, doc)
		blocks = mainContent(doc)
	} else {
		a.Notes = append(a.Notes, "the page is too long or nested too deeply to find its main content: all of its text was read")
	}
	put(&a.Language, o.Language)
	if len(blocks) == 0 {
		if err == nil {
			a.Notes = append(a.Notes, "no main content found: all of the page's text was read")
		}
		blocks = flatBlocks(page)
	}
	if len(blocks) == 0 {
		return nil, &Problem{File: name, Found: "a page without text", Remedy: "give the page as a browser shows it; pages built by scripts hold no text"}
	}
	if t := tidy(a.Title); t != "" && !hasTitle(blocks, t) {
		blocks = append([]block{{text: t, tag: atom.H1}}, blocks...)
	}
	join(a, blocks)
	markPage(a, blocks)
	return a, nil
}

// parseTree builds the tree of a page, or says why it will not.
func parseTree(page string) (*html.Node, error) {
	if len(page) > maxTree || strings.Count(page, "<") > maxTags {
		return nil, &Problem{Found: "too long"}
	}
	doc, err := html.Parse(strings.NewReader(page))
	if err == nil && depth(doc) > maxDepth {
		return nil, &Problem{Found: "too deep"}
	}
	return doc, err
}

// depth is the number of elements around the innermost one.
func depth(n *html.Node) int {
	deepest, at := 0, 0
	for root := n; ; {
		switch {
		case n.FirstChild != nil:
			n = n.FirstChild
			at++
			deepest = max(deepest, at)
		default:
			for n != root && n.NextSibling == nil {
				n = n.Parent
				at--
			}
			if n == root {
				return deepest
			}
			n = n.NextSibling
		}
	}
}

// mainContent returns the blocks of the main content; doc is changed.
func mainContent(doc *html.Node) []block {
	p := readability.NewParser()
	p.KeepClasses = true
	p.DisableJSONLD = true
	main, err := p.ParseAndMutate(doc, nil)
	if err != nil || main.Node == nil {
		return nil
	}
	return blocksOf(main.Node)
}

func hasTitle(blocks []block, title string) bool {
	for _, b := range blocks[:min(len(blocks), 6)] {
		if strings.EqualFold(b.text, title) {
			return true
		}
	}
	return false
}

// flatBlocks reads a page tag by tag: block-level tags cut, as two line breaks
// on end do, one parts words, and the content of scripts, styles and the head
// is left out. Memory is a multiple of the page
// however deeply it is nested.
func flatBlocks(page string) []block {
	z := html.NewTokenizer(strings.NewReader(page))
	var c collector
	skip := atom.Atom(0)
	broken := false // a line break was the last that was seen
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			c.flush()
			return c.out
		case html.TextToken:
			if skip == 0 {
				t := string(z.Text())
				broken = broken && strings.TrimSpace(t) == ""
				c.text(t)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			n, _ := z.TagName()
			a := atom.Lookup(n)
			if a == atom.Br && skip == 0 {
				if broken {
					c.flush()
				}
				broken = true
				c.text(" ")
			}
			if breaks(a) {
				c.flush()
				c.tag = a
			}
			if kind == html.SelfClosingTagToken { // nothing is inside it
				continue
			}
			if skip == 0 && hidden(a) {
				skip = a
			}
			if a == atom.A {
				c.link++
			}
		case html.EndTagToken:
			n, _ := z.TagName()
			a := atom.Lookup(n)
			if a == skip {
				skip = 0
			}
			if breaks(a) {
				c.flush()
				c.tag = 0
			}
			if a == atom.A && c.link > 0 {
				c.link--
			}
		}
	}
}

// hidden tells the elements whose text no reader sees.
func hidden(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Title, atom.Iframe, atom.Svg, atom.Select, atom.Textarea, atom.Button:
		return true
	}
	return false
}

// breaks tells the elements that start a block of their own.
func breaks(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Ul, atom.Ol, atom.Dl, atom.Dt, atom.Dd,
		atom.Blockquote, atom.Section, atom.Article, atom.Aside, atom.Header, atom.Footer, atom.Nav, atom.Main, atom.Figure, atom.Figcaption,
		atom.Table, atom.Tr, atom.Td, atom.Th, atom.Caption, atom.Pre, atom.Form, atom.Fieldset, atom.Hr, atom.Address, atom.Details, atom.Summary, atom.Body:
		return true
	}
	return false
}

// looksHTML tells whether the head of an input is a page: a document type, or
// a tag that only pages have.
func looksHTML(head []byte) bool {
	head = bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff"))))
	for bytes.HasPrefix(head, []byte("<!--")) {
		i := bytes.Index(head, []byte("-->"))
		if i < 0 {
			return true
		}
		head = bytes.TrimSpace(head[i+3:])
	}
	if !bytes.HasPrefix(head, []byte("<")) {
		return false
	}
	if bytes.HasPrefix(head, []byte("<!doctype html")) {
		return true
	}
	for _, t := range []string{"html", "head", "body", "meta", "title", "article", "div", "p", "h1", "section", "main", "link", "script", "?xml"} {
		if r, ok := bytes.CutPrefix(head[1:], []byte(t)); ok && (len(r) == 0 || strings.IndexByte(" \t\r\n>/", r[0]) >= 0) {
			return t != "?xml" || bytes.Contains(head, []byte("<html"))
		}
	}
	return false
}
