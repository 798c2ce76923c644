// Command further rebuilds the coded paragraphs that labels/further.tsv lists, whose texts stand in public repositories and not in this one:
//
//	go run ./.ci/further REPOSITORIES [-o FILE]
//
// REPOSITORIES holds one clone a folder, named OWNER+NAME, with or without a work tree. FILE (default: standard output) gets JSONL that parley train reads, in
// the order of the list, always the same bytes. A paragraph is found by its print: the first 16 hexadecimal digits of the SHA-256 of its text, with single spaces. If any is
// missing nothing is written, and the error tells what to clone or fetch.
//
//	cut -f2 labels/further-articles.tsv | sed 1d | sort -u | while read r; do git clone --bare https://github.com/$r clones/${r/\//+}; done
//	go run ./.ci/further clones -o further.jsonl
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// row is a coded paragraph as parley train reads it.
type row struct {
	ID       string   `json:"id"`
	Article  string   `json:"article"`
	Para     int      `json:"para"`
	Title    string   `json:"title"`
	Source   string   `json:"source"`
	Date     string   `json:"date"`
	Conflict string   `json:"conflict"`
	Genre    string   `json:"genre"`
	Kind     string   `json:"kind"`
	Stance   string   `json:"stance"`
	Frames   []string `json:"frames"`
	Text     string   `json:"text"`
}

func main() {
	flags := flag.NewFlagSet("further", flag.ExitOnError)
	flags.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: go run ./.ci/further REPOSITORIES [-o FILE]")
		flags.PrintDefaults()
	}
	out := flags.String("o", "", "`FILE` to write (default: standard output)")
	labels := flags.String("list", "labels", "`FOLDER` of further.tsv and further-articles.tsv")
	var folders []string
	for rest := os.Args[1:]; len(rest) > 0; { // flags may stand before the folder and after it
		flags.Parse(rest)
		if rest = flags.Args(); len(rest) > 0 {
			folders, rest = append(folders, rest[0]), rest[1:]
		}
	}
	if len(folders) != 1 {
		flags.Usage()
		os.Exit(2)
	}
	if err := run(folders[0], *labels, *out); err != nil {
		fmt.Fprintln(os.Stderr, "further:", err)
		os.Exit(1)
	}
}

func run(repositories, labels, out string) error {
	articles, err := list(labels)
	if err != nil {
		return err
	}
	texts, err := find(repositories, articles)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	n := 0
	for _, a := range articles {
		for _, p := range a.paragraphs {
			n++
			err := e.Encode(row{fmt.Sprintf("%s#%02d", a.name, p.number), a.name, p.number, a.title, a.source, a.date, a.conflict, a.genre, "body",
				p.stance, p.frames, texts[p.print]})
			if err != nil {
				return err
			}
		}
	}
	if out == "" {
		_, err := os.Stdout.Write(b.Bytes())
		return err
	}
	if err := write(out, b.Bytes()); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d paragraphs of %d articles in %s\n", n, len(articles), out)
	return nil
}

// find returns the texts of the listed paragraphs by their prints, or an error that tells for each repository how many are missing and why.
func find(folder string, articles []*article) (map[string]string, error) {
	byRepository := map[string][]*article{}
	var names []string
	for _, a := range articles {
		if byRepository[a.repository] == nil {
			names = append(names, a.repository)
		}
		byRepository[a.repository] = append(byRepository[a.repository], a)
	}
	slices.Sort(names)
	texts := map[string]string{}
	var missing []error
	total := 0
	for _, name := range names {
		err := search(folder, name, byRepository[name], texts)
		lost, all := 0, 0
		for _, a := range byRepository[name] {
			for _, p := range a.paragraphs {
				all++
				if _, found := texts[p.print]; !found {
					lost++
				}
			}
		}
		if lost > 0 {
			total += lost
			missing = append(missing, fmt.Errorf("%s: %d of %d: %w", name, lost, all, err))
		}
	}
	if total > 0 {
		return nil, fmt.Errorf("nothing is written, as paragraphs are missing: %d\n%w", total, errors.Join(missing...))
	}
	return texts, nil
}

// search adds the texts of the listed paragraphs of one repository. Its error is the first reason why any is missing.
func search(folder, name string, articles []*article, texts map[string]string) error {
	r, err := open(folder, name)
	if err != nil {
		return err
	}
	defer r.close()
	files := map[string]map[string]string{} // by commit and path, as a file may hold several articles: the texts by print
	var first error
	for _, a := range articles {
		at := a.commit + ":" + a.path
		if files[at] == nil {
			files[at] = map[string]string{}
			data, err := r.file(a.commit, a.path)
			if err != nil && first == nil {
				first = err
			}
			for _, text := range paragraphs(a.path, data) {
				files[at][fingerprint(text)] = text
			}
		}
		for _, p := range a.paragraphs {
			if text, found := files[at][p.print]; found {
				texts[p.print] = text
			} else if first == nil {
				first = fmt.Errorf("%s at %.12s holds no paragraph with the print %s: take .ci/further and labels/further.tsv of one commit", a.path, a.commit, p.print)
			}
		}
	}
	return first
}

// write writes a file whole or not at all.
func write(file string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(file), ".further-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(data); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := errors.Join(f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), file)
}
