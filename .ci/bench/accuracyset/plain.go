package main

import (
	"fmt"
	"path"
	"strconv"
	"strings"
)

// sentences reads lines of class and text; the published figure is a 10-fold cross-validation over all.
func sentences(name string) func(r []*repository) (map[string][]line, error) {
	return func(r []*repository) (map[string][]line, error) {
		all, err := labelled(r[0], "data/"+name+".all", " ", "")
		return map[string][]line{"all": all}, err
	}
}

// questions reads the TREC questions with their six coarse classes.
func questions(r []*repository) (map[string][]line, error) {
	train, err := labelled(r[0], "data/TREC.train.all", " ", "train-")
	if err != nil {
		return nil, err
	}
	test, err := labelled(r[0], "data/TREC.test.all", " ", "test-")
	return map[string][]line{"train": train, "test": test}, err
}

// r8 reads the eight topics of Reuters-21578 of the TextGCN tables.
func r8(r []*repository) (map[string][]line, error) {
	train, err := labelled(r[0], "data/R8/train.txt", "\t", "train-")
	if err != nil {
		return nil, err
	}
	test, err := labelled(r[0], "data/R8/test.txt", "\t", "test-")
	return map[string][]line{"train": train, "test": test}, err
}

// labelled reads lines of class, separator and text.
func labelled(r *repository, file, separator, prefix string) ([]line, error) {
	text, err := r.file(file)
	if err != nil {
		return nil, err
	}
	var out []line
	for i, l := range lines(text) {
		label, text, ok := strings.Cut(l, separator)
		if !ok {
			return nil, fmt.Errorf("%s:%d: no class before the text", file, i+1)
		}
		out = append(out, line{ID: prefix + strconv.Itoa(i+1), Text: text, Label: label})
	}
	return out, nil
}

// mrSplit reads the split of the movie reviews of the TextGCN tables.
func mrSplit(r []*repository) (map[string][]line, error) {
	text, err := r[0].file("data/corpus/mr.txt")
	if err != nil {
		return nil, err
	}
	index, err := r[0].file("data/mr.txt")
	if err != nil {
		return nil, err
	}
	t, x := lines(text), lines(index)
	if len(t) != len(x) {
		return nil, fmt.Errorf("data/mr.txt: %d lines for %d texts", len(x), len(t))
	}
	out := map[string][]line{}
	for i := range t {
		cell := strings.Split(x[i], "\t")
		if len(cell) != 3 {
			return nil, fmt.Errorf("data/mr.txt:%d: %d cells, want number, part, class", i+1, len(cell))
		}
		out[cell[1]] = append(out[cell[1]], line{ID: cell[0], Text: t[i], Label: cell[2]})
	}
	return out, nil
}

// folders reads one text a file from PART/CLASS/.
func folders(dir, train, test string) func(r []*repository) (map[string][]line, error) {
	return func(r []*repository) (map[string][]line, error) {
		out := map[string][]line{}
		for part, from := range map[string]string{"train": train, "test": test} {
			err := r[0].walk([]string{dir + "/" + from}, func(file, text string) {
				class := path.Base(path.Dir(file))
				out[part] = append(out[part], line{ID: class + "/" + path.Base(file), Text: text, Label: class})
			})
			if err != nil {
				return nil, err
			}
		}
		return out, nil
	}
}

// imdb reads the movie reviews of Maas et al. (2011) that have a class.
func imdb(r []*repository) (map[string][]line, error) {
	out := map[string][]line{}
	for _, part := range []string{"train", "test"} {
		for _, class := range []string{"neg", "pos"} {
			err := r[0].walk([]string{"aclImdb/" + part + "/" + class}, func(file, text string) {
				out[part] = append(out[part], line{ID: class + "/" + path.Base(file), Text: text, Label: class})
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}
