package labels

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"sync"
)

// NearDefault is the share of common three-word stretches from which two
// articles count as versions of one text.
const NearDefault = 0.12

const (
	hashes   = 128
	bandRows = 2 // hashes of one band
)

// NearDuplicates returns the pairs of texts that are versions of one another,
// each with the smaller number first, ascending. Two texts are if their sets of
// three-word stretches have
//
//   - at least 8 members in common, and a Jaccard coefficient of at least
//     threshold or 0.8 of the smaller set inside the larger one (a paragraph
//     quoted whole in a longer one);
//   - or fewer in common, and a coefficient of at least 0.6 (and threshold): in
//     short texts a stock phrase such as "the White House said it" would
//     otherwise make strangers alike.
//
// Hence a text of one or two words is like another only if it is equal to it
// when folded; a text without words is like none. A threshold outside 0..1
// panics.
//
// Candidates come from MinHash signatures of 128 hashes in 64 bands of 2 (a
// pair with coefficient s is a candidate with probability 1 − (1 − s²)⁶⁴: 0.60
// at 0.12, 0.93 at 0.2, above 0.99 from 0.27) and are checked exactly. Equal
// texts beyond the second are paired with the first only, so that a text that
// occurs a thousand times gives 999 pairs. In a crowd of texts that look alike
// each is compared with the 100 before it, as in Groups; more tells that there
// was such a crowd, and may be pairs beyond those returned.
func NearDuplicates(texts []string, threshold float64) (pairs [][2]int, more bool) {
	if !(threshold >= 0 && threshold <= 1) {
		panic(fmt.Sprintf("labels: NearDuplicates: threshold %v outside 0..1", threshold))
	}
	var near nearTexts
	for _, t := range texts {
		near.add(t)
	}
	return near.pairs(threshold)
}

const (
	commonLeast   = 8   // common stretches from which the threshold decides
	shortLeast    = 0.6 // the coefficient asked of texts with fewer
	containsLeast = 0.8 // the part of the smaller text that makes it contained
)

// alike is the rule of NearDuplicates.
func alike(a, b []uint64, threshold float64) bool {
	common, share := jaccard(a, b)
	if common < commonLeast {
		return share >= max(threshold, shortLeast)
	}
	return share >= threshold || float64(common) >= containsLeast*float64(min(len(a), len(b)))
}

// nearTexts is the sets of shingles of texts, kept in one piece of memory.
type nearTexts struct {
	ends  []int
	all   []uint64
	words []uint64
	set   []uint64
}

func (n *nearTexts) add(text string) {
	n.words = words(n.words[:0], text)
	n.set = shingles(n.set, n.words)
	n.all = append(n.all, n.set...)
	n.ends = append(n.ends, len(n.all))
}

func (n *nearTexts) text(i int) []uint64 {
	from := 0
	if i > 0 {
		from = n.ends[i-1]
	}
	return n.all[from:n.ends[i]]
}

// twins parts the texts into distinct ones and copies: copies[i] is the text
// that i is equal to, both by number.
func (n *nearTexts) twins() (distinct []int, copies [][2]int) {
	first := map[uint64][]int{} // digest of a set to the distinct texts that have it
	for i := range n.ends {
		set := n.text(i)
		if len(set) == 0 {
			continue
		}
		h := uint64(len(set))
		for _, x := range set {
			h = mix(h ^ x)
		}
		twin := -1
		for _, j := range first[h] {
			if slices.Equal(n.text(j), set) {
				twin = j
				break
			}
		}
		if twin >= 0 {
			copies = append(copies, [2]int{twin, i})
			continue
		}
		first[h] = append(first[h], i)
		distinct = append(distinct, i)
	}
	return distinct, copies
}

