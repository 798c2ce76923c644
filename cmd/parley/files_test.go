package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// TestSameFiles: verbs for coded paragraphs and verbs for articles read the same files, whatever parts the columns, in whatever encoding a
// spreadsheet wrote them, packed or not.
func TestSameFiles(t *testing.T) {
	const table = "id,article,text,stance,coder_a,coder_b\n" +
		"1,a,\"Die Gespräche dürften länger dauern; niemand weiß, wie lange.\",neutral,neutral,neutral\n" +
		"2,a,Der Unterhändler hält eine Einigung für möglich.,optimistic,optimistic,neutral\n" +
		"3,b,Über den Abzug wird nicht gesprochen.,skeptical,skeptical,skeptical\n"
	records := func(comma string) string { // the one comma that is no delimiter is inside quotation marks
		var out []string
		for _, line := range strings.Split(table, "\n") {
			before, rest, _ := strings.Cut(line, `"`)
			inside, after, _ := strings.Cut(rest, `"`)
			line = strings.ReplaceAll(before, ",", comma)
			if rest != "" {
				line += `"` + inside + `"` + strings.ReplaceAll(after, ",", comma)
			}
			out = append(out, line)
		}
		return strings.Join(out, "\n")
	}
	lines := `{"id":"1","article":"a","text":"Die Gespräche dürften länger dauern; niemand weiß, wie lange.","stance":"neutral","coder_a":"neutral","coder_b":"neutral"}` + "\n" +
		`{"id":"2","article":"a","text":"Der Unterhändler hält eine Einigung für möglich.","stance":"optimistic","coder_a":"optimistic","coder_b":"neutral"}` + "\n" +
		`{"id":"3","article":"b","text":"Über den Abzug wird nicht gesprochen.","stance":"skeptical","coder_a":"skeptical","coder_b":"skeptical"}` + "\n"
	dir := t.TempDir()
	check := func(name string) (digest string, texts []string) {
		var out, errs bytes.Buffer
		if code := run(t.Context(), []string{"corpus", "check", "--input", name, "--scheme", "stance", "--format", "json"}, streams{strings.NewReader(""), &out, &errs}); code != exitDone {
			t.Fatalf("corpus check %s: status %d: %s", name, code, errs.String())
		}
		var summary struct{ Digest string }
		if err := json.Unmarshal(out.Bytes(), &summary); err != nil {
			t.Fatal(err)
		}
		out.Reset()
		if code := run(t.Context(), []string{"extract", name, "--format", "jsonl"}, streams{strings.NewReader(""), &out, &errs}); code != exitDone {
			t.Fatalf("extract %s: status %d: %s", name, code, errs.String())
		}
		for line := range strings.Lines(out.String()) {
			var p struct{ Article, Text string }
			if err := json.Unmarshal([]byte(line), &p); err != nil {
				t.Fatal(err)
			}
			texts = append(texts, p.Article+": "+p.Text)
		}
		return summary.Digest, texts
	}
	write := func(name, text string, e encoding.Encoding, pack bool) string {
		if e != nil {
			var err error
			if text, err = e.NewEncoder().String(text); err != nil {
				t.Fatal(err)
			}
		}
		data := []byte(text)
		if pack {
			var b bytes.Buffer
			z := gzip.NewWriter(&b)
			z.Write(data)
			if err := z.Close(); err != nil {
				t.Fatal(err)
			}
			data = b.Bytes()
		}
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	digest, texts := check(write("plain.csv", table, nil, false))
	if len(texts) != 3 || texts[1] != "2: Der Unterhändler hält eine Einigung für möglich." {
		t.Fatalf("texts: %q", texts)
	}
	encodings := map[string]encoding.Encoding{
		"utf8": nil, "latin1": charmap.ISO8859_1,
		"utf16le": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf16be": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		"unmarked": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
	}
	for form, text := range map[string]string{"comma.csv": table, "semicolon.csv": records(";"), "tab.csv": records("\t"), "tab.tsv": records("\t"), "bom.csv": "\ufeff" + records(";"), "lines.jsonl": lines} {
		for code, e := range encodings {
			if form == "bom.csv" && code != "utf8" {
				continue
			}
			for _, pack := range []bool{false, true} {
				name := code + "-" + form
				if pack {
					name += ".gz"
				}
				gotDigest, gotTexts := check(write(name, text, e, pack))
				if d := cmp.Diff(texts, gotTexts); d != "" || gotDigest != digest {
					t.Errorf("%s: digest of the corpus %s, want %s; articles (-want +got)\n%s", name, gotDigest, digest, d)
				}
			}
		}
	}
}
