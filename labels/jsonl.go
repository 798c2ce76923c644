package labels

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/parley-go/parley/labels/file"
)

// pageSize is how many bytes of lines are parsed at once by one goroutine.
const pageSize = 256 << 10

// page is a stretch of the lines of a file. What is read of it is numbered among its own columns.
type page struct {
	first  int      // number of its first line
	buffer []byte   // of the lines, overwritten by the next page
	lines  []bounds // of buffer
	headings
	fields []field // of a row, overwritten by the next
	store  []cell  // room for the cells of the rows
	rows   []row
	odd    oddLines
	faults []Problem
	fatal  bool // the first fault is of the file as a whole
}

// bounds of one line; a line that was too long has lo > hi.
type bounds struct{ lo, hi int }

// jsonl reads one object a line. Blank lines are passed over. Pages are read in turn, parsed side by side and joined in their order.
func (r *reader) jsonl(b *bufio.Reader) error {
	pages := make([]page, runtime.GOMAXPROCS(0))
	line, end := 1, error(nil)
	for end == nil {
		var parsing sync.WaitGroup
		n := 0
		for n < len(pages) && end == nil {
			p := &pages[n]
			*p = page{first: line, buffer: p.buffer[:0], lines: p.lines[:0], fields: p.fields}
			end = p.fill(b)
			line += len(p.lines)
			n++
			parsing.Go(p.parse)
		}
		parsing.Wait()
		for i := range pages[:n] {
			if err := r.join(&pages[i]); err != nil {
				return err
			}
		}
	}
	if !errors.Is(end, io.EOF) {
		return r.broken(line-1, end)
	}
	return nil
}

// fill reads whole lines. The error is that of the last of them, io.EOF at the end of the file.
func (p *page) fill(b *bufio.Reader) error {
	for len(p.buffer) < pageSize {
		lo, long := len(p.buffer), false
		part, err := []byte(nil), bufio.ErrBufferFull
		for errors.Is(err, bufio.ErrBufferFull) {
			part, err = b.ReadSlice('\n')
			if long = long || len(p.buffer)-lo+len(part) > MaxLine; !long {
				p.buffer = append(p.buffer, part...)
			}
		}
		if long {
			p.buffer, lo = p.buffer[:lo], lo+1
		}
		p.lines = append(p.lines, bounds{lo, len(p.buffer)})
		if err != nil {
			return err
		}
	}
	return nil
}

// parse reads the rows of the page. Their texts are parts of one string.
func (p *page) parse() {
	text := string(p.buffer)
	p.rows = make([]row, 0, len(p.lines))
	for i, l := range p.lines {
		number := p.first + i
		found, remedy := "", ""
		if l.lo > l.hi {
			found, remedy = fmt.Sprintf("a line of more than %d MiB", MaxLine>>20), "one paragraph a line; this line is left out"
		} else if t := strings.TrimSpace(text[l.lo:l.hi]); t == "" {
			continue
		} else if number == 1 && t[0] == '[' {
			p.fatal = true
			found, remedy = "a JSON array", "one object a line is wanted (jq -c '.[]' FILE makes it)"
		} else if found, remedy = checkText(t); found == "" {
			if !utf8.ValidString(t) {
				line := []string{t}
				p.odd.add(number, file.Row(line)[0])
				t = line[0]
			}
			cells, err := p.object(t)
			if err == nil {
				p.rows = append(p.rows, row{number, cells})
				continue
			}
			found, remedy = strings.TrimPrefix(err.Error(), "json: "), "one JSON object a line; this line is left out"
		}
		p.faults = append(p.faults, Problem{Line: number, Found: found, Remedy: remedy})
	}
}

