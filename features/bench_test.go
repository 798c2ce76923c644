package features

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
)

// newsLike returns n paragraphs of so many words, drawn from 30,000 forms by Zipf's law, with the punctuation and the
// capitals of news.
func newsLike(n, words int) []string {
	r := rand.New(rand.NewPCG(7, 7))
	forms := make([]string, 30000)
	syllables := strings.Fields("ta ne ri sol men der ka po li vo sta tri er an in on al ent ing ed ion peace war min ist")
	for i := range forms {
		for k := 1 + int(math.Log10(float64(i+1)))/2 + r.IntN(3); k > 0; k-- {
			forms[i] += syllables[r.IntN(len(syllables))]
		}
	}
	zipf := rand.NewZipf(r, 1.2, 4, uint64(len(forms)-1))
	ends := []string{", ", ", ", ", ", ". ", ". ", ". ", " “", "” ", "’s ", "’s ", "-", " "}
	out := make([]string, n)
	for i := range out {
		var b strings.Builder
		for w := range words {
			form := forms[zipf.Uint64()]
			if w == 0 || r.IntN(10) == 0 {
				form = strings.ToUpper(form[:1]) + form[1:]
			}
			b.WriteString(form)
			b.WriteString(ends[min(r.IntN(60), len(ends)-1)])
		}
		out[i] = b.String()
	}
	return out
}

func wordsOnly() Config {
	c := Default()
	c.Families = c.Families[:1]
	return c
}

// perText adds what the benchmark has done as texts and megabytes a second.
func perText(b *testing.B, texts []string, rounds int) {
	size := 0
	for _, s := range texts {
		size += len(s)
	}
	b.ReportMetric(float64(rounds)/b.Elapsed().Seconds(), "texts/s")
	b.ReportMetric(float64(rounds)/float64(len(texts))*float64(size)/1e6/b.Elapsed().Seconds(), "MB/s")
}

func BenchmarkVector(b *testing.B) {
	texts := newsLike(20000, 25)
	for name, c := range map[string]Config{"words": wordsOnly(), "default": Default(), "everything": everything()} {
		b.Run(name, func(b *testing.B) {
			a, err := Analyze(c, texts)
			if err != nil {
				b.Fatal(err)
			}
			v, err := a.Learn(nil)
			if err != nil {
				b.Fatal(err)
			}
			s := v.NewScratch()
			for _, text := range texts {
				s.Vector(text)
			}
			b.ReportAllocs()
			b.ResetTimer()
			for i := range b.N {
				s.Vector(texts[i%len(texts)])
			}
			perText(b, texts, b.N)
		})
	}
}

func BenchmarkLearn(b *testing.B) {
	for _, k := range []struct {
		name     string
		c        Config
		n, words int
	}{{"words", wordsOnly(), 80000, 25}, {"default", Default(), 6000, 60}} {
		texts := newsLike(k.n, k.words)
		b.Run(fmt.Sprintf("%s/%dx%d", k.name, k.n, k.words), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				v, x, err := LearnVectors(k.c, texts)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(v.Width()), "features")
				runtime.KeepAlive(x)
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	v, err := Learn(Default(), func(yield func(string) bool) {
		for _, s := range newsLike(16000, 60) {
			if !yield(s) {
				return
			}
		}
	})
	if err != nil {
		b.Fatal(err)
	}
	keep := make([]uint32, 0, 100000)
	for i := range cap(keep) {
		keep = append(keep, uint32(uint64(i)*uint64(v.Width())/uint64(cap(keep))))
	}
	var file bytes.Buffer
	if v.Width() < len(keep) {
		b.Fatalf("%d features, want %d", v.Width(), len(keep))
	}
	if v, err = v.Select(keep), nil; err != nil {
		b.Fatal(err)
	}
	v.WriteTo(&file)
	b.SetBytes(int64(file.Len()))
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		if _, err := ReadVectorizer(v.Config(), bytes.NewReader(file.Bytes())); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(v.Width()), "features")
}
