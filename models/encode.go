package models

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
)

// Layout of a model, a safetensors file:
//
//	8 bytes            length n of the header, little endian
//	n bytes            JSON: link in __metadata__, then type, shape and offsets of W, B, Scale, Shift; padded by spaces
//	4·Width·Classes    W, F32 [Width,Classes]; or half as many bytes, F16, where every weight is a float16 number
//	8·Classes each     B, Scale, Shift, F64 [Classes]
//
// All numbers are little endian, with nothing between or after.

// tensor is what the header of a safetensors file says of one tensor.
type tensor struct {
	Type    string   `json:"dtype"`
	Shape   []uint64 `json:"shape"`
	Offsets []uint64 `json:"data_offsets"` // first byte and the one after the last, counted from the end of the header
}

// header is the header that WriteTo writes.
type header struct {
	Meta  map[string]string `json:"__metadata__"`
	W     tensor
	B     tensor
	Scale tensor
	Shift tensor
}

const (
	maxHeader = 1 << 16 // bytes of a header that is read
	maxWidth  = 1 << 31 // features of a model that is read
)

// WriteTo writes the model as safetensors and returns the number of bytes written. The same model gives the same bytes. A number
// that is not finite is an error, as no such model can be read, and nothing is written then; other errors are those of w.
func (m *Linear) WriteTo(w io.Writer) (int64, error) {
	if err := m.finite(); err != nil {
		return 0, err
	}
	half := true
	for _, v := range m.W {
		if b, exact := toHalf(v); !exact || fromHalf(b) != v {
			half = false
			break
		}
	}
	kind, size := "F32", uint64(4)
	if half {
		kind, size = "F16", 2
	}
	classes := uint64(m.Classes)
	end := size * uint64(len(m.W))
	body := end
	vector := func() tensor {
		body += 8 * classes
		return tensor{"F64", []uint64{classes}, []uint64{body - 8*classes, body}}
	}
	head, err := json.Marshal(header{map[string]string{"link": m.Link.String()},
		tensor{kind, []uint64{uint64(m.Width), classes}, []uint64{0, end}}, vector(), vector(), vector()})
	if err != nil {
		return 0, err
	}
	for len(head)%8 != 0 {
		head = append(head, ' ')
	}
	buf := binary.LittleEndian.AppendUint64(make([]byte, 0, 8+len(head)+int(body)), uint64(len(head)))
	buf = append(buf, head...)
	for _, v := range m.W {
		if half {
			b, _ := toHalf(v)
			buf = binary.LittleEndian.AppendUint16(buf, b)
		} else {
			buf = binary.LittleEndian.AppendUint32(buf, math.Float32bits(v))
		}
	}
	for _, vs := range [][]float64{m.B, m.Scale, m.Shift} {
		for _, v := range vs {
			buf = binary.LittleEndian.AppendUint64(buf, math.Float64bits(v))
		}
	}
	n, err := w.Write(buf)
	return int64(n), err
}

// finite returns an error that names the first number of the model that is not finite.
func (m *Linear) finite() error {
	for i, v := range m.W {
		if v-v != 0 {
			return fmt.Errorf("models: weights: W of feature %d and class %d is %v, want a finite number: train with options nearer to the defaults", i/m.Classes, i%m.Classes, v)
		}
	}
	for _, part := range []struct {
		name   string
		values []float64
	}{{"B", m.B}, {"Scale", m.Scale}, {"Shift", m.Shift}} {
		for c, v := range part.values {
			if v-v != 0 {
				return fmt.Errorf("models: weights: %s of class %d is %v, want a finite number: train with options nearer to the defaults", part.name, c, v)
			}
		}
	}
	return nil
}

// ReadLinear reads a model from the bytes of a safetensors file: W of type F16, F32 or F64, B of type F32 or F64, and Scale and Shift
// of these types, which may be left out if they are 1 and 0; in the metadata, link is "softmax" or "logistic". Other tensors are passed
// over. Tensors that do not fill the file exactly, shapes that do not fit, numbers that are not finite (as float32, for W) and a Scale
// that is not above 0 are errors. Sizes are checked before memory is taken, which is about the length of data at most (twice that for
// F16).
func ReadLinear(data []byte) (*Linear, error) { return readLinear(data, false) }

