package labels

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFoldsLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(2, 6).Draw(t, "k")
		classes := rapid.IntRange(2, 5).Draw(t, "classes")
		groups := rapid.SliceOfN(rapid.IntRange(-20, 20), 1, 120).Draw(t, "groups")
		y := make([]Set, len(groups))
		for i := range y {
			y[i] = Of(rapid.SliceOfN(rapid.IntRange(0, classes-1), 0, 3).Draw(t, "y")...)
		}
		_, n := compactGroups(groups)
		before := slices.Clone(groups)
		f, err := MakeFolds(groups, y, classes, k, 7)
		if n < k {
			if err == nil {
				t.Fatalf("%d groups in %d folds: no error", n, k)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(before, groups) {
			t.Fatal("the groups were changed")
		}
		fold := map[int]int{}
		size := make([]int, k)
		for i, q := range f.Of {
			if other, ok := fold[groups[i]]; ok && other != q {
				t.Fatalf("group %d is in folds %d and %d", groups[i], other, q)
			}
			fold[groups[i]] = q
			size[q]++
		}
		if slices.Contains(size, 0) {
			t.Fatalf("an empty fold: %v", size)
		}
		again, _ := MakeFolds(groups, y, classes, k, 7)
		if !slices.Equal(again.Of, f.Of) {
			t.Fatal("same seed, other folds")
		}
		train, test := f.Split(0)
		if len(train)+len(test) != len(y) || len(test) != size[0] {
			t.Fatalf("split of %d: %d and %d", len(y), len(train), len(test))
		}
	})
}

// 60 articles of 10 paragraphs with one rare class must come out even.
func TestFoldsEven(t *testing.T) {
	var groups []int
	var y []Set
	for a := range 60 {
		for p := range 10 {
			groups = append(groups, a)
			k := (a + p) % 2
			if a%6 == 0 && p == 0 {
				k = 2
			}
			y = append(y, One(k))
		}
	}
	f, err := MakeFolds(groups, y, 3, 5, 1)
	if err != nil {
		t.Fatal(err)
	}
	var count [5][3]int
	for i, q := range f.Of {
		count[q][y[i].First()]++
	}
	for q, c := range count {
		if c[2] != 2 || c[0]+c[1]+c[2] != 120 {
			t.Errorf("fold %d holds %v; want 120 items, 2 of class 2", q, c)
		}
	}
	again, err := RepeatFolds(groups, y, 3, 5, 3, 1)
	if err != nil || len(again) != 3 || !slices.Equal(again[0].Of, f.Of) {
		t.Errorf("repeated: %d folds, %v", len(again), err)
	}
	if slices.Equal(again[1].Of, f.Of) || slices.Equal(again[2].Of, again[1].Of) {
		t.Error("another seed gives the same folds")
	}
}

// Articles that all differ in size must be dealt otherwise for every seed, and about as evenly: rounds with the same folds measure nothing.
func TestFoldsFollowSeed(t *testing.T) {
	var groups []int
	var y []Set
	for a := range 40 {
		for p := range 5 + (a*7)%23 {
			groups = append(groups, a)
			y = append(y, One((a*a+p*p)%3))
		}
	}
	rounds, err := RepeatFolds(groups, y, 3, 10, 5, 1)
	if err != nil {
		t.Fatal(err)
	}
	for r, f := range rounds {
		size := make([]int, f.K)
		for _, q := range f.Of {
			size[q]++
		}
		if least, most := slices.Min(size), slices.Max(size); float64(most) > 1.25*float64(least) {
			t.Errorf("round %d: folds of %d to %d items", r+1, least, most)
		}
		for _, other := range rounds[:r] {
			if moved := apart(f.Of, other.Of); moved < 0.4 { // an article itself is a quarter of a fold
				t.Errorf("round %d shares %.0f%% of its pairs with an earlier one", r+1, 100*(1-moved))
			}
		}
	}
}

// apart is the share of the pairs of items that are together in folds a but not in b.
func apart(a, b []int) float64 {
	together, parted := 0, 0
	for i := range a {
		for j := range i {
			if a[i] == a[j] {
				together++
				if b[i] != b[j] {
					parted++
				}
			}
		}
	}
	return float64(parted) / float64(together)
}

