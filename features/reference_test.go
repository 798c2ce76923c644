package features

import (
	"math"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// The reference makes vectors the plain way: names are strings, counts are maps and nothing is remembered. The
// package must give the same bits.

// referenceNext is next without its ASCII path.
func referenceNext(s string, i int) (lo, hi int) {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		after, _ := utf8.DecodeRuneInString(s[i+n:])
		switch {
		case inWord(r):
			if h := url(s, i); h > i {
				return i, h
			}
			if h := initials(s, i); h > i {
				return i, h
			}
			return i, wordEnd(s, i+n, r)
		case (r == '@' || r == '#') && inWord(after), (r == '$' || r == '€' || r == '£') && unicode.IsDigit(after) && after < 128:
			return i, wordEnd(s, i+n, r)
		}
		i += n
	}
	return i, i
}

// referenceTerm is a token with its strings.
type referenceTerm struct {
	term
	form, stem string
	dropped    bool
	named      bool // a name wherever it stands
}

func referenceTerms(c Config, s string) (terms []referenceTerm) {
	lang := languages[c.Language]
	low := ""
	for at := 0; ; {
		lo, hi := referenceNext(s, at)
		if lo == hi {
			if c.MaskNames {
				referenceMask(s, terms)
			}
			return terms
		}
		t := referenceTerm{term: term{lo: lo, hi: hi, quote: -1}}
		t.gap(s, at, abbreviation(low))
		t.sent = t.sent || at == 0
		t.clause = t.clause || t.sent
		low = ""
		if hi-lo <= maxToken {
			low = lower(s[lo:hi])
			t.form, t.stem = foldAccents(low), foldAccents(low)
			if c.Stem {
				t.stem = foldAccents(lang.stemmed(low))
			}
			t.dropped = c.Stop && lang.stop(low)
			t.named = referenceName(s[lo:hi], t.form)
		}
		terms, at = append(terms, t), hi
	}
}

var innerCapital = regexp.MustCompile(`[\p{Ll}\-‐‑]\p{Lu}`)

func referenceName(raw, form string) bool {
	if !strings.ContainsFunc(raw, unicode.IsUpper) {
		return false
	}
	form = strings.TrimSuffix(strings.TrimSuffix(form, "'s"), "'")
	if names()[form] || slices.ContainsFunc(strings.Split(form, "-"), func(part string) bool { return names()[part] }) {
		return true
	}
	return innerCapital.MatchString(raw) && strings.ContainsFunc(raw, unicode.IsLower)
}

// referenceMask makes names as words that are too long to be features.
func referenceMask(s string, terms []referenceTerm) {
	for i := range terms {
		t, from, to := &terms[i], i, i+1
		for from > 0 && !terms[from].sent {
			from--
		}
		for to < len(terms) && !terms[to].sent {
			to++
		}
		telling := slices.ContainsFunc(terms[from:to], func(u referenceTerm) bool {
			r, _ := utf8.DecodeRuneInString(s[u.lo:u.hi])
			return u.hi-u.lo <= maxToken && unicode.IsLower(r)
		})
		if r, _ := utf8.DecodeRuneInString(s[t.lo:t.hi]); t.hi-t.lo <= maxToken && telling && unicode.IsUpper(r) && i > from && t.quote < 0 || t.named {
			t.form, t.stem, t.dropped = "", "", true
		}
	}
}

// referenceFeatures returns the names of the features of each family, repeated as often as they occur.
func referenceFeatures(c Config, s string) [][]string {
	terms := referenceTerms(c, s)
	out := make([][]string, len(c.Families))
	for k, f := range c.Families {
		switch f.Kind {
		case "words":
			out[k] = referenceWords(f, terms)
		case "chars":
			out[k] = referenceChars(f, terms)
		case "forms":
			for _, t := range terms {
				if t.form != "" {
					out[k] = append(out[k], "form:"+t.form)
				}
			}
		case "cues":
			out[k] = referenceCues(terms)
		case "lexicon", "expressions", "sentences":
			out[k] = referenceLexicon(f, terms)
		default:
			out[k] = referenceScan(c, f, s)
		}
	}
	return out
}

