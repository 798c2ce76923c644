package main

import (
	"encoding/csv"
	"encoding/json"
	"html"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	nethtml "golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"
)

// paragraphs returns what may be a paragraph of a file, as the kind of the file suggests. A passage may be offered in several readings (a line, the
// lines between two blank ones, with and without its dateline): the prints of the list say which of them was coded.
func paragraphs(file string, data []byte) []string {
	text := decode(data)
	switch strings.ToLower(path.Ext(file)) {
	case ".html", ".htm":
		return readings(elements(text))
	case ".json":
		var out []string
		for _, s := range jsonStrings(text) {
			out = append(out, plain(s)...)
		}
		return readings(out)
	case ".csv":
		var out []string
		for _, s := range cells(text) {
			out = append(out, plain(s)...)
		}
		return readings(out)
	case ".md", ".markdown":
		out := plain(unmark(text))
		if strings.Contains(text, "<p") {
			out = append(out, elements(text)...)
		}
		return readings(out)
	}
	return readings(plain(text))
}

// decode reads bytes as UTF-8 or, if they are not, as Windows-1252.
func decode(b []byte) string {
	if !utf8.Valid(b) {
		if s, err := charmap.Windows1252.NewDecoder().Bytes(b); err == nil {
			b = s
		}
	}
	return strings.ReplaceAll(strings.TrimPrefix(string(b), "\ufeff"), "\r", "")
}

// elements returns the text of each <p> of HTML.
func elements(text string) []string {
	var out []string
	var b strings.Builder
	inside, skipped := false, 0
	flush := func() {
		if inside {
			out = append(out, b.String())
		}
		b.Reset()
	}
	for z := nethtml.NewTokenizer(strings.NewReader(text)); ; {
		kind := z.Next()
		if kind == nethtml.ErrorToken {
			flush()
			return out
		}
		switch t := z.Token(); {
		case t.Data == "script" || t.Data == "style":
			if kind == nethtml.StartTagToken {
				skipped++
			} else if kind == nethtml.EndTagToken {
				skipped--
			}
		case t.Data == "p" && kind != nethtml.TextToken:
			flush()
			inside = kind == nethtml.StartTagToken
		case t.Data == "br" && kind != nethtml.TextToken:
			b.WriteByte(' ')
		case kind == nethtml.TextToken && inside && skipped == 0:
			b.WriteString(t.Data)
		}
	}
}

// jsonStrings returns every string value of JSON, or of JSON lines, at any depth.
func jsonStrings(text string) []string {
	var out []string
	d := json.NewDecoder(strings.NewReader(text))
	for {
		t, err := d.Token()
		if err != nil {
			return out
		}
		if s, ok := t.(string); ok {
			out = append(out, s)
		}
	}
}

// cells returns the cells of CSV.
func cells(text string) []string {
	var out []string
	c := csv.NewReader(strings.NewReader(text))
	c.LazyQuotes, c.FieldsPerRecord = true, -1
	for {
		row, err := c.Read()
		if err == io.EOF {
			return out
		}
		out = append(out, row...)
	}
}

var (
	sentenceEnd = regexp.MustCompile(`[.!?"”’):…■]$`)
	lowerCase   = regexp.MustCompile(`\p{Ll}`)
	pageNumber  = regexp.MustCompile(`(?i)^page \d|^https?://\S+`)
)

// plain returns each line of a text, each block between blank lines with its lines joined, and each block that ends within a sentence joined to
// those after it, as where a page ends: page numbers and headings in capitals between them are passed over.
func plain(text string) []string {
	var out, blocks, block []string
	for _, l := range append(strings.Split(text, "\n"), "") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
			block = append(block, l)
			continue
		}
		if len(block) > 1 {
			out = append(out, strings.Join(block, " "))
		}
		kept := slices.DeleteFunc(block, func(l string) bool { return !lowerCase.MatchString(l) || pageNumber.MatchString(l) })
		if len(kept) > 0 {
			blocks = append(blocks, strings.Join(kept, " "))
		}
		block = nil
	}
	for i, b := range blocks {
		for j := i + 1; j < len(blocks) && j < i+4 && !sentenceEnd.MatchString(b); j++ {
			b += " " + blocks[j]
			out = append(out, b)
		}
		out = append(out, blocks[i])
	}
	return out
}

var marks = []struct {
	mark *regexp.Regexp
	to   string
}{
	{regexp.MustCompile(`!\[[^\]]*\]\([^)]*\)`), ""},                          // image
	{regexp.MustCompile(`\[([^\]]*)\]\((?:[^()]|\([^)]*\))*\)`), "$1"},        // link
	{regexp.MustCompile(`\[([^\]\n]+)\]\[[^\]\n]*\]`), "$1"},                  // link to a list of links
	{regexp.MustCompile(`\[\^?\d+\]`), ""},                                    // footnote
	{regexp.MustCompile(`(?s)<[^<>]+>`), ""},                                  // tag
	{regexp.MustCompile(`\*\*([^*\n]+)\*\*`), "$1"},                           // bold
	{regexp.MustCompile(`__([^_\n]+)__`), "$1"},                               //
	{regexp.MustCompile(`\*([^*\n]+)\*`), "$1"},                               // italic
	{regexp.MustCompile(`(^|[^\pL\pN_])_([^_\n]+)_([^\pL\pN_]|$)`), "$1$2$3"}, //
	{regexp.MustCompile(`(?m)^[ \t]*(?:>[ \t]?|#{1,6}[ \t]+)+`), ""},          // quotation, heading
	{regexp.MustCompile("\\\\([\\\\`*_{}\\[\\]()#+.!>'\"-])"), "$1"},          // escaped sign
}

// unmark takes the marks of Markdown away.
func unmark(text string) string {
	for _, m := range marks {
		text = m.mark.ReplaceAllString(text, m.to)
	}
	return text
}

var (
	broken    = regexp.MustCompile(`(\pL)- (\p{Ll}+)`)
	dateline  = regexp.MustCompile(`^[^()"“]{0,60}\((?:CNN|Xinhua|Reuters|AP|AFP)[^()]{0,20}\)\s*(?:--?|–|—)?\s*`)
	speaker   = regexp.MustCompile(`^(?:[A-Z]|[a-z]+): `)
	published = regexp.MustCompile(`\s*-?\s*Published \d+/\d+/\d+.*$`)
)

// readings returns each passage with white space made single, and once more without what stands before or after the running text, each but once.
func readings(passages []string) []string {
	var out []string
	seen := map[string]bool{}
	offer := func(s string) {
		if s != "" && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	for _, p := range passages {
		p = tidy(p)
		offer(p)
		for _, part := range []*regexp.Regexp{dateline, speaker, published} {
			p = part.ReplaceAllString(p, "")
		}
		offer(p)
	}
	return out
}

// tidy resolves entities, makes white space single, and mends words that the end of a line broke.
func tidy(s string) string {
	s = html.UnescapeString(s)
	s = strings.NewReplacer("\u200b", "", "\ufeff", "", "\u00ad", "", "■", "").Replace(s)
	s = strings.Join(strings.Fields(s), " ")
	return broken.ReplaceAllStringFunc(s, func(m string) string {
		head, tail, _ := strings.Cut(m, "- ")
		if tail == "and" || tail == "or" || tail == "to" { // two- or three-year
			return m
		}
		return head + "-" + tail
	})
}
