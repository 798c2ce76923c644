package labels

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"strings"
)

const (
	itemPrint    = 16 // bytes
	articlePrint = 64
	itemNear     = 0.5
)

// Prints is what is kept of a corpus to find out later whether other texts
// overlap with it, without keeping a word of it: for each paragraph 16 bytes
// and for each article 64, the low bytes of as many MinHash values (b-bit
// minwise hashing, Li & König 2010, with b = 8). Both are strings of bytes laid
// end to end, base64 in JSON. 6,000 paragraphs take 94 KiB. Paragraphs with
// fewer than 8 different three-word stretches (about 10 words) are left out:
// stock phrases are no overlap. The zero value is the prints of nothing.
type Prints struct {
	Items    []byte `json:"items"`
	Articles []byte `json:"articles"`
}

// MakePrints returns the prints of a corpus, in its order. Items without an
// article have the print of a paragraph only.
func MakePrints(c *Corpus) *Prints {
	p := &Prints{}
	eachPrint(c, func(_ int, print []byte) { p.Items = append(p.Items, print...) },
		func(_ string, print []byte) { p.Articles = append(p.Articles, print...) })
	return p
}

// Check tells whether the lengths are whole numbers of prints, as they are
// unless the bytes were cut or altered.
func (p *Prints) Check() error {
	if len(p.Items)%itemPrint != 0 || len(p.Articles)%articlePrint != 0 {
		return fmt.Errorf("prints: %d and %d bytes, expected multiples of %d and %d", len(p.Items), len(p.Articles), itemPrint, articlePrint)
	}
	return nil
}

// Overlap is what two corpora have in common: the items of the one asked about
// that resemble a paragraph of the stored one (estimated Jaccard coefficient of
// at least 0.5), and its articles that resemble an article.
type Overlap struct {
	Items    []int
	Articles []string
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
	eachPrint(c, func(i int, print []byte) {
		if hasPrint(p.Items, print, itemNear) {
			o.Items = append(o.Items, i)
		}
	}, func(article string, print []byte) {
		if hasPrint(p.Articles, print, near) {
			o.Articles = append(o.Articles, article)
		}
	})
	return o
}

// eachPrint calls item and article with each print of a corpus.
func eachPrint(c *Corpus, item func(i int, print []byte), article func(name string, print []byte)) {
	var w, set []uint64
	var sig signature
	print := func(text string, n int) []byte {
		w = words(w[:0], text)
		set = shingles(set, w)
		if len(set) < commonLeast {
			return nil
		}
		sig.first(n, set)
		out := make([]byte, n)
		for i := range out {
			out[i] = byte(sig[i])
		}
		return out
	}
	var names []string
	texts := map[string]*strings.Builder{}
	for i := range c.Items {
		it := &c.Items[i]
		if p := print(it.Text, itemPrint); p != nil {
			item(i, p)
		}
		if it.Article == "" {
			continue
		}
		b := texts[it.Article]
		if b == nil {
			b = &strings.Builder{}
			texts[it.Article] = b
			names = append(names, it.Article)
		}
		b.WriteString(it.Text)
		b.WriteByte('\n')
	}
	for _, n := range names {
		if p := print(texts[n].String(), articlePrint); p != nil {
			article(n, p)
		}
	}
}

// hasPrint tells whether one of the stored prints is like a print. Values that
// are equal by chance, 1 in 256, are taken off.
func hasPrint(stored, print []byte, least float64) bool {
	n := len(print)
	need := (least*(1-1.0/256) + 1.0/256) * float64(n)
	for at := 0; at < len(stored); at += n {
		equal := 0
		for i := 0; i < n; i += 8 {
			x := binary.LittleEndian.Uint64(stored[at+i:]) ^ binary.LittleEndian.Uint64(print[i:])
			// The bytes that are zero keep their high bit.
			equal += bits.OnesCount64(^((x&0x7f7f7f7f7f7f7f7f + 0x7f7f7f7f7f7f7f7f) | x | 0x7f7f7f7f7f7f7f7f))
		}
		if float64(equal) >= need {
			return true
		}
	}
	return false
}
