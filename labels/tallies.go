package labels

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
)

// Tallies counts items in columns, group by group (an article is a group), for
// figures of the sums of the columns with intervals over groups. It keeps four
// bytes a group and column, whatever the number of items. It is not safe for
// concurrent changes.
type Tallies struct {
	columns int
	counts  []uint32 // a row a group
}

// NewTallies returns tallies of no groups. It panics without a column.
func NewTallies(columns int) *Tallies {
	if columns < 1 {
		panic(fmt.Sprintf("labels: NewTallies: %d columns", columns))
	}
	return &Tallies{columns: columns}
}

// Group begins a group and returns its number.
func (t *Tallies) Group() int {
	t.counts = append(t.counts, make([]uint32, t.columns)...)
	return t.Groups() - 1
}

// Add counts an item of a group in a column.
func (t *Tallies) Add(group, column int) { t.counts[group*t.columns:][:t.columns][column]++ }

// Groups returns how many groups there are.
func (t *Tallies) Groups() int { return len(t.counts) / t.columns }

// Sums returns the sums of the columns over all groups.
func (t *Tallies) Sums() []float64 {
	sums := make([]float64, t.columns)
	for i, n := range t.counts {
		sums[i%t.columns] += float64(n)
	}
	return sums
}

// Intervals is Bootstrap for figures of the sums of the columns. figures
// appends the same number of them at every call: for the groups as they are
// (replicate −1) and for the sums of each replicate from 0 to n−1. It is called
// by many goroutines at once. Without a group the result is nil.
func (t *Tallies) Intervals(n int, seed uint64, figures func(dst, sums []float64, replicate int) []float64) []Interval {
	groups := t.Groups()
	if groups == 0 {
		return nil
	}
	kind, rows := t.kinds()
	point := figures(nil, t.Sums(), -1)
	replicates := make([][]float64, n)
	workers := min(runtime.GOMAXPROCS(0), n)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			times, sums := make([]uint32, len(rows)), make([]float64, t.columns)
			for b := w; b < n; b += workers {
				clear(times)
				rng := rand.New(rand.NewPCG(seed, uint64(b)))
				for range groups { // as draw does
					times[kind[rng.IntN(groups)]]++
				}
				clear(sums)
				for r, row := range rows {
					for c, count := range row {
						sums[c] += float64(times[r]) * float64(count)
					}
				}
				replicates[b] = figures(nil, sums, b)
			}
		})
	}
	wait.Wait()
	return intervals(point, replicates, nil)
}

// kinds numbers the different rows, of which there are few where groups are
// many, and says of which kind each group is.
func (t *Tallies) kinds() (kind []uint32, rows [][]uint32) {
	kind = make([]uint32, t.Groups())
	at := map[string]uint32{}
	var key []byte
	for g := range kind {
		row := t.counts[g*t.columns:][:t.columns]
		key = key[:0]
		for _, n := range row {
			key = append(key, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
		}
		k, ok := at[string(key)]
		if !ok {
			k = uint32(len(rows))
			at[string(key)] = k
			rows = append(rows, slices.Clip(row))
		}
		kind[g] = k
	}
	return kind, rows
}
