package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// Recorded is what the JSON of an evaluation says about how it was made.
type Recorded struct {
	Scheme   *labels.Scheme
	Config   classify.Config
	Corpus   string // digest
	Manifest *classify.Manifest
}

// ReadRecorded reads the JSON form of an evaluation; name stands in its errors. It is an error if the document is none, has no manifest, or
// one with an option out of its range.
func ReadRecorded(text []byte, name string) (*Recorded, error) {
	var r struct {
		Kind     string             `json:"kind"`
		Scheme   json.RawMessage    `json:"scheme"`
		Config   classify.Config    `json:"config"`
		Corpus   string             `json:"corpus"`
		Manifest *classify.Manifest `json:"manifest"`
	}
	if err := json.Unmarshal(text, &r); err != nil {
		return nil, fmt.Errorf("%s: not the JSON of a report: %w", name, err)
	}
	switch {
	case r.Kind != "evaluation":
		return nil, fmt.Errorf("%s: the report is of kind %q: only the JSON of an evaluation can be made again", name, r.Kind)
	case r.Manifest == nil:
		return nil, fmt.Errorf("%s: the report has no manifest: write it anew with parley crossval or parley evaluate", name)
	}
	if err := r.Manifest.Check(); err != nil {
		return nil, fmt.Errorf("%s: manifest: %w", name, err)
	}
	scheme, err := labels.ReadScheme(bytes.NewReader(r.Scheme), name)
	if err != nil {
		return nil, err
	}
	return &Recorded{scheme, r.Config, r.Corpus, r.Manifest}, nil
}

// Change is one place where two JSON documents differ.
type Change struct{ Path, Old, New string }

// Changes lists where two JSON documents differ, in the order of their paths. It is an error if one of them is no JSON.
func Changes(old, new []byte) ([]Change, error) {
	var a, b any
	for _, x := range []struct {
		text []byte
		v    *any
	}{{old, &a}, {new, &b}} {
		d := json.NewDecoder(bytes.NewReader(x.text))
		d.UseNumber()
		if err := d.Decode(x.v); err != nil {
			return nil, err
		}
	}
	var out []Change
	var walk func(path string, a, b any)
	walk = func(path string, a, b any) {
		switch x := a.(type) {
		case map[string]any:
			y, ok := b.(map[string]any)
			if !ok {
				break
			}
			var keys []string
			for k := range x {
				keys = append(keys, k)
			}
			for k := range y {
				if _, both := x[k]; !both {
					keys = append(keys, k)
				}
			}
			slices.Sort(keys)
			for _, k := range keys {
				p := k
				if path != "" {
					p = path + "." + k
				}
				u, hasU := x[k]
				v, hasV := y[k]
				switch {
				case !hasU:
					out = append(out, Change{p, "absent", short80(v)})
				case !hasV:
					out = append(out, Change{p, short80(u), "absent"})
				default:
					walk(p, u, v)
				}
			}
			return
		case []any:
			y, ok := b.([]any)
			if !ok || len(x) != len(y) {
				if ok {
					out = append(out, Change{path, plural(len(x), "entry", "entries"), plural(len(y), "entry", "entries")})
					return
				}
				break
			}
			for i := range x {
				walk(path+"["+strconv.Itoa(i)+"]", x[i], y[i])
			}
			return
		}
		if u, v := short80(a), short80(b); u != v || fmt.Sprint(a) != fmt.Sprint(b) {
			out = append(out, Change{path, u, v})
		}
	}
	walk("", a, b)
	return out, nil
}

// short80 writes a JSON value on one short line.
func short80(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic("report: " + err.Error())
	}
	return clip(clean(string(text)), 80)
}

// differencesShown is how many differences are listed.
const differencesShown = 40

// Verified writes whether a report could be made again: changes is nil if it was, byte for byte; size is the length of the report. Notes are what else
// is worth knowing, such as other versions.
func Verified(w io.Writer, f Format, size int, changes []Change, notes []string, s Style) error {
	if f == JSON || f == JSONL || f == CSV {
		rows := [][]string{}
		type row struct {
			Path string `json:"path"`
			Old  string `json:"old"`
			New  string `json:"new"`
		}
		list := []row{}
		for _, c := range changes {
			rows = append(rows, []string{c.Path, c.Old, c.New})
			list = append(list, row(c))
		}
		if f == CSV {
			return writeCSV(w, []string{"path", "report", "now"}, rows)
		}
		return writeJSON(w, f, struct {
			Kind       string   `json:"kind"`
			Reproduced bool     `json:"reproduced"`
			Bytes      int      `json:"bytes"`
			Changes    []row    `json:"changes"`
			Notes      []string `json:"notes"`
		}{"verification", len(changes) == 0, size, list, some(notes)})
	}
	d := &document{Kind: "Verification", Title: "reproduced", Notes: notes}
	d.Lead = []string{fmt.Sprintf("The report was made again and is the same, byte for byte (%s bytes).", count(size))}
	if len(changes) > 0 {
		d.Title = "not reproduced"
		d.Lead = []string{fmt.Sprintf("The report could not be made again: %s.", plural(len(changes), "difference", "differences"))}
		t := newTable("place", "report", "now")
		t.Right[1], t.Right[2] = false, false
		for _, c := range changes[:min(len(changes), differencesShown)] {
			t.Rows = append(t.Rows, []string{c.Path, c.Old, c.New})
		}
		t.Foot = len(t.Rows)
		if len(changes) > differencesShown {
			t.Caption = fmt.Sprintf("The first %d of %d.", differencesShown, len(changes))
		}
		d.add(section{Title: "Differences", Parts: []part{t}})
	}
	return writeDocument(w, f, d, s)
}
