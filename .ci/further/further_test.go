package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestParagraphs holds the readings of invented files of each kind to the paragraphs that a reader would see in them.
func TestParagraphs(t *testing.T) {
	for _, test := range []struct {
		file, text string
		want, not  []string
	}{
		{"a.html", "<title>Envoys</title><div><p class=x>The envoys&#8217; talks <em>went</em>\r\non.<br>No date.</p>\n<p>Unclosed, but read.\n<p>A third.</p>loose</div>",
			[]string{"The envoys’ talks went on. No date.", "Unclosed, but read.", "A third."}, []string{"Envoys", "loose"}},
		{"a.md", "# Talks\n\nThe **envoy** [said](https://example.org/a_(b)) so[^1] _twice_, and &amp; again [here][2].\n\n> Quoted\n> over two lines.\n",
			[]string{"The envoy said so twice, and & again here.", "Quoted over two lines."}, nil},
		{"b.md", "---\ntitle: x\n---\n<p class=\"break\"><em>Of a blog.</em></p>\n", []string{"Of a blog."}, nil},
		{"wrapped.txt", "The talks, of which\nmuch was hoped,\n      stalled.\n\nThe next para-\ngraph, and the multi-\nparty talks, two- and\nthree-way, went on\n\nPage 2\n\nAFTER THE BREAK\n\nfor long.\n",
			[]string{"The talks, of which much was hoped, stalled.", "The next para-graph, and the multi-party talks, two- and three-way, went on for long."}, nil},
		{"lines", "\t\n One line a paragraph.\t\n\t\nAnother\u00a0one.\n", []string{"One line a paragraph.", "Another one."}, nil},
		{"a.story", "(CNN) -- An envoy left.\n\nRABAT, Aug. 2 (Xinhua) -- Another came.\n\n@highlight\n\nEnvoys", []string{"An envoy left.", "(CNN) -- An envoy left.", "Another came."}, nil},
		{"interview", "Q: Will they meet?\n\nA: They will. - Published 1/2/2003 (c) outlet\n", []string{"Will they meet?", "They will."}, nil},
		{"a.json", `{"title":"T","contents":[{"text":"Deep \u201cdown\u201d.■","n":1},["In a list.\n\nTwo."]]}`, []string{"Deep “down”.", "In a list.", "Two."}, nil},
		{"a.csv", "id,text\n1,\"Title\n\nA \"\"quoted\"\" paragraph, here.\n\nA second.\"\n", []string{`A "quoted" paragraph, here.`, "A second."}, nil},
		{"latin", "A caf\xe9 \x96 closed.\n", []string{"A café – closed."}, nil},
	} {
		got := paragraphs(test.file, []byte(test.text))
		for _, p := range test.want {
			if !slices.Contains(got, p) {
				t.Errorf("%s: no paragraph %q in\n%s", test.file, p, strings.Join(got, "\n"))
			}
		}
		for _, p := range test.not {
			if slices.Contains(got, p) {
				t.Errorf("%s: %q is no paragraph", test.file, p)
			}
		}
	}
}

// TestRun rebuilds a list of one repository, and writes nothing once a paragraph is missing.
func TestRun(t *testing.T) {
	clones, labels := t.TempDir(), t.TempDir()
	clone := filepath.Join(clones, "press+talks")
	git := func(arguments ...string) string {
		t.Helper()
		b, err := exec.Command("git", append([]string{"-C", clone, "-c", "user.name=x", "-c", "user.email=x@example.org"}, arguments...)...).Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(b))
	}
	put := func(file, text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(clone, 0o777); err != nil {
		t.Fatal(err)
	}
	git("init", "-q")
	put(filepath.Join(clone, "a story.txt"), "Talks were\nheld.\n\nNobody <came>.\n")
	git("add", ".")
	git("commit", "-q", "-m", "one")
	commit := git("rev-parse", "HEAD")
	git("rm", "-q", "a story.txt")
	git("commit", "-q", "-m", "two")
	put(filepath.Join(labels, "further-articles.tsv"), "article\trepository\tcommit\tpath\tsource\ttitle\tdate\tconflict\tgenre\n"+
		"r-1\tpress/talks\t"+commit+"\ta story.txt\tPress\tTalks\t2020\tHere\tnews\n")
	list := "article\tpara\tprint\tstance\tframes\nr-1\t2\t" + fingerprint("Nobody <came>.") + "\tskeptical\t\nr-1\t1\t" + fingerprint("Talks were held.") + "\tneutral\tprocess,security\n"
	put(filepath.Join(labels, "further.tsv"), list)
	out := filepath.Join(t.TempDir(), "out.jsonl")
	if err := run(clones, labels, out); err != nil {
		t.Fatal(err)
	}
	const head = `"article":"r-1","para":`
	const meta = `,"title":"Talks","source":"Press","date":"2020","conflict":"Here","genre":"news","kind":"body",`
	want := `{"id":"r-1#02",` + head + "2" + meta + `"stance":"skeptical","frames":[],"text":"Nobody <came>."}
{"id":"r-1#01",` + head + "1" + meta + `"stance":"neutral","frames":["process","security"],"text":"Talks were held."}
`
	got, err := os.ReadFile(out)
	if err != nil || string(got) != want {
		t.Errorf("%v, wrote\n%swant\n%s", err, got, want)
	}
	for name, test := range map[string]struct{ from, more, says string }{
		"print":      {clones, "r-1\t3\t0123456789abcdef\tneutral\t\n", "nothing is written, as paragraphs are missing: 1\npress/talks: 1 of 3: a story.txt at " + commit[:12]},
		"repository": {t.TempDir(), "", "press/talks: 2 of 2: no clone: git clone https://github.com/press/talks "},
	} {
		put(filepath.Join(labels, "further.tsv"), list+test.more)
		out := filepath.Join(t.TempDir(), "out.jsonl")
		if err := run(test.from, labels, out); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: the error is %v, want one with %q", name, err, test.says)
		}
		if files, _ := os.ReadDir(filepath.Dir(out)); len(files) > 0 {
			t.Errorf("%s: %s is left", name, files[0].Name())
		}
	}
}
