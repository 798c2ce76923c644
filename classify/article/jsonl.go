package article

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unsafe"

	"github.com/parley-go/parley/labels/file"
)

// Fields names the fields of a JSONL record or the columns of a table; ""
// stands for the name in the comment.
type Fields struct {
	ID         string // id
	Title      string // title
	Text       string // text
	HTML       string // html: a page or part of one, where there is no text
	Paragraphs string // paragraphs
	Date       string // date
	Source     string // source
	Author     string // author
	Language   string // language
	URL        string // url
}

func readJSONL(br *bufio.Reader, from *origin, yield func(Record) bool) bool {
	found := false
	for line := 1; ; line++ {
		b, long, err := readLine(br, from.o.MaxBytes)
		if err != nil && !errors.Is(err, io.EOF) {
			return yield(bad(err))
		}
		b = bytes.TrimSpace(b)
		if line == 1 {
			b = bytes.TrimPrefix(b, []byte("\ufeff"))
		}
		var r Record
		switch {
		case long:
			r = bad(&Problem{File: from.name, Line: line, Found: fmt.Sprintf("a line of more than %d bytes", from.o.MaxBytes), Remedy: "split the record or allow more with --max-bytes"})
		case len(b) > 0:
			r = Record{kind: lineRecord, Size: len(b), Pause: br.Buffered() == 0, from: from, line: line, raw: b}
		}
		if r.from != nil || r.err != nil {
			found = true
			if !yield(r) {
				return false
			}
		}
		if err != nil {
			break
		}
	}
	return found || yield(bad(&Problem{File: from.name, Found: "no records", Remedy: "give one JSON object a line"}))
}

// readLine reads one line; of a line beyond limit nothing is kept.
func readLine(br *bufio.Reader, limit int64) (b []byte, long bool, err error) {
	for {
		part, err := br.ReadSlice('\n')
		if long = long || int64(len(b)+len(part)) > limit; long {
			b = nil
		} else {
			b = append(b, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return b, long, err
		}
	}
}

// object reads one line of JSONL. The article keeps the line, which must not be changed afterwards.
func object(b []byte, name string, line int, o Options) (*Article, error) {
	text, notes, err := file.Decode(unsafe.String(unsafe.SliceData(b), len(b)), "", false, refusal(name))
	if err != nil {
		var p *Problem
		if errors.As(err, &p) {
			p.Line = line
		}
		return nil, err
	}
	field := or(o.Fields.Paragraphs, "paragraphs")
	var room [8]namedField
	most := mostListed(o)
	fields, paras, ok := flat(room[:0], text, field, most)
	if !ok && len(paras) <= most {
		all, items, found, remedy := nested(text, field, most)
		if found != "" {
			return nil, &Problem{File: name, Line: line, Found: found, Remedy: remedy}
		}
		fields, paras = listed(all), items
	}
	a, err := record(fields, paras, name, line, o)
	if a != nil {
		a.Notes = append(a.Notes, notes...)
	}
	return a, err
}

// mostListed is how many paragraphs a record may list: 262,144, or one for each 256 bytes of MaxBytes, if that is more. Each takes the memory of a
// thousand letters, however short it is, once it is scored.
func mostListed(o Options) int { return max(1<<18, int(o.MaxBytes/256)) }

// nested is flat for any object; found says what is wrong.
func nested(text, list string, most int) (fields map[string]string, items []string, found, remedy string) {
	var m map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &m); err != nil || m == nil {
		return nil, nil, "not a JSON object", "give one JSON object a line"
	}
	if raw, ok := m[list]; ok && string(raw) != "null" {
		if items, ok = listItems(raw, most); !ok {
			return nil, nil, "field " + list + " is not an array of strings", "give the paragraphs as strings"
		}
		delete(m, list)
	}
	fields = make(map[string]string, len(m))
	for k, v := range m {
		fields[k] = plain(v)
	}
	return fields, items, "", ""
}

