package features

import (
	"strings"
	"unicode"
)

// The families of the kinds posts, signs, shouts, edges and spans read the text itself, not words alone: in headlines and posts much is said by
// punctuation, emoji, tags and spelling. They know no sentences.

// post is a stretch of a text as these families see it: its tokens and characters, and before them the last few of the stretch before, so
// that n-grams cross the border. It serves one goroutine.
type post struct {
	text       string
	at, charAt int // the bytes where the next tokens and characters begin
	tokens     []postToken
	chars      []postChar
	newTokens  int               // the first of tokens that is of this stretch
	newChars   int               // the first of chars that is
	lo, hi     int               // bytes of the next word of the text
	gap        int               // the byte where white space began; -1 = there is none
	afterWord  bool              // the token before is a word, and nothing is between
	first      [3]postToken      // the first words, tags and mentions of the text
	last       [3]postToken      // the last so far, the very last at the end
	words      int               // how many there are so far
	fresh      int               // how many of first were found before this stretch
	done       bool              // this stretch has the last token
	forms      map[string]string // forms of the words, pieces of tags and emoji that were seen before
	ones       map[string]string // elongated forms with one of each letter
	pieces     []postToken       // of the last tag: see cut
	buf        []byte            // for names
	stem       func(low string) string
}

// postToken is a word, tag, mention, address, emoji, emoticon or run of punctuation.
type postToken struct {
	form      string // as in names of features; empty when the token is longer than 64 bytes
	lo, hi    int    // bytes of the text
	class     postClass
	mood      mood // of an emoticon
	elongated bool // see elongated
}

// postChar is a character in lower case, or white space.
type postChar struct {
	char   rune
	lo, hi int
}

// postClass is a class of tokens. Those up to postMention are counted as words.
type postClass uint8

const (
	postWord postClass = iota
	postTag
	postMention
	postAddress
	postEmoji
	postFace // an emoticon
	postSign // a run of punctuation
)

// addressForm stands for every web address.
const addressForm = "‹address›"

// longestGram is the longest n-gram of tokens.
const longestGram = 3

// newPost returns a post whose words are stemmed as the language is, or are not.
func newPost(lang language, stem bool) *post {
	p := &post{forms: map[string]string{}, ones: map[string]string{}, stem: func(low string) string { return low }}
	if stem {
		p.stem = lang.stemmed
	}
	return p
}

// read reads the next stretch of the text and returns the byte where to go on; at is where to go on now, and at 0 a text begins.
func (p *post) read(text string, at int) int {
	if at == 0 {
		p.tokens, p.chars = p.tokens[:0], p.chars[:0]
		p.at, p.charAt, p.words, p.gap, p.afterWord = 0, 0, 0, -1, false
		p.lo, p.hi = next(text, 0)
	}
	if len(p.forms) > maxCache {
		clear(p.forms)
		clear(p.ones)
	}
	p.text = text
	p.tokens = p.tokens[:copy(p.tokens, p.tokens[max(0, len(p.tokens)-(longestGram-1)):])]
	p.chars = p.chars[:copy(p.chars, p.chars[max(0, len(p.chars)-(longestSpan-1)):])]
	p.newTokens, p.newChars, p.fresh = len(p.tokens), len(p.chars), min(p.words, len(p.first))
	unread := p.at < len(text)
	p.at = p.readTokens(p.at)
	p.done = unread && p.at == len(text)
	p.charAt = p.readChars(p.charAt)
	return min(p.at, p.charAt)
}

