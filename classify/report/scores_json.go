package report

import (
	"io"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
	"github.com/parley-go/parley/labels"
)

// jsonlScores writes one object a block.
type jsonlScores struct {
	w      io.Writer
	coders []*coder
	all    bool
	buffer []byte
	head   []byte // the members that all blocks of an article share and begin with
	tail   []byte // those that they end with
}

func (s *jsonlScores) Article(a *Scored) error {
	a.check(s.coders)
	s.head = append(s.head[:0], `{"article":`...)
	s.head = appendString(s.head, a.Article.ID)
	s.head = append(s.head, `,"title":`...)
	s.head = appendString(s.head, a.Article.Title)
	s.head = append(s.head, ',')
	toCode := len(s.coders) == 0
	s.tail = s.tail[:0]
	if toCode {
		s.head = appendOrigin(s.head, a.Article, math.MaxInt)
	} else {
		s.tail = appendOrigin(append(s.tail, ','), a.Article, longestMeta)
		s.tail = s.tail[:len(s.tail)-1] // there is one comma more than members
	}
	s.tail = append(s.tail, "}\n"...)
	out := s.buffer[:0]
	room, inPlace := s.w.(interface{ AvailableBuffer() []byte }) // such writers need no copy of what stands in their own room
	if inPlace {
		out = room.AvailableBuffer()
	}
	for i := range a.Article.Paragraphs {
		if p := &a.Article.Paragraphs[i]; shown(*p, s.all) {
			out = append(out, s.head...)
			if id := paragraphID(a.Article, i); toCode && id != "" {
				out = append(appendString(append(out, `"id":`...), id), ',')
			}
			out = appendBlock(out, s.coders, a.Readings, i, p, toCode)
			out = append(out, s.tail...)
		}
	}
	_, err := s.w.Write(out)
	if !inPlace {
		s.buffer = out
	}
	return err
}

func (s *jsonlScores) Close() error { return nil }

// paragraphID names block i for those who code it: its article and its number there; "" where the article has no name.
func paragraphID(a *article.Article, i int) string {
	if a.ID == "" {
		return ""
	}
	return a.ID + "-" + strconv.Itoa(i+1)
}

// longestMeta is the longest field of a record, in bytes, that is written beside every scored paragraph: nobody groups by a longer one, which may
// be the whole page.
const longestMeta = 1000

// appendOrigin appends the members that say where an article is from, as far as it is known, each with a comma after it: date, source, author,
// language, url, and in meta the fields of its record, up to most bytes long, that have no other use.
func appendOrigin(dst []byte, a *article.Article, most int) []byte {
	for _, f := range []struct{ key, value string }{
		{`"date":`, a.Date}, {`"source":`, a.Source}, {`"author":`, a.Author}, {`"language":`, a.Language}, {`"url":`, a.URL},
	} {
		if f.value != "" {
			dst = appendString(append(dst, f.key...), f.value)
			dst = append(dst, ',')
		}
	}
	if len(a.Meta) > 0 {
		dst = append(appendMeta(append(dst, `"meta":`...), a.Meta, most), ',')
	}
	return dst
}

// appendMeta appends the fields up to most bytes long, in the order of their names.
func appendMeta(dst []byte, meta map[string]string, most int) []byte {
	dst = append(dst, '{')
	some := false
	for _, k := range slices.Sorted(maps.Keys(meta)) {
		if len(meta[k]) > most {
			continue
		}
		if some {
			dst = append(dst, ',')
		}
		some = true
		dst = append(appendString(dst, k), ':')
		dst = appendString(dst, meta[k])
	}
	return append(dst, '}')
}

