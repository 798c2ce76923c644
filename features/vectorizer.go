package features

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"sync"
)

// Vector is a sparse vector. The zero value has no features.
type Vector struct {
	Index []uint32  // features, ascending
	Value []float32 // as long: the value of each, not 0
}

// Hit is a place where a known feature was seen.
type Hit struct {
	Index  uint32 // the feature
	Lo, Hi int    // bytes of the text, from Lo up to Hi
}

// Vectorizer is a learned vocabulary with its document frequencies. It is immutable and may be
// shared between goroutines.
type Vectorizer struct {
	vocabulary
	cfg  Config
	docs int                // texts learned from
	d    func() *dictionary // closed; its first nodes are the features; made when it is first asked for, as in training it never is
	idf  []float64          // of each document frequency: see inverse
	pool *sync.Pool         // of *Scratch
	from *origin            // of the analysis that it was learned from; nil if it was read or changed otherwise than by Select
	ids  []uint32           // of each feature: its node in that analysis
}

// newVectorizer returns a vectorizer of a vocabulary, which it indexes. A name that occurs twice is an error.
func newVectorizer(cfg Config, docs int, w vocabulary) (*Vectorizer, error) {
	d, err := w.index(cfg.Families)
	if err != nil {
		return nil, err
	}
	return assemble(cfg, docs, w, func() *dictionary { return d }), nil
}

// unique is newVectorizer for a vocabulary in which each name is known to occur once. It is indexed when the first text comes.
func unique(cfg Config, docs int, w vocabulary) *Vectorizer {
	families := slices.Clone(cfg.Families)
	return assemble(cfg, docs, w, sync.OnceValue(func() *dictionary {
		d, err := w.index(families)
		if err != nil {
			panic("features: " + err.Error())
		}
		return d
	}))
}

// assemble makes a vectorizer of a vocabulary and its dictionary.
func assemble(cfg Config, docs int, w vocabulary, d func() *dictionary) *Vectorizer {
	cfg.Families = slices.Clone(cfg.Families)
	if slices.ContainsFunc(cfg.Families, func(f Family) bool { return f.List != "" }) {
		go lexicon() // so that the lists are there when the first text comes
	}
	v := &Vectorizer{vocabulary: w, cfg: cfg, docs: docs, d: d, idf: inverse(docs, w.df)}
	v.pool = &sync.Pool{New: func() any { return v.NewScratch() }}
	return v
}

// Learn reads the texts once and learns vocabulary and document frequencies. Errors are those of [Analyze] and [Analysis.Learn].
func Learn(cfg Config, texts iter.Seq[string]) (*Vectorizer, error) {
	a, err := Analyze(cfg, slices.Collect(texts))
	if err != nil {
		return nil, err
	}
	return a.Learn(nil)
}

// Config returns the configuration learned with; the caller may change it.
func (v *Vectorizer) Config() Config {
	c := v.cfg
	c.Families = slices.Clone(c.Families)
	return c
}

// Width returns the number of features.
func (v *Vectorizer) Width() int { return len(v.at) }

// Name returns the name of a feature, which is unique across families. It panics if f is not below Width.
func (v *Vectorizer) Name(f uint32) string { return v.name(f) }

// Family returns the index of a feature's family in Config.Families. It panics if f is not below Width.
func (v *Vectorizer) Family(f uint32) int {
	_ = v.at[f]
	return v.family(f)
}

// DocFrequency returns in how many of the texts learned from a feature is. It panics if f is not below Width.
func (v *Vectorizer) DocFrequency(f uint32) int { return int(v.df[f]) }

// Docs returns the number of texts learned from.
func (v *Vectorizer) Docs() int { return v.docs }

// Vector returns the known features of text with their values, in the memory of dst, which may be the zero value and is overwritten. Unknown
// features are left out. The same text gives the same bits.
func (v *Vectorizer) Vector(dst Vector, text string) Vector {
	s := v.pool.Get().(*Scratch)
	defer v.pool.Put(s)
	s.read(text)
	return v.weigh(dst, &s.seen)
}

