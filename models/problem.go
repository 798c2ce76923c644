package models

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// loss names what a problem minimises over its rows.
type loss uint8

const (
	softmaxLoss  loss = iota // one class a row: -ln softmax(z)[own]
	logisticLoss             // each class against the rest: ln(1+exp(∓z))
	hingeLoss                // each class against the rest: max(0, 1∓z)²
	ordinalLoss              // one class a row, z[c] = value[c]·t + b[c] with one column t for all classes
)

// problem is a convex objective over sparse rows: Σᵢ ℓ(zᵢ) + ridge/2·Σ W² with z = Wᵀx + B.
// Parameters are W[f*k+a], then B[c], where f numbers the features that the rows have, the most frequent first: what is
// read most lies together. With blocks, the columns a of W are t of the first block, then t of the second and so on: one
// pass over the base rows serves all blocks, and its results are mixed into the t columns of each row. Rows are read one by
// one for scores and by feature for gradients, in fixed shards whose sums are added in order: the same bits on any number
// of threads. Values and gradients are float64; products with the Hessian, which need not be exact, are float32. It serves
// one goroutine.
type problem struct {
	d        *Data
	loss     loss
	k, t, c  int       // columns of W, columns of a row and scores of a row; t is 1 for ordinalLoss, otherwise c
	blocks   []block   // nil, or what mixes rows from base rows; then k is t·len(blocks), otherwise t
	swell    []float32 // see swelling; nil until it is needed
	width    int       // number of features that rows have
	feature  []uint32  // their numbers in the data
	class    []int     // number of each active class in d
	values   []float64 // ordinalLoss: the value of each active class
	own      []int32   // softmaxLoss, ordinalLoss: index of the row's class, -1 for a row without weight
	weight   []float64 // softmaxLoss, ordinalLoss: row weight · class weight / S
	pos, neg []float64 // the other losses: class weight / S of a row that has the class, or has not
	ridge    float64
	ratio    []float64 // nil, or a factor of each feature and column: W is for scaled values
	counted  []int     // with ratio: for each column of a row, how many features of all blocks have a ratio

	begin []int    // features of row i: index[begin[i]:begin[i+1]], values in d
	index []uint32 // in the numbering by frequency
	start []int    // rows with feature f: row[start[f]:start[f+1]]
	row   []uint32
	val   []float32

	rowShards, featureShards []int // bounds of the shards of rows and of features

	z, dz     []float64        // scores and their change along a direction, i*c+a
	res, curv []float64        // derivative of ℓ by z, and what curvature needs of it
	parts     []float64        // sums of the shards
	exact     scratch[float64] // for values and gradients
	rough     scratch[float32] // for products with the Hessian
}

// scratch is room for passes over the rows.
type scratch[T float] struct {
	scaled []T // ratio∘W
	score  []T // i*c+a
	column []T // i*t+a: score, but for ordinalLoss
	base   []T // i*k+a: columns of the base rows, if there are blocks
	runs   []T // u*t+a: sums over runs of rows, likewise
}

// float is the numbers that passes are made in.
type float interface{ float32 | float64 }

// newScratch returns scratch whose scores are the given ones.
func newScratch[T float](p *problem, score []T) scratch[T] {
	s := scratch[T]{score: score, column: score}
	if p.t != p.c {
		s.column = make([]T, len(p.d.X)*p.t)
	}
	if p.blocks != nil {
		s.base, s.runs = make([]T, len(p.d.X)*p.k), make([]T, len(p.d.X)*p.t)
	}
	return s
}

