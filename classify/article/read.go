package article

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"
)

// DefaultMaxBytes limits a file that is read whole, one line of JSONL or one
// row of a table: 64 MiB, after decompression.
const DefaultMaxBytes = 64 << 20

// Options say how to read; the zero value detects what it can.
type Options struct {
	Format   string // "" detects; or one of Formats
	Fields   Fields // names of JSONL fields and of columns
	Encoding string // "" detects; or a WHATWG name such as windows-1251
	Language string // language of the articles where the input names none, as a tag such as en or en-GB; "" lets their words vote, as anything else does
	MaxBytes int64  // limit of a whole file, a line or a row; 0 is DefaultMaxBytes
	NoQuotes bool   // leaves Quotes empty, for those who do not show quotations

	Count *atomic.Int64 // if not nil: the bytes of files and standard input are added to it as they are read, as they come, packed or not
}

// Formats returns the formats Read accepts, sorted.
func Formats() []string { return []string{"csv", "html", "jsonl", "markdown", "text", "tsv"} }

// extensions are the formats that names tell, besides which .gz and .zst may
// stand.
var extensions = map[string]string{
	".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html",
	".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv",
}

// Read yields the articles of r. An error is a *Problem or comes from r; after
// a bad record of JSONL or of a table reading goes on with the next. JSONL and
// tables take memory for one record at a time, other files for the whole, as
// the package says. Input packed by gzip or zstd is unpacked, whatever its name.
func Read(r io.Reader, name string, o Options) iter.Seq2[*Article, error] {
	return read(r, name, stem(filepath.Base(name)), o)
}

// stem is a name without its extension and without that of a packed file.
func stem(name string) string {
	name = unpackedName(name)
	return strings.TrimSuffix(name, filepath.Ext(name))
}

func unpackedName(name string) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".gz", ".zst":
		return name[:strings.LastIndexByte(name, '.')]
	}
	return name
}

// records yields the records of a stream and returns false if yield did.
func records(r io.Reader, name, id string, o Options, yield func(Record) bool) bool {
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	o.Language = Language(o.Language)
	o.MaxBytes = min(o.MaxBytes, math.MaxInt64-1) // a byte more is read to see whether there is one
	if o.Format != "" && !slices.Contains(Formats(), o.Format) {
		return yield(bad(&Problem{File: name, Found: "format " + o.Format, Remedy: "formats read: " + strings.Join(Formats(), ", ")}))
	}
	first := heads.Get().(*bufio.Reader)
	first.Reset(r)
	defer func() {
		first.Reset(nil)
		heads.Put(first)
	}()
	br, done, err := unpack(first, name)
	if err != nil {
		return yield(bad(err))
	}
	defer done()
	br, f, err := format(br, name, &o)
	if err != nil {
		return yield(bad(err))
	}
	from := &origin{name: name, form: f, o: o}
	switch f {
	case "jsonl":
		return readJSONL(br, from, yield)
	case "csv":
		return readTable(br, ',', from, yield)
	case "tsv":
		return readTable(br, '\t', from, yield)
	}
	return readWhole(br, from, id, yield)
}

// heads look at the first bytes of inputs.
var heads = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, 4096) }}

// unpack looks for the marks of gzip and zstd. What is packed wrongly is a
// *Problem when it is read.
func unpack(br *bufio.Reader, name string) (*bufio.Reader, func(), error) {
	head, _ := br.Peek(4)
	packed := func(err error) error {
		return &Problem{File: name, Found: "packed data that cannot be unpacked: " + err.Error(), Remedy: "pack the file again, or give it unpacked"}
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

// guarded turns the errors of an unpacker into problems of the file.
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

// format tells the format: the one that is forced, or that the name tells, or
// that the first bytes look like. A format that is read record by record is
// decoded here, and o.Encoding cleared, where an encoding is given or marked.
func format(br *bufio.Reader, name string, o *Options) (*bufio.Reader, string, error) {
	f := o.formatOf(name)
	head, _ := br.Peek(4096)
	wide := marked(string(head))
	if f == "" {
		switch t := bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff"))); {
		case bytes.HasPrefix(t, []byte(`{"`)):
			f = "jsonl"
		case looksHTML(head):
			f = "html"
		default:
			f = or(tableHead(head), "text")
		}
	}
	if f != "jsonl" && f != "csv" && f != "tsv" {
		return br, f, nil
	}
	if wide == nil && o.Encoding != "" {
		var err error
		if wide, err = htmlindex.Get(o.Encoding); err != nil {
			return nil, "", &Problem{File: name, Found: "unknown encoding " + o.Encoding, Remedy: "give a name such as utf-8, windows-1251 or koi8-r"}
		}
	}
	if wide != nil {
		br = bufio.NewReaderSize(transform.NewReader(br, wide.NewDecoder()), 1<<16)
		o.Encoding = ""
	}
	if wide == nil {
		br = bufio.NewReaderSize(br, 1<<16)
	}
	return br, f, nil
}

// buffers hold the bytes of a file until it is decoded, which copies them.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// readWhole yields the record of a stream that is one article.
func readWhole(r io.Reader, from *origin, id string, yield func(Record) bool) bool {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	if _, err := buf.ReadFrom(io.LimitReader(r, from.o.MaxBytes+1)); err != nil {
		return yield(bad(err))
	}
	b := buf.Bytes()
	if int64(len(b)) > from.o.MaxBytes {
		return yield(bad(&Problem{File: from.name, Found: fmt.Sprintf("more than %d bytes", from.o.MaxBytes), Remedy: "split the file or allow more with --max-bytes"}))
	}
	return yield(Record{kind: wholeRecord, Size: len(b), Pause: true, from: from, raw: b, buf: buf, id: id})
}

// wholeArticle reads a text, a Markdown file or a page.
func wholeArticle(b []byte, name, id, form string, o Options) (*Article, error) {
	text, notes, err := decode(string(b), o.Encoding, form, name)
	if err != nil {
		return nil, err
	}
	var a *Article
	switch form {
	case "html":
		a, err = readPage(text, id, name, o)
	case "markdown":
		a, err = readMarkdown(text, id, name, o)
	default:
		a, err = readText(text, id, name, o)
	}
	if err != nil {
		return nil, err
	}
	if a.Title == "" {
		for _, p := range a.Paragraphs {
			if p.Kind == Body {
				break
			}
			if p.Kind == Heading {
				a.Title = p.Text
				break
			}
		}
	}
	a.Notes = append(notes, a.Notes...)
	return a, nil
}

// crowded refuses a text of more lines, or a page of more tags, than an article
// has, before each of them takes the memory of a paragraph: more than 2,097,152,
// or one for each 32 bytes of MaxBytes, if that is more.
func crowded(s, part, parts, name string, o Options) error {
	if n := strings.Count(s, part); n > max(1<<21, int(o.MaxBytes/32)) {
		return &Problem{File: name, Found: fmt.Sprintf("an article of %d %s", n, parts), Remedy: "split the file or allow more with --max-bytes"}
	}
	return nil
}

func readText(text, id, name string, o Options) (*Article, error) {
	if err := crowded(text, "\n", "lines", name, o); err != nil {
		return nil, err
	}
	a := FromText(id, "", text)
	if len(a.Paragraphs) == 0 {
		return nil, &Problem{File: name, Found: "no text", Remedy: "give a file with at least one line of text"}
	}
	mark(a.Paragraphs)
	a.Path, a.Language = name, o.Language
	return a, nil
}
