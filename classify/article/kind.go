package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark sets the kind and reason of each paragraph: first each by its own
// words, then by what stands around it. No rule looks at a long block but
// those for notices, and none is a word of the topic of an article.
func mark(ps []Paragraph) {
	shapes := make([]shape, len(ps))
	for i := range ps {
		p := &ps[i]
		s := shapeOf(p.Text)
		shapes[i] = s
		if r := s.boilerplate(p.Text); r != "" {
			p.Kind, p.Reason = Boilerplate, r
		}
	}
	markRepeats(ps, shapes)
	markHeadings(ps, shapes)
	markNames(ps, shapes)
	markLinkLists(ps, shapes)
	markProducts(ps, shapes)
}

// shape is what a block looks like, apart from what it says.
type shape struct {
	words   int
	has     sign
	stop    bool // ends as a sentence does
	ask     bool // ends in a question mark
	open    bool // ends in a colon, comma, dash or semicolon: more follows
	quoted  bool // starts or ends with a quotation mark
	listed  bool // starts with a bullet
	letters bool
	caps    bool // all letters are capitals
}

// short is the longest block, in bytes, that is looked at letter by letter.
const short = 400

func shapeOf(s string) shape {
	p := shape{words: 1 + strings.Count(s, " "), has: signs(s)}
	p.letters = p.has&(upperSign|lowerSign) != 0 || p.has&highSign != 0 && strings.IndexFunc(s, unicode.IsLetter) >= 0
	p.caps = p.letters && p.has&lowerSign == 0 && strings.IndexFunc(s, unicode.IsLower) < 0
	p.listed = bullet(s) || len(s) > 3 && upper(s[0]) && (s[1] == '.' || s[1] == ')') && s[2] == ' ' && (len(s) < 5 || !upper(s[3]) || s[4] != '.')
	p.quoted = quotation(s)
	end := trimEnd(s)
	if t, ok := closing(end); ok {
		p.quoted = true
		end = t
	}
	if end == "" {
		return p
	}
	switch end[len(end)-1] {
	case '.', '!':
		p.stop = true
	case '?':
		p.stop, p.ask = true, true
	case ':', ',', ';', '-':
		p.open = true
	default:
		p.stop = strings.HasSuffix(end, "…") || strings.HasSuffix(end, "。")
		p.open = strings.HasSuffix(end, "—") || strings.HasSuffix(end, "–")
	}
	return p
}

// quotation tells whether s starts with a double quotation mark.
func quotation(s string) bool {
	if s == "" || s[0] != '"' && s[0] < 0x80 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	return r == '"' || r == '“' || r == '”' || r == '„' || r == '«'
}

// trimEnd takes brackets, marks of emphasis and single quotation marks off the
// end.
func trimEnd(s string) string {
	for s != "" {
		switch c := s[len(s)-1]; {
		case c == ' ' || c == '*' || c == '_' || c == ')' || c == ']' || c == '\'':
			s = s[:len(s)-1]
		case c >= 0x80 && (strings.HasSuffix(s, "’") || strings.HasSuffix(s, "\u00a0") || strings.HasSuffix(s, "\u00c2")):
			_, n := utf8.DecodeLastRuneInString(s)
			s = s[:len(s)-n]
		default:
			return s
		}
	}
	return s
}

// closing takes double quotation marks off the end, if there are any.
func closing(s string) (string, bool) {
	if s == "" || s[len(s)-1] != '"' && s[len(s)-1] < 0x80 {
		return s, false
	}
	t := strings.TrimRight(s, "\"”“»")
	if len(t) == len(s) {
		return s, false
	}
	return strings.TrimRight(t, "\"”“»’')"), true
}

// inner tells whether a sentence ends inside a short block.
func inner(s string) bool {
	for i := 4; i+2 < len(s); i++ {
		if c := s[i]; (c == '.' || c == '?' || c == '!') && s[i+1] == ' ' && s[i-1] >= 'a' && s[i-1] <= 'z' && s[i-2] >= 'a' {
			return true
		}
	}
	return false
}

// bare strips marks of lists and of emphasis, and pictures, from both ends.
func bare(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(`"“”„«'‘’©@<`, r)
	})
	if s != "" && s[len(s)-1] < 0x80 && strings.IndexByte(" *_#|>-[]()", s[len(s)-1]) < 0 {
		return s
	}
	return strings.TrimRight(s, " *_#•·|>-–—\u00a0[]()")
}

