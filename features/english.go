package features

import (
	"math/bits"
	"strings"
)

// stemEnglish returns the English stem of a word of small letters of ASCII, apostrophes and hyphens, at most maxToken of them, and "" for other
// words. It is the algorithm Porter 2 (snowballstem.org/algorithms/english/stemmer.html, whose steps and regions are named here) just as
// github.com/kljensen/snowball has it: all apostrophes are taken off the front, and the words that are treated apart are whole words, not
// what the first steps make of others. Most stems are beginnings of the word and share its memory.
func stemEnglish(word string) string {
	if len(word) > maxToken {
		return ""
	}
	front := word
	for len(front) > 0 && front[0] == '\'' {
		front = front[1:]
	}
	var w porter
	switch {
	case !w.read(front):
		return ""
	case len(word) <= 2:
		return word
	case front == "":
		return "" // as the library does
	}
	if stem := apart(word); stem != "" {
		return stem
	}
	w.regions()
	w.step0()
	w.step1a()
	w.step1b()
	w.step1c()
	if w.r1 < w.n { // else nothing is in a region
		w.replace(step2, w.r1)
		w.replace(step3, w.r1)
		w.replace(step4, w.r2)
		w.step5()
	}
	stem := w.letters()
	if string(stem) == front[:len(stem)] {
		return front[:len(stem)]
	}
	return string(stem)
}

// porter is a word that the steps work on, of one letter at least. A y that is a consonant stands as a capital. What the algorithm calls
// consonants are all characters but vowels.
type porter struct {
	b        [maxToken]byte // the word is b[:n]
	n        int
	r1, r2   int    // where the regions R1 and R2 begin, perhaps behind the end
	vowels   uint64 // of the word as read: a bit for each letter
	capitals bool
}

// isVowel is 1 for vowels.
var isVowel = [256]uint8{'a': 1, 'e': 1, 'i': 1, 'o': 1, 'u': 1, 'y': 1}

// read takes in a word. It returns false if there are characters in it that the steps do not know.
func (w *porter) read(word string) bool {
	vowels := uint64(0)
	for i := range len(word) {
		c := word[i]
		if c-'a' >= 26 && c != '\'' && c != '-' {
			return false
		}
		if c == 'y' && (vowels<<1|1)>>i&1 == 1 { // first, or after a vowel
			c, w.capitals = 'Y', true
		}
		w.b[i] = c
		vowels |= uint64(isVowel[c]) << (i % 64)
	}
	w.n, w.vowels = len(word), vowels
	return true
}

// regions finds R1, which begins behind the first consonant after a vowel or behind one of three beginnings, and R2, which begins behind the next
// consonant after a vowel.
func (w *porter) regions() {
	ends := ^w.vowels & (w.vowels << 1) // bits of consonants after vowels; those behind the end do no harm
	w.r1 = bits.TrailingZeros64(ends) + 1
	switch {
	case string(w.b[:5]) == "gener", string(w.b[:5]) == "arsen":
		w.r1 = 5
	case string(w.b[:6]) == "commun":
		w.r1 = 6
	}
	w.r2 = bits.TrailingZeros64(ends>>w.r1<<w.r1) + 1
}

// letters returns the word with its capitals made small. It is called last, as the steps need the capitals.
func (w *porter) letters() []byte {
	b := w.b[:w.n]
	if w.capitals {
		for i, c := range b {
			if c == 'Y' {
				b[i] = 'y'
			}
		}
	}
	return b
}

// ends tells whether the word has an ending.
func (w *porter) ends(ending string) bool { return endsIn(w.b[:w.n], ending) }

// endsIn tells whether b has an ending.
func endsIn(b []byte, ending string) bool {
	return len(b) >= len(ending) && string(b[len(b)-len(ending):]) == ending
}

// hasVowel tells whether there is a vowel among the first n letters, which have to be as read.
func (w *porter) hasVowel(n int) bool { return bits.TrailingZeros64(w.vowels) < n }

