package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
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
	f, err := beside(place)
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", name, reason(err))
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	w := bufio.NewWriterSize(named{f, name}, 1<<16)
	if err := write(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("cannot write %s: %w", name, reason(err))
	}
	if err := os.Rename(f.Name(), place); err != nil {
		return fmt.Errorf("cannot write %s: %w", name, reason(err))
	}
	return nil
}

// named is a file whose errors bear the name that the user gave it.
type named struct {
	f    *os.File
	name string
}

func (n named) Write(p []byte) (int, error) {
	written, err := n.f.Write(p)
	if err != nil {
		err = fmt.Errorf("cannot write %s: %w", n.name, reason(err))
	}
	return written, err
}

// beside makes a file next to the one that it will replace. It has the permissions of that one, or those that a new file has.
func beside(place string) (*os.File, error) {
	for {
		name := filepath.Join(filepath.Dir(place), fmt.Sprintf(".%s.%d", filepath.Base(place), rand.Uint32()))
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, permissions(place))
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if err := keepPermissions(f, place, 0); err != nil {
			f.Close()
			os.Remove(name)
			return nil, err
		}
		return f, nil
	}
}

// permissions are those of a file, or if it is not there those that a new file is made with, from which the system takes its umask.
func permissions(place string) os.FileMode {
	if info, err := os.Stat(place); err == nil {
		return info.Mode().Perm()
	}
	return 0o666
}

// keepPermissions gives f the permissions of the file that it will replace, if that is there, and more.
func keepPermissions(f *os.File, place string, more os.FileMode) error {
	info, err := os.Stat(place)
	if err != nil {
		return nil
	}
	return f.Chmod(info.Mode().Perm() | more)
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
	w := bufio.NewWriterSize(named{f, name}, 1<<16)
	err = write(w)
	if e := w.Flush(); err == nil {
		err = e
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
	f, err := beside(place)
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", name, reason(err))
	}
	f.Close()
	return os.Remove(f.Name())
}

// openFile opens a file to read; what says in an error what should stand in the place of a directory.
func openFile(name, what string) (*os.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", name, reason(err))
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, fmt.Errorf("%s is a directory: give %s", name, what)
	}
	return f, nil
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
