package article

import (
	"strings"
)

// The phrases of the trade that are looked for inside a block.
var (
	cookie     = newPhrase("ookie")
	prompts    = newPhrases("your inbox|signing up|paid subscriber|e the first to know|Privacy Policy")
	newsletter = newPhrase("ewsletter")
	signUp     = newPhrase("ign up")
	copyright  = newPhrase("©")
	rights     = newPhrases("ights reserved|ights Reserved")
	centred    = newPhrases("left|right| center, | centre, ")
	said       = newPhrase(" said")
	told       = newPhrase(" told ")
)

// inside knows a block by a phrase of the trade anywhere in it.
func (p shape) inside(s string) Reason {
	if p.words <= 60 && p.contributed(s) {
		return Byline
	}
	if p.words <= 130 && cookie.in(s, p.has) {
		if r := cookieNotice(s); r != "" {
			return r
		}
	}
	if p.words <= 100 && p.credited(s) {
		return Credit
	}
	if p.words <= 60 && p.words > 4 && (p.has&(digitSign|bracketSign) != 0 || anyIn(centred, s, p.has)) && p.caption(s) {
		return Credit
	}
	if p.words > 60 {
		return ""
	}
	if p.words <= 45 {
		if anyIn(prompts, s, p.has) || newsletter.in(s, p.has) && signUp.in(s, p.has) {
			return Subscription
		}
		if i := copyright.index(s, p.has); i >= 0 && !strings.HasSuffix(s[:i], "Ã") || anyIn(rights, s, p.has) {
			return Notice // Ã© was é
		}
	}
	if p.has&atSign != 0 && mailed(s) {
		return Notice
	}
	if p.words <= 40 && p.author(s) {
		return Byline
	}
	return ""
}

// mailed tells a line with an address to write to.
func mailed(s string) bool {
	i := strings.IndexByte(s, '@')
	if i <= 0 || !letter(s[i-1]) || strings.Contains(s, " said") {
		return false
	}
	end := strings.IndexAny(s[i:], " )>")
	if end < 0 {
		end = len(s) - i
	}
	if !strings.Contains(strings.TrimRight(s[i:i+end], "."), ".") {
		return false
	}
	l := strings.ToLower(s)
	for _, w := range []string{"contact", "email", "e-mail", "send ", "write to", "reach ", "tips"} {
		if strings.Contains(l, w) {
			return true
		}
	}
	return false
}

var (
	contribut = newPhrase("contribut")
	reporting = newPhrases("eporting by |eporting By ")
	others    = newPhrase(" Contributing: ")
)

// contributed tells the line that names who worked on an article.
func (p shape) contributed(s string) bool {
	if i := contribut.index(s, p.has); i >= 0 {
		for _, t := range []string{"ed to this", "ed reporting", "ed to the reporting", "ing to this report"} {
			if strings.HasPrefix(s[i+len("contribut"):], t) {
				return true
			}
		}
	}
	for _, r := range reporting {
		if i := r.index(s, p.has); i >= 0 && (strings.Contains(s, "diting by ") || i < 3 && p.words <= 30 && !strings.Contains(s, " that ")) {
			return true
		}
	}
	return others.in(s, p.has) || strings.HasPrefix(s, "(Writing by ") || strings.HasPrefix(s, "(Additional ") || strings.HasPrefix(s, "(Editing by ")
}

// cookieWords are what a notice about cookies says besides the word, in the
// languages read.
var cookieWords = strings.Split("uses cookies|use cookies|use of cookies|utiliza cookies|utilizamos cookies|uso de cookies|utilise des cookies|utilisons des cookies|verwendet cookies|verwenden cookies|"+
	"usa cookie|utilizza i cookie|accept cookies|accept all|aceptar|accepter|akzeptieren|consent|consentimiento|consentement|einwilligung|personalise|personalize|personalizar|"+
	"preferences|third-party|terceros|tiers|google analytics|adsense|advertising|anuncios|set cookies|файлы cookie|gebruikt cookies|använder cookies|cookies or similar", "|")

// cookieNotice tells a notice about cookies: two of its phrases.
func cookieNotice(s string) Reason {
	l := strings.ToLower(s)
	n := 0
	for _, w := range cookieWords {
		if strings.Contains(l, w) {
			n++
		}
	}
	if n >= 2 {
		return Cookie
	}
	return ""
}

// agencies are the names that stand after a slash, a comma or alone at the end
// of a caption.
var agencies = strings.Split("Getty Images|Getty|AFP|Reuters|REUTERS|AP|AP Photo|EPA|EPA-EFE|Anadolu|Shutterstock|TASS|Sputnik|Xinhua|Bloomberg|Zuma Press|Handout|Pool|Al Jazeera|AFP/Getty Images|via AP|Corbis|NurPhoto|Wikimedia Commons|Unsplash|iStock|PA|dpa|Alamy", "|")

