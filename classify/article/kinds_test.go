package article

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the .want files of testdata/kinds")

// Each file of testdata/kinds has a .want file with a line for each block:
// kind, reason, and how it starts.
func TestKinds(t *testing.T) {
	files, err := filepath.Glob("testdata/kinds/*")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, ".want") {
			continue
		}
		var got strings.Builder
		for a, err := range Files([]string{f}, nil, Options{}) {
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&got, "%s | %s | %s\n", a.Title, a.Date, a.Language)
			for _, p := range a.Paragraphs {
				fmt.Fprintf(&got, "%-11s  %-23s  %s\n", p.Kind, p.Reason, p.Text[:cut(p.Text, 60)])
			}
		}
		if *update {
			if err := os.WriteFile(f+".want", []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(f + ".want")
		if err != nil {
			t.Fatal(err)
		}
		if got.String() != string(want) {
			t.Errorf("%s: got\n%s\nexpected\n%s", f, got.String(), want)
		}
	}
}
