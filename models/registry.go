package models

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// maker makes the trainers of one name.
type maker struct {
	name string
	make func() Trainer                         // with the defaults
	read func(json.RawMessage) (Trainer, error) // with options: see DecodeTrainer
}

// registry returns a maker for every trainer, sorted by name: a new trainer is a file and a line here. It is not a variable, as a
// blend looks its parts up in it.
func registry() []maker {
	return []maker{
		entry(DefaultBayes()),
		entry(DefaultBlend()),
		entry(DefaultComplement()),
		entry(DefaultLogistic()),
		entry(Majority{}),
		entry(DefaultNBLogistic()),
		entry(DefaultNBSVM()),
		entry(DefaultOrdinal()),
		entry(DefaultSVM()),
	}
}

// entry returns the maker of a trainer whose defaults are def.
func entry[T Trainer](def T) maker {
	return maker{def.Name(), func() Trainer { return def }, func(raw json.RawMessage) (Trainer, error) {
		t := def
		if raw == nil {
			return t, nil
		}
		dec := json.NewDecoder(bytes.NewReader(raw))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&t); err != nil {
			return nil, fmt.Errorf("models: options of %s: %w", def.Name(), err)
		}
		if _, err := dec.Token(); err != io.EOF {
			return nil, fmt.Errorf("models: options of %s: more than one JSON value", def.Name())
		}
		if err := t.Check(); err != nil {
			return nil, err
		}
		return t, nil
	}}
}

// Names returns the names of the trainers, sorted.
func Names() []string {
	var out []string
	for _, e := range registry() {
		out = append(out, e.name)
	}
	return out
}

// New returns the named trainer with its default hyperparameters; ok is false for an unknown name.
func New(name string) (t Trainer, ok bool) {
	for _, e := range registry() {
		if e.name == name {
			return e.make(), true
		}
	}
	return nil, false
}

// DecodeTrainer returns the named trainer with the hyperparameters in raw, a JSON object; fields left out keep their
// defaults, and nil means all defaults. Unknown names, unknown fields, values out of range and anything after the object
// are errors.
func DecodeTrainer(name string, raw json.RawMessage) (Trainer, error) {
	for _, e := range registry() {
		if e.name == name {
			return e.read(raw)
		}
	}
	return nil, fmt.Errorf("models: no trainer %q, want one of %s", name, strings.Join(Names(), ", "))
}
