package labels

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// krippendorffTable is the reliability data of Krippendorff (2011), section C: coders A to D, one line an item. Its nominal alpha is 0.743.
var krippendorffTable = strings.Fields("1,1,,1 2,2,3,2 3,3,3,3 3,3,3,3 2,2,2,2 1,2,3,4 4,4,4,4 1,1,2,1 2,2,2,2 ,5,5,5 ,,1,1 ,,3,")

// TestColumnOfUnits: a column that names the items changes nothing, in whatever form programs write it, and is told of.
func TestColumnOfUnits(t *testing.T) {
	table := func(header string, id func(i int) string) string {
		var b strings.Builder
		b.WriteString(header)
		for i, row := range krippendorffTable {
			fmt.Fprintf(&b, "%s,%s\n", id(i), row)
		}
		return b.String()
	}
	number := func(i int) string { return fmt.Sprint(i + 1) }
	for name, c := range map[string]struct {
		text, first, doubt string
		o                  RatingsOptions
	}{
		"header unit":           {table("unit,A,B,C,D\n", number), "1", `column "unit" is taken for the names of the items`, RatingsOptions{}},
		"header Text_ID":        {table("Text_ID,A,B,C,D\n", func(i int) string { return fmt.Sprintf("t%d", 90-i) }), "t90", `column "Text_ID"`, RatingsOptions{}},
		"as R writes it":        {table(`"","A","B","C","D"`+"\n", func(i int) string { return fmt.Sprintf("%q", number(i)) }), "1", "column 1 is taken for the names of the items", RatingsOptions{}},
		"coders are numbers":    {table("item,1,2,3,4\n", number), "1", `column "item"`, RatingsOptions{}},
		"numbers in a row":      {table("what,A,B,C,D\n", number), "1", `column "what"`, RatingsOptions{}},
		"numbers from 0":        {table("", func(i int) string { return fmt.Sprint(i) }), "0", "column 1", RatingsOptions{}},
		"words":                 {table("text,A,B,C,D\n", func(i int) string { return "p" + number(11-i) }), "p12", `column "text"`, RatingsOptions{}},
		"words without header":  {table("", func(i int) string { return "p" + number(11-i) }), "p12", "column 1", RatingsOptions{}},
		"numbers beyond labels": {table("what,A,B,C,D\n", func(i int) string { return fmt.Sprint(1000 + 7*(i*5%12)) }), "1000", `column "what"`, RatingsOptions{}},
		"two such columns":      {table(`"","unit","A","B","C","D"`+"\n", func(i int) string { return number(i) + ",u" + number(i) }), "u1", "column 1", RatingsOptions{}},
		"named":                 {table("odd,A,B,C,D\n", func(i int) string { return "3" }), "3", "", RatingsOptions{ID: "odd"}},
		"coders named":          {table("odd,A,B,C,D\n", func(i int) string { return "3" }), "2", "", RatingsOptions{Coders: []string{"A", "B", "C", "D"}}},
	} {
		r, problems, err := ReadRatings(strings.NewReader(c.text), c.o)
		if err != nil || len(problems) > 0 {
			t.Errorf("%s: %v, %v", name, problems, err)
			continue
		}
		if got := Krippendorff(r, NominalDistance); math.Abs(got-0.74342105) > 1e-8 || len(r.Coders) != 4 || len(r.Items) != 12 || len(r.Scheme.Classes) != 5 {
			t.Errorf("%s: alpha %v of coders %q, %d items, %d classes, want 0.74342105 of 4, 12, 5", name, got, r.Coders, len(r.Items), len(r.Scheme.Classes))
		}
		if r.Items[0] != c.first {
			t.Errorf("%s: the first item is %q, want %q", name, r.Items[0], c.first)
		}
		if (c.doubt == "") != (len(r.Doubts) == 0) || c.doubt != "" && !strings.HasPrefix(r.Doubts[0], c.doubt) {
			t.Errorf("%s: doubts %q, want %q", name, r.Doubts, c.doubt)
		}
	}
}

