package article

import (
	"math/bits"
	"slices"
	"strings"
	"unsafe"
)

// languages are those that are told apart, by the words that carry no topic.
var languages = []string{"ar", "de", "en", "es", "fr", "hu", "it", "no", "pt", "ru", "sv", "uk"}

// stops maps a word to the languages it votes for, a bit for each of
// languages.
var stops = func() map[string]uint16 {
	m := make(map[string]uint16, 1<<10)
	for i, l := range languages {
		for _, w := range strings.Fields(stopLists[l]) {
			m[w] |= 1 << i
		}
	}
	return m
}()

// shortStops is stops for words of at most 8 ASCII letters, open-addressed with linear steps: nearly all words that vote. longestStop is the
// length of the longest other ASCII word in stops.
var shortStops, longestStop = func() (t [1 << 11]shortStop, longest int) {
	for w, votes := range stops {
		switch key, ok := shortKey(w); {
		case ok:
			i := shortHash(key)
			for ; t[i].votes != 0; i = (i + 1) % len(t) {
			}
			t[i] = shortStop{key, votes}
		case ascii(w):
			longest = max(longest, len(w))
		}
	}
	return t, longest
}()

type shortStop struct {
	key   uint64
	votes uint16
}

// shortKey returns the bytes of w as a number.
func shortKey(w string) (key uint64, ok bool) {
	if len(w) > 8 || !ascii(w) {
		return 0, false
	}
	for i := range len(w) {
		key |= uint64(w[i]) << (8 * i)
	}
	return key, true
}

func ascii(w string) bool { return !strings.ContainsFunc(w, func(r rune) bool { return r >= 0x80 }) }

func shortHash(key uint64) int { return int(key * 0x9e3779b97f4a7c15 >> (64 - 11)) }

// shortVotes returns stops of the word with that key.
func shortVotes(key uint64) uint16 {
	i := shortHash(key)
	for shortStops[i].votes != 0 && shortStops[i].key != key {
		i = (i + 1) % len(shortStops)
	}
	return shortStops[i].votes
}

var stopLists = map[string]string{
	"en": "the of and to in a that is was for on it with as his he be by at from are this which or had not but have an they you were their one all we her she there been if more when will would who so no out up into than them its only other new some could time these two may then do first any my now such like our over me even most made after also did many before must through years where much your way well down should because each just those how too",
	"de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde wenn können keine ihre seine gegen vom wieder unter diese soll sagte",
	"es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque qué sólo han yo hay vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese ahora otro sitio web usted",
	"fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son aux mais ou comme elle cette ses été leur être deux ont ces même nous fait aussi dont entre sans lors peut tout après on si je vous ils sa où était selon depuis très bien encore",
	"it": "di che e la il un a per in è una sono non si con i le del della da ha al dei nel alla gli più come anche ma lo delle su se o dal suo sua ai degli questo nella dalla essere stato era tra hanno loro ci due dopo dell'uomo quando molto tutto prima ancora senza",
	"pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem nas me esse eles estão você tinha foram essa num nem suas meu às minha têm",
	"sv": "och i att det som en på är av för med den till inte har de ett om var sig från men han så vi eller kan ut då hade nu över när efter mot under vara hon skulle alla också vid sin hans mellan än sedan blev upp där någon här bara säger mycket",
	"no": "og i det er på som en av å for at til med de har ikke den om et var fra seg men han så vi eller kan ut nå etter mot under være hun skulle alle også ved sin hans mellom enn blitt ble opp der noen her bare sier mye jeg hva skal vil kunne hadde når over",
	"hu": "a az és hogy nem is egy ez azt volt meg csak de már ha mint még el ki van aki után minden vagy sem amely szerint lesz pedig között kell lehet ezt olyan illetve több most mert nagy így úgy arra amit ami azonban",
	"ru": "и в не на я что он с как это по но они мы из у к за вы так же от о его для бы был только а её ещё нет когда если уже или до чтобы было быть все при их во под где том есть была были также после этого который которые со без между этом сказал более",
	"uk": "і в не на що з у та до як за це від його про але для він ми або є був було бути вони так які який щоб був також після її їх під де цього цей буде при через між вже якщо тому більше над свою україни",
	"ar": "في من على أن إلى عن مع هذا هذه التي الذي كان لا ما هو هي بين ذلك كما أو قد كل بعد لم ولا حيث وقد وفي قال إن ثم أي غير كانت وهو عند حتى لكن",
}