// readTokens reads tokens from the byte i and returns where the stretch ends.
func (p *post) readTokens(i int) int {
	text := p.text
	for from := i; i < len(text) && len(p.tokens) < stretch && i-from < 8*stretch; {
		if p.lo < i {
			p.lo, p.hi = next(text, i)
		}
		t := postToken{lo: i}
		if end, form, m := emoticon(text, i, p.afterWord); end > i {
			t.hi, t.form, t.class, t.mood = end, form, postFace, m
		} else if end := emoji(text, i); end > i {
			t.hi, t.class = end, postEmoji
			if end-i <= maxToken {
				t.form = p.remember(p.forms, text[i:end], bare)
			}
		} else if i == p.lo && p.lo < p.hi {
			t.hi = p.hi
			p.word(&t)
		} else if end, form := punctuation(text, i); end > i {
			t.hi, t.form, t.class = end, form, postSign
		} else {
			_, n := runeAt(text, i)
			i, p.afterWord = i+n, false
			continue
		}
		if t.hi-t.lo > maxToken {
			t.form = ""
		}
		p.tokens = append(p.tokens, t)
		i, p.afterWord = t.hi, t.class == postWord
		if t.class <= postMention {
			if p.words < len(p.first) {
				p.first[p.words] = t
			}
			copy(p.last[:], p.last[1:])
			p.last[len(p.last)-1] = t
			p.words++
		}
	}
	return i
}

// readChars reads characters from the byte i and returns where the stretch ends, which is not where that of the tokens does.
func (p *post) readChars(i int) int {
	for from := i; i < len(p.text) && i-from < 8*stretch; {
		r, n := runeAt(p.text, i)
		if blank(r, n) {
			if p.gap < 0 {
				p.gap = i
			}
			i += n
			continue
		}
		if p.gap >= 0 && len(p.chars) > 0 {
			p.chars = append(p.chars, postChar{spanGap, p.gap, i})
		}
		p.gap = -1
		p.chars = append(p.chars, postChar{unicode.ToLower(r), i, i + n})
		i += n
	}
	return i
}

// word sets the class and form of t, which is a token of [Tokens].
func (p *post) word(t *postToken) {
	raw := p.text[t.lo:t.hi]
	switch {
	case raw[0] == '#':
		t.class = postTag
	case raw[0] == '@':
		t.class = postMention
	case url(raw, 0) == len(raw):
		t.class, t.form = postAddress, addressForm
		return
	}
	if len(raw) > maxToken {
		return
	}
	t.form = p.form(raw)
	t.elongated = elongated(raw)
}

// form returns a word in lower case, without Latin accents, with at most two of a letter in a row, and stemmed if the post is so.
func (p *post) form(raw string) string {
	if f, ok := p.forms[raw]; ok {
		return f
	}
	return p.remember(p.forms, raw, func(raw string) string { return foldAccents(p.stem(squeeze(lower(raw), longestRepeat))) })
}

// remember returns what is known of s, or else of(s), which is known from then on.
func (p *post) remember(known map[string]string, s string, of func(string) string) string {
	f, ok := known[s]
	if !ok {
		s = strings.Clone(s)
		f = of(s)
		known[s] = f
	}
	return f
}