// TestColumnOfCoder: what may be a coder is one.
func TestColumnOfCoder(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		scheme *Scheme
		coders []string
		doubts int
	}{
		"the reliability data":              {strings.Join(krippendorffTable, "\n"), nil, []string{"1", "2", "3", "4"}, 0},
		"interval data, all distinct":       {"Ann,Ben\n1.5,1.4\n2.5,2.6\n3.5,3.5\n", nil, []string{"Ann", "Ben"}, 0},
		"distinct beside repeated":          {"Ann,Ben,Cy\n10,12,12\n20,12,22\n35,33,33\n50,52,52\n", nil, []string{"Ann", "Ben", "Cy"}, 0},
		"a scale in order":                  {"Ann,Ben,Cy\n1,1,1\n2,2,2\n3,3,2\n4,4,3\n5,5,5\n", nil, []string{"Ann", "Ben", "Cy"}, 0},
		"a scale in order, one step unused": {"Ann,Ben,Cy\n1,1,1\n2,2,2\n3,3,2\n4,3,3\n", nil, []string{"Ann", "Ben", "Cy"}, 1},
		"a coder called Item":               {"Item,Ben\npro,pro\npro,contra\ncontra,pro\n", nil, []string{"Item", "Ben"}, 0},
		"each label once":                   {"Ann,Ben\npro,pro\ncontra,pro\n", nil, []string{"Ann", "Ben"}, 0},
		"labels of the scheme":              {"Ann,Ben,Cy\nskeptical,neutral,neutral\noptimistic,neutral,neutral\n", stance(t), []string{"Ann", "Ben", "Cy"}, 0},
		"a first cell not coded":            {",pro,contra\npro,pro,pro\ncontra,contra,pro\n", nil, []string{"1", "2", "3"}, 0},
	} {
		r, problems, err := ReadRatings(strings.NewReader(c.text), RatingsOptions{Scheme: c.scheme})
		if err != nil || len(problems) > 0 {
			t.Errorf("%s: %v, %v", name, problems, err)
			continue
		}
		if d := cmp.Diff(c.coders, r.Coders); d != "" || len(r.Doubts) != c.doubts {
			t.Errorf("%s: doubts %q, want %d; coders (-want +got)\n%s", name, r.Doubts, c.doubts, d)
		}
	}
}

// TestRefusedUnits: tables of which no two coders are left, or with several rows for an item.
func TestRefusedUnits(t *testing.T) {
	for text, want := range map[string]string{
		"unit,Ann\n1,pro\n2,contra\n":                            "1 column of a coder beside that of the items",
		"p1,pro\np2,contra\np3,pro\n":                            "1 column of a coder beside that of the items",
		"unit,coder,label\n1,Ann,pro\n1,Ben,pro\n2,Ann,contra\n": `f.csv:3: column "unit" names the item "1", as line 2 does: give one row an item`,
	} {
		if _, _, err := ReadRatings(strings.NewReader(text), RatingsOptions{Name: "f.csv"}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	for _, o := range []RatingsOptions{{ID: "nr"}, {Coders: []string{"Ann", "Cy"}}} {
		if _, _, err := ReadRatings(strings.NewReader("unit,Ann,Ben\n1,pro,pro\n2,contra,pro\n"), o); err == nil || !strings.Contains(err.Error(), "the columns are unit, Ann, Ben") {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

// TestRatingsDoubts: lines left out and empty cells that may mean "none" are told of, as in a corpus.
func TestRatingsDoubts(t *testing.T) {
	r, _, err := ReadRatings(strings.NewReader("Ann,Ben\nprocess,\nprocess,justice\njustice,proces\n"), RatingsOptions{Scheme: frames(t)})
	if err != nil || len(r.Doubts) != 2 || !strings.HasPrefix(r.Doubts[0], "line 4 cannot be used") || !strings.Contains(r.Doubts[1], "(column Ben: 1 of 2)") {
		t.Errorf("%v, doubts %q", err, r.Doubts)
	}
}
