package features

import (
	"bytes"
	"cmp"
	"fmt"
	"hash/crc32"
	"io"
	"strconv"
	"strings"
)

// maxVocabulary is the largest vocabulary read, in bytes.
const maxVocabulary = 1 << 30

// WriteTo writes the vocabulary as text, the same bytes each time:
//
//	parley vocabulary 1
//	docs N
//	features N
//	FAMILY <tab> NAME <tab> DOCUMENT FREQUENCY     (one line per feature, by family, then name)
//	end CRC32                                      (IEEE, hexadecimal, of all bytes before this line)
func (v *Vectorizer) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "parley vocabulary 1\ndocs %d\nfeatures %d\n", v.docs, len(v.features))
	for _, f := range v.features {
		fmt.Fprintf(&b, "%d\t%s\t%d\n", f.family, f.name, f.df)
	}
	fmt.Fprintf(&b, "end %08x\n", crc32.ChecksumIEEE(b.Bytes()))
	return b.WriteTo(w)
}

// ReadVectorizer reads what WriteTo wrote; cfg is the configuration learned with. A file cut short or altered is
// an error that names the line.
func ReadVectorizer(cfg Config, r io.Reader) (*Vectorizer, error) {
	if err := cfg.Check(); err != nil {
		return nil, fmt.Errorf("features: %w", err)
	}
	raw, err := io.ReadAll(io.LimitReader(r, maxVocabulary+1))
	if err != nil {
		return nil, fmt.Errorf("features: vocabulary: %w", err)
	}
	bad := func(line int, want string) (*Vectorizer, error) {
		return nil, fmt.Errorf("features: vocabulary: line %d: want %s", line, want)
	}
	if len(raw) > maxVocabulary {
		return bad(1, "at most 1 GiB")
	}
	const tail = len("end 00000000\n")
	cut := len(raw) - tail
	if cut < 0 || string(raw[cut:]) != fmt.Sprintf("end %08x\n", crc32.ChecksumIEEE(raw[:cut])) {
		return bad(bytes.Count(raw, []byte("\n")), "a last line \"end\" with the checksum of the file (cut short or altered)")
	}
	rest := string(raw[:cut])
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
	fs := make([]feature, n)
	for i := range fs {
		family, more, _ := strings.Cut(line(), "\t")
		name, freq, _ := strings.Cut(more, "\t")
		k, ok1 := number(family, "")
		df, ok2 := number(freq, "")
		if !ok1 || !ok2 || k >= len(cfg.Families) || name == "" || df < 1 || df > docs {
			return bad(4+i, "family, name and document frequency within their ranges")
		}
		if i > 0 && cmp.Or(cmp.Compare(fs[i-1].family, k), cmp.Compare(fs[i-1].name, name)) >= 0 {
			return bad(4+i, "features by family, then name, each once")
		}
		fs[i] = feature{name, k, df}
	}
	return build(cfg, docs, fs), nil
}

// number reads prefix and a decimal number.
func number(s, prefix string) (int, bool) {
	s, ok := strings.CutPrefix(s, prefix)
	n, err := strconv.ParseUint(s, 10, 31)
	return int(n), ok && err == nil
}
