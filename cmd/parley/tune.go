package main

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/report"
	"github.com/parley-go/parley/labels"
)

func newTune(s streams) *cobra.Command {
	var (
		data                 coded
		form                 form
		config, winner, file string
		state                string
		random               int
		ablate               bool
		seed                 uint64
	)
	o := classify.DefaultTune()
	c := &cobra.Command{
		Use:   "tune --input FILE --scheme stance|frames|FILE|infer --config RANGES.json -o WINNER.json",
		Short: "Search a configuration over ranges, with an honest figure of the choice",
		Long: `Measure every configuration of a file with ranges and write the best one. In the file a range stands where a value would:

  {"values": [0.5, 1, 2]}                 one of these
  {"from": 0.01, "to": 10, "log": true}   a number between, for --random only; even on a logarithmic scale with "log"

The figure that is printed first is of nested cross-validation: each outer fold is scored by the configuration that was best inside
its training part, so that the choice itself is measured too. --state keeps what has been measured; the same command line goes on
from there after an interruption.

--ablate takes a plain configuration and measures what each family of its features is worth: as it is, without each family, and each alone.`,
		Example: `  parley tune --input coded.jsonl --scheme stance --config ranges.json -o best.json
  parley tune --input coded.jsonl --scheme stance --config ranges.json --random 20 --state tune.jsonl -o best.json
  parley tune --input coded.jsonl --scheme stance --config best.json --ablate
  parley train --input coded.jsonl --scheme stance --config best.json -o best.parley`,
		Args: exactly(0, "none"),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := threadsFlag(o.Threads); err != nil {
				return err
			}
			if err := o.Check(); err != nil {
				return usageError{err}
			}
			outputs := []string{file} // and what else is asked for
			for _, name := range []string{winner, state} {
				if name != "" {
					outputs = append(outputs, name)
				}
			}
			switch {
			case data.scheme == "":
				return usagef("no --scheme: give stance, frames, a JSON file, or infer")
			case config == "":
				return usagef("no --config: name the file with the ranges, see parley tune --help")
			case ablate && random > 0:
				return usagef("--ablate with --random: families are left out one by one, leave one of the flags out")
			case random < 0:
				return usagef("--random %d: give 1 or more, or leave it out for a grid", random)
			}
			if err := separate(s, append(data.files(), config), outputs); err != nil {
				return err
			}
			f, err := form.of(file)
			if err != nil {
				return err
			}
			search, candidates, err := searched(config, ablate, random, seed)
			if err != nil {
				return err
			}
			for _, name := range []string{winner, file} {
				if err := writable(name); err != nil {
					return err
				}
			}
			scheme, err := resolveScheme(data.scheme)
			if err != nil {
				return err
			}
			corpus, err := data.read(s, scheme)
			if err != nil {
				return err
			}
			if _, err := labels.MetricByName(o.Metric, corpus.Scheme); err != nil {
				return usageError{err}
			}
			if state != "" {
				kept, err := openState(state)
				if err != nil {
					return err
				}
				defer kept.close()
				if n := len(kept.known); n > 0 {
					fmt.Fprintf(s.err, "%s in %s already\n", labels.Counted(n, "figure is", "figures are"), state)
				}
				o.Store = kept
			}
			o.Progress = newProgress(s.err)
			t, err := classify.Tune(c.Context(), corpus, search, candidates, o)
			if err != nil {
				return fmt.Errorf("%s: %w", data.name(), err)
			}
			if err := output(s, file, func(w io.Writer) error { return report.Tuning(w, f, t, style(s, file)) }); err != nil {
				return err
			}
			if winner == "" {
				return nil
			}
			err = output(s, winner, func(w io.Writer) error {
				e := json.NewEncoder(w)
				e.SetIndent("", "  ")
				return e.Encode(t.Candidates[t.Best].Config)
			})
			if err == nil {
				fmt.Fprintf(s.err, "wrote %s: candidate %d of %d\n", winner, t.Best+1, len(t.Candidates))
			}
			return err
		},
	}
	data.add(c, true)
	f := c.Flags()
	f.StringVar(&config, "config", "", "JSON file with the configuration and its ranges")
	f.IntVar(&random, "random", 0, "candidates to draw at random instead of the whole grid")
	f.BoolVar(&ablate, "ablate", false, "leave out each family of features of a plain configuration in turn")
	f.Uint64Var(&seed, "seed", 1, "seed of --random")
	f.StringVar(&o.Metric, "metric", o.Metric, "figure that decides, see parley help metrics")
	f.IntVar(&o.Folds, "folds", o.Folds, "outer folds, on which the choice is measured")
	f.IntVar(&o.Inner, "inner", o.Inner, "folds inside each training part, in which candidates are measured")
	f.StringVar(&state, "state", "", "file that keeps what has been measured, so that a search can go on")
	f.StringVarP(&winner, "output", "o", "", "file to write the winning configuration to")
	f.StringVar(&file, "report", "", "write the report to this file instead of standard output")
	form.add(c, "report", "--report", true)
	f.IntVar(&o.Threads, "threads", 0, "candidates at once, 0 for one a core; the result does not depend on it")
	var names []string
	for _, m := range labels.Metrics() {
		names = append(names, m.Name)
	}
	completeWords(c, "metric", names)
	return c
}

// searched returns the search of a file and its candidates.
func searched(config string, ablate bool, random int, seed uint64) (*classify.Search, []classify.Candidate, error) {
	if ablate {
		cfg, err := trainConfig(config, "", "", false)
		if err != nil {
			return nil, nil, err
		}
		search, candidates, err := classify.Ablation(cfg)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", config, err)
		}
		return search, candidates, nil
	}
	search, err := readSearch(config)
	if err != nil {
		return nil, nil, err
	}
	if random > 0 {
		candidates, err := search.Random(random, seed)
		return search, candidates, err
	}
	candidates, err := search.Grid()
	return search, candidates, err
}

// readSearch reads a configuration with ranges.
func readSearch(name string) (*classify.Search, error) {
	f, err := openFile(name, "the JSON file of a configuration with ranges")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return classify.ReadSearch(f, name)
}
