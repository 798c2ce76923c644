package classify_test

import (
	"fmt"
	"log"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
)

func ExampleModel_Article() {
	text := "Both delegations agreed to meet again next week and thanked the mediators for the progress made."
	m, err := classify.Builtin("stance")
	if err != nil {
		log.Fatal(err)
	}
	a := article.FromText("id", "title", text)
	for i, r := range m.Article(a).Results {
		if r != nil {
			fmt.Println(m.Scheme().Format(r.Set), a.Paragraphs[i].Text)
		}
	}
	// Output: optimistic Both delegations agreed to meet again next week and thanked the mediators for the progress made.
}

// TestExampleInREADME: the program that README shows is the example that was compiled and run here, in fewer than ten lines beside closing
// braces.
func TestExampleInREADME(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile("example_test.go")
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?s)```go\n(.*?)```").FindSubmatch(readme)
	if block == nil {
		t.Fatal("README shows no Go")
	}
	lines := strings.SplitAfter(strings.TrimSuffix(string(block[1]), "\n"), "\n")
	said := slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return strings.TrimSpace(l) == "}" })
	if len(said) >= 10 {
		t.Errorf("README takes %d lines beside closing braces to score an article, want fewer than ten", len(said))
	}
	if want := "\t" + strings.Join(lines, "\t"); !strings.Contains(string(source), want) {
		t.Errorf("README shows\n%s\nwhich is not in ExampleModel_Article", block[1])
	}
}
