package features

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
)

// vocabulary is the names and document frequencies of features, by family. Within a family, features are by name when they are learned, and by
// frequency after Ranked.
type vocabulary struct {
	text string   // holds the names
	at   []node   // where in text each name is
	df   []uint32 // of each feature: how many of the texts learned from have it
	ends []uint32 // of each family: the number after that of its last feature
}

// name returns the name of a feature.
func (w *vocabulary) name(f uint32) string {
	n := w.at[f]
	return w.text[n.at : n.at+n.n]
}

// span returns the first feature of a family and the one after its last.
func (w *vocabulary) span(family int) (lo, hi uint32) {
	if family > 0 {
		lo = w.ends[family-1]
	}
	return lo, w.ends[family]
}

// family returns the number of the family of a feature.
func (w *vocabulary) family(f uint32) int {
	return slices.IndexFunc(w.ends, func(end uint32) bool { return f < end })
}

// fill sets the ends of families without features, which are 0 so far.
func (w *vocabulary) fill() {
	for k := 1; k < len(w.ends); k++ {
		w.ends[k] = max(w.ends[k], w.ends[k-1])
	}
}

// index makes the dictionary of a vocabulary: its first nodes are the features. A feature with the name of
// another is an error.
func (w *vocabulary) index(families []Family) (*dictionary, error) {
	d := newDictionary(0, 0)
	d.hashKey = 0
	d.text = w.text
	d.nodes = append(make([]node, 0, len(w.at)+len(w.at)/4), w.at...)
	c := w.cuts(families)
	// Strings come first, as they may be parts of pairs, and pairs before the pairs made of these.
	d.strings = make([]slot, room(c.count[1]))
	for f := range w.at {
		if c.parts[f] == 1 && !d.nameString(w.name(uint32(f)), uint32(f)) {
			return nil, fmt.Errorf("each name once, not %q again", w.name(uint32(f)))
		}
	}
	d.pairs = newPairTable(c.count[2] + c.count[3])
	keys := make([]uint64, len(w.at)) // of the pairs of two strings that are there
	inParallel(len(w.at), leastNames, func(lo, hi int) {
		for f := lo; f < hi; f++ {
			if c.parts[f] == 2 {
				name := w.name(uint32(f))
				keys[f] = pairKey(d.known(name[:c.ends[f]]), d.known(name[c.last[f]:]))
			}
		}
	})
	for parts := uint8(2); parts <= 3; parts++ {
		for f := range w.at {
			if c.parts[f] != parts {
				continue
			}
			key, name, at := keys[f], w.name(uint32(f)), w.at[f]
			if parts > 2 || uint32(key>>32) == none || uint32(key) == none {
				cut := kinds[families[w.family(uint32(f))].Kind].cut
				key = pairKey(d.part(at.at, name[:c.ends[f]], cut), d.partString(at.at+c.last[f], name[c.last[f]:]))
			}
			id, slot := d.pairs.find(key)
			if id != none {
				return nil, fmt.Errorf("each name once, not %q again", name)
			}
			d.pairs.put(slot, key, uint32(f))
		}
	}
	d.close()
	return d, nil
}

// cuts says what parts the names of features have: see kind.cut.
type cuts struct {
	parts []uint8  // how many: 1 for a name that is no pair, 3 for a pair whose first part is a pair
	ends  []uint32 // of a pair: where in its name the first part ends
	last  []uint32 // where the last part begins
	count [4]int   // how many names have so many parts
}

// leastNames is the smallest number of names that is worth a goroutine.
const leastNames = 1 << 13

// cuts takes all names apart, on all cores.
func (w *vocabulary) cuts(families []Family) cuts {
	n := len(w.at)
	c := cuts{parts: make([]uint8, n), ends: make([]uint32, n), last: make([]uint32, n)}
	cut := make([]func(string) (prefix, last string), len(families))
	for k := range families {
		cut[k] = kinds[families[k].Kind].cut
	}
	var lock sync.Mutex
	inParallel(n, leastNames, func(lo, hi int) {
		var count [4]int
		k := 0
		for f := lo; f < hi; f++ {
			for uint32(f) >= w.ends[k] {
				k++
			}
			parts := uint8(1)
			if cut := cut[k]; cut != nil {
				name := w.name(uint32(f))
				if prefix, last := cut(name); prefix != "" {
					c.ends[f], c.last[f], parts = uint32(len(prefix)), uint32(len(name)-len(last)), 2
					if prefix, _ = cut(prefix); prefix != "" {
						parts = 3
					}
				}
			}
			c.parts[f] = parts
			count[parts]++
		}
		lock.Lock()
		defer lock.Unlock()
		for parts, n := range count {
			c.count[parts] += n
		}
	})
	return c
}

// inParallel cuts 0 to n into stretches, one for each core unless that makes them shorter than least, and calls do for all of them at once.
func inParallel(n, least int, do func(lo, hi int)) {
	per := max(least, (n+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	var wait sync.WaitGroup
	for lo := 0; lo < n; lo += per {
		wait.Go(func() { do(lo, min(lo+per, n)) })
	}
	wait.Wait()
}

// known returns the node of a name that is a string, none if there is none. It may be called from many goroutines.
func (d *dictionary) known(name string) uint32 {
	return d.strings[d.stringSlot(hash(d.hashKey, name), name)].number - 1 // none is -1
}

// nameString gives the node f, which is there, a name that is one string; it returns false if another node has it.
func (d *dictionary) nameString(name string, f uint32) bool {
	hash := hash(d.hashKey, name)
	slot := d.stringSlot(hash, name)
	if d.strings[slot].number > 0 {
		return false
	}
	d.putString(slot, hash, f)
	return true
}

// part returns the node of a part of a name that begins in the text at the byte at; if there is none, it is added.
func (d *dictionary) part(at uint32, name string, cut func(string) (prefix, last string)) uint32 {
	prefix, last := cut(name)
	if prefix == "" {
		return d.partString(at, name)
	}
	a, b := d.part(at, prefix, cut), d.partString(at+uint32(len(name)-len(last)), last)
	key := pairKey(a, b)
	id, slot := d.pairs.find(key)
	if id == none {
		id = d.add(node{at, uint32(len(name))})
		d.pairs.put(slot, key, id)
	}
	return id
}

// partString is part for a name that is one string.
func (d *dictionary) partString(at uint32, name string) uint32 {
	hash := hash(d.hashKey, name)
	slot := d.stringSlot(hash, name)
	if n := d.strings[slot].number; n > 0 {
		return n - 1
	}
	id := d.add(node{at, uint32(len(name))})
	d.putString(slot, hash, id)
	return id
}
