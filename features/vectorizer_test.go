package features

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
)

func TestSelect(t *testing.T) {
	v := learn(t, everything())
	var keep []uint32
	for f := uint32(0); int(f) < v.Width(); f += 1 + f%3 {
		keep = append(keep, f)
	}
	w := v.Select(keep)
	if w.Width() != len(keep) || w.Docs() != v.Docs() {
		t.Fatalf("%d features of %d texts, want %d of %d", w.Width(), w.Docs(), len(keep), v.Docs())
	}
	for i, f := range keep {
		g := uint32(i)
		if w.Name(g) != v.Name(f) || w.Family(g) != v.Family(f) || w.DocFrequency(g) != v.DocFrequency(f) {
			t.Errorf("feature %d: %q of family %d in %d texts, want %q of %d in %d", g,
				w.Name(g), w.Family(g), w.DocFrequency(g), v.Name(f), v.Family(f), v.DocFrequency(f))
		}
	}
	for _, s := range sample {
		var want []Hit
		for _, h := range v.Hits(nil, s) {
			if i, ok := slices.BinarySearch(keep, h.Index); ok {
				want = append(want, Hit{uint32(i), h.Lo, h.Hi})
			}
		}
		if got := w.Hits(nil, s); !slices.Equal(got, want) {
			t.Errorf("%q: hits %v, want %v", s, got, want)
		}
	}
	if got := v.Select(nil).Vector(Vector{}, sample[0]); len(got.Index) != 0 {
		t.Errorf("nothing selected: %v, want an empty vector", got)
	}
	for _, bad := range [][]uint32{{1, 1}, {2, 1}, {uint32(v.Width())}} {
		func() {
			defer func() {
				if p, ok := recover().(string); !ok || !strings.HasPrefix(p, "features: Select: ") {
					t.Errorf("Select(%v): panic %v, want one of features", bad, p)
				}
			}()
			v.Select(bad)
		}()
	}
}

// TestRanked: the order is as told, and all else is as before.
func TestRanked(t *testing.T) {
	v := learn(t, everything())
	w, was := v.Ranked()
	if w.Width() != v.Width() || len(was) != v.Width() || w.Docs() != v.Docs() {
		t.Fatalf("%d features of %d texts, %d numbers, want %d of %d", w.Width(), w.Docs(), len(was), v.Width(), v.Docs())
	}
	now := make([]uint32, len(was))
	for i, f := range was {
		g := uint32(i)
		now[f] = g
		if w.Name(g) != v.Name(f) || w.Family(g) != v.Family(f) || w.DocFrequency(g) != v.DocFrequency(f) {
			t.Fatalf("feature %d is %q of family %d in %d texts, want %q of %d in %d", g,
				w.Name(g), w.Family(g), w.DocFrequency(g), v.Name(f), v.Family(f), v.DocFrequency(f))
		}
		if g == 0 || w.Family(g-1) != w.Family(g) {
			continue
		}
		if d := w.DocFrequency(g-1) - w.DocFrequency(g); d < 0 || d == 0 && w.Name(g-1) >= w.Name(g) {
			t.Errorf("%q in %d texts before %q in %d", w.Name(g-1), w.DocFrequency(g-1), w.Name(g), w.DocFrequency(g))
		}
	}
	if !slices.Equal(encoded(t, w), encoded(t, reread(t, w))) {
		t.Error("written, read and written again: other bytes")
	}
	for _, s := range sample {
		x, y := v.Vector(Vector{}, s), w.Vector(Vector{}, s)
		if len(x.Index) != len(y.Index) {
			t.Fatalf("%q: %d features, want %d", s, len(y.Index), len(x.Index))
		}
		for i, f := range x.Index {
			at, found := slices.BinarySearch(y.Index, now[f])
			if !found || math.Abs(float64(y.Value[at]-x.Value[i])) > 1e-6 {
				t.Fatalf("%q: %q is not %v", s, v.Name(f), x.Value[i])
			}
		}
	}
}

func TestSeen(t *testing.T) {
	c := wordsOnly()
	c.Families[0].MinDocs = 1
	for _, k := range []struct {
		stop         bool
		lo           int
		text         string
		known, total int
	}{
		{false, 1, "Talks, talking of elephants!", 3, 4},
		{true, 1, "Talks of the elephants", 1, 2},
		{false, 2, "Talks stalled", 0, 2},
		{false, 1, "", 0, 0},
		{false, 1, strings.Repeat("y", 100), 0, 1},
	} {
		c.Stop, c.Families[0].Min = k.stop, k.lo
		v, err := Learn(c, slices.Values([]string{"talks of peace", "talks stalled"}))
		if err != nil {
			t.Fatal(err)
		}
		if known, total := v.Seen(k.text); known != k.known || total != k.total {
			t.Errorf("%+v: %d of %d", k, known, total)
		}
		s := v.NewScratch()
		s.Vector(k.text)
		if known, total := s.Seen(); known != k.known || total != k.total {
			t.Errorf("%+v: scratch: %d of %d", k, known, total)
		}
	}
}

