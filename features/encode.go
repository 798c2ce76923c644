package features

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"strconv"
	"strings"
	"sync"
)

// maxVocabulary is the largest vocabulary that is read, in bytes.
const maxVocabulary = 1 << 30

// WriteTo writes the vocabulary as text and returns the number of bytes written; the bytes are the same each time. Errors are those of w.
//
//	parley vocabulary 1
//	docs N
//	features N
//	FAMILY <tab> NAME <tab> DOCUMENT FREQUENCY     (a line a feature, by family)
//	end CRC32                                      (IEEE, hexadecimal, of all bytes before this line)
func (v *Vectorizer) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "parley vocabulary 1\ndocs %d\nfeatures %d\n", v.docs, v.Width())
	var line []byte
	for k := range v.ends {
		for f, end := v.span(k); f < end; f++ {
			line = append(strconv.AppendInt(line[:0], int64(k), 10), '\t')
			line = append(append(line, v.name(f)...), '\t')
			line = append(strconv.AppendUint(line, uint64(v.df[f]), 10), '\n')
			b.Write(line)
		}
	}
	fmt.Fprintf(&b, "end %08x\n", crc32.ChecksumIEEE(b.Bytes()))
	return b.WriteTo(w)
}

// ReadVectorizer reads what WriteTo wrote; cfg is the configuration learned with. An invalid configuration is an error, and so is a file that
// is cut short, altered, or of more than 1 GiB: errors name the line. It takes about 50 ns a feature.
func ReadVectorizer(cfg Config, r io.Reader) (*Vectorizer, error) {
	if err := cfg.Check(); err != nil {
		return nil, fmt.Errorf("features: %w", err)
	}
	text, err := readAll(r)
	if err != nil {
		return nil, fmt.Errorf("features: vocabulary: %w", err)
	}
	bad := func(line int, want string) (*Vectorizer, error) {
		return nil, fmt.Errorf("features: vocabulary: line %d: want %s", line, want)
	}
	if len(text) > maxVocabulary {
		return bad(1, "at most 1 GiB")
	}
	const tail = len("end 00000000\n")
	cut := len(text) - tail
	if cut < 0 || text[cut:] != fmt.Sprintf("end %08x\n", checksum(text[:cut])) {
		return bad(strings.Count(text, "\n"), "a last line \"end\" with the checksum of the file (cut short or altered)")
	}
	text = text[:cut]
	rest := text
	line := func() (s string) { s, rest, _ = strings.Cut(rest, "\n"); return s }
	if line() != "parley vocabulary 1" {
		return bad(1, "\"parley vocabulary 1\"")
	}
	docs, ok := number(line(), "docs ")
	if !ok || docs < 1 {
		return bad(2, "\"docs N\", N at least 1")
	}
	n, ok := number(line(), "features ")
	if !ok || n != strings.Count(rest, "\n") {
		return bad(3, "\"features N\", N the number of lines that follow")
	}
	w, faulty, want := readNames(text, len(text)-len(rest), n, len(cfg.Families), docs)
	if want != "" {
		return bad(4+faulty, want)
	}
	v, err := newVectorizer(cfg, docs, w)
	if err != nil {
		return bad(4, err.Error())
	}
	return v, nil
}

// readNames reads the n lines of features that begin in text at the byte at, on all cores. If want is not empty, it says what the
// line of the feature faulty should have been.
func readNames(text string, at, n, families, docs int) (w vocabulary, faulty int, want string) {
	w = vocabulary{text: text, at: make([]node, n), df: make([]uint32, n), ends: make([]uint32, families)}
	family := make([]uint32, n)
	type stretch struct {
		at, lo, hi int // the byte where it begins, and its features
		want       string
	}
	var all []*stretch
	for lo, per := 0, max(leastNames, n/runtime.GOMAXPROCS(0)+1); lo < n; lo += per {
		s := &stretch{at, lo, min(lo+per, n), ""}
		all = append(all, s)
		if s.hi < n {
			at = afterLines(text, at, per)
		}
	}
	var wait sync.WaitGroup
	for _, s := range all {
		wait.Go(func() { s.lo, s.want = readLines(w, family, text, s.at, s.lo, s.hi, families, docs) })
	}
	wait.Wait()
	for _, s := range all {
		if s.want != "" {
			return w, s.lo, s.want
		}
	}
	for i, k := range family {
		if i > 0 && k < family[i-1] {
			return w, i, "features by family"
		}
		w.ends[k] = uint32(i + 1)
	}
	w.fill()
	return w, 0, ""
}

// afterLines returns the byte after n lines of text from the byte at on.
func afterLines(text string, at, n int) int {
	for range n {
		at += strings.IndexByte(text[at:], '\n') + 1
	}
	return at
}

// readLines reads the features from lo up to hi, whose lines begin in text at the byte at. faulty and want are those of readNames.
func readLines(w vocabulary, family []uint32, text string, at, lo, hi, families, docs int) (faulty int, want string) {
	for i := lo; i < hi; i++ {
		end := at + strings.IndexByte(text[at:], '\n')
		line := text[at:end]
		first, last := strings.IndexByte(line, '\t'), strings.LastIndexByte(line, '\t')
		if first < 0 || last <= first+1 {
			return i, "family, name and document frequency, with tabs between"
		}
		k, ok1 := number(line[:first], "")
		df, ok2 := number(line[last+1:], "")
		if !ok1 || !ok2 || k >= families || df > docs {
			return i, "a family of the configuration and a document frequency of at most the number of texts"
		}
		w.at[i], w.df[i], family[i] = node{uint32(at + first + 1), uint32(last - first - 1)}, uint32(df), uint32(k)
		at = end + 1
	}
	return hi, ""
}

// readAll returns all that r gives, but at most one byte more than a vocabulary may have.
func readAll(r io.Reader) (string, error) {
	var b strings.Builder
	if l, ok := r.(interface{ Len() int }); ok {
		b.Grow(min(l.Len(), maxVocabulary))
	}
	_, err := io.Copy(&b, io.LimitReader(r, maxVocabulary+1))
	return b.String(), err
}

// checksum returns the CRC-32 of s without a copy of the whole.
func checksum(s string) (sum uint32) {
	var page [1 << 12]byte
	for len(s) > 0 {
		n := copy(page[:], s)
		sum, s = crc32.Update(sum, crc32.IEEETable, page[:n]), s[n:]
	}
	return sum
}

// number returns the decimal number below 2³¹ that follows prefix and ends s; false if s is another.
func number(s, prefix string) (int, bool) {
	s, ok := strings.CutPrefix(s, prefix)
	n, err := strconv.ParseUint(s, 10, 31)
	return int(n), ok && err == nil
}
