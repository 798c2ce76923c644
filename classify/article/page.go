package article

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// markPage marks the paragraphs of a page, first by what the page's elements
// say of them, then by their language.
func markPage(a *Article, blocks []block) {
	ps := a.Paragraphs
	total := 0
	size := map[int]int{} // bytes of text that each hint covers
	for _, b := range blocks {
		total += len(b.text)
		if b.group > 0 {
			size[b.group] += len(b.text)
		}
	}
	links := linkLists(blocks)
	mark(ps)
	for i, b := range blocks {
		p := &ps[i]
		if r := b.reason(size[b.group], total); r != "" {
			p.Kind, p.Reason = Boilerplate, r
			continue
		}
		if links[b.item] && p.Kind != Boilerplate {
			p.Kind, p.Reason = Boilerplate, Related
			continue
		}
		switch b.tag {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			if p.Kind == Body && len(p.Text) < 250 {
				p.Kind = Heading
			}
		default:
			if p.Kind == Heading && b.bold < len(b.text)-2 && b.links < len(b.text)-2 && b.item > 0 {
				p.Kind = Body
			}
		}
	}
}

// reason says why the page's elements make b boilerplate, or "". A hint that
// covers a fifth of the text is the name of the article's own frame.
func (b block) reason(covered, total int) Reason {
	linked := b.links >= len(b.text)*9/10
	switch {
	case b.hint != "" && covered*5 <= total:
		return b.hint
	case b.where&inFigure != 0:
		return Credit
	case b.where&inNav != 0:
		return Navigation
	case b.where&inAside != 0 && (linked || len(b.text) < 200):
		return Related
	case linked && len(b.text) < 200 && !strings.HasSuffix(b.text, "."):
		return Related
	}
	return ""
}

// linkLists tells the lists, by number, that lead elsewhere: half of their text
// or more is inside links, and none of their items is a sentence.
func linkLists(blocks []block) map[int]bool {
	text, linked, sentence := map[int]int{}, map[int]int{}, map[int]bool{}
	for _, b := range blocks {
		if b.item > 0 {
			text[b.item] += len(b.text)
			linked[b.item] += b.links
			sentence[b.item] = sentence[b.item] || shapeOf(b.text).stop
		}
	}
	lists := map[int]bool{}
	for item, n := range text {
		lists[item] = 2*linked[item] >= n && !sentence[item]
	}
	return lists
}
