package features

// pairTable holds the node of each pair of nodes. It is open-addressed, with linear steps. While all numbers are below narrowNodes, a pair and its
// node are held in eight bytes, so that one read of memory is enough; then the table is made wide.
type pairTable struct {
	narrow []uint64 // first part, second part, number + 1, of narrowBits each; 0 is empty
	wide   []pairSlot
	count  int
}

// pairSlot is a slot of a wide table: number 0 is empty, else node + 1.
type pairSlot struct {
	key    uint64
	number uint32
}

const (
	narrowBits  = 21
	narrowNodes = 1<<narrowBits - 1 // numbers below it leave room for the 1 that is added
)

// newPairTable returns a table with room for n pairs.
func newPairTable(n int) pairTable { return pairTable{narrow: touched[uint64](room(n))} }

// pairKey is a pair as a number.
func pairKey(a, b uint32) uint64 { return uint64(a)<<32 | uint64(b) }

// narrowed is the key of a pair in a narrow table. Pairs with a part that is too large are in no such table: they get a key that no pair has.
func narrowed(key uint64) uint64 {
	a, b := key>>32, key&(1<<32-1)
	if a|b >= 1<<narrowBits {
		return 1<<(2*narrowBits) - 1
	}
	return a<<narrowBits | b
}

// pairHash is multiplicative hashing with 2⁶⁴ over the golden ratio (Knuth 1973, §6.4), with both halves of the product mixed.
func pairHash(key uint64) uint64 { return mulFold(key, golden) }

// find returns the node of a pair, none if it has no number, and the slot where it is or belongs.
func (t *pairTable) find(key uint64) (node uint32, slot int) {
	if t.wide != nil {
		slot = t.wideSlot(key)
		return t.wide[slot].number - 1, slot // none is -1
	}
	mask, want := len(t.narrow)-1, narrowed(key)
	slot = int(pairHash(key)) & mask
	for {
		switch s := t.narrow[slot]; {
		case s == 0:
			return none, slot
		case s>>narrowBits == want:
			return uint32(s&narrowNodes) - 1, slot
		}
		slot = (slot + 1) & mask
	}
}

// wideSlot returns the slot of a wide table where the pair is or belongs.
func (t *pairTable) wideSlot(key uint64) int {
	mask := len(t.wide) - 1
	i := int(pairHash(key)) & mask
	for t.wide[i].number > 0 && t.wide[i].key != key {
		i = (i + 1) & mask
	}
	return i
}

// put enters the node of a pair, which is not there and belongs in slot.
func (t *pairTable) put(slot int, key uint64, node uint32) {
	if t.wide == nil && max(uint32(key>>32), uint32(key), node) >= narrowNodes {
		t.widen(len(t.narrow))
		slot = t.wideSlot(key)
	}
	if t.wide != nil {
		t.wide[slot] = pairSlot{key, node + 1}
	} else {
		t.narrow[slot] = narrowed(key)<<narrowBits | uint64(node+1)
	}
	if t.count++; t.count*4 <= t.size()*3 {
		return
	}
	if t.wide != nil {
		t.widen(2 * len(t.wide))
		return
	}
	old := t.narrow
	t.narrow = touched[uint64](2 * len(old))
	for _, s := range old {
		if s > 0 {
			_, slot := t.find(widened(s))
			t.narrow[slot] = s
		}
	}
}

// size returns the number of slots.
func (t *pairTable) size() int { return len(t.narrow) + len(t.wide) }

// widen makes t a wide table of n slots.
func (t *pairTable) widen(n int) {
	old := *t
	t.narrow, t.wide = nil, touched[pairSlot](n)
	old.each(func(key uint64, node uint32) { t.wide[t.wideSlot(key)] = pairSlot{key, node + 1} })
}

// widened is the pairKey of a slot of a narrow table.
func widened(s uint64) uint64 {
	return pairKey(uint32(s>>(2*narrowBits)), uint32(s>>narrowBits&(1<<narrowBits-1)))
}

// each calls do with every pair and its node.
func (t *pairTable) each(do func(key uint64, node uint32)) {
	for _, s := range t.narrow {
		if s > 0 {
			do(widened(s), uint32(s&narrowNodes)-1)
		}
	}
	for _, s := range t.wide {
		if s.number > 0 {
			do(s.key, s.number-1)
		}
	}
}

// follow sets dst[i] to the node of the pair of before[i-1] and nodes[i]: none where the table has no such pair, and at 0. No lookup depends on
// another, so that the processor waits for the memory of many of them at once.
func (t *pairTable) follow(dst, before, nodes []uint32) {
	dst, before = dst[:len(nodes)], before[:len(nodes)]
	last, slots := uint32(none), t.narrow
	if t.wide != nil || len(slots) == 0 {
		for i, id := range nodes {
			dst[i], _ = t.find(pairKey(last, id))
			last = before[i]
		}
		return
	}
	for i, id := range nodes { // find, written out
		key := pairKey(last, id)
		want, at := narrowed(key), pairHash(key)
		s := slots[at&uint64(len(slots)-1)]
		for s != 0 && s>>narrowBits != want {
			at++
			s = slots[at&uint64(len(slots)-1)]
		}
		dst[i] = uint32(s&narrowNodes) - 1 // none is -1
		last = before[i]
	}
}
