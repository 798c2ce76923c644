package features

// Scratch makes vectors in memory of its own: it allocates nothing once it has seen texts like the present one. It serves one
// goroutine.
type Scratch struct {
	v            *Vectorizer
	r            *reader
	straight     *straight // nil if the configuration needs more
	seen         tally     // of the features of a text
	marks        []mark
	x            Vector
	known, total int // words: see Seen
}

// NewScratch returns a scratch for v.
func (v *Vectorizer) NewScratch() *Scratch {
	r := newReader(v.cfg, v.d())
	r.width = uint32(v.Width())
	return &Scratch{v: v, r: r, straight: newStraight(v.cfg), seen: newTally(v.Width())}
}

// Vector returns the vector of text, valid until the next call; it is that of [Vectorizer.Vector], bit for bit.
func (s *Scratch) Vector(text string) Vector {
	s.read(text)
	s.x = s.v.weigh(s.x, &s.seen)
	return s.x
}

// Seen returns what [Vectorizer.Seen] returns for the text of the last call of Vector or Project, at no cost.
func (s *Scratch) Seen() (known, total int) { return s.known, s.total }

// read counts the features of text in s.seen, which must be empty.
func (s *Scratch) read(text string) {
	s.known, s.total = 0, 0
	if s.straight != nil {
		s.readStraight(text)
		return
	}
	for at := s.r.read(text, 0); len(s.r.terms) > 0; at = s.r.read(text, at) {
		s.extract()
		for i := range s.marks {
			s.seen.add(s.marks[i].id)
		}
		for i := range s.r.terms {
			s.seen.addAll(s.r.own(&s.r.terms[i]), s.r.width)
		}
	}
	if s.r.post != nil {
		s.scan(text, func(m mark) { s.seen.add(m.id) })
	}
}

// scan calls do with the features that families find in the text itself.
func (s *Scratch) scan(text string, do func(mark)) {
	if s.r.postWords {
		s.known, s.total = 0, 0
	}
	for at := 0; s.r.scans(text, at); {
		s.marks, at = s.r.scan(text, at, s.marks, func(_ int, marks []mark) {
			for _, m := range marks {
				if m.id < s.r.width {
					do(m)
				}
			}
		})
		if s.r.postWords {
			known, total := s.r.post.seen(s.r.d, s.r.width)
			s.known, s.total = s.known+known, s.total+total
		}
	}
}

// each calls do with every occurrence of a feature in text.
func (s *Scratch) each(text string, do func(mark)) {
	s.known, s.total = 0, 0
	for at := s.r.read(text, 0); len(s.r.terms) > 0; at = s.r.read(text, at) {
		s.extract()
		for _, m := range s.marks {
			do(m)
		}
		for _, t := range s.r.terms {
			for _, id := range s.r.own(&t) {
				do(mark{id, t.lo, t.hi})
			}
		}
	}
	if s.r.post != nil {
		s.scan(text, do)
	}
}

// extract sets s.marks to the features in the terms just read, without those that words have by themselves, and counts the words. A word
// is known if its stem is a feature: no feature of another kind than words has such a name.
func (s *Scratch) extract() {
	s.marks = s.marks[:0]
	for k := range s.r.families {
		s.marks = s.r.extract(k, s.marks)
	}
	n := 0
	for _, m := range s.marks {
		if m.id < s.r.width {
			s.marks[n] = m
			n++
		}
	}
	s.marks = s.marks[:n]
	for i := range s.r.terms {
		t := &s.r.terms[i]
		if t.is(stop) {
			continue
		}
		s.total++
		if t.node < s.r.width {
			s.known++
		}
	}
}
