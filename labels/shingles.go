package labels

import (
	"math"
	"slices"
	"unicode"
	"unicode/utf8"
)

// words appends the hashes of the folded words of a text. Capitals and
// punctuation do not count, an apostrophe inside a word is dropped, and in
// scripts without spaces each sign is a word.
func words(dst []uint64, text string) []uint64 {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a, 64 bits
	h, in := uint64(offset), false
	end := func() {
		if in {
			dst = append(dst, h)
			h, in = offset, false
		}
	}
	for i := 0; i < len(text); {
		b := text[i]
		if b < utf8.RuneSelf {
			i++
			switch {
			case 'a' <= b && b <= 'z' || '0' <= b && b <= '9':
				h, in = (h^uint64(b))*prime, true
			case 'A' <= b && b <= 'Z':
				h, in = (h^uint64(b+'a'-'A'))*prime, true
			case b == '\'':
			default:
				end()
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		switch {
		case r == '’' || r == '\u00ad':
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			end()
			h, in = (h^uint64(r))*prime, true
			end()
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			h, in = (h^uint64(unicode.ToLower(r)))*prime, true
		default:
			end()
		}
	}
	end()
	return dst
}

// shingles returns the distinct three-word stretches of a text, ascending. A
// text of one or two words is one stretch of its own kind, so that it is like
// another only if it is equal to it; a text without words has none.
func shingles(dst []uint64, w []uint64) []uint64 {
	dst = dst[:0]
	switch {
	case len(w) == 0:
		return dst
	case len(w) < 3:
		h := uint64(len(w))
		for _, x := range w {
			h = mix(h ^ x)
		}
		return append(dst, h)
	}
	for i := 2; i < len(w); i++ {
		dst = append(dst, shingle(w[i-2], w[i-1], w[i]))
	}
	slices.Sort(dst)
	return slices.Compact(dst)
}

// shingle is the hash of a stretch of three words.
func shingle(a, b, c uint64) uint64 { return mix(mix(mix(a)+b) + c) }

// mix is the finaliser of SplitMix64 (Steele, Lea & Flood 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// signature is the MinHash of a set of shingles (Broder 1997): for each of 128
// hash functions the least value over the set.
type signature [hashes]uint32

// multipliers and summands of the hash functions: the high word of a·x + b
// (Dietzfelbinger et al. 1997).
var multipliers, summands = func() (a, b [hashes]uint64) {
	for i := range a {
		a[i] = mix(uint64(2*i+1)) | 1
		b[i] = mix(uint64(2*i + 2))
	}
	return a, b
}()

func (s *signature) of(set []uint64) { s.first(len(s), set) }

// first is of for the first n hashes only, which takes so much less time; the others are left as they are. n is a multiple of 4.
func (s *signature) first(n int, set []uint64) {
	for i := range s[:n] {
		s[i] = math.MaxUint32
	}
	s.lower(n, set)
}

// lower takes shingles into the first n hashes, a multiple of 4, which are taken together so that what they have is not written back for each shingle.
func (s *signature) lower(n int, set []uint64) {
	for i := 0; i < n; i += 4 {
		some, a, b := (*[4]uint32)(s[i:]), (*[4]uint64)(multipliers[i:]), (*[4]uint64)(summands[i:])
		s0, s1, s2, s3 := some[0], some[1], some[2], some[3]
		for _, x := range set {
			s0 = min(s0, uint32((a[0]*x+b[0])>>32))
			s1 = min(s1, uint32((a[1]*x+b[1])>>32))
			s2 = min(s2, uint32((a[2]*x+b[2])>>32))
			s3 = min(s3, uint32((a[3]*x+b[3])>>32))
		}
		*some = [4]uint32{s0, s1, s2, s3}
	}
}

// jaccard returns the number of common members of two ascending sets and
// Jaccard's coefficient.
func jaccard(a, b []uint64) (common int, share float64) {
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			common++
			i++
			j++
		}
	}
	return common, ratio(float64(common), float64(len(a)+len(b)-common))
}
