package models

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"
)

// TestPaths compares every path with the trainer at each strength.
func TestPaths(t *testing.T) {
	every(t, func(t *testing.T, tr Trainer, many bool) {
		if _, ok := tr.(Pather); !ok {
			t.Skip("has no strengths")
		}
		at := func(c float64) Pather {
			tr, err := DecodeTrainer(tr.Name(), json.RawMessage(fmt.Sprintf(`{"c": %v, "balance": "balanced", "tolerance": 1e-9}`, c)))
			if err != nil {
				t.Fatal(err)
			}
			return tr.(Pather)
		}
		d := synthetic(200, 8, 50, 3, true)
		d.Many = many
		cs := []float64{3, 0.1, 30, 3}
		fits, err := at(1).Path(t.Context(), d, cs)
		if err != nil || len(fits) != len(cs) {
			t.Fatalf("%d fits, %v, want %d", len(fits), err, len(cs))
		}
		for i, c := range cs {
			want, err := at(c).Train(t.Context(), d)
			if err != nil {
				t.Fatal(err)
			}
			for j, w := range want.Linear.W {
				if got := fits[i].Linear.W[j]; math.Abs(float64(got-w)) > 1e-3*(1+math.Abs(float64(w))) {
					t.Fatalf("C %v: weight %d is %v, want %v", c, j, got, w)
				}
			}
		}
		if _, err := at(1).Path(t.Context(), d, []float64{1, 0}); err == nil {
			t.Error("C 0 was taken")
		}
		if _, err := at(1).Path(t.Context(), &Data{}, cs); err == nil {
			t.Error("no data were taken")
		}
	})
}
