package article

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestLinks: links to files and directories are followed, a link to a directory that it is in is not, and what cannot be read is a problem beside the
// articles.
func TestLinks(t *testing.T) {
	top := t.TempDir()
	dir, other := filepath.Join(top, "dir"), filepath.Join(top, "other")
	for _, d := range []string{filepath.Join(dir, "deep"), filepath.Join(dir, "shut"), other} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []string{filepath.Join(dir, "a.txt"), filepath.Join(dir, "shut", "z.txt"), filepath.Join(other, "b.txt"), filepath.Join(other, "c")} {
		if err := os.WriteFile(f, []byte("Envoys met."), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for from, to := range map[string]string{
		"link": dir, "dir/b.txt": filepath.Join(other, "b.txt"), "dir/deep/up": dir, "dir/deep/self": filepath.Join(dir, "deep"), "dir/other": other,
		"dir/gone.txt": filepath.Join(top, "gone.txt"), "dir/gone": filepath.Join(top, "gone"), "dir/.hidden": other, "dir/loop.txt": filepath.Join(dir, "loop.txt"),
	} {
		if err := os.Symlink(to, filepath.Join(top, from)); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	read := func(path string) (ids, problems []string) {
		for a, err := range Files([]string{filepath.Join(top, path)}, nil, Options{}) {
			if err != nil {
				p, _ := filepath.Rel(top, err.(*Problem).File)
				problems = append(problems, filepath.ToSlash(p))
			} else {
				ids = append(ids, a.ID)
			}
		}
		return ids, problems
	}
	for _, path := range []string{"dir", "link"} {
		ids, problems := read(path)
		if want := []string{"a", "b", "other/b", "shut/z"}; !slices.Equal(ids, want) {
			t.Errorf("%s: articles %q, want %q", path, ids, want)
		}
		if want := []string{path + "/gone.txt", path + "/loop.txt"}; !slices.Equal(problems, want) {
			t.Errorf("%s: problems of %q, want %q", path, problems, want)
		}
		if got := Inside(filepath.Join(top, path)); len(got) != 4 {
			t.Errorf("%s: inside are %q", path, got)
		}
	}
	shut := filepath.Join(dir, "shut")
	if err := os.Chmod(shut, 0); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(shut, 0o755)
	if _, err := os.ReadDir(shut); err == nil {
		t.Skip("this user may read every directory")
	}
	ids, problems := read("dir")
	if want := []string{"a", "b", "other/b"}; !slices.Equal(ids, want) || !slices.Contains(problems, "dir/shut") {
		t.Errorf("with a directory that may not be read: articles %q, want %q; problems of %s", ids, want, strings.Join(problems, ", "))
	}
}