// short tells whether the first n letters end in a short syllable: a vowel between two consonants, of which the last is not w, x or Y, or a
// vowel and a consonant that are all.
func (w *porter) short(n int) bool {
	if n < 2 || isVowel[w.b[n-1]] == 1 || isVowel[w.b[n-2]] == 0 {
		return false
	}
	if n == 2 {
		return true
	}
	c := w.b[n-1]
	return c != 'w' && c != 'x' && c != 'Y' && isVowel[w.b[n-3]] == 0
}

// step0 takes off ', 's or 's'.
func (w *porter) step0() {
	if w.ends("'") {
		w.n--
	}
	if w.ends("'s") {
		w.n -= 2
	}
}

// step1a takes off the s of plurals (caresses, ties, cries, gaps; not gas, this, bus) and makes ie or i of ied.
func (w *porter) step1a() {
	switch w.b[w.n-1] {
	case 'd', 's':
	default:
		return
	}
	switch {
	case w.ends("ied"), w.ends("ies"):
		if w.n > 4 {
			w.n -= 2
		} else {
			w.n--
		}
	case w.ends("sses"):
		w.n -= 2
	case w.ends("d"), w.ends("us"), w.ends("ss"):
	case w.hasVowel(w.n - 2):
		w.n--
	}
}

// step1b takes off ed and ing, with or without ly, and mends what is left: luxuriate, hop of hopping, hope of hoping. Of eed it leaves ee.
func (w *porter) step1b() {
	b := w.b[:w.n]
	switch b[len(b)-1] {
	case 'd', 'g':
	case 'y':
		if !w.ends("ly") {
			return
		}
		b = b[:len(b)-2]
	default:
		return
	}
	switch {
	case endsIn(b, "eed"):
		if len(b)-3 >= w.r1 {
			w.n = len(b) - 1
		}
		return
	case endsIn(b, "ed"):
		b = b[:len(b)-2]
	case endsIn(b, "ing"):
		b = b[:len(b)-3]
	default:
		return
	}
	if !w.hasVowel(len(b)) {
		return
	}
	w.n = len(b)
	switch {
	case w.ends("at"), w.ends("bl"), w.ends("iz"):
		w.addE()
	case w.double():
		w.n--
	case w.r1 >= w.n && w.short(w.n):
		w.addE()
		w.r1, w.r2 = w.n, w.n
	}
}

// addE puts an e at the end.
func (w *porter) addE() {
	w.b[w.n] = 'e'
	w.n++
}

// double tells whether the word ends in two of one consonant, of which step 1b takes one off.
func (w *porter) double() bool {
	if w.n < 2 || w.b[w.n-1] != w.b[w.n-2] {
		return false
	}
	switch w.b[w.n-1] {
	case 'b', 'd', 'f', 'g', 'm', 'n', 'p', 'r', 't':
		return true
	}
	return false
}

// step1c makes i of a last y after a consonant that does not begin the word: cry; not by, say.
func (w *porter) step1c() {
	if w.n > 2 && (w.b[w.n-1] == 'y' || w.b[w.n-1] == 'Y') && isVowel[w.b[w.n-2]] == 0 {
		w.b[w.n-1] = 'i'
	}
}

// rule says what an ending is replaced by.
type rule struct {
	ending, by string
	after      string // letters of which one has to stand before the ending; "" for any
	inR2       bool   // the ending has to lie in R2, whatever the step says
}

// step is one of the steps 2, 3 and 4, which look for the longest of their endings: the rules by the last letter but one of the ending, modulo 32,
// and a bit for the last letter of each, modulo 32 too, as most words have no such ending.
type step [32]struct {
	rules []rule
	last  uint32
}

// newStep returns the step of rules, in which a longer ending comes before an ending of its own.
func newStep(rules []rule) *step {
	s := new(step)
	for _, r := range rules {
		n := len(r.ending)
		of := &s[r.ending[n-2]%32]
		of.rules = append(of.rules, r)
		of.last |= 1 << (r.ending[n-1] % 32)
	}
	return s
}