// elongated tells whether a word has a letter three times in a row, whatever its case.
func elongated(w string) bool {
	var last rune
	n := 0
	for _, r := range w {
		if r = unicode.ToLower(r); r != last {
			last, n = r, 0
		}
		if n++; n > longestRepeat && unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

// squeeze returns w with at most n of a letter in a row.
func squeeze(w string, n int) string {
	var last rune
	count := 0
	return strings.Map(func(r rune) rune {
		if r != last {
			last, count = r, 0
		}
		if count++; count > n && unicode.IsLetter(r) {
			return -1
		}
		return r
	}, w)
}

// once returns w with one of a letter in a row.
func once(w string) string { return squeeze(w, 1) }

// seen returns how many words, tags and mentions of the stretch are features of a family of posts by themselves, and how many there are in all.
// width is the number of features.
func (p *post) seen(d *dictionary, width uint32) (known, total int) {
	for i := p.newTokens; i < len(p.tokens); i++ {
		if t := &p.tokens[i]; t.class <= postMention {
			total++
			if t.form != "" && p.name(d, postPrefix, t.form) < width {
				known++
			}
		}
	}
	return known, total
}

// name returns the node of the name a+b.
func (p *post) name(d *dictionary, a, b string) uint32 {
	p.buf = append(append(p.buf[:0], a...), b...)
	return d.bytes(p.buf)
}

// postPrefix begins the names of what families of posts emit.
const postPrefix = "post:"

// extractPosts emits n-grams of tokens, joined by a space. Every address is the same token. An elongated word is shortened to two of a letter
// and emitted once more with one (sooooo: soo, so). The pieces of a tag, cut at capitals, digits and underscores, make n-grams of their own
// (#ClimateActionNow: climate action now). An n-gram crosses no overlong token.
func extractPosts(f Family, d *dictionary, p *post, dst []mark) []mark {
	dst = p.grams(f, d, postPrefix, p.tokens, p.newTokens, dst)
	for i := p.newTokens; i < len(p.tokens); i++ {
		t := &p.tokens[i]
		switch {
		case t.form == "":
		case t.class == postWord && t.elongated && f.Min == 1:
			if one := p.remember(p.ones, t.form, once); one != t.form {
				dst = append(dst, mark{p.name(d, postPrefix, one), t.lo, t.hi})
			}
		case t.class == postTag:
			p.cut(p.text, t.lo+1, t.hi)
			dst = p.grams(f, d, postPrefix, p.pieces, 0, dst)
		}
	}
	return dst
}

// grams appends the n-grams that end at tokens[from] or later.
func (p *post) grams(f Family, d *dictionary, prefix string, tokens []postToken, from int, dst []mark) []mark {
	for end := from; end < len(tokens); end++ {
		for n := f.Min; n <= f.Max && n <= end+1; n++ {
			gram := tokens[end+1-n : end+1]
			if id := p.gram(d, prefix, gram); id != none {
				dst = append(dst, mark{id, gram[0].lo, gram[n-1].hi})
			}
		}
	}
	return dst
}

// gram returns the node of an n-gram, none if a token is overlong.
func (p *post) gram(d *dictionary, prefix string, tokens []postToken) uint32 {
	p.buf = append(p.buf[:0], prefix...)
	for i := range tokens {
		if tokens[i].form == "" {
			return none
		}
		if i > 0 {
			p.buf = append(p.buf, ' ')
		}
		p.buf = append(p.buf, tokens[i].form...)
	}
	return d.bytes(p.buf)
}

// The classes of the characters of a tag.
const (
	tagOther = iota
	tagCapital
	tagSmall
	tagNumber
)

// tagClass returns the class of a character of a tag.
func tagClass(r rune) int {
	switch {
	case unicode.IsUpper(r):
		return tagCapital
	case unicode.IsDigit(r):
		return tagNumber
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return tagSmall
	}
	return tagOther
}

// cut sets p.pieces to those of the tag text[lo:hi], which is without its sign: runs of digits, and runs of letters up to the next underscore or
// capital. Several capitals are one piece, but the last of them begins the next piece if small letters follow (USElection2016: US Election
// 2016).
func (p *post) cut(text string, lo, hi int) {
	p.pieces = p.pieces[:0]
	put := func(lo, hi int) {
		p.pieces = append(p.pieces, postToken{form: p.form(text[lo:hi]), lo: lo, hi: hi})
	}
	begin, last, before := -1, tagOther, 0 // begin of the piece, class and begin of the last character
	for i := lo; i < hi; {
		r, n := runeAt(text, i)
		c := tagClass(r)
		switch {
		case c == tagOther:
			if begin >= 0 {
				put(begin, i)
			}
			begin = -1
		case begin < 0:
			begin = i
		case c == tagSmall && last == tagCapital && before > begin:
			put(begin, before)
			begin = before
		case c != last && !(c == tagSmall && last == tagCapital):
			put(begin, i)
			begin = i
		}
		last, before = c, i
		i += n
	}
	if begin >= 0 {
		put(begin, hi)
	}
}

// extractEdges emits the n-grams of words, tags and mentions that the text begins with as first:…, and those that it ends with as last:….
func extractEdges(f Family, d *dictionary, p *post, dst []mark) []mark {
	edge := func(prefix string, words []postToken) {
		if id := p.gram(d, prefix, words); id != none {
			dst = append(dst, mark{id, words[0].lo, words[len(words)-1].hi})
		}
	}
	for n := max(f.Min, p.fresh+1); n <= f.Max && n <= p.words; n++ {
		edge("first:", p.first[:n])
	}
	if p.done {
		for n := f.Min; n <= f.Max && n <= p.words; n++ {
			edge("last:", p.last[len(p.last)-n:])
		}
	}
	return dst
}
