package classify_test

import (
	"math"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

// krippendorff is the reliability data of Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section C: four observers, twelve
// units, an empty cell where a unit was not coded.
const krippendorff = `A,B,C,D
1,1,,1
2,2,3,2
3,3,3,3
3,3,3,3
2,2,2,2
1,2,3,4
4,4,4,4
1,1,2,1
2,2,2,2
,5,5,5
,,1,1
,,3,
`

// TestAgreeRatings: alpha of the reference data is 0.743 nominal (Krippendorff 2011, section C); Gwet's AC1 of the same data is 0.77544 and the
// percent agreement 0.81818 (R package irrCAC, gwet.ac1.raw of its data set cac.raw4raters).
func TestAgreeRatings(t *testing.T) {
	r, problems, err := labels.ReadRatings(strings.NewReader(krippendorff), labels.RatingsOptions{Name: "k.csv", Header: labels.HeaderYes})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	c, err := classify.AgreeRatings(r, nil, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	if c.Items != 12 || c.Doubled != 11 || len(c.Coders) != 4 || len(c.Pairs) != 6 {
		t.Errorf("%d items, %d coded twice, %d coders, %d pairs; want 12, 11, 4 and 6", c.Items, c.Doubled, len(c.Coders), len(c.Pairs))
	}
	want := map[string]float64{"alpha": 0.743421, "percent": 0.818182, "ac1": 0.775444}
	for _, f := range c.Figures {
		if w, ok := want[f.Name]; ok && f.Class == "" {
			if math.Abs(f.Point-w) > 1e-6 {
				t.Errorf("%s is %.6f, want %.6f", f.Name, f.Point, w)
			}
			delete(want, f.Name)
		}
	}
	if len(want) > 0 {
		t.Errorf("%v are missing", want)
	}
	// A and B coded nine units together and differ on one.
	if p := c.Pairs[0]; p.A != "A" || p.B != "B" || p.Items != 9 || math.Abs(p.Percent.Point-8.0/9) > 1e-12 {
		t.Errorf("the first pair is %+v", p)
	}
	if _, err := classify.AgreeRatings(r.Of("A"), nil, 0, 1); err == nil || !strings.Contains(err.Error(), "two") {
		t.Errorf("one coder: the error is %v", err)
	}
}

// TestModelAsCoder: in an evaluation the model is one more coder, with intervals that hold their figure.
func TestModelAsCoder(t *testing.T) {
	for _, scheme := range labels.BuiltinNames() {
		_, e := train(t, part(corpus(t, scheme), 30), quick("bayes"), 0)
		h := e.Humans
		if h == nil || len(h.Pairs) != 3 {
			t.Fatalf("%s: two coders and a model make 3 pairs: %+v", scheme, h)
		}
		if p := h.Pairs[0]; p.Alpha.Point != h.Alpha {
			t.Errorf("%s: the two coders agree with alpha %v in their pair and %v together", scheme, p.Alpha.Point, h.Alpha)
		}
		for _, p := range h.Pairs {
			if !(p.Alpha.Lo <= p.Alpha.Point && p.Alpha.Point <= p.Alpha.Hi) {
				t.Errorf("%s: alpha of %s and %s is %v in [%v, %v]", scheme, p.A, p.B, p.Alpha.Point, p.Alpha.Lo, p.Alpha.Hi)
			}
			if len(p.Classes) != len(e.Classes) {
				t.Errorf("%s: %d classes of agreement, want %d", scheme, len(p.Classes), len(e.Classes))
			}
		}
		for _, p := range h.Pairs[1:] {
			if p.B != "model" {
				t.Errorf("%s: the pair %s, %s should be with the model", scheme, p.A, p.B)
			}
		}
		if !(h.AlphaLo <= h.Alpha && h.Alpha <= h.AlphaHi && h.ModelAlphaLo <= h.ModelAlpha && h.ModelAlpha <= h.ModelAlphaHi) {
			t.Errorf("%s: intervals do not hold their alpha: %+v", scheme, h)
		}
	}
}
