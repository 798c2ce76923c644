package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/labels"
)

// newSchemeHelp is parley help scheme: the file of a scheme of one's own.
func newSchemeHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "scheme",
		Short: "The file of a scheme of your own: what is asked of every paragraph, and the answers",
		Long: fmt.Sprintf(`A scheme is a JSON document for --scheme: a question that is asked of every paragraph, and the answers that may be given, its classes. Unknown
fields are errors. The built-in schemes are %s; --scheme infer takes the labels that the data have.

  {"name": "tone",
   "question": "How does the paragraph speak of the talks?",
   "ordered": true,
   "classes": [
     {"name": "cold", "definition": "With distance, mockery or contempt."},
     {"name": "factual", "definition": "Without any colour."},
     {"name": "warm", "definition": "With sympathy or hope."}]}

fields
  name        of the scheme; the field of coded data with the labels is looked for under this name, then as label and labels
  question    what is asked, for readers; may be left out
  many        true: any number of classes may apply to a paragraph, none included; false, the default: exactly one does
  ordered     true: the classes are steps of one scale, in the order given, as weighted kappa and ordinal alpha ask for; not with many
  classes     2 to %d, in the order that reports and models have, each with
    name        the label as it stands in the data, where capitals do not matter; without ; and |, which part the labels of one cell
    definition  what it means, for readers; may be left out`, joinWords(labels.BuiltinNames()), labels.MaxClasses),
	}
}
