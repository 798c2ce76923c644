package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// opening is how a notice starts, in lower case without marks of lists and of
// emphasis, and the longest block, in words, that it tells of; whole means that
// nothing may follow but a mark.
type opening struct {
	start  string
	words  int
	whole  bool
	reason Reason
}

// openings are grouped by their first word, so that a block is compared with
// few of them. They are phrases of the trade: none starts a sentence of
// reporting.
var openings = group([]opening{
	{"advertisement", 6, false, Advertisement}, {"advertising", 2, true, Advertisement}, {"anzeige", 2, true, Advertisement}, {"publicidad", 2, true, Advertisement},
	{"publicité", 2, true, Advertisement}, {"pubblicità", 2, true, Advertisement}, {"реклама", 2, true, Advertisement}, {"sponsored", 3, false, Advertisement},
	{"paid content", 4, false, Advertisement}, {"partner content", 4, false, Advertisement}, {"promoted", 3, false, Advertisement}, {"this article contains affiliate", 80, false, Advertisement},
	{"we may earn a commission", 60, false, Advertisement}, {"story continued below", 4, false, Advertisement}, {"story continues below", 5, false, Advertisement},
	{"article continues below", 5, false, Advertisement}, {"article continues after", 6, false, Advertisement}, {"continue reading", 8, false, Advertisement},
	{"equip your organization", 20, false, Advertisement}, {"buy now", 8, false, Advertisement}, {"shop now", 8, false, Advertisement}, {"order now", 8, false, Advertisement}, {"specialty rates", 12, false, Advertisement},

	{"image credit", 30, false, Credit}, {"image credits", 30, false, Credit}, {"image copyright", 60, false, Credit}, {"image source", 60, false, Credit}, {"image caption", 60, false, Credit},
	{"image:", 30, false, Credit}, {"images:", 30, false, Credit}, {"photo:", 60, false, Credit}, {"photos:", 30, false, Credit}, {"photo by", 30, false, Credit}, {"photo credit", 30, false, Credit},
	{"photo courtesy", 30, false, Credit}, {"photos courtesy", 30, false, Credit}, {"photo", 1, true, Credit}, {"photograph:", 30, false, Credit}, {"photograph by", 30, false, Credit},
	{"picture:", 30, false, Credit}, {"pictured:", 40, false, Credit}, {"picture by", 20, false, Credit}, {"pic by", 12, false, Credit}, {"pic:", 12, false, Credit}, {"credit:", 20, false, Credit},
	{"caption:", 60, false, Credit}, {"file photo", 60, false, Credit}, {"file -", 120, false, Credit}, {"file –", 120, false, Credit}, {"file —", 120, false, Credit}, {"in this photo", 80, false, Credit},
	{"in this image", 80, false, Credit}, {"in this file photo", 120, false, Credit}, {"in this handout", 80, false, Credit}, {"in this picture", 80, false, Credit}, {"enlarge this image", 60, false, Credit},
	{"toggle caption", 60, false, Credit}, {"hide caption", 60, false, Credit}, {"media playback is", 80, false, Credit}, {"media caption", 60, false, Credit}, {"foto:", 30, false, Credit},
	{"фото:", 30, false, Credit}, {"map:", 20, false, Credit}, {"source:", 12, false, Credit}, {"sources:", 30, false, Credit}, {"courtesy:", 12, false, Credit}, {"courtesy of", 12, false, Credit},
	{"an illustration shows", 80, false, Credit}, {"a photo illustration", 60, false, Credit}, {"illustration by", 15, false, Credit}, {"illustration:", 30, false, Credit}, {"video", 1, true, Credit}, {"video:", 20, false, Credit},
	{"watch:", 25, false, Credit}, {"watch now", 12, false, Credit}, {"listen:", 20, false, Credit}, {"just watched", 60, false, Credit}, {"must watch", 60, false, Credit}, {"play video", 40, false, Credit},
	{"your browser does not support", 15, false, Credit}, {"for graphic", 20, false, Credit}, {"for a graphic", 20, false, Credit}, {"for an interactive", 20, false, Credit},

	{"related:", 40, false, Related}, {"related video", 60, false, Related}, {"related coverage", 40, false, Related}, {"related articles", 30, false, Related}, {"related stories", 30, false, Related},
	{"related content", 8, false, Related}, {"related topics", 20, false, Related}, {"related posts", 8, false, Related}, {"related news", 8, false, Related}, {"related", 1, true, Related}, {"read more", 30, false, Related}, {"read also", 30, false, Related}, {"read next", 30, false, Related}, {"read:", 30, false, Related},
	{"read or share", 12, false, Social}, {"please follow", 12, false, Social}, {"slideshow", 4, false, Credit}, {"posted monday", 14, false, Byline}, {"posted tuesday", 14, false, Byline}, {"posted wednesday", 14, false, Byline}, {"posted thursday", 14, false, Byline}, {"posted friday", 14, false, Byline}, {"posted saturday", 14, false, Byline}, {"posted sunday", 14, false, Byline}, {"see also", 30, false, Related}, {"see more", 12, false, Related}, {"also read", 30, false, Related}, {"also see", 20, false, Related}, {"more on this", 8, false, Related}, {"more:", 30, false, Related}, {"more from", 8, false, Related},
	{"more about", 6, false, Related}, {"more stories", 8, false, Related}, {"more news", 8, false, Related}, {"most read", 4, false, Related}, {"most popular", 5, false, Related}, {"most viewed", 4, false, Related},
	{"you may also", 6, false, Related}, {"you might also", 6, false, Related}, {"you may like", 5, false, Related}, {"recommended", 2, true, Related}, {"recommended for you", 5, false, Related}, {"recommended stories", 5, false, Related},
	{"trending", 3, true, Related}, {"trending now", 4, false, Related}, {"editor's picks", 5, false, Related}, {"editors' picks", 5, false, Related}, {"editor’s picks", 5, false, Related}, {"don't miss", 4, true, Related},
	{"other topics of interest", 200, false, Related}, {"up next", 12, false, Related}, {"next article", 12, false, Related}, {"previous article", 12, false, Related}, {"opinion:", 20, false, Related}, {"analysis:", 20, false, Related}, {"explainer:", 20, false, Related}, {"fact check:", 20, false, Related},
	{"leer más", 20, false, Related}, {"lire aussi", 20, false, Related}, {"mehr zum thema", 20, false, Related}, {"lesen sie auch", 20, false, Related}, {"leia também", 20, false, Related}, {"читайте также", 30, false, Related}, {"también te puede", 8, false, Related},
	{"click for more", 14, false, Related}, {"click here to read", 30, false, Related}, {"to read the rest", 40, false, Related}, {"to read more", 30, false, Related}, {"for more information on", 40, false, Related},
	{"for more news", 20, false, Related}, {"interested in", 40, false, Related}, {"follow live", 12, false, Related}, {"live updates:", 20, false, Related}, {"keep reading", 5, false, Related},

	{"subscribe to", 40, false, Subscription}, {"subscribe now", 30, false, Subscription}, {"subscribe today", 30, false, Subscription}, {"subscribe", 3, true, Subscription}, {"sign up", 40, false, Subscription},
	{"already a subscriber", 20, false, Subscription}, {"newsletter sign", 120, false, Subscription}, {"get instant alerts", 60, false, Subscription}, {"become a member", 20, false, Subscription},
	{"become a subscriber", 20, false, Subscription}, {"support our journalism", 40, false, Subscription}, {"support independent", 30, false, Subscription}, {"donate", 4, false, Subscription}, {"click here to get", 20, false, Subscription},
	{"download the app", 12, false, Subscription}, {"download our app", 12, false, Subscription}, {"join our", 20, false, Subscription}, {"abonnieren sie", 20, false, Subscription}, {"suscríbete", 20, false, Subscription}, {"подпишитесь", 30, false, Subscription}, {"подписывайтесь", 30, false, Subscription}, {"enter your email", 20, false, Subscription},
	{"to receive new posts", 40, false, Subscription}, {"thanks for reading", 30, false, Subscription},

	{"share this", 20, false, Social}, {"share on", 8, false, Social}, {"share your thoughts", 60, false, Social}, {"share", 4, true, Social}, {"tweet", 3, true, Social}, {"email", 1, true, Social}, {"print", 1, true, Social}, {"copy link", 3, false, Social},
	{"follow us", 20, false, Social}, {"follow @", 8, false, Social}, {"follow him on", 12, false, Social}, {"follow her on", 12, false, Social}, {"like us on", 10, false, Social}, {"join the conversation", 20, false, Social}, {"comments", 2, true, Social}, {"leave a comment", 6, false, Social},
	{"show comments", 4, false, Social}, {"view comments", 4, false, Social}, {"you are commenting", 30, false, Social}, {"log in", 6, false, Social}, {"email tips to", 12, false, Social}, {"teilen", 2, true, Social}, {"compartir", 2, true, Social}, {"show me more content", 20, false, Social},

	{"we use cookies", 120, false, Cookie}, {"we and our partners", 300, false, Cookie}, {"we and our", 300, false, Cookie}, {"this site uses cookies", 120, false, Cookie}, {"this website uses cookies", 120, false, Cookie}, {"our website uses cookies", 120, false, Cookie}, {"by using this", 60, false, Cookie},
	{"we need your consent", 120, false, Cookie}, {"you can change your choice", 60, false, Cookie}, {"manage cookies", 6, false, Cookie}, {"cookie settings", 6, false, Cookie}, {"cookie policy", 6, false, Cookie}, {"accept all", 8, false, Cookie}, {"store and/or access information", 80, false, Cookie},

	{"written by", 20, false, Byline}, {"additional reporting", 80, false, Byline}, {"writing by", 60, false, Byline}, {"editing by", 40, false, Byline}, {"edited by", 14, false, Byline}, {"reported by", 14, false, Byline},
	{"reporting from", 40, false, Byline}, {"compiled by", 12, false, Byline}, {"translated by", 12, false, Byline}, {"contributing:", 40, false, Byline}, {"write to", 40, false, Byline}, {"presenter:", 12, false, Byline}, {"author:", 10, false, Byline}, {"the writer is", 60, false, Byline}, {"the author is", 60, false, Byline},
	{"published:", 16, false, Byline}, {"published on", 14, false, Byline}, {"updated:", 14, false, Byline}, {"updated at", 8, false, Byline}, {"updated on", 12, false, Byline}, {"last updated", 14, false, Byline}, {"last modified", 14, false, Byline}, {"posted on", 14, false, Byline}, {"posted by", 16, false, Byline}, {"issued on:", 14, false, Byline}, {"first published", 14, false, Byline},
	{"associated press writers", 60, false, Byline}, {"associated press writer", 60, false, Byline}, {"min read", 5, false, Byline}, {"this story was reported by", 80, false, Byline}, {"with reporting by", 40, false, Byline}, {"from our correspondent", 6, false, Byline},

	{"copyright", 30, false, Notice}, {"all rights reserved", 40, false, Notice}, {"©", 40, false, Notice}, {"published under", 80, false, Navigation}, {"filed under", 60, false, Navigation}, {"tags:", 60, false, Navigation}, {"topics:", 60, false, Navigation}, {"topics", 1, true, Navigation}, {"tags", 1, true, Navigation}, {"categories:", 40, false, Navigation},
	{"our standards:", 20, false, Notice}, {"the views expressed", 60, false, Notice}, {"views expressed", 60, false, Notice}, {"the opinions expressed", 60, false, Notice}, {"opinions expressed", 60, false, Notice}, {"this article was originally", 40, false, Notice}, {"this article originally", 30, false, Notice}, {"this article first appeared", 30, false, Notice}, {"this article has been adapted", 20, false, Notice}, {"this material may not be", 30, false, Notice},
	{"generating summary", 4, false, Notice}, {"ai summary", 20, false, Notice}, {"generated by", 6, false, Notice}, {"skip to", 24, false, Navigation}, {"back to top", 4, false, Navigation}, {"home", 1, true, Navigation}, {"menu", 1, true, Navigation}, {"search", 1, true, Navigation}, {"this liveblog", 14, false, Notice}, {"this live blog", 14, false, Notice}, {"we will update this", 16, false, Notice}, {"loading", 2, false, Navigation},
	{"view original", 6, false, Navigation}, {"view gallery", 6, false, Navigation}, {"javascript", 20, false, Navigation}, {"please enable", 20, false, Navigation}, {"via teleconference", 2, true, Byline}, {"breaking news", 3, true, Ticker}, {"breaking:", 20, false, Ticker}, {"live", 1, true, Ticker},
	{"a version of this article", 40, false, Notice}, {"correction:", 0, false, Notice}, {"sign in", 6, false, Navigation}, {"click here", 20, false, Related}, {"today's coverage from", 12, false, Navigation}, {"today’s coverage from", 12, false, Navigation}, {"-30-", 1, true, Notice},
})

