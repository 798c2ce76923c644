package labels

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func stance(t testing.TB) *Scheme {
	t.Helper()
	s, ok := Builtin("stance")
	if !ok {
		t.Fatal("no built-in scheme stance")
	}
	return s
}

func frames(t testing.TB) *Scheme {
	t.Helper()
	s, ok := Builtin("frames")
	if !ok {
		t.Fatal("no built-in scheme frames")
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
