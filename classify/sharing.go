package classify

import (
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strings"

	"github.com/parley-go/parley/labels"
)

// Sharing counts scored paragraphs as they come. It takes memory for articles, not for paragraphs. It is not safe for concurrent use.
type Sharing struct {
	by      []string
	period  int             // place in by, -1 for none
	schemes []*sharedScheme // in order of appearance
	named   map[string]*sharedScheme
	key     []byte
}

// sharedScheme is what is counted of one scheme.
type sharedScheme struct {
	name                  string
	classes               []string
	many                  bool
	groups                map[string]*sharedGroup
	all, undated, foreign *sharedGroup
	alone                 int               // paragraphs without an article
	rows                  map[articleIn]int // of the file that is read
}

// sharedGroup is what is counted of one group.
type sharedGroup struct {
	number  int
	values  []string
	period  int
	tallies *labels.Tallies
	foreign int
}

// articleIn is an article, by a digest of its name, in a group.
type articleIn struct {
	article uint64
	group   int
}

// The columns of tallies: all paragraphs, those unsure, decided ones a class, and all ones a class.
const (
	sharedAll = iota
	sharedUnsure
	sharedClasses
)

// NewSharing counts by fields and at most one period: year, quarter, month or day of the field date.
func NewSharing(by []string) (*Sharing, error) {
	s := &Sharing{by: by, period: -1, named: map[string]*sharedScheme{}}
	if len(by) == 0 {
		return nil, fmt.Errorf("nothing to group by: give a period (%s) or a field", strings.Join(Periods(), ", "))
	}
	for i, name := range by {
		switch {
		case name == "":
			return nil, errors.New("an empty name among those to group by")
		case slices.Contains(by[:i], name):
			return nil, fmt.Errorf("%s is given twice", name)
		case !slices.Contains(Periods(), name):
		case s.period >= 0:
			return nil, fmt.Errorf("%s and %s are both periods: give one", by[s.period], name)
		default:
			s.period = i
		}
	}
	return s, nil
}

// File begins another file. Articles with one name in two files are two.
func (s *Sharing) File() {
	for _, x := range s.schemes {
		clear(x.rows)
	}
}

// Add counts a paragraph. It is an error if a scheme has other classes than before.
func (s *Sharing) Add(p *ScoredParagraph) error {
	h := fnv.New64a()
	h.Write([]byte(p.Article))
	article, named := h.Sum64(), p.Article != ""
	for i := range p.Answers {
		a := &p.Answers[i]
		x := s.named[a.Scheme]
		if x == nil {
			x = newSharedScheme(a)
			s.named[a.Scheme] = x
			s.schemes = append(s.schemes, x)
		}
		if !slices.Equal(x.classes, a.Classes) {
			return fmt.Errorf("%s has the classes %s here and %s before: give the output of one model", a.Scheme, strings.Join(a.Classes, ", "), strings.Join(x.classes, ", "))
		}
		x.many = x.many || a.Many
		if !named {
			x.alone++
		}
		g := s.group(x, p)
		switch {
		case a.Foreign:
			x.foreign.count(x, article, named, a)
			if g != nil {
				g.foreign++
				x.all.foreign++
			}
		case g == nil:
			x.undated.count(x, article, named, a)
		default:
			g.count(x, article, named, a)
			x.all.count(x, article, named, a)
		}
	}
	return nil
}

func newSharedScheme(a *ScoredLabels) *sharedScheme {
	x := &sharedScheme{name: a.Scheme, classes: slices.Clone(a.Classes), groups: map[string]*sharedGroup{}, rows: map[articleIn]int{}}
	for i, g := range []**sharedGroup{&x.all, &x.undated, &x.foreign} {
		*g = x.newGroup(-1 - i)
	}
	return x
}

func (x *sharedScheme) newGroup(number int) *sharedGroup {
	return &sharedGroup{number: number, tallies: labels.NewTallies(sharedClasses + 2*len(x.classes))}
}

// group returns the group of a paragraph, nil if its date tells no period.
func (s *Sharing) group(x *sharedScheme, p *ScoredParagraph) *sharedGroup {
	values, period := make([]string, len(s.by)), 0
	s.key = s.key[:0]
	for i, name := range s.by {
		if i == s.period {
			var ok bool
			if values[i], period, ok = periodOf(p.Field("date"), name); !ok {
				return nil
			}
		} else if values[i] = p.Field(name); values[i] == "" {
			values[i] = none
		}
		s.key = append(append(s.key, values[i]...), 0)
	}
	g := x.groups[string(s.key)]
	if g == nil {
		g = x.newGroup(len(x.groups))
		for i, v := range values {
			values[i] = strings.Clone(v) // it is part of its whole line
		}
		g.values, g.period = values, period
		x.groups[string(s.key)] = g
	}
	return g
}

