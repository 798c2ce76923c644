package features

import "strings"

// extractWords emits n-grams of stems, joined by a space. An n-gram crosses no end of a sentence, no overlong token and no
// masked name; it does cross a dropped stop word.
func extractWords(f Family, d *dictionary, terms []term, dst []mark) []mark {
	var grams [3]mark // the n-grams of orders 1, 2 and 3 that end at the last word
	clear := [3]mark{{id: none}, {id: none}, {id: none}}
	for i := range terms {
		t := &terms[i]
		if t.sent || t.is(long) {
			grams = clear
		}
		if t.flags&(long|stop) != 0 {
			continue
		}
		for n := f.Max - 1; n > 0; n-- {
			g := &grams[n]
			*g = grams[n-1]
			g.id, g.hi = d.pair(g.id, t.node), t.hi
		}
		grams[0] = mark{t.node, t.lo, t.hi}
		for n := f.Min - 1; n < f.Max; n++ {
			if grams[n].id != none {
				dst = append(dst, grams[n])
			}
		}
	}
	return dst
}

// cutWords cuts the last word off an n-gram; prefix is "" if it is the only one.
func cutWords(name string) (prefix, last string) {
	i := strings.LastIndexByte(name, ' ')
	if i < 0 {
		return "", name
	}
	return name[:i], name[i+1:]
}