func referenceWords(f Family, terms []referenceTerm) (names []string) {
	for i := range terms {
		if terms[i].dropped || terms[i].stem == "" {
			continue
		}
		var gram []string
		for j := i; j < len(terms) && len(gram) < f.Max; j++ {
			t := terms[j]
			if j > i && t.sent || t.stem == "" {
				break
			}
			if t.dropped {
				continue
			}
			if gram = append(gram, t.stem); len(gram) >= f.Min {
				names = append(names, strings.Join(gram, " "))
			}
		}
	}
	return names
}

func referenceChars(f Family, terms []referenceTerm) (names []string) {
	for _, t := range terms {
		if t.form == "" {
			continue
		}
		runes := []rune("‹" + t.form + "›")
		for i := range runes {
			for k := f.Min; k <= f.Max && i+k <= len(runes); k++ {
				name := string(runes[i : i+k])
				if i > 0 {
					name = "-" + name
				}
				if i+k < len(runes) {
					name += "-"
				}
				names = append(names, name)
			}
		}
	}
	return names
}

func referenceCues(terms []referenceTerm) (names []string) {
	kind := func(form string) string {
		if strings.HasSuffix(form, "n't") {
			return "negation"
		}
		for _, c := range cueWords {
			if slices.Contains(strings.Fields(c.words), form) {
				return c.kind
			}
		}
		return ""
	}
	not, turn := false, false
	for _, t := range terms {
		not, turn = not && !t.clause, turn && !t.sent
		if t.quote >= 0 {
			names = append(names, "cue:quotation")
		}
		if t.form == "" {
			continue
		}
		cue := kind(t.form)
		if cue != "" {
			names = append(names, "cue:"+cue)
		}
		if not && cue != "negation" {
			names = append(names, "not:"+t.stem)
		}
		if turn && cue != "turn" {
			names = append(names, "turn:"+t.stem)
		}
		not, turn = not || cue == "negation", turn || cue == "turn"
	}
	return names
}

// referenceList is a list of expressions by their stems, joined by spaces.
type referenceList struct {
	categories map[string][]string
	order      []string
	longest    int
}

var referenceLists = map[string]*referenceList{}

func referenceListOf(name string) *referenceList {
	if l := referenceLists[name]; l != nil {
		return l
	}
	text, err := lexiconFiles.ReadFile("lexicon/" + name + ".txt")
	if err != nil {
		panic(err)
	}
	l := &referenceList{categories: map[string][]string{}}
	for line := range strings.Lines(string(text)) {
		category, list, _ := strings.Cut(strings.TrimSpace(line), ":")
		l.order = append(l.order, category)
		for e := range strings.SplitSeq(list, ";") {
			var stems []string
			for _, t := range Tokens(nil, e) {
				if !passedWords[t.Form] {
					stems = append(stems, languages["en"].stemmed(t.Form))
				}
			}
			if key := strings.Join(stems, " "); key != "" && !slices.Contains(l.categories[key], category) {
				l.categories[key] = append(l.categories[key], category)
			}
			l.longest = max(l.longest, len(stems))
		}
	}
	referenceLists[name] = l
	return l
}