func TestNothingToLearn(t *testing.T) {
	a, err := Analyze(Default(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Learn(nil); err == nil {
		t.Error("Learn of no texts: no error")
	}
	v, err := Learn(Default(), slices.Values([]string{"one", "two"}))
	if err != nil {
		t.Fatal(err)
	}
	if x := v.Vector(Vector{}, "one two"); v.Width() != 0 || len(x.Index) != 0 {
		t.Errorf("no feature is in two texts: width %d, vector %v", v.Width(), x)
	}
}

func TestNoAllocation(t *testing.T) {
	v := learn(t, everything())
	s := v.NewScratch()
	for _, text := range sample {
		s.Vector(text)
	}
	if n := testing.AllocsPerRun(100, func() {
		for _, text := range sample {
			s.Vector(text)
		}
	}); n != 0 {
		t.Errorf("%v allocations for texts seen before, want 0", n)
	}
}

// TestLongLine reads lines of 8 MB, most of them without an end of sentence, in little memory.
func TestLongLine(t *testing.T) {
	if testing.Short() {
		t.Skip("long lines")
	}
	words, posts := everything(), everything()
	words.Families = slices.DeleteFunc(words.Families, func(f Family) bool { return kinds[f.Kind].scan != nil })
	posts.Families = slices.DeleteFunc(posts.Families, func(f Family) bool { return kinds[f.Kind].scan == nil })
	v, w := learn(t, words), learn(t, posts)
	r := rand.New(rand.NewPCG(9, 9))
	var fresh strings.Builder
	for fresh.Len() < 2<<20 {
		for range 7 {
			fresh.WriteByte(byte('a' + r.IntN(26)))
		}
		fresh.WriteByte(' ')
	}
	defer debug.SetGCPercent(debug.SetGCPercent(10)) // what has been let go is not counted, however busy the machine is
	const size = 8 << 20
	for name, text := range map[string]string{
		"sentences":   strings.Repeat(sample[0]+" ", size/len(sample[0])),
		"no end":      strings.Repeat("talks ", size/6),
		"one word":    strings.Repeat("x", size),
		"initials":    strings.Repeat("a.", size/2) + "ab",
		"addresses":   strings.Repeat("http://.", size/8),
		"new forms":   fresh.String(),
		"broken":      strings.Repeat("\xff", size),
		"apostrophes": strings.Repeat("a'", size/2),
	} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		v.NewScratch().Vector(text)
		w.NewScratch().Vector(text[:len(text)/8])
		runtime.ReadMemStats(&after)
		held := after.HeapSys - min(before.HeapSys, after.HeapSys)
		if held > 80<<20 {
			t.Errorf("%s: %d MB more for a text of %d MB, want less than 80", name, held>>20, len(text)>>20)
		}
	}
}

// TestStretches checks that a text of many stretches is counted like its sentences.
func TestStretches(t *testing.T) {
	c := everything()
	c.Families = slices.DeleteFunc(c.Families, func(f Family) bool { return kinds[f.Kind].scan != nil }) // these know no sentences
	for k := range c.Families {
		c.Families[k].Weighting, c.Families[k].Unit, c.Families[k].Scale = Count, false, 1
	}
	v := learn(t, c)
	one := "Talks did not stall, but talks continue. "
	const n = 3 * stretch
	x, want := v.Vector(Vector{}, strings.Repeat(one, n)), v.Vector(Vector{}, one)
	if !slices.Equal(x.Index, want.Index) {
		t.Fatalf("features %v, want %v", x.Index, want.Index)
	}
	for i := range x.Value {
		if x.Value[i] != n*want.Value[i] {
			t.Errorf("%q %v times, want %v", v.Name(x.Index[i]), x.Value[i], n*want.Value[i])
		}
	}
	// A sentence without end is cut after maxSentence words: one word pair is lost at each cut.
	x = v.Vector(Vector{}, strings.Repeat("talks ", 2*maxSentence))
	y := v.Vector(Vector{}, strings.Repeat("talks, ", maxSentence))
	for i := range y.Value {
		if x.Value[i] != 2*y.Value[i] {
			t.Errorf("%q %v times, want %v", v.Name(x.Index[i]), x.Value[i], 2*y.Value[i])
		}
	}
}

// TestRowsOutOfRange: a row that is no text is a panic of the caller, which can be recovered from, however many cores read.
func TestRowsOutOfRange(t *testing.T) {
	a, err := Analyze(Default(), slices.Repeat([]string{"Envoys met in the capital, and the envoys agreed."}, 300))
	if err != nil {
		t.Fatal(err)
	}
	v, err := a.Learn(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []int{-1, 300, 1 << 30} {
		rows := append(make([]int, 600), row)
		for name, call := range map[string]func(){"Learn": func() { a.Learn(rows) }, "Vectors": func() { a.Vectors(v, rows) }} {
			func() {
				defer func() {
					if got, want := recover(), fmt.Sprintf("features: row %d of an analysis of 300 texts", row); got != want {
						t.Errorf("%s: panic %v, want %q", name, got, want)
					}
				}()
				call()
			}()
		}
	}
}
