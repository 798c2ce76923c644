package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"

	"github.com/parley-go/parley/features"
)

// liblinear adds a row for its dual logistic regression on the features of parley, which it cannot make itself: its times begin with
// numbers in a file, not with text.
func liblinear(b *bench) error {
	learn, err1 := exec.LookPath("liblinear-train")
	predict, err2 := exec.LookPath("liblinear-predict")
	if err1 != nil || err2 != nil {
		b.note("liblinear is left out: no liblinear-train and liblinear-predict on the path.")
		return nil
	}
	p := b.add("liblinear -s 7")
	if p == nil {
		return nil
	}
	v, x, err := features.LearnVectors(ours("logistic").Features, textsOf(b.corpus.train))
	if err != nil {
		return err
	}
	if err := b.sparse("train.sparse", x, b.corpus.train); err != nil {
		return err
	}
	for name, ps := range map[string][]paragraph{"test.sparse": b.corpus.test, "all.sparse": b.corpus.all()} {
		var rows []features.Vector
		for _, q := range ps {
			rows = append(rows, v.Vector(features.Vector{}, q.text))
		}
		if err := b.sparse(name, rows, ps); err != nil {
			return err
		}
	}
	model := b.at("liblinear.model")
	b.command(p, train, trainSize, 1, "", learn, "-s", "7", "-c", "10", "-q", b.at("train.sparse"), model)
	b.command(p, file, fileSize, 1, "", predict, "-b", "1", "-q", b.at("all.sparse"), model, b.at("liblinear.scored"))
	b.step(p.name+": macro-F1", 1, func() error {
		if _, _, _, err := b.run("", predict, "-q", b.at("test.sparse"), model, b.at("liblinear.test")); err != nil {
			return err
		}
		return b.numbered(p, "liblinear.test")
	})
	b.note("liblinear: it begins with the features of parley as numbers in a file.")
	return nil
}

// sparse writes vectors as lines "class feature:value …", features counted from 1.
func (b *bench) sparse(name string, x []features.Vector, ps []paragraph) error {
	f, err := os.Create(b.at(name))
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	for i, v := range x {
		fmt.Fprint(w, ps[i].class)
		for j, id := range v.Index {
			fmt.Fprintf(w, " %d:%.7g", id+1, v.Value[j])
		}
		fmt.Fprintln(w)
	}
	return w.Flush()
}

// numbered puts the macro-F1 of a file with the number of one predicted class a line.
func (b *bench) numbered(p *peer, name string) error {
	f, err := os.Open(b.at(name))
	if err != nil {
		return err
	}
	defer f.Close()
	pred := make([]int, len(b.corpus.test))
	r := bufio.NewReader(f)
	for i := range pred {
		if _, err := fmt.Fscan(r, &pred[i]); err != nil {
			return fmt.Errorf("%s: line %d: %w", name, i+1, err)
		}
	}
	p.put(f1, b.macroF1(pred))
	return nil
}
