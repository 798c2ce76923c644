package article

import (
	"strings"
)

// inside knows a block by a phrase of the trade anywhere in it. Each group is
// looked for only where a cheap sign of it is there.
func (p shape) inside(s string) Reason {
	if p.words <= 60 && contributed(s) {
		return Byline
	}
	if p.words <= 130 && p.has&kSign != 0 && find(s, "ookie", 2) >= 0 {
		if r := cookieNotice(s); r != "" {
			return r
		}
	}
	if p.words <= 100 && credited(s, p) {
		return Credit
	}
	if p.words <= 60 && p.words > 4 && (p.has&(digitSign|bracketSign) != 0 || sided(s)) && caption(s) {
		return Credit
	}
	if p.words > 60 {
		return ""
	}
	if p.words <= 45 && (p.has&xSign != 0 && find(s, "your inbox", 9) >= 0 || find(s, "signing up", 9) >= 0 || find(s, "ewsletter", 1) >= 0 && strings.Contains(s, "ign up") || find(s, "paid subscriber", 8) >= 0 || p.has&kSign != 0 && find(s, "e the first to know", 15) >= 0 || p.has&bigPSign != 0 && find(s, "Privacy Policy", 0) >= 0) {
		return Subscription
	}
	if p.words <= 45 && (p.has&c2Sign != 0 && strings.Contains(s, "©") || p.has&vSign != 0 && (find(s, "ights reserved", 11) >= 0 || find(s, "ights Reserved", 6) >= 0)) {
		return Notice
	}
	if p.at && mailed(s) {
		return Notice
	}
	if p.words <= 40 && author(s) {
		return Byline
	}
	return ""
}

// sided is a cheap look for the words of captions that say who stands where.
func sided(s string) bool {
	return find(s, "left", 2) >= 0 || find(s, "right", 2) >= 0 || find(s, " cent", 1) >= 0 && (strings.Contains(s, " center, ") || strings.Contains(s, " centre, "))
}

