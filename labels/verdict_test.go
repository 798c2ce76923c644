package labels

import (
	"math"
	"testing"
)

// Interval, need and p-value of a verdict say the same. With p 0.033 of a difference of 0.271 over 7 groups, one of three, α is 0.05 ∕ 3, z₁₋α∕₂ 2.393980
// and z of p 2.132083 (R: qnorm(1 - 0.05 / 6), qnorm(1 - 0.033 / 2)): the interval that goes with it is 0.271 ± 0.271 · 2.393980 ∕ 2.132083, and
// 7 · ((2.393980 + 0.841621) ∕ 2.132083)² = 16.12 groups are needed, whatever the replicates say.
func TestVerdict(t *testing.T) {
	tight := make([]float64, 201) // 0.171, 0.172, … 0.371
	for i := range tight {
		tight[i] = 0.171 + 0.001*float64(i)
	}
	d := Difference{Diff: 0.271, P: 0.011, PRandom: 0.033, groups: 7, replicates: tight}
	v := d.Among(3)
	near(t, "p", v.P, 0.099)
	for what, pair := range map[string][2]float64{"lower limit": {v.Lo, -0.0332885}, "upper limit": {v.Hi, 0.5752885}, "needed": {v.Needed, 16.12128}} {
		if math.Abs(pair[0]-pair[1]) > 1e-5 {
			t.Errorf("%s is %.6f, want %.6f", what, pair[0], pair[1])
		}
	}
	if v.Shown {
		t.Errorf("shown: %+v", v)
	}

	d.PRandom = 0.012
	v = d.Among(3)
	near(t, "p below 5 % for three", v.P, 0.036)
	near(t, "lower limit of the replicates", v.Lo, 0.171+0.001*(201*0.05/6-1))
	if !v.Shown || !(v.Needed < 7) {
		t.Errorf("not shown: %+v", v)
	}
	if one := d.Among(1); one.P != 0.012 || !(one.Lo > v.Lo) || !(one.Hi < v.Hi) || !(one.Needed < v.Needed) {
		t.Errorf("by itself %+v, among three %+v", one, v)
	}
	for i := range tight {
		tight[i] -= 0.2 // from −0.029 on
	}
	if v = d.Among(1); v.Shown || v.Lo > 0 || v.P != 0.012 {
		t.Errorf("an interval that holds 0: %+v", v)
	}
	d = Difference{Diff: 0, P: 1, PRandom: 1, groups: 7, replicates: make([]float64, 20)}
	if v = d.Among(2); v.Shown || v.Lo != 0 || v.Hi != 0 || v.P != 1 || !math.IsInf(v.Needed, 1) {
		t.Errorf("no difference: %+v", v)
	}
	d = Difference{Diff: math.NaN(), P: math.NaN(), PRandom: math.NaN(), groups: 7}
	if v = d.Among(2); v.Shown || !math.IsNaN(v.Lo) || !math.IsNaN(v.P) || !math.IsNaN(v.Needed) {
		t.Errorf("an undefined difference: %+v", v)
	}
}
