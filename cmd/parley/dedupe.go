package main

import (
	"fmt"
	"iter"
	"strings"

	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/labels"
)

// dedupe passes on the first of the articles whose bodies are versions of one text, by the rule that keeps such articles on one side of the folds,
// and tells of each other one, and of the first. Errors pass at once, articles when all are read.
func dedupe(articles iter.Seq2[*article.Article, error], tell func(copy, first *article.Article)) iter.Seq2[*article.Article, error] {
	return func(yield func(*article.Article, error) bool) {
		var all []*article.Article
		var texts []string
		for a, err := range articles {
			if err != nil {
				if !yield(nil, err) {
					return
				}
				continue
			}
			all = append(all, a)
			texts = append(texts, body(a))
		}
		for i, first := range labels.Versions(texts, labels.NearDefault) {
			if first != i {
				tell(all[i], all[first])
				continue
			}
			if !yield(all[i], nil) {
				return
			}
		}
	}
}

// body is the body paragraphs of an article, a line each.
func body(a *article.Article) string {
	var b strings.Builder
	for _, p := range a.Paragraphs {
		if p.Kind == article.Body {
			b.WriteString(p.Text)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// place is where an article was read: file, or file:line and its ID for a record.
func place(a *article.Article) string {
	if a.Line == 0 {
		return a.Path
	}
	return fmt.Sprintf("%s:%d (%s)", a.Path, a.Line, a.ID)
}