// referenceLexicon names what a family that looks for a list finds, expression by expression.
func referenceLexicon(f Family, terms []referenceTerm) (names []string) {
	l := referenceListOf(f.List)
	for len(terms) > 0 {
		end := 1
		for end < len(terms) && !terms[end].sent {
			end++
		}
		sentence := terms[:end]
		terms = terms[end:]
		present := map[string]bool{}
		left := 0
		for i, t := range sentence {
			if t.clause {
				left = 0
			}
			if t.form == "" {
				continue
			}
			not := ""
			if strings.HasSuffix(t.form, "n't") || slices.Contains(strings.Fields(cueWords[0].words), t.form) {
				left = scope
			} else if left > 0 {
				not = "not "
				left--
			}
			if passedWords[t.form] {
				continue
			}
			best := ""
			var stems []string
			for _, u := range sentence[i:] {
				if u.form == "" || len(stems) == l.longest {
					break
				}
				if passedWords[u.form] {
					continue
				}
				stems = append(stems, languages["en"].stemmed(u.form))
				if key := strings.Join(stems, " "); l.categories[key] != nil {
					best = key
				}
			}
			for _, category := range l.categories[best] {
				present[not+category] = true
				switch f.Kind {
				case "lexicon":
					names = append(names, "lex:"+not+category)
				case "expressions":
					names = append(names, "phrase:"+not+category+"="+best)
				}
			}
		}
		if f.Kind != "sentences" {
			continue
		}
		name := "sentence:"
		if present["talks"] {
			for _, category := range l.order {
				for _, not := range []string{"", "not "} {
					if present[not+category] {
						names = append(names, "sentence:talks+"+not+category)
					}
				}
			}
			name += "talks "
		}
		good, ill := false, false
		for category, leaning := range leanings {
			good = good || leaning > 0 && present[category]
			ill = ill || leaning < 0 && (present[category] || present["not "+category]) || leaning > 0 && present["not "+category]
		}
		if good {
			name += "good "
		}
		if ill {
			name += "ill "
		}
		if name == "sentence:" {
			name += "none"
		}
		names = append(names, strings.TrimSpace(name))
	}
	return names
}

// referenceVectors learns from texts and returns the names by number, and the vectors of tests.
func referenceVectors(c Config, texts, tests []string) (names []string, out []Vector) {
	df := make([]map[string]int, len(c.Families))
	for k := range df {
		df[k] = map[string]int{}
	}
	for _, s := range texts {
		for k, list := range referenceFeatures(c, s) {
			slices.Sort(list)
			for _, n := range slices.Compact(list) {
				df[k][n]++
			}
		}
	}
	first := make([]int, len(df))
	for k, f := range c.Families {
		var kept []string
		for n, d := range df[k] {
			if d >= f.MinDocs {
				kept = append(kept, n)
			}
		}
		slices.SortFunc(kept, func(a, b string) int {
			if d := df[k][b] - df[k][a]; d != 0 && f.MaxSize > 0 {
				return d
			}
			return strings.Compare(a, b)
		})
		if f.MaxSize > 0 && len(kept) > f.MaxSize {
			kept = kept[:f.MaxSize]
		}
		slices.Sort(kept)
		first[k] = len(names)
		names = append(names, kept...)
	}
	for _, s := range tests {
		x := Vector{}
		for k, list := range referenceFeatures(c, s) {
			f, tf := c.Families[k], map[string]float64{}
			for _, n := range list {
				tf[n]++
			}
			var values []float64
			sum := 0.0
			end := len(names)
			if k+1 < len(first) {
				end = first[k+1]
			}
			for i, n := range names[first[k]:end] {
				if tf[n] == 0 {
					continue
				}
				idf := math.Log(float64(1+len(texts))/float64(1+df[k][n])) + 1
				w := map[Weighting]float64{Count: tf[n], Binary: 1, Log: 1 + math.Log(tf[n]),
					TFIDF: tf[n] * idf, LogIDF: (1 + math.Log(tf[n])) * idf}[f.Weighting]
				sum += float64(w * w)
				x.Index, values = append(x.Index, uint32(first[k]+i)), append(values, w)
			}
			scale := f.Scale
			if f.Unit {
				scale /= math.Sqrt(sum)
			}
			for _, w := range values {
				x.Value = append(x.Value, float32(w*scale))
			}
		}
		out = append(out, x)
	}
	return names, out
}

// randomText strings together words, names, signs, spaces and broken bytes.
func randomText(r *rand.Rand, pieces int) string {
	const parts = "the|talks|agreed|agree|agreement|Israel|Israel's|Anti-Iran|McGuire|Talks|DEAL|US-led|İstanbul|Ǆ|ǅ|not|no|n't|won’t|can't|but|however|said|U.S.|U.K|a.b.c|Mr.|Dr|. |. |! |?|, |, |; |“|”|\"|\n\n|\n|" +
		" | | | |-|'|’|cease-fire|rule|out|ruled out|walk away|no deal|broke down|peace|Peace|PEACE|café|CAFÉ|e\u0301|й|мир|переговоры|@who|#tag_1|$90|€5|3.5|1,000|" +
		"http://a.b/c?d=1|www.x.y|www.|https://|\xff|\xe2\x80|…|—|(|)|negotiations|negotiating|optimism|skeptical|xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
	return strung(r, parts, pieces, 4)
}