var step2 = newStep([]rule{
	{ending: "ational", by: "ate"}, {ending: "tional", by: "tion"},
	{ending: "ization", by: "ize"}, {ending: "ation", by: "ate"}, {ending: "ator", by: "ate"}, {ending: "izer", by: "ize"},
	{ending: "fulness", by: "ful"}, {ending: "ousness", by: "ous"}, {ending: "iveness", by: "ive"}, {ending: "alism", by: "al"},
	{ending: "biliti", by: "ble"}, {ending: "aliti", by: "al"}, {ending: "iviti", by: "ive"},
	{ending: "enci", by: "ence"}, {ending: "anci", by: "ance"}, {ending: "ogi", by: "og", after: "l"},
	{ending: "lessli", by: "less"}, {ending: "entli", by: "ent"}, {ending: "fulli", by: "ful"}, {ending: "ousli", by: "ous"},
	{ending: "abli", by: "able"}, {ending: "alli", by: "al"}, {ending: "bli", by: "ble"}, {ending: "li", after: "cdeghkmnrt"},
})

var step3 = newStep([]rule{
	{ending: "ational", by: "ate"}, {ending: "tional", by: "tion"}, {ending: "alize", by: "al"}, {ending: "icate", by: "ic"},
	{ending: "iciti", by: "ic"}, {ending: "ical", by: "ic"}, {ending: "ful"}, {ending: "ness"}, {ending: "ative", inR2: true},
})

var step4 = newStep([]rule{
	{ending: "al"}, {ending: "ance"}, {ending: "ence"}, {ending: "er"}, {ending: "ic"}, {ending: "able"}, {ending: "ible"},
	{ending: "ement"}, {ending: "ment"}, {ending: "ent"}, {ending: "ant"}, {ending: "ism"}, {ending: "ate"}, {ending: "iti"},
	{ending: "ous"}, {ending: "ive"}, {ending: "ize"}, {ending: "ion", after: "st"},
})

// replace applies the rule of the longest ending that the word has, if that lies in the region and the rule allows it.
func (w *porter) replace(s *step, region int) {
	if w.n < 2 {
		return
	}
	of := &s[w.b[w.n-2]%32]
	if of.last>>(w.b[w.n-1]%32)&1 == 0 {
		return
	}
	for i := range of.rules {
		r := &of.rules[i]
		if !w.ends(r.ending) {
			continue
		}
		at := w.n - len(r.ending)
		if at >= region && (!r.inR2 || at >= w.r2) && (r.after == "" || strings.IndexByte(r.after, w.b[at-1]) >= 0) {
			w.n = at + copy(w.b[at:], r.by)
		}
		return
	}
}

// step5 takes off a last e in R2, or in R1 and not after a short syllable, and the last l of two in R2.
func (w *porter) step5() {
	last := w.n - 1
	if last < w.r1 {
		return
	}
	switch w.b[last] {
	case 'e':
		if last >= w.r2 || !w.short(last) {
			w.n = last
		}
	case 'l':
		if last >= w.r2 && w.b[last-1] == 'l' {
			w.n = last
		}
	}
}

// apart returns the stem of a word that no step treats, "" for others.
func apart(word string) string {
	switch word {
	case "skis", "innings", "outings", "cannings", "herrings", "earrings", "proceeds", "exceeds", "succeeds":
		return word[:len(word)-1]
	case "proceeded", "exceeded", "succeeded":
		return word[:len(word)-2]
	case "proceeding", "exceeding", "succeeding":
		return word[:len(word)-3]
	case "sky", "news", "howe", "atlas", "cosmos", "bias", "andes",
		"inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed":
		return word
	case "idly", "gently", "singly":
		return word[:len(word)-1]
	case "ugly":
		return "ugli"
	case "early":
		return "earli"
	case "only":
		return "onli"
	case "skies":
		return "sky"
	case "dying":
		return "die"
	case "lying":
		return "lie"
	case "tying":
		return "tie"
	}
	return ""
}
