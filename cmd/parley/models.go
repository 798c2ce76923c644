package main

import (
	"fmt"
	"os"
	"slices"
	"sync"

	"github.com/parley-go/parley/classify"
)

// loadModel reads a model file, or the built-in model of that name.
func loadModel(name string) (*classify.Model, error) {
	if slices.Contains(classify.Builtins(), name) {
		return classify.Builtin(name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("cannot read the model %s: %w (built-in models are %s)", name, reason(err), joinWords(classify.Builtins()))
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a directory: give a model file", name)
	}
	m, err := classify.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return m, nil
}

// loadModels reads the models named, or all built-in ones if none is, at the same time.
func loadModels(names []string) ([]*classify.Model, error) {
	if len(names) == 0 {
		names = []string{"stance", "frames"}
	}
	loaded, failed := make([]*classify.Model, len(names)), make([]error, len(names))
	var wait sync.WaitGroup
	for i, name := range names {
		wait.Go(func() { loaded[i], failed[i] = loadModel(name) })
	}
	wait.Wait()
	var all []*classify.Model
	for n, m := range loaded {
		if failed[n] != nil {
			return nil, failed[n]
		}
		for i, other := range all {
			if other.Scheme().Name == m.Scheme().Name {
				return nil, usagef("-m %s and -m %s both answer %q: give one model a scheme", names[i], names[n], m.Scheme().Name)
			}
		}
		all = append(all, m)
	}
	return all, nil
}
