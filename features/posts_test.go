package features

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// names returns the hits of text as NAME@"bytes", in the order of the text.
func hitNames(t *testing.T, f Family, stem bool, text string) []string {
	t.Helper()
	f.Weighting, f.Scale = Count, 1
	v, err := Learn(Config{Language: "en", Stem: stem, Families: []Family{f}}, slices.Values([]string{text}))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range v.Hits(nil, text) {
		got = append(got, v.Name(h.Index)+"@"+text[h.Lo:h.Hi])
	}
	return got
}

func TestPosts(t *testing.T) {
	for _, c := range []struct {
		kind, text, want string
		min, max         int
	}{
		{"posts", "No deal!!! :-)) 😂👍🏽", "post:no@No|post:deal@deal|post:!!@!!!|post::)@:-))|post:😂@😂|post:👍@👍🏽", 1, 1},
		{"posts", "a b, c", "post:a b@a b|post:b ,@b,|post:, c@, c", 2, 2},
		{"posts", "Sooooo coooool", "post:so@Sooooo|post:soo@Sooooo|post:col@coooool|post:cool@coooool", 1, 1},
		{"posts", "#ClimateActionNow", "post:#climateactionnow@#ClimateActionNow|post:climate@Climate|post:climate action@ClimateAction|post:action@Action|post:action now@ActionNow|post:now@Now", 1, 2},
		{"posts", "#USElection2016 #peace_talks", "post:#uselection2016@#USElection2016|post:us@US|post:election@Election|post:2016@2016|post:#peace_talks@#peace_talks|post:peace@peace|post:talks@talks", 1, 1},
		{"posts", "see https://a.b/c?d=1, www.x.y", "post:see@see|post:‹address›@https://a.b/c?d=1|post:,@,|post:‹address›@www.x.y", 1, 1},
		{"posts", "@Who ... well…", "post:@who@@Who|post:…@...|post:well@well|post:…@…", 1, 1},
		{"posts", "10:30 a:d x=D <3 XD :D =P", "post:10@10|post::@:|post:30@30|post:a@a|post::@:|post:d@d|post:x@x|post:=@=|post:d@D|post:<3@<3|post:xd@XD|post::d@:D|post:=p@=P", 1, 1},
		{"posts", "“x” — y–z", "post:\"@“|post:x@x|post:\"@”|post:-@—|post:y@y|post:-@–|post:z@z", 1, 1},
		{"posts", "🇫🇷🇩🇪 👩‍🚀 ❤️", "post:🇫🇷@🇫🇷|post:🇩🇪@🇩🇪|post:👩‍🚀@👩‍🚀|post:❤@❤️", 1, 1},
		{"signs", "sooo :( :o ;P @a #b www.c.d !! ?? ?!? . … 😂", "sign:elongated@sooo|sign:frown@:(|sign:face@:o|sign:smile@;P|sign:mention@@a|sign:tag@#b|sign:address@www.c.d|sign:!!@!!|sign:??@??|sign:?!@?!?|sign:…@…|sign:emoji@😂", 0, 0},
		{"shouts", "NEVER say no to the UN, OK? DON'T", "shout:never@NEVER|sign:capitals@NEVER|shout:don't@DON'T|sign:capitals@DON'T", 0, 0},
		{"edges", "How far, is it?", "first:how@How|first:how far@How far|last:is it@is it|last:it@it", 1, 2},
		{"edges", "Why", "first:why@Why|last:why@Why", 1, 3},
		{"spans", "Go  on!", "span:go·@Go  |span:o·o@o  o|span:·on@  on|span:on!@on!", 3, 3},
		{"spans", " ab ", "span:ab@ab", 2, 6},
	} {
		got := strings.Join(hitNames(t, Family{Kind: c.kind, Min: c.min, Max: c.max}, false, c.text), "|")
		if got != c.want {
			t.Errorf("%s %d to %d of %q:\n%s, want\n%s", c.kind, c.min, c.max, c.text, got, c.want)
		}
	}
	if got := strings.Join(hitNames(t, Family{Kind: "posts", Min: 1, Max: 1}, true, "Talkinggg #PeaceTalks"), " "); got != "post:talkingg@Talkinggg post:talking@Talkinggg post:#peacetalks@#PeaceTalks post:peac@Peace post:talk@Talks" && got != "post:talking@Talkinggg post:talkingg@Talkinggg post:#peacetalks@#PeaceTalks post:peac@Peace post:talk@Talks" {
		t.Errorf("stems: %s", got)
	}
}