// join adds what was read of a page to what was read before.
func (r *reader) join(p *page) error {
	for _, f := range p.faults {
		if p.fatal {
			return r.fatal(f.Line, f.Found, f.Remedy)
		}
		if err := r.problem(f.Line, f.Found, f.Remedy); err != nil {
			return err
		}
	}
	r.odd.join(p.odd)
	to := make([]int, len(p.columns))
	for i, name := range p.columns {
		to[i] = r.column(name)
	}
	for _, row := range p.rows {
		for i := range row.cells {
			row.cells[i].column = to[row.cells[i].column]
		}
	}
	r.rows = append(r.rows, p.rows...)
	return nil
}

// object reads the cells of one line.
func (p *page) object(line string) (cells []cell, err error) {
	var ok bool
	fields := p.fields
	if fields, ok = plain(fields, line); ok {
		p.fields = fields
	} else {
		fields, err = nested(line)
	}
	if n := len(fields); cap(p.store)-len(p.store) < n {
		p.store = make([]cell, 0, max(n, 1<<12))
	}
	at := len(p.store)
	for _, f := range fields {
		if c := p.column(f.name); !f.missing {
			p.store = append(p.store, cell{c, f.value})
		}
	}
	return p.store[at:len(p.store):len(p.store)], err
}

// field is a value by the name of its column; missing if it is null or the empty text.
type field struct {
	name string
	value
	missing bool
}

// nested reads any object; objects inside become dotted names. Names are taken in sorted order, so that the list of columns does not
// depend on a map. With an error it returns the fields before it.
func nested(line string) ([]field, error) {
	d := json.NewDecoder(strings.NewReader(line))
	d.UseNumber()
	var object map[string]any
	if err := d.Decode(&object); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = errors.New("a line that breaks off inside its object")
		}
		return nil, err
	}
	if object == nil {
		return nil, errors.New("null where an object is wanted")
	}
	if strings.TrimSpace(line[d.InputOffset():]) != "" {
		return nil, errors.New("something after the object's closing brace")
	}
	at := map[string]int{}
	return flatten(nil, at, "", object, 0)
}

// flatten appends the fields of an object under a prefix; at numbers them by name. Of two with one name the last that is not missing counts.
func flatten(dst []field, at map[string]int, prefix string, object map[string]any, depth int) ([]field, error) {
	names := make([]string, 0, len(object))
	for n := range object {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		name := prefix + n
		if inner, ok := object[n].(map[string]any); ok && depth < 4 {
			var err error
			if dst, err = flatten(dst, at, name+".", inner, depth+1); err != nil {
				return dst, err
			}
			continue
		}
		v, ok, err := jsonValue(object[n])
		i, twice := at[name]
		if !twice {
			i = len(dst)
			at[name] = i
			dst = append(dst, field{name: name, missing: true})
		}
		if err != nil {
			return dst, err
		}
		if ok {
			dst[i] = field{name: name, value: v}
		}
	}
	return dst, nil
}

// jsonValue reads a scalar, an array of scalars, or keeps anything else as
// JSON. ok is false for null and the empty text.
func jsonValue(in any) (v value, ok bool, err error) {
	text, scalar, err := jsonScalar(in)
	if err != nil || scalar {
		return value{text: text}, text != "", err
	}
	list, array := in.([]any)
	if array {
		v = value{list: make([]string, len(list))}
		for i, part := range list {
			if v.list[i], scalar, err = jsonScalar(part); err != nil || !scalar || part == nil {
				array = false
				break
			}
		}
	}
	if array {
		v.text = strings.Join(v.list, "; ")
		return v, true, nil
	}
	raw, err := json.Marshal(in)
	return value{text: string(raw)}, true, err
}

// jsonScalar returns a text, number, truth value or null as text.
func jsonScalar(in any) (text string, ok bool, err error) {
	switch v := in.(type) {
	case nil:
		return "", true, nil
	case string:
		if strings.IndexByte(v, 0) >= 0 {
			return "", true, errors.New("a NUL character in a text")
		}
		return v, true, nil
	case json.Number:
		return v.String(), true, nil
	case bool:
		return strconv.FormatBool(v), true, nil
	}
	return "", false, nil
}
