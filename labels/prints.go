package labels

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"slices"
)

const (
	itemPrint    = 16 // bytes
	articlePrint = 64
	shortPrint   = 8
	itemNear     = 0.5
	fewShort     = 0.1 // share of short texts below which the others tell of an overlap
)

// Prints is what is kept of a corpus to find out later whether other texts
// overlap with it, without keeping a word of it: for each paragraph 16 bytes
// and for each article 64, the low bytes of as many MinHash values (b-bit
// minwise hashing, Li & König 2010, with b = 8). Both are strings of bytes laid
// end to end, base64 in JSON. 6,000 paragraphs take 94 KiB.
//
// Short texts, with fewer than 8 different three-word stretches (about 10
// words), have too few for MinHash. Among paragraphs, where fewer than a tenth
// are short, these are stock phrases and left out. Where more are, as among
// headlines and posts, each has 8 bytes in Short: the hash of its folded words
// in their order, by which it is found word for word. Texts without words have
// no print. The zero value is the prints of nothing.
type Prints struct {
	Items    []byte `json:"items"`
	Articles []byte `json:"articles"`
	Short    []byte `json:"short,omitempty"`
}

// MakePrints returns the prints of a corpus, in its order. Items without an
// article have the print of a paragraph only.
func MakePrints(c *Corpus) *Prints {
	p := &Prints{}
	eachPrint(c, func(_ int, print []byte) {
		if len(print) == shortPrint {
			p.Short = append(p.Short, print...)
			return
		}
		p.Items = append(p.Items, print...)
	}, func(_ string, print []byte) { p.Articles = append(p.Articles, print...) })
	if few(len(p.Short)/shortPrint, len(c.Items)) {
		p.Short = nil
	}
	return p
}

// few tells whether so few of n texts are short that the others tell of an overlap.
func few(short, n int) bool { return float64(short) < fewShort*float64(n) }

// Check tells whether the lengths are whole numbers of prints, as they are
// unless the bytes were cut or altered.
func (p *Prints) Check() error {
	if len(p.Items)%itemPrint != 0 || len(p.Articles)%articlePrint != 0 || len(p.Short)%shortPrint != 0 {
		return fmt.Errorf("prints: %d, %d and %d bytes, expected multiples of %d, %d and %d",
			len(p.Items), len(p.Articles), len(p.Short), itemPrint, articlePrint, shortPrint)
	}
	return nil
}

// Overlap is what two corpora have in common: the items of the one asked about
// that resemble a paragraph of the stored one (estimated Jaccard coefficient of
// at least 0.5; short texts: the same words), and its articles that resemble an
// article. TooShort are its items that could not be looked for, as they are short
// and no short text was stored; nil where they are fewer than a tenth of its
// items, as the others tell then.
type Overlap struct {
	Items    []int
	Articles []string
	TooShort []int
}

// Overlap finds the items and articles of c that the stored prints have too.
// near is the coefficient from which articles count as versions of one text,
// such as NearDefault. The coefficient is estimated, from 16 or 64 values: its
// standard error is at most 0.13 for paragraphs and 0.065 for articles, so a
// text at the threshold is found about every other time, an equal one always;
// unrelated texts reach the threshold less than once in 10⁹ pairs. It panics if
// near is outside 0..1 or Check fails.
func (p *Prints) Overlap(c *Corpus, near float64) *Overlap {
	if err := p.Check(); err != nil {
		panic("labels: " + err.Error())
	}
	if !(near >= 0 && near <= 1) {
		panic(fmt.Sprintf("labels: Overlap: near %v outside 0..1", near))
	}
	o := &Overlap{}
	items, articles := newFinder(p.Items, itemPrint, itemNear, len(c.Items)), newFinder(p.Articles, articlePrint, near, len(c.Items))
	short := make(map[[shortPrint]byte]bool, len(p.Short)/shortPrint)
	for at := 0; at < len(p.Short); at += shortPrint {
		short[[shortPrint]byte(p.Short[at:])] = true
	}
	eachPrint(c, func(i int, print []byte) {
		switch {
		case len(print) == shortPrint && len(short) == 0:
			o.TooShort = append(o.TooShort, i)
		case len(print) == shortPrint && short[[shortPrint]byte(print)], len(print) == itemPrint && items.has(print):
			o.Items = append(o.Items, i)
		}
	}, func(article string, print []byte) {
		if articles.has(print) {
			o.Articles = append(o.Articles, article)
		}
	})
	if few(len(o.TooShort), len(c.Items)) {
		o.TooShort = nil
	}
	return o
}

// eachPrint calls item and article with each print of a corpus, in its order. The prints of short items are those of their words, of shortPrint bytes.
// Prints are made on all cores.
func eachPrint(c *Corpus, item func(i int, print []byte), article func(name string, print []byte)) {
	var members [][]int // items of each article, and items without one
	number := map[string]int{}
	for i := range c.Items {
		name := c.Items[i].Article
		n, ok := number[name]
		if !ok || name == "" {
			n = len(members)
			members = append(members, nil)
			number[name] = n
		}
		members[n] = append(members[n], i)
	}
	items, articles := make([][]byte, len(c.Items)), make([][]byte, len(members))
	each(len(members), func(lo, hi int) {
		var p printer
		for n := lo; n < hi; n++ {
			articles[n] = p.article(c, members[n], items)
		}
	})
	for i, p := range items {
		if p != nil {
			item(i, p)
		}
	}
	for n, p := range articles {
		if p != nil {
			article(c.Items[members[n][0]].Article, p)
		}
	}
}

