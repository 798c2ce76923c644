package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block is one stretch of a page between block-level tags, with what the page
// says of it.
type block struct {
	text  string
	tag   atom.Atom // innermost block-level element
	links int       // bytes inside links
	bold  int       // bytes inside b, strong, em or i
	where place     // what the block stands in
	hint  Reason    // what the names of its elements say
	group int       // number of the element that gave the hint
	item  int       // number of the list that holds it; 0 outside lists
}

// place is a set of the elements around a block.
type place uint8

const (
	inFigure place = 1 << iota
	inAside
	inNav // nav, footer, form, button
	inQuote
	inTable
)

// collector gathers the blocks of a page in order.
type collector struct {
	out    []block
	buf    strings.Builder
	links  int
	bold   int
	tag    atom.Atom
	where  place
	hint   Reason
	group  int
	item   int
	groups int
	lists  int
	link   int // depth of links
	strong int // depth of bold and italics
}

func (c *collector) text(s string) {
	if strings.TrimSpace(s) != "" {
		if c.link > 0 {
			c.links += len(s)
		}
		if c.strong > 0 {
			c.bold += len(s)
		}
	}
	c.buf.WriteString(s)
}

// flush ends the block that is open.
func (c *collector) flush() {
	if c.buf.Len() == 0 {
		return
	}
	if t := tidy(c.buf.String()); t != "" {
		c.out = append(c.out, block{text: t, tag: c.tag, links: c.links, bold: c.bold, where: c.where, hint: c.hint, group: c.group, item: c.item})
	}
	c.buf.Reset()
	c.links, c.bold = 0, 0
}

// blocksOf returns the blocks below n in the order of the page.
func blocksOf(n *html.Node) []block {
	var c collector
	c.walk(n)
	c.flush()
	return c.out
}

func (c *collector) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		c.text(n.Data)
		return
	case html.ElementNode:
	case html.DocumentNode:
	default:
		return
	}
	a := tagOf(n)
	if hidden(a) {
		return
	}
	if a == atom.Br {
		if m := n.NextSibling; m != nil && tagOf(m) == atom.Br {
			c.flush()
		}
		c.text(" ")
		return
	}
	saved := *c.context()
	cut := breaks(a)
	if cut {
		c.flush()
	}
	c.enter(n)
	for m := n.FirstChild; m != nil; m = m.NextSibling {
		c.walk(m)
	}
	if cut {
		c.flush()
	}
	c.tag, c.where, c.hint, c.group, c.item, c.link, c.strong = saved.tag, saved.where, saved.hint, saved.group, saved.item, saved.link, saved.strong
}

// tagOf is the tag of n as it stands now: go-readability renames elements and
// makes new ones without setting their atom.
func tagOf(n *html.Node) atom.Atom {
	if a := n.DataAtom; a != 0 && a.String() == n.Data {
		return a
	}
	return atom.Lookup([]byte(n.Data))
}

type context struct {
	tag          atom.Atom
	where        place
	hint         Reason
	group, item  int
	link, strong int
}

func (c *collector) context() *context {
	return &context{c.tag, c.where, c.hint, c.group, c.item, c.link, c.strong}
}

// enter notes what element n says of the blocks inside it.
func (c *collector) enter(n *html.Node) {
	tag := tagOf(n)
	switch tag {
	case atom.A:
		c.link++
	case atom.B, atom.Strong, atom.Em, atom.I:
		c.strong++
	case atom.Figure, atom.Figcaption:
		c.where |= inFigure
	case atom.Aside:
		c.where |= inAside
	case atom.Nav, atom.Footer, atom.Form:
		c.where |= inNav
	case atom.Blockquote:
		c.where |= inQuote
	case atom.Table:
		c.where |= inTable
	case atom.Ul, atom.Ol:
		if c.item == 0 {
			c.lists++
			c.item = c.lists
		}
	}
	if breaks(tag) {
		c.tag = tag
	}
	if c.hint == "" {
		if r := nameHint(n); r != "" {
			c.groups++
			c.hint, c.group = r, c.groups
		}
	}
}

// hints are words that sites put into the class, id or test name of elements
// that are not the article's own text.
var hints = map[string]Reason{
	"caption": Credit, "captions": Credit, "credit": Credit, "credits": Credit, "imagecaption": Credit, "photocredit": Credit, "copyright": Credit,
	"byline": Byline, "bylines": Byline, "author": Byline, "authors": Byline, "bio": Byline, "authorbio": Byline, "dateline": Byline, "timestamp": Byline, "pubdate": Byline, "contributor": Byline,
	"related": Related, "recirc": Related, "recommended": Related, "recommendations": Related, "readmore": Related, "teaser": Related, "teasers": Related, "morefrom": Related, "trending": Related, "mostread": Related, "popular": Related,
	"newsletter": Subscription, "newsletters": Subscription, "subscribe": Subscription, "subscription": Subscription, "signup": Subscription, "paywall": Subscription, "donate": Subscription, "donation": Subscription, "membership": Subscription,
	"advert": Advertisement, "advertisement": Advertisement, "ad": Advertisement, "ads": Advertisement, "sponsor": Advertisement, "sponsored": Advertisement, "promo": Advertisement, "promotion": Advertisement,
	"share": Social, "sharing": Social, "social": Social, "socials": Social, "follow": Social,
	"cookie": Cookie, "cookies": Cookie, "consent": Cookie, "gdpr": Cookie,
	"breadcrumb": Navigation, "breadcrumbs": Navigation, "tags": Navigation, "taglist": Navigation, "topics": Navigation, "menu": Navigation, "toolbar": Navigation, "pagination": Navigation, "correction": "",
}

// nameHint looks for a hint among the words of an element's class, id and test
// names.
func nameHint(n *html.Node) Reason {
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "data-testid", "data-component", "data-component-name", "itemprop", "rel":
		default:
			continue
		}
		if a.Key == "itemprop" && (n.DataAtom == atom.Body || strings.EqualFold(a.Val, "articleBody")) {
			continue
		}
		for lo := 0; lo < len(a.Val); {
			hi := lo
			for hi < len(a.Val) && letter(a.Val[hi]) && (hi == lo || !upper(a.Val[hi]) || upper(a.Val[hi-1])) {
				hi++
			}
			if hi == lo {
				lo++
				continue
			}
			if r := hints[lower(a.Val[lo:hi])]; r != "" {
				return r
			}
			lo = hi
		}
	}
	return ""
}

func letter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
func upper(b byte) bool  { return b >= 'A' && b <= 'Z' }

// lower folds ASCII without allocating where nothing changes.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if upper(s[i]) {
			return strings.ToLower(s)
		}
	}
	return s
}
