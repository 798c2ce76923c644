package article

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func list(t *testing.T, in, name string, o Options) (as []*Article, errs []error) {
	t.Helper()
	for a, err := range Read(strings.NewReader(in), name, o) {
		if err != nil {
			errs = append(errs, err)
		} else {
			as = append(as, a)
		}
	}
	return
}

func TestTextKinds(t *testing.T) {
	in := "Envoys return to Geneva\r\n\r\nBy Anna Example\r\n\r\nEnvoys of both sides met on Monday and\r\nagreed to meet again within the week.\r\n\r\nImage credit: A. Example\r\n\r\nBy Monday the envoys had left.\r\n"
	as, errs := list(t, in, "dir/a.txt", Options{})
	if len(errs) != 0 || len(as) != 1 {
		t.Fatalf("got %d articles, errors %v", len(as), errs)
	}
	want := []Kind{Heading, Boilerplate, Body, Boilerplate, Body}
	a := as[0]
	if a.ID != "a" || a.Title != "Envoys return to Geneva" || len(a.Paragraphs) != len(want) {
		t.Fatalf("got id %q, title %q, %d paragraphs: %+v", a.ID, a.Title, len(a.Paragraphs), a.Paragraphs)
	}
	for i, p := range a.Paragraphs {
		if p.Kind != want[i] {
			t.Errorf("%q: kind %v, expected %v", p.Text, p.Kind, want[i])
		}
		if tidy(a.Text[p.Lo:p.Hi]) != p.Text {
			t.Errorf("offsets %d:%d do not cut %q", p.Lo, p.Hi, p.Text)
		}
	}
	if got := a.Paragraphs[2].Text; got != "Envoys of both sides met on Monday and agreed to meet again within the week." {
		t.Errorf("hard-wrapped lines: got %q", got)
	}
}

func TestJSONL(t *testing.T) {
	in := "\ufeff{\"id\":\"x\",\"paragraphs\":[\"By Anna Example\",\"Two.\"],\"desk\":7}\nnot json\n{\"text\":\"One.\",\"date\":\"2025-01-02\"}\n" + `{"text":"` + strings.Repeat("a", 200) + `"}`
	as, errs := list(t, in, "f.jsonl", Options{MaxBytes: 150})
	if len(as) != 2 || len(errs) != 2 {
		t.Fatalf("got %d articles and errors %v, expected 2 and 2", len(as), errs)
	}
	if a := as[0]; a.ID != "x" || len(a.Paragraphs) != 2 || a.Paragraphs[0].Kind != Body || a.Meta["desk"] != "7" {
		t.Errorf("first record: %+v", a)
	}
	if a := as[1]; a.ID != "f.jsonl#3" || a.Date != "2025-01-02" || a.Line != 3 {
		t.Errorf("third record: %+v", a)
	}
	if !strings.HasPrefix(errs[0].Error(), "f.jsonl:2: ") || !strings.HasPrefix(errs[1].Error(), "f.jsonl:4: ") {
		t.Errorf("errors without their lines: %v", errs)
	}
}

func TestEncodings(t *testing.T) {
	for _, c := range []struct{ in, label, want string }{
		{"\xef\xbb\xbfcafé.", "", "café."},
		{"\xff\xfec\x00a\x00f\x00\xe9\x00.\x00", "", "café."},
		{"caf\xe9.", "", "café."},
		{"\xcd\xc9\xd2.", "koi8-r", "мир."},
	} {
		as, errs := list(t, c.in, "a.txt", Options{Encoding: c.label})
		if len(errs) != 0 || as[0].Text != c.want {
			t.Errorf("%q: got %v, errors %v, expected %q", c.in, as, errs, c.want)
		}
	}
	for _, bad := range []string{"", " \n", "a\x00b"} {
		if _, errs := list(t, bad, "a.txt", Options{}); len(errs) != 1 {
			t.Errorf("%q: errors %v, expected one", bad, errs)
		}
	}
}

func TestFiles(t *testing.T) {
	d := t.TempDir()
	for _, n := range []string{"b/x.txt", "a/x.txt", ".h.txt", "c.bin"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(d, n)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(d, n), []byte("One sentence."), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for a, err := range Files([]string{d, "-", filepath.Join(d, "none")}, strings.NewReader("In."), Options{}) {
		if err != nil {
			got = append(got, "error")
			continue
		}
		got = append(got, a.ID)
	}
	if s := strings.Join(got, " "); s != "a/x b/x stdin error" {
		t.Errorf("got %s, expected a/x b/x stdin error", s)
	}
}
