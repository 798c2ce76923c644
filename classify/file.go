package classify

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"reflect"
	"slices"
	"unsafe"

	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/labels"
	"github.com/parley-go/parley/models"
)

// A model file NAME.parley is a zip archive of three stored (not compressed) entries with zero times, in this order:
//
//	card.json            format number, scheme, decision rule, configuration, corpus digest, evaluation
//	vocabulary.txt       one feature a line, see package features
//	weights.safetensors  W [width, classes], B, Scale, Shift, see package models
//
// The bytes are a function of the model. Stored entries cost some room and save the time of decoding; the weights can be read by any
// tool that knows safetensors.
const (
	cardEntry       = "card.json"
	vocabularyEntry = "vocabulary.txt"
	weightsEntry    = "weights.safetensors"
)

// Format is the number of the model file format that this version writes. It reads this format and all below.
const Format = 1

// maxModel is the largest model file that is read, in bytes: 4 GiB, or on machines of 32 bits what a slice can hold.
const maxModel = min(4<<30, math.MaxInt-bytes.MinRead)

// maxCard is the largest card that is read, in bytes.
const maxCard = 256 << 20

// cardFile is card.json.
type cardFile struct {
	Format   int             `json:"format"`
	Scheme   json.RawMessage `json:"scheme"`
	Decision Decision        `json:"decision"`
	Card     *Card           `json:"card"`
}

// Write writes the model file.
func (m *Model) Write(w io.Writer) error {
	scheme, err := json.Marshal(m.scheme)
	if err != nil {
		return err
	}
	card, err := json.MarshalIndent(cardFile{Format, scheme, m.decision, m.card()}, "", " ")
	if err != nil {
		return err
	}
	z := zip.NewWriter(w)
	entries := []struct {
		name  string
		write func(io.Writer) error
	}{
		{cardEntry, func(w io.Writer) error { _, err := w.Write(append(card, '\n')); return err }},
		{vocabularyEntry, func(w io.Writer) error { _, err := m.vectorizer.WriteTo(w); return err }},
		{weightsEntry, func(w io.Writer) error { _, err := m.linear.WriteTo(w); return err }},
	}
	for _, e := range entries {
		f, err := z.CreateHeader(&zip.FileHeader{Name: e.name, Method: zip.Store})
		if err != nil {
			return err
		}
		if err := e.write(f); err != nil {
			return err
		}
	}
	return z.Close()
}

// Read reads a model file. Files that are cut short, altered, not models or of a newer format are errors.
func Read(r io.Reader) (*Model, error) {
	var b bytes.Buffer
	if f, ok := r.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			b.Grow(int(min(info.Size(), maxModel)) + bytes.MinRead)
		}
	}
	if _, err := b.ReadFrom(io.LimitReader(r, maxModel+1)); err != nil {
		return nil, err
	}
	data := b.Bytes()
	if len(data) > maxModel {
		return nil, fmt.Errorf("larger than the %d bytes that a model may have", int64(maxModel))
	}
	return Parse(data)
}

// Parse reads a model file that is in memory. The model may keep references to data, which must not be changed afterwards.
func Parse(data []byte) (*Model, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, errors.New("not a parley model, or cut short: train it again or copy it again")
	}
	parts := map[string][]byte{}
	for i, want := range []string{cardEntry, vocabularyEntry, weightsEntry} {
		if i >= len(z.File) || z.File[i].Name != want || i == 2 && len(z.File) != 3 {
			return nil, fmt.Errorf("not a parley model: its entries should be %s, %s and %s", cardEntry, vocabularyEntry, weightsEntry)
		}
		if parts[want], err = entry(data, z.File[i]); err != nil {
			return nil, fmt.Errorf("%s: %w: copy the model again", want, err)
		}
	}
	return assemble(parts[cardEntry], parts[vocabularyEntry], parts[weightsEntry])
}

// entry returns the bytes of one entry, which stay where they are in data, and checks its sum.
func entry(data []byte, f *zip.File) ([]byte, error) {
	size := f.UncompressedSize64
	if size > uint64(len(data)) || f.Method != zip.Store {
		return nil, errors.New("altered")
	}
	at, err := f.DataOffset()
	if err != nil || uint64(at) > uint64(len(data))-size {
		return nil, errors.New("altered or cut short")
	}
	r, err := f.Open()
	if err != nil {
		return nil, errors.New("altered")
	}
	defer r.Close()
	// The reader compares the checksum when it meets the end.
	if n, err := io.Copy(io.Discard, r); err != nil || uint64(n) != size {
		return nil, errors.New("altered or cut short")
	}
	return data[at:][:size:size], nil
}