// buckets calls f, band by band, with the places in distinct of the texts that
// have the same values in the band, ascending, two or more of them. Bands are
// sorted as numbers: 32 bits of a hash of the band's values, then the place.
// Two bands with one hash cost a check and no more.
func (n *nearTexts) buckets(signatures []signature, f func(band int, bucket []int32)) {
	threads := runtime.GOMAXPROCS(0)
	sorted := make([][]uint64, threads) // keys of the bands at hand, one a core
	var bucket []int32
	for first := 0; first < hashes; first += threads * bandRows {
		var wait sync.WaitGroup
		for t := range min(threads, (hashes-first)/bandRows) {
			wait.Go(func() { sorted[t] = keys(sorted[t], signatures, first+t*bandRows) })
		}
		wait.Wait()
		for t := range min(threads, (hashes-first)/bandRows) {
			band := sorted[t]
			for i := 0; i < len(band); {
				bucket = bucket[:0]
				j := i
				for ; j < len(band) && band[j]>>32 == band[i]>>32; j++ {
					bucket = append(bucket, int32(uint32(band[j])))
				}
				if j-i > 1 {
					f(first+t*bandRows, bucket)
				}
				i = j
			}
		}
	}
}

// keys returns the sorted keys of a band in dst.
func keys(dst []uint64, signatures []signature, band int) []uint64 {
	dst = dst[:0]
	for d := range signatures {
		s := &signatures[d]
		dst = append(dst, mix(uint64(s[band])<<32|uint64(s[band+1]))>>32<<32|uint64(d))
	}
	slices.Sort(dst)
	return dst
}

// signatures returns those of the texts, made on all cores.
func (n *nearTexts) signatures(distinct []int) []signature {
	out := make([]signature, len(distinct))
	each(len(distinct), func(lo, hi int) {
		for d := lo; d < hi; d++ {
			out[d].of(n.text(distinct[d]))
		}
	})
	return out
}

// each calls do with stretches of 0 to n, one a core and at least 64 long, side by side.
func each(n int, do func(lo, hi int)) {
	per := max(64, (n+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	var wait sync.WaitGroup
	for lo := 0; lo < n; lo += per {
		wait.Go(func() { do(lo, min(lo+per, n)) })
	}
	wait.Wait()
}

// pairs finds the pairs that are alike among those that are at most lookBack
// apart in a bucket; more tells that a bucket has others. A pair that shares
// several bands is checked in the first of them.
func (n *nearTexts) pairs(threshold float64) (out [][2]int, more bool) {
	distinct, out := n.twins()
	signatures := n.signatures(distinct)
	n.buckets(signatures, func(band int, bucket []int32) {
		more = more || len(bucket) > lookBack+1
		for a := range bucket {
			for b := a + 1; b < len(bucket) && b <= a+lookBack; b++ {
				x, y := bucket[a], bucket[b]
				if signatures[x].sharesBefore(&signatures[y], band) {
					continue
				}
				if i, j := distinct[x], distinct[y]; alike(n.text(i), n.text(j), threshold) {
					out = append(out, [2]int{i, j})
				}
			}
		}
	})
	slices.SortFunc(out, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return out, more
}

func (s *signature) sharesBefore(o *signature, band int) bool {
	for b := 0; b < band; b += bandRows {
		if s[b] == o[b] && s[b+1] == o[b+1] {
			return true
		}
	}
	return false
}

// lookBack is with how many texts before it in a bucket a text is compared:
// enough to join a thousand copies of a form, and time and memory stay linear in
// them.
const lookBack = 100

// join calls join with pairs of texts that are alike, as many as it takes to
// connect what is connected; joined tells of two texts whether they already are.
func (n *nearTexts) join(threshold float64, joined func(i, j int) bool, join func(i, j int)) {
	distinct, copies := n.twins()
	for _, c := range copies {
		join(c[0], c[1])
	}
	n.buckets(n.signatures(distinct), func(_ int, bucket []int32) {
		for b := range bucket {
			for a := max(0, b-lookBack); a < b; a++ {
				i, j := distinct[bucket[a]], distinct[bucket[b]]
				if !joined(i, j) && alike(n.text(i), n.text(j), threshold) {
					join(i, j)
				}
			}
		}
	})
}
