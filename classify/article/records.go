package article

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/parley-go/parley/labels/file"
)

// Record is an article that has been found and not yet read: a line of JSONL, a row of a table, or a file. Finding records is quick and
// goes in order; reading them takes most of the time and may be done by many goroutines at once, one a record. A Record is read once.
type Record struct {
	// Size is about how many bytes the record holds.
	Size int
	// Pause tells that all bytes at hand have been used: finding the next record waits for a disk, a network or a person.
	Pause bool

	from *origin
	kind recordKind
	line int
	raw  []byte        // of a line
	row  []string      // of a table
	buf  *bytes.Buffer // that holds raw, if it goes back to buffers
	id   string        // of a file
	err  error
}

type recordKind uint8

const (
	badRecord   recordKind = iota // err says what is wrong
	lineRecord                    // of JSONL
	rowRecord                     // of a table
	fileRecord                    // a file that is yet to be opened
	wholeRecord                   // a stream that is one article, all in raw
)

// origin is where records come from. It is not changed once records have been made of it.
type origin struct {
	name string
	form string
	o    Options
	head []string // names of the columns
}

// Article reads the record. An error is a *Problem or comes from the input.
func (r *Record) Article() (*Article, error) {
	a, err := r.read()
	if err != nil {
		return nil, err
	}
	markLanguages(a)
	if !r.from.o.NoQuotes {
		markQuotes(a.Paragraphs)
	}
	return a, nil
}

func (r *Record) read() (*Article, error) {
	switch r.kind {
	case lineRecord:
		return object(r.raw, r.from.name, r.line, r.from.o)
	case rowRecord:
		return rowArticle(r.row, r.from.head, r.from.name, r.line, r.from.o)
	case fileRecord:
		return r.open()
	case wholeRecord:
		a, err := wholeArticle(r.raw, r.from.name, r.id, r.from.form, r.from.o)
		if r.buf.Cap() < 1<<20 {
			buffers.Put(r.buf)
		}
		return a, err
	}
	return nil, r.err
}

// open reads a file that is one article.
func (r *Record) open() (a *Article, err error) {
	f, err := os.Open(r.from.name)
	if err != nil {
		return nil, unopened(r.from.name, err)
	}
	defer f.Close()
	records(r.from.o.count(f), r.from.name, r.id, r.from.o, func(whole Record) bool {
		a, err = whole.read()
		return false
	})
	return a, err
}

// Sum writes what makes the record what it is, so that a digest of all records up to a place tells whether an input is still the same: the
// bytes of a line, the cells of a row and the names of their columns; of a file that is one article its name, size and time of change.
func (r *Record) Sum(w io.Writer) {
	part := func(s string) {
		var n [8]byte
		binary.LittleEndian.PutUint64(n[:], uint64(len(s)))
		w.Write(n[:])
		io.WriteString(w, s)
	}
	switch r.kind {
	case lineRecord, wholeRecord:
		var n [8]byte
		binary.LittleEndian.PutUint64(n[:], uint64(len(r.raw)))
		w.Write(n[:])
		w.Write(r.raw)
	case rowRecord:
		for _, name := range r.from.head {
			part(name)
		}
		for _, cell := range r.row {
			part(cell)
		}
	case fileRecord:
		part(r.from.name)
		if info, err := os.Stat(r.from.name); err == nil {
			part(fmt.Sprint(info.Size(), info.ModTime().UnixNano()))
		}
	case badRecord:
		part(r.err.Error())
	}
}

// Records yields what [Files] yields, before it is read. Problems of an input as a whole are records that cannot be read.
func Records(paths []string, stdin io.Reader, o Options) iter.Seq[Record] {
	return func(yield func(Record) bool) {
		for _, p := range paths {
			if !files(p, stdin, o, yield) {
				return
			}
		}
	}
}

// read yields the articles of a stream.
func read(r io.Reader, name, id string, o Options) iter.Seq2[*Article, error] {
	return func(yield func(*Article, error) bool) {
		records(r, name, id, o, func(r Record) bool { return yield(r.Article()) })
	}
}

// bad is the record of a problem.
func bad(err error) Record { return Record{kind: badRecord, err: err, Pause: true} }

// unopened is the problem of a file that cannot be opened.
func unopened(path string, err error) error {
	return &Problem{File: path, Found: err.Error(), Remedy: "check its name and permissions"}
}

// Size returns how many bytes the files and directories hold in which Files looks for articles; ok is false if one cannot be known
// beforehand, as standard input.
func Size(paths []string) (bytes int64, ok bool) {
	for _, p := range paths {
		info, err := os.Stat(p)
		switch {
		case p == "-" || err != nil || !info.IsDir() && !info.Mode().IsRegular():
			return 0, false
		case !info.IsDir():
			bytes += info.Size()
			continue
		}
		found, problems := inside(p)
		if len(problems) > 0 {
			return 0, false
		}
		for _, f := range found {
			if info, err := os.Stat(f); err == nil {
				bytes += info.Size()
			}
		}
	}
	return bytes, true
}

// Inside lists the files below a directory in which Files looks for articles, sorted; none if path is no directory.
func Inside(path string) []string {
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return nil
	}
	found, _ := inside(path)
	return found
}

// counted adds the bytes that are read to a sum.
type counted struct {
	r io.Reader
	n *atomic.Int64
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n.Add(int64(n))
	return n, err
}

// count counts the bytes of r if that was asked for.
func (o *Options) count(r io.Reader) io.Reader {
	if o.Count == nil {
		return r
	}
	return counted{r, o.Count}
}

// whole tells whether a format has one article a file.
func whole(format string) bool { return format == "text" || format == "markdown" || format == "html" }

// formatOf returns the format that the options or the name tell, "" for neither.
func (o *Options) formatOf(name string) string {
	if o.Format != "" {
		return o.Format
	}
	return extensions[strings.ToLower(filepath.Ext(file.UnpackedName(name)))]
}
