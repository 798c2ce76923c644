package features

import "fmt"

// vocabulary is the names and document frequencies of features, by family. What is learned is by name within a family: see Ranked.
type vocabulary struct {
	text string   // holds the names
	at   []node   // where each name is
	df   []uint32 // texts learned from with the feature
	ends []uint32 // of each family: the number after that of its last feature
}

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

// fill sets the ends of families without features.
func (w *vocabulary) fill() {
	for k := 1; k < len(w.ends); k++ {
		w.ends[k] = max(w.ends[k], w.ends[k-1])
	}
}

// index makes the dictionary of a vocabulary: its first nodes are the features. A feature with the name of
// another is an error.
func (w *vocabulary) index(families []Family) (*dictionary, error) {
	type pair struct{ feature, family uint32 }
	// Strings come first, as they may be parts of pairs, and pairs before the pairs made of these.
	var pairs [2][]pair
	d := newDictionary(0, 0)
	d.hashKey = 0
	d.text = w.text
	d.nodes = append(make([]node, 0, len(w.at)+len(w.at)/4), w.at...)
	cuts := make([]func(string) (prefix, last string), len(families))
	whole := make([]uint32, 0, len(w.at)) // features whose names are no pairs
	for k := range families {
		cut := kinds[families[k].Kind].cut
		cuts[k] = cut
		for f, end := w.span(k); f < end; f++ {
			name, prefix := w.name(f), ""
			if cut != nil {
				prefix, _ = cut(name)
			}
			if prefix == "" {
				whole = append(whole, f)
				continue
			}
			depth := 0
			if prefix, _ = cut(prefix); prefix != "" {
				depth = 1
			}
			pairs[depth] = append(pairs[depth], pair{f, uint32(k)})
		}
	}
	d.strings = make([]slot, room(len(whole)))
	for _, f := range whole {
		if name := w.name(f); !d.nameString(name, f) {
			return nil, fmt.Errorf("each name once, not %q again", name)
		}
	}
	d.pairs = newPairTable(len(pairs[0]) + len(pairs[1]))
	known, before := "", uint32(none) // where names are sorted, neighbours share the prefix
	for _, p := range append(pairs[0], pairs[1]...) {
		name, at, cut := w.name(p.feature), w.at[p.feature], cuts[p.family]
		prefix, last := cut(name)
		if prefix != known {
			known, before = prefix, d.part(at.at, prefix, cut)
		}
		key := pairKey(before, d.partString(at.at+at.n-uint32(len(last)), last))
		id, slot := d.pairs.find(key)
		if id != none {
			return nil, fmt.Errorf("each name once, not %q again", name)
		}
		d.pairs.put(slot, key, p.feature)
	}
	d.close()
	return d, nil
}

// nameString gives the node f, which is there, the name; false if another has it.
func (d *dictionary) nameString(name string, f uint32) bool {
	hash := hash(d.hashKey, name)
	slot := d.stringSlot(hash, name)
	if d.strings[slot].number > 0 {
		return false
	}
	d.putString(slot, hash, f)
	return true
}

// part returns the node of a part of a name, which begins in the text at the byte at; a new one is added.
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
