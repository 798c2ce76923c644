package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/report"
	"github.com/parley-go/parley/labels"
)

// maxReport is the largest report that is read, in bytes.
const maxReport = 1 << 30

func newVerify(s streams) *cobra.Command {
	var (
		data       coded
		form       form
		model, out string
		vectors    string
		threads    int
	)
	c := &cobra.Command{
		Use:   "verify REPORT.json --input FILE [-m NAME.parley]",
		Short: "Make a report again and compare it, byte for byte",
		Long: `Read the JSON of a report that parley crossval or parley evaluate wrote, make it again from the corpus, the configuration and the seed
that it names, and compare, byte for byte. The exit status is 1 if anything differs, and what differs is listed. A report of parley
evaluate also takes the model.`,
		Example: `  parley crossval --input coded.jsonl --scheme stance --format json -o report.json
  parley verify report.json --input coded.jsonl
  parley verify held-out.json --input held-out.jsonl -m mine.parley`,
		Args: exactly(1, "the JSON of one report"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := threadsFlag(threads); err != nil {
				return err
			}
			f, err := form.of(out)
			if err != nil {
				return err
			}
			if err := separate(s, append(data.files(), append(modelFiles(model), args[0], vectors)...), []string{out}); err != nil {
				return err
			}
			old, err := readReport(args[0])
			if err != nil {
				return err
			}
			recorded, err := report.ReadRecorded(old, args[0])
			if err != nil {
				return err
			}
			was := recorded.Manifest
			if was.Verb == "evaluate" && model == "" {
				return usagef("no -m: %s is of a model; name its file", args[0])
			}
			if err := writable(out); err != nil {
				return err
			}
			var notes []string
			if now := versions(); !slices.Equal(now, was.Versions) {
				notes = append(notes, fmt.Sprintf("other versions: the report is of %v, this is %v", was.Versions, now))
			}
			corpus, err := data.read(s, recorded.Scheme)
			if err != nil {
				return err
			}
			var changes []report.Change
			if digest := corpus.Digest(); digest != recorded.Corpus {
				changes = []report.Change{{Path: "corpus", Old: recorded.Corpus, New: digest}}
			} else {
				var e *classify.Evaluation
				var change []report.Change
				if err := until(c.Context(), func() (err error) {
					e, change, err = again(c, recorded, corpus, model, vectors, threads, newProgress(s.err))
					return err
				}); err != nil {
					return err
				}
				if changes = change; e != nil {
					e.Manifest = was
					var b bytes.Buffer
					if err := report.Evaluation(&b, report.JSON, e, report.Style{}); err != nil {
						return err
					}
					if !bytes.Equal(b.Bytes(), old) {
						if changes, err = report.Changes(old, b.Bytes()); err != nil {
							return err
						}
						if changes == nil {
							changes = []report.Change{{Path: "layout", Old: "other white space or order", New: "as parley writes it"}}
						}
					}
				}
			}
			if err := output(s, out, func(w io.Writer) error {
				return report.Verified(w, f, len(old), changes, notes, style(s, out))
			}); err != nil {
				return err
			}
			if changes != nil {
				return fmt.Errorf("%s: not reproduced", args[0])
			}
			return nil
		},
	}
	data.add(c, false)
	f := c.Flags()
	f.StringVarP(&model, "model", "m", "", "model file or built-in model that the report is of")
	f.StringVar(&vectors, "vectors", "", "word vectors that the report was made with, if any")
	f.IntVar(&threads, "threads", 0, "folds at once, 0 for one a core; the result does not depend on it")
	form.add(c, "answer", "-o", true)
	f.StringVarP(&out, "output", "o", "", "file to write (default: standard output)")
	return c
}

// again makes the evaluation of a manifest; without one, change says why it cannot be the same.
func again(c *cobra.Command, r *report.Recorded, corpus *labels.Corpus, name, vectors string, threads int, progress classify.Progress) (e *classify.Evaluation, change []report.Change, err error) {
	m := r.Manifest
	if m.Verb != "evaluate" {
		if m.Cross == nil {
			return nil, nil, errors.New("the manifest of the report has no options of a cross-validation")
		}
		o := m.Cross.Options()
		o.Slices, o.Metrics, o.Threads, o.Progress = m.Slices, m.Metrics, threads, progress
		if o.Vectors, o.Source, err = readVectors(vectors); err != nil {
			return nil, nil, err
		}
		if o.Vectors != nil && o.Source != r.Config.Vectors {
			return nil, []report.Change{{Path: "config.vectors", Old: r.Config.Vectors, New: o.Source}}, nil
		}
		e, err = classify.CrossValidate(c.Context(), corpus, r.Config, o)
		return e, nil, err
	}
	model, err := loadModel(name)
	if err != nil {
		return nil, nil, err
	}
	digest, err := model.Digest()
	if err != nil {
		return nil, nil, err
	}
	if digest != m.Model {
		return nil, []report.Change{{Path: "manifest.model", Old: m.Model, New: digest}}, nil
	}
	e, err = classify.Evaluate(c.Context(), model, corpus, classify.EvaluateOptions{Bootstrap: m.Bootstrap, Seed: m.Seed, Slices: m.Slices, Metrics: m.Metrics})
	return e, nil, err
}

// readReport reads the JSON of a report.
func readReport(name string) ([]byte, error) {
	f, err := openFile(name, "the JSON file of a report")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxReport+1))
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", name, reason(err))
	}
	if len(text) > maxReport {
		return nil, fmt.Errorf("%s is larger than %d bytes", name, maxReport)
	}
	return text, nil
}
