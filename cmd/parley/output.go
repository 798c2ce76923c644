package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// output calls write with where the data should go: the file called name, or standard output if name is empty or "-". A file is
// written beside its place and renamed when it is whole, so that a failure leaves what was there.
func output(s streams, name string, write func(io.Writer) error) (err error) {
	if name == "" || name == "-" {
		w := bufio.NewWriterSize(s.out, 1<<16)
		if err := write(w); err != nil {
			w.Flush() // what was scored before the failure is still worth having on a stream
			return err
		}
		return w.Flush()
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a directory: give the name of a file to write", name)
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", name, reason(err))
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	w := bufio.NewWriterSize(f, 1<<16)
	if err := write(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("cannot write %s: %w", name, reason(err))
	}
	if err := f.Chmod(0o644); err != nil {
		return fmt.Errorf("cannot write %s: %w", name, reason(err))
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("cannot write %s: %w", name, reason(err))
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return fmt.Errorf("cannot write %s: %w", name, reason(err))
	}
	return nil
}

// writable tells early, before long work, whether the file can be written.
func writable(name string) error {
	if name == "" || name == "-" {
		return nil
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a directory: give the name of a file to write", name)
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", name, reason(err))
	}
	f.Close()
	return os.Remove(f.Name())
}

// reason drops the name of the temporary file from an error of package os.
func reason(err error) error {
	if p, ok := err.(*os.PathError); ok {
		return p.Err
	}
	return err
}
