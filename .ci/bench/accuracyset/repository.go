package main

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"unicode/utf8"

	"github.com/parley-go/parley/.ci/clones"
)

// repository is a clone, read at HEAD through git, so that no work tree is needed.
type repository struct{ dir string }

// open finds the clone of OWNER/NAME below from.
func open(from, at string) (*repository, error) {
	dir, err := clones.Find(from, at)
	if err != nil {
		return nil, err
	}
	return &repository{dir}, nil
}

// file returns one file as text.
func (r *repository) file(path string) (string, error) {
	var out string
	found := false
	err := r.walk([]string{path}, func(_, text string) { out, found = text, true })
	if err == nil && !found {
		err = fmt.Errorf("%s: not there", path)
	}
	return out, err
}

// walk calls f for each file at or below the paths, in git's order (by name).
func (r *repository) walk(paths []string, f func(path, text string)) error {
	c := exec.Command("git", append([]string{"--git-dir", r.dir, "archive", "--format=tar", "HEAD", "--"}, paths...)...)
	var complaints strings.Builder
	c.Stderr = &complaints
	pipe, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return err
	}
	t := tar.NewReader(pipe)
	for {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return errors.Join(fmt.Errorf("%s: %w", r.dir, err), c.Wait(), errors.New(complaints.String()))
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		b, err := io.ReadAll(t)
		if err != nil {
			return err
		}
		f(h.Name, decode(b))
	}
	if _, err := io.Copy(io.Discard, pipe); err != nil {
		return err
	}
	if err := c.Wait(); err != nil {
		return fmt.Errorf("%s: git archive: %w: %s", r.dir, err, complaints.String())
	}
	return nil
}

// decode reads bytes as UTF-8 or, if they are not, as Latin-1, and ends lines with \n alone.
func decode(b []byte) string {
	s := string(b)
	if !utf8.Valid(b) {
		r := make([]rune, len(b))
		for i, c := range b {
			r[i] = rune(c)
		}
		s = string(r)
	}
	return strings.ReplaceAll(strings.TrimPrefix(s, "\ufeff"), "\r\n", "\n")
}

// lines cuts a text at its ends of lines; an empty last line is none.
func lines(text string) []string {
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}
