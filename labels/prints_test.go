package labels

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func corpusOf(texts []string, perArticle int, prefix string) *Corpus {
	c := &Corpus{}
	for i, t := range texts {
		c.Items = append(c.Items, Item{ID: fmt.Sprint(i), Article: fmt.Sprintf("%s%d", prefix, i/perArticle), Text: t})
	}
	return c
}

func TestPrints(t *testing.T) {
	train := invented(400, 1)
	p := MakePrints(corpusOf(train, 10, "t"))
	if len(p.Items) != 400*itemPrint || len(p.Articles) != 40*articlePrint {
		t.Fatalf("%d and %d bytes", len(p.Items), len(p.Articles))
	}
	// Other words altogether, with 20 paragraphs of the training texts: one as
	// it was, one changed by a word, and a whole article.
	other := make([]string, 200)
	for i := range other {
		for w := range 30 {
			other[i] += fmt.Sprintf("y%d ", (i*7919+w*104729)%50000)
		}
	}
	copy(other[100:110], train[50:60])
	other[3] = train[7]
	other[14] = train[8] + " indeed"
	other[5] = "Too short."
	raw, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	var stored Prints
	if err := json.Unmarshal(raw, &stored); err != nil {
		t.Fatal(err)
	}
	got := stored.Overlap(corpusOf(other, 10, "e"), NearDefault)
	want := &Overlap{Items: []int{3, 14, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109}, Articles: []string{"e10"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("overlap (-want +got)\n%s", d)
	}
	if got := (&Prints{}).Overlap(corpusOf(other, 10, "e"), NearDefault); got.Items != nil || got.Articles != nil {
		t.Errorf("overlap with nothing: %+v", got)
	}
	for _, p := range []Prints{{Items: make([]byte, 17)}, {Articles: make([]byte, 63)}, {Short: make([]byte, 12)}} {
		if err := p.Check(); err == nil {
			t.Errorf("cut prints of %d, %d and %d bytes are taken", len(p.Items), len(p.Articles), len(p.Short))
		}
	}
}

// TestPrintsOfShortTexts: headlines are found word for word, whatever their capitals and punctuation, and by nothing less. Where no short text was
// stored, those that are asked about are counted, unless they are few.
func TestPrintsOfShortTexts(t *testing.T) {
	heads := []string{"Talks resume amid hope of a truce", "Rebels walk out, talks collapse", "No deal", "Signed!", "Ministers meet in Geneva on Tuesday"}
	p := MakePrints(corpusOf(heads, 1, "h"))
	if len(p.Items) != 0 || len(p.Articles) != 0 || len(p.Short) != len(heads)*shortPrint {
		t.Fatalf("%d, %d and %d bytes", len(p.Items), len(p.Articles), len(p.Short))
	}
	asked := []string{"“Talks resume” amid hope of a truce.", "Talks resume amid hopes of a truce", "talks collapse, rebels walk out", "NO DEAL", "Deal, no", "signed", "…", "Ministers meet in Geneva"}
	if d := cmp.Diff(&Overlap{Items: []int{0, 3, 5}}, p.Overlap(corpusOf(asked, 1, "a"), NearDefault)); d != "" {
		t.Errorf("overlap (-want +got)\n%s", d)
	}
	if o := p.Overlap(corpusOf(invented(200, 2), 10, "e"), NearDefault); o.Items != nil || o.TooShort != nil {
		t.Errorf("paragraphs are like headlines: %+v", o)
	}
	long := invented(90, 1)
	for _, test := range []struct {
		short int
		kept  bool
	}{{0, false}, {9, false}, {10, true}} { // 9 of 99, 10 of 100
		texts := slices.Clone(long)
		for i := range test.short {
			texts = append(texts, fmt.Sprint("Deal number ", i))
		}
		stored := MakePrints(corpusOf(texts, 1, "t"))
		if got := len(stored.Short) / shortPrint; got != 0 != test.kept || test.kept && got != test.short || len(stored.Items) != 90*itemPrint {
			t.Errorf("%d of %d texts are short: %d of these are stored, with %d others", test.short, len(texts), got, len(stored.Items)/itemPrint)
		}
		o := stored.Overlap(corpusOf([]string{"Deal number 7", "…"}, 1, "a"), NearDefault)
		want := &Overlap{TooShort: []int{0}}
		if test.kept {
			want = &Overlap{Items: []int{0}}
		}
		if d := cmp.Diff(want, o); d != "" {
			t.Errorf("%d of %d texts are short: overlap (-want +got)\n%s", test.short, len(texts), d)
		}
		few := append(slices.Clone(long), "Deal number x", "…")
		if o := stored.Overlap(corpusOf(few, 1, "t"), NearDefault); o.TooShort != nil || len(o.Items) != 90 {
			t.Errorf("one short text of 92: %d found, %v too short", len(o.Items), o.TooShort)
		}
	}
}

// TestPrintsLonghand holds prints against the signatures of each text and of the texts of each article joined, in articles that lie among each
// other, with items that are short, repeat themselves or belong to none.
func TestPrintsLonghand(t *testing.T) {
	c := &Corpus{}
	for i, text := range invented(300, 1) {
		item := Item{Text: text}
		switch {
		case i%7 == 0:
			item.Text = "Two words"
		case i%11 == 0:
			item.Text = ""
		case i%13 == 0:
			item.Text = "no deal no deal no deal no deal no deal no deal no deal no deal no deal no deal"
		}
		if i%5 > 0 {
			item.Article = fmt.Sprint("a", i%9)
		}
		c.Items = append(c.Items, item)
	}
	want, got := &Prints{}, MakePrints(c)
	add := func(dst []byte, text string, n int) []byte {
		set := shingles(nil, words(nil, text))
		if len(set) < commonLeast {
			if w := words(nil, text); n == itemPrint && len(w) > 0 {
				h := uint64(len(w))
				for _, x := range w {
					h = mix(h ^ x)
				}
				want.Short = binary.LittleEndian.AppendUint64(want.Short, h)
			}
			return dst
		}
		var s signature
		s.of(set)
		for _, v := range s[:n] {
			dst = append(dst, byte(v))
		}
		return dst
	}
	var names []string
	texts := map[string]string{}
	for _, item := range c.Items {
		want.Items = add(want.Items, item.Text, itemPrint)
		if item.Article != "" {
			if _, ok := texts[item.Article]; !ok {
				names = append(names, item.Article)
			}
			texts[item.Article] += item.Text + "\n"
		}
	}
	for _, name := range names {
		want.Articles = add(want.Articles, texts[name], articlePrint)
	}
	if len(want.Items) == 0 || len(want.Articles) != 9*articlePrint || len(want.Short) < 43*shortPrint {
		t.Fatalf("%d, %d and %d bytes longhand", len(want.Items), len(want.Articles), len(want.Short))
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("prints (-longhand +got)\n%s", d)
	}
}

func BenchmarkMakePrints(b *testing.B) {
	c := corpusOf(invented(20_000, 1), 5, "a")
	for b.Loop() {
		MakePrints(c)
	}
}

// The estimate must be near the coefficient: 64 values, standard error 0.065.
func TestPrintEstimate(t *testing.T) {
	a := make([]uint64, 0, 1000)
	b := make([]uint64, 0, 1000)
	for i := range uint64(1000) {
		a = append(a, mix(i))
		b = append(b, mix(i+500)) // Jaccard 1/3
	}
	slices.Sort(a)
	slices.Sort(b)
	var x, y signature
	x.of(a)
	y.of(b)
	equal := 0
	for i := range x {
		if x[i] == y[i] {
			equal++
		}
	}
	if share := float64(equal) / hashes; share < 1.0/3-0.125 || share > 1.0/3+0.125 { // three standard errors of 128 values
		t.Errorf("MinHash estimates %.3f, the coefficient is 0.333", share)
	}
}
