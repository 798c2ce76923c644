package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// markQuotes finds, in each body paragraph, the spans inside quotation marks
// and whom the same paragraph says they are from: the subject of a verb of
// saying beside the quotation ("X said", "said X", "X told reporters"), or the
// name after "according to". A pronoun is taken as it stands. A quotation with
// no attribution of its own is the speaker's of the one before it.
func markQuotes(ps []Paragraph) {
	for i := range ps {
		t := ps[i].Text
		if ps[i].Kind != Body || strings.IndexByte(t, '"') < 0 && strings.IndexByte(t, 0xe2) < 0 && strings.IndexByte(t, 0xc2) < 0 {
			continue // no quotation mark, or its first byte
		}
		ps[i].Quotes = quotes(ps[i].Text)
	}
}

// closers gives the marks that may close what a mark opens.
func closers(open rune) string {
	switch open {
	case '"':
		return `"`
	case '“':
		return `”"`
	case '„':
		return "“”"
	case '«':
		return "»"
	case '‘':
		return "’"
	}
	return ""
}

func quotes(s string) []Quote {
	var few [8]Quote
	out := few[:0]
	for i := nextQuote(s, 0); i < len(s); i = nextQuote(s, i) {
		r, n := utf8.DecodeRuneInString(s[i:])
		ends := closers(r)
		if ends == "" || (r == '"' || r == '‘') && !opens(s, i, n) {
			i += n
			continue
		}
		lo := i + n
		hi, next := closeQuote(s, lo, r, ends)
		if hi < 0 {
			if r == '‘' {
				i = lo
				continue
			}
			hi, next = len(s), len(s) // runs on into the next paragraph
		}
		if hi > lo {
			out = append(out, Quote{Lo: lo, Hi: hi})
		}
		i = next
	}
	var buf [60]token
	for i := range out {
		before, after := 0, len(s)
		if i > 0 {
			before = out[i-1].Hi
		}
		if i+1 < len(out) {
			after = out[i+1].Lo
		}
		q := &out[i]
		lo, hi, ok := speakerAfter(buf[:0], s, q.Hi, after)
		if !ok {
			lo, hi, ok = speakerBefore(buf[:0], s, before, q.Lo)
		}
		if !ok && i > 0 && out[i-1].Speaker != "" {
			lo, hi, ok = out[i-1].SpeakerLo, out[i-1].SpeakerHi, true
		}
		if ok {
			q.Speaker, q.SpeakerLo, q.SpeakerHi = s[lo:hi], lo, hi
		}
	}
	// A quotation that stands before the one that is attributed is the same
	// speaker's if nothing but a little text lies between.
	for i := len(out) - 2; i >= 0; i-- {
		if q, n := &out[i], out[i+1]; q.Speaker == "" && n.Speaker != "" && n.SpeakerLo > n.Hi && n.Lo-q.Hi < 40 {
			q.Speaker, q.SpeakerLo, q.SpeakerHi = n.Speaker, n.SpeakerLo, n.SpeakerHi
		}
	}
	if len(out) == 0 {
		return nil
	}
	return slices.Clone(out)
}

// opens tells whether a mark that both opens and closes, at i, opens here: it
// follows a space, a bracket or a dash, and no space follows it.
func opens(s string, i, n int) bool {
	after, _ := utf8.DecodeRuneInString(s[i+n:])
	if i+n >= len(s) || unicode.IsSpace(after) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	return i == 0 || !unicode.IsLetter(before) && !unicode.IsDigit(before) && before != '.' && before != ','
}

// closeQuote finds the end of a quotation that starts at lo, and where to read
// on; hi is -1 if it is not closed.
func closeQuote(s string, lo int, open rune, ends string) (hi, next int) {
	depth := 0
	end := len(s)
	if open == '‘' {
		end = cut(s, lo+2000) // most are apostrophes
	}
	for i := nextQuote(s, lo); i < end; i = nextQuote(s, i) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case strings.ContainsRune(ends, r):
			after, _ := utf8.DecodeRuneInString(s[i+n:])
			if r == '’' && unicode.IsLetter(after) {
				break // an apostrophe
			}
			if depth == 0 {
				return i, i + n
			}
			depth--
		case r == open && r != '"':
			depth++
		}
		i += n
	}
	return -1, len(s)
}

// saying are the verbs that attribute a quotation.
var saying = newWords("said says say told tells added adds wrote writes asked asks warned warns insisted insists argued argues stated states noted notes explained explains announced " +
	"declared declares replied replies answered responded tweeted posted claimed claims stressed stresses urged urges called calls confirmed confirms remarked recalled " +
	"concluded concludes quipped acknowledged admitted maintained observed predicted suggested emphasized emphasised reiterated vowed promised complained joked exclaimed conceded lamented")

var pronouns = newWords("he she they it")

// between are words that may stand between a subject and its verb.
var between = newWords("also later then has had have further reportedly repeatedly once again previously earlier just himself herself")