// TestPostWords checks that single tokens of posts count as words where no family of words has any.
func TestPostWords(t *testing.T) {
	c := Config{Language: "en", Families: []Family{{Kind: "posts", Min: 1, Max: 2, Weighting: Count, Scale: 1}}}
	v, err := Learn(c, slices.Values([]string{"no deal :)"}))
	if err != nil {
		t.Fatal(err)
	}
	if known, total := v.Seen("no new deal, :( #Now"); known != 2 || total != 4 {
		t.Errorf("Seen: %d of %d, want 2 of 4", known, total)
	}
}

// TestPostStretches compares texts of several stretches with the reference.
func TestPostStretches(t *testing.T) {
	if testing.Short() {
		t.Skip("long texts")
	}
	c := everything()
	c.Families = slices.DeleteFunc(c.Families, func(f Family) bool { return kinds[f.Kind].scan == nil })
	for k := range c.Families {
		c.Families[k].MinDocs = 2
	}
	r := rand.New(rand.NewPCG(7, 8))
	texts := []string{randomPost(r, 3*stretch/2), strings.Repeat("ab", 5*stretch) + " one two"}
	v, err := Learn(c, slices.Values(append(texts, texts...)))
	if err != nil {
		t.Fatal(err)
	}
	_, want := referenceVectors(c, append(texts, texts...), texts)
	for i, text := range texts {
		if !same(v.Vector(Vector{}, text), want[i]) {
			t.Errorf("text %d of %d bytes: not the vector of the reference", i, len(text))
		}
		checkHits(t, v, text)
	}
}

// The reference reads tokens with expressions.
var referencePatterns = struct{ faces, eyes, emoji *regexp.Regexp }{
	regexp.MustCompile(`^(?i:</3|<3|\^_\^|\^\^|-_-|o_o|t_t|xd)`),
	regexp.MustCompile(`^[:;=][-'^~]?(\)+|\]+|\}+|D+|p+|P+|3+|\*+|\(+|\[+|\{+|/+|\\+|\|+|c+|C+|s+|S+|o+|O+)`),
	regexp.MustCompile(`^(?:[\x{1F1E6}-\x{1F1FF}]{2}|[\x{1F1E6}-\x{1F1FF}]|` + referencePictograph + `(?:[\x{1F3FB}-\x{1F3FF}\x{FE0E}\x{FE0F}\x{20E3}]|\x{200D}` + referencePictograph + `)*)`),
}

const referencePictograph = `[\x{1F000}-\x{1F3FA}\x{1F400}-\x{1FAFF}\x{2600}-\x{27BF}\x{2B50}\x{2B55}\x{231A}\x{231B}]`

var referenceDressing = regexp.MustCompile(`[\x{1F3FB}-\x{1F3FF}\x{FE0E}\x{FE0F}\x{20E3}]`)

var (
	referenceFlag     = regexp.MustCompile(`^[\x{1F1E6}-\x{1F1FF}]`)
	referenceTurn     = regexp.MustCompile(`^\p{Lu}{2,}[^\p{Lu}]`)
	referenceCapitals = regexp.MustCompile(`^\p{Lu}+`)
	referenceSmall    = regexp.MustCompile(`[\p{Ll}\p{Lt}\p{Lm}\p{Lo}]`)
	referenceCapital  = regexp.MustCompile(`\p{Lu}`)
	referencePlain    = map[rune]string{}
)

func init() {
	for to, from := range map[string]string{"\"": "“”„«»", "'": "’‘`", "-": "–—‐‑"} {
		for _, r := range from {
			referencePlain[r] = to
		}
	}
}

