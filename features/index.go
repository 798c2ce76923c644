package features

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"
	"unsafe"
)

// An index is the dictionary of a vocabulary as it lies in memory, so that a vectorizer is ready without reading the vocabulary:
//
//	indexMagic                       32 bytes, with the number of this layout
//	the last line of the vocabulary  16 bytes, filled up by zeros: its checksum says what the index belongs to
//	sizes                            16 numbers of 8 bytes: see indexHead
//	nodes, strings, pairs            the slices of dictionary
//	df, ends                         the slices of vocabulary, 4 bytes a number
//
// All numbers are little endian. An index is trusted: it belongs to a program that carries its models with it, and a test compares it with
// the vocabulary. It is of no use to a program whose tables are laid out otherwise, which reads the vocabulary instead.
const indexMagic = "parley index 2, little endian\n\x00\x00"

// indexHead are the sizes of what follows.
type indexHead struct {
	Vocabulary                             uint64 // length in bytes
	Docs, Features                         uint64
	Nodes, Strings, Pairs, Ends            uint64
	NodeSize, StringSize, PairSize, Sample uint64    // of this program's tables: sizes of their elements, and the hash of a sample
	Rest                                   [5]uint64 // zeros
}

// head returns the sizes of the index of v, whose vocabulary has so many bytes.
func (v *Vectorizer) head(vocabulary int) indexHead {
	h := indexHead{Vocabulary: uint64(vocabulary), Docs: uint64(v.docs), Features: uint64(len(v.df)), Nodes: uint64(len(v.d().nodes)),
		Strings: uint64(len(v.d().strings)), Pairs: uint64(len(v.d().pairs.narrow)), Ends: uint64(len(v.ends))}
	h.tables()
	return h
}

// tables sets what depends on the program and not on the vocabulary.
func (h *indexHead) tables() {
	h.NodeSize, h.StringSize, h.PairSize = uint64(unsafe.Sizeof(node{})), uint64(unsafe.Sizeof(slot{})), uint64(unsafe.Sizeof(uint64(0)))
	h.Sample = uint64(hash(0, "a sample of the hash of strings"))<<32 | pairHash(golden)>>32
}

// lastLine returns the last line of a vocabulary, filled up by zeros.
func lastLine(vocabulary string) (line [16]byte) {
	copy(line[:], vocabulary[max(0, len(vocabulary)-len("end 00000000\n")):])
	return line
}

// WriteIndex writes an index of v, for [Indexed]: the same bytes each time, on any little-endian machine. A vocabulary of
// more than about two million names is an error.
func (v *Vectorizer) WriteIndex(w io.Writer) error {
	var vocabulary strings.Builder
	if _, err := v.WriteTo(&vocabulary); err != nil {
		return err
	}
	// The places of names are those in the vocabulary as it is written.
	v, err := ReadVectorizer(v.cfg, strings.NewReader(vocabulary.String()))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	b.WriteString(indexMagic)
	if v.d().pairs.wide != nil {
		return fmt.Errorf("features: an index is for less than %d names", narrowNodes)
	}
	end := lastLine(vocabulary.String())
	b.Write(end[:])
	if err := binary.Write(&b, binary.LittleEndian, v.head(vocabulary.Len())); err != nil {
		return err
	}
	for _, part := range [][]byte{bytesOf(v.d().nodes), bytesOf(v.d().strings), bytesOf(v.d().pairs.narrow), bytesOf(v.df), bytesOf(v.ends)} {
		b.Write(part)
	}
	_, err = b.WriteTo(w)
	return err
}

// Indexed returns what [ReadVectorizer] reads from the text of a vocabulary, in a time that hardly grows with its length, by the index that
// WriteIndex wrote for it. Both are trusted, and kept, not copied. ok is false if the configuration is invalid or has another number of
// families, if the index belongs to another vocabulary or to a program whose tables are laid out otherwise, or if this machine is not
// little-endian: read the vocabulary then.
func Indexed(cfg Config, text, index string) (v *Vectorizer, ok bool) {
	index, ok = strings.CutPrefix(index, indexMagic)
	end := lastLine(text)
	if !ok || !strings.HasPrefix(index, string(end[:])) || cfg.Check() != nil {
		return nil, false
	}
	index = index[len(end):]
	var h indexHead
	size := binary.Size(h)
	if len(index) < size || binary.Read(strings.NewReader(index), binary.LittleEndian, &h) != nil {
		return nil, false
	}
	own := h
	own.tables()
	if h != own || h.Vocabulary != uint64(len(text)) || h.Ends != uint64(len(cfg.Families)) || h.Features > h.Nodes {
		return nil, false
	}
	index = index[size:]
	var all [5]bool
	d, w := &dictionary{text: text}, vocabulary{text: text}
	d.nodes, all[0] = view[node](&index, h.Nodes)
	d.strings, all[1] = view[slot](&index, h.Strings)
	d.pairs.narrow, all[2] = view[uint64](&index, h.Pairs)
	w.df, all[3] = view[uint32](&index, h.Features)
	w.ends, all[4] = view[uint32](&index, h.Ends)
	if slices.Contains(all[:], false) || index != "" {
		return nil, false
	}
	w.at = d.nodes[:h.Features]
	return assemble(cfg, int(h.Docs), w, func() *dictionary { return d }), true
}
