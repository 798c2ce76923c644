package labels

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// jsonl reads one object a line. Blank lines are passed over.
func (r *reader) jsonl(b *bufio.Reader) error {
	for line := 1; ; line++ {
		raw, long, err := readLine(b)
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("%s:%d: %w", r.opt.Name, line, err)
		}
		end := err != nil
		found, remedy := "", ""
		switch t := bytes.TrimSpace(raw); {
		case long:
			found, remedy = fmt.Sprintf("a line of more than %d MiB", MaxLine>>20), "one paragraph a line; this line is left out"
		case len(t) == 0:
		case line == 1 && t[0] == '[':
			return r.fatal(1, "a JSON array", "one object a line is wanted (jq -c '.[]' FILE makes it)")
		default:
			if found, remedy = checkText(raw); found == "" {
				var one row
				if one, err = r.object(t); err != nil {
					found, remedy = strings.TrimPrefix(err.Error(), "json: "), "one JSON object a line; this line is left out"
				} else {
					one.line = line
					r.rows = append(r.rows, one)
				}
			}
		}
		if found != "" {
			if err := r.problem(line, found, remedy); err != nil {
				return err
			}
		}
		if end {
			return nil
		}
	}
}

// readLine returns the next line without its end. A line longer than MaxLine is
// read over, not kept, and long is true. The error is io.EOF on the last line.
func readLine(b *bufio.Reader) (line []byte, long bool, err error) {
	for {
		part, err := b.ReadSlice('\n')
		if !long {
			if len(line)+len(part) > MaxLine {
				line, long = nil, true
			} else {
				line = append(line, part...)
			}
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, long, err
		}
	}
}

// object reads the fields of one line; objects inside become dotted names.
func (r *reader) object(raw []byte) (row, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return row{}, err
	}
	if fields == nil {
		return row{}, errors.New("null where an object is wanted")
	}
	one := row{fields: make(map[string]value, len(fields))}
	return one, r.flatten(one.fields, "", fields, 0)
}

// flatten adds the fields of an object under a prefix. Names are taken in
// sorted order, so that the list of columns does not depend on a map.
func (r *reader) flatten(dst map[string]value, prefix string, fields map[string]json.RawMessage, depth int) error {
	names := make([]string, 0, len(fields))
	for n := range fields {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		raw, name := bytes.TrimSpace(fields[n]), prefix+n
		if raw[0] == '{' && depth < 4 {
			var inner map[string]json.RawMessage
			if err := json.Unmarshal(raw, &inner); err != nil {
				return err
			}
			if err := r.flatten(dst, name+".", inner, depth+1); err != nil {
				return err
			}
			continue
		}
		r.column(name)
		v, ok, err := jsonValue(raw)
		if err != nil {
			return err
		}
		if ok {
			dst[name] = v
		}
	}
	return nil
}

// jsonValue reads a scalar, an array of scalars, or keeps anything else as
// JSON. ok is false for null and the empty text.
func jsonValue(raw []byte) (v value, ok bool, err error) {
	switch raw[0] {
	case 'n':
		return v, false, nil
	case '"':
		err = json.Unmarshal(raw, &v.text)
		if err == nil && strings.IndexByte(v.text, 0) >= 0 {
			err = errors.New("a NUL character in a text")
		}
		return v, v.text != "", err
	case '[':
		var parts []json.RawMessage
		if err = json.Unmarshal(raw, &parts); err != nil {
			return v, false, err
		}
		v.array = true
		for _, p := range parts {
			p = bytes.TrimSpace(p)
			if p[0] == '[' || p[0] == '{' || p[0] == 'n' {
				return value{text: string(raw)}, true, nil
			}
			one, _, err := jsonValue(p)
			if err != nil {
				return v, false, err
			}
			v.list = append(v.list, one.text)
		}
		v.text = strings.Join(v.list, "; ")
		return v, true, nil
	}
	return value{text: string(raw)}, true, nil
}
