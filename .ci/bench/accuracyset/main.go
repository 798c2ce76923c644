// Command accuracyset turns public text sets into the JSONL that parley reads, so that .ci/bench/accuracy can measure on
// them. It takes the repositories that hold the sets, cloned by the user, and writes SET/train.jsonl and SET/test.jsonl
// (SET/all.jsonl where the published figure is a cross-validation). Nothing of the sets is kept in this repository.
//
//	go run ./.ci/bench/accuracyset REPOSITORIES OUT [SET...]
//
// REPOSITORIES holds one clone a folder, named OWNER+NAME or OWNER/NAME, with or without a work tree.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// line is one text of a set. Label is a name, or a list of names where texts may have several.
type line struct {
	ID      string `json:"id"`
	Article string `json:"article"`
	Target  string `json:"target,omitempty"` // what the stance is toward, where a set has several targets
	Text    string `json:"text"`
	Label   any    `json:"label"`
}

// converter reads one set from the clone of its repository.
type converter struct {
	repos   []string // OWNER/NAME, the first holds the texts
	convert func(r []*repository) (map[string][]line, error)
}

var sets = map[string]converter{
	"semeval":         {[]string{"BinLiang-NLP/TPDG"}, semeval},
	"gwsd":            {[]string{"yiweiluo/GWStance"}, gwsd},
	"gvfc":            {[]string{"arajshah/NLP_headline_body_sentiment", "dnaaun/openFraming"}, gvfc},
	"tweet-emotion":   {[]string{"cardiffnlp/tweeteval"}, tweets("emotion")},
	"tweet-hate":      {[]string{"cardiffnlp/tweeteval"}, tweets("hate")},
	"tweet-irony":     {[]string{"cardiffnlp/tweeteval"}, tweets("irony")},
	"tweet-offensive": {[]string{"cardiffnlp/tweeteval"}, tweets("offensive")},
	"tweet-stance":    {[]string{"cardiffnlp/tweeteval"}, tweetStance},
	"mr":              {[]string{"harvardnlp/sent-conv-torch"}, sentences("rt-polarity")},
	"subj":            {[]string{"harvardnlp/sent-conv-torch"}, sentences("subj")},
	"cr":              {[]string{"harvardnlp/sent-conv-torch"}, sentences("custrev")},
	"mpqa":            {[]string{"harvardnlp/sent-conv-torch"}, sentences("mpqa")},
	"trec":            {[]string{"harvardnlp/sent-conv-torch"}, questions},
	"r8":              {[]string{"yao8839836/text_gcn"}, r8},
	"ohsumed":         {[]string{"yao8839836/text_gcn"}, folders("data/ohsumed_single_23", "training", "test")},
	"20ng":            {[]string{"yao8839836/text_gcn"}, folders("data/20ng", "20news-bydate-train", "20news-bydate-test")},
	"mr-split":        {[]string{"yao8839836/text_gcn"}, mrSplit},
	"reuters":         {[]string{"loki86/ksr_zadanie1V2"}, reuters},
	"imdb":            {[]string{"PVidyadhar/Detection-of-Fraud-apps-using-Sentiment-Analysis"}, imdb},
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: accuracyset REPOSITORIES OUT [SET...]")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		fmt.Fprintln(os.Stderr, "accuracyset:", err)
		os.Exit(1)
	}
}

func run(from, to string, names []string) error {
	if len(names) == 0 {
		for name := range sets {
			names = append(names, name)
		}
		slices.Sort(names)
	}
	var failed error
	for _, name := range names {
		if err := convert(from, to, name); err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s: %w", name, err))
		}
	}
	return failed
}

func convert(from, to, name string) error {
	c, ok := sets[name]
	if !ok {
		return fmt.Errorf("no such set")
	}
	var repos []*repository
	for _, at := range c.repos {
		r, err := open(from, at)
		if err != nil {
			return err
		}
		repos = append(repos, r)
	}
	files, err := c.convert(repos)
	if err != nil {
		return err
	}
	var parts []string
	for part := range files {
		parts = append(parts, part)
	}
	slices.Sort(parts)
	for _, part := range parts {
		if err := write(filepath.Join(to, name, part+".jsonl"), files[part]); err != nil {
			return err
		}
		fmt.Printf("%s/%s.jsonl\t%d\n", name, part, len(files[part]))
	}
	return nil
}

func write(file string, lines []line) error {
	if len(lines) == 0 {
		return fmt.Errorf("%s: nothing found", file)
	}
	var out []byte
	for _, l := range lines {
		l.Article = l.ID
		b, err := json.Marshal(l)
		if err != nil {
			return err
		}
		out = append(append(out, b...), '\n')
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	return os.WriteFile(file, out, fs.FileMode(0o666))
}
