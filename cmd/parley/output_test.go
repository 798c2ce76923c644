//go:build unix

package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestPermissions: a file that is written anew keeps its permissions, and a new one has those that the umask leaves, in formats that are gone on
// with and in others.
func TestPermissions(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(in, []byte("The envoys met again on Tuesday, and both sides spoke of progress in the talks.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	old := syscall.Umask(0o022)
	defer syscall.Umask(old)
	for _, test := range []struct {
		umask     int
		old, want os.FileMode // old 0: there is no file
	}{
		{0o077, 0, 0o600}, {0o027, 0, 0o640}, {0o022, 0, 0o644}, {0o077, 0o600, 0o600}, {0o022, 0o600, 0o600}, {0o077, 0o664, 0o664}, {0o022, 0o440, 0o440},
	} {
		for _, format := range []string{"text", "csv", "jsonl"} {
			syscall.Umask(test.umask)
			name := filepath.Join(t.TempDir(), "out")
			if test.old != 0 {
				if err := os.WriteFile(name, []byte("old"), 0o600); err != nil {
					t.Fatal(err)
				}
				if err := os.Chmod(name, test.old); err != nil {
					t.Fatal(err)
				}
			}
			if said, status := parley(t, nil, "score", in, "-m", "stance", "--format", format, "-o", name); status != exitDone {
				t.Fatal(said)
			}
			info, err := os.Stat(name)
			if err != nil {
				t.Fatal(err)
			}
			if info.Size() < 4 || info.Mode() != test.want {
				t.Errorf("%s with umask %03o over a file of mode %v: %v, %d bytes; want %v", format, test.umask, test.old, info.Mode(), info.Size(), test.want)
			}
			if all, _ := filepath.Glob(filepath.Join(filepath.Dir(name), "*")); len(all) != 1 {
				t.Errorf("there is %v", all)
			}
		}
	}
}

// TestNamedInErrors: a failure to write names the output and not the file beside it.
func TestNamedInErrors(t *testing.T) {
	f, err := os.Open(os.DevNull) // cannot be written
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := io.WriteString(named{f, "o.html"}, "text"); err == nil || !strings.HasPrefix(err.Error(), "cannot write o.html: ") || strings.Contains(err.Error(), os.DevNull) {
		t.Error(err)
	}
}
