package article

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func TestPage(t *testing.T) {
	b, err := os.ReadFile("testdata/page.html")
	if err != nil {
		t.Fatal(err)
	}
	as, errs := list(t, string(b), "stdin", Options{})
	if len(as) != 1 || len(errs) != 0 {
		t.Fatalf("got %d articles, errors %v", len(as), errs)
	}
	a := as[0]
	for _, c := range [][2]string{{a.Title, "Envoys return to Geneva"}, {a.Date, "2025-03-04T05:06:07Z"}, {a.Author, "Anna Example, Bo Sample"}, {a.Source, "The Example"}, {a.Language, "en"}, {a.URL, "https://news.example/envoys"}} {
		if c[0] != c[1] {
			t.Errorf("got %q, expected %q", c[0], c[1])
		}
	}
	var body, headings []string
	for _, p := range a.Paragraphs {
		if a.Text[p.Lo:p.Hi] != p.Text {
			t.Errorf("offsets %d:%d do not cut %q", p.Lo, p.Hi, p.Text)
		}
		first, _, _ := strings.Cut(p.Text, " ")
		switch p.Kind {
		case Body:
			body = append(body, first)
		case Heading:
			headings = append(headings, first)
		}
	}
	if got := strings.Join(body, " "); got != `Envoys The Three "We Prisoners Aid Nobody` {
		t.Errorf("body paragraphs start with %s", got)
	}
	if got := strings.Join(headings, " "); got != "Envoys What" {
		t.Errorf("headings start with %s", got)
	}
}

// A tree nested too deeply for the parser is read tag by tag.
func TestDeepPage(t *testing.T) {
	in := "<html>" + strings.Repeat("<div>", 100_000) + "<p>Envoys met on Monday.</p><script>x()</script><p>They agreed.</p>"
	as, errs := list(t, in, "a.html", Options{})
	if len(as) != 1 || len(errs) != 0 {
		t.Fatalf("got %d articles, errors %v", len(as), errs)
	}
	if a := as[0]; a.Text != "Envoys met on Monday.\n\nThey agreed." || len(a.Notes) != 1 {
		t.Errorf("got %q with notes %q", a.Text, a.Notes)
	}
}

// TestFlatBlocks: a line break parts words and two part blocks, however they are written, as they do in a page that is read as a tree; a tag that closes
// itself has nothing inside.
func TestFlatBlocks(t *testing.T) {
	for page, want := range map[string][]string{
		"<p>Talks failed.<br>Negotiators left.</p>":                  {"Talks failed. Negotiators left."},
		"<p>Talks failed.<br/>Negotiators left.</p>":                 {"Talks failed. Negotiators left."},
		"<p>Talks failed.<BR />\nNegotiators left.</p>":              {"Talks failed. Negotiators left."},
		"Talks failed.<br>\n<br/>Negotiators left.<br><br>":          {"Talks failed.", "Negotiators left."},
		"Talks<br>failed.<hr/>Negotiators<p/>left.":                  {"Talks failed.", "Negotiators", "left."},
		"Talks<svg/> failed.<button>Share<br>this</button><br> Now.": {"Talks failed. Now."},
		"Talks <b>fail</b>ed.":                                       {"Talks failed."},
	} {
		var got []string
		for _, b := range flatBlocks(page) {
			got = append(got, b.text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: blocks %q, want %q", page, got, want)
		}
	}
}

func TestLooksHTML(t *testing.T) {
	for in, want := range map[string]bool{
		"<!DOCTYPE html>":                     true,
		"\ufeff <!-- saved --> <HTML lang=x>": true,
		"<p>Envoys met.":                      true,
		"<?xml version='1.0'?><html>":         true,
		"<?xml version='1.0'?><rss>":          false,
		"<3 is how they signed it.":           false,
		"Envoys met. <p>":                     false,
	} {
		if got := looksHTML([]byte(in)); got != want {
			t.Errorf("%q: got %v, expected %v", in, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"2025-03-04": "2025-03-04", "March 4, 2025": "2025-03-04", "4 March 2025": "2025-03-04",
		"Tue, 04 Mar 2025 05:06:07 GMT": "2025-03-04T05:06:07Z", "2025-03-04T05:06:07+0100": "2025-03-04T05:06:07+01:00",
		"2025-03-04 05:06": "2025-03-04T05:06:00", "03/04/2025": "03/04/2025", "last week": "last week", "": "",
	} {
		if got := isoDate(in); got != want {
			t.Errorf("%q: got %q, expected %q", in, got, want)
		}
	}
}

func TestRecordHTML(t *testing.T) {
	in := `{"id":"x","html":"<p>Envoys of both sides met on Monday, and agreed to meet again.</p><p>They left.</p>","date":"March 4, 2025"}`
	as, errs := list(t, in, "a.jsonl", Options{})
	if len(as) != 1 || len(errs) != 0 {
		t.Fatalf("got %d articles, errors %v", len(as), errs)
	}
	if a := as[0]; len(a.Paragraphs) != 2 || a.Date != "2025-03-04" {
		t.Errorf("got %+v", a)
	}
}
