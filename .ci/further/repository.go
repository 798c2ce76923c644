package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"

	"github.com/parley-go/parley/.ci/clones"
)

// repository is a clone whose files are read through one git process, so that no work tree is needed.
type repository struct {
	git *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

// open finds the clone of OWNER/NAME in a folder.
func open(folder, name string) (*repository, error) {
	dir, err := clones.Find(folder, name)
	if err != nil {
		return nil, err
	}
	r := &repository{git: exec.Command("git", "--git-dir", dir, "cat-file", "--batch")}
	r.git.Stderr = os.Stderr
	if r.in, err = r.git.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := r.git.StdoutPipe()
	if err != nil {
		return nil, err
	}
	r.out = bufio.NewReader(out)
	return r, r.git.Start()
}

// file returns the bytes of a file at a commit.
func (r *repository) file(commit, path string) ([]byte, error) {
	if _, err := fmt.Fprintf(r.in, "%s:%s\n", commit, path); err != nil {
		return nil, err
	}
	head, err := r.out.ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("git cat-file: %w", err)
	}
	var name, kind string
	var size int
	if n, _ := fmt.Sscan(head, &name, &kind, &size); n != 3 || kind != "blob" {
		return nil, fmt.Errorf("the clone has no %s at %.12s: git fetch --all, or fetch that commit", path, commit)
	}
	b := make([]byte, size+1) // git ends it with a line end of its own
	if _, err := io.ReadFull(r.out, b); err != nil {
		return nil, fmt.Errorf("git cat-file: %w", err)
	}
	return bytes.Clone(b[:size]), nil
}

func (r *repository) close() error {
	r.in.Close()
	return r.git.Wait()
}
