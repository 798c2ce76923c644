package features

// The signs of a text beside its words: emoticons, emoji, runs of punctuation.

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mood is what an emoticon shows.
type mood uint8

const (
	otherMood mood = iota
	smile
	frown
)

// faces are emoticons that are not eyes and a mouth, in lower case, with what they show. No letter or digit stands right before or after them.
var faces = []struct {
	text string
	mood mood
}{
	{"</3", frown}, {"<3", smile}, {"^_^", smile}, {"^^", smile}, {"-_-", frown}, {"o_o", otherMood}, {"t_t", frown}, {"xd", smile},
}

// mouths are the characters after eyes and nose. An emoticon whose mouth is no bracket, or whose eyes are =, has no letter or digit beside
// it, so that "a:d" is none. forms holds the emoticon for each of allEyes.
var mouths = func() (m [utf8.RuneSelf]struct {
	is    bool
	mood  mood
	forms [len(allEyes)]string
}) {
	for chars, mood := range map[string]mood{")]}DpP3*": smile, "([{/\\|cCsS": frown, "oO": otherMood} {
		for _, c := range chars {
			m[c].is, m[c].mood = true, mood
			for i, eyes := range allEyes {
				m[c].forms[i] = string(eyes) + strings.ToLower(string(c))
			}
		}
	}
	return m
}()

// allEyes are the characters that are eyes.
const allEyes = ":;="

// emoticon returns the end of the emoticon at i, its form without nose and repeats, and its mood; end is i if there is none.
// afterWord tells that a letter or digit stands right before it.
func emoticon(s string, i int, afterWord bool) (end int, form string, m mood) {
	alone := func(end int) bool {
		r, _ := runeAt(s, end)
		return !afterWord && !inWord(r)
	}
	for _, f := range faces {
		if s[i]|32 != f.text[0]|32 || len(s)-i < len(f.text) || !strings.EqualFold(s[i:i+len(f.text)], f.text) {
			continue
		}
		if end := i + len(f.text); alone(end) {
			return end, f.text, f.mood
		}
	}
	eyes := strings.IndexByte(allEyes, s[i])
	if eyes < 0 {
		return i, "", 0
	}
	j := i + 1
	if j < len(s) && strings.IndexByte("-'^~", s[j]) >= 0 {
		j++
	}
	if j >= len(s) || s[j] >= utf8.RuneSelf || !mouths[s[j]].is {
		return i, "", 0
	}
	mouth := s[j]
	end = j + 1
	for end < len(s) && s[end] == mouth {
		end++
	}
	bracket := strings.IndexByte(")]}([{", mouth) >= 0
	if !(bracket && s[i] != '=') && !alone(end) {
		return i, "", 0
	}
	return end, mouths[mouth].forms[eyes], mouths[mouth].mood
}

// emoji returns the end of the emoji at i, or i if there is none. Emoji that are joined to it, the second letter of a flag, skin tones and
// signs that choose its look belong to it.
func emoji(s string, i int) int {
	r, n := runeAt(s, i)
	if !pictograph(r) {
		return i
	}
	end := i + n
	if flagLetter(r) {
		if r, n := runeAt(s, end); flagLetter(r) {
			end += n
		}
		return end
	}
	for end < len(s) {
		r, n := runeAt(s, end)
		switch {
		case dressing(r):
			end += n
		case r == joiner:
			after, m := runeAt(s, end+n)
			if !pictograph(after) {
				return end
			}
			end += n + m
		default:
			return end
		}
	}
	return end
}

// joiner joins two emoji to one.
const joiner = '\u200d'

// pictograph tells whether r begins an emoji.
func pictograph(r rune) bool {
	return r >= 0x1F000 && r <= 0x1FAFF && !skin(r) || r >= 0x2600 && r <= 0x27BF || r == 0x2B50 || r == 0x2B55 || r == 0x231A || r == 0x231B
}

