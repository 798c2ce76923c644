// Command extractpages prints, per page and per origin, how well the paragraphs
// of a page are found, by classify/article and by go-readability alone.
//
// A paragraph found counts if at least 90 % of its words stand, in order, in one
// gold paragraph; a gold paragraph counts if at least 90 % of its words stand in
// one found paragraph. Headings, and the gold's title and summary, are apart:
// what matches one of them and no gold paragraph is left out of the count.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"unicode"

	readability "codeberg.org/readeck/go-readability/v2"

	"github.com/parley-go/parley/classify/article"
)

type gold struct {
	Title      string
	Summary    []string
	Paragraphs []string
	Sections   []struct{ Headline, Paragraphs []string }
}

type score struct{ good, found, hit, gold float64 }

func (s score) figures() (p, r, f float64) {
	if s.found > 0 {
		p = s.good / s.found
	}
	if s.gold > 0 {
		r = s.hit / s.gold
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

func main() {
	verbose := flag.Bool("v", false, "print what is missed and what is too much")
	flag.Parse()
	if flag.NArg() < 1 {
		fmt.Fprintln(os.Stderr, "usage: extract [-v] FOLDER")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "extract:", err)
		os.Exit(1)
	}
}

func run(dir string, verbose bool) error {
	pages, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil || len(pages) == 0 {
		return fmt.Errorf("no *.html in %s", dir)
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "page\tprecision\trecall\tF1\talone: precision\trecall\tF1\tdifference")
	row := func(name string, a, b score) {
		p, r, f := a.figures()
		q, s, g := b.figures()
		fmt.Fprintf(w, "%s\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%+.3f\n", name, p, r, f, q, s, g, f-g)
	}
	type pair struct {
		ours, alone score
		f, g, n     float64
	}
	sums := map[string]*pair{}
	var order []string
	for _, page := range pages {
		name := strings.TrimSuffix(filepath.Base(page), ".html")
		want, err := readGold(strings.TrimSuffix(page, ".html") + ".gold.json")
		if err != nil {
			return err
		}
		ours, err := found(page)
		if err != nil {
			return err
		}
		alone, err := lines(page)
		if err != nil {
			return err
		}
		var out []string
		a := compare(ours, want, &out)
		b := compare(alone, want, nil)
		if verbose {
			fmt.Println("##", name)
			fmt.Println(strings.Join(out, "\n"))
		}
		row(name, a, b)
		origin, _, _ := strings.Cut(name, "_")
		for _, k := range []string{origin, "all"} {
			if sums[k] == nil {
				sums[k] = &pair{}
				order = append(order, k)
			}
			s := sums[k]
			s.ours, s.alone = add(s.ours, a), add(s.alone, b)
			_, _, f := a.figures()
			_, _, g := b.figures()
			s.f, s.g, s.n = s.f+f, s.g+g, s.n+1
		}
	}
	for _, k := range order {
		row(k+" (paragraphs)", sums[k].ours, sums[k].alone)
		fmt.Fprintf(w, "%s (mean of pages)\t\t\t%.3f\t\t\t%.3f\t%+.3f\n", k, sums[k].f/sums[k].n, sums[k].g/sums[k].n, (sums[k].f-sums[k].g)/sums[k].n)
	}
	return w.Flush()
}

func add(a, b score) score {
	return score{a.good + b.good, a.found + b.found, a.hit + b.hit, a.gold + b.gold}
}

func readGold(path string) (*gold, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var g gold
	if err := json.Unmarshal(b, &g); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &g, nil
}

// found returns the body paragraphs that classify/article finds.
func found(path string) ([]string, error) {
	var out []string
	for a, err := range article.Files([]string{path}, nil, article.Options{}) {
		if err != nil {
			return nil, err
		}
		for _, p := range a.Paragraphs {
			if p.Kind == article.Body {
				out = append(out, p.Text)
			}
		}
	}
	return out, nil
}

// lines returns the lines of go-readability's own rendering as text.
func lines(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	a, err := readability.FromReader(f, nil)
	if err != nil {
		return nil, err
	}
	var s strings.Builder
	if a.Node != nil {
		if err := a.RenderText(&s); err != nil {
			return nil, err
		}
	}
	var out []string
	for _, l := range strings.Split(s.String(), "\n") {
		if len(words(l)) > 0 {
			out = append(out, l)
		}
	}
	return out, nil
}

func compare(got []string, g *gold, notes *[]string) score {
	var paras, apart [][]string
	add := func(to *[][]string, ss ...string) {
		for _, s := range ss {
			if w := words(s); len(w) > 0 {
				*to = append(*to, w)
			}
		}
	}
	add(&paras, g.Paragraphs...)
	add(&apart, g.Title)
	add(&apart, g.Summary...)
	for _, s := range g.Sections {
		add(&paras, s.Paragraphs...)
		add(&apart, s.Headline...)
	}
	var s score
	hit := make([]bool, len(paras))
	for _, t := range got {
		w := words(t)
		if len(w) == 0 {
			continue
		}
		good := false
		for i, p := range paras {
			n := common(w, p)
			hit[i] = hit[i] || 10*n >= 9*len(p)
			good = good || 10*n >= 9*len(w) && (len(w) > 3 || 10*n >= 9*len(p))
		}
		if !good && matches(w, apart) {
			continue
		}
		s.found++
		if good {
			s.good++
		} else if notes != nil {
			*notes = append(*notes, "+ "+t)
		}
	}
	for i, p := range paras {
		s.gold++
		if hit[i] {
			s.hit++
		} else if notes != nil {
			*notes = append(*notes, "- "+strings.Join(p, " "))
		}
	}
	return s
}

func matches(w []string, list [][]string) bool {
	for _, p := range list {
		if 10*common(w, p) >= 9*len(w) {
			return true
		}
	}
	return false
}

// common is the length of the longest common subsequence of two word lists.
func common(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diag := 0
		for j, y := range b {
			up := row[j+1]
			if x == y {
				row[j+1] = diag + 1
			} else {
				row[j+1] = max(up, row[j])
			}
			diag = up
		}
	}
	return row[len(b)]
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
