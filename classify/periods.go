package classify

import (
	"fmt"
	"slices"
	"time"
)

// Periods returns the parts of time by which shares can be grouped, the longest first.
func Periods() []string { return []string{"year", "quarter", "month", "day"} }

// digits is how many characters of a date in ISO 8601 tell its period.
var digits = map[string]int{"year": len("2006"), "quarter": len("2006-01"), "month": len("2006-01"), "day": len("2006-01-02")}

// periodOf returns the period of a date in ISO 8601, with or without a time of day, by its name (2025, 2025-Q1, 2025-03, 2025-03-04), and its
// number, one more for each period. ok is false for a date that is written in another way, or is less exact than the period.
func periodOf(date, unit string) (name string, number int, ok bool) {
	layout := "2006-01-02"
	if n := len(layout); len(date) > n && (date[n] == 'T' || date[n] == ' ') {
		date = date[:n]
	}
	if !slices.Contains([]int{4, 7, 10}, len(date)) || len(date) < digits[unit] {
		return "", 0, false
	}
	t, err := time.Parse(layout[:len(date)], date)
	if err != nil {
		return "", 0, false
	}
	year, month := t.Year(), int(t.Month())-1
	switch unit {
	case "year":
		return date[:4], year, true
	case "quarter":
		return fmt.Sprintf("%s-Q%d", date[:4], 1+month/3), 4*year + month/3, true
	case "month":
		return date[:7], 12*year + month, true
	}
	return date, int(t.Unix() / (24 * 60 * 60)), true
}
