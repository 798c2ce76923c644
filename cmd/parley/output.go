package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
)

// output calls write with where the data should go: the file called name, or standard output if name is empty or "-". A file is
// written beside its place and renamed when it is whole, so that a failure leaves what was there. A reader of a stream or a pipe that has seen
// enough and left is no failure: whatever else a verb has to write or to check goes on.
func output(s streams, name string, write func(io.Writer) error) error {
	err := put(s, name, write)
	if errors.Is(err, syscall.EPIPE) {
		return nil
	}
	return err
}

// put is output, but for readers that leave.
func put(s streams, name string, write func(io.Writer) error) (err error) {
	if name == "" || name == "-" {
		w := bufio.NewWriterSize(s.out, 1<<16)
		if err := write(w); err != nil {
			w.Flush() // what was scored before the failure is still worth having on a stream
			return err
		}
		return w.Flush()
	}
	place, regular, err := destination(name)
	if err != nil {
		return err
	}
	if !regular {
		return device(place, write)
	}
	f, err := os.CreateTemp(filepath.Dir(place), "."+filepath.Base(place)+".*")
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
	if err := os.Rename(f.Name(), place); err != nil {
		return fmt.Errorf("cannot write %s: %w", name, reason(err))
	}
	return nil
}

// destination returns the file that a name stands for, links followed, and whether it is one, or is yet to be made, and not a device or a
// pipe, which must not be replaced. A directory is an error.
func destination(name string) (place string, regular bool, err error) {
	info, err := os.Stat(name)
	if err != nil {
		return name, true, nil // what is wrong shows when it is written
	}
	if info.IsDir() {
		return "", false, fmt.Errorf("%s is a directory: give the name of a file to write", name)
	}
	if place, err = filepath.EvalSymlinks(name); err != nil {
		place = name
	}
	return place, info.Mode().IsRegular(), nil
}

// device writes to a device or a pipe, as the data come.
func device(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", name, reason(err))
	}
	w := bufio.NewWriterSize(f, 1<<16)
	err = write(w)
	if e := w.Flush(); err == nil && e != nil {
		err = fmt.Errorf("cannot write %s: %w", name, reason(e))
	}
	if e := f.Close(); err == nil && e != nil {
		err = fmt.Errorf("cannot write %s: %w", name, reason(e))
	}
	return err
}

// writable tells early, before long work, whether the file can be written.
func writable(name string) error {
	if name == "" || name == "-" {
		return nil
	}
	place, regular, err := destination(name)
	if err != nil || !regular {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(place), "."+filepath.Base(place)+".*")
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", name, reason(err))
	}
	f.Close()
	return os.Remove(f.Name())
}

// reason drops the names of files from an error of package os.
func reason(err error) error {
	switch e := err.(type) {
	case *os.PathError:
		return e.Err
	case *os.LinkError:
		return e.Err
	}
	return err
}