// printer makes prints; its zero value is ready. It serves one goroutine.
type printer struct {
	words, set []uint64 // set[i] is the stretch of words i to i+2
	low, all   signature
}

// article sets the prints of the items of one article, in which each stretch is hashed once, and returns that of the article. An item without
// enough stretches has the print of its words, an article without them none, and neither has an item without words or an article.
func (p *printer) article(c *Corpus, members []int, items [][]byte) []byte {
	n := articlePrint
	if c.Items[members[0]].Article == "" {
		n = itemPrint
	}
	p.words, p.set = p.words[:0], p.set[:0]
	p.all.first(n, nil)
	for _, i := range members {
		from, before := len(p.words), len(p.set)
		p.words = words(p.words, c.Items[i].Text)
		for at := before; at+2 < len(p.words); at++ {
			p.set = append(p.set, shingle(p.words[at], p.words[at+1], p.words[at+2]))
		}
		inside := min(from, len(p.set)) // before it are stretches that began in the items before
		p.low.first(n, p.set[inside:])
		if enough(p.set[inside:]) {
			items[i] = p.low.print(itemPrint)
		} else {
			items[i] = wordPrint(p.words[from:])
		}
		p.all.lower(n, p.set[before:inside])
		p.all.join(n, &p.low)
	}
	if n == itemPrint || !enough(p.set) {
		return nil
	}
	return p.all.print(articlePrint)
}

// wordPrint returns the hash of words in their order, nil for none.
func wordPrint(words []uint64) []byte {
	if len(words) == 0 {
		return nil
	}
	h := uint64(len(words))
	for _, x := range words {
		h = mix(h ^ x)
	}
	return binary.LittleEndian.AppendUint64(nil, h)
}

// enough tells whether there are as many different stretches as a print takes.
func enough(set []uint64) bool {
	var seen [commonLeast]uint64
	n := 0
	for _, x := range set {
		if !slices.Contains(seen[:n], x) {
			seen[n] = x
			if n++; n == commonLeast {
				return true
			}
		}
	}
	return false
}

// print returns the low bytes of the first n values.
func (s *signature) print(n int) []byte {
	out := make([]byte, n)
	for i := range out {
		out[i] = byte(s[i])
	}
	return out
}

// join takes what another signature has seen into the first n hashes.
func (s *signature) join(n int, o *signature) {
	for i, v := range o[:n] {
		s[i] = min(s[i], v)
	}
}

// finder finds whether one of the stored prints is like a print. Values that
// are equal by chance, 1 in 256, are taken off. It serves one goroutine.
type finder struct {
	stored []byte
	n      int     // bytes of a print
	need   float64 // equal bytes of two prints that are alike
	// nil, or the numbers of the prints whose byte k has the value v: with[start[k<<8|v]:start[k<<8|v+1]]. Then a question counts for each
	// print how often it is met, which is a 256th of comparing all bytes.
	start, with []uint32
	met         []uint8
}

// newFinder returns a finder for about so many questions: many are worth an index.
func newFinder(stored []byte, n int, least float64, questions int) *finder {
	prints := len(stored) / n
	f := &finder{stored: stored, n: n, need: (least*(1-1.0/256) + 1.0/256) * float64(n)}
	if prints*questions < 1<<20 {
		return f
	}
	f.start, f.with, f.met = make([]uint32, n<<8+1), make([]uint32, len(stored)), make([]uint8, prints)
	for at, v := range stored {
		f.start[at%n<<8+int(v)+1]++
	}
	for slot := range n << 8 {
		f.start[slot+1] += f.start[slot]
	}
	next := slices.Clone(f.start)
	for at, v := range stored {
		slot := at%n<<8 + int(v)
		f.with[next[slot]] = uint32(at / n)
		next[slot]++
	}
	return f
}

// has tells whether a stored print is like this one.
func (f *finder) has(print []byte) bool {
	if f.start == nil {
		for at := 0; at < len(f.stored); at += f.n {
			if f.alike(at, print) {
				return true
			}
		}
		return false
	}
	clear(f.met)
	need := max(1, uint8(math.Ceil(f.need)))
	for k, v := range print {
		slot := k<<8 + int(v)
		for _, i := range f.with[f.start[slot]:f.start[slot+1]] {
			if f.met[i]++; f.met[i] >= need {
				return true
			}
		}
	}
	return false
}

// alike compares the stored print at a place with a print.
func (f *finder) alike(at int, print []byte) bool {
	equal := 0
	for i := 0; i < f.n; i += 8 {
		x := binary.LittleEndian.Uint64(f.stored[at+i:]) ^ binary.LittleEndian.Uint64(print[i:])
		// The bytes that are zero keep their high bit.
		equal += bits.OnesCount64(^((x&0x7f7f7f7f7f7f7f7f + 0x7f7f7f7f7f7f7f7f) | x | 0x7f7f7f7f7f7f7f7f))
	}
	return float64(equal) >= f.need
}
