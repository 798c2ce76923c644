package classify

import (
	"archive/zip"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"unsafe"

	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/labels"
	"github.com/parley-go/parley/models"
)

// The built-in models and their indexes, which .ci/index writes: see features.Indexed.
var (
	//go:embed builtin/stance.parley
	stanceModel string
	//go:embed builtin/stance.index
	stanceIndex string
	//go:embed builtin/frames.parley
	framesModel string
	//go:embed builtin/frames.index
	framesIndex string
)

// builtins are the models that come with parley; each is decoded at the first call.
var builtins = map[string]func() (*Model, error){
	"stance": sync.OnceValues(func() (*Model, error) { return open(stanceModel, stanceIndex, stanceNotes) }),
	"frames": sync.OnceValues(func() (*Model, error) { return open(framesModel, framesIndex, framesNotes) }),
}

// Builtins returns the names of the models that come with parley, sorted.
func Builtins() []string { return slices.Sorted(maps.Keys(builtins)) }

// Builtin returns the model of that name that comes with parley. It is made ready at the first call, which takes a few milliseconds; other
// names are an error.
func Builtin(name string) (*Model, error) {
	load, ok := builtins[name]
	if !ok {
		return nil, fmt.Errorf("no built-in model is called %q: there are %s", name, strings.Join(Builtins(), ", "))
	}
	return load()
}

// open makes a model of the program ready without copying it or reading what is not needed to score: no sums are checked, as they would be of
// the program itself, and the card is read when somebody asks for it. A test compares what Parse reads.
func open(file, index string, notes []byte) (*Model, error) {
	z, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil || len(z.File) != 3 {
		return nil, fmt.Errorf("not three entries: %v", err)
	}
	var parts [3]string
	for i, f := range z.File {
		at, err := f.DataOffset()
		if err != nil {
			return nil, err
		}
		parts[i] = file[at:][:f.UncompressedSize64]
	}
	card, vocabulary, weights := parts[0], parts[1], parts[2]

	// The weights take the longest, so that they begin at once and the rest is read beside them.
	rest := later(func() opened {
		m, err := openCard(card)
		if err == nil {
			var ok bool
			if m.vectorizer, ok = features.Indexed(m.config.Features, vocabulary, index); !ok {
				m.vectorizer, err = features.ReadVectorizer(m.config.Features, strings.NewReader(vocabulary))
			}
		}
		return opened{m, err}
	})
	linear, err := models.OpenLinear(unsafe.Slice(unsafe.StringData(weights), len(weights)))
	o := rest()
	if o.err != nil {
		return o.model, o.err
	}
	o.model.linear, o.model.notes = linear, notes
	o.model.language = languageKnown("", o.model.config)
	return o.model, err
}

// opened is a model without its weights, or why there is none.
type opened struct {
	model *Model
	err   error
}

// openCard reads card.json up to the configuration; the rest is read when it is asked for.
func openCard(card string) (*Model, error) {
	m := &Model{card: sync.OnceValue(func() *Card {
		var c cardFile
		if err := json.Unmarshal([]byte(card), &c); err != nil {
			panic("classify: the card of a built-in model: " + err.Error())
		}
		return c.Card
	})}
	d := json.NewDecoder(strings.NewReader(card))
	for {
		t, err := d.Token()
		if err != nil {
			return m, err
		}
		switch t {
		case "scheme":
			var raw json.RawMessage
			if err := d.Decode(&raw); err != nil {
				return m, err
			}
			if m.scheme, err = labels.ReadScheme(strings.NewReader(string(raw)), cardEntry); err != nil {
				return m, err
			}
		case "decision":
			if err := d.Decode(&m.decision); err != nil {
				return m, err
			}
		case "config":
			return m, d.Decode(&m.config)
		}
	}
}

// WriteIndex writes what makes the model ready at once when it is built in: see features.Indexed.
func (m *Model) WriteIndex(w io.Writer) error { return m.vectorizer.WriteIndex(w) }
