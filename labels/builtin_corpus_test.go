package labels

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// builtinCorpus reads corpus/parley.jsonl.
func builtinCorpus(t *testing.T, scheme string) *Corpus {
	t.Helper()
	s, _ := Builtin(scheme)
	f, err := os.Open("corpus/parley.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, problems, err := Read(f, ReadOptions{Scheme: s, Name: "parley.jsonl", Strict: true})
	if err != nil || len(problems) > 0 {
		t.Fatalf("%v, %d problems", err, len(problems))
	}
	return c
}

// TestBuiltinCorpusSize holds the corpus against what its datasheet says of its size and its labels.
func TestBuiltinCorpusSize(t *testing.T) {
	c := builtinCorpus(t, "stance")
	articles := map[string]map[Set]bool{}
	conflicts := map[string][]int{}
	gold := c.Gold()
	total := make([]int, len(c.Scheme.Classes))
	for i, item := range c.Items {
		if n := len(strings.Fields(item.Text)); n < 30 || n > 130 {
			t.Errorf("%s has %d words, want 30 to 130", item.ID, n)
		}
		if articles[item.Article] == nil {
			articles[item.Article] = map[Set]bool{}
		}
		articles[item.Article][gold.Set[i]] = true
		k := gold.Set[i].First()
		total[k]++
		name := item.Meta["conflict"]
		if conflicts[name] == nil {
			conflicts[name] = make([]int, len(total))
		}
		conflicts[name][k]++
	}
	if len(c.Items) < 1500 || len(articles) < 200 || len(conflicts) < 20 {
		t.Errorf("%d paragraphs of %d articles about %d conflicts, want at least 1500, 200 and 20", len(c.Items), len(articles), len(conflicts))
	}
	for name, stances := range articles {
		if len(stances) < 2 {
			t.Errorf("article %s has one stance only", name)
		}
	}
	for name, counts := range conflicts {
		n := counts[0] + counts[1] + counts[2]
		for k, class := range c.Scheme.Names() {
			share, overall := float64(counts[k])/float64(n), float64(total[k])/float64(len(c.Items))
			if d := share - overall; d < -0.2 || d > 0.2 {
				t.Errorf("%s: %.0f %% of its paragraphs are %s, of all %.0f %%: its name would be evidence", name, 100*share, class, 100*overall)
			}
		}
	}
	frames := builtinCorpus(t, "frames")
	counts := make([]int, len(frames.Scheme.Classes))
	for _, set := range frames.Gold().Set {
		for k := range set.All() {
			counts[k]++
		}
	}
	for k, n := range counts {
		if n < 100 {
			t.Errorf("%d paragraphs carry %s, want at least 100", n, frames.Scheme.Classes[k].Name)
		}
	}
}

// TestBuiltinCorpusAgreement: two coders reach an alpha of 0.80 for stance and for each frame.
func TestBuiltinCorpusAgreement(t *testing.T) {
	if a := Krippendorff(builtinCorpus(t, "stance").Ratings(), NominalDistance); !(a >= 0.8) {
		t.Errorf("alpha of stance is %.3f, want 0.80", a)
	}
	frames := builtinCorpus(t, "frames")
	for k, name := range frames.Scheme.Names() {
		if a := Krippendorff(frames.Ratings().Class(k), NominalDistance); !(a >= 0.8) {
			t.Errorf("alpha of %s is %.3f, want 0.80", name, a)
		}
	}
}

// TestBuiltinCorpusShingles: no two paragraphs share more than a quarter of the 3-word shingles of the shorter one.
func TestBuiltinCorpusShingles(t *testing.T) {
	c := builtinCorpus(t, "stance")
	holders := map[string][]int{}
	size := make([]int, len(c.Items))
	word := regexp.MustCompile(`[\p{L}\p{N}]+`)
	for i, item := range c.Items {
		words := word.FindAllString(strings.ToLower(item.Text), -1)
		seen := map[string]bool{}
		for w := range len(words) - 2 {
			s := strings.Join(words[w:w+3], " ")
			if !seen[s] {
				seen[s] = true
				holders[s] = append(holders[s], i)
			}
		}
		size[i] = len(seen)
	}
	shared := map[[2]int]int{}
	for _, items := range holders {
		for a := range items {
			for b := range a {
				shared[[2]int{items[b], items[a]}]++
			}
		}
	}
	for pair, n := range shared {
		if least := min(size[pair[0]], size[pair[1]]); 4*n > least {
			t.Errorf("%s and %s share %d of %d shingles", c.Items[pair[0]].ID, c.Items[pair[1]].ID, n, least)
		}
	}
}

// TestBuiltinCorpusStrongWords: at most a third of the paragraphs with a stance hold a word that gives it away.
func TestBuiltinCorpusStrongWords(t *testing.T) {
	c := builtinCorpus(t, "stance")
	strong := regexp.MustCompile(`(?i)\b(breakthrough|collaps\w+|deadlock\w*|hope\w*|doubt\w*|optimis\w+|s[ck]eptic\w*|fail\w*|progress|historic|promising|doomed|stalemate|impasse)\b`)
	gold := c.Gold()
	stance, held := 0, 0
	for i, item := range c.Items {
		if c.Scheme.Names()[gold.Set[i].First()] == "neutral" {
			continue
		}
		stance++
		if strong.MatchString(item.Text) {
			held++
		}
	}
	if 3*held > stance {
		t.Errorf("%d of %d paragraphs with a stance hold a strong word, want at most a third", held, stance)
	}
}
