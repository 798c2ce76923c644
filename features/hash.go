package features

import (
	"hash/maphash"
	"math/bits"
)

// seed makes the hashes of words differ between processes, so that no text can be made whose words collide.
var seed = maphash.MakeSeed()

// The constants of the hash: 2⁶⁴ over the golden ratio, and the first 64 bits of √2 after the point, rounded to odd numbers.
const (
	golden = 0x9E3779B97F4A7C15
	root   = 0x6A09E667F3BCC909
)

// hash returns the hash of a name under a key: eight bytes at a time are mixed in by a multiplication, as in wyhash
// (github.com/wangyi-fudan/wyhash). It is the same on every machine.
func hash(key uint64, s string) uint32 {
	h := key ^ uint64(len(s))*golden
	for len(s) > 8 {
		h = mulFold(h^load(s), root)
		s = s[8:]
	}
	h = mulFold(h^few(s), golden)
	return uint32(h ^ h>>32)
}

// mulFold returns the two halves of the 128-bit product, one xor the other.
func mulFold(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}

// few returns a string of at most eight bytes as a number; no two strings of the same length have the same.
func few(s string) uint64 {
	switch n := len(s); {
	case n == 8:
		return load(s)
	case n >= 4:
		return uint64(load32(s)) | uint64(load32(s[n-4:]))<<32
	case n > 0:
		return uint64(s[0]) | uint64(s[n/2])<<8 | uint64(s[n-1])<<16
	}
	return 0
}

// load32 returns the first four bytes of s as a little-endian number.
func load32(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}