// listHead are the lines below which titles of other articles stand.
var listHead = newLines("you may also like|you might also like|you may like|related articles|related stories|related posts|related news|related content|related|more stories|more news|most read|most popular|read more|read next|recommended|recommended for you|recommended stories|trending|trending now|editor's picks|editor’s picks|more on this|see also|hot posts|popular posts|recent posts|latest news|top stories|other topics of interest|don't miss")

// labels are the names that sites give to lists of their own pages.
var labelFirst = newWords("hot popular recent latest related trending top featured more other similar random all new editors")
var labelLast = newWords("posts stories news articles videos topics headlines reads picks")

func group(os []opening) map[string][]opening {
	m := map[string][]opening{}
	for _, o := range os {
		k := word(o.start)
		m[k] = append(m[k], o)
	}
	return m
}

// word returns the first word of s, without the mark after it.
func word(s string) string {
	if i := strings.IndexAny(s, " :"); i >= 0 {
		s = s[:i]
	}
	return strings.TrimRight(s, ",.!?;…")
}

// longest is the longest block, in bytes, that any notice fills.
const longest = 2500

// boilerplate says why a block is not the article's, by its own words; ""
// where it is or may be.
func (p shape) boilerplate(s string) Reason {
	if !p.letters {
		return Notice
	}
	if len(s) > longest {
		return ""
	}
	b := bare(s)
	var buf [32]byte
	first := folded(buf[:0], b)
	if os := openings[string(first)]; os != nil {
		var buf [64]byte
		var l []byte
		for _, o := range os {
			if p.words > o.words {
				continue
			}
			if l == nil {
				l = lowerStart(buf[:0], b)
			}
			if len(l) < len(o.start) || string(l[:len(o.start)]) != o.start {
				continue
			}
			rest := b[min(len(o.start), len(b)):]
			if o.whole && strings.Trim(rest, " :.…!") != "" || startsLetter(rest) && letter(o.start[len(o.start)-1]) {
				continue
			}
			return o.reason
		}
	}
	if strings.HasPrefix(b, "<") && picture(b) {
		return Credit
	}
	if len(s) <= short {
		if r := p.line(s, b, first); r != "" {
			return r
		}
	}
	return p.inside(s)
}