// newProblem lays out the data for the active classes. weigh and ridge are still to be set.
func newProblem(d *Data, active []int, l loss) *problem {
	n := len(d.X)
	p := &problem{d: d, loss: l, t: len(active), c: len(active), class: active, begin: make([]int, n+1)}
	if l == ordinalLoss { // class numbers around their mean
		p.t = 1
		mean := 0.0
		for _, c := range active {
			mean += float64(c) / float64(len(active))
		}
		for _, c := range active {
			p.values = append(p.values, float64(c)-mean)
		}
	}
	p.k = p.t
	if d.Blocks != nil {
		p.k *= len(d.Blocks)
		p.blocks = make([]block, len(d.Blocks))
		each(upTo(len(d.Blocks)), func(b, _, _ int) { p.blocks[b] = newBlock(d.Blocks[b]) })
	}
	count := make([]uint32, d.Width)
	for i, x := range d.X {
		p.begin[i+1] = p.begin[i] + len(x.Index)
		for _, f := range x.Index {
			count[f]++
		}
	}
	for f, c := range count {
		if c > 0 {
			p.feature = append(p.feature, uint32(f))
		}
	}
	slices.SortStableFunc(p.feature, func(a, b uint32) int { return cmp.Compare(count[b], count[a]) })
	p.width = len(p.feature)
	p.start = make([]int, p.width+1)
	next := make([]int, p.width)
	number := count // of each feature; its count is not needed after
	for at, f := range p.feature {
		next[at] = p.start[at]
		p.start[at+1] = p.start[at] + int(count[f])
		number[f] = uint32(at)
	}
	total := p.begin[n]
	p.index, p.row, p.val = make([]uint32, 0, total), make([]uint32, total), make([]float32, total)
	for i, x := range d.X {
		for j, old := range x.Index {
			f := number[old]
			at := next[f]
			p.row[at], p.val[at] = uint32(i), x.Value[j]
			next[f]++
			p.index = append(p.index, f)
		}
	}
	p.rowShards = bounds(n, (total+8*n)*p.k, func(i int) int { return p.begin[i] + 8*i })
	p.featureShards = bounds(p.width, (total+4*p.width)*p.k, func(f int) int { return p.start[f] + 4*f })
	p.z, p.dz = make([]float64, n*p.c), make([]float64, n*p.c)
	p.res, p.curv = make([]float64, n*p.c), make([]float64, n*p.c)
	p.exact = newScratch(p, p.res)
	p.rough = newScratch(p, make([]float32, n*p.c))
	p.parts = make([]float64, max(len(p.rowShards), len(p.featureShards))*(p.c+1))
	return p
}

// bounds cuts 0 to n into shards of about the same cost, where cost(i) is that of all before i and work that of all. Their number
// depends on the data alone.
func bounds(n, work int, cost func(int) int) []int {
	parts := max(1, min(64, work>>14))
	out := make([]int, parts+1)
	i := 0
	for part := 1; part < parts; part++ {
		for i < n && cost(i)*parts < cost(n)*part {
			i++
		}
		out[part] = i
	}
	out[parts] = n
	return out
}

// weigh sets the class weights, given the weight of the rows of each class, n, and of all rows.
func (p *problem) weigh(balance string, explicit, n []float64, all float64) {
	each := p.loss == logisticLoss || p.loss == hingeLoss
	p.pos, p.neg = make([]float64, p.c), make([]float64, p.c)
	for a, c := range p.class {
		p.pos[a], p.neg[a] = 1, 1
		switch {
		case balance == "explicit":
			p.pos[a] = explicit[c]
		case balance == "balanced" && each:
			p.pos[a], p.neg[a] = all/(2*n[c]), all/(2*(all-n[c]))
		case balance == "balanced":
			p.pos[a] = all / (float64(p.c) * n[c])
		}
		p.pos[a] /= all
		p.neg[a] /= all
	}
	if each {
		return
	}
	p.own, p.weight = make([]int32, len(p.d.Y)), make([]float64, len(p.d.Y))
	for i, y := range p.d.Y {
		c, _ := y.Single()
		own, w := slices.Index(p.class, c), p.d.weight(i)
		if own >= 0 && w > 0 {
			p.weight[i] = w * p.pos[own]
		} else {
			own = -1 // a row of weight 0 may have a class that is not active
		}
		p.own[i] = int32(own)
	}
}

// size returns the number of parameters.
func (p *problem) size() int { return p.width*p.k + p.c }

// upTo returns 0, 1, … n: the bounds of n shards of one each.
func upTo(n int) []int {
	out := make([]int, n+1)
	for i := range out {
		out[i] = i
	}
	return out
}

// each calls do for every shard, on as many goroutines as there are threads, each of which takes the next shard when it is done with one.
func each(shards []int, do func(shard, lo, hi int)) {
	n := len(shards) - 1
	threads := min(runtime.GOMAXPROCS(0), n)
	if threads == 1 {
		for s := range n {
			do(s, shards[s], shards[s+1])
		}
		return
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range threads {
		wg.Go(func() {
			for {
				s := int(next.Add(1)) - 1
				if s >= n {
					return
				}
				do(s, shards[s], shards[s+1])
			}
		})
	}
	wg.Wait()
}
