package main

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"os"
	"runtime/pprof"
	"strings"
	"time"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/labels"
)

// digest trains models, scores every paragraph and prints the SHA-256 of all labels, and of these with all bits of all probabilities: what an
// optimisation must not change, the second but for good reason. Beside it, the time a paragraph: see quietest. The first model is the one that the profile is of.
func (b *bench) digest(profile string) error {
	c, _, err := labels.Read(strings.NewReader(b.coded(b.corpus.train)), labels.ReadOptions{Name: "train", Fields: labels.Fields{Label: "label"}})
	if err != nil {
		return err
	}
	texts := textsOf(b.corpus.all())
	usual := classify.Default("logistic")
	usual.Model.Name = "bayes"
	for i := range usual.Features.Families {
		usual.Features.Families[i].Weighting, usual.Features.Families[i].Unit = features.Count, false
	}
	for _, k := range []struct {
		name string
		cfg  classify.Config
	}{{"logistic", ours("logistic")}, {"bayes", ours("bayes")}, {"bayes, words and characters", usual}} {
		if !b.wanted(k.name) {
			continue
		}
		k.cfg.Folds = 0
		m, _, err := classify.Train(context.Background(), c, k.cfg, classify.Options{})
		if err != nil {
			return err
		}
		v, _, err := features.LearnVectors(k.cfg.Features, textsOf(b.corpus.train))
		if err != nil {
			return err
		}
		v, _ = v.Ranked() // as models have them
		if profile != "" {
			f, err := os.Create(profile)
			if err != nil {
				return err
			}
			if err := pprof.StartCPUProfile(f); err != nil {
				return err
			}
		}
		vector := quietest(b.runs, texts, func() func(string) {
			x := v.NewScratch()
			return func(t string) { x.Vector(t) }
		})
		score := quietest(b.runs, texts, func() func(string) {
			s := m.NewScorer()
			return func(t string) { s.Text(t) }
		})
		if profile != "" {
			pprof.StopCPUProfile()
			profile = ""
		}
		decided, sum := sha256.New(), sha256.New()
		s := m.NewScorer()
		for _, t := range texts {
			r := s.Text(t)
			binary.Write(decided, binary.LittleEndian, r.Set)
			binary.Write(sum, binary.LittleEndian, r.Set)
			binary.Write(sum, binary.LittleEndian, []uint64{uint64(r.Known), uint64(r.Words)})
			binary.Write(sum, binary.LittleEndian, r.Probs)
		}
		fmt.Printf("%s: labels %x, all %x, vector %v, probabilities %v a paragraph\n", k.name, decided.Sum(nil), sum.Sum(nil), vector, score)
	}
	return nil
}

// quietest returns the time of a text. Each round begins anew; of every 16 texts the quickest round counts, as no other work of the machine
// hits the same texts each time.
func quietest(rounds int, texts []string, begin func() func(string)) time.Duration {
	const stretch = 16
	least := make([]time.Duration, (len(texts)+stretch-1)/stretch)
	for r := range rounds {
		do := begin()
		for i := range least {
			start := time.Now()
			for _, t := range texts[i*stretch : min((i+1)*stretch, len(texts))] {
				do(t)
			}
			if took := time.Since(start); r == 0 || took < least[i] {
				least[i] = took
			}
		}
	}
	sum := time.Duration(0)
	for _, d := range least {
		sum += d
	}
	return sum / time.Duration(len(texts))
}
