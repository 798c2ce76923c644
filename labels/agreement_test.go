package labels

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// table reads ratings written one line a coder, one sign an item: a digit is
// the class (from 1), a letter too (from a), '.' is missing.
func table(classes int, ordered bool, coders ...string) *Ratings {
	s := schemeOf(classes, false, ordered)
	n := len(strings.Fields(coders[0]))
	items, names := make([]string, n), make([]string, len(coders))
	for i := range items {
		items[i] = fmt.Sprint(i)
	}
	for j := range coders {
		names[j] = string(rune('A' + j))
	}
	r := NewRatings(s, items, names)
	for j, line := range coders {
		for i, v := range strings.Fields(line) {
			if v == "." {
				continue
			}
			k := int(v[0] - '1')
			if v[0] >= 'a' {
				k = int(v[0] - 'a')
			}
			r.Sets[i][j], r.Has[i][j] = One(k), true
		}
	}
	return r
}

// Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", the data
// of section C: four observers, twelve units, missing values.
func observers() *Ratings {
	return table(5, true,
		"1 2 3 3 2 1 4 1 2 . . .",
		"1 2 3 3 2 2 4 1 2 5 . 3",
		". 3 3 3 2 3 4 2 2 5 1 .",
		"1 2 3 3 2 4 4 1 2 5 1 .")
}

// The figures are those of Krippendorff (2011): A .095, B .692, C .743 nominal,
// D .815 ordinal, .849 interval; the further digits of A, B and C are those that
// the Python package krippendorff gives for the same data.
func TestKrippendorff(t *testing.T) {
	a := table(2, false, "a b a a a a a a b a", "b b b a a b a a a a")
	near(t, "A, binary", Krippendorff(a, NominalDistance), 0.09523809523809523)
	b := table(5, false, "a a b b d c c c e d d a", "b a b b b c c c e d d d")
	near(t, "B, nominal", Krippendorff(b, NominalDistance), 0.6919642857142857)
	c := observers()
	near(t, "C, nominal", Krippendorff(c, NominalDistance), 0.743421052631579)
	for d, want := range map[Distance]float64{OrdinalDistance: 0.815, IntervalDistance: 0.849} {
		if got := Krippendorff(c, d); math.Abs(got-want) > 0.0005 {
			t.Errorf("D, %s: got %.6f, want %.3f", d, got, want)
		}
	}
	near(t, "D, interval, longhand", Krippendorff(c, IntervalDistance), longhand(c, func(a, b Set) float64 {
		return math.Pow(float64(a.First()-b.First()), 2)
	}))
	used := []float64{9, 13, 10, 5, 3} // the answers that can be paired, by value (section C)
	near(t, "D, ordinal, longhand", Krippendorff(c, OrdinalDistance), longhand(c, func(a, b Set) float64 {
		x, y := min(a.First(), b.First()), max(a.First(), b.First())
		sum := -(used[x] + used[y]) / 2
		for g := x; g <= y; g++ {
			sum += used[g]
		}
		return sum * sum
	}))
}

// The data of Krippendorff (2011, C) are also cac.raw4raters of R's irrCAC
// (Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed.),
// whose manual prints percent .81818, AC1 .77544, Fleiss .76117, alpha .74342.
func TestGwet(t *testing.T) {
	r := observers()
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"percent", Percent(r), .81818},
		{"AC1", GwetAC1(r), .77544},
		{"Fleiss", FleissKappa(r), .76117},
		{"alpha", Krippendorff(r, NominalDistance), .74342},
	} {
		if math.Abs(c.got-c.want) > 0.5e-5 {
			t.Errorf("%s: got %.7f, want %.5f", c.name, c.got, c.want)
		}
	}
}

// cont3x3abstractors of R's irrCAC (Gwet 2014; ectopic
// pregnancies): 13 0 0 / 0 20 7 / 0 4 56, Cohen's kappa 0.7964094.
func TestCohenGwet(t *testing.T) {
	r := NewRatings(schemeOf(3, false, false), nil, []string{"one", "two"})
	for i, row := range [][]int{{13, 0, 0}, {0, 20, 7}, {0, 4, 56}} {
		for j, n := range row {
			for range n {
				r.Items = append(r.Items, "")
				r.Sets = append(r.Sets, ones(i, j))
				r.Has = append(r.Has, []bool{true, true})
			}
		}
	}
	if got := CohenKappa(r, Unweighted); math.Abs(got-0.7964094) > 1e-7 {
		t.Errorf("Cohen's kappa: got %.8f, want 0.7964094", got)
	}
	near(t, "percent", Percent(r), 0.89)
}

