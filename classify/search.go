package classify

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// Search is a configuration some of whose values are ranges. In the JSON document a range stands where a value would:
//
//	{"values": [0.5, 1, 2]}                    one of these
//	{"from": 0.1, "to": 10}                    a number between, for random search only
//	{"from": 0.1, "to": 10, "log": true}       the same, even on a logarithmic scale
type Search struct {
	name   string
	base   any
	Ranges []Range
}

// Range is one value that is searched.
type Range struct {
	Path   string // model.options.c
	Values []json.RawMessage
	From   float64
	To     float64
	Log    bool
}

// Candidate is one configuration of a search, with the values that make it.
type Candidate struct {
	Values []string // one a range, as JSON
	Config Config
}

// maxCandidates is the most that a search may have.
const maxCandidates = 2000

// ReadSearch reads a configuration with ranges; name stands in its errors. It is an error if there is no range, or one over the folds, the seed, the
// bootstrap or near, which are of the measurement and not of the model.
func ReadSearch(r io.Reader, name string) (*Search, error) {
	text, err := io.ReadAll(io.LimitReader(r, 1<<20))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	s := &Search{name: name}
	if err := d.Decode(&s.base); err != nil {
		return nil, describeJSON(name, text, err)
	}
	if d.More() {
		return nil, fmt.Errorf("%s: text after the end of the configuration: leave one JSON object", name)
	}
	if err := s.find(s.base, ""); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(s.Ranges) == 0 {
		return nil, fmt.Errorf(`%s: no value is a range: write one where a value would stand, such as {"values": [0.5, 1, 2]}`, name)
	}
	for _, r := range s.Ranges {
		switch r.Path {
		case "folds", "seed", "bootstrap", "near":
			return nil, fmt.Errorf("%s: %s is a range, but it belongs to the measurement: give one value", name, r.Path)
		}
	}
	return s, nil
}

// find collects the ranges below a value, in the order of their paths.
func (s *Search) find(v any, path string) error {
	switch v := v.(type) {
	case map[string]any:
		if r, ok, err := rangeOf(v, path); err != nil || ok {
			if ok {
				s.Ranges = append(s.Ranges, r)
			}
			return err
		}
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			if err := s.find(v[k], strings.TrimPrefix(path+"."+k, ".")); err != nil {
				return err
			}
		}
	case []any:
		for i, e := range v {
			if err := s.find(e, strings.TrimPrefix(path+"."+strconv.Itoa(i), ".")); err != nil {
				return err
			}
		}
	}
	return nil
}

// rangeOf reads an object as a range; ok is false if it is none.
func rangeOf(v map[string]any, path string) (r Range, ok bool, err error) {
	_, values := v["values"]
	_, from := v["from"]
	_, to := v["to"]
	switch {
	case values && len(v) == 1:
		list, isList := v["values"].([]any)
		if !isList || len(list) == 0 {
			return r, false, fmt.Errorf("%s: values is no list of at least one value", path)
		}
		for _, e := range list {
			raw, err := json.Marshal(e)
			if err != nil {
				return r, false, err
			}
			r.Values = append(r.Values, raw)
		}
	case from && to:
		for k := range v {
			if k != "from" && k != "to" && k != "log" {
				return r, false, fmt.Errorf("%s: a range has from, to and log, not %s", path, k)
			}
		}
		number := func(v any) float64 {
			n, isNumber := v.(json.Number)
			f, err := n.Float64()
			if !isNumber || err != nil {
				return math.NaN()
			}
			return f
		}
		r.From, r.To = number(v["from"]), number(v["to"])
		r.Log = v["log"] == true
		if !(r.From < r.To) || r.Log && r.From <= 0 {
			return r, false, fmt.Errorf("%s: from must be a number below to, and above 0 with log", path)
		}
	default:
		return r, false, nil
	}
	r.Path = path
	return r, true, nil
}

