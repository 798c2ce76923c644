package labels

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNearDuplicates(t *testing.T) {
	long := "The envoys met for a third day in the capital and left without a joint statement, though both sides said they would come back next week to speak about prisoners."
	texts := []string{
		0:  long,
		1:  strings.ToUpper(long) + "!",
		2:  strings.Replace(long, "third day in the capital", "third day in the lakeside town", 1),
		3:  "Rain is expected along the coast until Thursday, with gusts in the evening, forecasters at the national centre said in their morning bulletin.",
		4:  "Why?",
		5:  "WHY",
		6:  "Why not?",
		7:  "",
		8:  "…",
		9:  "He said: " + long + " Rain is expected. The markets were calm, the ministers had gone home, and nobody in the square had heard of any of it until late in the evening when the bells rang out over the river and the bridges.",
		10: "The White House said it would not comment.",
		11: "The White House said it was pleased.",
		12: "Don’t give up now, they said.",
		13: "Don't give up now, they said",
	}
	want := [][2]int{{0, 1}, {0, 2}, {0, 9}, {2, 9}, {4, 5}, {12, 13}}
	if d := cmp.Diff(want, nearPairs(texts, NearDefault)); d != "" {
		t.Errorf("pairs (-want +got)\n%s", d)
	}
	if got := nearPairs(nil, 0.5); len(got) > 0 {
		t.Errorf("pairs of nothing: %v", got)
	}
	if got := nearPairs([]string{"和平谈判今天在首都继续举行", "和平谈判今天在首都继续举行。", "市场昨天收盘时基本持平没有变化"}, 0.5); !slices.Equal(got, [][2]int{{0, 1}}) {
		t.Errorf("Chinese: %v", got)
	}
}

// Versions joins by way of others: 0 and 2 have no stretch in common, and 4,
// which comes after them, has both.
func TestVersions(t *testing.T) {
	first := "The envoys met for a third day in the capital and left without a joint statement on Friday."
	second := "Prisoners will be exchanged next week at the border crossing, the ministry announced after midnight."
	texts := []string{first, "", second, "Rain is expected along the coast until Thursday, with gusts in the evening.", first + " " + second, strings.ToUpper(second), ""}
	if got, want := Versions(texts, NearDefault), []int{0, 1, 0, 3, 0, 0, 6}; !slices.Equal(got, want) {
		t.Errorf("got %v, expected %v", got, want)
	}
	if got, want := Versions(slices.Delete(slices.Clone(texts), 4, 5), NearDefault), []int{0, 1, 2, 3, 2, 5}; !slices.Equal(got, want) {
		t.Errorf("without the text that joins: got %v, expected %v", got, want)
	}
	if got := Versions(nil, 0); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}

// invented makes paragraphs of words that are drawn by Zipf's law, every tenth
// of them an altered copy of another.
func invented(n int, seed uint64) []string {
	rng := rand.New(rand.NewPCG(seed, 1))
	zipf := rand.NewZipf(rng, 1.1, 4, 20000)
	texts := make([]string, n)
	for i := range texts {
		var w []string
		if i%10 == 9 {
			w = strings.Fields(texts[i-1])
			for range 3 {
				w[rng.IntN(len(w))] = fmt.Sprintf("x%d", rng.IntN(1000))
			}
		} else {
			for range 15 + rng.IntN(20) {
				w = append(w, fmt.Sprintf("w%d", zipf.Uint64()))
			}
		}
		texts[i] = strings.Join(w, " ")
	}
	return texts
}

// Every pair that MinHash proposes is checked, so only misses are possible: all
// pairs with a coefficient above 0.3 must be found.
func TestNearDuplicatesAgainstAllPairs(t *testing.T) {
	texts := invented(600, 3)
	var n nearTexts
	for _, s := range texts {
		n.add(s)
	}
	var want [][2]int
	for i := range texts {
		for j := i + 1; j < len(texts); j++ {
			if alike(n.text(i), n.text(j), 0.3) {
				want = append(want, [2]int{i, j})
			}
		}
	}
	if len(want) < 40 {
		t.Fatalf("only %d pairs to find", len(want))
	}
	if d := cmp.Diff(want, nearPairs(texts, 0.3)); d != "" {
		t.Errorf("pairs (-want +got)\n%s", d)
	}
}

