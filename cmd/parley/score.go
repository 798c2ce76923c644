package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/classify/report"
	"github.com/parley-go/parley/labels"
)

func newScore(s streams) *cobra.Command {
	var (
		sc    scoring
		form  form
		names []string
		risk  float64
	)
	sc.s = s
	c := &cobra.Command{
		Use:   "score [FILE|DIR|-]...",
		Short: "Say the stance and frames of each paragraph of news articles",
		Long: `Score each body paragraph of news articles: plain text, HTML pages, JSONL with one article a line
(id, title, text | html | paragraphs), or CSV and TSV with one article a row, parted by commas, semicolons or tabs;
also packed by gzip or zstd. Without a file, or for -, standard input is read. The output keeps the order of the input, and is the same on any
number of threads.

The built-in models read a paragraph with its neighbours and the rest of its article. A record with a single paragraph is an article of its own,
and is read by itself.

jsonl and csv say of each paragraph where its article is from (date, source, author, url, language; jsonl also keeps the other fields of a
record, in meta), so that parley shares can add shares up by month or source. Articles that plainly are in another language than a model has
learned keep their labels and are called unsure, for the reason "other language"; known and words say how many of its words a model knows.

Memory does not grow with the length of the input: articles are read, scored and written one after the other, in every
format. JSON is one document and HTML one page all the same; give jsonl or csv for large inputs.

A file is written under its name when it is whole. With jsonl and csv it is NAME.partial until then, and a run of some
length leaves a checkpoint, NAME.checkpoint, now and then. If it is stopped by Ctrl-C, a full disk or a lost machine,
the same command with --resume goes on from there, and the output is that of one run, to the byte. The input is read
again up to that place, and the run is refused if anything differs: inputs, models, options or the version of parley.`,
		Example: `  parley score article.txt
  parley score pages/ --format html -o report.html
  parley score article.txt -m stance --max-risk 0.2
  parley score articles.jsonl -m stance.parley -m frames.parley --format jsonl -o scored.jsonl
  parley score big.jsonl.zst --format jsonl -o scored.jsonl --resume   # begins, or goes on if it was stopped
  parley score archive/ --format csv --threads 1 -o scored.csv
  curl -s https://example.org/story.html | parley score --format csv`,
		RunE: func(c *cobra.Command, args []string) (err error) {
			if sc.format, err = form.of(sc.out); err != nil {
				return err
			}
			sc.read.options.NoQuotes = sc.format != report.JSON // no other format of scores shows them
			if err := sc.read.check(); err != nil {
				return err
			}
			if err := separate(s, append(modelFiles(names...), orInput(args)...), sc.kept()); err != nil {
				return err
			}
			if err := sc.check(); err != nil {
				return err
			}
			sc.startQuickly()
			if sc.models, err = loadModels(names); err != nil {
				return err
			}
			if c.Flags().Changed("max-risk") {
				if sc.models, err = underRisk(s, sc.models, risk); err != nil {
					return err
				}
				sc.risk = strconv.FormatFloat(risk, 'g', -1, 64)
			}
			return sc.run(c.Context(), args)
		},
	}
	f := c.Flags()
	f.StringArrayVarP(&names, "model", "m", nil, "model file or name of a built-in model; may be repeated (default: the built-in stance and frames)")
	form.add(c, "output", "-o", false)
	f.StringVarP(&sc.out, "output", "o", "", "file to write (default: standard output)")
	f.BoolVar(&sc.all, "all", false, "also show headings and boilerplate")
	f.Float64Var(&risk, "max-risk", 0, "share of the decided paragraphs that may be expected wrong, such as 0.1; the others are called unsure (in frames and other schemes of many labels, a paragraph is wrong if any of its labels is)")
	f.IntVar(&sc.threads, "threads", 0, "threads that read and score, 0 for one a core; the output does not depend on it")
	f.BoolVar(&sc.resume, "resume", false, "go on with the file of -o where a run was stopped, or begin it; for jsonl and csv")
	f.DurationVar(&sc.every, "checkpoint", 5*time.Second, "time between two checkpoints of the file of -o, 0 for none; for jsonl and csv")
	sc.read.add(c)
	return c
}

