package features

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
	"sync"
)

// Vector is a sparse vector: indexes ascending, values not zero.
type Vector struct {
	Index []uint32
	Value []float32
}

// Hit is a place where a known feature was seen: bytes Lo to Hi of the text.
type Hit struct {
	Index  uint32
	Lo, Hi int
}

// feature is one entry of the vocabulary.
type feature struct {
	name   string
	family int
	df     int
}

// Vectorizer is a learned vocabulary with its document frequencies. It is immutable and may be
// shared between goroutines.
type Vectorizer struct {
	cfg      Config
	docs     int
	features []feature           // by family, then name
	number   []map[string]uint32 // of each family: name -> feature
	idf      []float64
	pool     *sync.Pool
}

func build(cfg Config, docs int, fs []feature) *Vectorizer {
	cfg.Families = slices.Clone(cfg.Families)
	v := &Vectorizer{cfg: cfg, docs: docs, features: fs, idf: make([]float64, len(fs))}
	for range cfg.Families {
		v.number = append(v.number, map[string]uint32{})
	}
	for i, f := range fs {
		v.number[f.family][f.name] = uint32(i)
		v.idf[i] = math.Log(float64(1+docs)/float64(1+f.df)) + 1
	}
	v.pool = &sync.Pool{New: func() any { return v.NewScratch() }}
	return v
}

// Learn reads the texts once and learns vocabulary and document frequencies. No texts is an error.
func Learn(cfg Config, texts iter.Seq[string]) (*Vectorizer, error) {
	a, err := analyze(cfg, texts)
	if err != nil {
		return nil, err
	}
	return a.Learn(nil)
}

// Config returns the configuration learned with.
func (v *Vectorizer) Config() Config {
	c := v.cfg
	c.Families = slices.Clone(c.Families)
	return c
}

// Width returns the number of features.
func (v *Vectorizer) Width() int { return len(v.features) }

// Name returns the feature's name, unique across families; f out of range panics.
func (v *Vectorizer) Name(f uint32) string { return v.features[f].name }

// Family returns the index of the feature's family in Config.Families.
func (v *Vectorizer) Family(f uint32) int { return v.features[f].family }

// DocFrequency returns in how many of the texts learned from the feature is.
func (v *Vectorizer) DocFrequency(f uint32) int { return v.features[f].df }

// Docs returns the number of texts learned from.
func (v *Vectorizer) Docs() int { return v.docs }

// Vector weighs the known features of text into dst, which is overwritten. Safe for concurrent use.
func (v *Vectorizer) Vector(dst Vector, text string) Vector {
	s := v.pool.Get().(*Scratch)
	defer v.pool.Put(s)
	x := s.Vector(text)
	return Vector{append(dst.Index[:0], x.Index...), append(dst.Value[:0], x.Value...)}
}

// Hits appends to dst every occurrence of every known feature by Lo, Hi, Index. A feature has as many
// hits as the count its weight is made from.
func (v *Vectorizer) Hits(dst []Hit, text string) []Hit {
	n := len(dst)
	s := v.pool.Get().(*Scratch)
	defer v.pool.Put(s)
	s.r.each(v.cfg, text, func(k int, name []byte, lo, hi int) {
		if f, ok := v.number[k][string(name)]; ok {
			dst = append(dst, Hit{f, lo, hi})
		}
	})
	slices.SortFunc(dst[n:], func(a, b Hit) int {
		return cmp.Or(cmp.Compare(a.Lo, b.Lo), cmp.Compare(a.Hi, b.Hi), cmp.Compare(a.Index, b.Index))
	})
	return dst
}

// Seen returns how many word tokens of text have their stem in the words family, and how many there
// are; without word 1-grams known is 0.
func (v *Vectorizer) Seen(text string) (known, total int) {
	s := v.pool.Get().(*Scratch)
	defer v.pool.Put(s)
	k := slices.IndexFunc(v.cfg.Families, func(f Family) bool { return f.Kind == "words" })
	for _, t := range s.r.read(text) {
		if t.stop {
			continue
		}
		total++
		if k >= 0 {
			if _, ok := v.number[k][t.stem]; ok {
				known++
			}
		}
	}
	return known, total
}

// Select returns a vectorizer with the features keep only, numbered in that order; keep must ascend
// and be in range, or Select panics. Document frequencies stay.
func (v *Vectorizer) Select(keep []uint32) *Vectorizer {
	fs := make([]feature, len(keep))
	for i, f := range keep {
		if int(f) >= len(v.features) || i > 0 && keep[i-1] >= f {
			panic(fmt.Sprintf("features: Select: %d at %d of a vocabulary of %d, want ascending indexes", f, i, len(v.features)))
		}
		fs[i] = v.features[f]
	}
	return build(v.cfg, v.docs, fs)
}

// Scratch is the memory of one goroutine that makes vectors. Not for sharing.
type Scratch struct {
	v     *Vectorizer
	r     *reader
	count []uint32
	x     Vector
	emit  func(k int, name []byte, lo, hi int)
}

// NewScratch returns a scratch for v.
func (v *Vectorizer) NewScratch() *Scratch {
	s := &Scratch{v: v, r: newReader(v.cfg), count: make([]uint32, len(v.features))}
	s.emit = func(k int, name []byte, _, _ int) {
		if f, ok := v.number[k][string(name)]; ok {
			if s.count[f] == 0 {
				s.x.Index = append(s.x.Index, f)
			}
			s.count[f]++
		}
	}
	return s
}

// Vector returns the vector of text, valid until the next call.
func (s *Scratch) Vector(text string) Vector {
	s.x.Index, s.x.Value = s.x.Index[:0], s.x.Value[:0]
	s.r.each(s.v.cfg, text, s.emit)
	slices.Sort(s.x.Index)
	s.x = s.v.weigh(s.x, s.count)
	for _, f := range s.x.Index {
		s.count[f] = 0
	}
	return s.x
}

// weigh fills the values of x, whose indexes ascend, from the counts by feature.
func (v *Vectorizer) weigh(x Vector, count []uint32) Vector {
	for lo := 0; lo < len(x.Index); {
		k := v.features[x.Index[lo]].family
		f := v.cfg.Families[k]
		hi, sum := lo, 0.0
		for ; hi < len(x.Index) && v.features[x.Index[hi]].family == k; hi++ {
			i := x.Index[hi]
			w := value(f.Weighting, float64(count[i]), v.idf[i])
			sum += w * w
		}
		scale := f.Scale
		if f.Unit {
			scale /= math.Sqrt(sum)
		}
		for _, i := range x.Index[lo:hi] {
			x.Value = append(x.Value, float32(value(f.Weighting, float64(count[i]), v.idf[i])*scale))
		}
		lo = hi
	}
	return x
}

func value(w Weighting, tf, idf float64) float64 {
	switch w {
	case Binary:
		return 1
	case Log:
		return 1 + math.Log(tf)
	case TFIDF:
		return tf * idf
	case LogIDF:
		return (1 + math.Log(tf)) * idf
	}
	return tf
}