func TestFoldsDoubts(t *testing.T) {
	y := []Set{One(0), One(0), One(0), One(1), One(2), One(2), One(2)}
	f, err := MakeFolds([]int{0, 1, 2, 3, 4, 5, 6}, y, 3, 3, 1)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Doubts(stance(t)); len(got) != 1 || !strings.Contains(got[0], "neutral") || strings.Contains(got[0], "skeptical") {
		t.Errorf("doubts: %q", got)
	}
	if _, err := MakeFolds([]int{0, 0, 1}, y[:3], 3, 3, 1); err == nil || !strings.Contains(err.Error(), "at most 2 folds") {
		t.Errorf("2 groups in 3 folds: %v", err)
	}
	if _, err := MakeFolds([]int{0}, y[:1], 3, 1, 1); err == nil {
		t.Error("one fold is allowed")
	}
}

func TestLeaveOneOut(t *testing.T) {
	c := &Corpus{}
	for i, s := range []string{"Wire", "Post", "", "Wire"} {
		it := Item{ID: fmt.Sprint(i), Article: fmt.Sprint(i / 2)}
		if s != "" {
			it.Meta = map[string]string{"source": s}
		}
		c.Items = append(c.Items, it)
	}
	f, names, err := LeaveOneOut(c, "source")
	if err != nil || !slices.Equal(names, []string{"", "Post", "Wire"}) || !slices.Equal(f.Of, []int{2, 1, 0, 2}) {
		t.Errorf("got %v, %v, %v", f, names, err)
	}
	train, test, dropped := f.Purged(2, []int{7, 8, 9, 8})
	if !slices.Equal(test, []int{0, 3}) || !slices.Equal(train, []int{2}) || dropped != 1 {
		t.Errorf("purged: train %v, test %v, dropped %d", train, test, dropped)
	}
	if f, _, err = LeaveOneOut(c, "article"); err != nil || !slices.Equal(f.Of, []int{0, 0, 1, 1}) {
		t.Errorf("by article: %v, %v", f, err)
	}
	if _, _, err = LeaveOneOut(c, "genre"); err == nil || !strings.Contains(err.Error(), "article, id, source") {
		t.Errorf("by a field that is not there: %v", err)
	}
}

// TestFieldInMeta: a field of a record that parley extract wrote is found by its own name, and by the long one; a column of that name goes first.
func TestFieldInMeta(t *testing.T) {
	const in = `{"id":"1","text":"a","stance":"neutral","meta":{"conflict":"Sudan","source":"in meta"},"source":"Herald"}
{"id":"2","text":"b","stance":"neutral","meta":{"conflict":"Yemen"}}
`
	scheme, _ := Builtin("stance")
	c, problems, err := Read(strings.NewReader(in), ReadOptions{Scheme: scheme, Name: "coded.jsonl"})
	if err != nil || problems != nil {
		t.Fatal(err, problems)
	}
	for _, w := range []struct{ field, first, second string }{
		{"conflict", "Sudan", "Yemen"}, {"meta.conflict", "Sudan", "Yemen"}, {"source", "Herald", ""}, {"meta.source", "in meta", ""}, {"genre", "", ""},
	} {
		if a, b := c.Items[0].Field(w.field), c.Items[1].Field(w.field); a != w.first || b != w.second {
			t.Errorf("%s is %q and %q, want %q and %q", w.field, a, b, w.first, w.second)
		}
		if got, want := c.HasField(w.field), w.first != ""; got != want {
			t.Errorf("there is a field %s: %v", w.field, got)
		}
	}
	if got := strings.Join(c.FieldNames(), " "); got != "article conflict id source" {
		t.Errorf("the fields are %s", got)
	}
	if f, names, err := LeaveOneOut(c, "conflict"); err != nil || f.K != 2 || names[0] != "Sudan" {
		t.Errorf("folds by conflict: %v, %v, %v", f, names, err)
	}
}