// referencePost returns the tokens of a post with their kinds.
func referencePost(c Config, s string) (tokens []postToken) {
	isWord := func(r rune) bool {
		return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
	}
	form := func(w string) string {
		w = referenceSqueeze(lower(w), 2)
		if c.Stem {
			w = languages[c.Language].stemmed(w)
		}
		return foldAccents(w)
	}
	add := func(lo, hi int, class postClass, form string) int {
		if hi-lo > 64 {
			form = ""
		}
		tokens = append(tokens, postToken{lo: lo, hi: hi, class: class, form: form})
		return hi
	}
	for i := 0; i < len(s); {
		n := len(tokens)
		beside := n > 0 && tokens[n-1].hi == i && tokens[n-1].class <= postAddress && tokens[n-1].class == postWord
		free := func(end int) bool { r, _ := utf8.DecodeRuneInString(s[end:]); return !beside && !isWord(r) }
		if m := referencePatterns.faces.FindString(s[i:]); m != "" && free(i+len(m)) {
			i = add(i, i+len(m), postFace, strings.ToLower(m))
			continue
		}
		if m := referencePatterns.eyes.FindStringSubmatch(s[i:]); m != nil {
			end := i + len(m[0])
			if strings.Contains("([{)]}", m[1][:1]) && s[i] != '=' || free(end) {
				i = add(i, end, postFace, strings.ToLower(s[i:i+1]+m[1][:1]))
				continue
			}
		}
		if m := referencePatterns.emoji.FindString(s[i:]); m != "" {
			bare := referenceDressing.ReplaceAllString(m, "")
			if referenceFlag.MatchString(m) {
				bare = m
			}
			i = add(i, i+len(m), postEmoji, bare)
			continue
		}
		if lo, hi := referenceNext(s, i); lo == i && hi > lo {
			raw := s[lo:hi]
			switch {
			case raw[0] == '#':
				add(lo, hi, postTag, form(raw))
			case raw[0] == '@':
				add(lo, hi, postMention, form(raw))
			case url(s, lo) == hi:
				add(lo, hi, postAddress, "‹address›")
			default:
				add(lo, hi, postWord, form(raw))
			}
			i = hi
			continue
		}
		plain := func(r rune) string {
			if to := referencePlain[r]; to != "" {
				return to
			}
			if r == utf8.RuneError || referenceDressing.MatchString(string(r)) || !unicode.IsPunct(r) && !unicode.IsSymbol(r) {
				return ""
			}
			return string(r)
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		one := plain(r)
		if one == "" {
			i += size
			continue
		}
		end, run := i, ""
		for end < len(s) {
			r, size := utf8.DecodeRuneInString(s[end:])
			p := plain(r)
			if p != one && !(p != "" && strings.Contains("!?", p) && strings.Contains("!?", one)) {
				break
			}
			run, end = run+p, end+size
		}
		count := utf8.RuneCountInString(run)
		switch {
		case strings.Contains(run, "!") && strings.Contains(run, "?"):
			run = "?!"
		case one == "…" || one == "." && count > 2:
			run = "…"
		case count > 1:
			run = one + one
		}
		i = add(i, end, postSign, run)
	}
	return tokens
}

func referenceSqueeze(w string, n int) string {
	runes := []rune(w)
	var out []rune
	for i, r := range runes {
		same := 0
		for j := i; j >= 0 && runes[j] == r; j-- {
			same++
		}
		if same <= n || !unicode.IsLetter(r) {
			out = append(out, r)
		}
	}
	return string(out)
}

func referenceElongated(w string) bool {
	runes := []rune(w)
	for i := range runes {
		if i >= 2 && unicode.IsLetter(runes[i]) && unicode.ToLower(runes[i-2]) == unicode.ToLower(runes[i]) && unicode.ToLower(runes[i-1]) == unicode.ToLower(runes[i]) {
			return true
		}
	}
	return false
}

func referenceGrams(prefix string, tokens []postToken, lo, hi int) (names []string) {
	for i := range tokens {
		for n := lo; n <= hi && i+n <= len(tokens); n++ {
			var parts []string
			for _, t := range tokens[i : i+n] {
				if t.form != "" {
					parts = append(parts, t.form)
				}
			}
			if len(parts) == n {
				names = append(names, prefix+strings.Join(parts, " "))
			}
		}
	}
	return names
}

var referencePieces = regexp.MustCompile(`\p{Lu}+(?:[\p{Ll}\p{Lt}\p{Lm}\p{Lo}\p{M}]*)|[\p{Ll}\p{Lt}\p{Lm}\p{Lo}\p{M}]+|\p{Nd}+`)

// referenceScan names what a family that reads the whole text finds.
func referenceScan(c Config, f Family, s string) (names []string) {
	tokens := referencePost(c, s)
	word := func(t postToken) bool { return t.class == postWord || t.class == postTag || t.class == postMention }
	switch f.Kind {
	case "posts":
		names = referenceGrams("post:", tokens, f.Min, f.Max)
		for _, t := range tokens {
			raw := s[t.lo:t.hi]
			if one := referenceSqueeze(t.form, 1); f.Min == 1 && t.class == postWord && t.form != "" && one != t.form && referenceElongated(raw) {
				names = append(names, "post:"+one)
			}
			if t.class != postTag || t.form == "" {
				continue
			}
			var pieces []postToken
			for _, p := range referencePieces.FindAllString(raw[1:], -1) {
				// Several capitals before a small letter: the last of them begins the next piece.
				if at := referenceTurn.FindString(p); at != "" {
					capitals := referenceCapitals.FindString(p)
					_, n := utf8.DecodeLastRuneInString(capitals)
					pieces = append(pieces, referencePost(c, capitals[:len(capitals)-n])[0])
					p = p[len(capitals)-n:]
				}
				pieces = append(pieces, postToken{form: foldPiece(c, p)})
			}
			names = append(names, referenceGrams("post:", pieces, f.Min, f.Max)...)
		}
	case "edges":
		words := slices.DeleteFunc(tokens, func(t postToken) bool { return !word(t) })
		for n := f.Min; n <= f.Max && n <= len(words); n++ {
			names = append(names, referenceGrams("first:", words[:n], n, n)...)
			names = append(names, referenceGrams("last:", words[len(words)-n:], n, n)...)
		}
	case "signs":
		for _, t := range tokens {
			raw := s[t.lo:t.hi]
			switch t.class {
			case postAddress:
				names = append(names, "sign:address")
			case postMention:
				names = append(names, "sign:mention")
			case postTag:
				names = append(names, "sign:tag")
			case postEmoji:
				names = append(names, "sign:emoji")
			case postFace:
				name := "sign:face"
				if m := t.form; strings.ContainsAny(m[1:], ")]}dp3*") && m != "</3" || m == "^_^" || m == "^^" {
					name = "sign:smile"
				} else if strings.ContainsAny(m[1:], `([{/\|cs`) || m == "-_-" || m == "t_t" {
					name = "sign:frown"
				}
				names = append(names, name)
			case postSign:
				if slices.Contains([]string{"!!", "??", "?!", "…"}, t.form) {
					names = append(names, "sign:"+t.form)
				}
			}
			if word(t) && t.hi-t.lo <= 64 && referenceElongated(raw) {
				names = append(names, "sign:elongated")
			}
		}
	case "shouts":
		for _, t := range tokens {
			raw := s[t.lo:t.hi]
			if t.class != postWord || referenceSmall.MatchString(raw) || len(referenceCapital.FindAllString(raw, -1)) < 3 {
				continue
			}
			names = append(names, "sign:capitals", "shout:"+t.form)
		}
	case "spans":
		var b strings.Builder
		gap := false
		for i := 0; i < len(s); {
			r, n := utf8.DecodeRuneInString(s[i:])
			i += n
			if r == utf8.RuneError && n == 1 || unicode.IsSpace(r) || unicode.IsControl(r) {
				gap = true
				continue
			}
			if gap && b.Len() > 0 {
				b.WriteRune('·')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		}
		runes := []rune(b.String())
		for i := range runes {
			for n := f.Min; n <= f.Max && i+n <= len(runes); n++ {
				names = append(names, "span:"+string(runes[i:i+n]))
			}
		}
	}
	return names
}

// foldPiece is the form of a piece of a tag.
func foldPiece(c Config, p string) string {
	p = referenceSqueeze(lower(p), 2)
	if c.Stem {
		p = languages[c.Language].stemmed(p)
	}
	return foldAccents(p)
}

// randomPost strings together what posts are made of.
func randomPost(r *rand.Rand, pieces int) string {
	const parts = ":)|:-(|;D|:'(|=P|<3|</3|xD|^^|o_O|:/|:|;|=|)|(|D|😂|👍🏽|❤️|🇫🇷|🇩|👩‍🚀|\u200d|\ufe0f|!|!!|?|?!|.|..|...|…|--|—|“|#|#PeaceNow|#USElection2016|#a_b__c|#MAGAnow|#éÉcole|" +
		"@|@who|www.a.b|http://|https://x.y/:)|sooooo|COOOOL|NEVER|NO|DON'T|the|talks|\t|\n|\xff|  |aaa|111|ЁЁЁ|й|'|xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
	return strung(r, parts, pieces, 3)
}
