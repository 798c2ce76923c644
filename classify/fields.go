package classify

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-go/parley/labels"
)

// Fields that are made of others. A field may also be cut to its first characters: date:4 is the year.
const (
	FieldPeriod = "period" // the year, the first four characters of the field date, where the data have no field of that name
	FieldLength = "length" // words of the paragraph, in bands
)

// none is the value of an item without the field.
const none = "(none)"

// lengthBands are the upper limits of the bands of paragraph length, in words.
var lengthBands = []struct {
	below int
	name  string
}{{25, "1: below 25 words"}, {50, "2: 25–49 words"}, {100, "3: 50–99 words"}, {1 << 30, "4: 100 words and more"}}

// fieldValues returns the value of a field for each item: a field of the data, one cut to its first characters (date:7), period or length. It
// is an error if no item has the field.
func fieldValues(c *labels.Corpus, field string) ([]string, error) {
	values := make([]string, len(c.Items))
	name, first := field, 0
	if at, digits, ok := strings.Cut(field, ":"); ok {
		n, err := strconv.Atoi(digits)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("field %q: after the colon stands how many characters to keep, as in date:4", field)
		}
		name, first = at, n
	}
	if !c.HasField(name) {
		switch {
		case name == FieldLength:
			for i := range c.Items {
				n := len(strings.Fields(c.Items[i].Text))
				for _, b := range lengthBands {
					if n < b.below {
						values[i] = b.name
						break
					}
				}
			}
			return values, nil
		case name == FieldPeriod && c.HasField("date"):
			name, first = "date", 4
		default:
			return nil, fmt.Errorf("no item has a field %q: the fields are %s, and %s", field, strings.Join(c.FieldNames(), ", "), FieldLength)
		}
	}
	for i := range c.Items {
		v := c.Items[i].Field(name)
		if r := []rune(v); first > 0 && len(r) > first {
			v = string(r[:first])
		}
		if v == "" {
			v = none
		}
		values[i] = v
	}
	return values, nil
}

// usualFields are the fields by which an evaluation is sliced if nothing else is asked: those of these that the data have with two to thirty
// values.
func usualFields(c *labels.Corpus) []string {
	var out []string
	for _, f := range []string{"source", "genre", "conflict", FieldPeriod, FieldLength} {
		values, err := fieldValues(c, f)
		if err != nil {
			continue
		}
		slices.Sort(values)
		if n := len(slices.Compact(values)); n >= 2 && n <= 30 {
			out = append(out, f)
		}
	}
	return out
}
