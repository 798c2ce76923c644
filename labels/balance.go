package labels

// exchangeMost is the number of groups up to which folds are improved by
// exchanging pairs of groups as well as by moving single ones.
const exchangeMost = 1000

// balance is the state of folds that are being evened out: of is the fold of
// each group, count its classes (the last is its size), have the sums of each
// fold, total the sums of all.
type balance struct {
	of    []int
	count [][]int
	have  [][]float64
	total []float64
}

// improve moves groups, or exchanges two, as long as it makes the folds more
// even: as long as it lowers Σ over folds f and classes c of (n(f,c) ∕ n(c))²,
// which is least where each class is spread evenly. It ends in a state that no
// single step betters, or after 20 rounds.
func (b *balance) improve() {
	for range 20 {
		better := false
		for g := range b.of {
			better = b.moveOne(g) || better
		}
		if len(b.of) <= exchangeMost {
			for g := range b.of {
				for h := range g {
					better = b.exchange(g, h) || better
				}
			}
		}
		if !better {
			return
		}
	}
}

// gain is half of what the sum of squares rises by if fold to gets the counts
// of g and loses those of h (nil: none), and fold from the reverse.
func (b *balance) gain(from, to int, g, h []int) float64 {
	sum := 0.0
	for c, t := range b.total {
		d := float64(g[c])
		if h != nil {
			d -= float64(h[c])
		}
		if d != 0 {
			sum += d * (b.have[to][c] - b.have[from][c] + d) / (t * t)
		}
	}
	return sum
}

const gainLeast = -1e-12 // less is rounding

func (b *balance) moveOne(g int) bool {
	best, least := -1, gainLeast
	for to := range b.have {
		if to == b.of[g] {
			continue
		}
		if v := b.gain(b.of[g], to, b.count[g], nil); v < least {
			best, least = to, v
		}
	}
	if best < 0 {
		return false
	}
	b.put(g, best)
	return true
}

func (b *balance) exchange(g, h int) bool {
	x, y := b.of[g], b.of[h]
	if x == y || b.gain(x, y, b.count[g], b.count[h]) >= gainLeast {
		return false
	}
	b.put(g, y)
	b.put(h, x)
	return true
}

func (b *balance) put(g, to int) {
	from := b.of[g]
	for c, n := range b.count[g] {
		b.have[from][c] -= float64(n)
		b.have[to][c] += float64(n)
	}
	b.of[g] = to
}
