package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"

	"github.com/parley-go/parley/features"
)

// readVectors reads the vectors of the most frequent words of a file and the digest of the file.
func readVectors(name string) (*features.WordVectors, string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, "", fmt.Errorf("cannot read %s: %w", name, reason(err))
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
