package clones

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFind: a clone is found under each of its names, bare or not, and nothing else is taken for one.
func TestFind(t *testing.T) {
	for _, dir := range []string{"press+talks", "press+talks/.git", "press/talks/repo", "talks/repo/.git"} {
		folder := t.TempDir()
		want := filepath.Join(folder, dir)
		if err := os.MkdirAll(want, 0o777); err != nil {
			t.Fatal(err)
		}
		if got, err := Find(folder, "press/talks"); err == nil {
			t.Errorf("%s without a HEAD is taken for a clone: %s", dir, got)
		} else if says := "git clone https://github.com/press/talks " + filepath.Join(folder, "press+talks"); !strings.Contains(err.Error(), says) {
			t.Errorf("the error is %v, want one with %q", err, says)
		}
		if err := os.WriteFile(filepath.Join(want, "HEAD"), nil, 0o666); err != nil {
			t.Fatal(err)
		}
		if got, err := Find(folder, "press/talks"); err != nil || got != want {
			t.Errorf("%s is found as %s, %v", dir, got, err)
		}
	}
}
