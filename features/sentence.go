package features

import (
	"strings"
	"unicode/utf8"
)

// abbreviations end in a point that ends no sentence; so does a single letter (George W. Bush).
var abbreviations = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`
		mr mrs ms mx dr st mt ft prof rev hon fr messrs jr sr esq
		gov sen rep pres amb sec supt atty det insp
		gen lt col maj capt cmdr adm brig sgt cpl pvt
		jan feb apr jun jul aug sept oct nov dec
		vs etc e.g i.e cf al approx est dept univ inc corp ltd co bros assn
		sra srta dña ud uds mme mlle mm dra
		bl.a f.eks dvs t.ex ca kl nr им г ул стр др
	`) {
		m[w] = true
	}
	return m
}()

// abbreviation reports whether a point after the word, in lower case, ends no sentence.
func abbreviation(low string) bool {
	r, n := utf8.DecodeRuneInString(low)
	return n > 0 && n == len(low) && !digit(r) && r != 'i' || len(low) <= longestAbbreviation && abbreviations[low]
}

// longestAbbreviation is in bytes.
var longestAbbreviation = func() (n int) {
	for w := range abbreviations {
		n = max(n, len(w))
	}
	return n
}()

// gap sets what t begins, and the quotation mark before it, by what stands between the byte at, the end of the token before, and t.
func (t *term) gap(text string, at int, abbreviated bool) {
	lines := 0
	for i, c := range text[at:t.lo] {
		switch c {
		case '.':
			t.sent = t.sent || !abbreviated
		case '!', '?', '…':
			t.sent = true
		case '\n':
			lines++
		case ',', ';', ':', '(', ')', '—', '–':
			t.clause = true
		case '"', '“', '”', '«', '»':
			t.quote, t.clause = at+i, true
		}
	}
	t.sent = t.sent || lines > 1
	t.clause = t.clause || t.sent
}
