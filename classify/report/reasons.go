package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/classify/article"
)

// faint is the part of a paragraph's strongest share below which a word is not shown as evidence.
const faint = 0.25

// reason is a word of a paragraph and what it adds to the score of one class.
type reason struct {
	lo, hi   int // bytes of the text
	word     string
	share    float64
	level    int // strength beside the strongest word of the paragraph, 1 to 4
	features []string
}

// reasons returns the words that speak clearly for or against class k, in the order of the text.
func reasons(text string, e *classify.Explanation, k int) []reason {
	most := 0.0
	for _, w := range e.Words {
		most = max(most, w.Shares[k], -w.Shares[k])
	}
	var all []reason
	for _, w := range e.Words {
		share := w.Shares[k]
		part := max(share, -share) / most
		if most == 0 || part < faint {
			continue
		}
		all = append(all, reason{w.Lo, w.Hi, clean(text[w.Lo:w.Hi]), share, min(1+int(part*4), 4), w.Features})
	}
	return all
}

// strongest returns at most n different words of the reasons, those that speak most for the class (against it, if against is set)
// first; equals in the order of the text.
func strongest(all []reason, n int, against bool) []reason {
	var some []reason
	for _, r := range all {
		if r.share != 0 && r.share < 0 == against {
			some = append(some, r)
		}
	}
	slices.SortStableFunc(some, func(a, b reason) int { return cmp.Compare(max(b.share, -b.share), max(a.share, -a.share)) })
	var kept []reason
	seen := map[string]bool{}
	for _, r := range some {
		if low := strings.ToLower(r.word); !seen[low] && len(kept) < n {
			seen[low] = true
			kept = append(kept, r)
		}
	}
	return kept
}

// words joins the words of reasons.
func words(all []reason, sep string) string {
	names := make([]string, len(all))
	for i, r := range all {
		names[i] = r.word
	}
	return strings.Join(names, sep)
}

// evidence lists the three words that speak most for what the first model said of block i.
func evidence(coders []*coder, a *Scored, i int) string {
	if len(coders) == 0 || a.Readings[0].Results[i] == nil {
		return ""
	}
	classes := chosen(a.Readings[0].Results[i])
	if len(classes) == 0 {
		return ""
	}
	e := a.explain(coders[0], i)
	if e == nil {
		return "(too long)"
	}
	return words(strongest(reasons(a.Article.Paragraphs[i].Text, e, classes[0]), 3, false), ", ")
}

// explainedMost is the longest paragraph, in bytes, whose words are weighed one by one: a block beyond it is no paragraph of a news article.
const explainedMost = 1 << 16

// explain takes the score of body block i apart, in the company of the other body blocks, as it was scored. It returns nil if the block is too
// long for that.
func (s *Scored) explain(c *coder, i int) *classify.Explanation {
	if len(s.Article.Paragraphs[i].Text) > explainedMost {
		return nil
	}
	if s.explainers == nil {
		s.explainers = map[*coder]func(int) *classify.Explanation{}
		s.number = make([]int, len(s.Article.Paragraphs))
		for j, p := range s.Article.Paragraphs {
			s.number[j] = len(s.bodies)
			if p.Kind == article.Body {
				s.bodies = append(s.bodies, p.Text)
			}
		}
	}
	if s.explainers[c] == nil {
		s.explainers[c] = c.Explainer(s.bodies)
	}
	return s.explainers[c](s.number[i])
}
