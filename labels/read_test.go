package labels

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func stance(t testing.TB) *Scheme { return builtin(t, "stance") }
func frames(t testing.TB) *Scheme { return builtin(t, "frames") }

func builtin(t testing.TB, name string) *Scheme {
	t.Helper()
	s, ok := Builtin(name)
	if !ok {
		t.Fatalf("no built-in scheme %s", name)
	}
	return s
}

const coded = `{"id":"a#1","article":"a","kind":"body","text":"Talks moved.","stance":"optimistic","frames":["process"],"coder_a":{"stance":"optimistic","frames":["process"]},"coder_b":{"stance":"neutral","frames":[]},"source":"Wire","para":1}
{"id":"a#2","article":"a","kind":"heading","text":"Headline","stance":null,"frames":null,"coder_a":null,"coder_b":null}
{"id":"b#1","article":"b","kind":"body","text":"Talks failed.","stance":null,"frames":null,"coder_a":{"stance":"skeptical","frames":["process","security"]},"coder_b":{"stance":"skeptical","frames":["security"]}}
`

func TestReadJSONL(t *testing.T) {
	c, problems, err := Read(strings.NewReader(coded), ReadOptions{Scheme: stance(t), Name: "coded.jsonl"})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	want := []Mark{
		{"a#1", "", One(2)}, {"a#1", "a", One(2)}, {"a#1", "b", One(1)},
		{"b#1", "a", One(0)}, {"b#1", "b", One(0)},
	}
	if d := cmp.Diff(want, c.Marks); d != "" {
		t.Errorf("marks (-want +got)\n%s", d)
	}
	if c.Skipped != 1 {
		t.Errorf("skipped: got %d, want 1", c.Skipped)
	}
	if got := c.Items[0].Meta; got["source"] != "Wire" || got["para"] != "1" || got["frames"] != "process" {
		t.Errorf("meta: got %v", got)
	}
	g := c.Gold()
	if d := cmp.Diff(&Gold{Set: []Set{One(2), One(0)}, Coded: []bool{true, true}, Source: []string{"adjudicated", "majority of 2"}}, g); d != "" {
		t.Errorf("gold (-want +got)\n%s", d)
	}

	c, _, err = Read(strings.NewReader(coded), ReadOptions{Scheme: frames(t)})
	if err != nil {
		t.Fatal(err)
	}
	g = c.Gold()
	if d := cmp.Diff(&Gold{Set: []Set{One(0), One(1)}, Coded: []bool{true, true}, Ties: []int{1}, Source: []string{"adjudicated", "tie of 2"}}, g); d != "" {
		t.Errorf("gold of frames (-want +got)\n%s", d)
	}
}

func TestReadCSV(t *testing.T) {
	for name, text := range map[string]string{
		"comma":     "\ufeffid,article,text,stance,coder_a,coder_b_stance,source\n1,a,\"Talks, \"\"moved\"\".\",optimistic,neutral,optimistic,Wire\n2,b,\"Two\nlines\",,,skeptical,\n",
		"semicolon": "id;article;text;stance;coder_a;coder_b_stance;source\r\n1;a;\"Talks, \"\"moved\"\".\";optimistic;neutral;optimistic;Wire\r\n2;b;\"Two\nlines\";;;skeptical;\r\n",
		"tab":       "id\tarticle\ttext\tstance\tcoder_a\tcoder_b_stance\tsource\n1\ta\t\"Talks, \"\"moved\"\".\"\toptimistic\tneutral\toptimistic\tWire\n2\tb\t\"Two\nlines\"\t\t\tskeptical\t\n",
	} {
		c, problems, err := Read(strings.NewReader(text), ReadOptions{Scheme: stance(t), Name: "c.csv"})
		if err != nil || len(problems) > 0 {
			t.Fatal(name, err, problems)
		}
		want := &Corpus{Scheme: stance(t), Items: []Item{
			{ID: "1", Article: "a", Text: `Talks, "moved".`, Meta: map[string]string{"source": "Wire", "coder_a": "neutral"}, Line: 2},
			{ID: "2", Article: "b", Text: "Two\nlines", Line: 3},
		}, Marks: []Mark{{"1", "", One(2)}, {"1", "b", One(2)}, {"2", "b", One(0)}}}
		if d := cmp.Diff(want, c); d != "" {
			t.Errorf("%s (-want +got)\n%s", name, d)
		}
	}
	text := "pid,body,code,who,Ann,Ben\n7,First.,war,x,war,peace\n8,Second.,none,y,peace,\n"
	c, problems, err := Read(strings.NewReader(text), ReadOptions{
		Scheme: &Scheme{Name: "topic", Many: true, Classes: []Class{{Name: "war"}, {Name: "peace"}}},
		Fields: Fields{ID: "pid", Text: "body", Label: "code", Group: "who", Coders: []string{"Ann", "Ben"}},
	})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	if d := cmp.Diff([]Mark{{"7", "", One(0)}, {"7", "Ann", One(0)}, {"7", "Ben", One(1)}, {"8", "", Set{}}, {"8", "Ann", One(1)}}, c.Marks); d != "" {
		t.Errorf("named columns (-want +got)\n%s", d)
	}
	if d := cmp.Diff([]string{"Ann", "Ben"}, c.Coders()); d != "" || c.Items[0].Article != "x" {
		t.Errorf("coders %v, group %q", c.Coders(), c.Items[0].Article)
	}
}

