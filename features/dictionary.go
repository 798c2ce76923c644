package features

import (
	"hash/maphash"
	"math/bits"
	"strings"
	"unsafe"
)

// none is the number of what a dictionary does not know.
const none = ^uint32(0)

// maxNodes bounds a dictionary: the highest bit of a number is free to mark pairs, and none is not a node.
const maxNodes = 1 << 31

// dictionary numbers names. A node is a string or a pair of nodes, so that the name "peac talk" is looked
// up by two numbers and no string is built. While open it takes in what it meets; closed, it answers none for
// the unknown. An open dictionary belongs to one goroutine, a closed one may be shared.
//
// The nodes of a vectorizer are first its features in their order, then the parts of names that are no
// features themselves.
type dictionary struct {
	open    bool
	hashKey uint64 // of the hash of strings; 0 where the strings are those of a vocabulary, which no text can change
	text    string // the strings, one after another
	grow    strings.Builder
	nodes   []node
	strings []slot
	pairs   pairTable
	count   int // of strings
}

// node is a string, the n bytes of the text from at on, or, in an open dictionary only, a pair.
type node struct{ at, n uint32 }

// isPair is the bit of n that marks a pair: its parts are the nodes at and n without this bit.
const isPair = maxNodes

// slot is a place in a table of strings, open-addressed with linear steps: number 0 is empty, else node + 1. Strings of one hash have to be
// compared.
type slot struct{ hash, number uint32 }

// secret is the key of the dictionaries that learn from texts.
var secret = maphash.String(seed, "dictionary")

// newDictionary returns an open dictionary for texts with room for so many strings and pairs.
func newDictionary(strings, pairs int) *dictionary {
	return &dictionary{open: true, hashKey: secret, strings: touched[slot](room(strings)), pairs: newPairTable(pairs)}
}

// touched returns n zeros whose memory has been written to. Memory that is new to the process and is read first costs twice: the system
// gives a page of zeros that all share, then, at the first write, a page of its own, for which it stops every processor.
func touched[T any](n int) []T {
	s := make([]T, n)
	clear(s)
	return s
}

// room returns a power of two that n entries fill by three quarters at most.
func room(n int) int { return 1 << bits.Len(uint(n+n/3+8)) }

// name returns the string of a node that is no pair.
func (d *dictionary) name(id uint32) string {
	n := d.nodes[id]
	return d.text[n.at : n.at+n.n]
}

// string returns the node of a name, which an open dictionary takes in.
func (d *dictionary) string(name string) uint32 {
	hash := hash(d.hashKey, name)
	slot := d.stringSlot(hash, name)
	if n := d.strings[slot].number; n > 0 {
		return n - 1
	}
	if !d.open {
		return none
	}
	at := d.grow.Len()
	d.grow.WriteString(name)
	d.text = d.grow.String()
	id := d.add(node{uint32(at), uint32(len(name))})
	d.putString(slot, hash, id)
	return id
}

// bytes is string for a name whose bytes may change afterwards. It makes no copy, as string keeps one of what is new.
func (d *dictionary) bytes(name []byte) uint32 {
	return d.string(unsafe.String(unsafe.SliceData(name), len(name)))
}

// stringSlot returns the slot where name is or belongs.
func (d *dictionary) stringSlot(hash uint32, name string) int {
	mask := len(d.strings) - 1
	i := int(hash) & mask
	for ; d.strings[i].number > 0; i = (i + 1) & mask {
		if s := d.strings[i]; s.hash == hash && d.name(s.number-1) == name {
			break
		}
	}
	return i
}

// putString puts the string of the node id, which is not there, into its slot.
func (d *dictionary) putString(at int, hash, id uint32) {
	d.strings[at] = slot{hash, id + 1}
	if d.count++; d.count*4 > len(d.strings)*3 {
		d.strings = doubled(d.strings)
	}
}

// doubled returns a table of twice the size with what is in the old one.
func doubled(old []slot) []slot {
	table := touched[slot](2 * len(old))
	for _, s := range old {
		if s.number > 0 {
			fill(table, s)
		}
	}
	return table
}

// fill puts s, which is not there, into a table that has room.
func fill(table []slot, s slot) {
	mask := len(table) - 1
	i := int(s.hash) & mask
	for ; table[i].number > 0; i = (i + 1) & mask {
	}
	table[i] = s
}

// pair returns the node of two nodes in this order, which an open dictionary takes in; a pair with none is none.
func (d *dictionary) pair(a, b uint32) uint32 {
	if a == none || b == none {
		return none
	}
	key := pairKey(a, b)
	id, slot := d.pairs.find(key)
	if id != none || !d.open {
		return id
	}
	id = d.add(node{a, b | isPair})
	d.pairs.put(slot, key, id)
	return id
}

// close ends the learning.
func (d *dictionary) close() { d.open = false }

// add appends a node and returns its number. More than 2147483647 are a bug of the caller, whose texts would not fit in memory: it panics.
func (d *dictionary) add(n node) uint32 {
	if len(d.nodes) >= maxNodes-1 {
		panic("features: more than 2147483647 different names")
	}
	d.nodes = append(d.nodes, n)
	return uint32(len(d.nodes) - 1)
}

// into returns the node of each node of d in the dictionary to, which takes in the new ones if it is open.
func (d *dictionary) into(to *dictionary) []uint32 {
	m := make([]uint32, len(d.nodes))
	for id, n := range d.nodes {
		if n.n&isPair != 0 {
			m[id] = to.pair(m[n.at], m[n.n&^isPair])
		} else {
			m[id] = to.string(d.name(uint32(id)))
		}
	}
	return m
}
