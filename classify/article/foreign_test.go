package article

import "testing"

// TestForeign: an article is foreign where its words say so, whatever it states, and never for a few words that two languages share.
func TestForeign(t *testing.T) {
	const (
		english = "The envoy said that the talks would go on, and that both sides had accepted a date for another round."
		spanish = "El enviado dijo que las conversaciones de paz van a seguir y que los dos bandos han aceptado una fecha."
		german  = "Die Vermittler begrüßten die Einigung über den Waffenstillstand und nannten das Treffen sehr ermutigend."
		russian = "Посредник сказал, что переговоры будут продолжены, и что обе стороны согласились на новую дату."
		dansk   = "Forhandlerne mødtes tirsdag; begge parter accepterede tidsplanen."
	)
	for _, c := range []struct {
		text, stated, lang string
		want               bool
	}{
		{english, "", "en", false},
		{english, "en-GB", "en", false},
		{english, "", "es", true},
		{english, "", "", false},
		{english, "Spanish", "en", false}, // no code
		{spanish, "", "en", true},
		{spanish, "es-MX", "en", true},
		{spanish, "", "es", false},
		{german, "", "en", true},
		{russian, "", "en", true},
		{dansk, "da", "en", true},
		{english, "da", "en", false},
		{"In Yida, I attended a Kenyan meeting", "", "en", false}, // three words of Italian and two of English
		{"Las conversaciones de paz avanzan", "", "en", false},    // two words are too few
		{"Somalia early Thursday, i.e. in a continuation", "", "en", false},
	} {
		a := FromParagraphs("a", "", []string{c.text})
		a.Language = c.stated
		markLanguages(a)
		if got := a.Foreign(c.lang); got != c.want {
			t.Errorf("%q, stated %q, read as %q: foreign to %q is %v, want %v", c.text, c.stated, a.Language, c.lang, got, c.want)
		}
	}
}

// TestLanguageNames: every language that is told apart has a name.
func TestLanguageNames(t *testing.T) {
	for _, l := range languages {
		if languageNames[l] == "" {
			t.Errorf("no name for %s", l)
		}
	}
	if got := LanguageName("da"); got != "da" {
		t.Errorf("da is called %q", got)
	}
}
