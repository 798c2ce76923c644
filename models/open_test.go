package models

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"testing"
)

// TestOpenLinear: a model whose weights stay in its file is the one that is read, at any address of memory, for weights of both types; no
// part of a file is taken.
func TestOpenLinear(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	m := newLinear(50, 7, Softmax)
	for i := range m.W {
		m.W[i] = float32(random.NormFloat64())
	}
	for name, m := range map[string]*Linear{"full": m, "half": m.Half(), "no features": newLinear(0, 3, Logistic)} {
		var file bytes.Buffer
		if _, err := m.WriteTo(&file); err != nil {
			t.Fatal(err)
		}
		want, err := ReadLinear(file.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		for shift := range 4 {
			at := append(make([]byte, shift), file.Bytes()...)[shift:]
			got, err := OpenLinear(at)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s, %d bytes on: opened, the model is another than the one that was read", name, shift)
			}
		}
		for n := range file.Len() {
			if _, err := OpenLinear(file.Bytes()[:n]); err == nil {
				t.Fatalf("%s: %d of %d bytes were taken", name, n, file.Len())
			}
		}
	}
}
