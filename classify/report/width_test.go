package report

import (
	"strings"
	"testing"
)

func TestWidths(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{{"", 0}, {"talks", 5}, {"和平", 4}, {"ｗ", 2}, {"e\u0301", 1}, {"سلام", 4}, {"🕊️", 1}, {"a\u200db", 2}, {"·–…", 3}} {
		if got := columns(c.text); got != c.want {
			t.Errorf("columns(%q) = %d, want %d", c.text, got, c.want)
		}
	}
	for _, c := range []struct {
		got, want string
	}{
		{clip("peace talks", 11), "peace talks"},
		{clip("peace talks", 10), "peace tal…"},
		{clip("peace talks", 7), "peace…"},
		{clip("和平会谈", 6), "和平…"},
		{pad("和平", 6, false), "和平  "},
		{pad("和平", 6, true), "  和平"},
		{strings.Join(wrap("peace talks in Geneva", 11), "|"), "peace talks|in Geneva"},
		{strings.Join(wrap("a\u00a0b c", 3), "|"), "a b|c"},
		{strings.Join(wrap("和平会谈", 5), "|"), "和平|会谈"},
		{strings.Join(wrap("", 5), "|"), ""},
		{strings.Join(wrapClip("one two three four", 5, 2), "|"), "one|two …"},
		{strings.Join(wrapClip("one three four", 5, 2), "|"), "one|thre…"},
		{clean("a\tb\u202ec\x1b"), "a bc\ufffd"},
		{clean("سلام"), "سلام\u200e"},
		{clean(clean("سلام")), "سلام\u200e"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("peace talks 和平会谈", 7)
	f.Fuzz(func(t *testing.T, s string, n int) {
		n = 2 + min(max(n, 0), 200)
		s = clean(s)
		for _, l := range wrap(s, n) {
			if columns(l) > n {
				t.Errorf("wrap(%q, %d) has the line %q of %d columns", s, n, l, columns(l))
			}
		}
		for _, l := range wrapClip(s, n, 2) {
			if columns(l) > n {
				t.Errorf("wrapClip(%q, %d, 2) has the line %q of %d columns", s, n, l, columns(l))
			}
		}
	})
}
