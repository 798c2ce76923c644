package report

import (
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// described says what the fields of the JSON of an evaluation hold, by their paths. A path without an entry is that of a thing whose name says it.
var described = map[string]string{
	"kind":                                "always evaluation",
	"scheme":                              "what was coded: name, question, classes; many: any number of labels an item; ordered: the classes are steps",
	"method":                              "how the model was kept from seeing the items",
	"items":                               "coded items with text",
	"articles":                            "groups of items that were kept on one side: articles with their near-duplicates",
	"figures":                             "figures over all classes, macro F1 first; names as in parley help metrics",
	"figures[].value":                     "null: undefined, see reason",
	"figures[].lo":                        "95 % interval of a bootstrap over articles; null without one",
	"figures[].floor":                     "the same figure of always saying the commonest class",
	"figures[].random":                    "mean of the same figure over random answers with the shares of the classes",
	"figures[].ceiling":                   "the same figure of one coder against another; null without two coders",
	"figures[].reason":                    "why the value is undefined",
	"classes":                             "figures of each class, in the order of the scheme",
	"classes[].auc":                       "area under the ROC curve, one against the rest",
	"classes[].ap":                        "average precision, one against the rest",
	"classes[].support":                   "items that people gave the class",
	"classes[].predicted":                 "items that the model gave the class",
	"classes[].threshold":                 "probability from which the class applies; null where one label is allowed",
	"classes[].alpha":                     "Krippendorff's alpha of the coders for the class against the rest",
	"matrices":                            "confusion matrices: one, or one a class where many labels are allowed",
	"matrices[].counts":                   "rows are the true class, columns the predicted",
	"matrices[].shares":                   "of the row; null in a row without items",
	"bins":                                "reliability: ranges of certainty (lo < certainty ≤ hi), their mean certainty and the share of them that was right",
	"humans":                              "agreement of the coders, and of the model with them; null without two coders",
	"humans.pairs":                        "every coder with every other, then every coder with the model",
	"mistakes":                            "the ten most confident mistakes",
	"overlap":                             "texts and articles of the training corpus that are in the data",
	"doubts":                              "what makes the figures less sure than they look",
	"config":                              "configuration of the model; parley train --config reads it",
	"corpus":                              "digest of the corpus: SHA-256 of scheme, items and marks",
	"parts":                               "figures of each fold, or of each value left out",
	"rounds":                              "figures of each round of a repeated cross-validation",
	"leak":                                "the figure under a random split of paragraphs minus that under the grouped split; null if not measured",
	"slices":                              "every figure by the values of a field",
	"slices[].values[].figures[].apart":   "figure of the slice minus that of all data",
	"slices[].values[].figures[].p":       "of that difference, by bootstrap, corrected by Holm's method; null for slices of fewer than 5 articles and for the calibration error",
	"slices[].values[].figures[].flagged": "p below 0.05",
	"curves":                              "precision against recall of each class, at most 120 points",
	"risk":                                "share of wrong items among those decided, against the share decided",
	"risk.aurc":                           "mean risk over all coverages",
	"risk.promises":                       "for a few risks the certainty from which they are kept; ok false: none",
	"kept":                                "what the model promised of risks in training, with the coverage and risk found here",
	"kept[].risk":                         "null: nothing was decided here",
	"learning_curve":                      "figure against the number of training paragraphs and the law a − b·items^(−c); null if not measured",
	"learning_curve.needs":                "paragraphs more that a gain takes; null: the curve levels off before",
	"cells":                               "kinds of mistakes, the commonest first, with the ids of their most confident examples",
	"suspects":                            "likely coding errors: prob is that of what people said",
	"manifest":                            "how to make the evaluation again, for parley verify; null if it was not recorded",
	"manifest.model":                      "SHA-256 of the model file; empty for a cross-validation",
	"manifest.slices":                     "fields asked for; null: the usual ones",
}

// Schema writes the JSON Schema (draft 2020-12) of the JSON of an evaluation. Every field is there in every document, but those with omitempty;
// undefined numbers are null.
func Schema(w io.Writer) error {
	s := schemaOf(reflect.TypeFor[evaluationData](), "")
	doc := append([]member{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Evaluation of a parley model"}}, s...)
	text, err := json.MarshalIndent(object(doc), "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s\n", text)
	return err
}

// member is a member of a JSON object whose members keep their order.
type member struct {
	name  string
	value any
}

type object []member

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendString(b, m.name), ':')
		v, err := json.Marshal(m.value)
		if err != nil {
			return nil, err
		}
		b = append(b, v...)
	}
	return append(b, '}'), nil
}

// schemaOf describes a type.
func schemaOf(t reflect.Type, path string) object {
	var out object
	if text := described[path]; text != "" {
		out = append(out, member{"description", text})
	}
	kind := func(names ...string) object {
		if len(names) == 1 {
			return append(out, member{"type", names[0]})
		}
		return append(out, member{"type", names})
	}
	switch {
	case t == reflect.TypeFor[number]():
		return kind("number", "null")
	case t == reflect.TypeFor[json.RawMessage](), t == reflect.TypeFor[classify.Config](), t == reflect.TypeFor[*labels.Scheme]():
		return kind("object")
	}
	switch t.Kind() {
	case reflect.String:
		return kind("string")
	case reflect.Bool:
		return kind("boolean")
	case reflect.Int, reflect.Uint64:
		return kind("integer")
	case reflect.Float64:
		return kind("number")
	case reflect.Slice:
		names := []string{"array"}
		if path == "manifest.slices" || path == "manifest.metrics" {
			names = append(names, "null")
		}
		return append(kind(names...), member{"items", schemaOf(t.Elem(), path+"[]")})
	case reflect.Pointer:
		inner := schemaOf(t.Elem(), path)
		for i, m := range inner {
			if m.name == "type" {
				inner[i].value = []string{m.value.(string), "null"}
			}
		}
		return inner
	case reflect.Struct:
		var properties object
		required := []string{}
		var fields func(t reflect.Type)
		fields = func(t reflect.Type) {
			for i := range t.NumField() {
				f := t.Field(i)
				if f.Anonymous {
					fields(f.Type)
					continue
				}
				name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
				properties = append(properties, member{name, schemaOf(f.Type, strings.TrimPrefix(path+"."+name, "."))})
				if option != "omitempty" {
					required = append(required, name)
				}
			}
		}
		fields(t)
		return append(kind("object"), member{"properties", properties}, member{"required", required}, member{"additionalProperties", false})
	}
	panic("report: no schema of " + t.String())
}
