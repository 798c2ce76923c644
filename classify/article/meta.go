package article

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readMeta fills in what the page says of itself. JSON-LD of an article comes
// first, then meta elements, then the page's own elements; fields already set
// are kept.
func readMeta(a *Article, doc *html.Node) {
	meta := map[string]string{}
	var ld []string
	var title, h1, timed string
	var stack []*html.Node
	stack = append(stack, doc)
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		switch n.DataAtom {
		case atom.Html:
			put(&a.Language, Language(attr(n, "lang")))
		case atom.Meta:
			k := attr(n, "property")
			if k == "" {
				k = attr(n, "name")
			}
			if k == "" {
				k = attr(n, "itemprop")
			}
			k = strings.ToLower(k)
			if v := tidy(attr(n, "content")); k != "" && v != "" && meta[k] == "" {
				meta[k] = v
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				put(&a.URL, strings.TrimSpace(attr(n, "href")))
			}
		case atom.Script:
			if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
				ld = append(ld, n.FirstChild.Data)
			}
			continue
		case atom.Title:
			if title == "" && n.FirstChild != nil {
				title = tidy(n.FirstChild.Data)
			}
		case atom.H1:
			if h1 == "" {
				h1 = tidy(innerText(n))
			}
		case atom.Time:
			if timed == "" {
				timed = attr(n, "datetime")
			}
		}
		for m := n.LastChild; m != nil; m = m.PrevSibling {
			stack = append(stack, m)
		}
	}
	for _, s := range ld {
		var v any
		if json.Unmarshal([]byte(s), &v) == nil {
			readLD(a, v, 0)
		}
	}
	first := func(keys ...string) string {
		for _, k := range keys {
			if meta[k] != "" {
				return meta[k]
			}
		}
		return ""
	}
	put(&a.Title, first("og:title", "twitter:title", "headline", "dc.title"))
	put(&a.Title, h1)
	put(&a.Title, title)
	put(&a.Date, first("article:published_time", "datepublished", "date", "pubdate", "dc.date", "dc.date.issued", "parsely-pub-date", "sailthru.date", "publish-date", "dcterms.created"))
	put(&a.Date, timed)
	put(&a.Source, first("og:site_name", "application-name", "dc.publisher"))
	if s := first("author", "article:author", "parsely-author", "dc.creator", "sailthru.author"); !strings.Contains(s, "://") {
		put(&a.Author, s)
	}
	put(&a.URL, first("og:url"))
	put(&a.Language, Language(first("og:locale", "language", "content-language")))
	a.Date = isoDate(a.Date)
}

// readLD takes the fields of the first article found in a JSON-LD value.
func readLD(a *Article, v any, depth int) {
	if depth > 8 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			readLD(a, e, depth+1)
		}
	case map[string]any:
		if !isArticle(v["@type"]) {
			readLD(a, v["@graph"], depth+1)
			return
		}
		put(&a.Title, tidy(html.UnescapeString(text(v["headline"]))))
		put(&a.Date, text(v["datePublished"]))
		put(&a.Author, tidy(names(v["author"])))
		put(&a.Source, tidy(names(v["publisher"])))
		put(&a.Language, Language(text(v["inLanguage"])))
		put(&a.URL, text(v["url"]))
	}
}

func isArticle(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "BlogPosting") || v == "Report"
	case []any:
		for _, e := range v {
			if isArticle(e) {
				return true
			}
		}
	}
	return false
}

func text(v any) string { s, _ := v.(string); return s }

// names joins the names of one or several persons or organisations.
func names(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		return names(v["name"])
	case []any:
		var out []string
		for _, e := range v {
			if s := names(e); s != "" {
				out = append(out, s)
			}
		}
		return strings.Join(out, ", ")
	}
	return ""
}

// put sets an empty field.
func put(field *string, s string) {
	if *field == "" {
		*field = s
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func innerText(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for m := n.FirstChild; m != nil; m = m.NextSibling {
			walk(m)
		}
	}
	walk(n)
	return b.String()
}

// Language returns the two or three letters of a language tag, en of en-GB; ""
// for anything else.
func Language(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	tag, _, _ = strings.Cut(tag, "_")
	if len(tag) < 2 || len(tag) > 3 || strings.Trim(tag, "abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return tag
}
