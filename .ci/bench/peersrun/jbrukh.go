package main

import (
	"runtime"
	"strings"
	"sync"

	"github.com/jbrukh/bayesian"
)

// jbrukh adds a row for github.com/jbrukh/bayesian as its README uses it: words between spaces in lower case, learned one paragraph after
// another.
func jbrukh(b *bench) error {
	p := b.add("jbrukh/bayesian")
	if p == nil {
		return nil
	}
	var c *bayesian.Classifier
	var names []bayesian.Class
	for _, k := range classes {
		names = append(names, bayesian.Class(k))
	}
	words := func(text string) []string { return strings.Fields(strings.ToLower(text)) }
	b.step(p.name+": train", 0, func() error {
		p.put(train, b.timed(2, func() {
			c = bayesian.NewClassifier(names...)
			for _, q := range b.corpus.train {
				c.Learn(words(q.text), names[q.class])
			}
		}))
		return nil
	})
	b.step(p.name+": scoring", 0, func() error {
		texts := textsOf(b.corpus.all())
		p.put(rate, float64(len(texts))/b.timed(1, func() {
			for _, t := range texts {
				c.ProbScores(words(t))
			}
		}))
		if runtime.NumCPU() > 1 && !b.cpu {
			p.put(rateTwo, float64(len(texts))/b.timed(2, func() {
				var wait sync.WaitGroup
				for _, part := range [][]string{texts[:len(texts)/2], texts[len(texts)/2:]} {
					wait.Go(func() {
						for _, t := range part {
							c.ProbScores(words(t))
						}
					})
				}
				wait.Wait()
			}))
		}
		return nil
	})
	b.step(p.name+": macro-F1", 1, func() error {
		var pred []int
		for _, q := range b.corpus.test {
			s, _, _ := c.LogScores(words(q.text))
			pred = append(pred, best(s))
		}
		p.put(f1, b.macroF1(pred))
		return nil
	})
	b.note("jbrukh/bayesian: timed within a process that has the texts in memory; it writes no file.")
	return nil
}
