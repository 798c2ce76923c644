package labels

import "strconv"

// Thousands writes a whole number with commas between thousands.
func Thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Counted writes a count and what is counted, which is called one where the count is 1 and many elsewhere: "1 item is", "1,204 items are".
func Counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Thousands(n) + " " + many
}

// CountedGroups writes how many groups of items there are that belong together: see Groups.
func CountedGroups(n int) string {
	return Counted(n, "article or group of near-duplicates", "articles or groups of near-duplicates")
}
