package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-go/parley/features"
)

// classes are what a paragraph can be: the first topic of its article, with all topics but two as one.
var classes = []string{"earn", "acq", "other", "none"}

type paragraph struct {
	text    string
	class   int
	article int
}

type articleText struct {
	id         int
	paragraphs []paragraph
}

// corpus holds paragraphs. Every fifth article, by number, is for testing.
type corpus struct {
	articles    []articleText
	train, test []paragraph
}

var (
	record = regexp.MustCompile(`(?s)<REUTERS[^>]*NEWID="(\d+)"[^>]*>(.*?)</REUTERS>`)
	topics = regexp.MustCompile(`(?s)<TOPICS>(?:<D>(.*?)</D>)?`)
	body   = regexp.MustCompile(`(?s)<BODY>(.*?)</BODY>`)
	indent = regexp.MustCompile(`\n {4,}`)
	signed = regexp.MustCompile(`(?i)\s*reuter\.*$`)
)

// readCorpus reads the articles of reut2-*.sgm. An article that several files have is taken from the largest. Paragraphs begin with an
// indented line; those of fewer than four words are left out.
func readCorpus(folder string) (*corpus, error) {
	names, err := filepath.Glob(filepath.Join(folder, "reut2-*.sgm"))
	if err != nil || len(names) == 0 {
		return nil, errors.Join(err, fmt.Errorf("%s holds no reut2-*.sgm", folder))
	}
	files := map[string]string{}
	for _, n := range names {
		b, err := os.ReadFile(n)
		if err != nil {
			return nil, err
		}
		files[n] = string(b)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(files[b]), len(files[a])), cmp.Compare(a, b)) })
	seen := map[int]bool{}
	c := &corpus{}
	for _, n := range names {
		for _, m := range record.FindAllStringSubmatch(files[n], -1) {
			id, err := strconv.Atoi(m[1])
			if err != nil {
				return nil, fmt.Errorf("%s: NEWID %s: %w", n, m[1], err)
			}
			if seen[id] {
				continue
			}
			seen[id] = true
			if a := (articleText{id, paragraphs(id, m[2])}); len(a.paragraphs) > 0 {
				c.articles = append(c.articles, a)
			}
		}
	}
	slices.SortFunc(c.articles, func(a, b articleText) int { return cmp.Compare(a.id, b.id) })
	for _, a := range c.articles {
		if a.id%5 == 0 {
			c.test = append(c.test, a.paragraphs...)
		} else {
			c.train = append(c.train, a.paragraphs...)
		}
	}
	return c, nil
}

// paragraphs returns those of the body of a record.
func paragraphs(id int, text string) []paragraph {
	b := body.FindStringSubmatch(text)
	if b == nil {
		return nil
	}
	class := slices.Index(classes, "none")
	if t := topics.FindStringSubmatch(text); t != nil && t[1] != "" {
		if class = slices.Index(classes, t[1]); class < 0 || t[1] == "none" {
			class = slices.Index(classes, "other")
		}
	}
	latin := make([]rune, 0, len(b[1])) // the files are Latin-1
	for _, c := range []byte(b[1]) {
		latin = append(latin, rune(c))
	}
	plain := strings.ReplaceAll(html.UnescapeString(string(latin)), "\x03", "")
	var out []paragraph
	for _, p := range indent.Split(plain, -1) {
		words := strings.Fields(p)
		p = signed.ReplaceAllString(strings.Join(words, " "), "")
		if len(strings.Fields(p)) >= 4 {
			out = append(out, paragraph{p, class, id})
		}
	}
	return out
}

// all returns the train paragraphs, then the test paragraphs.
func (c *corpus) all() []paragraph { return slices.Concat(c.train, c.test) }

// size returns the bytes of all paragraphs.
func (c *corpus) size() (n int) {
	for _, p := range c.all() {
		n += len(p.text)
	}
	return n
}

// one returns the first article with twelve paragraphs.
func (c *corpus) one() articleText {
	for _, a := range c.articles {
		if len(a.paragraphs) == 12 {
			return a
		}
	}
	return c.articles[0]
}

// files writes what the peers read: coded paragraphs as JSONL, articles as JSONL, plain lines, and lines of normalised tokens with and
// without labels, as fastText wants them.
func (b *bench) files() error {
	one := b.corpus.one()
	for name, ps := range map[string][]paragraph{"train": b.corpus.train, "test": b.corpus.test, "all": b.corpus.all(), "one": one.paragraphs} {
		var plain, tokens, labelled strings.Builder
		var list []features.Token
		for _, p := range ps {
			plain.WriteString(p.text + "\n")
			labelled.WriteString("__label__" + classes[p.class])
			list = features.Tokens(list[:0], p.text)
			for i, t := range list {
				labelled.WriteString(" " + t.Form)
				if i > 0 {
					tokens.WriteByte(' ')
				}
				tokens.WriteString(t.Form)
			}
			labelled.WriteByte('\n')
			tokens.WriteByte('\n')
		}
		for ext, text := range map[string]string{"jsonl": b.coded(ps), "txt": plain.String(), "tokens": tokens.String(), "labelled": labelled.String()} {
			if err := os.WriteFile(b.at(name+"."+ext), []byte(text), 0o644); err != nil {
				return err
			}
		}
	}
	if err := b.articles("articles.jsonl", b.corpus.articles); err != nil {
		return err
	}
	return b.articles("article.jsonl", []articleText{one})
}

// coded returns coded paragraphs as JSONL.
func (b *bench) coded(ps []paragraph) string {
	var out strings.Builder
	for i, p := range ps {
		line, err := json.Marshal(map[string]string{"id": strconv.Itoa(i), "article": strconv.Itoa(p.article), "text": p.text, "label": classes[p.class]})
		if err != nil {
			panic(err) // strings can be written
		}
		out.Write(append(line, '\n'))
	}
	return out.String()
}

// articles writes one article a line.
func (b *bench) articles(name string, as []articleText) error {
	var out strings.Builder
	for _, a := range as {
		texts := make([]string, len(a.paragraphs))
		for i, p := range a.paragraphs {
			texts[i] = p.text
		}
		line, err := json.Marshal(map[string]any{"id": strconv.Itoa(a.id), "paragraphs": texts})
		if err != nil {
			return err
		}
		out.Write(append(line, '\n'))
	}
	return os.WriteFile(b.at(name), []byte(out.String()), 0o644)
}
