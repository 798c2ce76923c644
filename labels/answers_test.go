package labels

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

// invent makes answers: groups with a difficulty of their own, truth with
// unequal classes, a coder that is right with probability skill.
func invent(s *Scheme, groups, size int, skill float64, seed uint64) *Answers {
	rng := rand.New(rand.NewPCG(seed, 9))
	truthRNG := rand.New(rand.NewPCG(77, 9)) // the same truth for every seed
	a := &Answers{Scheme: s}
	k := len(s.Classes)
	for g := range groups {
		hard := 0.3 * rng.Float64()
		for range size {
			t := min(truthRNG.IntN(k+1), k-1)
			truth := One(t)
			if s.Many && truthRNG.IntN(3) == 0 {
				truth = truth.With(truthRNG.IntN(k))
			}
			probs := make([]float64, k)
			sum := 0.0
			for c := range probs {
				probs[c] = math.Round(rng.Float64()*20)/20 + 0.05
				if truth.Has(c) && rng.Float64() < skill-hard {
					probs[c] += 0.7
				}
				sum += probs[c]
			}
			best := 0
			var pred Set
			for c := range probs {
				if s.Many {
					probs[c] = min(probs[c]/1.75, 1)
					if probs[c] > 0.5 {
						pred = pred.With(c)
					}
				} else {
					probs[c] /= sum
				}
				if probs[c] > probs[best] {
					best = c
				}
			}
			if !s.Many {
				pred = One(best)
			}
			a.Truth, a.Pred, a.Probs, a.Groups = append(a.Truth, truth), append(a.Pred, pred), append(a.Probs, probs), append(a.Groups, g)
		}
	}
	return a
}

// The fast path must give what the plain bootstrap gives with the same draws.
func TestIntervalsAgainstBootstrap(t *testing.T) {
	for _, s := range []*Scheme{schemeOf(3, false, true), schemeOf(4, true, false)} {
		a := invent(s, 30, 7, 0.8, 1)
		ms := MetricsFor(s, true)
		got := a.Intervals(ms, 100, 5)
		want := Bootstrap(a.Groups, 100, 5, func(items []int) []float64 {
			truth, pred, probs := make([]Set, len(items)), make([]Set, len(items)), make([][]float64, len(items))
			for n, i := range items {
				truth[n], pred[n], probs[n] = a.Truth[i], a.Pred[i], a.Probs[i]
			}
			sc, pr := Score(s, truth, pred), NewProbabilities(s, truth, probs).Scores(nil)
			out := make([]float64, len(ms))
			for i, m := range ms {
				if m.Func != nil {
					out[i] = m.Func(sc)
				} else {
					out[i] = m.Probs(pr)
				}
			}
			return out
		})
		for i, m := range ms {
			near(t, m.Name, got[i].Point, want[i].Point)
			if !m.Raised { // see TestCalibrationIntervals
				near(t, m.Name+" lo", got[i].Lo, want[i].Lo)
				near(t, m.Name+" hi", got[i].Hi, want[i].Hi)
			}
			if !(got[i].Lo <= got[i].Point && got[i].Point <= got[i].Hi) {
				t.Errorf("%s: %+v does not hold its point", m.Name, got[i])
			}
		}
	}
}

func TestIntervalsDeterminism(t *testing.T) {
	a := invent(schemeOf(3, false, true), 40, 5, 0.7, 2)
	b := invent(schemeOf(3, false, true), 40, 5, 0.8, 3)
	ms := MetricsFor(a.Scheme, true)
	run := func(procs int) any {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		return []any{a.Intervals(ms, 130, 1), Compare(a, b, ms, 130, 1), a.RandomFloor(nil, ms, 20, 1)}
	}
	one := fmt.Sprint(run(1)) // as text, for NaN is not equal to itself
	if other := fmt.Sprint(run(3)); one != other {
		t.Errorf("on three processors another outcome:\n%s\n%s", one, other)
	}
}

