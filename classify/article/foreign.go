package article

import "slices"

// TextLanguage returns the language of a text, as a code such as en, by a vote of its words that carry no topic; "" if they do not tell.
func TextLanguage(text string) string { return detect(text) }

// LanguageName returns the English name of a language and its code, such as Spanish (es); the code alone of one that is not told apart.
func LanguageName(code string) string {
	if name := languageNames[code]; name != "" {
		return name + " (" + code + ")"
	}
	return code
}

var languageNames = map[string]string{
	"ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "hu": "Hungarian", "it": "Italian", "no": "Norwegian",
	"pt": "Portuguese", "ru": "Russian", "sv": "Swedish", "uk": "Ukrainian",
}

// Foreign tells whether the article plainly is in another language than lang, a code such as en. It takes more than Article.Language: three
// words of the body must vote for that language, and more than twice as many as vote for lang. A language that the input states and that has no vote
// is believed where fewer than one word in twelve votes for lang. It is false where either language is "".
func (a *Article) Foreign(lang string) bool {
	if a.Language == lang || a.Language == "" || lang == "" {
		return false
	}
	own := Language(a.Language)
	if own == lang || own == "" {
		return false
	}
	votes, words := vote(bodyText(nil, a, 5000), 400, -1)
	of := func(l string) int {
		if i := slices.Index(languages, l); i >= 0 {
			return votes[i]
		}
		return 0
	}
	if !slices.Contains(languages, own) {
		return words > 0 && of(lang)*12 < words
	}
	return of(own) >= 3 && of(own) > 2*of(lang)
}
