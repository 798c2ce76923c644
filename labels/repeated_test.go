package labels

import (
	"math"
	"testing"
)

// One set of answers has the intervals of Answers.Intervals, two have the mean of the points, and a constant second set halves the interval.
func TestMeanIntervals(t *testing.T) {
	s := &Scheme{Name: "s", Classes: []Class{{Name: "a"}, {Name: "b"}}}
	truth := []Set{One(0), One(0), One(1), One(1), One(0), One(1)}
	groups := []int{0, 0, 1, 1, 2, 3}
	a := &Answers{Scheme: s, Truth: truth, Pred: []Set{One(0), One(1), One(1), One(1), One(0), One(0)}, Groups: groups}
	right := &Answers{Scheme: s, Truth: truth, Pred: truth, Groups: groups}
	accuracy, err := MetricByName("accuracy", s)
	if err != nil {
		t.Fatal(err)
	}
	m := []Metric{accuracy}
	one, want := MeanIntervals([]*Answers{a}, m, 200, 7)[0], a.Intervals(m, 200, 7)[0]
	if one != want {
		t.Errorf("one set: %+v, want %+v", one, want)
	}
	both := MeanIntervals([]*Answers{a, right}, m, 200, 7)[0]
	for _, c := range [][2]float64{{both.Point, (want.Point + 1) / 2}, {both.Lo, (want.Lo + 1) / 2}, {both.Hi, (want.Hi + 1) / 2}} {
		if math.Abs(c[0]-c[1]) > 1e-12 {
			t.Errorf("with answers that are all right: %v, want %v", c[0], c[1])
		}
	}
}

// The difference of means is the mean of the differences: with a second set that is the same on both sides, each is half of what it is without,
// and the p-values are the same.
func TestCompareMeans(t *testing.T) {
	s := schemeOf(3, false, true)
	weak, strong := invent(s, 30, 4, 0.5, 1), invent(s, 30, 4, 0.7, 2)
	right := &Answers{Scheme: s, Truth: weak.Truth, Pred: weak.Truth, Groups: weak.Groups}
	accuracy, err := MetricByName("accuracy", s)
	if err != nil {
		t.Fatal(err)
	}
	m := []Metric{accuracy}
	want := Compare(strong, weak, m, 200, 3)[0]
	got := CompareMeans([]*Answers{strong, right}, []*Answers{weak, right}, m, 200, 3)[0]
	near(t, "A", got.A, (want.A+1)/2)
	near(t, "difference", got.Diff, want.Diff/2)
	near(t, "lower limit", got.Lo, want.Lo/2)
	near(t, "upper limit", got.Hi, want.Hi/2)
	near(t, "p", got.P, want.P)
	near(t, "p of the randomisation", got.PRandom, want.PRandom)
	near(t, "articles needed", got.Needed, want.Needed)
	if want.Diff == 0 || want.P == 1 {
		t.Errorf("nothing is compared: %+v", want)
	}
}