// markRepeats marks a block that stands twice in a row: sites print a caption
// or a link once for each width of screen.
func markRepeats(ps []Paragraph, shapes []shape) {
	for i := 1; i < len(ps); i++ {
		if ps[i].Text != ps[i-1].Text || shapes[i].words < 4 || shapes[i].quoted {
			continue
		}
		r := Credit
		if shapes[i].ask || !shapes[i].stop {
			r = Related
		}
		for _, j := range []int{i - 1, i} {
			if ps[j].Kind != Boilerplate {
				ps[j].Kind, ps[j].Reason = Boilerplate, r
			}
		}
	}
}

// markHeadings finds the headline, the deck and section headings: short lines
// that end in no sentence mark, or short questions, with running text after
// them.
func markHeadings(ps []Paragraph, shapes []shape) {
	asks := 0
	for i := range ps {
		if shapes[i].ask && headingAsk(ps, shapes, i) {
			asks++
		}
	}
	titled := false
	for i := range ps {
		p, s := &ps[i], shapes[i]
		if p.Kind != Body {
			continue
		}
		switch {
		case strings.HasPrefix(p.Text, "#") && strings.HasPrefix(strings.TrimLeft(p.Text, "#"), " "):
			p.Kind = Heading
		case len(p.Text) > short || !s.letters:
		case s.words <= 10 && dashed(p.Text), s.words <= 14 && strings.HasSuffix(p.Text, ":") && (s.words > 4 || strings.HasPrefix(p.Text, "--")) && titleCase(p.Text),
			s.ask && s.words <= 12 && (i == 0 || numbered(p.Text)) && !s.quoted && !inner(p.Text):
			p.Kind = Heading
		case s.listed || s.has&atSign != 0 || s.open || !s.ask && s.stop || inner(p.Text):
		case s.ask:
			if (asks > 1 || s.words <= 8) && headingAsk(ps, shapes, i) {
				p.Kind = Heading
			}
		case s.stop || s.quoted && strings.ContainsAny(p.Text, ".,"):
		case highlights(ps, i):
		case !titled && i < 6 && s.words <= 20 && !reads(ps, shapes, i):
			p.Kind = Heading
			if i == 0 || ps[i-1].Kind != Heading {
				continue
			}
			titled = true
		case s.words <= 14 && follows(ps, shapes, i) && !unfinished(p.Text):
			p.Kind = Heading
		}
		if p.Kind == Body && s.words > 25 {
			titled = true
		}
	}
}

// reads tells a line that belongs to a run of three or more lines without a
// full stop near the head: the points of a summary.
func reads(ps []Paragraph, shapes []shape, i int) bool {
	n := 1
	for j := i - 1; j > 0 && n < 3 && loose(ps[j], shapes[j]); j-- {
		n++
	}
	for j := i + 1; j < len(ps) && n < 3 && loose(ps[j], shapes[j]); j++ {
		n++
	}
	return n > 2 && i > 0
}

// highlights tells the points below the words "Story highlights".
func highlights(ps []Paragraph, i int) bool {
	for ; i >= 0 && i < 8; i-- {
		if strings.HasPrefix(ps[i].Text, "Story highlights") {
			return true
		}
		if len(ps[i].Text) > 150 {
			return false
		}
	}
	return false
}

func loose(p Paragraph, s shape) bool {
	return p.Kind != Boilerplate && !s.stop && s.words > 5 && s.words < 40 && s.letters
}

// follows tells whether running text comes next.
func follows(ps []Paragraph, shapes []shape, i int) bool {
	for j := i + 1; j < min(len(ps), i+20); j++ {
		if ps[j].Kind == Boilerplate {
			continue
		}
		return (shapes[j].stop || shapes[j].open) && shapes[j].words > 8 || shapes[j].listed && shapes[j].words > 5
	}
	return false
}

// headingAsk tells a question that asks what the next block answers.
func headingAsk(ps []Paragraph, shapes []shape, i int) bool {
	s := shapes[i]
	if !s.ask || s.quoted || s.words > 14 || s.words < 2 || ps[i].Kind == Boilerplate || i+1 >= len(ps) || inner(ps[i].Text) {
		return false
	}
	return asking.hasLower(word(ps[i].Text)) && shapes[i+1].words > 14 && !shapes[i+1].ask && !shapes[i+1].quoted &&
		!addressed(ps[i].Text) && !strings.ContainsAny(ps[i].Text, `,"“`)
}

