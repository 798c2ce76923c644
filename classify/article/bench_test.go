package article

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// sample is about n bytes of articles in plain text, with what surrounds them.
func sample(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "Envoys return to Geneva for round %d\n\nBy Anna Example\n\n", i)
		for k := range 8 {
			fmt.Fprintf(&b, "Envoys of both sides met on Monday for the %dth time in a year, and agreed to meet again within the week, officials said after the session, which began an hour late and ended without a joint statement.\n\n", i*8+k)
			fmt.Fprintf(&b, "“We are not there yet,” said Carla Muster, the chief negotiator of team %d, “but we are no longer where we were when the talks broke off last winter.”\n\n", k)
		}
		b.WriteString("What comes next\n\nNobody expects a quick result, and both capitals warned against hope that runs ahead of the facts on the ground, as it did a year ago.\n\nRead more: How the first round failed\n\nSubscribe to our newsletter\n\n")
	}
	return b.String()
}

// BenchmarkText reads an article of the length of most, a list of short lines,
// which costs most for each byte, and a file of many articles in one.
//
// Real articles cost more than the invented one: where it was read at 175 MB/s
// (92 before the looks of scan.go and signs.go), 306 real ones took 2,000 ns a
// block of 240 bytes, 120 MB/s. 5 % of their blocks hold stray white space, half
// hold quotation marks, and their figures, names and capitals wake more rules.
//
// What stands in the way of more, as shares of the time of those 306: the rules
// for kinds 40 % (7 the look at neighbouring letters; the rest is spread over 20
// rules, none above 5), the language of each block 20, quotations and their speakers 18, splitting and white space 15,
// decoding and the file 7. Each block is looked through six times; what is left
// to win is in joining these looks, at the price of rules that know of each
// other.
func BenchmarkText(b *testing.B) {
	for _, c := range []struct{ name, in string }{
		{"article", sample(6000)},
		{"lines", strings.Repeat("What comes next\n\nBy Anna Example\n\nRead more: How the first round failed\n\nEnvoys met in Geneva, again\n\n", 60)},
		{"long", sample(4 << 20)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.in)))
			b.ReportAllocs()
			for b.Loop() {
				for _, err := range Read(strings.NewReader(c.in), "a.txt", Options{}) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

func BenchmarkMark(b *testing.B) {
	ps := split(sample(6000))
	n := 0
	for _, p := range ps {
		n += len(p.Text)
	}
	b.SetBytes(int64(n))
	for b.Loop() {
		for i := range ps {
			ps[i].Kind, ps[i].Reason = Body, ""
		}
		mark(ps)
	}
}

// BenchmarkPage reads a page of the weight of real ones: most of it is markup
// and scripts.
func BenchmarkPage(b *testing.B) {
	page, err := os.ReadFile("testdata/page.html")
	if err != nil {
		b.Fatal(err)
	}
	var s strings.Builder
	for range 300 {
		s.WriteString(`<div class="card card--small" data-track="x"><a href="https://news.example/section/story-of-the-day" class="card__link"><span class="card__title">Another story</span></a></div>` + "\n")
	}
	s.WriteString("<script>" + strings.Repeat("window.dataLayer=window.dataLayer||[];", 3000) + "</script>")
	in := strings.Replace(string(page), "<footer>", s.String()+"<footer>", 1)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range Read(strings.NewReader(in), "a.html", Options{}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
