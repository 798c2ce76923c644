package features

import "strings"

// meanings say what the marks stand for with which the names of features begin.
var meanings = []struct{ mark, meaning string }{
	{"lex:", "lex:X is an expression of the category X of parley's lists, lex:not X one that is negated"},
	{"phrase:", "phrase:X=Y is the expression Y of the category X, in stems"},
	{"sentence:", "sentence:X is what a sentence holds: talks, good and ill words about them, or talks with a category"},
	{formPrefix, "form:X is the word X as it stands"},
	{"cue:", "cue:X is a word or sign of the kind X, such as negation or turn"},
	{notPrefix, "not:X is a word after a negation"},
	{turnPrefix, "turn:X is a word after a turn such as “but”"},
	{postPrefix, "post:X is words, tags and signs as they stand"},
	{"first:", "first:X is how the text begins"},
	{"last:", "last:X is how the text ends"},
	{spanPrefix, "span:X is characters across words, with · for white space"},
	{"sign:", "sign:X is a sign of the kind X, such as an emoticon or a tag"},
	{shoutPrefix, "shout:X is a word in capitals"},
}

// Meaning says what the mark in the name of a feature stands for, such as lex: in lex:hope, in words that are the same for all features with
// that mark; "" for names without one, which are stems or words in a row.
func Meaning(name string) string {
	for _, m := range meanings {
		if strings.HasPrefix(name, m.mark) {
			return m.meaning
		}
	}
	if strings.HasPrefix(name, "‹") || strings.HasSuffix(name, "›") || len(name) > 2 && name[0] == '-' && name[len(name)-1] == '-' {
		return "‹x-, -x- and -x› are pieces of words"
	}
	return ""
}
