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
