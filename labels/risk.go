package labels

import (
	"cmp"
	"fmt"
	"slices"
)

// RiskPoint says what happens if only items with a confidence of at least At
// are decided: Coverage is the share of all items decided, Risk the share of
// wrong ones among them.
type RiskPoint struct {
	At, Coverage, Risk float64
}

// RiskCoverage returns the curve of risk against coverage (El-Yaniv & Wiener
// 2010; Geifman & El-Yaniv 2017), coverage ascending, one point for each
// distinct confidence; the last one decides everything. It panics if the lengths differ.
func RiskCoverage(confidence []float64, wrong []bool) []RiskPoint {
	order := byConfidence(confidence, wrong)
	var out []RiskPoint
	errors := 0.0
	for n, i := range order {
		if wrong[i] {
			errors++
		}
		if n+1 < len(order) && confidence[order[n+1]] == confidence[i] {
			continue
		}
		decided := float64(n + 1)
		out = append(out, RiskPoint{At: confidence[i], Coverage: decided / float64(len(order)), Risk: errors / decided})
	}
	return out
}

// RiskArea returns the area under the curve of RiskCoverage as the mean of the
// risks at the coverages 1/n, 2/n, … 1 (AURC, Geifman, Uziel & El-Yaniv 2019);
// items of equal confidence share their risk. It is NaN without an item.
func RiskArea(confidence []float64, wrong []bool) float64 {
	sum, last := 0.0, 0.0
	for _, p := range RiskCoverage(confidence, wrong) {
		sum += p.Risk * (p.Coverage - last)
		last = p.Coverage
	}
	return ratio(sum, last)
}

// RiskThreshold returns the lowest confidence from which items may be decided
// so that a share of at most maxRisk of the decided is to be expected wrong, in
// articles like those at hand: the lowest one where
//
//	(wrong + m) ∕ (decided + m) ≤ maxRisk
//
// with m the largest number of items of one article decided so far: one more
// article, as large as the largest and wholly wrong, would not break the
// promise. The allowance is that of conformal risk control (Angelopoulos, Bates,
// Fisch, Lei & Schuster 2024, equation 4), with the article as the exchangeable
// unit and wrong − maxRisk·decided as its loss. That loss does not only grow as
// the confidence falls, so their theorem does not carry over to the letter; that
// the promise holds on average over corpora is tested by simulation. ok is false
// if no threshold will do. Confidences and errors must be out of fold. groups
// nil takes each item by itself. It panics if lengths differ or maxRisk is
// outside 0..1.
func RiskThreshold(confidence []float64, wrong []bool, groups []int, maxRisk float64) (found RiskPoint, ok bool) {
	if !(maxRisk >= 0 && maxRisk <= 1) {
		panic(fmt.Sprintf("labels: RiskThreshold: risk %v outside 0..1", maxRisk))
	}
	if groups != nil && len(groups) != len(confidence) {
		panic(fmt.Sprintf("labels: RiskThreshold: %d groups for %d items", len(groups), len(confidence)))
	}
	order := byConfidence(confidence, wrong)
	inGroup := map[int]int{}
	errors, largest := 0, 0
	for n, i := range order {
		if wrong[i] {
			errors++
		}
		g := i
		if groups != nil {
			g = groups[i]
		}
		inGroup[g]++
		largest = max(largest, inGroup[g])
		if n+1 < len(order) && confidence[order[n+1]] == confidence[i] {
			continue
		}
		decided := n + 1
		if float64(errors+largest) <= maxRisk*float64(decided+largest)+1e-9 {
			ok = true
			found = RiskPoint{At: confidence[i], Coverage: float64(decided) / float64(len(order)), Risk: float64(errors) / float64(decided)}
		}
	}
	return found, ok
}

// byConfidence returns the items, the most confident first, equals by number.
func byConfidence(confidence []float64, wrong []bool) []int {
	if len(confidence) != len(wrong) {
		panic(fmt.Sprintf("labels: risk: %d confidences, %d outcomes", len(confidence), len(wrong)))
	}
	order := make([]int, len(confidence))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(confidence[b], confidence[a]), cmp.Compare(a, b))
	})
	return order
}