// appendSpans appends, each with a comma before it, the language of a block that is not in the article's, and the quotations in it: lo and hi are
// bytes of the block's text, and so are the two numbers of a speaker whom the block names.
func appendSpans(dst []byte, p *article.Paragraph) []byte {
	if p.Language != "" {
		dst = appendString(append(dst, `,"block_language":`...), p.Language)
	}
	if len(p.Quotes) == 0 {
		return dst
	}
	dst = append(dst, `,"quotes":[`...)
	for i, q := range p.Quotes {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(append(dst, `{"lo":`...), int64(q.Lo), 10)
		dst = strconv.AppendInt(append(dst, `,"hi":`...), int64(q.Hi), 10)
		if q.Speaker != "" {
			dst = appendString(append(dst, `,"speaker":`...), q.Speaker)
			dst = strconv.AppendInt(append(dst, `,"speaker_lo":`...), int64(q.SpeakerLo), 10)
			dst = strconv.AppendInt(append(dst, `,"speaker_hi":`...), int64(q.SpeakerHi), 10)
		}
		dst = append(dst, '}')
	}
	return append(dst, ']')
}

// appendBlock appends the members para to labels of block i, if asked with the spans in it.
func appendBlock(dst []byte, coders []*coder, readings []*classify.Reading, i int, p *article.Paragraph, spans bool) []byte {
	dst = append(dst, `"para":`...)
	dst = strconv.AppendInt(dst, int64(i+1), 10)
	dst = append(dst, `,"kind":`...)
	dst = appendString(dst, p.Kind.String())
	dst = append(dst, `,"reason":`...)
	dst = appendString(dst, string(p.Reason))
	dst = append(dst, `,"lo":`...)
	dst = strconv.AppendInt(dst, int64(p.Lo), 10)
	dst = append(dst, `,"hi":`...)
	dst = strconv.AppendInt(dst, int64(p.Hi), 10)
	dst = append(dst, `,"text":`...)
	dst = appendString(dst, p.Text)
	if spans {
		dst = appendSpans(dst, p)
	}
	dst = append(dst, `,"labels":{`...)
	for m, c := range coders {
		if m > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, c.key...)
		dst = c.appendResult(dst, readings[m].Results[i])
	}
	return append(dst, '}')
}

// appendResult appends what a model says about one block, null if it says nothing.
func (c *coder) appendResult(dst []byte, r *classify.Result) []byte {
	if r == nil {
		return append(dst, "null"...)
	}
	if c.scheme.Many {
		dst = append(dst, `{"labels":`...)
		dst = c.appendSet(dst, r.Set)
	} else {
		dst = append(dst, `{"label":`...)
		dst = append(dst, c.labels[r.Set.First()]...)
	}
	dst = append(dst, `,"probs":`...)
	dst = c.appendPerClass(dst, r.Probs)
	dst = strconv.AppendBool(append(dst, `,"unsure":`...), r.Unsure)
	if r.Foreign {
		dst = appendString(append(dst, `,"reason":`...), otherLanguage)
	}
	dst = strconv.AppendInt(append(dst, `,"known":`...), int64(r.Known), 10)
	dst = strconv.AppendInt(append(dst, `,"words":`...), int64(r.Words), 10)
	return append(dst, '}')
}

// appendSet appends the names of the classes as an array.
func (c *coder) appendSet(dst []byte, set labels.Set) []byte {
	dst = append(dst, '[')
	first := true
	for k := range set.All() {
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(dst, c.labels[k]...)
	}
	return append(dst, ']')
}

// appendPerClass appends an object with a number for each class.
func (c *coder) appendPerClass(dst []byte, v []float64) []byte {
	dst = append(dst, '{')
	for k, p := range v {
		if k > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, c.labels[k]...)
		dst = append(dst, ':')
		dst = appendProb(dst, p)
	}
	return append(dst, '}')
}

// jsonScores writes one document: models, then articles with their summaries and blocks.
type jsonScores struct {
	w      io.Writer
	coders []*coder
	all    bool
	some   bool // an article has been written
	buffer []byte
}

// open begins the document.
func (s *jsonScores) open() {
	s.buffer = append(s.buffer, `{"models":[`...)
	for i, c := range s.coders {
		if i > 0 {
			s.buffer = append(s.buffer, ',')
		}
		s.buffer = append(s.buffer, "\n "...)
		s.buffer = append(s.buffer, `{"scheme":`...)
		s.buffer = appendString(s.buffer, c.scheme.Name)
		s.buffer = append(s.buffer, `,"many":`...)
		s.buffer = strconv.AppendBool(s.buffer, c.scheme.Many)
		s.buffer = append(s.buffer, `,"classes":[`...)
		for k, name := range c.labels {
			if k > 0 {
				s.buffer = append(s.buffer, ',')
			}
			s.buffer = append(s.buffer, name...)
		}
		s.buffer = append(s.buffer, `]}`...)
	}
	s.buffer = append(s.buffer, "],\n\"articles\":["...)
}

