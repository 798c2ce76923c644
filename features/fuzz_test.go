package features

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"
)

// sealed gives altered bytes of a vocabulary the last line that belongs to them.
func sealed(body []byte) []byte {
	return fmt.Appendf(bytes.Clone(body), "end %08x\n", crc32.ChecksumIEEE(body))
}

// body returns a vocabulary file without its last line.
func body(t testing.TB) (Config, []byte) {
	v, err := Learn(everything(), func(yield func(string) bool) { yield(sample[0]) })
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := v.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return v.Config(), b.Bytes()[:b.Len()-len("end 00000000\n")]
}

// FuzzReadVectorizer seals whatever bytes: they are refused, or read to a vectorizer that works and writes them again.
func FuzzReadVectorizer(f *testing.F) {
	c, good := body(f)
	f.Add(good)
	f.Add([]byte("parley vocabulary 1\ndocs 2\nfeatures 4\n0\ta\t1\n0\ta b\t1\n0\ta b c\t1\n0\tb\t2\n"))
	f.Add([]byte("parley vocabulary 1\ndocs 1\nfeatures 0\n"))
	c.Families[0].Max = 3
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := ReadVectorizer(c, bytes.NewReader(b)); err == nil && !bytes.HasPrefix(b, []byte("parley vocabulary 1\n")) {
			t.Fatalf("%q was read", b)
		}
		v, err := ReadVectorizer(c, bytes.NewReader(sealed(b)))
		if err != nil {
			return
		}
		if again := encoded(t, v); !bytes.Equal(again, sealed(b)) && len(again) == len(sealed(b)) {
			t.Fatalf("read %q, written %q", sealed(b), again)
		}
		for _, s := range sample {
			x := v.Vector(Vector{}, s)
			if len(x.Index) > 0 && int(x.Index[len(x.Index)-1]) >= v.Width() {
				t.Fatalf("%q: %v of %d features", s, x, v.Width())
			}
			checkHits(t, v, s)
		}
	})
}

// FuzzVector compares the vectors and hits of any text with the reference.
func FuzzVector(f *testing.F) {
	for _, s := range sample {
		f.Add(s)
	}
	c := everything()
	v, err := Learn(c, func(yield func(string) bool) {
		for _, s := range sample {
			if !yield(s) {
				return
			}
		}
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkHits(t, v, s)
		if _, want := referenceVectors(c, sample, []string{s}); !same(v.Vector(Vector{}, s), want[0]) {
			t.Fatalf("%q: %v, want %v", s, v.Vector(Vector{}, s), want[0])
		}
	})
}

func TestAltered(t *testing.T) {
	c, good := body(t)
	file := sealed(good)
	for i := range file {
		b := bytes.Clone(file)
		b[i] ^= 1
		if _, err := ReadVectorizer(c, bytes.NewReader(b)); err == nil {
			t.Fatalf("bit 0 of byte %d of %d changed: no error", i, len(file))
		}
	}
	for old, altered := range map[string]string{ // with a right checksum
		"vocabulary 1\n":        "vocabulary 2\n",
		"docs 1\n":              "docs 0\n",
		"features ":             "features 1",
		"0\tbut\t1\n":           "0\tbut\t2\n",
		"0\tbut talk\t1\n":      "0\tbut\t1\n",
		"0\tbut\t1\n0":          "9\tbut\t1\n0",
		"0\thold\t1\n":          "1\thold\t1\n",
		"2\tcue:negation\t1\n":  "2\tbut\t1\n",
		"2\tcue:negation\t1\n2": "2\tcue:negation\t-1\n2",
		"2\tcue:turn\t1\n":      "2\t\t1\n",
		"1\t-ace":               "1\n-ace",
	} {
		text := strings.Replace(string(good), old, altered, 1)
		if text == string(good) {
			t.Fatalf("no %q in the file", old)
		}
		_, err := ReadVectorizer(c, bytes.NewReader(sealed([]byte(text))))
		if err == nil || !strings.HasPrefix(err.Error(), "features: vocabulary: line ") {
			t.Errorf("%q for %q: %v, want an error that names the line", altered, old, err)
		}
	}
}
