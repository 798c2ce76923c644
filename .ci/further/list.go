package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// article is a row of further-articles.tsv.
type article struct {
	name, repository, commit, path, source, title, date, conflict, genre string
	paragraphs                                                           []paragraph
}

// paragraph is a row of further.tsv.
type paragraph struct {
	number int
	print  string
	stance string
	frames []string
}

// fingerprint is what the list keeps of a paragraph: the first eight bytes of the SHA-256 of its text.
func fingerprint(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}

// list reads the articles and their paragraphs, in the order of the file.
func list(folder string) ([]*article, error) {
	rows, err := table(filepath.Join(folder, "further-articles.tsv"), "article repository commit path source title date conflict genre")
	if err != nil {
		return nil, err
	}
	var articles []*article
	byName := map[string]*article{}
	for _, c := range rows {
		a := &article{name: c[0], repository: c[1], commit: c[2], path: c[3], source: c[4], title: c[5], date: c[6], conflict: c[7], genre: c[8]}
		articles = append(articles, a)
		byName[a.name] = a
	}
	file := filepath.Join(folder, "further.tsv")
	if rows, err = table(file, "article para print stance frames"); err != nil {
		return nil, err
	}
	for i, c := range rows {
		a := byName[c[0]]
		n, err := strconv.Atoi(c[1])
		if a == nil || err != nil {
			return nil, fmt.Errorf("%s:%d: no paragraph %s of an article %s", file, i+2, c[1], c[0])
		}
		p := paragraph{number: n, print: c[2], stance: c[3], frames: []string{}}
		if c[4] != "" {
			p.frames = strings.Split(c[4], ",")
		}
		a.paragraphs = append(a.paragraphs, p)
	}
	return articles, nil
}

// table reads the rows of a tab-separated file with these columns.
func table(file, columns string) ([][]string, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	if want := strings.ReplaceAll(columns, " ", "\t"); lines[0] != want {
		return nil, fmt.Errorf("%s: the header is %q, want %q", file, lines[0], want)
	}
	var rows [][]string
	for i, l := range lines[1:] {
		row := strings.Split(l, "\t")
		if want := strings.Count(columns, " ") + 1; len(row) != want {
			return nil, fmt.Errorf("%s:%d: %d cells, want %d", file, i+2, len(row), want)
		}
		rows = append(rows, row)
	}
	return rows, nil
}
