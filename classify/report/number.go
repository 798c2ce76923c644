package report

import (
	"math"
	"strconv"

	"github.com/parley-go/parley/labels"
)

// dash stands for what is undefined.
const dash = "–"

// figure writes a number with the given decimals, a dash if it is NaN.
func figure(v float64, decimals int) string {
	if math.IsNaN(v) {
		return dash
	}
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if zero, _ := strconv.ParseFloat(s, 64); zero == 0 && s[0] == '-' {
		s = s[1:]
	}
	return s
}

// signed writes a number with its sign, as shares of a score are written.
func signed(v float64, decimals int) string {
	s := figure(v, decimals)
	if v > 0 {
		s = "+" + s
	}
	return s
}

// interval writes "[lo, hi]", nothing if either is undefined.
func interval(lo, hi float64, decimals int) string {
	if math.IsNaN(lo) || math.IsNaN(hi) {
		return ""
	}
	return "[" + figure(lo, decimals) + ", " + figure(hi, decimals) + "]"
}

// percent writes a share as per cent. Only a share of 0 is 0% and only one of 1 is 100%.
func percent(v float64) string {
	switch {
	case math.IsNaN(v):
		return dash
	case v > 0 && v < 0.005:
		return "<1%"
	case v < 1 && v >= 0.995:
		return ">99%"
	}
	return strconv.Itoa(int(math.Round(100*v))) + "%"
}

// count writes a whole number with commas between thousands.
func count(n int) string { return labels.Thousands(n) }

// plural writes a count and its noun.
func plural(n int, one, many string) string { return labels.Counted(n, one, many) }

// appendProb appends a finite number with at most six significant digits, as strconv's format 'g' does. Numbers from 0.0001 to below
// 1 take a short way that gives the same digits.
func appendProb(dst []byte, p float64) []byte {
	if p < 0.0001 || p >= 1 {
		return strconv.AppendFloat(dst, p, 'g', 6, 64)
	}
	scale, zeros := 1e6, 0 // p·scale has six digits before the point
	for p*scale < 1e5 {
		scale *= 10
		zeros++
	}
	scaled := p * scale
	whole := uint32(scaled)
	rest := scaled - float64(whole)
	// The product is off by one part in 2^53 at most: away from a half the digits are certain.
	if math.Abs(rest-0.5) < 1e-6 || whole >= 999999 || whole < 100000 {
		return strconv.AppendFloat(dst, p, 'g', 6, 64)
	}
	if rest > 0.5 {
		whole++
	}
	digits := [11]byte{'0', '.', '0', '0', '0', '0', '0', '0', '0', '0', '0'}
	n := zeros + 8
	for i := n - 1; i > zeros+1; i-- {
		q := whole / 10
		digits[i] = byte('0' + whole - 10*q)
		whole = q
	}
	for digits[n-1] == '0' {
		n--
	}
	return append(dst, digits[:n]...)
}

// number is a float64 whose JSON is null where it is not finite.
type number float64

// MarshalJSON writes the shortest digits that give the number back, or null.
func (n number) MarshalJSON() ([]byte, error) {
	v := float64(n)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, v, 'g', -1, 64), nil
}

// numbers converts a slice.
func numbers(v []float64) []number {
	n := make([]number, len(v))
	for i := range v {
		n[i] = number(v[i])
	}
	return n
}

// cell writes a number for CSV: empty where it is not finite.
func cell(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

// orNaN reads a number of a card, where nil is undefined.
func orNaN(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}
