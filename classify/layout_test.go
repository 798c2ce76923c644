package classify_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/parley-go/parley"

// allowed says which of our packages each folder may import. A new edge is a decision about the architecture: make it here first.
var allowed = map[string][]string{
	"features":         {},
	"labels":           {"labels/file"},
	"labels/file":      {},
	"models":           {"features"},
	"classify/article": {"labels/file"},
	"classify":         {"features", "labels", "labels/file", "models", "classify/article"},
	"classify/report":  {"classify", "labels", "features", "classify/article"},
}

// TestImports fails on an import between our packages that the table above does not list.
func TestImports(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir("..", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && d.Name() != "..") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel("..", filepath.Dir(file))
		if err != nil {
			return err
		}
		folder := filepath.ToSlash(rel)
		if folder == "cmd" || strings.HasPrefix(folder, "cmd/") {
			return nil // the only place where everything meets
		}
		may, known := allowed[folder]
		if !known {
			t.Errorf("%s: package %s is not in the table of allowed imports", file, folder)
			return nil
		}
		seen[folder] = true
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, i := range f.Imports {
			name, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			ours, found := strings.CutPrefix(name, module+"/")
			if found && !slices.Contains(may, ours) {
				t.Errorf("%s imports %s: %s may import only %q", file, path.Base(ours), folder, may)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for folder := range allowed {
		if !seen[folder] {
			t.Errorf("package %s is in the table of allowed imports, but not in the tree", folder)
		}
	}
}
