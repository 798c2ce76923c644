package article

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// law fails if what was read breaks a law of the package: offsets cut the text
// in order, every text is UTF-8, reasons stand with boilerplate alone, and
// quotations lie inside their paragraphs.
func law(t *testing.T, b []byte, name string, o Options) {
	t.Helper()
	for a, err := range Read(bytes.NewReader(b), name, o) {
		if err != nil {
			if a != nil {
				t.Fatal("an article and an error at once")
			}
			continue
		}
		if !utf8.ValidString(a.Text) {
			t.Fatalf("text is not UTF-8: %q", a.Text)
		}
		at := 0
		for _, p := range a.Paragraphs {
			if p.Lo < at || p.Hi < p.Lo || p.Hi > len(a.Text) {
				t.Fatalf("offsets %d:%d after %d in a text of %d bytes", p.Lo, p.Hi, at, len(a.Text))
			}
			at = p.Hi
			if tidy(a.Text[p.Lo:p.Hi]) != p.Text {
				t.Fatalf("offsets %d:%d do not cut %q", p.Lo, p.Hi, p.Text)
			}
			if (p.Kind == Boilerplate) != (p.Reason != "") {
				t.Fatalf("kind %v with reason %q", p.Kind, p.Reason)
			}
			for _, q := range p.Quotes {
				if q.Lo < 0 || q.Hi < q.Lo || q.Hi > len(p.Text) || p.Text[q.SpeakerLo:q.SpeakerHi] != q.Speaker || !utf8.ValidString(p.Text[q.Lo:q.Hi]) || !utf8.ValidString(q.Speaker) {
					t.Fatalf("quotation %+v of %q", q, p.Text)
				}
			}
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("One.\n\nTwo.")
	f.Add(english + "\n\n" + french + "\r\n\r\nBy Anna Example\n\n“We wait,” said Carla Muster, “and see”.\n- one\n- two\n\nYou May Also Like\nPhoto: A/AFP")
	f.Add("Map:\n#\n* \n12:30 p.m.\nBy \n© \n“\n‘’\n\u00a0\u2003x")
	f.Fuzz(func(t *testing.T, s string) { law(t, []byte(s), "f.txt", Options{Encoding: "utf-8"}) })
}

func FuzzHTML(f *testing.F) {
	f.Add("<html><body><article><h1>T</h1><p>" + english + "</p><aside class=related><a href=x>More</a></aside><table><td>x</table></article>")
	f.Add("<p>a<br><br>b<svg><p>c</svg><select><option>x</select><math><mi>y</math><template><p>z</template><frameset>")
	f.Add(`<script type="application/ld+json">{"@type":["NewsArticle"],"author":[{"name":"A"}],"headline":1}</script><p>x`)
	f.Fuzz(func(t *testing.T, s string) {
		law(t, []byte(s), "f.html", Options{})
		for _, b := range flatBlocks(s) {
			if b.text == "" || b.text != tidy(b.text) {
				t.Fatalf("block %q", b.text)
			}
		}
	})
}

func FuzzMarkdown(f *testing.F) {
	f.Add("---\ntitle: x\n---\n# A\n\nb *c* [d](e) ![f](g)\n===\n```\nx\n```\n> q\n- l\n1. m")
	f.Add("[[a](b)](c) \\* _x_ <b>y</b> <")
	f.Fuzz(func(t *testing.T, s string) { law(t, []byte(s), "f.md", Options{Encoding: "utf-8"}) })
}

func FuzzJSONL(f *testing.F) {
	f.Add("{\"text\":\"One.\\n\\nTwo.\"}\n{\"paragraphs\":[\"a\",\"\"]}\n{\"html\":\"<p>x\"}\n[]\nnull\n")
	f.Add("{\"text\":1,\"paragraphs\":null,\"id\":{},\"date\":\"2025\"}")
	f.Fuzz(func(t *testing.T, s string) { laws(t, s, "f.jsonl") })
}

func FuzzTable(f *testing.F) {
	f.Add("id,text\n1,\"a\nb\"\n2,c,d\n\"")
	f.Add("text,paragraphs\nx,\"[\"\"a\"\"]\"\n,\"a\nb\"\n")
	f.Fuzz(func(t *testing.T, s string) { laws(t, s, "f.csv") })
}

// laws reads records; their paragraphs may be any string, so only that reading
// ends, and gives an article or an error, is looked at.
func laws(t *testing.T, s, name string) {
	n := 0
	for a, err := range Read(strings.NewReader(s), name, Options{MaxBytes: 1 << 16}) {
		if (a == nil) == (err == nil) {
			t.Fatalf("article %v, error %v", a, err)
		}
		n++
	}
	if n == 0 || n > len(s)+1 {
		t.Fatalf("%d records of %d bytes", n, len(s))
	}
}

func FuzzBytes(f *testing.F) {
	f.Add([]byte("\xff\xfea\x00"), "")
	f.Add([]byte("\x1f\x8b\x08"), "")
	f.Add([]byte("\x28\xb5\x2f\xfd\x04\x00\x01\x00\x00"), "")
	f.Add([]byte("caf\xe9 \xc3\xa9"), "windows-1252")
	f.Add([]byte("\xcf\xf0\xe8\xe2\xe5\xf2"), "")
	f.Fuzz(func(t *testing.T, b []byte, label string) {
		law(t, b, "f", Options{Format: "text", Encoding: label})
		for a, err := range Read(bytes.NewReader(b), "f", Options{Encoding: label, MaxBytes: 1 << 20}) {
			if (a == nil) == (err == nil) {
				t.Fatalf("article %v, error %v", a, err)
			}
		}
	})
}

// Reading takes time in proportion to the input, whatever it holds: each of
// these takes well under a second, and would take minutes if a rule looked at
// the rest of the text for each block.
func TestLong(t *testing.T) {
	if testing.Short() {
		t.Skip("reads megabytes")
	}
	read := func(name, in string) {
		start := time.Now()
		list(t, in, name, Options{})
		t.Logf("%s: %d bytes, %v", name, len(in), time.Since(start).Round(time.Millisecond))
	}
	for name, in := range map[string]string{
		"one line":         strings.Repeat("a", 4<<20),
		"one line of text": strings.Repeat("word ", 1<<20),
		"short lines":      strings.Repeat("Envoys met\n", 1<<17),
		"blank lines":      strings.Repeat("\n", 4<<20),
		"repeats":          strings.Repeat("You May Also Like\n\n", 1<<16),
		"marks":            strings.Repeat("“", 1<<19),
		"quotations":       strings.Repeat("“a” said B. ", 1<<16),
		"half quotations":  strings.Repeat("‘a ", 1<<16),
		"spaces":           "a" + strings.Repeat(" ", 4<<20) + "b",
		"hard-wrapped":     strings.Repeat("envoys of both sides met\n", 1<<16),
		"bullets":          strings.Repeat("- slim durable case\n", 1<<15),
	} {
		read(name+".txt", in)
	}
	for name, in := range map[string]string{
		"nested":     "<html>" + strings.Repeat("<div>", 100_000) + "x",
		"nested 500": strings.Repeat(strings.Repeat("<div>", 500)+"x"+strings.Repeat("</div>", 500), 20),
		"open":       "<html>" + strings.Repeat("<b>", 1<<14) + "x",
		"attributes": "<p " + strings.Repeat("a=b ", 1<<16) + ">x",
		"breaks":     strings.Repeat("a<br>", 1<<14),
		"links":      strings.Repeat("<a href=x>y</a>", 1<<14),
		"paragraphs": strings.Repeat("<p>Envoys of both sides met on Monday, and agreed.", 1<<12),
		"cells":      "<table>" + strings.Repeat("<tr><td>x", 1<<12),
		"unclosed":   strings.Repeat("<", 1<<20),
	} {
		read(name+".html", in)
	}
	read("marks.md", strings.Repeat("[", 1<<18)+strings.Repeat("*", 1<<18)+strings.Repeat("\\", 1<<18))
	read("line.jsonl", `{"text":"`+strings.Repeat("a", 4<<20)+`"}`)
}