// strung strings together pieces of a list with bars between, and a space behind all but one in tight of them.
func strung(r *rand.Rand, parts string, pieces, tight int) string {
	list := strings.Split(parts, "|")
	var b strings.Builder
	for range pieces {
		b.WriteString(list[r.IntN(len(list))])
		if r.IntN(tight) > 0 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func TestReference(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	rounds := 15
	if testing.Short() {
		rounds = 4
	}
	for round := range rounds {
		var texts []string
		for range 1 + r.IntN(150) {
			texts = append(texts, randomText(r, r.IntN(60)))
			if r.IntN(3) == 0 {
				texts = append(texts, randomPost(r, r.IntN(30)))
			}
		}
		c := everything()
		c.Stop, c.Stem, c.MaskNames = r.IntN(2) == 0, r.IntN(3) > 0, r.IntN(3) == 0
		if c.MaskNames {
			c.Families = slices.DeleteFunc(c.Families, func(f Family) bool { return kinds[f.Kind].scan != nil })
		}
		for k := range c.Families {
			f := &c.Families[k]
			f.Weighting = []Weighting{Count, Binary, Log, TFIDF, LogIDF}[r.IntN(5)]
			f.Unit, f.Scale, f.MinDocs, f.MaxSize = r.IntN(2) == 0, 0.5+r.Float64(), r.IntN(4), r.IntN(2)*r.IntN(100)
		}
		c.Families[0].Min = 1 + r.IntN(2)
		c.Families[0].Max = c.Families[0].Min + r.IntN(4-c.Families[0].Min)
		r.Shuffle(len(c.Families), func(i, j int) { c.Families[i], c.Families[j] = c.Families[j], c.Families[i] })
		a, err := analyze(c, texts, 1+round%5)
		if err != nil {
			t.Fatal(err)
		}
		v, err := a.Learn(nil)
		if err != nil {
			t.Fatal(err)
		}
		tests := append(slices.Clone(texts), randomText(r, 100), randomText(r, 100), randomPost(r, 100), randomPost(r, 100))
		names, want := referenceVectors(c, texts, tests)
		var got []string
		for f := range v.Width() {
			got = append(got, v.Name(uint32(f)))
		}
		for i := range max(len(got), len(names)) {
			if i >= len(got) || i >= len(names) || got[i] != names[i] {
				t.Fatalf("round %d: %d names, want %d: from number %d %q, want %q", round, len(got), len(names), i, got[min(i, len(got)):min(i+3, len(got))], names[min(i, len(names)):min(i+3, len(names))])
			}
		}
		analysed, s := a.Vectors(v, nil), v.NewScratch()
		for i, text := range tests {
			x := s.Vector(text)
			if !same(x, want[i]) || !same(v.Vector(Vector{}, text), want[i]) || i < len(texts) && !same(analysed[i], want[i]) {
				t.Fatalf("round %d, %q:\n%v, want\n%v", round, text, x, want[i])
			}
		}
	}
}

// same tells whether the bits are equal; nil is as good as empty.
func same(x, y Vector) bool {
	return slices.Equal(x.Index, y.Index) && slices.Equal(x.Value, y.Value)
}

func TestReferenceTokens(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		s := randomText(r, 40)
		var got, want [][2]int
		for _, k := range Tokens(nil, s) {
			got = append(got, [2]int{k.Lo, k.Hi})
		}
		for at := 0; ; at = want[len(want)-1][1] {
			lo, hi := referenceNext(s, at)
			if lo == hi {
				break
			}
			want = append(want, [2]int{lo, hi})
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: tokens %v, want %v", s, got, want)
		}
	}
}