// scoring is one run of parley score.
type scoring struct {
	s           streams
	read        reading
	models      []*classify.Model
	format      report.Format
	out, risk   string
	all, resume bool
	threads     int
	every       time.Duration
	failed      failures
	long        func() // called once the input is found to be long; may be nil
	paragraphs  int
	foreign     map[string]int // articles that a model cannot read, by language
	unread      int            // paragraphs in them
	meter       *meter
}

// check refuses what cannot be done, before any work.
func (sc *scoring) check() error {
	if err := threadsFlag(sc.threads); err != nil {
		return err
	}
	named := sc.out != "" && sc.out != "-"
	switch {
	case sc.every < 0:
		return usagef("--checkpoint %v: give a time, such as 5s, or 0 for none", sc.every)
	case sc.resume && !named:
		return usagef("--resume needs -o FILE: what has gone to standard output cannot be gone on with")
	case sc.resume && !sc.format.Apart():
		return usagef("--resume: --format %s cannot be gone on with: give jsonl or csv", sc.format)
	}
	if err := writable(sc.out); err != nil {
		return err
	}
	if _, regular, _ := destination(sc.out); sc.resume && !regular {
		return usagef("--resume: %s is no file that could be gone on with", sc.out)
	}
	return nil
}

// run scores the articles.
func (sc *scoring) run(ctx context.Context, args []string) error {
	var read atomic.Int64
	size, _ := article.Size(args)
	if len(args) == 0 {
		size = 0
	}
	if sc.meter = newMeter(sc.s.err, &read, size); sc.meter != nil {
		sc.read.options.Count = &read
	}
	err := sc.write(ctx, args)
	sc.meter.clear()
	if err != nil {
		return err
	}
	sc.warn()
	return sc.failed.err()
}

// warn tells of the articles that a model cannot read, once.
func (sc *scoring) warn() {
	if sc.foreign != nil {
		fmt.Fprintln(sc.s.err, "WARNING: "+report.Unread(sc.foreign, sc.unread))
	}
}

// startQuickly puts the first collection of garbage off until there are 16 MB of it: a few articles are scored before that. It goes back to
// smaller steps once the input is found to be long.
func (sc *scoring) startQuickly() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		usual := debug.SetGCPercent(400)
		sc.long = func() { debug.SetGCPercent(usual) }
	}
}

// write chooses how the output is written.
func (sc *scoring) write(ctx context.Context, args []string) error {
	records := sc.read.records(sc.s, args)
	st := style(sc.s, sc.out)
	st.Evidence, st.All = true, sc.all
	l := &line{models: sc.models, threads: sc.threads, long: sc.long}
	if sc.format.Apart() {
		l.part = func(w io.Writer) report.ScoreWriter { return report.NewScoresPart(w, sc.format, sc.models, st) }
	}
	place, regular, err := destination(sc.out)
	if err != nil {
		return err
	}
	if l.part == nil || sc.out == "" || sc.out == "-" || !regular {
		return output(sc.s, sc.out, func(w io.Writer) error {
			scores := report.NewScores(w, sc.format, sc.models, st)
			err := l.score(ctx, records, func(b *batch) error { return sc.emit(b, w, scores) })
			sc.failed.left = errors.Is(err, syscall.EPIPE)
			if errors.Is(err, context.Canceled) {
				if sc.out == "" || sc.out == "-" {
					return fmt.Errorf("interrupted after %s", articles(sc.failed.good))
				}
				return errors.New("interrupted; nothing was written")
			}
			if err == nil && sc.failed.good == 0 {
				err = sc.failed.err()
			}
			if err != nil {
				return err
			}
			err = scores.Close()
			sc.failed.left = errors.Is(err, syscall.EPIPE)
			return err
		})
	}
	kept, done, err := openLedger(place, sc.resume, sc.every, sc.describe(args), sc.models)
	if err != nil {
		return err
	}
	sc.failed.good, sc.failed.bad = kept.now.Articles, kept.now.Unreadable
	if done {
		fmt.Fprintf(sc.s.err, "parley: %s was done already\n", sc.out)
		return nil
	}
	if kept.there {
		fmt.Fprintf(sc.s.err, "parley: going on after %s\n", articles(kept.now.Articles))
	}
	l.sum, l.from = true, kept.position()
	scores := report.NewScores(kept, sc.format, sc.models, st)
	err = l.score(ctx, records, func(b *batch) error {
		if b.fatal != nil {
			return b.fatal // a part of a batch is never written: it would be written again
		}
		if err := sc.emit(b, kept, scores); err != nil {
			return err
		}
		return kept.at(b.at, sc.failed.good, sc.failed.bad)
	})
	if errors.Is(err, context.Canceled) {
		err = errors.New("interrupted")
	}
	if errors.Is(err, errChanged) {
		err = fmt.Errorf("%w: give the same again, or %s", err, anew(place))
	}
	if err == nil && sc.failed.good == 0 {
		err = sc.failed.err()
	}
	if err == nil && kept.now.Bytes == 0 {
		err = scores.Close()
	}
	if err != nil {
		return kept.stop(err)
	}
	return kept.finish()
}

