package classify

import (
	_ "embed"
	"encoding/json"
)

// Notes are what the makers of a built-in model found out about it beyond its card: how it did on articles that it never saw, what its parts
// are worth, what was tried, and where it fails. They are written by hand from measurements; the commands stand beside them.
type Notes struct {
	HeldOut  HeldOutNote   `json:"held_out"`
	Choices  ChoicesNote   `json:"choices"`
	Tried    []string      `json:"tried"` // what was tried and not kept, a sentence each
	Weakness []string      `json:"weakness"`
	Failures []FailureNote `json:"failures"`
}

// HeldOutNote is an evaluation on coded articles that had no part in training or in choosing the configuration.
type HeldOutNote struct {
	Data    string       `json:"data"`
	Command string       `json:"command"`
	Figures []FigureNote `json:"figures"`
}

// FigureNote is a figure, its 95 % interval over articles, its floor and its ceiling; nil stands for undefined, as on a card.
type FigureNote struct {
	Title   string   `json:"title"`
	Value   float64  `json:"value"`
	Lo      *float64 `json:"lo"`
	Hi      *float64 `json:"hi"`
	Floor   *float64 `json:"floor"`
	Ceiling *float64 `json:"ceiling"`
}

// ChoicesNote says what changing one thing at a time does to an out-of-fold figure of the training data.
type ChoicesNote struct {
	Command string       `json:"command"`
	Figures []string     `json:"figures"` // the figures' names
	Built   []float64    `json:"built"`   // their values for the configuration as it is
	Rows    []ChoiceNote `json:"rows"`
}

// ChoiceNote is one change: the difference it makes to each figure, with its 95 % interval by a paired bootstrap over articles.
type ChoiceNote struct {
	Change string       `json:"change"`
	Diffs  [][3]float64 `json:"diffs"` // difference, lower and upper end
}

// FailureNote is a paragraph of the built-in corpus that the model, out of fold, gets wrong.
type FailureNote struct {
	ID   string `json:"id"`
	True string `json:"true"`
	Said string `json:"said"`
	Why  string `json:"why"`
	Text string `json:"text"` // its beginning
}

//go:embed builtin/stance.notes.json
var stanceNotes []byte

//go:embed builtin/frames.notes.json
var framesNotes []byte

// readNotes reads the notes of a built-in model.
func readNotes(text []byte) *Notes {
	n := new(Notes)
	if err := json.Unmarshal(text, n); err != nil {
		panic("classify: the notes of a built-in model: " + err.Error())
	}
	return n
}

// Notes returns what is known of a built-in model beyond its card, nil for every other model.
func (m *Model) Notes() *Notes {
	if m.notes == nil {
		return nil
	}
	return readNotes(m.notes)
}
