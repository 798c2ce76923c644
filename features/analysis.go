package features

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
)

// Analysis is what was found in a list of texts: vocabularies are learned from any part of them, and vectors made, without reading
// the texts again. It is immutable and may be shared between goroutines. It keeps about 4 bytes for each word and each word
// n-gram of the texts, and not the texts.
type Analysis struct {
	cfg    Config
	d      *dictionary
	family []uint8 // of each node; noFamily = only a part of names; shorter if those are last
	shards []shard
	per    int             // texts in each shard but the last
	rows   int             // texts
	order  func() []uint32 // of each node that is a string: its place among the sorted strings
	origin *origin
}

// origin tells analyses apart, so that a vectorizer knows the one that it was learned from without keeping it in memory.
type origin struct{ _ byte }

// noFamily is the family of a node that is no feature of any.
const noFamily = ^uint8(0)

// shard is what was found in a stretch of the texts: the nodes seen, one after another, and the entries of the words that have features
// by themselves, such as character n-grams, which are kept once a word.
type shard struct {
	seen, words       []uint32
	seenEnd, wordsEnd []int    // of each text: where what belongs to it ends
	own, ownEnd       []uint32 // own and ends of the cache that the words were read with
}

// Analyze reads the texts, on up to 16 cores. An invalid configuration is an error; see [Config.Check].
func Analyze(cfg Config, texts []string) (*Analysis, error) {
	return analyze(cfg, texts, min(runtime.GOMAXPROCS(0), 16))
}

// analyze reads the texts in at most so many shards at once; what is learned does not depend on their number.
func analyze(cfg Config, texts []string, shards int) (*Analysis, error) {
	if err := cfg.Check(); err != nil {
		return nil, fmt.Errorf("features: %w", err)
	}
	cfg.Families = slices.Clone(cfg.Families)
	const least = 64 // the fewest texts that are worth a goroutine
	shards = max(1, min(shards, len(texts)/least))
	a := &Analysis{cfg: cfg, origin: new(origin), rows: len(texts), per: max(1, (len(texts)+shards-1)/shards)}
	analysts := []*analyst{}
	var wait sync.WaitGroup
	for lo := 0; lo == 0 || lo < len(texts); lo += a.per {
		w, part := &analyst{}, texts[lo:min(lo+a.per, len(texts))]
		analysts = append(analysts, w)
		wait.Go(func() { w.read(cfg, part) })
	}
	wait.Wait()
	for _, w := range analysts {
		a.take(w)
	}
	a.order = sync.OnceValue(a.d.order)
	go a.order() // so that it is there when a vocabulary is learned
	return a, nil
}

// analyst reads a shard of the texts with a dictionary of its own.
type analyst struct {
	shard
	d      *dictionary
	family []uint8
}

// read fills the shard with what is in the texts.
func (w *analyst) read(cfg Config, texts []string) {
	size := 0
	for _, text := range texts {
		size += len(text)
	}
	w.d = newDictionary(1<<12, max(1<<12, min(size/32, 1<<18))) // most texts have a new pair every 20 bytes or so
	r := newReader(cfg, w.d)
	r.learned = func(id uint32, k int) { w.family = assign(w.family, id, uint8(k)) }
	var marks []mark
	w.seenEnd, w.wordsEnd = make([]int, 0, len(texts)), make([]int, 0, len(texts))
	for i, text := range texts {
		if i == (len(texts)+15)/16 {
			w.seen, w.words = reserve(w.seen, i, len(texts)), reserve(w.words, i, len(texts))
		}
		for at := r.read(text, 0); len(r.terms) > 0; at = r.read(text, at) {
			for k := range r.families {
				marks = r.extract(k, marks[:0])
				for _, m := range marks {
					w.family = assign(w.family, m.id, uint8(k))
					w.seen = append(w.seen, m.id)
				}
			}
			for i := range r.terms {
				if t := &r.terms[i]; len(r.own(t)) > 0 {
					w.words = append(w.words, t.entry)
				}
			}
		}
		for at := 0; r.scans(text, at); {
			marks, at = r.scan(text, at, marks, func(k int, found []mark) {
				for _, m := range found {
					w.family = assign(w.family, m.id, uint8(k))
					w.seen = append(w.seen, m.id)
				}
			})
		}
		w.seenEnd = append(w.seenEnd, len(w.seen))
		w.wordsEnd = append(w.wordsEnd, len(w.words))
	}
	w.own, w.ownEnd = r.cache.own, r.cache.ends
}

// reserve makes room in s for what all texts will need, judged by what the first of them needed, so that little is copied on the way.
func reserve(s []uint32, first, all int) []uint32 {
	return slices.Grow(s, int(1.1*float64(len(s))/float64(first)*float64(all-first)))
}

