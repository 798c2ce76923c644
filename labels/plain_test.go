package labels

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var plainLines = []string{
	`{}`, ` { "a" : "b" , "n":-1.5e+3, "t":true,"f":false,"z":null,"e":""} `,
	`{"b":"1","a":"2","ab":"3"}`, `{"text":"\u003cb\u003e \"quoted\" \\ \/ \n\t\r\b\f \u00E9 €"}`,
	`{"text":"\ud83d\ude00 \ud83d"}`, `{"text":"\u0000"}`, `{"a":"b","a":"c"}`, `{"a":{"b":"c"},"a.b":"d"}`, `{"\u0061":"b"}`, `{"a":["x",1],"b":[]}`,
	`{"a":01}`, `{"a":1.}`, `{"a":-}`, `{"a":1e}`, `{"a":tru}`, `{"a" "b"}`, `{"a":"b",}`, `{"a":"b"} x`, `{"a":"b`, `{"a":"\x"}`, `{"a":"\u12"}`, `{"a":"\u00g1"}`, `{a:1}`, `null`, `[1]`, `"x"`, `{"a":"b"`,
	"{\"a\":\"x\ty\"}", "{\"a\":\"x\u2028\"}", `{"":"b"}`, `{"a":"B\u005c"}`, `{"a":0,"b":-0,"c":0.0,"d":10}`,
}

// checkPlain holds plain against encoding/json.
func checkPlain(t *testing.T, line string) bool {
	fields, ok := plain(nil, line)
	if !ok {
		return false
	}
	want, err := nested(line)
	if err != nil {
		t.Fatalf("plain(%q) is %v, encoding/json says %v", line, fields, err)
	}
	for i := range want {
		if want[i].missing {
			want[i].value = value{}
		}
	}
	if d := cmp.Diff(want, fields, cmp.AllowUnexported(field{}, value{})); d != "" && len(want)+len(fields) > 0 {
		t.Fatalf("plain(%q) (-encoding/json +plain)\n%s", line, d)
	}
	return true
}

func TestPlain(t *testing.T) {
	read := 0
	for _, line := range plainLines {
		if checkPlain(t, line) {
			read++
		}
	}
	if read < 8 {
		t.Errorf("plain reads %d of the lines, want at least 8", read)
	}
	var b strings.Builder
	for i := range plainMost {
		fmt.Fprintf(&b, `"%02d":%d,`, i, i)
	}
	line := "{" + strings.TrimSuffix(b.String(), ",") + "}"
	if !checkPlain(t, line) {
		t.Errorf("plain does not read %s", line)
	}
	if _, ok := plain(nil, `{"x":1,`+line[1:]); ok {
		t.Errorf("plain reads %d fields, want at most %d", plainMost+1, plainMost)
	}
}

func FuzzPlain(f *testing.F) {
	for _, line := range plainLines {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if found, _ := checkText(line); found == "" && utf8.ValidString(line) { // as reading makes sure
			checkPlain(t, line)
		}
	})
}

// TestReadPages reads more than a page with faults in it, on one thread and on several: lines, columns and problems stay in the order of the file.
func TestReadPages(t *testing.T) {
	var b bytes.Buffer
	for i := range 5000 {
		switch {
		case i%97 == 5:
			fmt.Fprintf(&b, "{\"id\":\"%d\",\"text\"\n", i)
		case i%89 == 7:
			fmt.Fprintln(&b)
		default:
			fmt.Fprintf(&b, `{"id":"%d","text":"%s","label":"%c","m%d":{"x":[1,2]}}`+"\n", i, strings.Repeat("talks ", 30), 'a'+i%3, i/1000)
		}
	}
	fmt.Fprintf(&b, `{"id":"last","text":"%s","label":"a"}`, strings.Repeat("x", MaxLine)) // too long, without an end
	read := func(threads int) (*Corpus, []Problem) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(threads))
		c, problems, err := Read(io.MultiReader(bytes.NewReader(b.Bytes())), ReadOptions{Name: "pages.jsonl"})
		if err != nil {
			t.Fatal(err)
		}
		return c, problems
	}
	one, problems := read(1)
	three, others := read(3)
	if d := cmp.Diff(one, three); d != "" {
		t.Errorf("one thread and three (-one +three)\n%s", d)
	}
	if d := cmp.Diff(problems, others); d != "" {
		t.Errorf("problems of one thread and three (-one +three)\n%s", d)
	}
	if len(problems) != 53 || problems[0].Line != 6 || problems[52].Line != 5001 || !strings.Contains(problems[52].Found, "more than 16 MiB") {
		t.Errorf("%d problems, the first %v, the last %v", len(problems), problems[0], problems[len(problems)-1])
	}
	if n := 5000 - 52 - 57; len(one.Items) != n {
		t.Errorf("%d items, want %d", len(one.Items), n)
	}
	if last := one.Items[len(one.Items)-1]; last.Line != 5000 || last.ID != "4999" || last.Meta["m4.x"] != "1; 2" {
		t.Errorf("the last item is %+v", last)
	}
}
