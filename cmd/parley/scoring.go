package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"iter"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/semaphore"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/classify/report"
)

// Articles are scored in a line of bounded length: one goroutine finds records and gathers them in batches, several read and score the
// batches (and write them, in formats whose articles stand by themselves), and the caller takes the batches in the order of the input. Memory
// does not grow with the length of the input.
const (
	batchBytes   = 64 << 10 // of records in a batch, from which it is passed on
	batchRecords = 256
	longBytes    = 256 << 10 // of an input from which it is long
	lineBytes    = 16 << 20  // of records in the line at once; a longer record is alone in it
)

// batch is some records that follow each other, and what became of them.
type batch struct {
	records []article.Record
	size    int64
	at      position // in the input, after the batch
	done    chan struct{}

	articles   []scored      // in formats that need them one by one
	out        *bytes.Buffer // in the others: what is to be written
	problems   []error       // in the others: records that cannot be read
	good       int           // articles
	paragraphs int           // that were scored
	foreign    []foreign     // articles that a model cannot read
	fatal      error         // nothing after this batch can be scored
}

// foreign is an article in another language than a model has learned.
type foreign struct {
	language   string
	paragraphs int
}

// scored is an article that was scored, or why there is none.
type scored struct {
	*report.Scored
	err error
}

// position is a place in the input.
type position struct {
	records int64
	sum     [sha256.Size]byte // of all records before; zeros if nobody asked for it
}

// line scores articles in parallel and keeps their order.
type line struct {
	models  []*classify.Model
	threads int                                  // 0 is one a core
	part    func(w io.Writer) report.ScoreWriter // writes articles that stand by themselves; nil if the format has none
	sum     bool                                 // sum up the records
	long    func()                               // called once the input is found to be long; may be nil
	from    position                             // what lies before is passed over, if it has this sum
}

var outs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// score calls emit with the batches of records, in their order.
func (l *line) score(ctx context.Context, records iter.Seq[article.Record], emit func(*batch) error) error {
	threads := l.threads
	if threads == 0 {
		threads = runtime.GOMAXPROCS(0)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	room := semaphore.NewWeighted(lineBytes)
	queue := make(chan *batch, 4*threads) // in the order of the input
	work := make(chan *batch, 4*threads)
	for range threads {
		go func() {
			var w *worker // made when there is work: a small input needs few
			for b := range work {
				if w == nil {
					w = &worker{line: l}
				}
				w.score(ctx, b)
				close(b.done)
			}
		}()
	}
	go func() {
		defer close(queue)
		defer close(work)
		l.gather(records, func(b *batch) bool {
			b.done = make(chan struct{})
			if room.Acquire(ctx, min(b.size, lineBytes)) != nil {
				return false
			}
			select {
			case queue <- b:
			case <-ctx.Done():
				return false
			}
			work <- b // has room whenever queue had
			return true
		})
	}()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case b, more := <-queue:
			if !more {
				return ctx.Err()
			}
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-b.done:
			}
			if ctx.Err() != nil {
				return ctx.Err() // the batch may not be whole
			}
			if err := emit(b); err != nil {
				return err
			}
			if b.fatal != nil {
				return b.fatal
			}
			room.Release(min(b.size, lineBytes))
			if b.out != nil && b.out.Cap() < 1<<20 {
				outs.Put(b.out)
			}
		}
	}
}

// gather passes the records on in batches, until pass returns false.
func (l *line) gather(records iter.Seq[article.Record], pass func(*batch) bool) {
	h := sha256.New()
	var at, total int64
	b := &batch{}
	send := func() bool {
		if l.sum {
			h.Sum(b.at.sum[:0])
		}
		b.at.records = at
		full := b
		b = &batch{records: make([]article.Record, 0, len(b.records))}
		return pass(full)
	}
	for r := range records {
		at++
		if l.sum {
			r.Sum(h)
		}
		if at <= l.from.records {
			if at == l.from.records && !l.from.is(h) {
				b.fatal = errChanged
				pass(b)
				return
			}
			continue
		}
		b.records = append(b.records, r)
		b.size += int64(r.Size)
		if total += int64(r.Size); total > longBytes && l.long != nil {
			l.long()
			l.long = nil
		}
		if (r.Pause || b.size >= batchBytes || len(b.records) == batchRecords) && !send() {
			return
		}
	}
	if at < l.from.records {
		b.fatal = errChanged
	}
	if len(b.records) > 0 || b.fatal != nil {
		send()
	}
}

// errChanged tells that an input is not the one that a run began with.
var errChanged = errors.New("the input is not the one that the run began with")

func (p position) is(h hash.Hash) bool { return bytes.Equal(h.Sum(nil), p.sum[:]) }

// worker scores batches, one at a time.
type worker struct {
	*line
	scorers []*classify.Scorer // one a model, once an article has been scored
}

// readings scores an article with each model. The first article, which often is the only one, meets scorers that know no word yet: the
// models read it side by side.
func (w *worker) readings(a *article.Article) []*classify.Reading {
	out := make([]*classify.Reading, len(w.models))
	if w.scorers == nil {
		w.scorers = make([]*classify.Scorer, len(w.models))
		var reading sync.WaitGroup
		for i, m := range w.models {
			reading.Go(func() {
				w.scorers[i] = m.NewScorer()
				out[i] = w.scorers[i].Article(a)
			})
		}
		reading.Wait()
		return out
	}
	for i, s := range w.scorers {
		out[i] = s.Article(a)
	}
	return out
}

// score reads and scores the records of a batch.
func (w *worker) score(ctx context.Context, b *batch) {
	var part report.ScoreWriter
	if w.part != nil {
		b.out = outs.Get().(*bytes.Buffer)
		b.out.Reset()
		part = w.part(b.out)
	}
	for i := range b.records {
		if ctx.Err() != nil {
			return
		}
		a, err := b.records[i].Article()
		b.records[i] = article.Record{} // its bytes are not needed any more
		if err != nil {
			var p *article.Problem
			switch {
			case !errors.As(err, &p):
				b.fatal = err
				return
			case part == nil:
				b.articles = append(b.articles, scored{err: err})
			default:
				b.problems = append(b.problems, err)
			}
			continue
		}
		s := &report.Scored{Article: a, Models: w.models, Readings: w.readings(a)}
		b.good++
		b.paragraphs += s.Readings[0].Body
		if slices.ContainsFunc(s.Readings, func(r *classify.Reading) bool { return r.Foreign }) {
			b.foreign = append(b.foreign, foreign{a.Language, s.Readings[0].Body})
		}
		if part == nil {
			b.articles = append(b.articles, scored{Scored: s})
		} else if err := part.Article(s); err != nil {
			b.fatal = fmt.Errorf("%s: %w", a.ID, err)
			return
		}
	}
}