// addressed tells a question put to somebody, as interviewers do.
func addressed(s string) bool {
	for w := range strings.FieldsSeq(s) {
		switch lower(strings.TrimRight(w, "?,.")) {
		case "you", "your", "we", "i":
			return true
		}
	}
	return false
}

// dashed tells a line between two dashes.
func dashed(s string) bool {
	return len(s) > 4 && (strings.HasPrefix(s, "- ") && strings.HasSuffix(s, " -") || strings.HasPrefix(s, "– ") && strings.HasSuffix(s, " –") || strings.HasPrefix(s, "— ") && strings.HasSuffix(s, " —"))
}

// numbered tells a line that starts with "1." or "1)".
func numbered(s string) bool {
	t := strings.TrimLeft(s, "0123456789")
	return len(t) < len(s) && len(t) > 2 && (t[0] == '.' || t[0] == ')') && t[1] == ' '
}

// titleCase tells whether the longer words of s start with capitals.
func titleCase(s string) bool {
	n, up := 0, 0
	for w := range strings.FieldsSeq(s) {
		w = strings.TrimLeft(w, "'‘“\"(*_")
		if len(w) < 4 {
			continue
		}
		n++
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsLower(r) {
			up++
		}
	}
	return n > 0 && up*5 >= n*4
}

var asking = newWords("what why how who where when which is are can could will would do does did has have should was were")

// unfinished tells a fragment that runs on: its first letter is small, or it
// ends in a name in brackets or after a dash, as posts do.
func unfinished(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "'‘’“\"*_"))
	if unicode.IsLower(r) {
		return true
	}
	return strings.HasSuffix(s, ")") && strings.Contains(s, "— ")
}

// markNames marks a line that is a name alone: a byline beside the headline or
// at the end; a name that comes again and again heads the words of a speaker.
func markNames(ps []Paragraph, shapes []shape) {
	seen := map[string]int{}
	for i := range ps {
		if shapes[i].words < 6 && !shapes[i].stop && !shapes[i].open {
			seen[ps[i].Text]++
		}
	}
	for i := range ps {
		p, s := &ps[i], shapes[i]
		if p.Kind == Boilerplate || s.words > 6 || s.stop || s.open || s.caps && s.words > 3 || len(p.Text) > short {
			continue
		}
		if seen[p.Text] > 2 {
			p.Kind = Heading
			continue
		}
		top := i < 5 && i+1 < len(ps) && (i == 0 || ps[i-1].Kind != Body)
		tail := i >= len(ps)-2 && len(ps) > 4
		switch {
		case (top || tail) && fullNames(p.Text, true), outlet(p.Text),
			top && i > 0 && ps[i-1].Reason == Byline && (s.caps || titleCase(p.Text) || s.words < 4):
			p.Kind, p.Reason = Boilerplate, Byline
		}
	}
}

// outlet tells "Anna Example, The Daily Example": who is quoted, and where.
func outlet(s string) bool {
	name, at, ok := strings.Cut(s, ", ")
	return ok && !strings.Contains(at, ",") && strings.Count(at, " ") < 4 && titleCase(at) && fullName(name, true) && !strings.HasSuffix(at, ".")
}

// fullNames tells whether s is nothing but names of two or three words, joined
// by commas or "and". If strict, a word that starts headings is no name.
func fullNames(s string, strict bool) bool {
	parts := strings.FieldsFunc(joints.Replace(s), func(r rune) bool { return r == ',' || r == ';' })
	if len(parts) == 0 {
		return false
	}
	for _, p := range parts {
		if !fullName(strings.TrimSpace(p), strict) {
			return false
		}
	}
	return true
}

// joints are the words between two names.
var joints = strings.NewReplacer(" and ", ",", " & ", ",", " y ", ",", " und ", ",", " et ", ",")

// fullName tells whether s has the form of a person's name: two to four words
// that start with a capital, none of them all capitals but initials, with the
// particles of names between.
func fullName(s string, strict bool) bool {
	n := 0
	for _, w := range strings.Fields(s) {
		if particles.has(w) && n > 0 {
			continue
		}
		r, k := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) || !nameRest(w[k:]) || strict && commonStart.hasLower(w) || calendar.hasLower(w) && n == 0 {
			return false
		}
		n++
	}
	return n >= 2 && n <= 4
}

