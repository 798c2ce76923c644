package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/classify/report"
)

func newScore(s streams) *cobra.Command {
	var (
		read    reading
		names   []string
		format  string
		out     string
		all     bool
		threads int
		risk    float64
	)
	c := &cobra.Command{
		Use:   "score [FILE|DIR|-]...",
		Short: "Say the stance and frames of each paragraph of news articles",
		Long: `Score each body paragraph of news articles: plain text, HTML pages, or JSONL with one article a line
(id, title, text | html | paragraphs). Without a file, or for -, standard input is read. The output keeps the order of
the input on any number of threads.`,
		Example: `  parley score article.txt
  parley score pages/ --format html -o report.html
  parley score article.txt -m stance --max-risk 0.2
  parley score articles.jsonl -m stance.parley -m frames.parley --format jsonl -o scored.jsonl
  curl -s https://example.org/story.html | parley score --format csv`,
		RunE: func(c *cobra.Command, args []string) error {
			f, err := report.ParseFormat(format)
			if err != nil {
				return usageError{err}
			}
			if threads < 0 {
				return usagef("--threads %d: give 0 (one a core) or more", threads)
			}
			models, err := loadModels(names)
			if err != nil {
				return err
			}
			if c.Flags().Changed("max-risk") {
				if models, err = underRisk(s, models, risk); err != nil {
					return err
				}
			}
			if err := writable(out); err != nil {
				return err
			}
			st := style(s, out)
			st.Evidence, st.All = true, all
			var failed failures
			err = output(s, out, func(w io.Writer) error {
				scores := report.NewScores(w, f, models, st)
				for scored, err := range scoreAll(c.Context(), read.files(s, args), models, threads) {
					if err != nil {
						if failed.tell(s, err) {
							continue
						}
						return err
					}
					if err := scores.Article(scored); err != nil {
						return err
					}
					failed.good++
				}
				if failed.good == 0 {
					return failed.err()
				}
				return scores.Close()
			})
			if err != nil {
				return err
			}
			return failed.err()
		},
	}
	f := c.Flags()
	f.StringArrayVarP(&names, "model", "m", nil, "model file or name of a built-in model; may be repeated (default: the built-in stance and frames)")
	f.StringVar(&format, "format", "text", "of the output: "+joinWords(report.Formats()))
	f.StringVarP(&out, "output", "o", "", "file to write (default: standard output)")
	f.BoolVar(&all, "all", false, "also show headings and boilerplate")
	f.Float64Var(&risk, "max-risk", 0, "share of the decided paragraphs that may be expected wrong, such as 0.1; the others are called unsure")
	f.IntVar(&threads, "threads", 0, "articles at once, 0 for one a core; the output does not depend on it")
	read.add(c)
	completeWords(c, "format", report.Formats())
	return c
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
		return fmt.Errorf("%d of %d articles could not be read", f.bad, f.bad+f.good)
	case f.good == 0:
		return errors.New("no article found: give text, HTML or JSONL files, or a directory with some")
	}
	return nil
}

// scoreAll scores articles in parallel and yields them in the order in which they came.
func scoreAll(ctx context.Context, articles iter.Seq2[*article.Article, error], models []*classify.Model, threads int) iter.Seq2[*report.Scored, error] {
	if threads == 0 {
		threads = runtime.GOMAXPROCS(0)
	}
	type job struct {
		article *article.Article
		err     error
		done    chan *report.Scored
	}
	return func(yield func(*report.Scored, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		queue := make(chan *job, 4*threads) // in the order of the input
		work := make(chan *job)
		for range threads {
			go func() {
				scorers := make([]*classify.Scorer, len(models))
				for i, m := range models {
					scorers[i] = m.NewScorer()
				}
				for j := range work {
					scored := &report.Scored{Article: j.article, Models: models}
					for _, sc := range scorers {
						scored.Readings = append(scored.Readings, sc.Article(j.article))
					}
					j.done <- scored
				}
			}()
		}
		go func() {
			defer close(queue)
			defer close(work)
			for a, err := range articles {
				j := &job{article: a, err: err, done: make(chan *report.Scored, 1)}
				select {
				case queue <- j:
				case <-ctx.Done():
					return
				}
				if err != nil {
					continue
				}
				select {
				case work <- j:
				case <-ctx.Done():
					return
				}
			}
		}()
		for j := range queue {
			var scored *report.Scored
			if j.err == nil {
				select {
				case scored = <-j.done:
				case <-ctx.Done():
					yield(nil, ctx.Err())
					return
				}
			}
			if !yield(scored, j.err) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(nil, err)
		}
	}
}
