package article

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestFaultyRows: a row that runs on for want of a quotation mark and one of more cells than columns are problems of their line, and the rows that
// follow them are read; quotation marks that leave no doubt are not.
func TestFaultyRows(t *testing.T) {
	const open = "a quotation mark that is not closed: "
	for _, c := range []struct {
		in   string
		want []string // the identifiers of articles, and how problems begin
	}{
		{"id,text\na1,\"Talks resume.\na2,Army refused.\n", []string{"stdin:2: " + open + "lines 2 to 3 would "}},
		{"id,text\na1,\"Talks resume.\na2,\"Army refused.\"\na3,Envoys met.\n", []string{"stdin:2: " + open + "lines 2 to 3 would ", "a3"}},
		{"id,text\r\na1,\"Talks resume.\r\n\"a2\",\"Army refused.\"\r\na3,Envoys met.\r\n", []string{"stdin:2: " + open + "lines 2 to 3 would ", "a3"}},
		{"id,\"text\na1,Talks resume.\na2,Army refused.\n", []string{"stdin:1: " + open}},
		{"id,text\na1,hello,peace talks\na2,Envoys met.\n", []string{"stdin:2: 3 cells where the header has 2; ", "a2"}},
		{"id,text\na1\na2,Envoys met.\n", []string{"stdin:2: no text; ", "a2"}},
		{"id,text\na1,\"One.\n\nHe said \"\"no\"\", twice.\"\r\n\na2,He said \"no\".\na3,\"He said \"no\".\"\na4,\"End\"", []string{"a1", "a2", "a3", "a4"}},
		{"id,text\na1,\"One.\n\nHe said \"\"no\"\"\",\n\"a2\",\"\n\"\"Two.\"\"\n\"\r\n", []string{"stdin:2: 3 cells where the header has 2; ", "a2"}},
		{"id;text\na1;\"One.\nTwo.\"\na2;\"One.\nTwo\n", []string{"a1", "stdin:4: " + open}},
		{"id\ttext\na1\t5\" of snow\na2\tTwo, more.\n", []string{"a1", "a2"}},
	} {
		format := "csv"
		if strings.Contains(c.in, "\t") {
			format = "tsv"
		}
		var got []string
		for a, err := range Read(strings.NewReader(c.in), "stdin", Options{Format: format}) {
			if err != nil {
				got = append(got, err.Error())
			} else {
				got = append(got, a.ID)
			}
		}
		if !slices.EqualFunc(got, c.want, func(got, want string) bool {
			return got == want || strings.HasSuffix(want, " ") && strings.HasPrefix(got, want)
		}) {
			t.Errorf("%q\ngot  %q\nwant %q", c.in, got, c.want)
		}
	}
}

// TestUnclosed: a record that package csv takes without being lax is closed.
func TestUnclosed(t *testing.T) {
	cells := []string{"", "a", `""`, `"a"`, "\"a\nb\"", `"""a"""`, "\"a\"\"\n\"", `"a`, `"a"b"`, "\"a\nb\"c\"", "\"a\n"}
	for _, one := range cells {
		for _, two := range cells {
			raw := one + "," + two + "\n"
			r := csv.NewReader(strings.NewReader(raw))
			_, err := r.Read()
			whole := err == nil && r.InputOffset() == int64(len(raw))
			if got := unclosed([]byte(raw), []byte(",")); whole && got || !whole && !got && err != nil {
				t.Errorf("%q: unclosed %v, package csv says %v", raw, got, err)
			}
		}
	}
}

// TestWide: cells beyond what a table has are refused before they take memory, and a head of many names is not shown whole.
func TestWide(t *testing.T) {
	problem := func(in string) string {
		t.Helper()
		var got []string
		for a, err := range Read(strings.NewReader(in), "stdin", Options{Format: "csv"}) {
			if err == nil {
				t.Fatalf("article %s", a.ID)
			}
			got = append(got, err.Error())
		}
		return strings.Join(got, "\n")
	}
	want := fmt.Sprintf("stdin:1: a record of more than %d cells; ", 1<<21)
	if got := problem(strings.Repeat(",", 1<<23)); !strings.HasPrefix(got, want) {
		t.Errorf("got %.200q, want %q", got, want)
	}
	if got := problem(strings.Repeat("a,", 1000) + "b\n"); !strings.Contains(got, " and 951 more") || len(got) > 400 {
		t.Errorf("a head of 1001 names: %d bytes, %.400q", len(got), got)
	}
}
