package article

import "strings"

// words is a set of words or lines of up to 31 bytes. What lengths the members
// have that start with a byte keeps most look-ups out of the map.
type words struct {
	members map[string]bool
	lengths [256]uint32 // by first byte: a bit for each length
}

// newWords reads words with spaces between.
func newWords(s string) *words { return wordsOf(strings.Fields(s)) }

// newLines reads lines with bars between.
func newLines(s string) *words { return wordsOf(strings.Split(s, "|")) }

func wordsOf(members []string) *words {
	w := &words{members: make(map[string]bool, len(members))}
	for _, m := range members {
		if m == "" || len(m) > 31 {
			panic("article: a member of a set of words is of no or too many bytes: " + m)
		}
		w.members[m] = true
		w.lengths[m[0]] |= 1 << len(m)
	}
	return w
}

func (w *words) has(s string) bool {
	return s != "" && w.lengths[s[0]]>>len(s)&1 != 0 && w.members[s]
}

// hasLower is has of s in lower case, as lower makes it.
func (w *words) hasLower(s string) bool {
	if s == "" || w.lengths[s[0]]>>len(s)&1 == 0 && w.lengths[s[0]|0x20]>>len(s)&1 == 0 {
		return false
	}
	var buf [32]byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x80 {
			return w.members[lower(s)]
		}
		if upper(c) {
			c |= 0x20
		}
		buf[i] = c
	}
	return w.members[string(buf[:len(s)])]
}
