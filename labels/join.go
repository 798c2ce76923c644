package labels

import "fmt"

// Join puts corpora of one scheme one after the other. It is an error if two items have the same ID: marks would then
// belong to both. Doubts name the input that they are about. The corpora are not changed; without any the result is nil.
func Join(corpora ...*Corpus) (*Corpus, error) {
	if len(corpora) == 0 {
		return nil, nil
	}
	out := &Corpus{Scheme: corpora[0].Scheme}
	from := map[string]int{}
	for i, c := range corpora {
		for _, item := range c.Items {
			if first, twice := from[item.ID]; twice {
				return nil, fmt.Errorf("item %q is in the inputs %d and %d: give items IDs of their own", item.ID, first+1, i+1)
			}
			from[item.ID] = i
		}
		for _, d := range c.Doubts {
			if len(corpora) > 1 {
				d = fmt.Sprintf("input %d: %s", i+1, d)
			}
			out.Doubts = append(out.Doubts, d)
		}
		out.Items = append(out.Items, c.Items...)
		out.Marks = append(out.Marks, c.Marks...)
	}
	return out, nil
}