// Hits appends to dst, which may be nil, every occurrence of every known feature, ordered by Lo, Hi and Index. A feature has as many
// hits as the count that its value is made from.
func (v *Vectorizer) Hits(dst []Hit, text string) []Hit {
	s := v.pool.Get().(*Scratch)
	defer v.pool.Put(s)
	n := len(dst)
	s.each(text, func(m mark) { dst = append(dst, Hit{m.id, m.lo, m.hi}) })
	slices.SortFunc(dst[n:], func(a, b Hit) int {
		return cmp.Or(cmp.Compare(a.Lo, b.Lo), cmp.Compare(a.Hi, b.Hi), cmp.Compare(a.Index, b.Index))
	})
	return dst
}

// Seen returns how many words of text are known, and how many there are. A word is known if its stem is a feature of a family of words. Where no
// such family has single words but one of posts has, the words, tags and mentions that are features of that are known. Where neither has, none
// is known. Stop words that are dropped and names that are masked are not counted.
func (v *Vectorizer) Seen(text string) (known, total int) {
	s := v.pool.Get().(*Scratch)
	defer v.pool.Put(s)
	s.each(text, func(mark) {})
	return s.Seen()
}

// Ranked returns a vectorizer with the features of v in another order, and the number in v of each: within a family, those in most texts come
// first, and ties go by name. Tables with a place for each feature, such as weights, are far larger than a processor's cache: in this order, what
// most texts need of them lies close together.
func (v *Vectorizer) Ranked() (ranked *Vectorizer, was []uint32) {
	w := vocabulary{text: v.text, ends: slices.Clone(v.ends), at: make([]node, v.Width()), df: make([]uint32, v.Width())}
	was = make([]uint32, 0, v.Width())
	for k := range v.ends {
		lo, hi := v.span(k)
		was = v.byFrequency(was, lo, hi)
		order := func(f, g uint32) int {
			if v.df[f] != v.df[g] {
				return cmp.Compare(v.df[g], v.df[f])
			}
			return cmp.Compare(v.name(f), v.name(g))
		}
		if !slices.IsSortedFunc(was[lo:hi], order) { // v is not by name
			slices.SortFunc(was[lo:hi], order)
		}
	}
	for i, f := range was {
		w.at[i], w.df[i] = v.at[f], v.df[f]
	}
	return unique(v.cfg, v.docs, w), was
}

// byFrequency appends to dst the features from lo up to hi, those in most texts first, otherwise in their order.
func (v *Vectorizer) byFrequency(dst []uint32, lo, hi uint32) []uint32 {
	most := uint32(0)
	for _, df := range v.df[lo:hi] {
		most = max(most, df)
	}
	next := make([]uint32, most+2) // of each frequency, from the highest: the place of the next feature
	for _, df := range v.df[lo:hi] {
		next[most-df+1]++
	}
	for i := range most {
		next[i+1] += next[i]
	}
	at := len(dst)
	dst = slices.Grow(dst, int(hi-lo))[:at+int(hi-lo)]
	for f := lo; f < hi; f++ {
		place := &next[most-v.df[f]]
		dst[at+int(*place)] = f
		*place++
	}
	return dst
}

// Select returns a vectorizer with the features keep only, numbered in that order; document frequencies stay. It panics if keep does not
// ascend or a feature is not below Width.
func (v *Vectorizer) Select(keep []uint32) *Vectorizer {
	w := vocabulary{text: v.text, ends: make([]uint32, len(v.ends))}
	for i, f := range keep {
		if int(f) >= v.Width() || i > 0 && keep[i-1] >= f {
			panic(fmt.Sprintf("features: Select: %d at %d of a vocabulary of %d, want ascending indexes", f, i, v.Width()))
		}
		w.at = append(w.at, v.at[f])
		w.df = append(w.df, v.df[f])
		w.ends[v.Family(f)] = uint32(i + 1)
	}
	w.fill()
	s := unique(v.cfg, v.docs, w)
	if v.from != nil {
		s.from, s.ids = v.from, make([]uint32, len(keep))
		for i, f := range keep {
			s.ids[i] = v.ids[f]
		}
	}
	return s
}