// countWords counts the words of s, up to most of them.
func countWords(s string, most int) (words int) {
	before := uint64(0) // the high bit of the lowest byte: a word goes on
	for i := 0; i < len(s) && words < most; i += 8 {
		in := inWords(firstEight(s[i:]))
		words += bits.OnesCount64(in &^ (in<<8 | before))
		before = in >> 56
	}
	return min(words, most)
}

// inWords has the high bit of each byte of x that wordByte takes, and no other.
func inWords(x uint64) uint64 { return letters(x) | zeros(x^'\''*ones) | x&highs }

// vote counts how many of the first limit words of s each language claims. It
// stops where the language numbered own has an eighth of limit; -1 is none.
func vote(s string, limit, own int) (votes [16]int, words int) {
	for i := 0; words < limit; {
		for i < len(s) && !wordByte[s[i]] {
			i++
		}
		if i == len(s) {
			break
		}
		words++
		key, n, high := firstBytes(s[i:])
		end := i + n
		for ; n == 8 && end < len(s) && wordByte[s[end]]; end++ {
			high = high || s[end] >= 0x80
		}
		w, m := s[i:end], uint16(0)
		switch {
		case high && len(w) <= 16 || !high && 8 < len(w) && len(w) <= longestStop:
			m = stops[strings.ToLower(w)]
		case !high && len(w) <= 8:
			m = shortVotes(key)
		}
		for ; m != 0; m &= m - 1 {
			votes[bits.TrailingZeros16(m)]++
		}
		if own >= 0 && votes[own]*8 >= limit {
			break
		}
		i = end
	}
	return votes, words
}

// firstBytes reads the word that s starts with, up to eight bytes of it: as in shortKey and in lower case, how many they are, and whether one is
// beyond ASCII.
func firstBytes(s string) (key uint64, n int, high bool) {
	x := firstEight(s)
	n = bits.TrailingZeros64(highs&^inWords(x)) / 8
	all := uint64(1)<<(8*n) - 1 // of 8 bytes: a shift by 64 gives 0
	return (x | letters(x)>>2) & all, n, x&all&highs != 0
}

// wordByte tells the bytes of words. It takes every byte beyond ASCII as part of a word; quotation marks and dashes beyond ASCII so join words,
// which costs a few votes.
var wordByte = func() (t [256]bool) {
	for i := range t {
		b := byte(i)
		t[i] = b >= 0x80 || letter(b) || b == '\''
	}
	return t
}()

// detect returns the language of s by a vote over its first 400 words; "" if
// fewer than one word in twelve votes for the winner, or the vote is close.
func detect(s string) string {
	votes, words := vote(s, 400, -1)
	best, second := -1, 0
	for i := range languages {
		switch {
		case best < 0 || votes[i] > votes[best]:
			if best >= 0 {
				second = votes[best]
			}
			best = i
		case votes[i] > second:
			second = votes[i]
		}
	}
	if votes[best] < 2 || votes[best]*12 < words || votes[best]*10 < second*11 {
		return ""
	}
	return languages[best]
}

// markLanguages sets the article's language, if none is set, by a vote over its
// body, and the language of each paragraph that plainly is in another; such a
// body paragraph is boilerplate. A block of fewer than twelve words inherits.
func markLanguages(a *Article) {
	if a.Language == "" {
		const look = 700
		var room [2*look + 2]byte
		head := bodyText(room[:0], a, look)
		if enough := len(head) / 250; englishWords(head, 3) == 3 && countThe(head, enough) >= enough {
			a.Language = "en"
		} else if a.Language = detect(head); a.Language == "" && len(head) > look { // of a shorter body there is no more to see
			a.Language = detect(bodyText(nil, a, 5000))
		}
	}
	own := -1
	for i, l := range languages {
		if l == a.Language {
			own = i
		}
	}
	if own < 0 {
		return
	}
	for i := range a.Paragraphs {
		p := &a.Paragraphs[i]
		if len(p.Text) < 60 || ownScript(p.Text, a.Language) {
			continue
		}
		words := countWords(p.Text, 60)
		if words < 12 {
			continue
		}
		votes, _ := vote(p.Text, words, own)
		if votes[own]*8 >= words {
			continue
		}
		plain := func(k int) bool { return votes[k] >= 3*votes[own]+3 && votes[k]*5 >= words }
		some := false
		for k := range languages {
			some = some || plain(k)
		}
		if !some {
			continue
		}
		if k := slices.Index(languages, detect(p.Text)); k >= 0 && plain(k) {
			p.Language = languages[k]
			if p.Kind == Body {
				p.Kind, p.Reason = Boilerplate, Foreign
			}
		}
	}
}

