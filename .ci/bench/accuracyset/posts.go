package main

import (
	"fmt"
	"strconv"
	"strings"
)

// semeval reads SemEval-2016 task 6 A: train and trial are learned from; one pair of files a target, train-TARGET and
// test-TARGET, beside train and test with all of them.
func semeval(r []*repository) (map[string][]line, error) {
	out := map[string][]line{}
	for _, f := range []struct{ part, file string }{{"train", "trainingdata"}, {"train", "trialdata"}, {"test", "testdata-taskA"}} {
		name := "data/" + f.file + "-all-annotations.txt"
		text, err := r[0].file(name)
		if err != nil {
			return nil, err
		}
		for i, l := range lines(text)[1:] {
			cell := strings.Split(l, "\t")
			if len(cell) < 4 {
				return nil, fmt.Errorf("%s:%d: %d cells, want ID, target, tweet, stance", name, i+2, len(cell))
			}
			x := line{ID: f.file + "-" + cell[0], Target: slug(cell[1]), Text: cell[2], Label: cell[3]}
			out[f.part] = append(out[f.part], x)
			out[f.part+"-"+x.Target] = append(out[f.part+"-"+x.Target], x)
		}
	}
	return out, nil
}

// slug is the last telling word of a target, small.
func slug(target string) string {
	for _, s := range []string{"Atheism", "Climate", "Feminist", "Hillary", "Abortion"} {
		if strings.Contains(target, s) {
			return strings.ToLower(s)
		}
	}
	return strings.ToLower(strings.ReplaceAll(target, " ", "-"))
}

// tweets reads one set of TweetEval: train and val are learned from.
func tweets(name string) func(r []*repository) (map[string][]line, error) {
	return func(r []*repository) (map[string][]line, error) {
		classes, err := mapping(r[0], "datasets/"+name+"/mapping.txt")
		if err != nil {
			return nil, err
		}
		return tweetParts(r[0], "datasets/"+name, "", classes)
	}
}

// tweetStance reads the five targets of TweetEval's stance, as semeval does.
func tweetStance(r []*repository) (map[string][]line, error) {
	classes, err := mapping(r[0], "datasets/stance/mapping.txt")
	if err != nil {
		return nil, err
	}
	out := map[string][]line{}
	for _, target := range []string{"abortion", "atheism", "climate", "feminist", "hillary"} {
		parts, err := tweetParts(r[0], "datasets/stance/"+target, target, classes)
		if err != nil {
			return nil, err
		}
		for part, lines := range parts {
			out[part] = append(out[part], lines...)
			out[part+"-"+target] = lines
		}
	}
	return out, nil
}

// mapping reads lines of number, tab, name.
func mapping(r *repository, file string) (map[string]string, error) {
	text, err := r.file(file)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, l := range lines(text) {
		if number, name, ok := strings.Cut(l, "\t"); ok {
			out[number] = name
		}
	}
	return out, nil
}

func tweetParts(r *repository, dir, target string, classes map[string]string) (map[string][]line, error) {
	out := map[string][]line{}
	for _, p := range []struct{ part, from string }{{"train", "train"}, {"train", "val"}, {"test", "test"}} {
		text, err := r.file(dir + "/" + p.from + "_text.txt")
		if err != nil {
			return nil, err
		}
		labels, err := r.file(dir + "/" + p.from + "_labels.txt")
		if err != nil {
			return nil, err
		}
		t, l := lines(text), lines(labels)
		if len(t) != len(l) {
			return nil, fmt.Errorf("%s: %d texts of %s, %d labels", dir, len(t), p.from, len(l))
		}
		for i := range t {
			class, ok := classes[l[i]]
			if !ok {
				return nil, fmt.Errorf("%s/%s_labels.txt:%d: no class %q", dir, p.from, i+1, l[i])
			}
			id := p.from + "-" + strconv.Itoa(i+1)
			if target != "" {
				id = target + "-" + id
			}
			out[p.part] = append(out[p.part], line{ID: id, Target: target, Text: t[i], Label: class})
		}
	}
	return out, nil
}
