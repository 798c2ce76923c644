package features

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// candidate is a node that may become a feature. Its name is up to three strings: see key.
type candidate struct {
	first uint64 // the key of the first two
	third uint32 // and of the third
	id    uint32 // the node
	df    uint32 // texts with it
}

// byName compares the names of candidates.
func (c candidate) byName(o candidate) int {
	if c.first != o.first {
		return cmp.Compare(c.first, o.first)
	}
	return cmp.Compare(c.third, o.third)
}

// Learn learns the vocabulary and the document frequencies of the texts whose numbers are in rows; nil means all. The features of a family are in
// the order of their names. No texts is an error. It panics if a row is not the number of a text.
func (a *Analysis) Learn(rows []int) (*Vectorizer, error) {
	rows = a.all(rows)
	if len(rows) == 0 {
		return nil, fmt.Errorf("features: no texts to learn from, want at least one")
	}
	df := a.frequencies(rows)
	place := a.order()
	byFamily := make([][]candidate, len(a.cfg.Families))
	for id, k := range a.family {
		if n := df[id]; k != noFamily && n > 0 && int(n) >= a.cfg.Families[k].MinDocs {
			key := a.d.key(uint32(id), place)
			byFamily[k] = append(byFamily[k], candidate{uint64(key[0])<<32 | uint64(key[1]), key[2], uint32(id), n})
		}
	}
	total := 0
	for _, part := range byFamily {
		total += len(part)
	}
	w, ids := vocabulary{at: make([]node, 0, total), df: make([]uint32, 0, total)}, make([]uint32, 0, total)
	var text strings.Builder
	text.Grow(12 * total)
	for k, part := range byFamily {
		if m := a.cfg.Families[k].MaxSize; m > 0 && len(part) > m {
			slices.SortFunc(part, func(x, y candidate) int { return cmp.Or(cmp.Compare(y.df, x.df), x.byName(y)) })
			part = part[:m]
		}
		slices.SortFunc(part, candidate.byName)
		between := ""
		if a.cfg.Families[k].Kind == "words" {
			between = " "
		}
		for _, c := range part {
			at := text.Len()
			a.d.write(&text, c.id, between)
			w.at = append(w.at, node{uint32(at), uint32(text.Len() - at)})
			w.df, ids = append(w.df, c.df), append(ids, c.id)
		}
		w.ends = append(w.ends, uint32(len(w.at)))
	}
	w.text = text.String()
	v := unique(a.cfg, len(rows), w) // nodes have different names
	v.from, v.ids = a.origin, ids
	return v, nil
}

// frequencies returns in how many of the rows each node is seen. It counts on all cores.
func (a *Analysis) frequencies(rows []int) []uint32 {
	per := max(1<<12, (len(rows)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	parts := make([][]uint32, (len(rows)+per-1)/per)
	var wait sync.WaitGroup
	for p := range parts {
		part := rows[p*per : min((p+1)*per, len(rows))]
		wait.Go(func() {
			df := touched[uint32](len(a.d.nodes))
			last := touched[uint32](len(a.d.nodes)) // 1 + the last of the rows it was seen in
			var ids []uint32
			for i, r := range part {
				ids = a.gather(ids[:0], r)
				for _, id := range ids {
					if last[id] != uint32(i+1) {
						last[id] = uint32(i + 1)
						df[id]++
					}
				}
			}
			parts[p] = df
		})
	}
	wait.Wait()
	df := parts[0]
	for _, part := range parts[1:] {
		for id, n := range part {
			df[id] += n
		}
	}
	return df
}

// order returns the place of each node that is a string among the sorted strings.
func (d *dictionary) order() []uint32 {
	var ids []uint32
	for id, n := range d.nodes {
		if n.n&isPair == 0 {
			ids = append(ids, uint32(id))
		}
	}
	slices.SortFunc(ids, func(x, y uint32) int { return strings.Compare(d.name(x), d.name(y)) })
	place := make([]uint32, len(d.nodes))
	for i, id := range ids {
		place[id] = uint32(i)
	}
	return place
}

// key returns the places of the parts of a node, plus 1, filled up with 0. Keys have the order of names: what stands between parts is
// less than any byte of a part, or, in cues, the first parts differ before they end.
func (d *dictionary) key(id uint32, place []uint32) (k [3]uint32) {
	n := d.nodes[id]
	if n.n&isPair == 0 {
		k[0] = place[id] + 1
		return k
	}
	k = d.key(n.at, place)
	i := slices.Index(k[:], 0)
	k[i] = place[n.n&^isPair] + 1
	return k
}

// write writes the name of a node, with between after each part but the last.
func (d *dictionary) write(b *strings.Builder, id uint32, between string) {
	n := d.nodes[id]
	if n.n&isPair == 0 {
		b.WriteString(d.name(id))
		return
	}
	d.write(b, n.at, between)
	b.WriteString(between)
	b.WriteString(d.name(n.n &^ isPair))
}
