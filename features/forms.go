package features

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// formPrefix begins the name of a word as it stands, so that it differs from the stem of the same letters.
const formPrefix = "form:"

// spellForms emits the folded word as it stands, not stemmed. Weights learned on word vectors become weights of such features, as word
// vectors are of words and not of stems.
func spellForms(_ Family, form string, emit func([]byte)) {
	emit([]byte(formPrefix + form))
}

// FormName returns the name of the feature that a folded word has in a family of the kind forms.
func FormName(form string) string { return formPrefix + form }

// Extend returns a vectorizer that knows, besides the features of v, those with the given names, as features of the family with that number. A
// name that is there already, or twice, changes nothing. The new ones are in none of the texts learned from: their document frequency is
// 0. The family is sorted by name, so that features get other numbers. It panics if there is no such family or if a name belongs to another.
func (v *Vectorizer) Extend(family int, names []string) *Vectorizer {
	lo, hi := v.span(family)
	have := make(map[string]bool, hi-lo)
	for f := lo; f < hi; f++ {
		have[v.name(f)] = true
	}
	type entry struct {
		node
		df uint32
	}
	entries := make([]entry, 0, int(hi-lo)+len(names))
	for f := lo; f < hi; f++ {
		entries = append(entries, entry{v.at[f], v.df[f]})
	}
	var text strings.Builder
	text.WriteString(v.text)
	for _, name := range names {
		if !have[name] {
			have[name] = true
			entries = append(entries, entry{node{uint32(text.Len()), uint32(len(name))}, 0})
			text.WriteString(name)
		}
	}
	w := vocabulary{text: text.String(), ends: slices.Clone(v.ends)}
	nameOf := func(e entry) string { return w.text[e.at : e.at+e.n] }
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(nameOf(a), nameOf(b)) })
	w.at, w.df = append(w.at, v.at[:lo]...), append(w.df, v.df[:lo]...)
	for _, e := range entries {
		w.at, w.df = append(w.at, e.node), append(w.df, e.df)
	}
	w.at, w.df = append(w.at, v.at[hi:]...), append(w.df, v.df[hi:]...)
	for k := family; k < len(w.ends); k++ {
		w.ends[k] += uint32(len(entries)) - (hi - lo)
	}
	out, err := newVectorizer(v.cfg, v.docs, w)
	if err != nil {
		panic(fmt.Sprintf("features: Extend: %v", err))
	}
	return out
}