func TestInfer(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		many  bool
		names []string
	}{
		"single":       {"text,label\na,war\nb,peace\nc,War\n", false, []string{"War", "peace"}},
		"numbers":      {"text,label\na,10\nb,9\nc,2\n", false, []string{"2", "9", "10"}},
		"delimited":    {"text,labels\na,war; trade\nb,peace\nc,none\n", true, []string{"peace", "trade", "war"}},
		"commas":       {"text;label\na;\"war,peace\"\nb;war\nc;peace\n", true, []string{"peace", "war"}},
		"comma inside": {"text;label\na;\"yes, fully\"\nb;no\n", false, []string{"no", "yes, fully"}},
		"mixed arrays": {`{"text":"a","label":"x","tags":[1,{"b":[null]}]}` + "\n" + `{"text":"b","label":"y","tags":[null]}`, false, []string{"x", "y"}},
		"array":        {`{"text":"a","label":["x"]}` + "\n" + `{"text":"b","label":["y"]}`, true, []string{"x", "y"}},
		"json":         {`{"text":"a","label":true}` + "\n" + `{"text":"b","label":false}`, false, []string{"false", "true"}},
		"coders only":  {"text,coder_a,coder_b\na,war,peace\n", false, []string{"peace", "war"}},
	} {
		got, problems, err := Read(strings.NewReader(c.text), ReadOptions{})
		if err != nil || len(problems) > 0 {
			t.Error(name, err, problems)
			continue
		}
		if d := cmp.Diff(c.names, got.Scheme.Names()); d != "" || got.Scheme.Many != c.many {
			t.Errorf("%s: many %v, classes (-want +got)\n%s", name, got.Scheme.Many, d)
		}
	}
	for name, text := range map[string]string{
		"1 label": "text,label\na,war\nb,war\n",
		"129 different labels": "text,label\n" + func() (s string) {
			for i := range 129 {
				s += fmt.Sprintf("t,%d\n", i)
			}
			return s
		}(),
	} {
		if _, _, err := Read(strings.NewReader(text), ReadOptions{}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReadProblems(t *testing.T) {
	text := strings.Join([]string{
		`{"id":"1","text":"Good.","stance":"neutral"}`,
		`{"id":"1","text":"Again.","stance":"neutral"}`,
		`{"id":"3","text":"Misspelt.","stance":"sceptical"}`,
		`{"id":"4","text":"`,
		"{\"id\":\"5\",\"text\":\"bad caf\xe9\",\"stance\":\"neutral\"}",
		"{\"id\":\"6\",\"text\":\"nul \x00\",\"stance\":\"neutral\"}",
		`{"id":"7","stance":"neutral"}`,
		`{"id":"8","text":"Two.","stance":["neutral","optimistic"]}`,
		`{"id":"9","text":"Nul again.\u0000","stance":"neutral"}`,
		`null`,
		``,
		`{"id":"12","text":"No one coded it.","stance":null}`,
		`{"text":"No id.","stance":"optimistic","coder_a":"hopeful"}`,
		`{"text":"No id.","stance":"optimistic"}`,
	}, "\n")
	c, problems, err := Read(strings.NewReader(text), ReadOptions{Scheme: stance(t), Name: "x.jsonl"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range problems {
		got = append(got, p.Error())
	}
	want := []string{
		`x.jsonl:2: id "1" was already used on line 1`, `x.jsonl:3: label "sceptical" is not in scheme stance (skeptical, neutral, optimistic); the nearest is "skeptical"`,
		"x.jsonl:4: a line that breaks off inside its object", "x.jsonl:6: a NUL byte", "x.jsonl:7: no text in column text",
		"x.jsonl:8: 2 labels (neutral; optimistic), but scheme stance allows exactly one", "x.jsonl:9: a NUL character", "x.jsonl:10: null where an object is wanted",
		`x.jsonl:13: coder a: label "hopeful" is not in scheme stance`,
	}
	if len(got) != len(want) {
		t.Fatalf("problems:\n%s", strings.Join(got, "\n"))
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("problem %d: got %s\nwant %s", i, got[i], want[i])
		}
	}
	if len(c.Items) != 4 || len(c.Marks) != 3 || c.Items[1].Text != "bad café" || c.Items[3].ID != "14" || c.Gold().Coded[2] {
		t.Errorf("items %+v, marks %+v", c.Items, c.Marks)
	}
	_, problems, err = Read(strings.NewReader(text), ReadOptions{Scheme: stance(t), Name: "x.jsonl", Strict: true})
	if err == nil || len(problems) != 1 || problems[0].Error() != err.Error() {
		t.Errorf("strict: %v, %v", err, problems)
	}
}

// endless gives the head, then the same byte for ever.
type endless struct {
	head string
	b    byte
}

func (e *endless) block() []byte { return bytes.Repeat([]byte{e.b}, 4096) }

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.head)
	e.head = e.head[n:]
	for n < len(p) {
		n += copy(p[n:], e.block())
	}
	return n, nil
}

func TestReadRefuses(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"empty":          {"", "empty file"},
		"blank":          {"\n\n", "empty file"},
		"array":          {"[{\"text\":\"a\"}]", "JSON array"},
		"no text":        {"id,stance,title\n1,neutral,x\n", `no text column "text": the columns are id, stance, title`},
		"no label":       {"id,text\n1,x\n", `no label column "stance": the columns are id, text`},
		"twice a column": {"text,stance,text\na,b,c\n", `two columns named "text"`},
		"spreadsheet":    {"PK\x03\x04", "spreadsheet"},
		"only rubbish":   {"{\n{\n", "no line that can be read"},
	} {
		if _, _, err := Read(strings.NewReader(c.text), ReadOptions{Scheme: stance(t), Name: "f"}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
	for _, f := range []Fields{{Text: "body"}, {ID: "nr"}, {Group: "source"}, {Coders: []string{"Ann"}}, {Label: "code"}} {
		_, _, err := Read(strings.NewReader("id,text,stance\n1,a,neutral\n"), ReadOptions{Scheme: stance(t), Fields: f})
		if err == nil || !strings.Contains(err.Error(), "the columns are id, text, stance") {
			t.Errorf("%+v: %v", f, err)
		}
	}
	_, _, err := Read(strings.NewReader("text,coder_a,coder_b\nx,neutral,neutral\n"), ReadOptions{Scheme: stance(t), Fields: Fields{Label: "stnce"}})
	if err == nil || !strings.Contains(err.Error(), `no label column "stnce"`) {
		t.Errorf("a misspelt label column beside coders: %v", err)
	}
	if _, _, err := Read(&endless{"text,stance\n\"", 'x'}, ReadOptions{Scheme: stance(t)}); err == nil || !strings.Contains(err.Error(), "more than 16 MiB") {
		t.Errorf("a CSV record without end: %v", err)
	}
	long := io.MultiReader(strings.NewReader(`{"text":"`), io.LimitReader(&endless{"", 'x'}, 100<<20), strings.NewReader("\"}\n"+`{"text":"short","stance":"neutral"}`))
	c, problems, err := Read(long, ReadOptions{Scheme: stance(t)})
	if err != nil || len(problems) != 1 || !strings.Contains(problems[0].Found, "more than 16 MiB") || len(c.Items) != 1 {
		t.Errorf("a line of 100 MiB: %v, %v", err, problems)
	}
}

// TestReadPacked: a packed file is read like another, and half of one is refused.
func TestReadPacked(t *testing.T) {
	for name, text := range map[string]string{"c.csv.gz": "id,text,stance\n" + strings.Repeat("x", 1<<10) + ",Talks moved.,neutral\n", "c.jsonl.gz": coded} {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		z.Write([]byte(text))
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		want, _, err := Read(strings.NewReader(text), ReadOptions{Scheme: stance(t)})
		if err != nil {
			t.Fatal(err)
		}
		got, problems, err := Read(bytes.NewReader(b.Bytes()), ReadOptions{Scheme: stance(t), Name: name})
		if err != nil || len(problems) > 0 || got.Digest() != want.Digest() {
			t.Errorf("%s: %v, %v, %v", name, got, problems, err)
		}
		_, _, err = Read(bytes.NewReader(b.Bytes()[:b.Len()-9]), ReadOptions{Scheme: stance(t), Name: name})
		if err == nil || err.Error() != name+": packed data that cannot be unpacked: unexpected EOF: pack the file again, or give it unpacked" {
			t.Errorf("half of %s: %v", name, err)
		}
	}
}

func TestReadRatings(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		coders []string
	}{
		"numbers": {"1,1,2\n2,.,2\n1,1,\n", []string{"1", "2", "3"}},
		"names":   {"Ann;Ben;Cy\n1;1;2\n2;NA;2\n1;1;*\n", []string{"Ann", "Ben", "Cy"}},
	} {
		r, problems, err := ReadRatings(strings.NewReader(c.text), RatingsOptions{})
		if err != nil || len(problems) > 0 {
			t.Fatal(name, err, problems)
		}
		if d := cmp.Diff(c.coders, r.Coders); d != "" {
			t.Errorf("%s: coders (-want +got)\n%s", name, d)
		}
		want := [][]bool{{true, true, true}, {true, false, true}, {true, true, false}}
		if d := cmp.Diff(want, r.Has); d != "" || r.Sets[1][2] != One(1) {
			t.Errorf("%s: %v (-want +got)\n%s", name, r.Sets, d)
		}
	}
	r, problems, err := ReadRatings(strings.NewReader("neutral\tneutral\noptimist\tneutral\nskeptical\n"), RatingsOptions{Scheme: stance(t), Name: "r.tsv"})
	if err != nil || len(problems) != 2 || len(r.Items) != 1 || !strings.HasPrefix(problems[0].Error(), "r.tsv:2: coder 1") || problems[1].Line != 3 {
		t.Errorf("problems: %v, %v, %v", r, problems, err)
	}
	for text, want := range map[string]string{"": "empty", "1\n2\n": "one column", `{"a":1}`: "JSON", "1,1\n1,1\n": "1 label"} {
		if _, _, err := ReadRatings(strings.NewReader(text), RatingsOptions{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ReadRatings(%q): %v; want %q", text, err, want)
		}
	}
}

func TestDigest(t *testing.T) {
	read := func(text string) *Corpus {
		c, _, err := Read(strings.NewReader(text), ReadOptions{Scheme: stance(t)})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	c := read(coded)
	want := c.Digest()
	c.Marks[0], c.Marks[3] = c.Marks[3], c.Marks[0]
	if got := c.Digest(); got != want || len(got) != 64 {
		t.Errorf("the order of marks changes the digest: %s, %s", got, want)
	}
	if got := read("\n" + coded).Digest(); got != want {
		t.Errorf("line numbers change the digest")
	}
	for _, change := range [][2]string{{"Talks moved", "Talks move"}, {`"source":"Wire"`, `"source":"Post"`}, {`"coder_b":{"stance":"neutral"`, `"coder_b":{"stance":"skeptical"`}, {`"article":"b"`, `"article":"c"`}} {
		if got := read(strings.Replace(coded, change[0], change[1], 1)).Digest(); got == want {
			t.Errorf("%s to %s does not change the digest", change[0], change[1])
		}
	}
}

// TestDigestOfHighClasses: every class counts, on machines of 32 bits too, which give the digest that those of 64 bits have always given.
func TestDigestOfHighClasses(t *testing.T) {
	c := Corpus{Scheme: &Scheme{Name: "s"}, Items: []Item{{ID: "1", Text: "Talks."}}}
	of := map[string]int{}
	for k := range MaxClasses {
		c.Marks = []Mark{{Item: "1", Coder: "a", Set: One(k)}}
		digest := c.Digest()
		if other, twice := of[digest]; twice {
			t.Errorf("class %d has the digest of class %d", k, other)
		}
		of[digest] = k
	}
	c.Marks[0].Set = Of(3, 31, 32, 63, 64, 127)
	if got, want := c.Digest(), "fefccb4bf661d7b63125be9f282be175905da72ccb3cada598887b359a338084"; got != want {
		t.Errorf("digest %s, want %s", got, want)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(coded, "")
	f.Add("id,text,stance\n1,\"a\nb\",neutral\n", "csv")
	f.Add("text\tlabel\nx\ty; z\n", "tsv")
	f.Add("\ufeff{\"text\":\"a\",\"stance\":[\"neutral\"]}\n", "jsonl")
	f.Fuzz(func(t *testing.T, text, format string) {
		one, many := stance(t), frames(t)
		for _, s := range []*Scheme{one, many, nil} {
			c, _, err := Read(strings.NewReader(text), ReadOptions{Scheme: s, Format: format})
			if err != nil {
				continue
			}
			if err := c.Scheme.Check(); err != nil {
				t.Fatal(err)
			}
			at := c.index()
			if len(at) != len(c.Items) {
				t.Fatal("ids are not unique")
			}
			for _, m := range c.Marks {
				if _, ok := at[m.Item]; !ok {
					t.Fatalf("a mark of no item: %+v", m)
				}
				if again, err := c.Scheme.Parse(c.Scheme.Format(m.Set)); err != nil || again != m.Set {
					t.Fatalf("Parse(Format(%v)) = %v, %v", m.Set, again, err)
				}
			}
			c.Gold()
			c.Digest()
			Groups(c, NearDefault)
		}
		r, _, err := ReadRatings(strings.NewReader(text), RatingsOptions{})
		if err == nil {
			if a := Krippendorff(r, NominalDistance); a > 1 {
				t.Fatalf("alpha %v", a)
			}
		}
	})
}

func FuzzReadScheme(f *testing.F) {
	f.Add(`{"name":"x","classes":[{"name":"a"},{"name":"b","definition":"c"}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ReadScheme(strings.NewReader(text), "f")
		if err != nil {
			return
		}
		if err := s.Check(); err != nil {
			t.Fatal(err)
		}
		for k, c := range s.Classes {
			if got, err := s.Parse(c.Name); err != nil || got != One(k) {
				t.Fatalf("Parse(%q) = %v, %v", c.Name, got, err)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var lines, table strings.Builder
	table.WriteString("id,article,text,stance,source\n")
	for i, text := range invented(20_000, 1) {
		fmt.Fprintf(&lines, `{"id":"%d","article":"a%d","text":"%s","stance":"neutral","source":"Wire","kind":"body"}`+"\n", i, i/20, text)
		fmt.Fprintf(&table, "%d,a%d,%s,neutral,Wire\n", i, i/20, text)
	}
	for name, text := range map[string]string{"jsonl": lines.String(), "csv": table.String()} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, _, err := Read(strings.NewReader(text), ReadOptions{Scheme: stance(b), Format: name}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
