package labels

import "math/rand/v2"

// MajorityFloor returns what the dullest answer to the same items is: the
// class that is most frequent in train (the first of equals), for every item;
// with many labels each class that more than half of train have. Its
// probabilities are the shares of the classes in train. train nil takes the
// truth of the items themselves.
func (a *Answers) MajorityFloor(train []Set) *Answers {
	shares := classShares(a.Scheme, orTruth(train, a.Truth))
	var set Set
	best := 0
	for k, p := range shares {
		if a.Scheme.Many && p > 0.5 {
			set = set.With(k)
		}
		if p > shares[best] {
			best = k
		}
	}
	if !a.Scheme.Many {
		set = One(best)
	}
	out := &Answers{Scheme: a.Scheme, Truth: a.Truth, Groups: a.Groups, Pred: make([]Set, len(a.Truth)), Probs: make([][]float64, len(a.Truth))}
	for i := range out.Pred {
		out.Pred[i], out.Probs[i] = set, shares
	}
	return out
}

// RandomFloor returns, for each metric, the mean over n draws of answers made
// at random: each item gets a class with the shares that the classes have in
// train, with many labels each class by itself. train nil takes the truth of
// the items themselves. Draws depend on seed and their number alone. Metrics of
// probabilities are those of the shares, the same for every item. A metric that
// was undefined in every draw is NaN.
func (a *Answers) RandomFloor(train []Set, metrics []Metric, n int, seed uint64) []float64 {
	shares := classShares(a.Scheme, orTruth(train, a.Truth))
	draws := &Answers{Scheme: a.Scheme, Truth: a.Truth, Pred: make([]Set, len(a.Truth)), Probs: make([][]float64, len(a.Truth)), Groups: make([]int, len(a.Truth))}
	for i := range draws.Probs {
		draws.Probs[i] = shares
	}
	rows := make([][]float64, n)
	for d := range rows {
		rng := rand.New(rand.NewPCG(seed, uint64(d)))
		for i := range draws.Pred {
			draws.Pred[i] = randomSet(rng, a.Scheme.Many, shares)
		}
		t := draws.tally(metrics)
		once := make([]float64, len(t.groups))
		for g := range once {
			once[g] = 1
		}
		rows[d] = t.start()(once)
	}
	out := make([]float64, len(metrics))
	column := make([]float64, n)
	for f := range out {
		for d, row := range rows {
			column[d] = row[f]
		}
		out[f] = meanDefined(column)
	}
	return out
}

func randomSet(rng *rand.Rand, many bool, shares []float64) Set {
	var set Set
	if many {
		for k, p := range shares {
			if rng.Float64() < p {
				set = set.With(k)
			}
		}
		return set
	}
	u, last := rng.Float64(), 0
	for k, p := range shares {
		if p == 0 {
			continue
		}
		if last = k; u < p {
			return One(k)
		}
		u -= p
	}
	return One(last)
}

func orTruth(train, truth []Set) []Set {
	if train == nil {
		return truth
	}
	return train
}

// classShares returns the share of the items that have each class.
func classShares(s *Scheme, sets []Set) []float64 {
	shares := make([]float64, len(s.Classes))
	for _, set := range sets {
		for k := range set.All() {
			shares[k] += 1 / float64(len(sets))
		}
	}
	for k, p := range shares {
		shares[k] = min(p, 1)
	}
	return shares
}
