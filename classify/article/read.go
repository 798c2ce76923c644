package article

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"iter"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/parley-go/parley/labels/file"
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
	Rows     bool   // records are read by Record.Fields: tables need no column of text, and what is no JSON is a table

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
	name = file.UnpackedName(name)
	return strings.TrimSuffix(name, filepath.Ext(name))
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
	br, done, err := file.Unpack(first, refusal(name))
	if err != nil {
		return yield(bad(err))
	}
	defer done()
	br, f, comma, err := format(br, name, &o)
	if err != nil {
		return yield(bad(err))
	}
	from := &origin{name: name, form: f, o: o}
	switch f {
	case "jsonl":
		return readJSONL(br, from, yield)
	case "csv", "tsv":
		return readTable(br, comma, from, yield)
	}
	return readWhole(br, from, id, yield)
}

// heads look at the first bytes of inputs.
var heads = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, 4096) }}

// refusal makes the problems of a file as a whole.
func refusal(name string) file.Refuse {
	return func(found, remedy string) error { return &Problem{File: name, Found: found, Remedy: remedy} }
}

// format tells the format: the one that is forced, or that the name tells, or
// that the first bytes look like, and for a table what parts its columns. A
// format that is read record by record is decoded here, and o.Encoding
// cleared, where an encoding is given or marked.
func format(br *bufio.Reader, name string, o *Options) (text *bufio.Reader, f string, comma rune, err error) {
	if f = o.formatOf(name); f == "" {
		head := file.Head(br)
		switch t := bytes.TrimSpace(head); {
		case bytes.HasPrefix(t, []byte(`{"`)):
			f = "jsonl"
		case o.Rows:
			f = "csv"
		case looksHTML(head):
			f = "html"
		default:
			f = or(tableHead(head), "text")
		}
	}
	if f != "jsonl" && f != "csv" && f != "tsv" {
		return br, f, 0, nil
	}
	if br, err = file.Stream(br, o.Encoding, refusal(name)); err != nil {
		return nil, "", 0, err
	}
	o.Encoding = ""
	if comma = '\t'; f == "csv" {
		comma = file.Comma(file.Head(br))
	}
	return br, f, comma, nil
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
	text, notes, err := file.Decode(string(b), o.Encoding, form == "html", refusal(name))
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

// mostParts is of how many lines, tags or cells an input may be.
func mostParts(o Options) int { return max(1<<21, int(o.MaxBytes/32)) }

// crowded refuses a text of more lines, or a page of more tags, than an article
// has, before each of them takes the memory of a paragraph: more than 2,097,152,
// or one for each 32 bytes of MaxBytes, if that is more.
func crowded(s, part, parts, name string, o Options) error {
	if n := strings.Count(s, part); n > mostParts(o) {
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
