package file

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// Refuse makes the error of a reader: what was found, and what would have been right.
type Refuse func(found, remedy string) error

// Unpack looks for the marks of gzip and zstd at the beginning of br and returns a reader of what is inside, br itself if it is not packed. done
// must be called at the end. What is packed wrongly is refused when it is read.
func Unpack(br *bufio.Reader, refuse Refuse) (inside *bufio.Reader, done func(), err error) {
	head, _ := br.Peek(4)
	packed := func(err error) error {
		return refuse("packed data that cannot be unpacked: "+err.Error(), "pack the file again, or give it unpacked")
	}
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		z, err := gzip.NewReader(br)
		if err != nil {
			return nil, nil, packed(err)
		}
		return bufio.NewReaderSize(&guarded{z, packed}, 4096), func() {}, nil
	case bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")):
		z, err := zstd.NewReader(br, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(128<<20))
		if err != nil {
			return nil, nil, packed(err)
		}
		return bufio.NewReaderSize(&guarded{z, packed}, 4096), z.Close, nil
	}
	return br, func() {}, nil
}

// guarded turns the errors of an unpacker into refusals of the file.
type guarded struct {
	r    io.Reader
	wrap func(error) error
}

func (g *guarded) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = g.wrap(err)
	}
	return n, err
}

// UnpackedName is the name of a file without .gz or .zst at its end.
func UnpackedName(name string) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".gz", ".zst":
		return name[:strings.LastIndexByte(name, '.')]
	}
	return name
}
