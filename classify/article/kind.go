package article

import (
	"regexp"
	"strings"
)

// A rule marks a short block by the pattern of its language. None may match a
// sentence of reporting: each is anchored at the start, most at both ends.
var rules = []struct {
	reason Reason
	words  int // longest block, in words
	re     *regexp.Regexp
}{
	{Byline, 14, regexp.MustCompile(`^(?:(?i:written by|by)) \p{Lu}[\p{L}.'’-]+(?: (?:and |de |van |von )?\p{Lu}[\p{L}.'’-]+){1,5}[^.!?]{0,40}$`)},
	{Credit, 25, regexp.MustCompile(`(?i)^(?:(?:image|photo|picture|photograph)(?: credits?| by|:| courtesy)|(?:credit|foto|caption):)`)},
	{Credit, 12, regexp.MustCompile(`(?i)^[^.!?]*(?:getty images|/ ?reuters|/ ?ap|/ ?afp)\)?$`)},
	{Related, 25, regexp.MustCompile(`(?i)^(?:(?:read|see) (?:more|also|next)\b ?:?|related(?: articles?| stories)?:|you (?:may|might) also (?:like|enjoy)$|more from\b|related (?:articles|stories|content)$)`)},
	{Subscription, 30, regexp.MustCompile(`(?i)^(?:subscribe (?:to|now|today)\b|sign up (?:for|to) (?:our|the|your)\b|already a subscriber|get our\b.*newsletter)`)},
	{Advertisement, 3, regexp.MustCompile(`(?i)^(?:advertisement|advertising|sponsored(?: content)?|anzeige|publicidad|publicité)$`)},
	{Social, 12, regexp.MustCompile(`(?i)^(?:share (?:this|on)\b|follow us\b|(?:share|tweet|copy link|print|email)$)`)},
	{Cookie, 80, regexp.MustCompile(`(?i)^(?:(?:we|this (?:web)?site) uses? cookies\b|by (?:continuing|clicking).*cookies|.*\b(?:accept|aceptar|accepter) (?:all |todas las |tous les )?cookies\b|utilizamos cookies\b|este sitio (?:web )?utiliza cookies\b)`)},
}

// mark sets the kind and reason of each paragraph. A block is a heading if it
// is short, ends in no sentence mark and text follows it.
func mark(ps []Paragraph) {
next:
	for i := range ps {
		p := &ps[i]
		n := strings.Count(p.Text, " ") + 1
		if n > 80 {
			continue
		}
		for _, r := range rules {
			if n <= r.words && r.re.MatchString(p.Text) {
				p.Kind, p.Reason = Boilerplate, r.reason
				continue next
			}
		}
		if n <= 18 && i+1 < len(ps) && !bullet(p.Text) && !strings.HasSuffix(strings.TrimRight(p.Text, `"'”’»)`), ".") &&
			!strings.ContainsAny(p.Text[len(p.Text)-1:], `.!?:;,"”`) && !strings.HasSuffix(p.Text, "”") {
			p.Kind = Heading
		}
	}
}
