package models

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSum compares Sum with Add, bit for bit, for each number of classes that has a loop of its own and some that have not.
func TestSum(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for classes := 1; classes <= 7; classes++ {
		m := newLinear(50, classes, Softmax)
		for i := range m.W {
			m.W[i] = float32(r.NormFloat64())
		}
		index, value := []uint32{0, 3, 7, 20, 49}, make([]float32, 5)
		for i := range value {
			value[i] = float32(r.NormFloat64())
		}
		want := m.Start(nil)
		for i, f := range index {
			m.Add(want, f, float64(value[i]))
		}
		got := m.Start(nil)
		m.Sum(got, index, value)
		if !slices.Equal(got, want) {
			t.Errorf("%d classes: %v, want %v", classes, got, want)
		}
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%d classes: no panic at a feature that is not below the width", classes)
				}
			}()
			m.Sum(got, []uint32{50}, []float32{1})
		}()
	}
}

// TestOrdered: the weights of a feature move with it.
func TestOrdered(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	m := newLinear(5, 3, Softmax)
	for i := range m.W {
		m.W[i] = float32(r.NormFloat64())
	}
	was := []uint32{4, 0, 3, 1, 2}
	o := m.Ordered(was)
	for i, f := range was {
		for c := range m.Classes {
			if got, want := o.Share(uint32(i), 1, c), m.Share(f, 1, c); got != want {
				t.Errorf("feature %d, class %d: %v, want %v of feature %d", i, c, got, want, f)
			}
		}
	}
}
