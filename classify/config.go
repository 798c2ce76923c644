package classify

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/parley-go/parley/features"
	"github.com/parley-go/parley/labels"
	"github.com/parley-go/parley/models"
)

// Config is everything that, together with a corpus, determines a model. It is plain data: written as JSON into every
// model file, so that a run can be repeated from the file alone.
type Config struct {
	Features    features.Config `json:"features"`
	Model       ModelConfig     `json:"model"`
	MinArticles int             `json:"min_articles"`      // articles in which a feature must occur, 1 or more
	Context     float64         `json:"context"`           // weight of the paragraphs before and after beside a paragraph's own, 0 to 1
	Article     float64         `json:"article"`           // weight of the mean of its article beside a paragraph's own, 0 to 1
	For         *Target         `json:"for,omitempty"`     // the value of a field that the model is for, with the others lent to it; nil for all
	Vectors     string          `json:"vectors,omitempty"` // digest of the file of word vectors that were folded in
	Half        bool            `json:"half,omitempty"`    // round weights to 16 bits, for a model file of half the size
	Folds       int             `json:"folds"`             // folds of the cross-validation, 2 to 100; 0 trains without evaluation and calibration
	Seed        uint64          `json:"seed"`              // of the folds and the bootstrap
	Near        float64         `json:"near"`              // shingle overlap from which two texts count as one; 0 turns the check off
	Calibrate   bool            `json:"calibrate"`         // fit scale and shift of the scores out of fold
	Prior       float64         `json:"prior"`             // single-label schemes: 0 calibrates to the shares of the classes in the corpus, 1 as if all were equally frequent
	Thresholds  string          `json:"thresholds"`        // many-label schemes: "f1" picks one a class out of fold, "half" is 0.5
	Unsure      float64         `json:"unsure"`            // share of paragraphs, the least certain out of fold, to be called unsure
	Bootstrap   int             `json:"bootstrap"`         // replicates for the intervals, 0 turns them off
}

// ModelConfig names a registered trainer and its hyperparameters; nil Options are the trainer's defaults.
type ModelConfig struct {
	Name    string          `json:"name"`
	Options json.RawMessage `json:"options,omitempty"`
}

// Threshold rules of [Config].Thresholds.
const (
	ThresholdF1   = "f1"
	ThresholdHalf = "half"
)

// Default returns the configuration that parley train uses for the trainer called model. Naive Bayes counts words and
// word pairs; every other trainer gets tf-idf weighted words, word pairs and character n-grams.
func Default(model string) Config {
	c := Config{
		Features:    features.Default(),
		Model:       ModelConfig{Name: model},
		MinArticles: 1,
		Folds:       10,
		Seed:        1,
		Near:        labels.NearDefault,
		Calibrate:   true,
		Thresholds:  ThresholdF1,
		Unsure:      0.2,
		Bootstrap:   1000,
	}
	switch model {
	case "bayes", "complement", "majority":
		c.Features.Families = []features.Family{{Kind: "words", Min: 1, Max: 2, Weighting: features.Count, Scale: 1, MinDocs: 2}}
	}
	return c
}

// ReadConfig reads a configuration as JSON; name stands in its errors. Fields that are absent keep the default of the
// trainer that the document names (logistic if it names none); unknown fields are errors.
func ReadConfig(r io.Reader, name string) (Config, error) {
	text, err := io.ReadAll(io.LimitReader(r, 1<<20))
	if err != nil {
		return Config{}, fmt.Errorf("%s: %w", name, err)
	}
	var head struct {
		Model struct {
			Name string `json:"name"`
		} `json:"model"`
	}
	head.Model.Name = "logistic"
	if err := json.Unmarshal(text, &head); err != nil {
		return Config{}, describeJSON(name, text, err)
	}
	if string(bytes.TrimSpace(text)) == "null" { // which package json takes for anything
		return Config{}, fmt.Errorf("%s:1: found null, give an object: {} is the default", name)
	}
	c := Default(head.Model.Name)
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
		return Config{}, describeJSON(name, text, err)
	}
	if d.More() {
		return Config{}, fmt.Errorf("%s: text after the end of the configuration: leave one JSON object", name)
	}
	c.Model.Name = head.Model.Name
	if err := c.Check(); err != nil {
		return Config{}, fmt.Errorf("%s: %w", name, err)
	}
	return c, nil
}

