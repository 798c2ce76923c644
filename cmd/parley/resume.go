package main

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// A long run can be gone on with after whatever stopped it. Its output is written to NAME.partial; from time to time it is brought to the
// disk, and then a checkpoint, NAME.checkpoint, says how far in the input and in the output the run is, and what it was made with. Whatever
// NAME.partial holds beyond its last checkpoint is cut off when the run goes on. In the end the checkpoint is marked done, NAME.partial becomes
// NAME, and the checkpoint goes, in this order: a run that is killed between two of these steps is found to be done.
const (
	partialSuffix    = ".partial"
	checkpointSuffix = ".checkpoint"
	newSuffix        = ".new" // of a checkpoint that is being written
	checkpointFormat = 1
)

// checkpoint says how far a run is and what it was made with.
type checkpoint struct {
	Format     int       `json:"format"`
	Parley     string    `json:"parley"`
	Inputs     []string  `json:"inputs"`
	Options    []setting `json:"options"`
	Models     []setting `json:"models"`  // digests
	Records    int64     `json:"records"` // of the input that are done
	Digest     string    `json:"digest"`  // SHA-256 of these
	Articles   int       `json:"articles"`
	Unreadable int       `json:"unreadable"`
	Bytes      int64     `json:"bytes"` // of the output
	Done       bool      `json:"done"`
}

// setting is an option and its value.
type setting struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// differs says in what a run of now differs from the one that the checkpoint is of, in a way that changes the output; "" if in nothing.
func (c *checkpoint) differs(now *checkpoint) string {
	switch {
	case c.Format != now.Format || c.Parley != now.Parley:
		return fmt.Sprintf("it was begun by parley %s, and this is %s", c.Parley, now.Parley)
	case !slices.Equal(c.Inputs, now.Inputs):
		return fmt.Sprintf("it was begun with the input %s, and now with %s", strings.Join(c.Inputs, " "), strings.Join(now.Inputs, " "))
	}
	value := func(all []setting, name string) string {
		for _, s := range all {
			if s.Name == name {
				return or(s.Value, "none")
			}
		}
		return "none"
	}
	for _, s := range slices.Concat(c.Options, now.Options) {
		if a, b := value(c.Options, s.Name), value(now.Options, s.Name); a != b {
			return fmt.Sprintf("it was begun with --%s %s, and now with %s", s.Name, a, b)
		}
	}
	if !slices.Equal(c.Models, now.Models) {
		var names []string
		for _, s := range c.Models {
			names = append(names, fmt.Sprintf("%s (%.12s)", s.Name, s.Value))
		}
		return "it was begun with other models: " + strings.Join(names, ", ")
	}
	return ""
}

func or(s, def string) string {
	if s == "" {
		return def
	}
	return s
}

// readCheckpoint reads the checkpoint of an output; nil if there is none.
func readCheckpoint(name string) (*checkpoint, error) {
	data, err := os.ReadFile(name + checkpointSuffix)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", name+checkpointSuffix, reason(err))
	}
	var c checkpoint
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil || c.Format != checkpointFormat || c.Records < 0 || c.Bytes < 0 || len(c.Digest) != 64 {
		return nil, fmt.Errorf("%s is no checkpoint of this parley: %s", name+checkpointSuffix, anew(name))
	}
	if _, err := hex.DecodeString(c.Digest); err != nil {
		return nil, fmt.Errorf("%s is no checkpoint of this parley: %s", name+checkpointSuffix, anew(name))
	}
	return &c, nil
}

// anew says how to give a run up.
func anew(name string) string {
	return fmt.Sprintf("to begin anew remove %s and %s", name+checkpointSuffix, name+partialSuffix)
}

// ledger is the output of a run that can be gone on with.
type ledger struct {
	name   string
	every  time.Duration // between checkpoints
	now    *checkpoint   // of what has been written; its Models are filled in by models
	keep   bool          // there is a checkpoint, or the run is to be gone on with if it stops
	there  bool          // there is a checkpoint
	kept   int           // articles at the checkpoint
	failed bool          // the output cannot be written

	models []*classify.Model
	f      *os.File
	w      *bufio.Writer
	last   time.Time
}

// openLedger opens the output of a run that is described by now, whose Models, Bytes and so on are yet to be filled in. With resume it goes
// on where the checkpoint says; done tells that nothing is left to do.
func openLedger(name string, resume bool, every time.Duration, now *checkpoint, models []*classify.Model) (l *ledger, done bool, err error) {
	l = &ledger{name: name, every: every, now: now, keep: resume, models: models, last: time.Now()}
	old, err := readCheckpoint(name)
	switch {
	case err != nil:
		return nil, false, err
	case old != nil && !resume:
		return nil, false, fmt.Errorf("%s is there of a run that stopped after %s: go on with it by --resume, or %s", name+checkpointSuffix, articles(old.Articles), anew(name))
	case old != nil:
		if err := l.describe(); err != nil {
			return nil, false, err
		}
		if d := old.differs(now); d != "" {
			return nil, false, fmt.Errorf("%s: the run cannot be gone on with: %s: give the same again, or %s", name+checkpointSuffix, d, anew(name))
		}
	}
	if l.f, err = openLocked(name + partialSuffix); err != nil {
		return nil, false, err
	}
	info, err := l.f.Stat()
	if err == nil {
		err = keepPermissions(l.f, name, 0o600) // it may have to be opened again
	}
	if err == nil && old != nil {
		if old.Done && info.Size() == 0 {
			if whole, err := os.Stat(name); err == nil && whole.Size() == old.Bytes {
				l.now, l.there = old, true
				return l, true, l.discard() // it was renamed, and killed before the checkpoint went
			}
		}
		if info.Size() < old.Bytes {
			err = fmt.Errorf("%s has %d bytes, and %d when the checkpoint was made: %s", name+partialSuffix, info.Size(), old.Bytes, anew(name))
			l.f.Close()
			return nil, false, err
		}
		l.now, l.there, l.kept = old, true, old.Articles
	}
	if err == nil {
		err = l.f.Truncate(l.now.Bytes)
	}
	if err == nil {
		_, err = l.f.Seek(l.now.Bytes, io.SeekStart)
	}
	if err != nil {
		l.f.Close()
		return nil, false, fmt.Errorf("cannot write %s: %w", name, reason(err))
	}
	l.w = bufio.NewWriterSize(l.f, 1<<16)
	if l.there && old.Done {
		return l, true, l.finish()
	}
	return l, false, nil
}

