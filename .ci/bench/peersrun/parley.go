package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/features"
)

// ours is the configuration of the table: stems and pairs of them, 1 + ln tf times idf, unit length; counts for naive Bayes. The options of
// logistic were chosen by macro-F1 in 3 folds of the training paragraphs, articles kept whole, among C 0.5 to 8, with and without class
// weights: .782 at C 4 with them, .776 without, .768 at C 1 without; at a tolerance of 1e-3 as at 1e-4 and 1e-5.
func ours(model string) classify.Config {
	c := classify.Default(model)
	words := features.Family{Kind: "words", Min: 1, Max: 2, Weighting: features.LogIDF, Unit: true, Scale: 1, MinDocs: 2}
	if model == "logistic" {
		c.Model.Options = json.RawMessage(`{"c":4,"balance":"balanced","tolerance":0.001}`)
	}
	if model == "bayes" {
		words.Weighting, words.Unit = features.Count, false
	}
	c.Features.Families = []features.Family{words}
	return c
}

// parley adds the rows of this project: the command for whole processes, the library for single stages.
func parley(b *bench) error {
	if out, err := exec.Command("go", "build", "-o", b.at("parley"), "./cmd/parley").CombinedOutput(); err != nil {
		return fmt.Errorf("go build ./cmd/parley: %w\n%s", err, out)
	}
	for _, model := range []string{"logistic", "bayes"} {
		p := b.add("parley " + model)
		if p == nil {
			continue
		}
		config, err := json.Marshal(ours(model))
		if err != nil {
			return err
		}
		if err := os.WriteFile(b.at(model+".json"), config, 0o644); err != nil {
			return err
		}
		file1 := b.at(model + ".parley")
		b.command(p, train, trainSize, 1, "", b.at("parley"), "train", "--input", b.at("train.jsonl"), "--scheme", "infer", "--label-field", "label",
			"--config", b.at(model+".json"), "--folds", "0", "-o", file1)
		b.command(p, file, fileSize, 1, model+".scored", b.at("parley"), "score", "-m", file1, "--format", "jsonl", b.at("articles.jsonl"))
		b.command(p, cold, coldSize, 1000, model+".scored1", b.at("parley"), "score", "-m", file1, "--format", "jsonl", b.at("article.jsonl"))
		var m *classify.Model
		load := func() (err error) {
			if m != nil {
				return nil
			}
			f, err := os.Open(file1)
			if err != nil {
				return err
			}
			defer f.Close()
			m, err = classify.Read(f)
			return err
		}
		texts, learned := textsOf(b.corpus.all()), textsOf(b.corpus.train)
		v, _, err := features.LearnVectors(ours(model).Features, learned)
		if err != nil {
			return err
		}
		v, _ = v.Ranked() // as models have them
		b.step(p.name+": features", 0, func() error {
			s, size := v.NewScratch(), 0
			seconds := b.timed(1, func() {
				for _, t := range learned {
					s.Vector(t)
					size += len(t)
				}
			})
			p.put(extract, float64(size)/1e6/seconds)
			return nil
		})
		b.step(p.name+": scoring", 0, func() error {
			if err := load(); err != nil {
				return err
			}
			p.put(rate, float64(len(texts))/b.timed(1, func() { scoreWith(m, texts, 1) }))
			if runtime.NumCPU() > 1 && !b.cpu {
				p.put(rateTwo, float64(len(texts))/b.timed(2, func() { scoreWith(m, texts, 2) }))
			}
			return nil
		})
		b.step(p.name+": macro-F1", 1, func() error {
			pred := make([]int, 0, len(b.corpus.test))
			names := m.Scheme().Classes
			s := m.NewScorer()
			for _, t := range b.corpus.test {
				pred = append(pred, slices.Index(classes, names[s.Text(t.text).Set.First()].Name))
			}
			p.put(f1, b.macroF1(pred))
			return nil
		})
	}
	return nil
}

// scoreWith makes the probabilities of all texts on so many goroutines, each with one stretch of them.
func scoreWith(m *classify.Model, texts []string, threads int) {
	var wait sync.WaitGroup
	per := (len(texts) + threads - 1) / threads
	for part := range slices.Chunk(texts, per) {
		wait.Go(func() {
			s := m.NewScorer()
			for _, t := range part {
				s.Text(t)
			}
		})
	}
	wait.Wait()
}

// textsOf returns the texts one after another in memory, as they come from a file.
func textsOf(ps []paragraph) []string {
	var all strings.Builder
	for _, p := range ps {
		all.WriteString(p.text)
	}
	out, rest := make([]string, len(ps)), all.String()
	for i, p := range ps {
		out[i], rest = rest[:len(p.text)], rest[len(p.text):]
	}
	return out
}

// command adds a run of a program that fills two figures: its time, in units of so many a second, and its peak memory.
func (b *bench) command(p *peer, timeOf, sizeOf int, unit float64, out, program string, args ...string) {
	p.how = append(p.how, commandLine(program, args))
	if timeOf == train && b.trained {
		return
	}
	b.step(p.name+": "+titles[timeOf], 0, func() error {
		s, size, _, err := b.run(out, program, args...)
		if err != nil {
			return err
		}
		p.put(timeOf, unit*s)
		p.put(sizeOf, size)
		return nil
	})
}

func commandLine(program string, args []string) string {
	line := program
	for _, a := range args {
		line += " " + a
	}
	return line
}
