package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// choose looks for a configuration, tells each candidate on the error stream, and prints the winner there.
func choose(ctx context.Context, s streams, corpus *labels.Corpus, cfg classify.Config, o classify.ChooseOptions) (*classify.Choice, error) {
	start := time.Now()
	progress := newProgress(s.err)
	o.Progress = progress
	o.Tried = func(t classify.Trial) {
		if progress != nil {
			fmt.Fprint(s.err, "\r\033[K")
		}
		mark := ' '
		if t.Best {
			mark = '*'
		}
		model := t.Config.Model.Name + " " + string(t.Config.Model.Options)
		if t.Config.Prior != cfg.Prior {
			model += fmt.Sprintf(" prior %v", t.Config.Prior)
		}
		fmt.Fprintf(s.err, "%7.1fs %.4f %c %s; %s\n", time.Since(start).Seconds(), t.Value, mark, t.Says, model)
	}
	choice, err := classify.Choose(ctx, corpus, cfg, o)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(choice.Config)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(s.err, "chosen in %s of %s, by %s in %d folds of %s: %s\n", time.Since(start).Round(time.Second),
		labels.Counted(choice.Trials, "configuration", "configurations"), choice.Title, choice.Folds, labels.Counted(choice.Items, "paragraph", "paragraphs"), text)
	return choice, nil
}

// spent tells how long a command took, and the memory it held at most.
func spent(w io.Writer, start time.Time) {
	fmt.Fprintf(w, "took %.1f s", time.Since(start).Seconds())
	if bytes, ok := peakMemory(); ok {
		fmt.Fprintf(w, ", at most %d MB of memory", bytes>>20)
	}
	fmt.Fprintln(w)
}
