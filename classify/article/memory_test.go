package article

import (
	"runtime"
	"strings"
	"testing"
)

// The memory that reading takes in all is a multiple of the input that the
// package states. Bytes allocated are counted, which no garbage collector and
// no clock changes; the most that is in use at once is less.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads megabytes")
	}
	const mb = 1 << 20
	fill := func(s string, n int) string { return strings.Repeat(s, n/len(s)+1) }
	para := "Envoys of both sides met on Monday, and agreed to meet again within the week, officials said after the session."
	for _, c := range []struct {
		what, name, in string
		times          uint64
	}{
		{"running text", "a.txt", fill(para+"\n\n", 2*mb), 8},
		{"one line", "a.txt", fill(para+" ", 2*mb), 8},
		{"hard-wrapped lines of one letter", "a.txt", fill("a\n", mb), 16},
		{"nothing but quotations", "a.txt", fill("“a” said B. ", mb), 30},
		{"UTF-16", "a.txt", "\xff\xfe" + fill("a\x00 \x00b\x00", mb), 8},
		{"paragraphs of one letter", "a.txt", fill("A\n", mb/4), 350},
		{"list of words", "a.md", fill("- *a* [b](c)\n", mb), 120},
		{"one line of JSON", "a.jsonl", `{"text":"` + fill(para+" ", 2*mb) + `"}`, 12},
		{"one field", "a.csv", "text\n\"" + fill(para+" ", 2*mb) + "\"\n", 13},
		{"page", "a.html", "<html><body><article>" + fill("<p>"+para+"</p>\n", 2*mb), 40},
		{"page of nothing but tags", "a.html", fill("<b>x</b>", mb/8), 180},
		{"page of more tags than a tree is built of", "a.html", fill("<b>x</b>", 2*mb), 13},
		{"nested tags", "a.html", "<html>" + strings.Repeat("<div>", 100_000) + "x", 25},
		{"attributes", "a.html", "<p>x" + fill("<i a b c d e f>", 2*mb), 15},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		n := 0
		for a, err := range Read(strings.NewReader(c.in), c.name, Options{}) {
			if err != nil {
				t.Fatalf("%s: %v", c.what, err)
			}
			n += len(a.Paragraphs)
		}
		runtime.ReadMemStats(&after)
		took := after.TotalAlloc - before.TotalAlloc
		t.Logf("%-45s %8d bytes, %7d paragraphs: %5.1f times", c.what, len(c.in), n, float64(took)/float64(len(c.in)))
		if took > c.times*uint64(len(c.in)) {
			t.Errorf("%s: %d bytes allocated for %d of input, expected at most %d times", c.what, took, len(c.in), c.times)
		}
	}
}

// More lines or tags than an article has are refused before they take memory.
func TestCrowded(t *testing.T) {
	for name, in := range map[string]string{
		"a.txt":   strings.Repeat("A\n", 1<<21+1),
		"a.md":    strings.Repeat("A\n", 1<<21+1),
		"a.html":  "<html>" + strings.Repeat("<p>", 1<<21),
		"a.jsonl": `{"text":"` + strings.Repeat(`A\n`, 1<<21+1) + `"}`,
	} {
		for a, err := range Read(strings.NewReader(in), name, Options{}) {
			if p, ok := err.(*Problem); !ok || !strings.Contains(p.Remedy, "--max-bytes") && !strings.Contains(p.Found, "too many tags") || a != nil {
				t.Errorf("%s: article %v, error %v", name, a != nil, err)
			}
		}
	}
	if err := crowded(strings.Repeat("\n", 1<<21+1), "\n", "lines", "a.txt", Options{MaxBytes: 1 << 27}); err != nil {
		t.Errorf("with more bytes allowed: %v", err)
	}
}

// TestListed: a record that lists more paragraphs than an article has is refused in every form, and one of as many as that is read.
func TestListed(t *testing.T) {
	const most = 1 << 18
	array := func(n int) string { return "[" + strings.Repeat(`"",`, n-1) + `"x"]` }
	for _, c := range []struct {
		name, before, after string
		n                   int
	}{
		{"a.jsonl", `{"paragraphs":`, `}`, most},
		{"a.jsonl", `{"paragraphs":`, `}`, most + 1},
		{"a.jsonl", `{"id":"\ud83d\ude00","paragraphs":`, `,"x":[1]}`, most},
		{"a.jsonl", `{"id":"\ud83d\ude00","x":[1],"paragraphs":`, `}`, most + 2},
	} {
		as, errs := list(t, c.before+array(c.n)+c.after, c.name, Options{})
		switch {
		case c.n <= most:
			if len(errs) > 0 || len(as) != 1 || len(as[0].Paragraphs) != c.n || as[0].Paragraphs[c.n-1].Text != "x" {
				t.Errorf("%s %d paragraphs: %d articles, %v", c.before, c.n, len(as), errs)
			}
		case len(as) > 0 || len(errs) != 1 || errs[0].Error() != "a.jsonl:1: more than 262144 paragraphs; split the article or allow more with --max-bytes":
			t.Errorf("%s %d paragraphs: %d articles, %v", c.before, c.n, len(as), errs)
		}
	}
	for _, in := range []string{
		"paragraphs\n" + strings.ReplaceAll(`"[`+strings.Repeat(`"",`, most)+`""]"`, `""`, `""""`) + "\n",
		"paragraphs\n\"" + strings.Repeat("A\n", most+1) + "\"\n",
	} {
		if as, errs := list(t, in, "a.csv", Options{}); len(as) > 0 || len(errs) != 1 || !strings.Contains(errs[0].Error(), "a.csv:2: more than 262144 paragraphs") {
			t.Errorf("a table: %d articles, %v", len(as), errs)
		}
	}
}