// flagLetter tells whether r is one of the letters of which two are a flag.
func flagLetter(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// skin tells whether r is a skin tone.
func skin(r rune) bool { return r >= 0x1F3FB && r <= 0x1F3FF }

// dressing tells whether r only changes the look of the emoji before it.
func dressing(r rune) bool { return skin(r) || r == 0xFE0E || r == 0xFE0F || r == 0x20E3 }

// bare returns an emoji without its dressing.
func bare(emoji string) string {
	return strings.Map(func(r rune) rune {
		if dressing(r) {
			return -1
		}
		return r
	}, emoji)
}

// punctuation returns the end and the form of the run of punctuation at i: several ! are !!, several ? are ??, both mixed are ?!, three or
// more points are …, and any other character that stands there twice or more often is twice in the form. end is i if there is none.
func punctuation(s string, i int) (end int, form string) {
	first, n := runeAt(s, i)
	first = plainSign(first)
	if first == 0 {
		return i, ""
	}
	end = i + n
	count, mixed := 1, false
	for end < len(s) {
		r, n := runeAt(s, end)
		r = plainSign(r)
		if loud := (r == '!' || r == '?') && (first == '!' || first == '?'); r != first && !loud {
			break
		}
		mixed = mixed || r != first
		count, end = count+1, end+n
	}
	switch {
	case mixed:
		return end, "?!"
	case first == '…' || first == '.' && count > 2:
		return end, "…"
	case first < utf8.RuneSelf:
		return end, doubles[first][:min(count, 2)]
	}
	return end, s[i : i+min(count, 2)*n] // as it stands, as only signs of ASCII have other forms
}

// doubles holds every character of ASCII twice.
var doubles = func() (d [utf8.RuneSelf]string) {
	for i := range d {
		d[i] = strings.Repeat(string(rune(i)), 2)
	}
	return d
}()

// plainSign returns a punctuation mark or symbol, with typewriter quotation marks and hyphens in place of others; 0 for other characters.
func plainSign(r rune) rune {
	switch r {
	case '“', '”', '„', '«', '»':
		return '"'
	case '’', '‘', '`':
		return '\''
	case '–', '—', '‐', '‑':
		return '-'
	}
	if r == utf8.RuneError || !unicode.IsPunct(r) && !unicode.IsSymbol(r) || dressing(r) {
		return 0
	}
	return r
}

// The names of what families of signs and shouts emit, but for emoticons and runs of punctuation.
const (
	signAddress   = "sign:address"
	signMention   = "sign:mention"
	signTag       = "sign:tag"
	signElongated = "sign:elongated"
	signEmoji     = "sign:emoji"
	signCapitals  = "sign:capitals"
	shoutPrefix   = "shout:"
)

// Where signs begin.
const (
	shortestShout = 3 // letters of a word in capitals that counts as a shout
	longestRepeat = 2 // times that a letter may stand in a row; more of it make a word elongated
)

// signRuns are the names of runs of punctuation.
var signRuns = map[string]string{"!!": "sign:!!", "??": "sign:??", "?!": "sign:?!", "…": "sign:…"}

// moodNames are the names of emoticons, by mood.
var moodNames = [...]string{otherMood: "sign:face", smile: "sign:smile", frown: "sign:frown"}

// extractSigns emits the kind of what is no plain word: sign:address, sign:mention, sign:tag and sign:emoji; sign:smile, sign:frown or sign:face at
// emoticons; sign:elongated at elongated words; and sign:!!, sign:??, sign:?! and sign:… at runs of punctuation.
func extractSigns(_ Family, d *dictionary, p *post, dst []mark) []mark {
	for i := p.newTokens; i < len(p.tokens); i++ {
		t := &p.tokens[i]
		name := ""
		switch t.class {
		case postAddress:
			name = signAddress
		case postMention:
			name = signMention
		case postTag:
			name = signTag
		case postEmoji:
			name = signEmoji
		case postFace:
			name = moodNames[t.mood]
		case postSign:
			name = signRuns[t.form]
		}
		if name != "" {
			dst = append(dst, mark{d.string(name), t.lo, t.hi})
		}
		if t.elongated {
			dst = append(dst, mark{d.string(signElongated), t.lo, t.hi})
		}
	}
	return dst
}

// extractShouts emits sign:capitals and shout:WORD at each word of three letters or more, all of them capitals.
func extractShouts(_ Family, d *dictionary, p *post, dst []mark) []mark {
	for i := p.newTokens; i < len(p.tokens); i++ {
		t := &p.tokens[i]
		if t.class != postWord || !shouted(p.text[t.lo:t.hi]) {
			continue
		}
		dst = append(dst, mark{d.string(signCapitals), t.lo, t.hi}, mark{p.name(d, shoutPrefix, t.form), t.lo, t.hi})
	}
	return dst
}

// shouted tells whether a word is in capitals, and long enough.
func shouted(w string) bool {
	n := 0
	for _, r := range w {
		if unicode.IsLetter(r) {
			if !unicode.IsUpper(r) {
				return false
			}
			n++
		}
	}
	return n >= shortestShout
}