// openLocked opens a file that no other process writes.
func openLocked(name string) (*os.File, error) {
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
		if err != nil {
			return nil, fmt.Errorf("cannot write %s: %w", name, reason(err))
		}
		if lock(f) != nil {
			f.Close()
			return nil, fmt.Errorf("another parley writes %s: wait for it, or give another file", name)
		}
		// Between opening and locking, the other process may have given the file its last name.
		mine, err1 := f.Stat()
		named, err2 := os.Stat(name)
		if err1 == nil && err2 == nil && os.SameFile(mine, named) {
			return f, nil
		}
		f.Close()
	}
}

// position returns where in the input the output is whole.
func (l *ledger) position() position {
	p := position{records: l.now.Records}
	hex.Decode(p.sum[:], []byte(l.now.Digest)) // checked when it was read
	return p
}

// describe fills in the digests of the models.
func (l *ledger) describe() error {
	if l.now.Models != nil {
		return nil
	}
	for _, m := range l.models {
		digest, err := m.Digest()
		if err != nil {
			return err
		}
		l.now.Models = append(l.now.Models, setting{m.Scheme().Name, digest})
	}
	return nil
}

// Write writes output; what is written counts from the next call of at.
func (l *ledger) Write(p []byte) (int, error) {
	n, err := l.w.Write(p)
	l.now.Bytes += int64(n)
	if err != nil {
		l.failed = true
		err = fmt.Errorf("cannot write %s: %w", l.name, reason(err))
	}
	return n, err
}

// at tells where in the input the output is whole, and makes a checkpoint if it is time.
func (l *ledger) at(p position, articles, unreadable int) error {
	l.now.Records, l.now.Digest = p.records, hex.EncodeToString(p.sum[:])
	l.now.Articles, l.now.Unreadable = articles, unreadable
	if l.every <= 0 || time.Since(l.last) < l.every {
		return nil
	}
	return l.check()
}

// check makes a checkpoint.
func (l *ledger) check() error {
	err := l.describe()
	if err == nil {
		err = l.w.Flush()
	}
	if err == nil {
		err = l.f.Sync()
	}
	if err == nil {
		err = replace(l.name+checkpointSuffix, l.now)
	}
	if err != nil {
		l.failed = true
		return fmt.Errorf("cannot write %s: %w", l.name, reason(err))
	}
	l.keep, l.there, l.kept, l.last = true, true, l.now.Articles, time.Now()
	return nil
}

// replace writes a checkpoint in the place of the last one, so that at every moment one of the two is whole.
func replace(name string, c *checkpoint) error {
	data, err := json.MarshalIndent(c, "", " ")
	if err != nil {
		return err
	}
	f, err := os.OpenFile(name+newSuffix, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(append(data, '\n'))
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(name+newSuffix, name)
	}
	if err != nil {
		os.Remove(name + ".new")
		return err
	}
	if dir, err := os.Open(filepath.Dir(name)); err == nil {
		dir.Sync() // brings the new name to the disk, where directories can be synced
		dir.Close()
	}
	return nil
}

// finish gives the whole output its name.
func (l *ledger) finish() error {
	if l.there {
		l.now.Done = true
		if err := l.check(); err != nil {
			return err
		}
	}
	err := l.w.Flush()
	if err == nil {
		err = keepPermissions(l.f, l.name, 0)
	}
	if e := l.f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(l.name+partialSuffix, l.name)
	}
	if err == nil && l.there {
		err = os.Remove(l.name + checkpointSuffix)
	}
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", l.name, reason(err))
	}
	return nil
}

// discard removes what the run leaves beside its output.
func (l *ledger) discard() error {
	l.f.Close()
	if err := os.Remove(l.name + partialSuffix); err != nil {
		return err
	}
	if l.there {
		return os.Remove(l.name + checkpointSuffix)
	}
	return nil
}

// stop ends a run that did not come to its end. It returns err with what is left to go on with; without a checkpoint nothing is left.
func (l *ledger) stop(err error) error {
	if l.keep && !l.failed && l.now.Digest != "" {
		if e := l.check(); e != nil {
			err = fmt.Errorf("%w; %w", err, e)
		}
	}
	if !l.there {
		l.discard()
		return fmt.Errorf("%w; nothing was written", err)
	}
	l.f.Close()
	return fmt.Errorf("%w; %s kept in %s: the same command with --resume goes on from there", err, labels.Counted(l.kept, "article is", "articles are"), l.name+partialSuffix)
}
