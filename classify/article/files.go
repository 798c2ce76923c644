package article

import (
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/parley-go/parley/labels/file"
)

// Files yields the articles of files, of directories (all below, sorted; hidden
// files and names that tell no format are left out) and of stdin for "-". A
// file's ID is its base name without extension; below a directory it is the
// relative path, with the extension where two files differ in nothing else. A
// file that cannot be opened is an error, and reading goes on with the next.
func Files(paths []string, stdin io.Reader, o Options) iter.Seq2[*Article, error] {
	return func(yield func(*Article, error) bool) {
		for r := range Records(paths, stdin, o) {
			if !yield(r.Article()) {
				return
			}
		}
	}
}

func files(p string, stdin io.Reader, o Options, yield func(Record) bool) bool {
	if p == "-" {
		return records(o.count(stdin), "stdin", "stdin", o, yield)
	}
	st, err := os.Stat(p)
	if err != nil {
		return yield(bad(&Problem{File: p, Found: err.Error(), Remedy: "give a file, a directory or -"}))
	}
	if !st.IsDir() {
		return one(p, stem(filepath.Base(p)), o, yield)
	}
	found, err := inside(p)
	if err == nil && len(found) == 0 {
		err = &Problem{File: p, Found: "a directory without articles", Remedy: "it should hold .txt, .md, .html, .jsonl, .csv or .tsv files, or those with .gz or .zst"}
	}
	if err != nil && !yield(bad(err)) {
		return false
	}
	names := make([]string, len(found))
	times := map[string]int{}
	for i, f := range found {
		rel, err := filepath.Rel(p, f)
		if err != nil {
			rel = f
		}
		names[i] = filepath.ToSlash(rel)
		times[stem(names[i])]++
	}
	for i, f := range found {
		id := stem(names[i])
		if times[id] > 1 {
			id = names[i]
		}
		if !one(f, id, o, yield) {
			return false
		}
	}
	return true
}

// inside lists the files below a directory in which articles are looked for, sorted.
func inside(dir string) (found []string, err error) {
	err = filepath.WalkDir(dir, func(f string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case f != dir && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return filepath.SkipDir
			}
		case d.Type().IsRegular() && extensions[strings.ToLower(filepath.Ext(file.UnpackedName(f)))] != "":
			found = append(found, f)
		}
		return nil
	})
	return found, err
}

// one yields the records of a file. One that by its name is one article is opened when the record is read.
func one(path, id string, o Options, yield func(Record) bool) bool {
	if whole(o.formatOf(path)) {
		size := int64(0)
		if info, err := os.Stat(path); err == nil {
			size = info.Size()
		}
		return yield(Record{kind: fileRecord, Size: int(size), from: &origin{name: path, o: o}, id: id})
	}
	f, err := os.Open(path)
	if err != nil {
		return yield(bad(unopened(path, err)))
	}
	defer f.Close()
	return records(o.count(f), path, id, o, yield)
}
