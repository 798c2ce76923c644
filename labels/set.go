package labels

import (
	"iter"
	"math/bits"
	"strconv"
)

// MaxClasses is the largest number of classes of a scheme: the width of a Set.
const MaxClasses = 128

// Set is the set of classes given to one item: bit k of the 128 means that
// class k applies. The zero value is the empty set. Sets are values: they may
// be compared with ==, used as map keys and shared between goroutines.
// The layout (word k/64, bit k%64) is fixed, so that a package that must not
// import this one can use [2]uint64.
type Set [2]uint64

// One returns the set that holds class k alone. It panics unless 0 ≤ k < MaxClasses.
func One(k int) Set { return Set{}.With(k) }

// Of returns the set of the given classes. It panics unless 0 ≤ k < MaxClasses for each.
func Of(k ...int) Set {
	var s Set
	for _, c := range k {
		s = s.With(c)
	}
	return s
}

// Has tells whether class k is in the set. A k outside 0..MaxClasses-1 is not.
func (s Set) Has(k int) bool {
	return uint(k) < MaxClasses && s[k>>6]>>(k&63)&1 == 1
}

// With returns the set with class k added. It panics unless 0 ≤ k < MaxClasses.
func (s Set) With(k int) Set {
	if uint(k) >= MaxClasses {
		panic("labels: class " + strconv.Itoa(k) + " outside 0..127")
	}
	s[k>>6] |= 1 << (k & 63)
	return s
}

// Without returns the set with class k taken out; a class that is not in it is no error.
func (s Set) Without(k int) Set {
	if uint(k) < MaxClasses {
		s[k>>6] &^= 1 << (k & 63)
	}
	return s
}

// Len returns the number of classes in the set.
func (s Set) Len() int { return bits.OnesCount64(s[0]) + bits.OnesCount64(s[1]) }

// Empty tells whether no class is in the set.
func (s Set) Empty() bool { return s[0]|s[1] == 0 }

// First returns the lowest class of the set, -1 for the empty set.
func (s Set) First() int {
	switch {
	case s[0] != 0:
		return bits.TrailingZeros64(s[0])
	case s[1] != 0:
		return 64 + bits.TrailingZeros64(s[1])
	}
	return -1
}

// Single returns the one class of the set; ok is false if the set is empty or holds several.
func (s Set) Single() (k int, ok bool) { return s.First(), s.Len() == 1 }

// All yields the classes of the set in ascending order.
func (s Set) All() iter.Seq[int] {
	return func(yield func(int) bool) {
		for w, word := range s {
			for ; word != 0; word &= word - 1 {
				if !yield(w<<6 + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

// And returns the classes that are in both sets.
func (s Set) And(t Set) Set { return Set{s[0] & t[0], s[1] & t[1]} }

// Or returns the classes that are in either set.
func (s Set) Or(t Set) Set { return Set{s[0] | t[0], s[1] | t[1]} }

// Minus returns the classes of s that are not in t.
func (s Set) Minus(t Set) Set { return Set{s[0] &^ t[0], s[1] &^ t[1]} }
