package labels

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
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
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var fields map[string]any
	if err := d.Decode(&fields); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = errors.New("a line that breaks off inside its object")
		}
		return row{}, err
	}
	if fields == nil {
		return row{}, errors.New("null where an object is wanted")
	}
	if len(bytes.TrimSpace(raw[d.InputOffset():])) > 0 {
		return row{}, errors.New("something after the object's closing brace")
	}
	one := row{fields: make(map[string]value, len(fields))}
	return one, r.flatten(one.fields, "", fields, 0)
}

// flatten adds the fields of an object under a prefix. Names are taken in
// sorted order, so that the list of columns does not depend on a map.
func (r *reader) flatten(dst map[string]value, prefix string, fields map[string]any, depth int) error {
	names := make([]string, 0, len(fields))
	for n := range fields {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		name := prefix + n
		if inner, ok := fields[n].(map[string]any); ok && depth < 4 {
			if err := r.flatten(dst, name+".", inner, depth+1); err != nil {
				return err
			}
			continue
		}
		r.column(name)
		v, ok, err := jsonValue(fields[n])
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
func jsonValue(in any) (v value, ok bool, err error) {
	text, scalar, err := jsonScalar(in)
	if err != nil || scalar {
		return value{text: text}, text != "", err
	}
	list, array := in.([]any)
	if array {
		v = value{array: true, list: make([]string, len(list))}
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