// readLinear is ReadLinear; with stay it is OpenLinear.
func readLinear(data []byte, stay bool) (*Linear, error) {
	fail := func(format string, args ...any) (*Linear, error) {
		return nil, fmt.Errorf("models: weights: "+format, args...)
	}
	if len(data) < 8 {
		return fail("%d bytes, want at least 8", len(data))
	}
	n := binary.LittleEndian.Uint64(data)
	if n > maxHeader || n > uint64(len(data)-8) {
		return fail("header of %d bytes, want at most %d and within the %d of the file", n, maxHeader, len(data))
	}
	head, body := data[8:8+n], data[8+n:]
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(head, &raw); err != nil {
		return fail("header: %w", err)
	}
	var meta map[string]string
	if err := json.Unmarshal(raw["__metadata__"], &meta); err != nil {
		return fail("metadata: want an object of texts that holds link")
	}
	delete(raw, "__metadata__")
	var link Link
	if err := link.UnmarshalText([]byte(meta["link"])); err != nil {
		return nil, err
	}
	tensors, err := readTensors(raw, uint64(len(body)))
	if err != nil {
		return nil, err
	}
	w := tensors["W"]
	if len(w.Shape) != 2 || w.Shape[0] > maxWidth || w.Shape[1] < 1 || w.Shape[1] > MaxClasses {
		return fail("W has shape %v, want [width, classes] with 1 to %d classes", w.Shape, MaxClasses)
	}
	m := &Linear{Width: int(w.Shape[0]), Classes: int(w.Shape[1]), Link: link}
	if stay && w.Type == "F32" {
		m.W, stay = inPlace(body[w.Offsets[0]:w.Offsets[1]])
	} else {
		stay = false
	}
	if !stay {
		if m.W, err = numbers[float32]("W", w, body); err != nil {
			return nil, err
		}
	}
	for _, v := range []struct {
		name string
		to   *[]float64
		def  float64
	}{{"B", &m.B, math.NaN()}, {"Scale", &m.Scale, 1}, {"Shift", &m.Shift, 0}} {
		t, found := tensors[v.name]
		if !found && !math.IsNaN(v.def) {
			*v.to = slices.Repeat([]float64{v.def}, m.Classes)
			continue
		}
		if len(t.Shape) != 1 || t.Shape[0] != w.Shape[1] || t.Type == "F16" {
			return fail("%s has type %q and shape %v, want F64 or F32 and [%d]", v.name, t.Type, t.Shape, m.Classes)
		}
		if *v.to, err = numbers[float64](v.name, t, body); err != nil {
			return nil, err
		}
	}
	for c, v := range m.Scale {
		if v <= 0 {
			return fail("Scale[%d] is %v, want above 0", c, v)
		}
	}
	return m, nil
}

// sizes of the element types of safetensors, in bytes.
var sizes = map[string]uint64{"BOOL": 1, "U8": 1, "I8": 1, "F8_E4M3": 1, "F8_E5M2": 1, "I16": 2, "U16": 2, "F16": 2, "BF16": 2, "I32": 4, "U32": 4, "F32": 4, "F64": 8, "I64": 8, "U64": 8}

// readTensors decodes the tensors of a header and checks that they fill length bytes one after the other.
func readTensors(raw map[string]json.RawMessage, length uint64) (map[string]tensor, error) {
	out := make(map[string]tensor, len(raw))
	var order []string
	for name, r := range raw {
		var t tensor
		dec := json.NewDecoder(bytes.NewReader(r))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&t); err != nil {
			return nil, fmt.Errorf("models: weights: tensor %q: %w", name, err)
		}
		size, known := sizes[t.Type]
		for _, s := range t.Shape {
			if s > 0 && size > length/s { // so that the product cannot overflow
				size = math.MaxUint64
				break
			}
			size *= s
		}
		if !known || len(t.Offsets) != 2 || t.Offsets[1] > length || t.Offsets[0] > t.Offsets[1] || t.Offsets[1]-t.Offsets[0] != size {
			return nil, fmt.Errorf("models: weights: tensor %q: type %q, shape %v and offsets %v do not fit each other and a file with %d bytes of tensors", name, t.Type, t.Shape, t.Offsets, length)
		}
		out[name] = t
		order = append(order, name)
	}
	slices.SortFunc(order, func(a, b string) int {
		return cmp.Or(cmp.Compare(out[a].Offsets[0], out[b].Offsets[0]), cmp.Compare(out[a].Offsets[1], out[b].Offsets[1]), cmp.Compare(a, b))
	})
	at := uint64(0)
	for _, name := range order {
		if out[name].Offsets[0] != at {
			return nil, fmt.Errorf("models: weights: tensor %q begins at byte %d, want %d", name, out[name].Offsets[0], at)
		}
		at = out[name].Offsets[1]
	}
	if at != length {
		return nil, fmt.Errorf("models: weights: the tensors end at byte %d of %d", at, length)
	}
	return out, nil
}

// numbers reads a checked tensor of finite numbers.
func numbers[T float](name string, t tensor, body []byte) ([]T, error) {
	body = body[t.Offsets[0]:t.Offsets[1]]
	bad := -1
	var out []T
	switch t.Type {
	case "F16":
		out = make([]T, len(body)/2)
		for i := range out {
			b := binary.LittleEndian.Uint16(body[2*i:])
			if b&0x7c00 == 0x7c00 {
				bad = i
			}
			out[i] = T(fromHalf(b))
		}
	case "F32":
		out = make([]T, len(body)/4)
		for i := range out {
			b := binary.LittleEndian.Uint32(body[4*i:])
			if b&0x7f800000 == 0x7f800000 {
				bad = i
			}
			out[i] = T(math.Float32frombits(b))
		}
	case "F64":
		out = make([]T, len(body)/8)
		for i := range out {
			out[i] = T(math.Float64frombits(binary.LittleEndian.Uint64(body[8*i:])))
			if v := float64(out[i]); math.IsNaN(v) || math.IsInf(v, 0) {
				bad = i
			}
		}
	default:
		return nil, fmt.Errorf("models: weights: %s is of type %s, want F16, F32 or F64", name, t.Type)
	}
	if bad >= 0 {
		return nil, fmt.Errorf("models: weights: number %d of %s is not finite", bad, name)
	}
	return out, nil
}
