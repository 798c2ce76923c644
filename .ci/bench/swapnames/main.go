// Command swapnames counts how many labels of paragraphs change when the names of countries, peoples, capitals, leaders and groups in
// them are swapped for others: a model that reads what is said about talks, and not about whom, keeps its labels.
//
// Each file is a coded corpus, as parley evaluate reads it. Every article
// is read twice more with other names: real names for real ones, then invented names for real ones. A name is swapped for another of the
// same sort throughout its article, and the swaps differ from article to article.
package main

import (
	_ "embed"
	"flag"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/labels"
)

//go:embed names.txt
var nameList string

// entry is a country and what belongs to it, one name of each sort.
type entry []string

func main() {
	model := flag.String("m", "stance", "built-in model or model file")
	verbose := flag.Bool("v", false, "print each paragraph whose label changes")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: swapnames [-m MODEL] [-v] FILE.jsonl...")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*model, flag.Args(), *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "swapnames:", err)
		os.Exit(1)
	}
}

func run(model string, files []string, verbose bool) error {
	m, err := open(model)
	if err != nil {
		return err
	}
	known, invented := entries()
	for _, file := range files {
		articles, err := read(file, m.Scheme())
		if err != nil {
			return err
		}
		for _, round := range []struct {
			name string
			to   []entry
		}{{"real", known}, {"invented", invented}} {
			n, named, flips := 0, 0, 0
			for id, texts := range articles {
				swap := swapper(id, known, round.to)
				other := make([]string, len(texts))
				for i, t := range texts {
					other[i] = swap(t)
				}
				before, after := labelsOf(m, texts), labelsOf(m, other)
				for i := range texts {
					n++
					if other[i] != texts[i] {
						named++
					}
					if before[i] != after[i] {
						flips++
						if verbose {
							fmt.Printf("%s -> %s\n  %s\n  %s\n", before[i], after[i], texts[i], other[i])
						}
					}
				}
			}
			if n == 0 {
				return fmt.Errorf("%s: no body paragraphs", file)
			}
			fmt.Printf("%s: names swapped for %s ones in %d of %d paragraphs; %d labels of %s change, %.1f %%\n",
				file, round.name, named, n, flips, m.Scheme().Name, 100*float64(flips)/float64(n))
		}
	}
	return nil
}

func open(name string) (*classify.Model, error) {
	for _, b := range classify.Builtins() {
		if b == name {
			return classify.Builtin(name)
		}
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return classify.Read(f)
}

func entries() (known, invented []entry) {
	for line := range strings.Lines(nameList) {
		e := entry(strings.Fields(line))
		switch {
		case e[0] == "#":
		case e[0] == "=":
			invented = append(invented, e[1:])
		default:
			known = append(known, e)
		}
	}
	return known, invented
}

// swapper returns what swaps the names of an article: each entry of from becomes one of to, and never itself.
func swapper(article string, from, to []entry) func(string) string {
	h := fnv.New64a()
	h.Write([]byte(article))
	order := rand.New(rand.NewPCG(h.Sum64(), 1)).Perm(len(from))
	other := map[string]string{}
	for place, i := range order {
		target := to[place%len(to)]
		if len(to) == len(from) {
			target = to[order[(place+1)%len(order)]]
		}
		for k, name := range from[i] {
			if other[name] == "" {
				other[name] = target[k]
			}
		}
	}
	return func(text string) string {
		return word.ReplaceAllStringFunc(text, func(w string) string {
			if o := other[w]; o != "" {
				return o
			}
			return w
		})
	}
}

var word = regexp.MustCompile(`[\p{L}\p{N}]+`)

// labelsOf returns the label of each text, read in the company of the others.
func labelsOf(m *classify.Model, texts []string) []string {
	out := make([]string, len(texts))
	for i, r := range m.Article(article.FromParagraphs("", "", texts)).Results {
		out[i] = m.Scheme().Format(r.Set)
	}
	return out
}

// read returns the body paragraphs of a corpus by article.
func read(file string, scheme *labels.Scheme) (map[string][]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	c, problems, err := labels.Read(f, labels.ReadOptions{Name: file, Scheme: scheme})
	if err != nil {
		return nil, err
	}
	if len(problems) > 0 {
		return nil, &problems[0]
	}
	out := map[string][]string{}
	for _, item := range c.Items {
		out[item.Article] = append(out[item.Article], item.Text)
	}
	return out, nil
}