// with returns the base with the ranges replaced by values, in their order.
func with(v any, path string, values map[string]json.RawMessage) any {
	if raw, ok := values[path]; ok && path != "" {
		return raw
	}
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for k, e := range v {
			out[k] = with(e, strings.TrimPrefix(path+"."+k, "."), values)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = with(e, strings.TrimPrefix(path+"."+strconv.Itoa(i), "."), values)
		}
		return out
	}
	return v
}

// candidate makes the configuration of chosen values.
func (s *Search) candidate(chosen []json.RawMessage) (Candidate, error) {
	var c Candidate
	values := map[string]json.RawMessage{}
	var says []string
	for i, r := range s.Ranges {
		values[r.Path] = chosen[i]
		c.Values = append(c.Values, string(chosen[i]))
		says = append(says, r.Path+" = "+string(chosen[i]))
	}
	text, err := json.Marshal(with(s.base, "", values))
	if err != nil {
		return c, err
	}
	c.Config, err = ReadConfig(bytes.NewReader(text), s.name+" with "+strings.Join(says, ", "))
	return c, err
}

// Grid returns every combination of values, the last range varying fastest.
func (s *Search) Grid() ([]Candidate, error) {
	n := 1
	for _, r := range s.Ranges {
		if r.Values == nil {
			return nil, fmt.Errorf("%s: %s goes from %v to %v, which no grid can have: search at random, or list values", s.name, r.Path, r.From, r.To)
		}
		if n *= len(r.Values); n > maxCandidates {
			return nil, fmt.Errorf("%s: more than %d combinations: search at random, or list fewer values", s.name, maxCandidates)
		}
	}
	var out []Candidate
	for i := range n {
		chosen := make([]json.RawMessage, len(s.Ranges))
		rest := i
		for j := len(s.Ranges) - 1; j >= 0; j-- {
			v := s.Ranges[j].Values
			chosen[j] = v[rest%len(v)]
			rest /= len(v)
		}
		c, err := s.candidate(chosen)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// Random returns n configurations drawn at random (Bergstra & Bengio 2012), without repeats; fewer if there are no more. Numbers between limits
// have three significant digits.
func (s *Search) Random(n int, seed uint64) ([]Candidate, error) {
	if n < 1 || n > maxCandidates {
		return nil, fmt.Errorf("%d candidates: give 1 to %d", n, maxCandidates)
	}
	rng := rand.New(rand.NewPCG(seed, 0x7e4))
	seen := map[string]bool{}
	var out []Candidate
	for range 50 * n {
		if len(out) == n {
			break
		}
		chosen := make([]json.RawMessage, len(s.Ranges))
		for j, r := range s.Ranges {
			u := rng.Float64()
			switch {
			case r.Values != nil:
				chosen[j] = r.Values[min(int(u*float64(len(r.Values))), len(r.Values)-1)]
			case r.Log:
				chosen[j] = threeDigits(r.From * math.Pow(r.To/r.From, u))
			default:
				chosen[j] = threeDigits(r.From + u*(r.To-r.From))
			}
		}
		key := string(bytes.Join(rawBytes(chosen), []byte("\n")))
		if seen[key] {
			continue
		}
		seen[key] = true
		c, err := s.candidate(chosen)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	if len(out) == 0 {
		return nil, errors.New("no candidate could be drawn")
	}
	return out, nil
}

func threeDigits(v float64) json.RawMessage {
	return json.RawMessage(strconv.FormatFloat(v, 'g', 3, 64))
}

func rawBytes(all []json.RawMessage) [][]byte {
	out := make([][]byte, len(all))
	for i, r := range all {
		out[i] = r
	}
	return out
}

// better orders figures, the better first; undefined ones last.
func better(a, b float64, lower bool) int {
	switch {
	case math.IsNaN(a) && math.IsNaN(b):
		return 0
	case math.IsNaN(a):
		return 1
	case math.IsNaN(b):
		return -1
	case lower:
		return cmp.Compare(a, b)
	}
	return cmp.Compare(b, a)
}
