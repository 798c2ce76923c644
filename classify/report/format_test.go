package report

import "testing"

func TestFormatOf(t *testing.T) {
	for name, want := range map[string]Format{
		"a.html": HTML, "b/a.HTM": HTML, "a.json": JSON, "a.jsonl": JSONL, "a.ndjson": JSONL, "a.csv": CSV, "a.md": Markdown, "a.markdown": Markdown, "a.txt": Text,
		"a.tex": LaTeX, "a": "", "": "", "-": "", "a.parley": "", "html": "", "a.html.gz": "",
	} {
		if got, ok := FormatOf(name); got != want || ok != (want != "") {
			t.Errorf("%q: got %q, %v, want %q", name, got, ok, want)
		}
	}
	for _, name := range DocumentFormats() { // the end of a file's name is that of the format, but for two
		end := map[string]string{"text": "txt", "latex": "tex"}[name]
		if end == "" {
			end = name
		}
		if got, ok := FormatOf("x." + end); !ok || string(got) != name {
			t.Errorf("x.%s: got %q, want %s", end, got, name)
		}
	}
}
