package main

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
)

// fastText adds rows for models of 10 and 100 dimensions with word pairs. It is fed normalised tokens; making these is not in its time.
func fastText(b *bench) error {
	program, err := exec.LookPath("fasttext")
	if err != nil {
		b.note("fastText is left out: no fasttext on the path.")
		return nil
	}
	for _, dim := range []string{"10", "100"} {
		p := b.add("fastText dim " + dim)
		if p == nil {
			continue
		}
		name := "fasttext" + dim
		model := b.at(name + ".bin")
		b.command(p, train, trainSize, 1, "", program, "supervised", "-input", b.at("train.labelled"), "-output", b.at(name),
			"-dim", dim, "-wordNgrams", "2", "-minCount", "2", "-lr", "0.5", "-epoch", "5", "-thread", "2", "-verbose", "0")
		b.command(p, file, fileSize, 1, name+".scored", program, "predict-prob", model, b.at("all.tokens"), strconv.Itoa(len(classes)))
		b.command(p, cold, coldSize, 1000, name+".scored1", program, "predict-prob", model, b.at("one.tokens"), strconv.Itoa(len(classes)))
		b.step(p.name+": scoring", 0, func() error { // what the file takes longer than one article
			whole, start := last(p.values[file]), last(p.values[cold])/1000
			p.put(rate, float64(len(b.corpus.all())-12)/(whole-start))
			return nil
		})
		b.step(p.name+": macro-F1", 1, func() error {
			if _, _, _, err := b.run(name+".test", program, "predict", model, b.at("test.tokens")); err != nil {
				return err
			}
			return b.labelled(p, name+".test")
		})
	}
	b.note("fastText: paragraphs/s are those of the whole file less the time of one article; its input is already tokens in lower case.")
	return nil
}

func last(v []float64) float64 { return v[len(v)-1] }

// labelled puts the macro-F1 of a file with one predicted class a line, with or without fastText's prefix, and whatever behind it.
func (b *bench) labelled(p *peer, name string) error {
	text, err := os.ReadFile(b.at(name))
	if err != nil {
		return err
	}
	var pred []int
	for line := range strings.Lines(string(text)) {
		word, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		pred = append(pred, slices.Index(classes, strings.TrimPrefix(word, "__label__")))
	}
	if len(pred) != len(b.corpus.test) {
		return fmt.Errorf("%s: %d lines for %d paragraphs", name, len(pred), len(b.corpus.test))
	}
	p.put(f1, b.macroF1(pred))
	return nil
}
