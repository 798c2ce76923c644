package article

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

const (
	russian   = "Посланники обеих сторон встретились в понедельник и договорились встретиться снова на этой неделе, сообщили дипломаты."
	hungarian = "A küldöttek hétfőn találkoztak, és megállapodtak abban, hogy a héten újra tárgyalnak a tűzszünetről és a foglyokról."
	french    = "Les émissaires des deux camps se sont rencontrés lundi et ont décidé de se revoir dans la semaine, ont déclaré des diplomates à Genève."
	english   = "Envoys of both sides met on Monday, and they agreed to meet again within the week, diplomats said after the session."
)

func TestGuesses(t *testing.T) {
	for _, c := range []struct {
		text string
		e    encoding.Encoding
		note string
	}{
		{russian, charmap.Windows1251, "windows-1251"},
		{russian, charmap.KOI8R, "koi8-r"},
		{russian, charmap.ISO8859_5, "iso-8859-5"},
		{french, charmap.Windows1252, "windows-1252"},
		{hungarian, charmap.Windows1250, "windows-1250"},
		{french, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "UTF-16"},
		{french, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), ""},
	} {
		in, err := c.e.NewEncoder().String(c.text)
		if err != nil {
			t.Fatal(err)
		}
		as, errs := list(t, in, "a.txt", Options{})
		if len(as) != 1 || as[0].Text != c.text {
			t.Errorf("%s: got %v, errors %v", c.note, as, errs)
			continue
		}
		if got := strings.Join(as[0].Notes, " "); !strings.Contains(got, c.note) || (got == "") != (c.note == "") {
			t.Errorf("%s: notes %q", c.note, got)
		}
	}
}

func TestDoubts(t *testing.T) {
	for in, want := range map[string]string{
		"Les \xc3\xa9missaires et les d\xc3\xa9put\xc3\xa9s \xc3\xa9taient l\xc3\xa0, dit-on \xe0 Gen\xc3\xa8ve, o\xc3\xb9 \xc3\xa9t\xc3\xa9 et f\xc3\xaate": "broken",
		"Les Ã©missaires se sont rencontrÃ©s Ã  GenÃ¨ve.":    "mojibake",
		"It\u2019s the envoyâ€™s word, and the ministerâ€™s": "mojibake",
		"Les \ufffdmissaires":                      "replacement",
		"São Tomé e Príncipe, «ÉTATS», Âge, Ñandú": "",
		"The envoy’s word “stands”.":               "",
	} {
		as, _ := list(t, in, "a.txt", Options{})
		if len(as) != 1 {
			t.Fatalf("%q: %d articles", in, len(as))
		}
		if got := strings.Join(as[0].Notes, " "); !strings.Contains(got, want) || (got == "") != (want == "") {
			t.Errorf("%q: notes %q, expected %q", in, got, want)
		}
	}
}

func TestDeclaredCharset(t *testing.T) {
	page, err := charmap.Windows1251.NewEncoder().String(`<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head><body><p>` + russian + `</p></body></html>`)
	if err != nil {
		t.Fatal(err)
	}
	as, errs := list(t, page, "a.html", Options{})
	if len(errs) > 0 || as[0].Text != russian || as[0].Language != "ru" {
		t.Errorf("got %+v, errors %v", as, errs)
	}
}

func TestLanguages(t *testing.T) {
	in := strings.Join([]string{english, "The mediator called the meeting useful, and said that the agenda of the next one was already settled.", french, "Nous y voilà.",
		"Nobody expects a quick result, and both capitals warned against hope that runs ahead of the facts."}, "\n\n")
	as, _ := list(t, in, "a.txt", Options{})
	a := as[0]
	if a.Language != "en" {
		t.Errorf("language %q, expected en", a.Language)
	}
	for i, want := range []string{"", "", "fr", "", ""} {
		p := a.Paragraphs[i]
		if p.Language != want || (p.Reason == Foreign) != (want != "") {
			t.Errorf("%q: language %q, %v %q", p.Text, p.Language, p.Kind, p.Reason)
		}
	}
	for want, s := range map[string]string{"ru": russian, "hu": hungarian, "fr": french, "en": english, "": "Zelensky Macron Merz Meloni Starmer Rutte"} {
		if got := detect(s); got != want {
			t.Errorf("%q: got %q, expected %q", s, got, want)
		}
	}
}

