package labels

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNotCoded: every text that means "not coded" gives the marks that an empty cell gives, in every form of coded data, with a scheme and
// without, and the other labels of the line stay.
func TestNotCoded(t *testing.T) {
	if d := cmp.Diff([]string{"", "NA", "N/A", "n/a", ".", "*"}, NotCoded()); d != "" {
		t.Errorf("texts (-want +got)\n%s", d)
	}
	want := []Mark{{"1", "", One(2)}, {"1", "a", One(2)}, {"2", "", One(0)}, {"2", "b", One(0)}, {"3", "a", One(0)}, {"3", "b", One(2)}}
	inferred := []Mark{{"1", "", One(0)}, {"1", "a", One(0)}, {"2", "", One(1)}, {"2", "b", One(1)}, {"3", "a", One(1)}, {"3", "b", One(0)}}
	for _, text := range append(NotCoded(), " NA ") {
		cell, _ := json.Marshal(text)
		files := map[string]string{
			"csv":         fmt.Sprintf("id,text,stance,coder_a,coder_b\n1,x,optimistic,optimistic,%[1]s\n2,y,skeptical,%[1]s,skeptical\n3,z,%[1]s,skeptical,optimistic\n", text),
			"jsonl":       fmt.Sprintf(`{"id":"1","text":"x","stance":"optimistic","coder_a":"optimistic","coder_b":%[1]s}`+"\n"+`{"id":"2","text":"y","stance":"skeptical","coder_a":%[1]s,"coder_b":"skeptical"}`+"\n"+`{"id":"3","text":"z","stance":%[1]s,"coder_a":"skeptical","coder_b":"optimistic"}`, cell),
			"jsonl array": fmt.Sprintf(`{"id":"1","text":"x","stance":"optimistic","coder_a":"optimistic","coder_b":[%[1]s]}`+"\n"+`{"id":"2","text":"y","stance":"skeptical","coder_a":[%[1]s],"coder_b":"skeptical"}`+"\n"+`{"id":"3","text":"z","stance":[%[1]s],"coder_a":"skeptical","coder_b":"optimistic"}`, cell),
		}
		for name, file := range files {
			for _, c := range []struct {
				scheme *Scheme
				marks  []Mark
			}{{stance(t), want}, {nil, inferred}} {
				got, problems, err := Read(strings.NewReader(file), ReadOptions{Scheme: c.scheme, Fields: Fields{Label: "stance"}})
				if err != nil || len(problems) > 0 {
					t.Errorf("%s, %q, scheme %v: %v, %v", name, text, c.scheme, problems, err)
					continue
				}
				if d := cmp.Diff(c.marks, got.Marks); d != "" || len(got.Doubts) > 0 {
					t.Errorf("%s, %q, scheme %v: doubts %q, marks (-want +got)\n%s", name, text, c.scheme, got.Doubts, d)
				}
				if c.scheme == nil {
					if d := cmp.Diff([]string{"optimistic", "skeptical"}, got.Scheme.Names()); d != "" {
						t.Errorf("%s, %q: classes (-want +got)\n%s", name, text, d)
					}
				}
			}
		}
		r, problems, err := ReadRatings(strings.NewReader(fmt.Sprintf("Ann,Ben\npro,%[1]s\n%[1]s,contra\npro,pro\n", text)), RatingsOptions{})
		if err != nil || len(problems) > 0 {
			t.Fatal(text, problems, err)
		}
		if d := cmp.Diff([][]bool{{true, false}, {false, true}, {true, true}}, r.Has); d != "" || len(r.Scheme.Classes) != 2 {
			t.Errorf("ratings, %q: %d classes, has (-want +got)\n%s", text, len(r.Scheme.Classes), d)
		}
	}
}

// TestClassNamedNA: where a scheme has a class NA, that is what it means.
func TestClassNamedNA(t *testing.T) {
	s := &Scheme{Name: "side", Classes: []Class{{Name: "pro"}, {Name: "NA"}}}
	c, problems, err := Read(strings.NewReader("id,text,side\n1,x,NA\n2,y,pro\n3,z,.\n"), ReadOptions{Scheme: s})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if d := cmp.Diff([]Mark{{"1", "", One(1)}, {"2", "", One(0)}}, c.Marks); d != "" {
		t.Errorf("marks (-want +got)\n%s", d)
	}
	r, _, err := ReadRatings(strings.NewReader("Ann,Ben\nNA,pro\n.,pro\n"), RatingsOptions{Scheme: s})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([][]bool{{true, true}, {false, true}}, r.Has); d != "" || r.Sets[0][0] != One(1) {
		t.Errorf("ratings: %v, has (-want +got)\n%s", r.Sets, d)
	}
}

// TestNotCodedManyLabels: "none" is a label of a many-label scheme, "NA" is none.
func TestNotCodedManyLabels(t *testing.T) {
	c, problems, err := Read(strings.NewReader("id,text,frames\n1,x,none\n2,y,NA\n3,z,-\n4,u,process;security\n5,v,[]\n6,w,\n"), ReadOptions{Scheme: frames(t)})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if d := cmp.Diff([]Mark{{"1", "", Set{}}, {"3", "", Set{}}, {"4", "", One(0).With(1)}, {"5", "", Set{}}}, c.Marks); d != "" {
		t.Errorf("marks (-want +got)\n%s", d)
	}
}
