package article

import (
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// Files yields the articles of files, of directories (all below, sorted; hidden
// files and names that tell no format are left out) and of stdin for "-". A
// file's ID is its base name without extension; below a directory it is the
// relative path, with the extension where two files differ in nothing else. A
// file that cannot be opened is an error, and reading goes on with the next.
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
		return one(p, stem(filepath.Base(p)), o, yield)
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
		case d.Type().IsRegular() && extensions[strings.ToLower(filepath.Ext(unpackedName(f)))] != "":
			found = append(found, f)
		}
		return nil
	})
	if err == nil && len(found) == 0 {
		err = &Problem{File: p, Found: "a directory without articles", Remedy: "it should hold .txt, .md, .html, .jsonl, .csv or .tsv files, or those with .gz or .zst"}
	}
	if err != nil && !yield(nil, err) {
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

func one(path, id string, o Options, yield func(*Article, error) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(nil, &Problem{File: path, Found: err.Error(), Remedy: "check its name and permissions"})
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