func TestGroups(t *testing.T) {
	long := "The envoys met for a third day in the capital and left without a joint statement, though both sides said they would come back next week."
	c := &Corpus{Items: []Item{
		{ID: "0", Article: "a", Text: "One thing."}, {ID: "1", Article: "b", Text: long}, {ID: "2", Text: "Alone."},
		{ID: "3", Article: "a", Text: "Another thing."}, {ID: "4", Article: "c", Text: long + " It rained."}, {ID: "5", Text: "Quite alone."},
	}}
	if got, want := Groups(c, 0), []int{0, 1, 2, 0, 3, 4}; !slices.Equal(got, want) {
		t.Errorf("by article: got %v, want %v", got, want)
	}
	if got, want := Groups(c, NearDefault), []int{0, 1, 2, 0, 1, 3}; !slices.Equal(got, want) {
		t.Errorf("with near-duplicates: got %v, want %v", got, want)
	}
}

// nearPairs is the pairs of NearDuplicates.
func nearPairs(texts []string, threshold float64) [][2]int {
	pairs, _ := NearDuplicates(texts, threshold)
	return pairs
}

// Of a crowd of texts of one form all pairs are found up to 101 texts. Beyond, their number grows with that of the texts and not with its square, and
// it is told that there may be more; those that stand next to each other are among them.
func TestNearDuplicatesInCrowds(t *testing.T) {
	crowd := make([]string, 3000)
	for i := range crowd {
		crowd[i] = fmt.Sprintf("The envoy said the talks would resume on Monday after a week of shelling near the river and the city %d", i)
	}
	for _, n := range []int{2, 101, 1000, 3000} {
		pairs, more := NearDuplicates(crowd[:n], NearDefault)
		least, most := n*(n-1)/2, n*(n-1)/2
		if n > 101 {
			least, most = 100*(n-100), 200*n
		}
		if len(pairs) < least || len(pairs) > most || more != (n > 101) {
			t.Errorf("%d texts of one form: %d pairs, more %v; want %d to %d, %v", n, len(pairs), more, least, most, n > 101)
		}
		for i := 1; i < n; i++ {
			if _, found := slices.BinarySearchFunc(pairs, [2]int{i - 1, i}, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) }); !found {
				t.Fatalf("%d texts of one form: %d and %d are no pair", n, i-1, i)
			}
		}
	}
}

// forms makes texts of one form, filled in with numbers: the worst case.
func forms(n int) []string {
	rng := rand.New(rand.NewPCG(5, 5))
	texts := make([]string, n)
	for i := range texts {
		texts[i] = fmt.Sprintf("The board declared a quarterly dividend of %d cents a share payable to holders of record on March %d, against %d cents in the same quarter of the year before, the company said.", rng.IntN(100), rng.IntN(31), rng.IntN(100))
	}
	return texts
}

// The groups are the components of the graph of all pairs.
func TestGroupsAreComponents(t *testing.T) {
	for _, texts := range [][]string{append(forms(300), invented(300, 8)...), invented(500, 9)} {
		c := &Corpus{}
		u := newUnions(len(texts))
		for i, s := range texts {
			c.Items = append(c.Items, Item{ID: fmt.Sprint(i), Text: s})
		}
		for _, p := range nearPairs(texts, 0.3) {
			u.join(p[0], p[1])
		}
		want := make([]int, len(texts))
		for i := range want {
			want[i] = u.find(i)
		}
		want, _ = compactGroups(want)
		if d := cmp.Diff(want, Groups(c, 0.3)); d != "" {
			t.Errorf("groups (-want +got)\n%s", d)
		}
	}
}

func BenchmarkNearDuplicates80k(b *testing.B) {
	texts := invented(80_000, 1)
	for b.Loop() {
		NearDuplicates(texts, NearDefault)
	}
}

func BenchmarkGroups80k(b *testing.B) {
	for name, texts := range map[string][]string{"invented": invented(80_000, 1), "forms": forms(80_000)} {
		b.Run(name, func(b *testing.B) {
			c := corpusOf(texts, 8, "a")
			for b.Loop() {
				Groups(c, NearDefault)
			}
		})
	}
}