// describeJSON adds the line to an error of encoding/json.
func describeJSON(name string, text []byte, err error) error {
	offset := int64(-1)
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &kind):
		offset = kind.Offset
	}
	err = plainJSON(err)
	if offset < 0 || offset > int64(len(text)) {
		return fmt.Errorf("%s: %w", name, err)
	}
	return fmt.Errorf("%s:%d: %w", name, 1+bytes.Count(text[:offset], []byte("\n")), err)
}

// plainJSON puts an error of encoding/json in the words of someone who writes JSON, not of someone who reads it with Go.
func plainJSON(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind):
		field := ""
		if kind.Field != "" {
			field = kind.Field + ": "
		}
		return fmt.Errorf("%sfound %s, give %s", field, oneOf(kind.Value), wanted(kind.Type))
	case errors.As(err, &syntax), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("no whole JSON object: %w", err)
	}
	if _, field, found := strings.Cut(err.Error(), "json: unknown field "); found {
		return fmt.Errorf("unknown field %s: parley info stance --config prints a configuration with the fields there are", field)
	}
	return err
}

// oneOf puts "a" before the kind of a JSON value, as encoding/json names it.
func oneOf(kind string) string {
	if kind == "array" || kind == "object" {
		return "an " + kind
	}
	return "a " + kind
}

// wanted names the kind of JSON value that a Go type takes.
func wanted(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int32, reflect.Int64:
		return "a whole number"
	case reflect.Uint, reflect.Uint32, reflect.Uint64:
		return "a whole number of 0 or more"
	case reflect.Float32, reflect.Float64:
		return "a number"
	case reflect.String:
		return "a string"
	case reflect.Slice, reflect.Array:
		return "an array"
	}
	return "an object"
}

// Check returns an error that names the first field out of its range.
func (c Config) Check() error {
	if err := c.Features.Check(); err != nil {
		return err
	}
	switch {
	case c.MinArticles < 1:
		return fmt.Errorf("min_articles is %d: give 1 or more", c.MinArticles)
	case !(c.Context >= 0 && c.Context <= 1):
		return fmt.Errorf("context is %v: give 0 (each paragraph by itself) to 1", c.Context)
	case !(c.Article >= 0 && c.Article <= 1):
		return fmt.Errorf("article is %v: give 0 (no look at the whole article) to 1", c.Article)
	case c.Folds != 0 && (c.Folds < 2 || c.Folds > 100):
		return fmt.Errorf("folds is %d: give 2 to 100, or 0 for no evaluation", c.Folds)
	case !(c.Near >= 0 && c.Near <= 1):
		return fmt.Errorf("near is %v: give 0 (off) to 1", c.Near)
	case !(c.Prior >= 0 && c.Prior <= 1):
		return fmt.Errorf("prior is %v: give 0 (shares as in the corpus) to 1 (all classes alike)", c.Prior)
	case c.Thresholds != ThresholdF1 && c.Thresholds != ThresholdHalf:
		return fmt.Errorf("thresholds is %q: give %q or %q", c.Thresholds, ThresholdF1, ThresholdHalf)
	case !(c.Unsure >= 0 && c.Unsure < 1):
		return fmt.Errorf("unsure is %v: give a share from 0 to below 1", c.Unsure)
	}
	if err := checkBootstrap(c.Bootstrap); err != nil {
		return err
	}
	if err := c.For.check(c.company()); err != nil {
		return err
	}
	_, err := c.trainer()
	return err
}

// trainer makes the trainer that the configuration names.
func (c Config) trainer() (models.Trainer, error) {
	t, err := models.DecodeTrainer(c.Model.Name, c.Model.Options)
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", c.Model.Name, plainJSON(err))
	}
	return t, nil
}
