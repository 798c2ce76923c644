package report

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/labels"
)

// Scored is an article and what the models say about it.
type Scored struct {
	Article  *article.Article
	Models   []*classify.Model
	Readings []*classify.Reading // in the order of the models

	explainers map[*coder]func(int) *classify.Explanation // made when evidence is asked for
	bodies     []string                                   // texts of the body blocks
	number     []int                                      // of each block among these
}

// ScoreWriter writes scored articles one after the other. It must not be shared between goroutines.
type ScoreWriter interface {
	// Article writes one article. It panics if the readings are not one for each model that the writer was made for.
	Article(*Scored) error
	// Close ends the document; it does not close what was written to.
	Close() error
}

// NewScores returns a writer of scored articles in format f for readings of the models, which have schemes of different names.
// What is written does not depend on later articles and at most one article is held in memory; HTML also keeps a line for
// each of the first 500, for its table of contents. Without models the blocks are written as they were read, their texts in
// full. It panics if f is no format.
//
// JSON lines have one object a block: article, title, para (the number of the block in its article, from 1), kind, reason, lo and hi
// (bytes of the source), text and labels. Labels has a member for each model, named by its scheme: label where one class applies, labels
// where any number may, then probs, unsure, reason ("other language", only where the model cannot read the article), known and words (how
// many words the model knows, of how many); null for a block that is not body. Where the article is from comes last, as far as it is known:
// date, source, author, language, url, and in meta the fields of its record that have no other use (those of up to 1,000 bytes); without models
// it comes before para, with an id and all fields. JSON has the same blocks inside articles, each with a summary. CSV has one row a block, see csvScores. Probabilities have
// six significant digits there.
func NewScores(w io.Writer, f Format, models []*classify.Model, s Style) ScoreWriter {
	all := make([]model, len(models))
	for i, m := range models {
		all[i] = m
	}
	return newScores(w, f, all, s)
}

// Apart tells whether what is written of an article in format f does not depend on the articles before, so that parts of the output may be
// written at the same time: see NewScoresPart.
func (f Format) Apart() bool { return f == JSONL || f == CSV }

// NewScoresPart returns a writer of a part of what NewScores writes, in a format that is Apart, or it panics: the bytes of all articles, part
// after part, are those that NewScores writes if they follow what it writes for no article.
func NewScoresPart(w io.Writer, f Format, models []*classify.Model, s Style) ScoreWriter {
	if !f.Apart() {
		panic("report: articles in format " + string(f) + " cannot be written apart")
	}
	part := NewScores(w, f, models, s)
	if c, ok := part.(*csvScores); ok {
		c.opened = true
	}
	return part
}

func newScores(w io.Writer, f Format, models []model, s Style) ScoreWriter {
	coders := make([]*coder, len(models))
	for i, m := range models {
		coders[i] = newCoder(m)
	}
	switch f {
	case Text:
		return &textScores{w: w, coders: coders, style: s}
	case JSON:
		return &jsonScores{w: w, coders: coders, all: s.All}
	case JSONL:
		return &jsonlScores{w: w, coders: coders, all: s.All}
	case CSV:
		return newCSVScores(w, coders, s.All)
	case Markdown:
		return &mdScores{w: w, coders: coders, style: s}
	case HTML:
		return &htmlScores{w: w, coders: coders, style: s, marks: legend{}}
	}
	panic(unknownFormat(f))
}

// coder is a model and what its scheme looks like in output.
type coder struct {
	model
	scheme *labels.Scheme
	names  []string
	key    []byte   // `"stance":`
	labels [][]byte // `"neutral"`
}

func newCoder(m model) *coder {
	c := &coder{model: m, scheme: m.Scheme()}
	c.names = c.scheme.Names()
	c.key = append(appendString(nil, c.scheme.Name), ':')
	for _, n := range c.names {
		c.labels = append(c.labels, appendString(nil, n))
	}
	return c
}

// check panics unless there is one reading a coder, each with one result a paragraph.
func (s *Scored) check(coders []*coder) {
	if len(s.Readings) != len(coders) {
		panic(fmt.Sprintf("report: %d readings for %d models", len(s.Readings), len(coders)))
	}
	for _, r := range s.Readings {
		if len(r.Results) != len(s.Article.Paragraphs) {
			panic(fmt.Sprintf("report: %d results for %d paragraphs", len(r.Results), len(s.Article.Paragraphs)))
		}
	}
}

// shown tells whether a block is written.
func shown(p article.Paragraph, all bool) bool { return all || p.Kind == article.Body }

// mark returns the sign of class k: - for the low end of a scale, + for its high end, · for all else.
func mark(s *labels.Scheme, k int) string {
	if s.Ordered {
		switch k {
		case 0:
			return "-"
		case len(s.Classes) - 1:
			return "+"
		}
	}
	return "·"
}