// listItems reads a JSON array of strings, or one more than most of them; ok is false for anything else.
func listItems(array []byte, most int) (items []string, ok bool) {
	d := json.NewDecoder(bytes.NewReader(array))
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return nil, false
	}
	items = []string{}
	for d.More() {
		var item string
		if len(items) > most {
			return items, true
		}
		if d.Decode(&item) != nil {
			return nil, false
		}
		items = append(items, item)
	}
	_, err := d.Token()
	return items, err == nil && len(bytes.TrimSpace(array[d.InputOffset():])) == 0
}

// namedField is a field of a record.
type namedField struct{ name, value string }

// listed returns fields in any order.
func listed(fields map[string]string) []namedField {
	list := make([]namedField, 0, len(fields))
	for name, value := range fields {
		list = append(list, namedField{name, value})
	}
	return list
}

// record makes an article of the fields of a row, each of which has another name and which are used up. Paragraphs are taken as they
// stand; in a table they may be a JSON array of strings, or one a line.
func record(fields []namedField, paras []string, name string, line int, o Options) (*Article, error) {
	bad := func(found, remedy string) (*Article, error) {
		return nil, &Problem{File: name, Line: line, Found: found, Remedy: remedy}
	}
	take := func(field, def string) string {
		field = or(field, def)
		for i, f := range fields {
			if f.name == field {
				fields[i] = fields[len(fields)-1]
				fields = fields[:len(fields)-1]
				return f.value
			}
		}
		return ""
	}
	f := o.Fields
	id, title := take(f.ID, "id"), take(f.Title, "title")
	if id == "" {
		id = fmt.Sprintf("%s#%d", filepath.Base(name), line)
	}
	if paras == nil {
		var ok bool
		if s := strings.TrimSpace(take(f.Paragraphs, "paragraphs")); s != "" {
			if paras, ok = listItems([]byte(s), mostListed(o)); !ok {
				paras = nil
				for l := range strings.Lines(s) {
					if l = strings.TrimSpace(l); l != "" && len(paras) <= mostListed(o) {
						paras = append(paras, l)
					}
				}
			}
		}
	}
	if len(paras) > mostListed(o) {
		return bad(fmt.Sprintf("more than %d paragraphs", mostListed(o)), "split the article or allow more with --max-bytes")
	}
	var a *Article
	if paras != nil {
		a = FromParagraphs(id, title, paras)
	} else if t := take(f.Text, "text"); strings.TrimSpace(t) != "" {
		if crowded(t, "\n", "lines", name, o) != nil {
			return bad("an article of too many lines", "split it or allow more with --max-bytes")
		}
		a = FromText(id, title, t)
		if len(a.Paragraphs) > 1 { // one block alone is what the row is about
			mark(a.Paragraphs)
		}
	} else if h := take(f.HTML, "html"); strings.TrimSpace(h) != "" {
		var err error
		if a, err = readPage(h, id, name, o); err != nil {
			return bad("a page without text, or of too many tags", "give text or paragraphs")
		}
		if title != "" {
			a.Title = title
		}
	} else {
		return bad("no text", "give text, html or paragraphs, or name the field that holds it")
	}
	for _, v := range []struct {
		to         *string
		field, def string
	}{{&a.Date, f.Date, "date"}, {&a.Source, f.Source, "source"}, {&a.Author, f.Author, "author"}, {&a.URL, f.URL, "url"}} {
		if s := take(v.field, v.def); s != "" {
			*v.to = s
		}
	}
	a.Date = isoDate(a.Date)
	if l := Language(take(f.Language, "language")); l != "" {
		a.Language = l
	}
	put(&a.Language, o.Language)
	a.Path, a.Line = name, line
	if len(fields) > 0 {
		a.Meta = make(map[string]string, len(fields))
		for _, f := range fields {
			a.Meta[f.name] = f.value
		}
	}
	return a, nil
}

// plain returns a string's content, "" for null, and any other value as JSON.
func plain(raw json.RawMessage) string {
	var s string
	if len(raw) == 0 || string(raw) == "null" || json.Unmarshal(raw, &s) == nil {
		return s
	}
	return string(raw)
}
