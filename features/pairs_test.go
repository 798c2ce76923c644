package features

import (
	"math/rand/v2"
	"testing"
)

// TestPairTable compares a table with a map, while numbers are small and when they get too large for a narrow table.
func TestPairTable(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	table, want := newPairTable(0), map[uint64]uint32{}
	check := func() {
		t.Helper()
		for key, node := range want {
			if got, _ := table.find(key); got != node {
				t.Fatalf("pair %#x: node %d, want %d", key, got, node)
			}
		}
		for range 1000 {
			key := pairKey(r.Uint32()>>r.IntN(32), r.Uint32()>>r.IntN(32))
			if _, ok := want[key]; ok {
				continue
			}
			if got, _ := table.find(key); got != none {
				t.Fatalf("pair %#x, which is not there: node %d", key, got)
			}
		}
		for _, key := range []uint64{pairKey(none, 1), pairKey(1, none), pairKey(none, none)} {
			if got, _ := table.find(key); got != none {
				t.Fatalf("pair with none: node %d", got)
			}
		}
		nodes := []uint32{1, none, 0, 5}
		var keys []uint32
		for key := range want {
			nodes = append(nodes, uint32(key>>32), uint32(key))
			if keys = append(keys, 0); len(keys) == 300 {
				break
			}
		}
		dst := make([]uint32, len(nodes))
		table.follow(dst, nodes, nodes)
		last := uint32(none)
		for i, id := range nodes {
			node, ok := want[pairKey(last, id)]
			if !ok {
				node = none
			}
			if dst[i] != node {
				t.Fatalf("pair of %d and %d: node %d followed, want %d", last, id, dst[i], node)
			}
			last = id
		}
	}
	put := func(a, b, node uint32) {
		key := pairKey(a, b)
		if _, ok := want[key]; ok {
			return
		}
		found, slot := table.find(key)
		if found != none {
			t.Fatalf("pair %#x is there before it is put", key)
		}
		table.put(slot, key, node)
		want[key] = node
	}
	for n := range uint32(5000) {
		put(r.Uint32N(300), r.Uint32N(300), n)
	}
	put(narrowNodes-1, narrowNodes-1, narrowNodes-1)
	check()
	if table.wide != nil {
		t.Fatal("the table is wide before a number is too large")
	}
	put(7, narrowNodes, 3)
	if table.wide == nil {
		t.Fatal("the table is narrow with a part too large for it")
	}
	for n := range uint32(5000) {
		put(r.Uint32N(1<<30), r.Uint32N(1<<30), 1<<25+n)
	}
	check()
	seen := 0
	table.each(func(key uint64, node uint32) {
		if want[key] != node {
			t.Fatalf("pair %#x: node %d, want %d", key, node, want[key])
		}
		seen++
	})
	if seen != len(want) {
		t.Errorf("%d pairs, want %d", seen, len(want))
	}
}
