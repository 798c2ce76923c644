package labels

import (
	"slices"
	"strings"
)

// notCoded are the texts that tables write where nobody coded an item: R writes NA, SPSS and SAS a point, ReCal an asterisk.
var notCoded = []string{"", "NA", "N/A", "n/a", ".", "*"}

// NotCoded returns the texts that mean "not coded" in place of a label, unless a class of the scheme has that name. The empty text is
// among them.
func NotCoded() []string { return slices.Clone(notCoded) }

// missing tells whether a value stands for "not coded" where no class has its name. An empty array is a label: none.
func (v value) missing() bool {
	return (v.list == nil || len(v.list) == 1) && slices.Contains(notCoded, strings.TrimSpace(v.text))
}

// uncoded tells whether a value says that nobody coded the item. The scheme may be nil: it is then yet to be inferred, and no class is called NA.
func (s *Scheme) uncoded(v value) bool {
	return v.missing() && (s == nil || s.Index(v.text) < 0)
}