// ownScript is a cheap first look: two words of English among the first bytes
// of a block of an English article.
func ownScript(s, lang string) bool {
	return lang == "en" && englishWords(s[:min(len(s), 300)], 2) == 2
}

// englishWords counts which of five words that only English has stand in s, up
// to enough of them.
func englishWords(s string, enough int) int {
	var seen uint
	i := 0
	for ; i+8 < len(s) && bits.OnesCount(seen) < enough; i += 8 {
		next := eight(s, i+1)
		others := nonzero(eight(s, i)^' '*ones) | nonzero(next^'t'*ones)&nonzero(next^'o'*ones)&nonzero(next^'a'*ones)&nonzero(next^'w'*ones)
		for at := ^others & highs; at != 0; at &= at - 1 {
			seen |= englishWord(firstEight(s[i+bits.TrailingZeros64(at)/8:]))
		}
	}
	if bits.OnesCount(seen) < enough {
		for rest := firstEight(s[i:]); rest != 0; rest >>= 8 {
			seen |= englishWord(rest)
		}
	}
	return min(bits.OnesCount(seen), enough)
}

// countThe is strings.Count(s, " the "), up to about enough of them, for texts in which spaces are frequent.
func countThe(s string, enough int) int {
	const the = " the "
	n, next, i := 0, 0, 0 // a count goes on from next
	look := func(at int) {
		if at >= next && strings.HasPrefix(s[at:], the) {
			n, next = n+1, at+len(the)
		}
	}
	for ; i+8 < len(s) && n < enough; i += 8 {
		for at := zeros(eight(s, i)^' '*ones) & zeros(eight(s, i+1)^'t'*ones); at != 0; at &= at - 1 {
			look(i + bits.TrailingZeros64(at)/8)
		}
	}
	for ; i < len(s) && n < enough; i++ {
		look(i)
	}
	return n
}

// englishWord has a bit for the one of the five words, with the spaces around it, that eight bytes start with; 0 for none.
func englishWord(x uint64) (word uint) {
	const (
		four, five, six = 1<<32 - 1, 1<<40 - 1, 1<<48 - 1
		the             = ' ' | 't'<<8 | 'h'<<16 | 'e'<<24 | ' '<<32
		of              = ' ' | 'o'<<8 | 'f'<<16 | ' '<<24
		and             = ' ' | 'a'<<8 | 'n'<<16 | 'd'<<24 | ' '<<32
		that            = ' ' | 't'<<8 | 'h'<<16 | 'a'<<24 | 't'<<32 | ' '<<40
		with            = ' ' | 'w'<<8 | 'i'<<16 | 't'<<24 | 'h'<<32 | ' '<<40
	)
	if x&five == the {
		word = 1
	}
	if x&four == of {
		word = 2
	}
	if x&five == and {
		word = 4
	}
	if x&six == that {
		word = 8
	}
	if x&six == with {
		word = 16
	}
	return word
}

// bodyText joins the first body paragraphs, up to about limit bytes and at most twice as many and two, in the memory of dst if they have room there.
func bodyText(dst []byte, a *Article, limit int) string {
	b := dst[:0]
	for i := range a.Paragraphs {
		if p := &a.Paragraphs[i]; p.Kind == Body {
			b = append(append(b, p.Text[:cut(p.Text, limit)]...), ' ')
			if len(b) > limit {
				break
			}
		}
	}
	return unsafe.String(unsafe.SliceData(b), len(b))
}
