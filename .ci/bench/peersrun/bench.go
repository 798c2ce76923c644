package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
)

// The figures of a peer.
const (
	extract   = iota // features of the training text, MB/s, one core
	train            // text to model file, s
	trainSize        // peak memory of that, MB
	rate             // text in, probabilities out, paragraphs/s, one core
	rateTwo          // the same on two cores
	file             // whole process on the file of all paragraphs, s
	fileSize         // peak memory of that, MB
	cold             // whole process on an article of twelve paragraphs, ms
	coldSize         // peak memory of that, MB
	f1               // macro-F1 on the test paragraphs
	figures
)

var titles = [figures]string{"features MB/s", "train s", "MB", "par/s 1 core", "2 cores", "file s", "MB", "cold ms", "MB", "macro-F1"}
var digits = [figures]int{1, 2, 0, 0, 0, 2, 0, 1, 0, 3}

// peer is one row of the table.
type peer struct {
	name   string
	values [figures][]float64
	how    []string // command lines
}

func (p *peer) put(figure int, v float64) { p.values[figure] = append(p.values[figure], v) }

func (p *peer) median(figure int) float64 {
	v := slices.Sorted(slices.Values(p.values[figure]))
	if len(v) == 0 {
		return math.NaN()
	}
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}

// step is a measurement, repeated at most so often.
type step struct {
	what  string
	times int
	do    func() error
}

type bench struct {
	corpus  *corpus
	work    string
	only    string
	runs    int
	trained bool // models are those that a former run left in work
	cpu     bool // processor time in place of time that passes
	peers   []*peer
	steps   []step
	notes   []string
}

func (b *bench) at(name string) string { return filepath.Join(b.work, name) }

// wanted tells whether a name begins as one of those asked for.
func (b *bench) wanted(name string) bool {
	return b.only == "" || slices.ContainsFunc(strings.Split(b.only, ","), func(s string) bool { return strings.HasPrefix(name, s) })
}

// add makes a row; nil if it is not wanted.
func (b *bench) add(name string) *peer {
	if !b.wanted(name) {
		return nil
	}
	p := &peer{name: name}
	b.peers = append(b.peers, p)
	return p
}

// step adds a measurement that is repeated in each round, or in the first times rounds.
func (b *bench) step(what string, times int, do func() error) {
	b.steps = append(b.steps, step{what, times, do})
}

// note adds a sentence below the table.
func (b *bench) note(format string, args ...any) {
	b.notes = append(b.notes, fmt.Sprintf(format, args...))
}

func (b *bench) measure() error {
	for r := range b.runs {
		for _, s := range b.steps {
			if s.times > 0 && r >= s.times {
				continue
			}
			fmt.Fprintf(os.Stderr, "round %d of %d: %s\n", r+1, b.runs, s.what)
			runtime.GC()
			if err := s.do(); err != nil {
				return fmt.Errorf("%s: %w", s.what, err)
			}
		}
	}
	return nil
}

// print writes the table and then what parley does beside each peer.
func (b *bench) print(w io.Writer) {
	t := tabwriter.NewWriter(w, 2, 8, 2, ' ', tabwriter.AlignRight)
	row := func(name string, cell func(figure int) string) {
		fmt.Fprintf(t, "%s\t", name)
		for f := range figures {
			fmt.Fprintf(t, "%s\t", cell(f))
		}
		fmt.Fprintln(t)
	}
	kind := "time passed"
	if b.cpu {
		kind = "processor time"
	}
	row("medians, "+kind, func(f int) string { return titles[f] })
	for _, p := range b.peers {
		row(p.name, func(f int) string { return show(p.median(f), digits[f]) })
	}
	fmt.Fprintln(t)
	if len(b.peers) > 0 {
		us := b.peers[0]
		row("times better: "+us.name, func(f int) string { return titles[f] })
		for _, p := range b.peers[1:] {
			row("than "+p.name, func(f int) string {
				switch f {
				case f1:
					return show(us.median(f)-p.median(f), 3)
				case extract, rate, rateTwo:
					return show(us.median(f)/p.median(f), 2)
				}
				return show(p.median(f)/us.median(f), 2)
			})
		}
	}
	t.Flush()
	fmt.Fprintln(w, "\n(macro-F1: the difference)")
	for _, p := range b.peers {
		for _, how := range p.how {
			fmt.Fprintf(w, "%s: %s\n", p.name, strings.ReplaceAll(how, b.work, "WORK"))
		}
	}
	for _, n := range b.notes {
		fmt.Fprintln(w, n)
	}
}

func show(v float64, digits int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "–"
	}
	return fmt.Sprintf("%.*f", digits, v)
}