// verdict says in a line what a reading comes to, as in "leans skeptical: 6 of 13 paragraphs skeptical, 4 neutral, 3 optimistic; 2
// unsure". An article is "mostly" what more than half of its paragraphs carry, and "tied" where several classes share the first place
// with fewer. Classes come by their number of paragraphs, equals in the order of the scheme.
func verdict(s *labels.Scheme, r *classify.Reading) string {
	if r.Body == 0 {
		return "nothing to score: no body paragraph"
	}
	if r.Foreign {
		return "in another language: " + plural(r.Body, "paragraph, and it is unsure", "paragraphs, and all are unsure")
	}
	lead, ok := r.Lead()
	if !ok {
		return fmt.Sprintf("none of its classes in %s%s", plural(r.Body, "paragraph", "paragraphs"), unsure(r))
	}
	var others []int
	first := []string{clean(s.Classes[lead].Name)} // the classes that share the first place
	alone := true
	for k := range s.Classes {
		if k == lead {
			continue
		}
		if r.Counts[k] > 0 || !s.Many && len(s.Classes) <= 5 {
			others = append(others, k)
		}
		alone = alone && r.Counts[k] == 0
		if r.Counts[k] == r.Counts[lead] {
			first = append(first, clean(s.Classes[k].Name))
		}
	}
	slices.SortStableFunc(others, func(a, b int) int { return r.Counts[b] - r.Counts[a] })
	var how string
	switch majority := 2*r.Counts[lead] > r.Body; {
	case r.Counts[lead] == r.Body && alone:
		how = "wholly"
	case majority:
		how = "mostly"
	case len(first) > 1:
		how = "tied between"
	case s.Many:
		how = "most often"
	default:
		how = "leans"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: %s of %s %s", how, among(first), count(r.Counts[lead]), plural(r.Body, "paragraph", "paragraphs"), first[0])
	for _, k := range others {
		fmt.Fprintf(&b, ", %s %s", count(r.Counts[k]), clean(s.Classes[k].Name))
	}
	b.WriteString(unsure(r))
	return b.String()
}

// among joins up to three names of classes as a sentence does, and counts more.
func among(names []string) string {
	if len(names) > 3 {
		return count(len(names)) + " classes"
	}
	return joined(names)
}

// joined joins names as a sentence does.
func joined(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// unsure is the end of a verdict that says how many paragraphs are unsure.
func unsure(r *classify.Reading) string {
	if r.Unsure == 0 {
		return ""
	}
	return "; " + count(r.Unsure) + " unsure"
}

// otherLanguage is why a paragraph is unsure that the model cannot read, in files for programs.
const otherLanguage = string(article.Foreign)

// manyNew is the share of words that a model has never met from which a reader is warned.
const manyNew = 0.3

// notes are the doubts about an article: what the models cannot read of it, and what its reader found.
func (a *Scored) notes(coders []*coder) []string {
	var all, cannot []string
	for m, c := range coders {
		switch r := a.Readings[m]; {
		case r.Foreign:
			cannot = append(cannot, clean(c.scheme.Name))
		case r.Unseen >= manyNew:
			all = append(all, fmt.Sprintf("%s of its words are new to the model of %s: trust it less", percent(r.Unseen), clean(c.scheme.Name)))
		}
	}
	if cannot != nil {
		what := "the model of " + cannot[0] + " has"
		if len(cannot) > 1 {
			what = "the models of " + joined(cannot) + " have"
		}
		all = append([]string{fmt.Sprintf("it is in %s, which %s not learned: the labels mean nothing and are called unsure",
			article.LanguageName(clean(a.Article.Language)), what)}, all...)
	}
	return append(all, a.Article.Notes...)
}

// Unread says how much of what was scored is in languages that a model has not learned, given the articles by language and the paragraphs in all.
func Unread(articles map[string]int, paragraphs int) string {
	total := 0
	var each []string
	for _, l := range slices.Sorted(maps.Keys(articles)) {
		total += articles[l]
		each = append(each, article.LanguageName(clean(l))+": "+count(articles[l]))
	}
	return fmt.Sprintf("%s in another language than a model has learned (%s): %s called unsure, and the labels mean nothing",
		plural(total, "article is", "articles are"), strings.Join(each, ", "), plural(paragraphs, "paragraph is", "paragraphs are"))
}

// caption names an article: its title, else its identifier, else what there is.
func caption(a *article.Article) string {
	for _, s := range []string{a.Title, a.ID, a.URL} {
		if s = strings.TrimSpace(clean(s)); s != "" {
			return s
		}
	}
	return "Untitled"
}

// origin lists what is known of an article beside its title.
func origin(a *article.Article) []string {
	var facts []string
	for _, s := range []string{a.Source, a.Author, a.Date, a.ID} {
		if s = strings.TrimSpace(clean(s)); s != "" && s != caption(a) && !slices.Contains(facts, s) {
			facts = append(facts, s)
		}
	}
	return facts
}

// chosen lists the classes of a result, the most probable first.
func chosen(r *classify.Result) []int {
	classes := slices.Collect(r.Set.All())
	slices.SortStableFunc(classes, func(a, b int) int {
		switch {
		case r.Probs[a] > r.Probs[b]:
			return -1
		case r.Probs[a] < r.Probs[b]:
			return 1
		}
		return 0
	})
	return classes
}

// evidence tells whether tables of scores have a column of words: if it is asked for and there are models.
func (s Style) evidence(models int) bool { return s.Evidence && models > 0 }

// other returns the cells of a block that is not body, in the columns of the models and of the evidence.
func (s Style) other(models int, p article.Paragraph) []string {
	what := p.Kind.String()
	if p.Reason != "" && !s.evidence(models) {
		what += ": " + string(p.Reason)
	}
	cells := []string{what}
	for len(cells) < models {
		cells = append(cells, "")
	}
	if s.evidence(models) {
		cells = append(cells, string(p.Reason))
	}
	return cells
}

// keys explains the signs in a table of scores.
func keys(coders []*coder, s Style) []string {
	var keys []string
	for _, c := range coders {
		if c.scheme.Ordered {
			for k, name := range c.names {
				keys = append(keys, mark(c.scheme, k)+" "+clean(name))
			}
		}
	}
	keys = append(keys, "? unsure: among the paragraphs that a model is least certain of", "% probability of the label")
	if s.Evidence && len(coders) > 0 {
		keys = append(keys, "made so by: the words that speak most for "+clean(coders[0].scheme.Name))
	}
	return keys
}
