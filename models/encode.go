package models

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
)

// Layout of a model, a safetensors file:
//
//	8 bytes            length n of the header, little endian
//	n bytes            JSON: link in __metadata__, then W (F32 [Width,Classes]), B, Scale, Shift (F64 [Classes])
//	4·Width·Classes    W, then 8·Classes bytes each of B, Scale, Shift; little endian, nothing between or after
type tensor struct {
	Type    string   `json:"dtype"`
	Shape   []int64  `json:"shape"`
	Offsets [2]int64 `json:"data_offsets"`
}

type header struct {
	Meta  map[string]string `json:"__metadata__"`
	W     tensor
	B     tensor
	Scale tensor
	Shift tensor
}

const maxHeader = 4096

func layout(width, classes int64, link Link) ([]byte, int64) {
	w, b := 4*width*classes, 8*classes
	vector := func(i int64) tensor { return tensor{"F64", []int64{classes}, [2]int64{w + i*b, w + (i+1)*b}} }
	raw, err := json.Marshal(header{map[string]string{"link": link.String()},
		tensor{"F32", []int64{width, classes}, [2]int64{0, w}}, vector(0), vector(1), vector(2)})
	if err != nil {
		panic("models: " + err.Error()) // plain numbers and text always marshal
	}
	for len(raw)%8 != 0 {
		raw = append(raw, ' ')
	}
	return raw, w + 3*b
}

// WriteTo writes the model as safetensors; the same model gives the same bytes.
func (m *Linear) WriteTo(w io.Writer) (int64, error) {
	head, size := layout(int64(m.Width), int64(m.Classes), m.Link)
	buf := binary.LittleEndian.AppendUint64(make([]byte, 0, 8+len(head)+int(size)), uint64(len(head)))
	buf = append(buf, head...)
	for _, v := range m.W {
		buf = binary.LittleEndian.AppendUint32(buf, math.Float32bits(v))
	}
	for _, vs := range [][]float64{m.B, m.Scale, m.Shift} {
		for _, v := range vs {
			buf = binary.LittleEndian.AppendUint64(buf, math.Float64bits(v))
		}
	}
	n, err := w.Write(buf)
	return int64(n), err
}

// ReadLinear reads what WriteTo wrote. A header that is not exactly the one WriteTo gives, a length that differs from
// it, and numbers that are not finite are errors; no more memory is taken than twice the length of data.
func ReadLinear(data []byte) (*Linear, error) {
	if len(data) < 8 {
		return nil, errors.New("models: weights: shorter than 8 bytes")
	}
	n := binary.LittleEndian.Uint64(data)
	if n > maxHeader || n > uint64(len(data)-8) {
		return nil, fmt.Errorf("models: weights: header of %d bytes, want at most %d and within the file", n, maxHeader)
	}
	head, body := data[8:8+n], data[8+n:]
	var h header
	if err := json.Unmarshal(head, &h); err != nil {
		return nil, fmt.Errorf("models: weights: header: %w", err)
	}
	var link Link
	if err := link.UnmarshalText([]byte(h.Meta["link"])); err != nil {
		return nil, err
	}
	if len(h.W.Shape) != 2 || h.W.Shape[0] < 0 || h.W.Shape[0] > math.MaxUint32 || h.W.Shape[1] < 1 || h.W.Shape[1] > MaxClasses {
		return nil, fmt.Errorf("models: weights: W has shape %v, want [width, 1 to %d classes]", h.W.Shape, MaxClasses)
	}
	want, size := layout(h.W.Shape[0], h.W.Shape[1], link)
	if !bytes.Equal(head, want) || int64(len(body)) != size {
		return nil, fmt.Errorf("models: weights: header and %d bytes do not fit, want %d bytes after %s", len(body), size, want)
	}
	m := newLinear(int(h.W.Shape[0]), int(h.W.Shape[1]), link)
	for i := range m.W {
		m.W[i] = math.Float32frombits(binary.LittleEndian.Uint32(body[4*i:]))
		if v := float64(m.W[i]); math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("models: weights: W[%d] is %v", i, v)
		}
	}
	body = body[4*len(m.W):]
	for _, vs := range [][]float64{m.B, m.Scale, m.Shift} {
		for i := range vs {
			vs[i] = math.Float64frombits(binary.LittleEndian.Uint64(body[8*i:]))
			if math.IsNaN(vs[i]) || math.IsInf(vs[i], 0) {
				return nil, fmt.Errorf("models: weights: class %d has %v among B, Scale, Shift", i, vs[i])
			}
		}
		body = body[8*len(vs):]
	}
	return m, nil
}