func TestCompare(t *testing.T) {
	s := schemeOf(3, false, true)
	weak, strong := invent(s, 50, 4, 0.4, 1), invent(s, 50, 4, 0.95, 2)
	f1, err := MetricByName("macro_f1", s)
	if err != nil {
		t.Fatal(err)
	}
	brier, _ := MetricByName("brier", s)
	d := Compare(strong, weak, []Metric{f1, brier}, 150, 1)
	near(t, "A", d[0].A, strong.Scores().MacroF1)
	near(t, "B", d[0].B, weak.Scores().MacroF1)
	near(t, "difference", d[0].Diff, d[0].A-d[0].B)
	for i, x := range d {
		if x.P > 0.01 || x.PRandom > 0.01 || x.Lo*x.Hi < 0 {
			t.Errorf("metric %d: a plain difference is not found: %+v", i, x)
		}
	}
	for _, x := range Compare(weak, weak, []Metric{f1, brier}, 60, 1) {
		if !math.IsInf(x.Needed, 1) || x.Diff != 0 || x.P != 1 || x.PRandom != 1 || x.Lo != 0 || x.Hi != 0 {
			t.Errorf("a model against itself: %+v", x)
		}
	}
	// One item a group, A right in 60 of 100 and B in 50, on different items:
	// the standard deviation of the mean of the differences is √(0.1·(1 − 0.1) ∕ 100).
	accuracy, _ := MetricByName("accuracy", s)
	one, two := &Answers{Scheme: s}, &Answers{Scheme: s}
	for i := range 100 {
		one.Truth, two.Truth = append(one.Truth, One(0)), append(two.Truth, One(0))
		one.Pred, two.Pred = append(one.Pred, One(min(i/60, 1))), append(two.Pred, One(min(i/50, 1)))
	}
	want := 100 * math.Pow((1.959964+0.841621)*math.Sqrt(0.1*0.9/100)/0.1, 2)
	if got := Compare(one, two, []Metric{accuracy}, 2000, 1)[0].Needed; math.Abs(got/want-1) > 0.1 {
		t.Errorf("articles needed: got %.1f, want about %.1f", got, want)
	}
	// One of three: α is 0.05 ∕ 3 and z₁₋α∕₂ 2.393980 (R: qnorm(1 - 0.05 / 6)).
	one3 := Compare(one, two, []Metric{accuracy}, 20000, 1)[0]
	v := one3.Among(3)
	lo, hi, needed := v.Lo, v.Hi, v.Needed
	sd := math.Sqrt(0.1 * 0.9 / 100)
	if math.Abs(lo-(0.1-2.39398*sd)) > 0.015 || math.Abs(hi-(0.1+2.39398*sd)) > 0.015 || !(lo < one3.Lo && one3.Hi < hi) {
		t.Errorf("one of three lies between %.4f and %.4f, by itself between %.4f and %.4f", lo, hi, one3.Lo, one3.Hi)
	}
	if want := math.Pow((2.393980+0.841621)/(1.959964+0.841621), 2); math.Abs(needed/one3.Needed-want) > 1e-5 {
		t.Errorf("articles needed by one of three are %.6f times those of one, want %.6f", needed/one3.Needed, want)
	}
	bare := &Answers{Scheme: s, Truth: weak.Truth, Pred: weak.Pred, Groups: weak.Groups}
	if x := Compare(bare, weak, []Metric{brier}, 50, 1)[0]; !math.IsNaN(x.Diff) || !math.IsNaN(x.P) || !math.IsNaN(x.PRandom) {
		t.Errorf("Brier score without probabilities: %+v", x)
	}
}

// Where the two are equally good, p-values must be about uniform.
func TestCompareUnderNull(t *testing.T) {
	if testing.Short() {
		t.Skip("240 corpora are compared")
	}
	s := schemeOf(2, false, false)
	accuracy, _ := MetricByName("accuracy", s)
	low := [2]int{}
	for r := range 120 {
		d := Compare(invent(s, 25, 3, 0.6, uint64(1000+r)), invent(s, 25, 3, 0.6, uint64(2000+r)), []Metric{accuracy}, 99, uint64(r))[0]
		if d.P <= 0.2 {
			low[0]++
		}
		if d.PRandom <= 0.2 {
			low[1]++
		}
	}
	for i, n := range low { // 24 expected, standard deviation 4.4
		if n < 10 || n > 42 {
			t.Errorf("test %d: %d of 120 p-values are at most 0.2, expected about 24", i, n)
		}
	}
}

// Worked by hand: 1 against 9 is 2·(C(10,0) + C(10,1))/2¹⁰ = 22/1024; R's
// binom.test(1, 10)$p.value is 0.02148438.
func TestMcNemar(t *testing.T) {
	s := schemeOf(2, false, false)
	truth := ones(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1)
	a := &Answers{Scheme: s, Truth: truth, Pred: ones(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0)}
	b := &Answers{Scheme: s, Truth: truth, Pred: ones(0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0)}
	x, y, p := McNemar(a, b)
	if x != 9 || y != 1 {
		t.Errorf("only A %d, only B %d; want 9 and 1", x, y)
	}
	near(t, "p", p, 22.0/1024)
	if _, _, p := McNemar(a, a); p != 1 {
		t.Errorf("p of no difference: %v", p)
	}
}

func TestFloors(t *testing.T) {
	s := schemeOf(3, false, true)
	a := invent(s, 50, 8, 0.8, 4)
	f := a.MajorityFloor(nil).Scores()
	near(t, "kappa of the majority", f.Kappa, 0)
	near(t, "balanced accuracy of the majority", f.Balanced, 1.0/3)
	accuracy, _ := MetricByName("accuracy", s)
	auc, _ := MetricByName("macro_auc", s)
	want := 0.0
	for _, p := range classShares(s, a.Truth) {
		want += p * p
	}
	got := a.RandomFloor(nil, []Metric{accuracy, auc}, 300, 1)
	if math.Abs(got[0]-want) > 0.01 {
		t.Errorf("accuracy at random: got %.4f, want %.4f", got[0], want)
	}
	near(t, "AUC at random", got[1], 0.5)
	if p := a.MajorityFloor(ones(1, 1, 0)).Pred[0]; p != One(1) {
		t.Errorf("majority of the training part: %v", p)
	}
}