// lowerStart appends the first 48 bytes of s in lower case.
func lowerStart(dst []byte, s string) []byte {
	s = s[:cut(s, 48)]
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x80 {
			return append(dst[:0], strings.ToLower(s)...)
		}
		if upper(c) {
			c |= 0x20
		}
		dst = append(dst, c)
	}
	return dst
}

// picture tells a line that starts with the tag of a picture.
func picture(s string) bool {
	l := strings.ToLower(s[:cut(s, 48)])
	return strings.HasPrefix(l, "<figure") || strings.HasPrefix(l, "<img")
}

// folded appends the first word of s in lower case, without the mark after it;
// nothing for a word longer than any that rules start with.
func folded(dst []byte, s string) []byte {
	high := false
	for i := 0; i < len(s) && s[i] != ' ' && s[i] != ':'; i++ {
		if i == 30 {
			return dst[:0]
		}
		c := s[i]
		if upper(c) {
			c |= 0x20
		}
		high = high || c >= 0x80
		dst = append(dst, c)
	}
	if high {
		return append(dst[:0], word(strings.ToLower(string(dst)))...)
	}
	for len(dst) > 0 && strings.IndexByte(",.!?;", dst[len(dst)-1]) >= 0 {
		dst = dst[:len(dst)-1]
	}
	return dst
}