// emit writes a batch, w being where scores writes.
func (sc *scoring) emit(b *batch, w io.Writer, scores report.ScoreWriter) error {
	for _, err := range b.problems {
		sc.tell(err)
	}
	for _, a := range b.articles {
		if a.err != nil {
			sc.tell(a.err)
		} else if err := scores.Article(a.Scored); err != nil {
			return err
		}
	}
	if b.out != nil && b.good > 0 {
		if sc.failed.good == 0 {
			if err := scores.Close(); err != nil { // what stands before all articles
				return err
			}
		}
		if _, err := w.Write(b.out.Bytes()); err != nil {
			return err
		}
	}
	sc.failed.good += b.good
	sc.paragraphs += b.paragraphs
	for _, f := range b.foreign {
		if sc.foreign == nil {
			sc.foreign = map[string]int{}
		}
		sc.foreign[f.language]++
		sc.unread += f.paragraphs
	}
	sc.meter.show(sc.failed.good, sc.paragraphs)
	return nil
}

// articles counts articles.
func articles(n int) string { return labels.Counted(n, "article", "articles") }

// tell reports an article that cannot be read.
func (sc *scoring) tell(err error) {
	sc.meter.clear()
	sc.failed.tell(sc.s, err)
}

// describe says what the output is made with.
func (sc *scoring) describe(args []string) *checkpoint {
	own := []setting{{"format", string(sc.format)}, {"all", strconv.FormatBool(sc.all)}, {"max-risk", sc.risk}}
	return &checkpoint{Format: checkpointFormat, Parley: built(), Inputs: orInput(args), Options: append(own, sc.read.settings()...)}
}

// underRisk makes the models unsure of what they cannot decide at a risk, and tells how much is left out of fold.
func underRisk(s streams, all []*classify.Model, risk float64) ([]*classify.Model, error) {
	if !(risk > 0 && risk < 1) {
		return nil, usagef("--max-risk %v: give a share between 0 and 1, such as 0.1", risk)
	}
	var out []*classify.Model
	for _, m := range all {
		under, p, err := m.Under(risk)
		if err != nil {
			return nil, fmt.Errorf("--max-risk: %w", err)
		}
		fmt.Fprintf(s.err, "%s: %s\n", m.Scheme().Name, report.Promised(p))
		out = append(out, under)
	}
	return out, nil
}

// failures counts the articles that could not be read.
type failures struct {
	good, bad int
	last      error
	left      bool // the reader of the output has left, before all was read
}

// tell reports an article that could not be read and says whether reading can go on.
func (f *failures) tell(s streams, err error) bool {
	var p *article.Problem
	if !errors.As(err, &p) {
		return false
	}
	f.bad, f.last = f.bad+1, err
	fmt.Fprintln(s.err, "parley:", err)
	return true
}

// err is nil if everything was read.
func (f *failures) err() error {
	switch {
	case f.bad > 0:
		return fmt.Errorf("%s of %s could not be read", labels.Thousands(f.bad), articles(f.bad+f.good))
	case f.good == 0 && !f.left:
		return errors.New("no article found: give text, HTML or JSONL files, or a directory with some")
	}
	return nil
}
