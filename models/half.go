package models

import "math"

// Half returns a model whose weights are rounded to the nearest float16 number (IEEE 754 binary16), ties to even, so that WriteTo needs
// half the room for them. Evaluate what it returns, as that is what will be read. If rounding would make a weight infinite, from
// ±65520 on, it returns m itself.
func (m *Linear) Half() *Linear {
	out := *m
	out.W = make([]float32, len(m.W))
	for i, v := range m.W {
		b, ok := toHalf(v)
		if !ok {
			return m
		}
		out.W[i] = fromHalf(b)
	}
	return &out
}

// toHalf returns the IEEE 754 binary16 number nearest to v; ok is false if it would not be finite.
func toHalf(v float32) (b uint16, ok bool) {
	bits := math.Float32bits(v)
	sign := uint16(bits >> 16 & 0x8000)
	a := math.Abs(float64(v))
	switch {
	case !(a < 65520):
		return sign | 0x7c00, false
	case a < 1.0/(1<<14): // steps of 2⁻²⁴
		return sign | uint16(math.RoundToEven(a*(1<<24))), true
	}
	bits &= 0x7fffffff
	bits += 0xfff + bits>>13&1
	return sign | uint16(bits>>13-(127-15)<<10), true
}

// fromHalf returns the number that b holds; b is finite.
func fromHalf(b uint16) float32 {
	a := uint32(b & 0x7fff)
	sign := uint32(b&0x8000) << 16
	if a < 0x400 {
		return math.Float32frombits(sign | math.Float32bits(float32(a)/(1<<24)))
	}
	return math.Float32frombits(sign | (a+(127-15)<<10)<<13)
}
