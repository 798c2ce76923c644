package labels

import (
	"math/rand/v2"
	"testing"
)

// TestFinderIndex holds the index against comparing with every print, for prints with any number of bytes in common.
func TestFinderIndex(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{itemPrint, articlePrint} {
		stored := make([]byte, 500*n)
		for i := range stored {
			stored[i] = byte(r.Uint32())
		}
		for _, near := range []float64{0, NearDefault, 0.5, 0.8, 1} {
			plain, quick := newFinder(stored, n, near, 1), newFinder(stored, n, near, 1<<20)
			if plain.start != nil || quick.start == nil {
				t.Fatalf("near %v: index of one question: %v, of many: %v", near, plain.start != nil, quick.start != nil)
			}
			found := 0
			for range 2000 {
				print := make([]byte, n)
				like, share := r.IntN(500)*n, r.Float64()
				for i := range print {
					print[i] = byte(r.Uint32())
					if r.Float64() < share {
						print[i] = stored[like+i]
					}
				}
				want, got := plain.has(print), quick.has(print)
				if want != got {
					t.Fatalf("%d bytes, near %v: index says %v, comparing says %v", n, near, got, want)
				}
				if want {
					found++
				}
			}
			if near > 0 && near < 1 && (found == 0 || found == 2000) {
				t.Errorf("%d bytes, near %v: %d of 2000 found: nothing was tested", n, near, found)
			}
		}
	}
}