func nameRest(s string) bool {
	if s == "." || s == "" {
		return true
	}
	small := false
	for _, r := range s {
		switch {
		case unicode.IsLower(r):
			small = true
		case unicode.IsUpper(r), r == '-', r == '\'', r == '’', r == '.', unicode.Is(unicode.Mn, r):
		default:
			return false
		}
	}
	return small || len(s) == 2 && s[1] == '.'
}

var particles = newWords("de del della di da dos van von der den la le al el bin ben ibn abu al- of ter zu y e")

// commonStart are words that start headings of two or three capitals and no
// person's name.
var commonStart = newWords("the a an final what why how who where when which new key main other related breaking latest more most top hot first second third next last " +
	"cease-fire ceasefire peace talks war russia ukraine israel gaza iran syria europe america china turkey north south east west united states white house " +
	"debate risks context background conclusion summary introduction thoughts analysis opinion editorial news world politics business sports video photo photos " +
	"pushes back strategy broader security council minister president prime foreign secretary state department ministry government deal agreement plan summit meeting press conference conditions guarantees " +
	"our your their his her its this that these those and or but for in on at to by with from after before under over about")

// markLinkLists marks the titles below a line such as "Related stories".
func markLinkLists(ps []Paragraph, shapes []shape) {
	text := false // running text stands above
	for i := range ps {
		text = text || ps[i].Kind == Body && shapes[i].words > 20
		if ps[i].Reason != Related || !listHead.has(lower(strings.TrimRight(bare(ps[i].Text), ":"))) {
			continue
		}
		j := i + 1
		for j < len(ps) && j <= i+12 && (!shapes[j].stop || shapes[j].ask) && shapes[j].words <= 22 && !shapes[j].open {
			j++
		}
		spare := 0
		if j < len(ps) && !text {
			spare = 2 // the headline and the deck are no links
		}
		for k := j - 1; k > i; k-- {
			if ps[k].Kind == Boilerplate {
				continue
			}
			if spare > 0 {
				spare--
				continue
			}
			ps[k].Kind, ps[k].Reason = Boilerplate, Related
		}
	}
}

// leadIn moves the start of product copy up to the heading above it, over one
// or two blocks that praise the thing, or over a line that ends in a colon.
func leadIn(ps []Paragraph, shapes []shape, lo int) int {
	if lo > 0 && (ps[lo-1].Kind == Heading || shapes[lo-1].open) {
		return lo - 1
	}
	for k := lo - 1; k > 0 && k >= lo-2; k-- {
		if n, _ := shopCount(ps[k].Text); n == 0 || shapes[k].quoted || reported(ps[k].Text) {
			break
		}
		if ps[k-1].Kind == Heading {
			return k - 1
		}
	}
	return lo
}

// fragment tells a point of a list, or a line that ends as no sentence does.
func fragment(ps []Paragraph, shapes []shape, i int) bool {
	return i < len(shapes) && ps[i].Kind != Boilerplate && (shapes[i].listed || !shapes[i].stop && shapes[i].words < 30)
}

// markProducts marks product copy: a run of blocks, most of them points of a
// list, that praise a thing by the words of shops, with the heading and the
// lines that lead into it. An article about products is left alone.
func markProducts(ps []Paragraph, shapes []shape) {
	if len(ps) < 4 {
		return
	}
	near := 0 // blocks up to here stand near two points or fragments in a row
	hot := 0
	var hits []int
	for i := range ps {
		if i > 1 && fragment(ps, shapes, i) && fragment(ps, shapes, i+1) {
			if hits == nil {
				hits = make([]int, len(ps))
			}
			for j := max(near, i-6); j < min(len(ps), i+8); j++ {
				if ps[j].Kind != Boilerplate {
					hits[j] = productWords(ps[j].Text)
				}
				if hits[j] > 0 {
					hot++
				}
			}
			near = max(near, min(len(ps), i+8))
		}
	}
	if hot < 3 || hot*2 > len(ps) {
		return
	}
	for lo := 0; lo < len(ps); lo++ {
		if hits[lo] == 0 {
			continue
		}
		hi, n, sum := lo, 0, 0
		for j := lo; j < len(ps) && j-hi < 2; j++ {
			if hits[j] > 0 {
				hi = j
				n++
				sum += hits[j]
			}
		}
		if n < 3 || sum < 6 || n*3 < (hi-lo+1)*2 {
			lo = hi
			continue
		}
		lo = leadIn(ps, shapes, lo)
		for ; lo <= hi; lo++ {
			ps[lo].Kind, ps[lo].Reason = Boilerplate, Advertisement
		}
	}
}
