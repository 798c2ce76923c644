package labels

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// tsv reads a tab-separated file as its rows; no cell may be long enough to be a paragraph.
func tsv(t *testing.T, file, columns string) [][]string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for i, l := range strings.Split(strings.TrimSuffix(string(b), "\n"), "\n") {
		row := strings.Split(l, "\t")
		if i == 0 && strings.Join(row, " ") != columns {
			t.Fatalf("%s: the columns are %q, want %q", file, row, columns)
		}
		if want := strings.Count(columns, " ") + 1; len(row) != want {
			t.Fatalf("%s:%d: %d cells, want %d", file, i+1, len(row), want)
		}
		for _, cell := range row {
			if len(cell) > 300 {
				t.Errorf("%s:%d: a cell of %d bytes, want at most 300: the list holds no texts", file, i+1, len(cell))
			}
		}
		rows = append(rows, row)
	}
	return rows[1:]
}

// TestFurther: the list of coded paragraphs of public repositories is well-formed, holds each paragraph once, in order, and labels of the built-in
// schemes, and SOURCES.tsv counts each of its articles.
func TestFurther(t *testing.T) {
	classes := append(stance(t).Names(), frames(t).Names()...)
	articles := tsv(t, "further-articles.tsv", "article repository commit path source title date conflict genre")
	counts := map[string][]int{}
	commit, repository := regexp.MustCompile(`^[0-9a-f]{40}$`), regexp.MustCompile(`^[\w.-]+/[\w.-]+$`)
	last := ""
	for i, a := range articles {
		if a[0] <= last || !repository.MatchString(a[1]) || !commit.MatchString(a[2]) || a[3] == "" {
			t.Errorf("further-articles.tsv:%d: want the articles in order, each with OWNER/NAME, a whole commit and a path: %q", i+2, a)
		}
		last = a[0]
		counts[a[0]] = make([]int, 1+len(classes))
	}
	prints := map[string]bool{}
	hex := regexp.MustCompile(`^[0-9a-f]{16}$`)
	last, number := "", 0
	for i, p := range tsv(t, "further.tsv", "article para print stance frames") {
		n, err := strconv.Atoi(p[1])
		if err != nil || n < 1 || p[0] < last || p[0] == last && n <= number {
			t.Errorf("further.tsv:%d: paragraph %s of %s after %d of %s", i+2, p[1], p[0], number, last)
		}
		last, number = p[0], n
		if !hex.MatchString(p[2]) || prints[p[2]] {
			t.Errorf("further.tsv:%d: the print %q is no print or there twice", i+2, p[2])
		}
		prints[p[2]] = true
		c := counts[p[0]]
		if c == nil {
			t.Fatalf("further.tsv:%d: further-articles.tsv has no %s", i+2, p[0])
		}
		c[0]++
		k := stance(t).Index(p[3])
		if k < 0 {
			t.Fatalf("further.tsv:%d: no stance %q", i+2, p[3])
		}
		c[1+k]++
		if p[4] == "" {
			continue
		}
		seen := -1
		for _, name := range strings.Split(p[4], ",") {
			k := frames(t).Index(name)
			if k <= seen {
				t.Fatalf("further.tsv:%d: frames %q, want names of the scheme in its order", i+2, p[4])
			}
			seen = k
			c[1+3+k]++
		}
	}
	sources := map[string]int{}
	for _, row := range tsv(t, "SOURCES.tsv", "outlet title date paragraphs "+strings.Join(classes, " ")) {
		sources[strings.Join(row, "\t")]++
	}
	for _, a := range articles {
		if counts[a[0]][0] == 0 {
			t.Errorf("further-articles.tsv: no paragraph of %s is listed", a[0])
		}
		outlet := a[4]
		if outlet == "" {
			outlet = a[1]
		}
		row := slices.Concat([]string{outlet, a[5], a[6]}, strings.Fields(strings.Trim(fmt.Sprint(counts[a[0]]), "[]")))
		if sources[strings.Join(row, "\t")]--; sources[strings.Join(row, "\t")] < 0 {
			t.Errorf("SOURCES.tsv does not list %s: %q", a[0], row)
		}
	}
}