func TestMetrics(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range Metrics() {
		if seen[m.Name] {
			t.Errorf("two metrics are named %s", m.Name)
		}
		seen[m.Name] = true
		if m.Title == "" || m.Definition == "" || m.Source == "" || !m.Single && !m.Many || (m.Func == nil) == (m.Probs == nil) {
			t.Errorf("metric %s is not complete", m.Name)
		}
	}
	for _, name := range strings.Fields("accuracy balanced_accuracy macro_f1 macro_precision macro_recall weighted_f1 micro_f1 samples_f1 mcc kappa weighted_kappa subset_accuracy hamming f_avg macro_auc macro_ap log_loss brier ece") {
		if got, err := MetricByName(name, nil); err != nil || got.Name != name {
			t.Errorf("MetricByName(%q): %v, %v", name, got.Name, err)
		}
	}
	s := stance(t)
	sc := Score(s, ones(0, 0, 2, 1), ones(0, 1, 2, 1))
	for name, want := range map[string]float64{
		"f1:skeptical": 2.0 / 3, "recall:Optimistic": 1, "precision:neutral": 0.5,
		"f_avg:skeptical,neutral": 2.0 / 3, "f_avg": (2.0/3 + 1) / 2, "f_avg:neutral": 2.0 / 3,
	} {
		m, err := MetricByName(name, s)
		if err != nil {
			t.Error(err)
			continue
		}
		near(t, name, m.Func(sc), want)
	}
	for name, want := range map[string]string{
		"makro_f1": `nearest is "macro_f1"`, "f1:neutrl": `nearest is "neutral"`, "f9:neutral": "no metric",
		"samples_f1": "only for schemes with many labels", "f_avg:x,neutral": "not in scheme", "f_avg:": "names no class",
	} {
		if _, err := MetricByName(name, s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("MetricByName(%q): %v; want %q", name, err, want)
		}
	}
	// Every figure of a scheme must be there and be NaN only with a reason.
	for _, s := range []*Scheme{s, frames(t)} {
		sc := Score(s, []Set{One(0), One(0)}, []Set{One(0), One(0)})
		for _, m := range MetricsFor(s, false) {
			if m.Func != nil && math.IsNaN(m.Func(sc)) != (m.Undefined(s, sc) != "") {
				t.Errorf("%s: %v, reason %q", m.Name, m.Func(sc), m.Undefined(s, sc))
			}
		}
	}
}

func TestUndefinedReasons(t *testing.T) {
	s := schemeOf(2, false, true)
	all := &Answers{Scheme: s, Truth: ones(0, 0), Pred: ones(0, 0), Probs: [][]float64{{1, 0}, {.5, .5}}}
	bare := &Answers{Scheme: s, Truth: all.Truth, Pred: all.Pred}
	for _, c := range []struct {
		a            *Answers
		metric, want string
	}{
		{all, "accuracy", ""}, {all, "brier", ""}, {bare, "brier", "no probabilities"}, {all, "auc:c1", "no item of the class, or no other"},
		{all, "kappa", "all items are alike in truth or in prediction"}, {all, "f1:c1", "no item of the class, or none predicted"},
		{&Answers{Scheme: s}, "accuracy", "no items"}, {&Answers{Scheme: s, Probs: [][]float64{}}, "ece", "no items"},
	} {
		m, err := MetricByName(c.metric, s)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.a.Undefined(&m); got != c.want {
			t.Errorf("%s: got %q, want %q", c.metric, got, c.want)
		}
	}
}

func TestBootstrapEdges(t *testing.T) {
	if got := Bootstrap(nil, 10, 1, func([]int) []float64 { return []float64{1} }); got != nil {
		t.Errorf("without items: %v", got)
	}
	calls := 0
	got := Bootstrap([]int{5, 5, 5}, 20, 1, func(items []int) []float64 {
		calls++
		return []float64{float64(len(items)), math.NaN()}
	})
	if want := (Interval{3, 3, 3, 20}); got[0] != want || got[1].Defined != 0 || !math.IsNaN(got[1].Lo) {
		t.Errorf("one group: %+v", got)
	}
	if calls != 21 {
		t.Errorf("%d calls", calls)
	}
	var a, b [][]int
	for _, keep := range []*[][]int{&a, &b} {
		Bootstrap([]int{0, 1, 1, 2}, 5, 3, func(items []int) []float64 {
			*keep = append(*keep, append([]int(nil), items...))
			return nil
		})
	}
	if !reflect.DeepEqual(a, b) {
		t.Error("same seed, other draws")
	}
}

func BenchmarkIntervals(b *testing.B) {
	for _, s := range []*Scheme{schemeOf(3, false, true), schemeOf(7, true, false)} {
		a := invent(s, 270, 22, 0.8, 1)
		ms := MetricsFor(s, true)
		b.Run(fmt.Sprintf("items=%d/classes=%d", len(a.Truth), len(s.Classes)), func(b *testing.B) {
			for b.Loop() {
				a.Intervals(ms, 1000, 1)
			}
		})
	}
}
