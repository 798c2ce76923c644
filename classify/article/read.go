package article

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// DefaultMaxBytes limits a text file, or one line of JSONL: 64 MiB.
const DefaultMaxBytes = 64 << 20

// Options say how to read; the zero value detects what it can.
type Options struct {
	Format   string // "" detects; or html, jsonl, text
	Fields   Fields // names of JSONL fields
	Encoding string // "" detects; or a WHATWG name such as windows-1251
	Language string // language of the articles where the input names none
	MaxBytes int64  // limit of a text file or JSONL line; 0 is DefaultMaxBytes
}

// Formats returns the formats Read accepts, sorted.
func Formats() []string { return []string{"html", "jsonl", "text"} }

// Read yields the articles of r. An error is a *Problem or comes from r; after
// a bad JSONL record reading goes on with the next line. JSONL takes memory for
// one line at a time, text for the whole file.
func Read(r io.Reader, name string, o Options) iter.Seq2[*Article, error] {
	base := filepath.Base(name)
	return read(r, name, strings.TrimSuffix(base, filepath.Ext(base)), o)
}

func read(r io.Reader, name, id string, o Options) iter.Seq2[*Article, error] {
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	return func(yield func(*Article, error) bool) {
		br := bufio.NewReaderSize(r, 1<<16)
		switch f := format(br, name, o.Format); f {
		case "jsonl":
			readJSONL(br, name, o, yield)
		case "text", "html":
			yield(readWhole(br, name, id, f, o))
		default:
			yield(nil, &Problem{File: name, Found: "format " + f, Remedy: "formats read: " + strings.Join(Formats(), ", ")})
		}
	}
}

func format(br *bufio.Reader, name, forced string) string {
	if forced != "" {
		return forced
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jsonl", ".ndjson":
		return "jsonl"
	case ".html", ".htm", ".xhtml":
		return "html"
	case ".csv":
		return "csv"
	case ".tsv":
		return "tsv"
	}
	head, _ := br.Peek(4096)
	switch {
	case bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff"))), []byte(`{"`)):
		return "jsonl"
	case looksHTML(head):
		return "html"
	}
	return "text"
}

// readWhole reads a file that is one article.
func readWhole(r io.Reader, name, id, form string, o Options) (*Article, error) {
	b, err := io.ReadAll(io.LimitReader(r, o.MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) > o.MaxBytes {
		return nil, &Problem{File: name, Found: fmt.Sprintf("more than %d bytes", o.MaxBytes), Remedy: "split the file or raise MaxBytes"}
	}
	text, note, err := decode(b, o.Encoding, name)
	if err != nil {
		return nil, err
	}
	var a *Article
	if form == "html" {
		if a, err = readPage(text, id, name, o); err != nil {
			return nil, err
		}
		if note != "" {
			a.Notes = append(a.Notes, note)
		}
		return a, nil
	}
	a = FromText(id, "", text)
	if len(a.Paragraphs) == 0 {
		return nil, &Problem{File: name, Found: "no text", Remedy: "give a file with at least one line of text"}
	}
	mark(a.Paragraphs)
	if a.Paragraphs[0].Kind == Heading {
		a.Title = a.Paragraphs[0].Text
	}
	a.Path, a.Language = name, o.Language
	if note != "" {
		a.Notes = append(a.Notes, note)
	}
	return a, nil
}

// Files yields the articles of files, of directories (all below, sorted; hidden
// files and formats not read are left out) and of stdin for "-". A text file's
// ID is its base name without extension; below a directory it is the relative
// path, so that it is unique. A file that cannot be opened is an error.
func Files(paths []string, stdin io.Reader, o Options) iter.Seq2[*Article, error] {
	return func(yield func(*Article, error) bool) {
		for _, p := range paths {
			if !files(p, stdin, o, yield) {
				return
			}
		}
	}
}

func files(p string, stdin io.Reader, o Options, yield func(*Article, error) bool) bool {
	if p == "-" {
		return each(read(stdin, "stdin", "stdin", o), yield)
	}
	st, err := os.Stat(p)
	if err != nil {
		return yield(nil, &Problem{File: p, Found: err.Error(), Remedy: "give a file, a directory or -"})
	}
	if !st.IsDir() {
		return one(p, strings.TrimSuffix(filepath.Base(p), filepath.Ext(p)), o, yield)
	}
	var found []string
	err = filepath.WalkDir(p, func(f string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case f != p && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return filepath.SkipDir
			}
		case d.Type().IsRegular() && slices.Contains([]string{".txt", ".text", ".jsonl", ".ndjson"}, strings.ToLower(filepath.Ext(f))):
			found = append(found, f)
		}
		return nil
	})
	if err == nil && len(found) == 0 {
		err = &Problem{File: p, Found: "a directory without articles", Remedy: "it should hold .txt, .text, .jsonl or .ndjson files"}
	}
	if err != nil && !yield(nil, err) {
		return false
	}
	for _, f := range found {
		rel, err := filepath.Rel(p, f)
		if err != nil {
			rel = f
		}
		if !one(f, filepath.ToSlash(strings.TrimSuffix(rel, filepath.Ext(rel))), o, yield) {
			return false
		}
	}
	return true
}

func one(path, id string, o Options, yield func(*Article, error) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(nil, &Problem{File: path, Found: err.Error()})
	}
	defer f.Close()
	return each(read(f, path, id, o), yield)
}

func each(s iter.Seq2[*Article, error], yield func(*Article, error) bool) bool {
	for a, err := range s {
		if !yield(a, err) {
			return false
		}
	}
	return true
}
