package article

import (
	"fmt"
	"strings"
)

// Kind says what a block of text is. Its text forms are "body", "heading" and
// "boilerplate".
type Kind uint8

// The kinds of block; the zero value is Body.
const (
	Body        Kind = iota // running text of the article
	Heading                 // headline, deck or section heading
	Boilerplate             // whatever is not the article
)

var kindNames = [...]string{"body", "heading", "boilerplate"}

// String returns the text form, or "Kind(n)" for a value out of range.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// MarshalText returns the text form; a value out of range is an error.
func (k Kind) MarshalText() ([]byte, error) {
	if int(k) >= len(kindNames) {
		return nil, fmt.Errorf("article: no kind %d", uint8(k))
	}
	return []byte(kindNames[k]), nil
}

// UnmarshalText reads a text form; any other text is an error.
func (k *Kind) UnmarshalText(b []byte) error {
	for i, n := range kindNames {
		if n == string(b) {
			*k = Kind(i)
			return nil
		}
	}
	return fmt.Errorf("article: kind %q is none of %s", b, strings.Join(kindNames[:], ", "))
}

// Reason says why a block is boilerplate; "" for other kinds.
type Reason string

// The reasons a block is set aside.
const (
	Advertisement Reason = "advertisement"
	Cookie        Reason = "cookie notice"
	Byline        Reason = "byline"
	Credit        Reason = "image credit or caption"
	Related       Reason = "related links"
	Subscription  Reason = "subscription prompt"
	Social        Reason = "social"
	Navigation    Reason = "navigation"
	Ticker        Reason = "ticker"
	Notice        Reason = "site notice"
	Foreign       Reason = "other language"
)

// Paragraph is one block. Article.Text[Lo:Hi] is the stretch it was read from;
// Text is that stretch with each run of white space made one space.
type Paragraph struct {
	Text     string  `json:"text"`
	Lo       int     `json:"lo"` // bytes in Article.Text
	Hi       int     `json:"hi"`
	Kind     Kind    `json:"kind"`
	Reason   Reason  `json:"reason,omitempty"`
	Language string  `json:"language,omitempty"` // "" inherits the article's
	Quotes   []Quote `json:"quotes,omitempty"`
}

// Quote is a span inside quotation marks and its speaker. All offsets are
// bytes of Paragraph.Text; Speaker is "" where the paragraph names none.
type Quote struct {
	Lo        int    `json:"lo"`
	Hi        int    `json:"hi"`
	Speaker   string `json:"speaker,omitempty"`
	SpeakerLo int    `json:"speaker_lo,omitempty"`
	SpeakerHi int    `json:"speaker_hi,omitempty"`
}

// Article is one article as read. It may be shared between goroutines that
// only read it.
type Article struct {
	ID, Title, Date, Source, Author, Language, URL string

	Path       string            // name of the input
	Line       int               // line of the record, from 1; 0 for a whole file
	Meta       map[string]string // fields of the record not used otherwise
	Text       string            // UTF-8 text that the offsets point into
	Paragraphs []Paragraph       // in order of the text
	Notes      []string          // doubts, such as a guessed encoding
}

// Problem is an input that could not be read, and what would help.
type Problem struct {
	File          string
	Line          int // from 1; 0 where the whole file is meant
	Found, Remedy string
}

// Error returns "file:line: found; remedy".
func (p *Problem) Error() string {
	s := p.File
	if p.Line > 0 {
		s = fmt.Sprintf("%s:%d", s, p.Line)
	}
	s += ": " + p.Found
	if p.Remedy != "" {
		s += "; " + p.Remedy
	}
	return s
}

// FromText splits text into paragraphs by its layout; all are body.
func FromText(id, title, text string) *Article {
	return &Article{ID: id, Title: title, Text: text, Paragraphs: split(text)}
}

// FromParagraphs takes each string as one body paragraph, even an empty one.
// Article.Text is the strings joined by blank lines.
func FromParagraphs(id, title string, paras []string) *Article {
	a := &Article{ID: id, Title: title, Text: strings.Join(paras, "\n\n")}
	if len(paras) == 0 {
		return a
	}
	a.Paragraphs = make([]Paragraph, len(paras))
	lo := 0
	for i, text := range paras {
		p := &a.Paragraphs[i]
		p.Text, p.Lo, p.Hi = tidy(text), lo, lo+len(text)
		lo += len(text) + 2
	}
	return a
}
