package models

import "github.com/parley-go/parley/features"

// Sum adds the weights of the features index, each times its value, to dst, which came from Start. It gives the bits that Add gives one by
// one, in less time. value must be as long as index. It panics if a feature is not below Width.
func (m *Linear) Sum(dst []float64, index []uint32, value []float32) {
	features.AddRows(dst, m.W, index, value)
}