// Fleiss (1971), Psychological Bulletin 76, table 1: 30 patients, 6
// psychiatrists, 5 diagnoses (diagnoses in R's irr): P̄ = 500/900, P̄ₑ =
// 7126/32400, κ = .430, which irr gives as 0.4302445.
func TestFleiss(t *testing.T) {
	r := table(5, false,
		"4 2 2 5 2 1 3 1 1 5 1 1 2 1 2 3 1 1 2 1 5 2 2 1 1 2 1 2 1 5",
		"4 2 3 5 2 1 3 1 1 5 4 2 2 4 2 3 1 1 2 3 5 4 2 1 4 2 1 2 3 5",
		"4 2 3 5 2 3 3 3 4 5 4 4 2 4 4 3 1 1 4 3 5 4 4 4 4 2 1 4 3 5",
		"4 5 3 5 4 3 3 3 4 5 4 4 3 4 4 3 4 1 4 5 5 4 5 4 4 2 1 4 3 5",
		"4 5 3 5 4 3 5 3 4 5 4 4 3 4 4 3 5 1 4 5 5 4 5 4 4 2 5 4 3 5",
		"4 5 5 5 4 3 5 4 4 5 4 4 3 4 5 5 5 2 4 5 5 4 5 4 5 4 5 4 3 5")
	near(t, "percent", Percent(r), 500.0/900)
	near(t, "kappa", FleissKappa(r), (500.0/900-7126.0/32400)/(1-7126.0/32400))
	near(t, "kappa as irr gives it", math.Round(FleissKappa(r)*1e7)/1e7, 0.4302445)
	for k, want := range []float64{0.244755244755245, 0.244755244755245, 0.52, 0.471127272727273, 0.566117806823969} {
		near(t, fmt.Sprintf("kappa of class %d", k+1), FleissKappa(r.Class(k)), want)
	}
}

// Passonneau (2006), section 3: M is 1, 2/3, 1/3, 0.
func TestMASI(t *testing.T) {
	for _, c := range []struct {
		a, b          Set
		masi, jaccard float64
	}{
		{Of(0, 1), Of(0, 1), 0, 0},
		{Of(0, 1), Of(0, 1, 2, 3), 1 - 2.0/3*0.5, 0.5}, // the example of NLTK, which rounds 2/3 to .67
		{Of(0, 1), Of(1, 2), 1 - 1.0/3*1.0/3, 2.0 / 3},
		{Of(0), Of(1, 100), 1, 1},
		{Set{}, Of(1), 1, 1},
		{Set{}, Set{}, 0, 0},
	} {
		near(t, fmt.Sprintf("MASI of %v and %v", c.a, c.b), MASI(c.a, c.b), c.masi)
		near(t, fmt.Sprintf("MASI of %v and %v", c.b, c.a), MASI(c.b, c.a), c.masi)
		near(t, fmt.Sprintf("Jaccard of %v and %v", c.a, c.b), Jaccard(c.a, c.b), c.jaccard)
	}
}

// longhand is alpha by its definition over pairs of answers, as Artstein &
// Poesio (2008), section 2.6, write it: 1 − D_o ∕ D_e, both means over pairs.
func longhand(r *Ratings, d func(a, b Set) float64) float64 {
	var all []Set
	do, n := 0.0, 0.0
	for i, row := range r.Sets {
		var answers []Set
		for j, s := range row {
			if r.Has[i][j] {
				answers = append(answers, s)
			}
		}
		if len(answers) < 2 {
			continue
		}
		all = append(all, answers...)
		for x, a := range answers {
			for y, b := range answers {
				if x != y {
					do += d(a, b) / float64(len(answers)-1)
				}
			}
		}
		n += float64(len(answers))
	}
	de := 0.0
	for x, a := range all {
		for y, b := range all {
			if x != y {
				de += d(a, b)
			}
		}
	}
	if de == 0 {
		return math.NaN()
	}
	return 1 - (do/n)/(de/(n*(n-1)))
}