var (
	photos   = newPhrases("photo|Photo")
	source   = newPhrase(". Source: ")
	pictures = newPhrases("(pictured|Pictured: |Image caption|File photo|(file photo")
)

// credited tells a caption with its photographer: "Photo: X", "X/AFP", "[X/Y]"
// at the end.
func (p shape) credited(s string) bool {
	if t := p.afterPhoto(s); strings.HasPrefix(t, ":") || strings.HasPrefix(t, "graph:") || strings.HasPrefix(t, " by ") && p.words < 50 || strings.HasPrefix(t, " courtesy") || strings.HasPrefix(t, " credit") || strings.HasPrefix(t, " via AP") {
		return !said.in(s, p.has)
	}
	if anyIn(pictures, s, p.has) {
		return p.words < 60
	}
	if i := source.index(s, p.has); i > 0 && p.words < 40 && strings.Count(s[i:], " ") < 7 {
		return true
	}
	end := s
	for end != "" && strings.IndexByte(". )]*", end[len(end)-1]) >= 0 {
		end = end[:len(end)-1]
	}
	if !agencyEnds.has(lastWord(end)) && !strings.Contains(end[max(0, len(end)-16):], "—") {
		return bracketed(s)
	}
	for _, a := range agencies {
		t, ok := strings.CutSuffix(end, a)
		if !ok {
			continue
		}
		if t == "" || a == "via AP" {
			return true
		}
		switch t[len(t)-1] {
		case '/', '|', '[', "—"[2]:
			return true
		case '(':
			return len(a) > 3
		case ' ':
			t = strings.TrimRight(t, " ")
			if t != "" && (strings.IndexByte("/|-.", t[len(t)-1]) >= 0 || strings.HasSuffix(t, "—")) || p.words <= 6 && strings.Contains(t, "Photo") {
				return true
			}
		}
	}
	return bracketed(s)
}

// bracketed tells "[Anna Example/News]" at the end.
func bracketed(s string) bool {
	if !strings.HasSuffix(s, "]") {
		return false
	}
	i := strings.LastIndexByte(s, '[')
	return i > 0 && len(s)-i < 60 && strings.Contains(s[i:], "/") && strings.Count(s[i:], " ") < 6
}

// afterPhoto is what follows the first "photo" in s, or the first "Photo" if
// there is none; "" if there is neither.
func (p shape) afterPhoto(s string) string {
	for _, ph := range photos {
		if i := ph.index(s, p.has); i >= 0 {
			return s[i+len(ph.text):]
		}
	}
	return ""
}

// agencyEnds are the last words of agencies.
var agencyEnds = func() *words {
	var ends []string
	for _, a := range agencies {
		ends = append(ends, a[strings.LastIndexAny(a, " /")+1:])
	}
	return wordsOf(ends)
}()

// lastWord is what follows the last space, slash, bracket or dash.
func lastWord(s string) string {
	i := len(s)
	for i > 0 && s[i-1] != ' ' && s[i-1] != '/' && s[i-1] != '|' && s[i-1] != '(' && s[i-1] != '[' && !strings.HasSuffix(s[:i], "—") {
		i--
	}
	return s[i:]
}

// captionVerbs are verbs of captions, in the present tense in which only
// captions tell of a day that has a date.
var captionVerbs = newWords("speaks meets meet shakes shake walks walk attends attend poses pose arrives arrive listens gestures waves stands sits sit holds addresses delivers " +
	"greets greet welcomes leaves unveil unveils smiles reacts departs gather gathers marches watches waits inspect inspects carry carries cleans sift rides ride chats chat boards exits mourn mourns pray prays takes")

// sides are how captions say who stands where.
var sides = newPhrases("from left|from right|from L| left, | right, | center, | centre, |(L)|(R)|(C)|(left)|(right)|(center)|(centre)|(pictured)")

// caption tells the description of a photograph: one sentence or two in the
// present tense, with the day and year or with who stands where.
func (p shape) caption(s string) bool {
	sided := anyIn(sides, s, p.has)
	if !sided && (p.has&digitSign == 0 || !yearIn(s) && (s[len(s)-1] < '0' || s[len(s)-1] > '9')) {
		return false
	}
	if said.in(s, p.has) || told.in(s, p.has) || strings.Contains(s, "(@") || strings.IndexByte("\"'(", s[0]) >= 0 || strings.HasPrefix(s, "“") || strings.HasPrefix(s, "‘") {
		return false
	}
	verb, dated, seen := false, false, 0
	prev, before := "", ""
	for w := range strings.FieldsSeq(s) {
		t := w
		for t != "" && strings.IndexByte(".,;:", t[len(t)-1]) >= 0 {
			t = t[:len(t)-1]
		}
		if seen < 24 && captionVerbs.has(t) && prev != "to" && prev != "will" && prev != "would" && prev != "not" && prev != "they" && prev != "I" && prev != "we" && seen > 0 {
			verb = true
		}
		if isYear(t) && calendarDay(before) && prev != "" && strings.Trim(prev, "0123456789") == "" {
			dated = true
		}
		before, prev = prev, t
		seen++
	}
	if !verb {
		return false
	}
	if last := prev; calendarDay(strings.TrimRight(before, ",")) && strings.Trim(last, "0123456789") == "" {
		return true
	}
	return dated || sided
}