func (s *jsonScores) Article(a *Scored) error {
	a.check(s.coders)
	s.buffer = s.buffer[:0]
	if s.some {
		s.buffer = append(s.buffer, ',')
	} else {
		s.open()
	}
	s.some = true
	s.buffer = append(s.buffer, "\n {"...)
	for _, f := range []struct{ key, value string }{
		{`"article":`, a.Article.ID},
		{`,"title":`, a.Article.Title},
		{`,"date":`, a.Article.Date},
		{`,"source":`, a.Article.Source},
		{`,"author":`, a.Article.Author},
		{`,"language":`, a.Article.Language},
		{`,"url":`, a.Article.URL},
	} {
		s.buffer = append(s.buffer, f.key...)
		s.buffer = appendString(s.buffer, f.value)
	}
	if len(a.Article.Meta) > 0 {
		s.buffer = appendMeta(append(s.buffer, `,"meta":`...), a.Article.Meta, math.MaxInt)
	}
	s.buffer = append(s.buffer, `,"notes":[`...)
	for i, n := range a.Article.Notes {
		if i > 0 {
			s.buffer = append(s.buffer, ',')
		}
		s.buffer = appendString(s.buffer, n)
	}
	s.buffer = append(s.buffer, "],\n  \"summary\":{"...)
	for m, c := range s.coders {
		if m > 0 {
			s.buffer = append(s.buffer, ',')
		}
		s.buffer = append(s.buffer, c.key...)
		s.buffer = c.appendSummary(s.buffer, a.Readings[m])
	}
	s.buffer = append(s.buffer, "},\n  \"blocks\":["...)
	first := true
	for i, p := range a.Article.Paragraphs {
		if !shown(p, s.all) {
			continue
		}
		if !first {
			s.buffer = append(s.buffer, ',')
		}
		first = false
		s.buffer = append(s.buffer, "\n   {"...)
		s.buffer = append(appendBlock(s.buffer, s.coders, a.Readings, i, &a.Article.Paragraphs[i], true), '}')
	}
	s.buffer = append(s.buffer, "]}"...)
	_, err := s.w.Write(s.buffer)
	return err
}

// appendSummary appends what a reading comes to. Lead is null if no paragraph carries a class.
func (c *coder) appendSummary(dst []byte, r *classify.Reading) []byte {
	dst = append(dst, `{"lead":`...)
	if k, ok := r.Lead(); ok {
		dst = append(dst, c.labels[k]...)
	} else {
		dst = append(dst, "null"...)
	}
	dst = append(dst, `,"body":`...)
	dst = strconv.AppendInt(dst, int64(r.Body), 10)
	dst = append(dst, `,"counts":{`...)
	for k, n := range r.Counts {
		if k > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, c.labels[k]...)
		dst = append(dst, ':')
		dst = strconv.AppendInt(dst, int64(n), 10)
	}
	dst = append(dst, `},"unsure":`...)
	dst = strconv.AppendInt(dst, int64(r.Unsure), 10)
	dst = append(dst, `,"mean":`...)
	if r.Body == 0 {
		dst = append(dst, "null"...)
	} else {
		dst = c.appendPerClass(dst, r.Mean)
	}
	dst = append(dst, `,"unseen":`...)
	if math.IsNaN(r.Unseen) {
		dst = append(dst, "null"...)
	} else {
		dst = appendProb(dst, r.Unseen)
	}
	return append(dst, '}')
}

func (s *jsonScores) Close() error {
	s.buffer = s.buffer[:0]
	if !s.some {
		s.open()
	}
	s.buffer = append(s.buffer, "]}\n"...)
	_, err := s.w.Write(s.buffer)
	return err
}