// bylines are the words before a name.
var bylines = newWords("by por von par di av af door автор")

// line knows a short block by its form.
func (p shape) line(s, b string, first []byte) Reason {
	if bylines.has(string(first)) && isByline(b, len(first)+1) {
		return Byline
	}
	if p.has&digitSign != 0 && dateLine(b) {
		return Byline
	}
	if p.stop && !p.caps && (p.words > 14 || p.has&bracketSign == 0 && p.words > 4) {
		return "" // a sentence
	}
	l := "" // the start in lower case, of a line of a few words
	if p.words <= 4 {
		l = strings.ToLower(b[:cut(b, 48)])
	}
	switch {
	case p.words == 1 && (strings.ContainsAny(b, "/_") || strings.Contains(b, "://") || strings.HasPrefix(b, "www.")):
		return Ticker
	case p.words == 2 && (strings.HasPrefix(l, "http://") || strings.HasPrefix(l, "https://")):
		return Social
	case p.words <= 4 && labelFirst.has(word(l)) && labelLast.has(l[strings.LastIndexByte(l, ' ')+1:]):
		return Related
	case p.caps && p.words > 6 && !p.quoted && (!p.stop || strings.Contains(s, ": ")):
		return Related
	case p.listed && !p.stop && !p.open && p.words > 5 && len(s) > 2 && strings.IndexByte("*-", s[0]) >= 0 && titleCase(s[2:]):
		return Related
	case p.words <= 12 && (strings.HasSuffix(s, " on Twitter") || strings.Contains(s, " on Twitter at ") || strings.Contains(s, " on X at @")):
		return Social
	case strings.Contains(s, "Listen · "):
		return Credit
	case p.words <= 6 && attribution(s), p.words <= 4 && strings.HasSuffix(s, " —"):
		return Byline // of a quotation set apart; the place and agency before a text
	case strings.HasPrefix(s, "(c) ") || strings.HasPrefix(s, "(C) "):
		return Notice
	case timed(b) && !p.stop:
		return Credit
	case glued(b):
		return Navigation
	case strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") && !p.stop:
		return Related
	}
	return ""
}