// find is strings.Index by way of the byte at at of pat, which should be a rare
// one: on running text that is several times as fast.
func find(s, pat string, at int) int {
	for from := at; from < len(s); {
		i := strings.IndexByte(s[from:], pat[at])
		if i < 0 {
			return -1
		}
		from += i + 1
		if lo := from - 1 - at; strings.HasPrefix(s[lo:], pat) {
			return lo
		}
	}
	return -1
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

// contributed tells the line that names who worked on an article.
func contributed(s string) bool {
	if i := find(s, "contribut", 6); i >= 0 {
		for _, t := range []string{"ed to this", "ed reporting", "ed to the reporting", "ing to this report"} {
			if strings.HasPrefix(s[i+len("contribut"):], t) {
				return true
			}
		}
	}
	i := find(s, "eporting by ", 9)
	return i >= 0 && (strings.Contains(s, "diting by ") || i < 3 && strings.Count(s, " ") < 30 && !strings.Contains(s, " that ")) || strings.HasPrefix(s, "(Writing by ") || strings.HasPrefix(s, "(Additional ") || strings.HasPrefix(s, "(Editing by ")
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

// credited tells a caption with its photographer: "Photo: X", "X/AFP", "[X/Y]"
// at the end.
func credited(s string, p shape) bool {
	if i := photo(s); i > 0 {
		if t := s[i+4:]; strings.HasPrefix(t, ":") || strings.HasPrefix(t, "graph:") || strings.HasPrefix(t, " by ") && p.words < 50 || strings.HasPrefix(t, " courtesy") || strings.HasPrefix(t, " credit") || strings.HasPrefix(t, " via AP") {
			return !strings.Contains(s, " said")
		}
	}
	if p.has&bracketSign != 0 && strings.Contains(s, "(pictured") || p.has&bigISign != 0 && find(s, "Image caption", 0) >= 0 || p.has&bigFSign != 0 && find(s, "File photo", 0) >= 0 || strings.Contains(s, "(file photo") {
		return p.words < 60
	}
	end := strings.TrimRight(s, ". )]*")
	if !agencyEnds[end[strings.LastIndexAny(end, " /|([—")+1:]] && !strings.Contains(end[max(0, len(end)-16):], "—") {
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

// photo is where "hoto" stands in s after a p; -1 if nowhere.
func photo(s string) int {
	if i := find(s, "photo", 0); i >= 0 {
		return i + 1
	}
	if i := find(s, "Photo", 0); i >= 0 {
		return i + 1
	}
	return -1
}

// agencyEnds are the last words of agencies.
var agencyEnds = func() map[string]bool {
	m := map[string]bool{}
	for _, a := range agencies {
		m[a[strings.LastIndexAny(a, " /")+1:]] = true
	}
	return m
}()

// captionVerbs are verbs of captions, in the present tense in which only
// captions tell of a day that has a date.
var captionVerbs = set("speaks meets meet shakes shake walks walk attends attend poses pose arrives arrive listens gestures waves stands sits sit holds addresses delivers " +
	"greets greet welcomes leaves unveil unveils smiles reacts departs gather gathers marches watches waits inspect inspects carry carries cleans sift rides ride chats chat boards exits mourn mourns pray prays takes")

// sides are how captions say who stands where.
var sides = []string{"second from left", "second from right", "third from left", "third from right", "from left", "from right", "from L", " left, ", " right, ", " center, ", " centre, ", "(L)", "(R)", "(C)", "(left)", "(right)", "(center)", "(centre)", "(pictured)"}

// caption tells the description of a photograph: one sentence or two in the
// present tense, with the day and year or with who stands where.
func caption(s string) bool {
	if strings.Contains(s, " said") || strings.Contains(s, " told ") || strings.Contains(s, "(@") || strings.ContainsAny(s[:1], "\"'(") || strings.HasPrefix(s, "“") || strings.HasPrefix(s, "‘") {
		return false
	}
	if !yearIn(s) && !sidedAny(s) && (s[len(s)-1] < '0' || s[len(s)-1] > '9') {
		return false
	}
	verb, dated, seen := false, false, 0
	prev, before := "", ""
	for w := range strings.FieldsSeq(s) {
		t := strings.TrimRight(w, ".,;:")
		if seen < 24 && captionVerbs[t] && prev != "to" && prev != "will" && prev != "would" && prev != "not" && prev != "they" && prev != "I" && prev != "we" && seen > 0 {
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
	if dated {
		return true
	}
	return sidedAny(s)
}

// yearIn is a cheap look for a year.
func yearIn(s string) bool {
	for i := 4; i <= len(s); i++ {
		if (s[i-4] == '2' && s[i-3] == '0' || s[i-4] == '1' && s[i-3] == '9') && isYear(s[i-4:i]) {
			return true
		}
	}
	return false
}

func sidedAny(s string) bool {
	for _, t := range sides {
		if strings.Contains(s, t) {
			return true
		}
	}
	return false
}

func isYear(t string) bool {
	return len(t) == 4 && (t[:2] == "20" || t[:2] == "19") && t[2] >= '0' && t[2] <= '9' && t[3] >= '0' && t[3] <= '9'
}

func calendarDay(t string) bool { return len(t) > 2 && upper(t[0]) && calendar[strings.ToLower(t)] }

// author tells the box about who wrote an article: a name, "is a", and a
// trade of those who write.
func author(s string) bool {
	s = strings.TrimLeft(s, "•*_ (—–")
	if i := strings.IndexByte(s, ' '); i < 2 || i+1 >= len(s) || !upper(s[0]) || s[i+1] >= 'a' && s[i+1] <= 'z' {
		return false
	}
	for _, v := range []string{" is a ", " is an ", " is the ", ", a ", ", an ", " teaches ", " is editor ", " is professor "} {
		i := strings.Index(s, v)
		if i <= 0 || i > 60 || !fullName(strings.Trim(strings.TrimPrefix(strings.TrimPrefix(s[:i], "Dr. "), "By "), "*_ ,"), false) {
			continue
		}
		rest := s[i:min(len(s), i+200)]
		for _, t := range []string{"journalist", "columnist", "editor at", "editor in chief", "editorial fellow", "contributor to", "contributing ", "senior fellow", "professor of", "professor at", "reporter for", "reporter at", "correspondent for", "freelance", "author of", "writer for", "writer based", "is a writer", "political commentator", "teaches in", "staff writer"} {
			if strings.Contains(rest, t) && (v[1] == 'i' || v[1] == 't') && !strings.Contains(s, " said") {
				return true
			}
		}
	}
	return false
}

// shopWords are words of shops and of product copy, without the words that
// reports on war, trade and politics share.
var shopWords = set("polycarbonate magsafe cardholder waterproof water-resistant ergonomic rechargeable bluetooth wireless lightweight stainless leather silicone nylon slim sleek stylish premium " +
	"compatible compatibility accessory accessories pocket pockets bag bags backpack phone smartphone charger charging headphones earbuds laptop durable portable compact adjustable foldable scratch-resistant " +
	"shipping checkout discount coupon warranty affordable must-have practical comfort comfortable convenient handcrafted washable breathable mattress cushioned vegan organic moisturizing " +
	"organizer holder wallet keychain gadget gadgets clutter grip profile design fits readers option everyday travel features feature built-in durability protection protects lid bottle mug case desk notebook stylus")

// strongShop are those that hardly stand in a report.
var strongShop = set("polycarbonate magsafe cardholder waterproof water-resistant ergonomic rechargeable bluetooth stainless silicone nylon slim sleek stylish compatibility accessory accessories headphones earbuds foldable scratch-resistant " +
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
	for i := 0; i < len(s); {
		var buf [18]byte
		k := 0
		for ; i < len(s) && (letter(s[i]) || s[i] == '-'); i++ {
			if k < len(buf) {
				buf[k] = s[i]
				if upper(s[i]) {
					buf[k] |= 0x20
				}
				k++
			}
		}
		if k > 2 && k < len(buf) && shopWords[string(buf[:k])] {
			n++
			if strongShop[string(buf[:k])] {
				strong++
			}
		}
		i++
	}
	return n, strong
}