// articles are the small words that a speaker without a name starts with.
var articles = newWords("the a an one his her their another")

// token is a word of a paragraph; brk tells that a mark of a clause follows it,
// end that a sentence ends after it.
type token struct {
	lo, hi   int
	text     string
	brk, end bool
}

// gaps are the bytes between words.
var gaps = [256]bool{' ': true, '"': true, '(': true, ')': true, ',': true, ';': true, ':': true}

// inWord are the bytes that never end a word: neither gaps nor the first bytes
// of curly marks.
var inWord = func() (in [256]bool) {
	for c := range in {
		in[c] = !gaps[c] && c != 0xe2 && c != 0xc2
	}
	return in
}()

// tokens appends the words of s[lo:hi] to dst, as far as its capacity goes, up
// to the end of the first sentence if sentence is set.
func tokens(dst []token, s string, lo, hi int, sentence bool) []token {
	hi = cut(s, hi)
	for i := lo; i < hi && len(dst) < cap(dst); {
		for i < hi {
			c := s[i]
			if c == 0xe2 || c == 0xc2 {
				n, dash := curly(s[i:hi])
				if n == 0 {
					break
				}
				if dash && len(dst) > 0 {
					dst[len(dst)-1].brk = true
				}
				i += n
				continue
			}
			if !gaps[c] {
				break
			}
			if c != ' ' && c != '"' && len(dst) > 0 {
				dst[len(dst)-1].brk = true
			}
			i++
		}
		j := i
		for j < hi {
			if inWord[s[j]] {
				j++
				continue
			}
			if n, _ := curly(s[j:hi]); gaps[s[j]] || n > 0 && !strings.HasPrefix(s[j:], "’") && !strings.HasPrefix(s[j:], "–") {
				break
			}
			j++
		}
		if j == i {
			if i < hi {
				i++
			}
			continue
		}
		t := token{lo: i, hi: j, text: s[i:j]}
		if last := s[j-1]; last == '.' && !abbreviation(t.text) || last == '?' || last == '!' {
			t.end, t.hi, t.text = true, j-1, s[i:j-1]
		}
		dst = append(dst, t)
		if t.end && sentence {
			break
		}
		i = j
	}
	return dst
}

// curly tells how long the quotation mark or dash at the start of s is, and
// whether it is a dash; 0 for anything else.
func curly(s string) (n int, dash bool) {
	switch r, n := utf8.DecodeRuneInString(s); r {
	case '“', '”', '«', '»', '„', '‘', '’':
		return n, false
	case '—', '–':
		return n, true
	}
	return 0, false
}

// abbreviation tells "U.S.", "Mr." and initials, which end no sentence.
func abbreviation(w string) bool {
	switch w {
	case "Mr.", "Mrs.", "Ms.", "Dr.", "Sen.", "Rep.", "Gen.", "Gov.", "Lt.", "Col.", "Sgt.", "Maj.", "Prof.", "St.", "Jr.", "Sr.", "Adm.", "Capt.":
		return true
	}
	return len(w) == 2 && upper(w[0]) || strings.Count(w, ".") > 1
}

// speakerAfter looks right after a quotation that ends at at: "said X", "X
// said", "according to X".
func speakerAfter(buf []token, s string, at, limit int) (lo, hi int, ok bool) {
	limit = min(limit, at+160)
	if first := tokens(buf[:0:1], s, at, limit, true); len(first) == 0 || stopWord.has(first[0].text) && !pronouns.has(first[0].text) {
		return
	}
	ts := tokens(buf, s, at, limit, true)
	if len(ts) > 2 && ts[0].text == "according" && ts[1].text == "to" {
		return subject(ts[2:])
	}
	if saying.has(ts[0].text) {
		return subject(ts[1:])
	}
	// "X said", "X, the chief negotiator, told reporters": a subject, perhaps
	// something between commas, and the verb.
	lo, hi, ok = subject(ts)
	if !ok {
		return
	}
	k := 0
	for k < len(ts) && ts[k].hi <= hi {
		k++
	}
	aside := k > 0 && ts[k-1].brk
	for n := 0; k < len(ts) && n < 14; k, n = k+1, n+1 {
		switch {
		case saying.has(ts[k].text):
			return lo, hi, true
		case between.has(ts[k].text) || aside:
		default:
			return 0, 0, false
		}
		if aside && ts[k].brk {
			aside = false
		}
	}
	return 0, 0, false
}

