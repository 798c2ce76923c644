package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/labels"
)

// separate refuses outputs that would overwrite one another or anything that is read: articles and directories of them, corpora, models,
// configurations, vectors, schemes. Every verb that writes files calls it before it reads or writes anything. Names that are empty are
// passed over in read; in written they are standard output, as - is. Devices and pipes may be read and written by whoever likes.
func separate(s streams, read, written []string) error {
	var outs []spot
	for _, name := range written {
		out := s.written(name)
		for _, other := range outs {
			if out.is(other) && !(out.stream && other.stream) {
				return fmt.Errorf("two outputs are one file, %s and %s: give each a name of its own", other.name, out.name)
			}
		}
		outs = append(outs, out)
	}
	for _, name := range read {
		if name == "" {
			continue
		}
		in := s.read(name)
		if slices.ContainsFunc(outs, in.is) {
			return fmt.Errorf("%s is the input and the output: write to another file", in.name)
		}
		if !slices.ContainsFunc(outs, spot.regular) {
			continue // nothing that is in a directory is written over, and it need not be read for that
		}
		for _, f := range article.Inside(name) {
			if slices.ContainsFunc(outs, filePlace(f).is) {
				return fmt.Errorf("the output %s is one of the files in %s, which are read: write it elsewhere", f, name)
			}
		}
	}
	return nil
}

// spot is where a name leads.
type spot struct {
	name   string      // for messages
	clean  string      // with links followed as far as there are files; "" for a stream
	info   os.FileInfo // nil if nothing is there yet
	stream bool        // standard input or output
}

// is tells whether two places are one file, there or yet to be made.
func (p spot) is(other spot) bool {
	if p.info != nil && other.info != nil {
		return p.regular() && os.SameFile(p.info, other.info)
	}
	return p.info == nil && other.info == nil && p.clean != "" && p.clean == other.clean
}

// regular tells whether a file is there, and no device, pipe or directory.
func (p spot) regular() bool { return p.info != nil && p.info.Mode().IsRegular() }

// read is where a name leads that is read.
func (s streams) read(name string) spot {
	if name == "-" {
		return streamPlace("standard input", s.in)
	}
	return filePlace(name)
}

// written is where a name leads that is written.
func (s streams) written(name string) spot {
	if name == "" || name == "-" {
		return streamPlace("standard output", s.out)
	}
	return filePlace(name)
}

func streamPlace(name string, stream any) spot {
	p := spot{name: name, stream: true}
	if f, ok := stream.(interface{ Stat() (os.FileInfo, error) }); ok {
		p.info, _ = f.Stat()
	}
	return p
}

func filePlace(name string) spot {
	p := spot{name: name}
	p.info, _ = os.Stat(name)
	p.clean = name
	if whole, err := filepath.Abs(name); err == nil {
		p.clean = whole
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(p.clean)); err == nil {
		p.clean = filepath.Join(dir, filepath.Base(p.clean))
	}
	return p
}

// orInput are the arguments of a verb that reads standard input if there are none.
func orInput(args []string) []string {
	if len(args) == 0 {
		return []string{"-"}
	}
	return args
}

// modelFiles are the models among the names that are files.
func modelFiles(names ...string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return slices.Contains(classify.Builtins(), name) })
}

// files are the files that the flags of coded data name: the inputs, and the scheme if it is one.
func (o *coded) files() []string {
	if _, ok := labels.Builtin(o.scheme); ok || o.scheme == "infer" {
		return o.inputs
	}
	return append(slices.Clip(o.inputs), o.scheme)
}

// kept are the files that a run of parley score writes: where it can be gone on with also those beside its output.
func (sc *scoring) kept() []string {
	place, regular, err := destination(sc.out)
	if err != nil || !regular || sc.out == "" || sc.out == "-" || !sc.format.Apart() {
		return []string{sc.out}
	}
	return []string{sc.out, place + partialSuffix, place + checkpointSuffix, place + checkpointSuffix + newSuffix}
}