// attribution tells a name after a dash, as it stands below a quotation that is
// set apart.
func attribution(s string) bool {
	s = strings.Trim(s, "*_ ")
	name := strings.TrimLeft(s, "—–- ")
	return (strings.HasPrefix(s, "—") || strings.HasPrefix(s, "–") || strings.HasPrefix(s, "--")) && fullName(name, true)
}

// cut returns n, or the length of s, moved down to the start of a rune.
func cut(s string, n int) int {
	if n >= len(s) {
		return len(s)
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}

func startsLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// isByline tells "By Anna Example" in the languages read, with a date, a page
// or an agency after the names, which start at at.
func isByline(b string, at int) bool {
	if at >= len(b) {
		return false
	}
	rest := strings.Trim(b[at:], "*_ ")
	for _, sep := range []string{" | ", ", ", " - ", " – ", " — ", " for ", " in ", " at ", "/"} {
		if i := strings.Index(rest, sep); i > 0 && fullNames(strings.Trim(rest[:i], "*_ "), false) && len(rest) < 120 && !strings.HasSuffix(rest, ".") {
			return true
		}
	}
	return fullNames(rest, false)
}

// months and days in the languages of dates read, in lower case.
var calendar = newWords("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec " +
	"monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre " +
	"januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre décembre января февраля марта апреля мая июня июля августа сентября октября ноября декабря")

var clock = newWords("end a.m p.m am pm est edt cest cet gmt utc et kst ist bst updated published posted page at on modified")

// dateLine tells a date or a time of day that stands alone.
func dateLine(b string) bool {
	if len(b) > 60 || !strings.ContainsAny(b, "0123456789") {
		return false
	}
	named := false
	for _, w := range strings.FieldsFunc(strings.ToLower(b), func(r rune) bool {
		return r == ' ' || r == ',' || r == '|' || r == '/' || r == '-' || r == '·' || r == '(' || r == ')'
	}) {
		w = strings.TrimRight(w, ".:")
		if strings.Trim(w, "0123456789.:") == "" {
			named = named || strings.Contains(w, ":")
			continue
		}
		if calendar.has(w) || clock.has(w) {
			named = true
			continue
		}
		return false
	}
	return named
}

// timed tells the length of a video before its title.
func timed(b string) bool {
	t, rest, ok := strings.Cut(b, " ")
	m, s, colon := strings.Cut(t, ":")
	return ok && colon && len(s) == 2 && len(m) < 3 && strings.Trim(m+s, "0123456789") == "" && m != "" && rest != "" && startsLetter(rest) && !clock.has(strings.Trim(strings.ToLower(word(rest)), "."))
}

// glued tells words run together without spaces, as menus come out of a page:
// three or more small letters followed by a capital.
func glued(b string) bool {
	n := 0
	for i := 1; i+1 < len(b); i++ {
		if upper(b[i]) && b[i-1] >= 'a' && b[i-1] <= 'z' && b[i+1] >= 'a' && b[i+1] <= 'z' {
			n++
		}
	}
	return n >= 3 && strings.Count(b, " ") < 3*n && !strings.ContainsAny(b, ".")
}
