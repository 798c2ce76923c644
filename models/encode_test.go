package models

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
)

func written(m *Linear) []byte {
	var b bytes.Buffer
	if _, err := m.WriteTo(&b); err != nil {
		panic(err) // a buffer takes all
	}
	return b.Bytes()
}

func TestLinearFile(t *testing.T) {
	full := train(t, DefaultLogistic(), small(true)).Linear
	for name, m := range map[string]*Linear{"full": full, "half": full.Half(), "no features": newLinear(0, 128, Softmax)} {
		file := written(m)
		got, err := ReadLinear(file)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(got, m) {
			t.Errorf("%s: came back as %v, want %v", name, got, m)
		}
		for n := range file {
			if _, err := ReadLinear(file[:n]); err == nil {
				t.Errorf("%s: the first %d of %d bytes were taken for a model", name, n, len(file))
			}
		}
		if _, err := ReadLinear(append(file, 0)); err == nil {
			t.Errorf("%s: a byte after the end was taken", name)
		}
	}
	if f, h := len(written(full)), len(written(full.Half())); f-h != 2*len(full.W) {
		t.Errorf("%d bytes, by half %d, want %d fewer", f, h, 2*len(full.W))
	}
}

// file makes a safetensors file of a header and float64 numbers.
func file(head string, body ...float64) []byte {
	b := binary.LittleEndian.AppendUint64(nil, uint64(len(head)))
	b = append(b, head...)
	for _, v := range body {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
	}
	return b
}

func TestReadLinearForeign(t *testing.T) {
	const meta = `"__metadata__":{"link":"logistic","by":"another"}`
	entry := func(name string, shape string, lo, hi int) string {
		return fmt.Sprintf(`,%q:{"dtype":"F64","shape":%s,"data_offsets":[%d,%d]}`, name, shape, 8*lo, 8*hi)
	}
	w, b := entry("W", "[1,2]", 2, 4), entry("B", "[2]", 0, 2)
	m, err := ReadLinear(file("{"+meta+entry("more", "[]", 4, 5)+w+b+"}", 1, 2, 3, 4, 5))
	if err != nil {
		t.Fatal(err)
	}
	if want := (&Linear{1, 2, Logistic, []float32{3, 4}, []float64{1, 2}, []float64{1, 1}, []float64{0, 0}}); !reflect.DeepEqual(m, want) {
		t.Errorf("read %v, want %v", m, want)
	}
	for _, c := range []struct {
		head, want string
		body       []float64
	}{
		{"{" + (w + b)[1:] + "}", "metadata", []float64{1, 2, 3, 4}},
		{`{"__metadata__":{}` + w + b + "}", "link", []float64{1, 2, 3, 4}},
		{"{" + meta + w + "}", "begins", []float64{1, 2, 3, 4}},
		{"{" + meta + entry("W", "[2,2]", 0, 4) + "}", "B has", []float64{1, 2, 3, 4}},
		{"{" + meta + b + "}", "W has shape", []float64{1, 2}},
		{"{" + meta + w + b + "}", "not finite", []float64{1, 2, math.Inf(1), 4}},
		{"{" + meta + w + b + "}", "not finite", []float64{1, 2, 1e300, 4}},
		{"{" + meta + w + b + "}", "end at byte 32 of 40", []float64{1, 2, 3, 4, 5}},
		{"{" + meta + w + b + entry("Scale", "[2]", 4, 6) + "}", "above 0", []float64{1, 2, 3, 4, 1, 0}},
		{"{" + meta + entry("W", "[4294967296,4294967296,2]", 2, 4) + b + "}", "do not fit", []float64{1, 2, 3, 4}},
		{"{" + meta + entry("W", "[1,2]", 4, 2) + b + "}", "do not fit", []float64{1, 2, 3, 4}},
		{"{" + meta + entry("W", "[-1,2]", 2, 4) + b + "}", "tensor", []float64{1, 2, 3, 4}},
	} {
		if _, err := ReadLinear(file(c.head, c.body...)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %v: error %v, want one that says %q", c.head, c.body, err, c.want)
		}
	}
}