// count counts an answer about a paragraph of an article, which stands alone if it has no name.
func (g *sharedGroup) count(x *sharedScheme, article uint64, named bool, a *ScoredLabels) {
	key := articleIn{article, g.number}
	row, ok := x.rows[key]
	if !ok || !named {
		row = g.tallies.Group()
		if named {
			x.rows[key] = row
		}
	}
	g.tallies.Add(row, sharedAll)
	if a.Unsure {
		g.tallies.Add(row, sharedUnsure)
	}
	for k := range a.Set.All() {
		if !a.Unsure {
			g.tallies.Add(row, sharedClasses+k)
		}
		g.tallies.Add(row, sharedClasses+len(x.classes)+k)
	}
}

// Shares works the shares out, with intervals over articles by n replicates of a bootstrap, and corrected by the confusions of those schemes that
// have one. It is an error if a confusion is of other classes, or of a scheme that no paragraph has.
func (s *Sharing) Shares(n int, seed uint64, confusions []*Confused) (*Shares, error) {
	out := &Shares{By: s.by, Bootstrap: n, Seed: seed}
	if s.period >= 0 {
		out.Period = s.by[s.period]
	}
	of := map[string]*Confused{}
	for _, c := range confusions {
		x := s.named[c.Scheme]
		switch {
		case x == nil:
			return nil, fmt.Errorf("%s is of the scheme %s, which no paragraph is scored in", c.Source, c.Scheme)
		case of[c.Scheme] != nil:
			return nil, fmt.Errorf("%s and %s are both of the scheme %s", of[c.Scheme].Source, c.Source, c.Scheme)
		}
		if err := c.fits(x.classes); err != nil {
			return nil, err
		}
		of[c.Scheme] = c
	}
	for _, x := range s.schemes {
		c := of[x.name]
		var drawn [][][][]float64 // confusions of the replicates
		if c != nil {
			drawn = c.draw(n, seed)
		}
		one := SchemeShares{Name: x.name, Classes: x.classes, Many: x.many || c != nil && c.Many, Confused: c,
			All: x.all.shares(len(x.classes), n, seed, c, drawn), Undated: x.undated.extent(), Foreign: x.foreign.extent(), Alone: x.alone}
		for _, g := range x.groups {
			one.Groups = append(one.Groups, g.shares(len(x.classes), n, seed, c, drawn))
		}
		slices.SortFunc(one.Groups, func(a, b ShareGroup) int { return slices.Compare(a.Values, b.Values) })
		out.Schemes = append(out.Schemes, one)
	}
	return out, nil
}

func (g *sharedGroup) extent() Extent {
	return Extent{int(g.tallies.Sums()[sharedAll]), g.tallies.Groups()}
}

// shares works the shares of a group out.
func (g *sharedGroup) shares(classes, n int, seed uint64, c *Confused, drawn [][][][]float64) ShareGroup {
	sums := g.tallies.Sums()
	out := ShareGroup{Values: g.values, Period: g.period, Extent: g.extent(), Unsure: int(sums[sharedUnsure]), Foreign: g.foreign}
	for k := range classes {
		out.Counts = append(out.Counts, int(sums[sharedClasses+k]))
	}
	found := g.tallies.Intervals(n, seed, func(dst, sums []float64, b int) []float64 {
		decided := sums[sharedAll] - sums[sharedUnsure]
		for _, v := range sums[sharedClasses:][:classes] {
			dst = append(dst, v/decided) // NaN where nothing is decided
		}
		if c == nil {
			return dst
		}
		said := make([]float64, classes)
		for k := range said {
			said[k] = sums[sharedClasses+classes+k] / sums[sharedAll]
		}
		counts := c.Counts
		if b >= 0 {
			counts = drawn[b]
		}
		return c.corrected(dst, said, counts)
	})
	if found == nil { // all paragraphs are foreign
		nan := math.NaN()
		found = slices.Repeat([]labels.Interval{{Point: nan, Lo: nan, Hi: nan}}, 2*classes)
	}
	out.Decided = found[:classes]
	if c != nil {
		out.Corrected = found[classes:]
	}
	return out
}