// speakerBefore looks in the clause before a quotation: "X said:", "X told
// reporters that", "according to X,".
func speakerBefore(buf []token, s string, from, at int) (lo, hi int, ok bool) {
	if at-from > 200 {
		from = at - 200
		for from < at && !utf8.RuneStart(s[from]) {
			from++
		}
	}
	if sentenceEnds(s[from:at]) {
		return
	}
	ts := tokens(buf, s, from, at, false)
	for i := len(ts) - 2; i >= 0; i-- {
		if ts[i].end {
			ts = ts[i+1:]
			break
		}
	}
	if n := len(ts); n > 0 && ts[n-1].end && !saying.has(ts[n-1].text) {
		return
	}
	for i := len(ts) - 1; i >= 0; i-- {
		if i+2 < len(ts) && strings.EqualFold(ts[i].text, "according") && ts[i+1].text == "to" {
			return subject(ts[i+2:])
		}
		if !saying.has(ts[i].text) {
			continue
		}
		// The subject ends right before the verb, or before words between, or
		// before something between commas.
		k := i - 1
		for k >= 0 && between.has(ts[k].text) {
			k--
		}
		if k >= 0 && ts[k].brk {
			j := k - 1
			for j >= 0 && !ts[j].brk {
				j--
			}
			if j >= 0 {
				if lo, hi, ok = subjectEnding(ts[:j+1]); ok {
					return
				}
			}
		}
		if lo, hi, ok = subjectEnding(ts[:k+1]); ok {
			return
		}
		return subjectClause(ts[:k+1])
	}
	return
}

// sentenceEnds is a cheap look whether s, up to the mark that opens a
// quotation, ends a sentence with a plain word that is no verb of saying. It
// leaves every other case to those who look closely.
func sentenceEnds(s string) bool {
	for s != "" && (s[len(s)-1] == ' ' || s[len(s)-1] == '"' || strings.HasSuffix(s, "“")) {
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
	}
	hi := len(s) - 1
	if hi < 0 || s[hi] != '.' && s[hi] != '?' && s[hi] != '!' {
		return false
	}
	lo := hi
	for lo > 0 && letter(s[lo-1]) {
		lo--
	}
	const longer = 4 // than any abbreviation
	return hi-lo > longer && lo > 0 && s[lo-1] == ' ' && !saying.has(s[lo:hi])
}

// subject reads a speaker from the start of ts: a pronoun, a name with the
// titles before it, or a noun with its article.
func subject(ts []token) (lo, hi int, ok bool) {
	if len(ts) == 0 {
		return
	}
	if pronouns.hasLower(ts[0].text) {
		return ts[0].lo, ts[0].hi, true
	}
	if stopWord.has(ts[0].text) || ts[0].text == "of" || ts[0].text == "for" {
		return
	}
	i := 0
	small := 0
	named := false
	for i < len(ts) && i < 12 {
		w := ts[i].text
		capital := firstCapital(w)
		switch {
		case saying.has(w) || between.has(w) && i > 0:
			goto done
		case capital && !(i == 0 && articles.hasLower(w)):
			named = true
		case i == 0 && articles.hasLower(w), particles.has(w), w == "of" && i > 0, w == "for" && i > 0:
		case !named && small < 5 && !stopWord.has(w), named && articles.hasLower(ts[0].text) && small < 5 && !stopWord.has(w):
			small++
		default:
			goto done
		}
		i++
		if ts[i-1].brk || ts[i-1].end {
			break
		}
	}
done:
	for i > 0 && (particles.has(ts[i-1].text) || ts[i-1].text == "of" || ts[i-1].text == "for") {
		i--
	}
	if i == 0 || !named && !articles.hasLower(ts[0].text) || i == 1 && articles.hasLower(ts[0].text) {
		return 0, 0, false
	}
	return ts[0].lo, ts[i-1].hi, true
}

// subjectEnding reads a speaker that ends with ts: the run of capitals at the
// end, or a pronoun.
func subjectEnding(ts []token) (lo, hi int, ok bool) {
	n := len(ts)
	if n == 0 {
		return
	}
	if last := ts[n-1]; pronouns.hasLower(last.text) {
		return last.lo, last.hi, true
	}
	i := n
	for i > 0 && (firstCapital(ts[i-1].text) || i < n && particles.has(ts[i-1].text)) && (i == n || !ts[i-1].brk && !ts[i-1].end) {
		i--
	}
	for i < n && (particles.has(ts[i].text) || commonLead.has(ts[i].text)) {
		i++
	}
	if i == n {
		return 0, 0, false
	}
	return ts[i].lo, ts[n-1].hi, true
}

// subjectClause reads a speaker without a name, "a spokesman for the ministry",
// from the start of the clause that ts ends.
func subjectClause(ts []token) (lo, hi int, ok bool) {
	i := len(ts)
	for i > 0 && (i == len(ts) || !ts[i-1].brk && !ts[i-1].end) {
		i--
	}
	for ; i < len(ts); i++ {
		if articles.hasLower(ts[i].text) && len(ts)-i < 8 && len(ts)-i > 1 {
			return ts[i].lo, ts[len(ts)-1].hi, true
		}
	}
	return 0, 0, false
}

var commonLead = newWords("But And The In On As When While After Before Then Yet Still If For At")

// stopWord are small words that no speaker's title holds.
var stopWord = newWords("and or but that which who when where while as if in on at by from with to is are was were be been has have had will would could should not no so than this these it he she they we i you after before because during who's about into over")

func firstCapital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}