// assign returns families with that of a node noted, which is appended if it is not there yet.
func assign(families []uint8, id uint32, family uint8) []uint8 {
	for int(id) >= len(families) {
		families = append(families, noFamily)
	}
	families[id] = family
	return families
}

// take adds what an analyst has read. The dictionary of the first becomes that of all, into which the others are merged.
func (a *Analysis) take(w *analyst) {
	if a.d == nil {
		a.d, a.family = w.d, w.family
	} else {
		to := w.d.into(a.d)
		for _, ids := range [][]uint32{w.seen, w.own} {
			for i, id := range ids {
				ids[i] = to[id]
			}
		}
		for id, f := range w.family {
			if f != noFamily {
				a.family = assign(a.family, to[id], f)
			}
		}
	}
	a.shards = append(a.shards, w.shard)
	w.d = nil
}

// gather appends to dst the node of every occurrence of a feature in the text row.
func (a *Analysis) gather(dst []uint32, row int) []uint32 {
	s, i := &a.shards[row/a.per], row%a.per
	from, fromWord := 0, 0
	if i > 0 {
		from, fromWord = s.seenEnd[i-1], s.wordsEnd[i-1]
	}
	dst = append(dst, s.seen[from:s.seenEnd[i]]...)
	for _, w := range s.words[fromWord:s.wordsEnd[i]] {
		dst = append(dst, s.own[s.ownEnd[w-1]:s.ownEnd[w]]...)
	}
	return dst
}

// all returns rows, or every row when rows is nil. It panics if a row is not the number of a text, before other goroutines meet it.
func (a *Analysis) all(rows []int) []int {
	if rows == nil {
		rows = make([]int, a.rows)
		for i := range rows {
			rows[i] = i
		}
		return rows
	}
	for _, r := range rows {
		if r < 0 || r >= a.rows {
			panic(fmt.Sprintf("features: row %d of an analysis of %d texts", r, a.rows))
		}
	}
	return rows
}

// Vectors returns the vector of each text whose number is in rows (nil: of all texts), bit for bit what [Vectorizer.Vector] of v
// returns. v must have been learned with the same language, stems, stop words, masking of names and families: these may differ in how
// they are weighed and limited alone. It panics if a row is not the number of a text.
func (a *Analysis) Vectors(v *Vectorizer, rows []int) []Vector {
	rows = a.all(rows)
	to := a.features(v)
	out := make([]Vector, len(rows))
	inParallel(len(rows), 256, func(lo, hi int) { a.vectors(out[lo:hi], v, to, rows[lo:hi]) })
	return out
}

// features returns the feature of each node under v; nodes that are none get numbers that are not below the width of v.
func (a *Analysis) features(v *Vectorizer) []uint32 {
	if v.from != a.origin {
		return a.d.into(v.d())
	}
	to := slices.Repeat([]uint32{none}, len(a.d.nodes))
	for f, id := range v.ids {
		to[id] = uint32(f)
	}
	return to
}

// vectors fills out with the vectors of rows; to maps the nodes of a to those of v.
func (a *Analysis) vectors(out []Vector, v *Vectorizer, to []uint32, rows []int) {
	seen, width := newTally(v.Width()), uint32(v.Width())
	var ids []uint32
	var x Vector
	var store arena
	for i, r := range rows {
		ids = a.gather(ids[:0], r)
		for _, id := range ids {
			if f := to[id]; f < width {
				seen.add(f)
			}
		}
		x = v.weigh(x, &seen)
		out[i] = store.keep(x)
	}
}

// arena keeps vectors side by side in few allocations.
type arena Vector

// keep returns a copy of x.
func (s *arena) keep(x Vector) Vector {
	n := len(x.Index)
	if cap(s.Index)-len(s.Index) < n {
		const page = 1 << 14
		*s = arena{make([]uint32, 0, max(page, n)), make([]float32, 0, max(page, n))}
	}
	at := len(s.Index)
	s.Index, s.Value = append(s.Index, x.Index...), append(s.Value, x.Value...)
	return Vector{s.Index[at : at+n : at+n], s.Value[at : at+n : at+n]}
}

// LearnVectors learns from texts and returns their vectors too, reading each text once. Errors are those of [Analyze] and [Analysis.Learn].
func LearnVectors(cfg Config, texts []string) (*Vectorizer, []Vector, error) {
	a, err := Analyze(cfg, texts)
	if err != nil {
		return nil, nil, err
	}
	v, err := a.Learn(nil)
	if err != nil {
		return nil, nil, err
	}
	return v, a.Vectors(v, nil), nil
}
