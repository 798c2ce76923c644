package models

// Sum adds the weights of the features of a vector, each times its value, to dst, which came from Start: what Add does one by one, with the
// same bits. index must ascend and value be as long. It panics if a feature is not below Width. The loops for few classes are written out:
// they take most of the time of scoring that reading the text does not.
func (m *Linear) Sum(dst []float64, index []uint32, value []float32) {
	value = value[:len(index)]
	w := m.W
	switch m.Classes {
	case 2:
		s := (*[2]float64)(dst)
		s0, s1 := s[0], s[1]
		for i, f := range index {
			u, v := (*[2]float32)(w[2*int(f):]), float64(value[i])
			s0 += float64(float64(u[0]) * v) // the outer conversions as in Add
			s1 += float64(float64(u[1]) * v)
		}
		*s = [2]float64{s0, s1}
	case 3:
		s := (*[3]float64)(dst)
		s0, s1, s2 := s[0], s[1], s[2]
		for i, f := range index {
			u, v := (*[3]float32)(w[3*int(f):]), float64(value[i])
			s0 += float64(float64(u[0]) * v)
			s1 += float64(float64(u[1]) * v)
			s2 += float64(float64(u[2]) * v)
		}
		*s = [3]float64{s0, s1, s2}
	case 4:
		s := (*[4]float64)(dst)
		s0, s1, s2, s3 := s[0], s[1], s[2], s[3]
		for i, f := range index {
			u, v := (*[4]float32)(w[4*int(f):]), float64(value[i])
			s0 += float64(float64(u[0]) * v)
			s1 += float64(float64(u[1]) * v)
			s2 += float64(float64(u[2]) * v)
			s3 += float64(float64(u[3]) * v)
		}
		*s = [4]float64{s0, s1, s2, s3}
	default:
		for i, f := range index {
			m.Add(dst, f, float64(value[i]))
		}
	}
}
