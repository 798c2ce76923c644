package file

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func refuse(found, remedy string) error { return errors.New(found + ": " + remedy) }

func TestComma(t *testing.T) {
	for head, want := range map[string]rune{
		"":                                 ',',
		"text\nOne; two; three\n":          ',', // a table of one column: the semicolons are of its text
		"id,text\n":                        ',',
		"id;text;note, if any\n":           ';',
		"id;text\n1;\"a, b, c, d\"\n":      ';',
		"id\ttext;html\tx\n":               '\t',
		"\"a;b;c\",\"d;e\"\n":              ',',
		"\"one\ntwo;three;four\",text\n":   ',',
		"\n\r\n \nid;text\n1,2,3,4;x\n":    ';',
		"id;text":                          ';',
		"\"Nr\";\"Text\"\r\n1;\"x, y, z\"": ';',
	} {
		if got := Comma([]byte(head)); got != want {
			t.Errorf("%q: got %q, want %q", head, got, want)
		}
	}
}

// TestRow: the cells of a row that are not UTF-8 are in one encoding, which no short cell shows alone.
func TestRow(t *testing.T) {
	for _, c := range []struct {
		cells []string
		e     encoding.Encoding
		note  string
	}{
		{[]string{"7", "нет", "Посланники обеих сторон встретились в понедельник."}, charmap.Windows1251, "windows-1251"},
		{[]string{"7", "нет", "Посланники обеих сторон встретились в понедельник."}, charmap.KOI8R, "koi8-r"},
		{[]string{"zögernd", "Die Gespräche dürften länger dauern.", ""}, charmap.Windows1252, "windows-1252"},
		{[]string{"hétfőn", "A küldöttek megállapodtak abban, hogy és mikor tárgyalnak a tűzszünetről."}, charmap.Windows1250, "windows-1250"},
		{[]string{"Le coût", "Les émissaires ont déclaré que le coût de la guerre et de l'été était trop élevé."}, charmap.Windows1252, "windows-1252"},
		{[]string{"As razões", "Os negociadores deram razões e informações, mas não há decisões à vista."}, charmap.Windows1252, "windows-1252"},
	} {
		row := make([]string, len(c.cells))
		for i, cell := range c.cells {
			var err error
			if row[i], err = c.e.NewEncoder().String(cell); err != nil {
				t.Fatal(err)
			}
		}
		notes := Row(row)
		if d := cmp.Diff(c.cells, row); d != "" || len(notes) != 1 || !strings.HasPrefix(notes[0], "not UTF-8: read as "+c.note+", a guess") {
			t.Errorf("%s: notes %q, cells (-want +got)\n%s", c.note, notes, d)
		}
	}
	row := []string{"\ufeffid", "é", strings.Repeat("é", 10) + " d\xe9j\xc3\xa0 vu"}
	if notes := Row(row); row[0] != "id" || row[1] != "é" || !strings.HasSuffix(row[2], "d\ufffdjà vu") || !strings.Contains(notes[0], "broken stretches, shown as U+FFFD: 1") {
		t.Errorf("UTF-8 with a broken byte: %q, %q", row, notes)
	}
	row = []string{"a", "é"}
	if notes := Row(row); notes != nil || row[1] != "é" {
		t.Errorf("UTF-8: %q, %q", row, notes)
	}
}

// TestStream: a whole file in an encoding that is marked, named, or UTF-16 becomes UTF-8 without a mark, packed or not; another is left.
func TestStream(t *testing.T) {
	const text = "id;text\r\n1;Les émissaires se sont revus à Genève.\r\n"
	encoded := func(e encoding.Encoding) string {
		s, err := e.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	latin := encoded(charmap.Windows1252)
	for name, c := range map[string]struct{ in, label, want string }{
		"UTF-8":              {text, "", text},
		"UTF-8, marked":      {"\ufeff" + text, "", text},
		"UTF-16LE, marked":   {encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)), "", text},
		"UTF-16BE, marked":   {encoded(unicode.UTF16(unicode.BigEndian, unicode.UseBOM)), "", text},
		"UTF-16LE, unmarked": {encoded(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)), "", text},
		"UTF-16BE, unmarked": {encoded(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)), "", text},
		"named":              {latin, "windows-1252", text},
		"UTF-8, named":       {"\ufeff" + text, "utf-8", text},
		"latin":              {latin, "", latin},
		"empty":              {"", "", ""},
	} {
		for packing, in := range map[string]string{"": c.in, "gzip": packed(t, "gzip", c.in), "zstd": packed(t, "zstd", c.in)} {
			br, done, err := Unpack(bufio.NewReader(strings.NewReader(in)), refuse)
			if err != nil {
				t.Fatal(err)
			}
			if head := Head(br); c.want != "" && c.label == "" && !bytes.HasPrefix(head, []byte("id;text\r\n")) {
				t.Errorf("%s %s: head %q", name, packing, head)
			}
			if br, err = Stream(br, c.label, refuse); err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(br)
			if err != nil || string(got) != c.want {
				t.Errorf("%s %s: got %q, %v, want %q", name, packing, got, err, c.want)
			}
			done()
		}
	}
	if _, err := Stream(bufio.NewReader(strings.NewReader(text)), "latin-9000", refuse); err == nil || !strings.Contains(err.Error(), "unknown encoding latin-9000") {
		t.Errorf("an encoding that there is not: %v", err)
	}
	cut := packed(t, "gzip", strings.Repeat(text, 1000))
	br, done, err := Unpack(bufio.NewReader(strings.NewReader(cut[:len(cut)/2])), refuse)
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	if _, err := io.ReadAll(br); err == nil || !strings.Contains(err.Error(), "packed data that cannot be unpacked") {
		t.Errorf("half a packed file: %v", err)
	}
}

// packed packs a text.
func packed(t *testing.T, how, text string) string {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser = gzip.NewWriter(&b)
	if how == "zstd" {
		var err error
		if w, err = zstd.NewWriter(&b); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestUnpackedName(t *testing.T) {
	for name, want := range map[string]string{"a.csv": "a.csv", "a.csv.gz": "a.csv", "b/a.JSONL.ZST": "b/a.JSONL", ".gz": "", "": ""} {
		if got := UnpackedName(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