// assemble makes a model of the three parts and checks that they fit.
func assemble(card, vocabulary, weights []byte) (*Model, error) {
	if len(card) > maxCard {
		return nil, fmt.Errorf("%s is larger than %d bytes", cardEntry, maxCard)
	}
	// The configuration stands near the beginning of the card and is all that reading the vocabulary takes.
	ahead := later(func() opened { return openAhead(card, vocabulary) })
	c, err := readCard(card)
	if err != nil {
		// What is not understood may be of a newer format.
		c = cardFile{}
		if e := json.Unmarshal(card, &struct {
			Format *int `json:"format"`
		}{&c.Format}); e != nil || 1 <= c.Format && c.Format <= Format {
			return nil, fmt.Errorf("%s: %w", cardEntry, err)
		}
	}
	switch {
	case c.Format > Format:
		return nil, fmt.Errorf("the model has format %d and this parley reads formats up to %d: use a newer parley", c.Format, Format)
	case c.Format < 1:
		return nil, fmt.Errorf("%s: format is %d: give 1 to %d", cardEntry, c.Format, Format)
	}
	scheme, err := labels.ReadScheme(bytes.NewReader(c.Scheme), cardEntry)
	if err != nil {
		return nil, err
	}
	classes := len(scheme.Classes)
	if c.Card == nil || c.Card.Prints == nil {
		return nil, fmt.Errorf("%s: no card, or one without prints", cardEntry)
	}
	if err := c.Card.Prints.Check(); err != nil {
		return nil, fmt.Errorf("%s: %w", cardEntry, err)
	}
	if c.Decision.Many != scheme.Many || scheme.Many && len(c.Decision.Thresholds) != classes {
		return nil, fmt.Errorf("%s: the decision rule does not fit the scheme", cardEntry)
	}
	if err := c.Card.Config.Check(); err != nil {
		return nil, fmt.Errorf("%s: %w", cardEntry, err)
	}
	if err := c.Card.check(classes); err != nil {
		return nil, fmt.Errorf("%s: %w", cardEntry, err)
	}
	l, unread := models.ReadLinear(weights) // while the vocabulary is read
	o := ahead()
	v := o.model.vectorizer
	if o.err != nil || !reflect.DeepEqual(o.model.config.Features, c.Card.Config.Features) {
		v, err = features.ReadVectorizer(c.Card.Config.Features, bytes.NewReader(vocabulary))
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", vocabularyEntry, err)
	}
	if unread != nil {
		return nil, fmt.Errorf("%s: %w", weightsEntry, unread)
	}
	if l.Width != v.Width() || l.Classes != classes {
		return nil, fmt.Errorf("the weights are %d × %d, but features and classes are %d × %d", l.Width, l.Classes, v.Width(), classes)
	}
	return &Model{
		scheme: scheme, vectorizer: v, linear: l, decision: c.Decision,
		config: c.Card.Config, language: languageKnown(c.Card.Corpus.Language, c.Card.Config), card: known(c.Card),
	}, nil
}

// readCard reads card.json. The prints, which are nearly all of it, are not read as JSON where they stand as Write writes them: that would take
// longer than the weights.
func readCard(card []byte) (cardFile, error) {
	if short, prints, ok := cutPrints(card); ok {
		if c, err := decodeCard(short); err == nil && c.Card != nil && reflect.DeepEqual(c.Card.Prints, &labels.Prints{Items: []byte{}, Articles: []byte{}}) {
			c.Card.Prints = prints
			return c, nil
		}
	}
	return decodeCard(card)
}

// decodeCard reads a JSON object of the fields of a card and no others.
func decodeCard(card []byte) (c cardFile, err error) {
	d := json.NewDecoder(bytes.NewReader(card))
	d.DisallowUnknownFields()
	if err = d.Decode(&c); err == nil && len(bytes.TrimSpace(card[d.InputOffset():])) > 0 {
		err = errors.New("more than one JSON object")
	}
	return c, err
}

// cutPrints returns a card with empty prints, and its prints; ok is false if they are not at its end as Write writes them.
func cutPrints(card []byte) (short []byte, prints *labels.Prints, ok bool) {
	const before, between, after = "\n  \"prints\": {\n   \"items\": \"", "\",\n   \"articles\": \"", "\"\n  }\n }\n}\n"
	const more = "\",\n   \"short\": \"" // where there are any
	head, rest, ok1 := bytes.Cut(card, []byte(before))
	rest, ok2 := bytes.CutSuffix(rest, []byte(after))
	items, articles, ok3 := bytes.Cut(rest, []byte(between))
	if !ok1 || !ok2 || !ok3 {
		return nil, nil, false
	}
	articles, brief, ok4 := bytes.Cut(articles, []byte(more))
	code := base64.StdEncoding
	prints = &labels.Prints{}
	parts := []struct {
		to   *[]byte
		text []byte
	}{{&prints.Items, items}, {&prints.Articles, articles}, {&prints.Short, brief}}
	if !ok4 {
		parts = parts[:2]
	}
	for _, p := range parts {
		var err error
		if *p.to, err = code.AppendDecode([]byte{}, p.text); err != nil || code.EncodedLen(len(*p.to)) != len(p.text) { // a line end, which JSON forbids, is passed over
			return nil, nil, false
		}
	}
	return slices.Concat(head, []byte(before+between+after)), prints, true
}

// openAhead reads of a model what its vocabulary needs, and the vocabulary. What is wrong is found again by those who read the whole.
func openAhead(card, vocabulary []byte) opened {
	m, err := openCard(unsafe.String(unsafe.SliceData(card), len(card)))
	if err == nil {
		m.vectorizer, err = features.ReadVectorizer(m.config.Features, bytes.NewReader(vocabulary))
	}
	return opened{m, err}
}