func TestAlphaOfSetsLonghand(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n, coders := rapid.IntRange(1, 12).Draw(rt, "items"), rapid.IntRange(2, 4).Draw(rt, "coders")
		r := NewRatings(schemeOf(4, true, false), make([]string, n), make([]string, coders))
		for i := range n {
			for j := range coders {
				r.Has[i][j] = rapid.IntRange(0, 5).Draw(rt, "has") > 0
				r.Sets[i][j] = Of(rapid.SliceOfN(rapid.IntRange(0, 3), 0, 3).Draw(rt, "set")...)
			}
		}
		for d, f := range map[Distance]func(a, b Set) float64{MASIDistance: MASI, JaccardDistance: Jaccard} {
			got, want := Krippendorff(r, d), longhand(r, f)
			if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > 1e-9 {
				rt.Fatalf("%s: got %v, want %v", d, got, want)
			}
		}
		got, want := Krippendorff(r.Class(1), NominalDistance), longhand(r.Class(1), func(a, b Set) float64 { return NominalDistance.between(a, b, nil) })
		if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > 1e-9 {
			rt.Fatalf("class 1: got %v, want %v", got, want)
		}
	})
}

// Classes named by numbers are as far apart as the numbers.
func TestAlphaOfNumbers(t *testing.T) {
	r, _, err := ReadRatings(strings.NewReader("1,2\n2,2\n10,1\n10,10\n"), RatingsOptions{})
	if err != nil {
		t.Fatal(err)
	}
	value := []float64{1, 2, 10}
	near(t, "alpha", Krippendorff(r, IntervalDistance), longhand(r, func(a, b Set) float64 {
		return math.Pow(value[a.First()]-value[b.First()], 2)
	}))
}

func TestAgreementEdges(t *testing.T) {
	same := table(2, true, "a a a", "a a a")
	near(t, "percent of one value", Percent(same), 1)
	near(t, "AC1 of one value", GwetAC1(same), 1)
	for name, got := range map[string]float64{
		"alpha": Krippendorff(same, NominalDistance), "ordinal alpha": Krippendorff(same, OrdinalDistance),
		"Fleiss": FleissKappa(same), "Cohen": CohenKappa(same, Unweighted),
	} {
		near(t, name+" of one value", got, math.NaN())
	}
	alone := table(2, false, "a b a", ". . .")
	for name, got := range map[string]float64{
		"percent": Percent(alone), "AC1": GwetAC1(alone), "alpha": Krippendorff(alone, NominalDistance),
		"Fleiss": FleissKappa(alone), "Cohen": CohenKappa(alone, Unweighted),
	} {
		near(t, name+" of one coder", got, math.NaN())
	}
	three := table(2, false, "a b a b", "a b b b", "a a a b")
	want := (CohenKappa(three.Of("A", "B"), Unweighted) + CohenKappa(three.Of("A", "C"), Unweighted) + CohenKappa(three.Of("B", "C"), Unweighted)) / 3
	near(t, "Light's kappa", CohenKappa(three, Unweighted), want)
}

func TestRatings(t *testing.T) {
	c, _, err := Read(strings.NewReader(coded), ReadOptions{Scheme: stance(t)})
	if err != nil {
		t.Fatal(err)
	}
	r := c.Ratings().With("model", ones(2, 0), nil)
	if !slices.Equal(r.Coders, []string{"a", "b", "model"}) || !slices.Equal(r.Common(), []int{0, 1}) {
		t.Fatalf("coders %v, common %v", r.Coders, r.Common())
	}
	near(t, "a with the model", Percent(r.Of("a", "model")), 1)
	near(t, "a with b", Percent(r.Of("a", "b")), 0.5)
	if got := r.Confusion(0, 1).Cells.At(2, 1); got != 1 {
		t.Errorf("a optimistic, b neutral: %v", got)
	}
	if gold := c.Ratings(""); !gold.Has[0][0] || gold.Has[1][0] {
		t.Errorf("the adjudicated field: %v", gold.Has)
	}
}