// yearIn is a cheap look for a year.
func yearIn(s string) bool {
	for _, century := range [...]string{"20", "19"} {
		for t := s; ; {
			i := strings.IndexByte(t, century[0])
			if i < 0 || i+4 > len(t) {
				break
			}
			if t[i+1] == century[1] && isYear(t[i:i+4]) {
				return true
			}
			t = t[i+1:]
		}
	}
	return false
}

func isYear(t string) bool {
	return len(t) == 4 && (t[:2] == "20" || t[:2] == "19") && t[2] >= '0' && t[2] <= '9' && t[3] >= '0' && t[3] <= '9'
}

func calendarDay(t string) bool { return len(t) > 2 && upper(t[0]) && calendar.has(strings.ToLower(t)) }

// trades are those of people who write.
var trades = newPhrases("journalist|columnist|editor at|editor in chief|editorial fellow|contributor to|contributing |senior fellow|professor of|professor at|reporter for|reporter at|correspondent for|freelance|author of|writer for|writer based|is a writer|political commentator|teaches in|staff writer")

// author tells the box about who wrote an article: a name, what they are or
// that they teach, and a trade of those who write.
func (p shape) author(s string) bool {
	s = strings.TrimLeft(s, "•*_ (—–")
	if i := strings.IndexByte(s, ' '); i < 2 || i+1 >= len(s) || !upper(s[0]) || s[i+1] >= 'a' && s[i+1] <= 'z' {
		return false
	}
	const within = 60 // bytes
	i := strings.Index(s[:min(len(s), within+len(" is "))], " is ")
	if i < 0 || !isWho(s[i+len(" is "):]) {
		i = strings.Index(s[:min(len(s), within+len(" teaches "))], " teaches ")
	}
	if i <= 0 || !fullName(strings.Trim(strings.TrimPrefix(strings.TrimPrefix(s[:i], "Dr. "), "By "), "*_ ,"), false) {
		return false
	}
	return anyIn(trades, s[i:min(len(s), i+200)], p.has) && !said.in(s, p.has)
}

// isWho tells whether s says what somebody is.
func isWho(s string) bool {
	for _, t := range [...]string{"a ", "an ", "the ", "editor ", "professor "} {
		if strings.HasPrefix(s, t) {
			return true
		}
	}
	return false
}

// shopWords are words of shops and of product copy, without the words that
// reports on war, trade and politics share.
var shopWords = newWords("polycarbonate magsafe cardholder waterproof water-resistant ergonomic rechargeable bluetooth wireless lightweight stainless leather silicone nylon slim sleek stylish premium " +
	"compatible compatibility accessory accessories pocket pockets bag bags backpack phone smartphone charger charging headphones earbuds laptop durable portable compact adjustable foldable scratch-resistant " +
	"shipping checkout discount coupon warranty affordable must-have practical comfort comfortable convenient handcrafted washable breathable mattress cushioned vegan organic moisturizing " +
	"organizer holder wallet keychain gadget gadgets clutter grip profile design fits readers option everyday travel features feature built-in durability protection protects lid bottle mug case desk notebook stylus")

// strongShop are those that hardly stand in a report.
var strongShop = newWords("polycarbonate magsafe cardholder waterproof water-resistant ergonomic rechargeable bluetooth stainless silicone nylon slim sleek stylish compatibility accessory accessories headphones earbuds foldable scratch-resistant " +
	"coupon must-have handcrafted washable breathable mattress cushioned moisturizing organizer keychain wallet gadget lightweight portable built-in holder charger backpack")

// productWords counts the words of shops in a block: three of them, or two
// with one that reports hardly use, or the count is 0.
func productWords(s string) int {
	n, strong := shopCount(s)
	if n < 3 && (n < 2 || strong == 0) || strong == 0 && n*25 < strings.Count(s, " ") || reported(s) {
		return 0
	}
	return n
}

// reported tells a block in which somebody said something.
func reported(s string) bool {
	return strings.Contains(s, " said") || strings.Contains(s, " told ")
}

// shopCount counts the words of shops in s, and the strong ones among them.
func shopCount(s string) (n, strong int) {
	if len(s) > longest {
		return 0, 0
	}
	for i := 0; i < len(s); i++ {
		lo := i
		for i < len(s) && (letter(s[i]) || s[i] == '-') {
			i++
		}
		if w := s[lo:i]; shopWords.hasLower(w) {
			n++
			if strongShop.hasLower(w) {
				strong++
			}
		}
	}
	return n, strong
}
