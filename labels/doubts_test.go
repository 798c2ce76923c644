package labels

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDoubts: what is doubtful about a file as a whole is said, and nothing is where nothing is.
func TestDoubts(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		many   bool
		fields Fields
		want   []string
	}{
		"all well":          {text: "id,text,stance,coder_a\n1,x,neutral,neutral\n2,y,neutral,\n"},
		"one line left out": {text: "id,text,stance\n1,x,neutral\n2,y,netral\n", want: []string{`line 3 cannot be used and is left out: label "netral" is not in scheme stance (skeptical, neutral, optimistic); the nearest is "neutral"`}},
		"lines left out": {text: "id,text,stance\n1,x,neutral\n2,,neutral\n3,z\n",
			want: []string{"2 lines cannot be used and are left out, beside 1 that can; the first is line 3: no text in column text"}},
		"empty cells": {text: "id,text,frames,coder_a,coder_b\n1,x,process,,security\n2,y,,process,none\n3,z,economic,justice,\n4,u,economic,process,justice\n", many: true,
			want: []string{"an empty cell means that nobody coded the item (column frames: 1 of 4, column coder_a: 1 of 4): where a coder found that no class applies, write none"}},
		"empty cells of one label":       {text: "id,text,stance\n1,x,neutral\n2,y,\n"},
		"none is said in a word":         {text: "id,text,frames\n1,x,process\n2,y,\n3,z,none\n", many: true},
		"an empty column is no coder's":  {text: "id,text,frames,coder_a\n1,x,process,\n2,y,justice,\n", many: true},
		"null in JSON is said in a word": {text: `{"text":"x","frames":["process"]}` + "\n" + `{"text":"y","frames":null}`, many: true},
		"coders of another question": {text: "id,text,frames,coder_a,coder_b\n1,x,process,neutral,process\n2,y,justice,,justice\n3,z,justice,NA,justice\n4,u,justice,skeptical,justice\n", many: true,
			want: []string{`none of the 2 values of column coder_a is a label of scheme frames (the first is "neutral"): it is taken for an answer to another question and left out`}},
		"coders named by the user": {text: "id,text,frames,coder_a\n1,x,process,neutral\n2,y,justice,neutral\n3,z,justice,process\n", many: true, fields: Fields{Coders: []string{"coder_a"}},
			want: []string{`2 lines cannot be used and are left out, beside 1 that can; the first is line 2: coder a: label "neutral" is not in scheme frames`}},
		"a line in another encoding": {text: "id,text,stance\n1,d\xfcrfen,neutral\n2,y,neutral\n", want: []string{"line 2 is not UTF-8: read as windows-1252, a guess"}},
		"lines in another encoding": {text: `{"text":"x","stance":"neutral"}` + "\n" + `{"text":"d` + "\xfc" + `rfen","stance":"neutral"}` + "\n" + `{"text":"h` + "\xf6" + `ren","stance":"neutral"}`,
			want: []string{"line 2 is not UTF-8: read as windows-1252, a guess; if it is another encoding, name it or save the file as UTF-8 (1 more line is not UTF-8)"}},
		"no coders asked for": {text: "id,text,frames,coder_a\n1,x,process,neutral\n2,y,justice,process\n", many: true, fields: Fields{Coders: []string{}}},
	} {
		s := stance(t)
		if c.many {
			s = frames(t)
		}
		got, _, err := Read(strings.NewReader(c.text), ReadOptions{Scheme: s, Fields: c.fields})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(got.Doubts) != len(c.want) {
			t.Errorf("%s: doubts %q, want %q", name, got.Doubts, c.want)
			continue
		}
		for i, want := range c.want {
			if !strings.HasPrefix(got.Doubts[i], want) {
				t.Errorf("%s: doubt %d is\n%s\nwant\n%s", name, i, got.Doubts[i], want)
			}
		}
	}
}

// TestCodersOfAnotherQuestion: they are left out and the labels of the scheme stay, also where another coder's are of the scheme; a typing error among
// right labels is an error of its line; without any label of the scheme all lines are told of.
func TestCodersOfAnotherQuestion(t *testing.T) {
	c, problems, err := Read(strings.NewReader("id,text,frames,coder_a,coder_b\n1,x,process,neutral,process\n2,y,justice,neutral,proces\n3,z,none,skeptical,none\n"), ReadOptions{Scheme: frames(t)})
	if err != nil || len(problems) != 1 || problems[0].Line != 3 {
		t.Fatal(problems, err)
	}
	if d := cmp.Diff([]Mark{{"1", "", One(0)}, {"1", "b", One(0)}, {"3", "", Set{}}, {"3", "b", Set{}}}, c.Marks); d != "" {
		t.Errorf("marks (-want +got)\n%s", d)
	}
	_, problems, err = Read(strings.NewReader("id,text,coder_a\n1,x,neutral\n2,y,skeptical\n"), ReadOptions{Scheme: frames(t), Name: "f.csv"})
	want := `f.csv: no line that can be used (first: line 2, coder a: label "neutral" is not in scheme frames (process, security, sovereignty, humanitarian, economic, strategy, justice)): correct the label`
	if err == nil || err.Error() != want || len(problems) != 2 {
		t.Errorf("got %v, %v, want %s", err, problems, want)
	}
}

// TestInferNames: of spellings that differ in capitals the commonest is the name, of equally common ones the first.
func TestInferNames(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"text,label\na,SKEPTICAL\nb,skeptical\nc,skeptical\nd,Neutral\ne,neutral\n", "Neutral skeptical"},
		{"text,label\na,WAR; peace\nb,war\nc,war;PEACE\nd,PEACE\n", "PEACE war"},
		{`{"text":"a","label":["WAR"]}` + "\n" + `{"text":"b","label":["war","peace"]}` + "\n" + `{"text":"c","label":["war"]}`, "peace war"},
	} {
		got, problems, err := Read(strings.NewReader(c.text), ReadOptions{})
		if err != nil || len(problems) > 0 {
			t.Fatal(c.text, problems, err)
		}
		if names := strings.Join(got.Scheme.Names(), " "); names != c.want {
			t.Errorf("%q: classes %s, want %s", c.text, names, c.want)
		}
	}
	r, _, err := ReadRatings(strings.NewReader("Ann,Ben\nPRO,pro\npro,contra\n"), RatingsOptions{})
	if err != nil || r.Scheme.Names()[1] != "pro" {
		t.Errorf("ratings: %v, %v", r, err)
	}
}

func TestJoinDoubts(t *testing.T) {
	one, two := &Corpus{Scheme: stance(t), Doubts: []string{"x"}}, &Corpus{Scheme: stance(t), Doubts: []string{"y"}}
	c, err := Join(one, two)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"input 1: x", "input 2: y"}, c.Doubts); d != "" {
		t.Errorf("doubts (-want +got)\n%s", d)
	}
}