func TestHalf(t *testing.T) {
	for b := range uint16(0x7c00) {
		for _, sign := range []uint16{0, 0x8000} {
			v := fromHalf(b | sign)
			if got, ok := toHalf(v); !ok || got != b|sign {
				t.Fatalf("%#x is %v, which came back as %#x", b|sign, v, got)
			}
			if b+1 < 0x7c00 { // halfway to the next number goes to the even one
				up := fromHalf(b + 1 | sign)
				if got, _ := toHalf((v + up) / 2); got != (b+b&1)|sign {
					t.Fatalf("between %v and %v: %#x, want %#x", v, up, got, (b+b&1)|sign)
				}
			}
		}
	}
	// IEEE 754 binary16: 1, the largest number, the smallest above 0.
	for b, v := range map[uint16]float32{0x3c00: 1, 0x7bff: 65504, 1: 0x1p-24, 0x3555: 0.333251953125} {
		if fromHalf(b) != v {
			t.Errorf("%#x is %v, want %v", b, fromHalf(b), v)
		}
	}
	if _, ok := toHalf(65520); ok {
		t.Error("65520 was rounded to a finite number")
	}
	m := newLinear(1, 1, Softmax)
	m.W[0] = 1e5
	if m.Half() != m {
		t.Error("a weight beyond float16 was rounded")
	}
}

// FuzzReadLinear reads anything: what it takes, it writes and reads again as the same model.
func FuzzReadLinear(f *testing.F) {
	f.Add(written(newLinear(2, 2, Softmax)))
	m := newLinear(1, 2, Logistic)
	m.W[0] = 0.1
	f.Add(written(m))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := ReadLinear(data)
		if err != nil {
			return
		}
		again, err := ReadLinear(written(m))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(written(again), written(m)) {
			t.Errorf("%v came back as %v", m, again)
		}
	})
}

func BenchmarkReadLinear(b *testing.B) {
	m := newLinear(100_000, 3, Softmax)
	for i := range m.W {
		m.W[i] = 1 / float32(i+3)
	}
	data := written(m)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := ReadLinear(data); err != nil {
			b.Fatal(err)
		}
	}
}

// TestWriteFinite: a model that could not be read is not written.
func TestWriteFinite(t *testing.T) {
	for want, spoil := range map[string]func(m *Linear){
		"W of feature 1 and class 2 is +Inf": func(m *Linear) { m.W[5] = float32(math.Inf(1)) },
		"B of class 1 is NaN":                func(m *Linear) { m.B[1] = math.NaN() },
		"Scale of class 0 is +Inf":           func(m *Linear) { m.Scale[0] = math.Inf(1) },
		"Shift of class 2 is -Inf":           func(m *Linear) { m.Shift[2] = math.Inf(-1) },
	} {
		m := newLinear(4, 3, Softmax)
		spoil(m)
		var b bytes.Buffer
		if n, err := m.WriteTo(&b); n != 0 || b.Len() != 0 || err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%d bytes, %v; want none and %q", n, err, want)
		}
	}
}

// TestExtremeOptions: with hyperparameters at their limits every model can be written and read.
func TestExtremeOptions(t *testing.T) {
	for _, options := range []string{`{"c":1e50}`, `{"c":1e-50}`, `{"balance":"explicit","weights":[1e-50,1,1e50]}`, `{"alpha":1e50}`, `{"alpha":1e-50}`, `{"c":1e50,"alpha":1e-50}`} {
		for _, name := range []string{"logistic", "svm", "ordinal", "nblogistic", "nbsvm"} {
			tr, err := DecodeTrainer(name, []byte(options))
			if err != nil {
				continue // no alpha
			}
			for _, many := range []bool{false, true} {
				fit, err := tr.Train(t.Context(), small(many))
				if err != nil {
					t.Errorf("%s %s: %v", name, options, err)
					continue
				}
				if _, err := ReadLinear(written(fit.Linear)); err != nil {
					t.Errorf("%s %s: %v", name, options, err)
				}
			}
		}
	}
}
