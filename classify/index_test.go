package classify_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/parley-go/parley/classify"
)

// TestBuiltinIndex: the built-in models, which are made ready by their indexes, are those of their files, and the indexes are what
// WriteIndex writes.
func TestBuiltinIndex(t *testing.T) {
	for _, name := range classify.Builtins() {
		t.Run(name, func(t *testing.T) {
			file, err := os.ReadFile("builtin/" + name + ".parley")
			if err != nil {
				t.Fatal(err)
			}
			parsed, err := classify.Parse(file)
			if err != nil {
				t.Fatal(err)
			}
			var want bytes.Buffer
			if err := parsed.WriteIndex(&want); err != nil {
				t.Fatal(err)
			}
			have, err := os.ReadFile("builtin/" + name + ".index")
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(have, want.Bytes()) {
				t.Errorf("the index of %s is of another model or of other tables, and the model is slow to start: go run ./.ci/index", name)
			}
			opened, err := classify.Builtin(name)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(write(t, opened), file) {
				t.Error("the model that is made ready by its index has other bytes than its file")
			}
			for _, item := range part(corpus(t, name), fewer(1000, 20)).Items {
				a, b := opened.Text(item.Text), parsed.Text(item.Text)
				if a.Known != b.Known || a.Words != b.Words || a.Set != b.Set || !equalBits(a.Probs, b.Probs) {
					t.Fatalf("%s: %+v by the index, %+v by the vocabulary", item.ID, a, b)
				}
			}
		})
	}
}

func equalBits(a, b []float64) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return len(a) == len(b)
}
