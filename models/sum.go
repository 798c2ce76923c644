package models

import "github.com/parley-go/parley/features"

// Sum adds the weights of the features of a vector, each times its value, to dst, which came from Start: what Add does one by one, with the
// same bits. index must ascend and value be as long. It panics if a feature is not below Width.
func (m *Linear) Sum(dst []float64, index []uint32, value []float32) {
	features.AddRows(dst, m.W, index, value)
}