// TestNamedLanguage: a tag with a region is its language, which is found whether the record, the page, the front matter or the caller names it; what
// the article names goes before what the caller does, and what is no tag names nothing.
func TestNamedLanguage(t *testing.T) {
	record := func(language, text string) string {
		b, err := json.Marshal(map[string]string{"language": language, "text": text})
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	both := english + "\n\n" + french
	page := "<html lang=\"en-GB\"><body><article><p>" + english + "</p><p>" + french + "</p></article></body></html>"
	for _, c := range []struct{ in, name, option, want, aside string }{
		{record("en", both), "a.jsonl", "", "en", "fr"},
		{record("en-GB", both), "a.jsonl", "", "en", "fr"},
		{record("EN_us", both), "a.jsonl", "fr", "en", "fr"},
		{record("English", both), "a.jsonl", "", "en", "fr"},
		{record("", both), "a.jsonl", "fr-CA", "fr", "en"},
		{"id,language,text\n1,fr-FR,\"" + both + "\"\n", "a.csv", "", "fr", "en"},
		{both, "a.txt", "en-GB", "en", "fr"},
		{page, "a.html", "fr", "en", "fr"},
		{strings.Replace(page, "en-GB", "", 1), "a.html", "fr-FR", "fr", "en"},
		{"---\nlanguage: fr-FR\n---\n\n" + both, "a.md", "en", "fr", "en"},
		{"---\nlanguage: French\n---\n\n" + both, "a.md", "fr", "fr", "en"},
	} {
		as, errs := list(t, c.in, c.name, Options{Language: c.option})
		if len(as) != 1 || len(errs) > 0 {
			t.Fatalf("%s: %d articles, %v", c.in, len(as), errs)
		}
		aside := ""
		for _, p := range as[0].Paragraphs {
			if p.Reason == Foreign {
				aside += p.Language
			}
		}
		if as[0].Language != c.want || aside != c.aside {
			t.Errorf("%s with the option %q: language %q, and set aside is %q; want %q and %q\n%s", c.name, c.option, as[0].Language, aside, c.want, c.aside, c.in)
		}
	}
}

func TestTable(t *testing.T) {
	in := "\ufeffid,title,text,desk\n1,T,\"Envoys met.\n\nThey agreed, \"\"at last\"\".\",world\n2,U,,x\n3,V,One.,\n"
	as, errs := list(t, in, "stdin", Options{})
	if len(as) != 2 || len(errs) != 1 {
		t.Fatalf("got %d articles, errors %v", len(as), errs)
	}
	if a := as[0]; a.ID != "1" || len(a.Paragraphs) != 2 || a.Meta["desk"] != "world" || a.Paragraphs[1].Text != `They agreed, "at last".` {
		t.Errorf("got %+v", a)
	}
	if !strings.HasPrefix(errs[0].Error(), "stdin:5: no text") {
		t.Errorf("got %v", errs[0])
	}
	as, errs = list(t, "headline\tbody\nT\tOne. Two.\n", "a.tsv", Options{Fields: Fields{Title: "headline", Text: "body"}})
	if len(as) != 1 || len(errs) != 0 || as[0].Title != "T" || as[0].ID != "a.tsv#2" {
		t.Errorf("got %+v, errors %v", as, errs)
	}
	if _, errs = list(t, "a,b\n1,2\n", "a.csv", Options{}); len(errs) != 1 || !strings.Contains(errs[0].Error(), "among a, b") {
		t.Errorf("no column of text: got %v", errs)
	}
	if _, errs = list(t, "text\n\""+strings.Repeat("a", 1<<18), "a.csv", Options{MaxBytes: 1 << 10}); len(errs) != 1 || !strings.Contains(errs[0].Error(), "more than 1024 bytes") {
		t.Errorf("a quotation mark never closed: got %v", errs)
	}
}

func TestMarkdown(t *testing.T) {
	b, err := os.ReadFile("testdata/article.md")
	if err != nil {
		t.Fatal(err)
	}
	as, errs := list(t, string(b), "testdata/article.md", Options{})
	if len(as) != 1 || len(errs) != 0 {
		t.Fatalf("got %d articles, errors %v", len(as), errs)
	}
	a := as[0]
	if a.Title != "Envoys return to Geneva" || a.Date != "2025-03-04" || a.Meta["desk"] != "world" {
		t.Errorf("front matter: %+v", a)
	}
	var got []string
	for _, p := range a.Paragraphs {
		if a.Text[p.Lo:p.Hi] != p.Text {
			t.Errorf("offsets %d:%d do not cut %q", p.Lo, p.Hi, p.Text)
		}
		got = append(got, p.Kind.String()+" "+p.Text)
	}
	want := []string{
		"heading Envoys return to Geneva",
		"body Envoys of both sides met on Monday, and agreed to meet again within the week, officials said.",
		"boilerplate Delegates in the hall",
		"heading What comes next",
		"body Prisoners are to be exchanged first, under the eyes of observers.",
		"body Aid convoys follow within a week of the exchange.",
		"body “We are not there yet,” said Carla Muster, the chief negotiator, of the *text*.",
		"boilerplate Read more: How the first round failed",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got:\n%s\nexpected:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestPacked(t *testing.T) {
	var g, z bytes.Buffer
	gw := gzip.NewWriter(&g)
	zw, err := zstd.NewWriter(&z)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []interface {
		Write([]byte) (int, error)
		Close() error
	}{gw, zw} {
		if _, err := w.Write([]byte(english)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	d := t.TempDir()
	for n, b := range map[string][]byte{"a.txt.gz": g.Bytes(), "b.txt.zst": z.Bytes(), "c.txt.gz": g.Bytes()[:20], "a.html": []byte("<p>" + english + "</p>"), "skip.gz": g.Bytes()} {
		if err := os.WriteFile(filepath.Join(d, n), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for a, err := range Files([]string{d}, nil, Options{}) {
		switch {
		case err != nil:
			got = append(got, "error")
		case a.Text != english:
			t.Errorf("%s: got %q", a.ID, a.Text)
		default:
			got = append(got, a.ID)
		}
	}
	if s := strings.Join(got, " "); s != "a.html a.txt.gz b error" {
		t.Errorf("got %s, expected a.html a.txt.gz b error", s)
	}
}
