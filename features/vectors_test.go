package features

import (
	"slices"
	"strings"
	"testing"
)

const (
	gloveText = "the 0.5 -1 2\n. . . 1 2 3\n{ 4 5 6\ncafé 1e-3 0 0\nthe 9 9 9\n"
	winkJSON  = `{"precision":8,"l2NormIndex":3,"wordIndex":4,"size":4,"dimensions":3,"words":["the","]"],
"vectors":{"the":[0.5,-1,2,2.29,0],"]":[1,2,3,3.7,1], "a\"b\u00e9\\" : [ 4, 5 ,6,8.7,2 ],"\\":[7,8,9,1,3]},"unkVector":[0,0,0,0,-1]}`
)

func TestReadWordVectors(t *testing.T) {
	for _, k := range []struct {
		name, file string
		keep       func(string) bool
		words      []string
		last       []float32
	}{
		{"glove", gloveText, nil, []string{"the", ". . .", "{", "café"}, []float32{1e-3, 0, 0}},
		{"glove, no line end, header", "2 3\nthe 1 2 3\r\nof 4 5 6", nil, []string{"the", "of"}, []float32{4, 5, 6}},
		{"glove, some", gloveText, func(w string) bool { return w == "{" }, []string{"{"}, []float32{4, 5, 6}},
		{"wink", winkJSON, nil, []string{"the", "]", "a\"bé\\", `\`}, []float32{7, 8, 9}},
		{"wink, some", winkJSON, func(w string) bool { return len(w) == 1 && w != `\` }, []string{"]"}, []float32{1, 2, 3}},
	} {
		w, err := ReadWordVectors(strings.NewReader(k.file), k.name, k.keep)
		if err != nil {
			t.Errorf("%s: %v", k.name, err)
			continue
		}
		if !slices.Equal(w.Words(), k.words) || w.Dim() != 3 {
			t.Errorf("%s: words %q of %d dimensions, want %q of 3", k.name, w.Words(), w.Dim(), k.words)
			continue
		}
		if got := w.Of(k.words[len(k.words)-1]); !slices.Equal(got, k.last) {
			t.Errorf("%s: %v, want %v", k.name, got, k.last)
		}
		if got := w.Of("unheard"); got != nil {
			t.Errorf("%s: unknown word: %v, want nil", k.name, got)
		}
	}
	if w, err := ReadWordVectors(strings.NewReader(""), "empty", nil); err != nil || w.Dim() != 0 || len(w.Words()) != 0 {
		t.Errorf("empty file: %v, %v", w, err)
	}
}

func TestReadWordVectorsRefuses(t *testing.T) {
	for file, want := range map[string]string{
		"the 1 2\nof 1\n":                        "x: line 2 has dimension 1, want 2",
		"the 1 2\nof 1 b\n":                      `x: line 2: dimension 2 of "of" is "b", want a finite number`,
		"the 1 NaN\n":                            `x: line 1: dimension 2 of "the" is "NaN", want a finite number`,
		"the\n":                                  "x: line 1: 0 dimensions, want 1 to 4096",
		strings.Repeat("x", 1<<18):               "x: line 1: bufio: buffer full",
		`{"dimensions":0,"vectors":{}}`:          "x: 0 dimensions, want 1 to 4096",
		`{"vectors":{}}`:                         "x: vectors before dimensions, want dimensions first",
		`{"dimensions":2}`:                       `x: no vectors, want an object "vectors"`,
		`{"dimensions":2,"vectors":[]}`:          `x: vectors: '[', want one of {`,
		`{"dimensions":2,"vectors":{"a":[1]}}`:   `x: vectors: word 1: "a" has dimension 1, want 2`,
		`{"dimensions":2,"vectors":{"a":[1,2]`:   "x: vectors: word 1: unexpected EOF",
		`{"dimensions":2,"vectors":{"a":[1,]}}`:  `x: vectors: word 1: dimension 2 of "a" is "", want a finite number`,
		`{"dimensions":2,"vectors":{"a":[1,2],4`: `x: vectors: word 2: '4', want one of "}`,
	} {
		if w, err := ReadWordVectors(strings.NewReader(file), "x", nil); err == nil || err.Error() != want {
			t.Errorf("%.40q: %v, %v, want %s", file, w, err, want)
		}
	}
}

func FuzzReadWordVectors(f *testing.F) {
	f.Add(gloveText)
	f.Add(winkJSON)
	f.Fuzz(func(t *testing.T, file string) {
		w, err := ReadWordVectors(strings.NewReader(file), "x", nil)
		if err != nil {
			return
		}
		for _, word := range w.Words() {
			if len(w.Of(word)) != w.Dim() {
				t.Fatalf("%q: %v, want %d dimensions", word, w.Of(word), w.Dim())
			}
		}
	})
}
