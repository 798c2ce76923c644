package main

import (
	"context"
	"io"
	"os"
)

// interruptible is a reader whose Read returns when the context ends, though there be nothing to read.
type interruptible struct {
	ctx  context.Context
	r    io.Reader
	buf  []byte
	rest []byte // that has been read and not yet been taken
	err  error  // after the rest
	got  chan struct{}
}

// Read reads what is there. What a Read that was interrupted would have brought is lost.
func (i *interruptible) Read(p []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	if len(i.rest) == 0 && i.err == nil {
		if i.buf == nil {
			i.buf, i.got = make([]byte, 64<<10), make(chan struct{}, 1)
		}
		go func() {
			n, err := i.r.Read(i.buf)
			i.rest, i.err = i.buf[:n], err
			i.got <- struct{}{}
		}()
		select {
		case <-i.ctx.Done():
			return 0, i.ctx.Err()
		case <-i.got:
		}
	}
	if len(i.rest) == 0 {
		return 0, i.err
	}
	n := copy(p, i.rest)
	i.rest = i.rest[n:]
	return n, nil
}

// Stat says what is read, if it is a file.
func (i *interruptible) Stat() (os.FileInfo, error) {
	if f, ok := i.r.(interface{ Stat() (os.FileInfo, error) }); ok {
		return f.Stat()
	}
	return nil, os.ErrInvalid
}

// until does work that takes no notice of the context all the time, such as replicates of a bootstrap, and leaves it when the context ends: the
// process is about to end, and what the work would give is not wanted any more.
func until(ctx context.Context, work func() error) error {
	done := make(chan error, 1)
	go func() { done <- work() }()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case err := <-done:
		return err
	}
}
