package article

import (
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parley-go/parley/labels/file"
)

// Files yields the articles of files, of directories (all below, sorted; hidden
// files and names that tell no format are left out, links are followed) and of stdin for "-". A
// file's ID is its base name without extension; below a directory it is the
// relative path, with the extension where two files differ in nothing else. A
// file or directory that cannot be opened is an error, and reading goes on with
// the next.
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
	found, problems := inside(p)
	if len(found) == 0 && len(problems) == 0 {
		problems = []error{&Problem{File: p, Found: "a directory without articles", Remedy: "it should hold .txt, .md, .html, .jsonl, .csv or .tsv files, or those with .gz or .zst"}}
	}
	for _, err := range problems {
		if !yield(bad(err)) {
			return false
		}
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

// inside lists the files below a directory in which articles are looked for, sorted, and the directories and links that cannot be read. Links are
// followed, to files and to directories, but not to a directory that the link is in.
func inside(dir string) (found []string, problems []error) {
	var walk func(dir string, above []fs.FileInfo)
	walk = func(dir string, above []fs.FileInfo) {
		info, err := os.Stat(dir)
		if err == nil && slices.ContainsFunc(above, func(o fs.FileInfo) bool { return os.SameFile(o, info) }) {
			return
		}
		var entries []fs.DirEntry
		if err == nil {
			entries, err = os.ReadDir(dir) // sorted; those that were read before an error, too
		}
		if err != nil {
			problems = append(problems, unopened(dir, err))
		}
		above = append(above[:len(above):len(above)], info)
		for _, e := range entries {
			path, mode := filepath.Join(dir, e.Name()), e.Type()
			named := extensions[strings.ToLower(filepath.Ext(file.UnpackedName(path)))] != ""
			if strings.HasPrefix(e.Name(), ".") {
				continue
			}
			if mode&fs.ModeSymlink != 0 {
				to, err := os.Stat(path)
				if err != nil {
					if named {
						problems = append(problems, unopened(path, err))
					}
					continue
				}
				mode = to.Mode()
			}
			switch {
			case mode.IsDir():
				walk(path, above)
			case mode.IsRegular() && named:
				found = append(found, path)
			}
		}
	}
	walk(dir, nil)
	return found, problems
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
