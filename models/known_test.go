package models

import (
	"math"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/gonum/optimize"

	"github.com/parley-go/parley/features"
)

// Manning, Raghavan & Schütze (2008), example 13.1: Chinese Beijing Shanghai Macao Tokyo Japan; class 0 is China.
func chinese() *Data {
	v := func(index []uint32, value ...float32) features.Vector {
		return features.Vector{Index: index, Value: value}
	}
	return &Data{Width: 6, Classes: 2, Y: []Classes{Single(0), Single(0), Single(0), Single(1)}, X: []features.Vector{
		v([]uint32{0, 1}, 2, 1), v([]uint32{0, 2}, 2, 1), v([]uint32{0, 3}, 1, 1), v([]uint32{0, 4, 5}, 1, 1, 1)}}
}

func TestBayesManning(t *testing.T) {
	p := train(t, DefaultBayes(), chinese()).Linear.Probs(nil, features.Vector{Index: []uint32{0, 4, 5}, Value: []float32{3, 1, 1}})
	a := 3.0 / 4 * math.Pow(3.0/7, 3) / 14 / 14       // 0.0003 in the book
	b := 1.0 / 4 * math.Pow(2.0/9, 3) * 2 / 9 * 2 / 9 // 0.0001
	if want := a / (a + b); math.Abs(p[0]-want) > 1e-6 {
		t.Errorf("P(China) = %v, want %v", p[0], want)
	}
}

// TestBayesOfFractions compares values that are not whole with Bayes' rule written longhand.
func TestBayesOfFractions(t *testing.T) {
	for _, parts := range []int{1, 100} {
		d := chinese()
		sum, total := [2][6]float64{}, [2]float64{}
		for i, x := range d.X {
			for j, f := range x.Index {
				x.Value[j] *= 0.3
				sum[i/3][f] += float64(x.Value[j])
				total[i/3] += float64(x.Value[j])
			}
		}
		for name, tr := range map[string]Bayes{"bayes": {Parts: parts}, "complement": {Parts: parts, complement: true}} {
			odds := 0.0 // of class 0
			if name == "bayes" {
				odds = math.Log(3)
			}
			for j, f := range d.X[3].Index {
				share := func(c int) float64 {
					return math.Log((sum[c][f] + 1/float64(parts)) / (total[c] + 6/float64(parts)))
				}
				odds += float64(d.X[3].Value[j]) * (share(0) - share(1))
			}
			if s := train(t, tr, d).Linear.Scores(nil, d.X[3]); math.Abs(s[0]-s[1]-odds) > 1e-4 {
				t.Errorf("%s, parts %d: log odds %v, want %v", name, parts, s[0]-s[1], odds)
			}
		}
	}
	large := synthetic(9000, 10, 500, 3, false) // counted by two threads
	old := runtime.GOMAXPROCS(1)
	one := train(t, DefaultBayes(), large)
	runtime.GOMAXPROCS(2)
	two := train(t, DefaultBayes(), large)
	runtime.GOMAXPROCS(old)
	if !sameModel(one.Linear, two.Linear) {
		t.Error("another model on another number of threads")
	}
	d := chinese()
	d.X[0].Value[0] = -0.5
	if _, err := DefaultBayes().Train(t.Context(), d); err == nil {
		t.Error("a count below 0 was taken")
	}
}

// TestBayesOfLargeCounts has fractions whose counts in steps of 1/65536 are beyond 32 bits: Bayes' rule, or an error where the counter of the
// library is too small.
func TestBayesOfLargeCounts(t *testing.T) {
	d := chinese()
	d.X[0].Value[0], d.X[3].Value[1] = 40000.5, 20000.25
	// Sums over class 0 are 40003.5, 1, 1, 1, 0, 0 and over class 1 are 1, 0, 0, 0, 20000.25, 1.
	odds := math.Log(3) + math.Log(1.0/40012.5) - math.Log(20001.25/20008.25)
	fit, err := DefaultBayes().Train(t.Context(), d)
	if strconv.IntSize == 32 {
		if err == nil || !strings.Contains(err.Error(), "on a machine of 32 bits") {
			t.Errorf("error %v, want one that says what a machine of 32 bits can count", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if s := fit.Linear.Scores(nil, features.Vector{Index: []uint32{4}, Value: []float32{1}}); math.Abs(s[0]-s[1]-odds) > 1e-5 {
		t.Errorf("log odds %v, want %v", s[0]-s[1], odds)
	}
}

// Figures of scikit-learn 1.2.1 on small(false), first row: LogisticRegression(C=1, tol=1e-10),
// MultinomialNB and ComplementNB with alpha 1 and 0.5.
func TestScikitLearn(t *testing.T) {
	d := small(false)
	if fit := train(t, DefaultLogistic(), d); math.Abs(fit.Loss-0.38427211548) > 1e-6 {
		t.Errorf("logistic: loss %v, want 0.38427211548", fit.Loss)
	}
	for _, c := range []struct {
		tr   Trainer
		want []float64
		tol  float64
	}{
		{DefaultLogistic(), []float64{0.70775235, 0.1277772, 0.16447045}, 1e-5},
		{DefaultBayes(), []float64{0.91163308, 0.03126446, 0.05710247}, 1e-6},
		{Bayes{Parts: 2}, []float64{0.95612399, 0.01454983, 0.02932618}, 1e-6},
		{DefaultComplement(), []float64{0.87593705, 0.05434953, 0.06971341}, 1e-6},
		{Bayes{Parts: 2, complement: true}, []float64{0.93225442, 0.02943382, 0.03831176}, 1e-6},
	} {
		p := train(t, c.tr, d).Linear.Probs(nil, d.X[0])
		for k := range p {
			if math.Abs(p[k]-c.want[k]) > c.tol {
				t.Errorf("%s %+v: probabilities %v, want %v", c.tr.Name(), c.tr, p, c.want)
				break
			}
		}
	}
}

// Scores of the first two rows of small(false), less their mean: NBLogistic from scikit-learn 1.2.1's LogisticRegression
// on scaled features, SVM and NBSVM from scipy 1.10.1's BFGS on the formula; LinearSVC(intercept_scaling=300) agrees to 1e-4.
func TestKnownScores(t *testing.T) {
	mixed := DefaultNBLogistic()
	mixed.Beta = 0.25
	d := small(false)
	for _, c := range []struct {
		tr   Trainer
		want [2][3]float64
	}{
		{DefaultNBLogistic(), [2][3]float64{{2.44443486, -0.72057309, -1.72386177}, {-1.31996613, 3.67926339, -2.35929726}}},
		{mixed, [2][3]float64{{2.24922558, -0.57841059, -1.67081499}, {-0.94302438, 3.22099274, -2.27796836}}},
		{DefaultSVM(), [2][3]float64{{0.98082658, -0.55992563, -0.42090095}, {-0.53911163, 1.34247296, -0.80336134}}},
		{DefaultNBSVM(), [2][3]float64{{1.2560608, -0.58292051, -0.67314029}, {-0.63470298, 1.30870694, -0.67400396}}},
	} {
		m := train(t, c.tr, d).Linear
		for i, want := range c.want {
			s := m.Scores(nil, d.X[i])
			mean := (s[0] + s[1] + s[2]) / 3
			for k := range want {
				if math.Abs(s[k]-mean-want[k]) > 1e-4 {
					t.Errorf("%s %+v, row %d: scores %v less %v, want %v", c.tr.Name(), c.tr, i, s, mean, want)
					break
				}
			}
		}
	}
}

// Probabilities of the first two rows: two classes and balanced weights from scikit-learn 1.2.1, Ordinal from scipy
// 1.10.1's BFGS on the formula, with the objective 0.53817361218.
func TestKnownProbs(t *testing.T) {
	two, short := small(false), small(false)
	two.Classes = 2
	for i := range two.Y {
		two.Y[i] = Single(min(i%3, 1))
	}
	short.X, short.Y = short.X[:10], short.Y[:10]
	balanced := DefaultLogistic()
	balanced.C, balanced.Balance = 2, "balanced"
	for _, c := range []struct {
		tr   Trainer
		d    *Data
		want [2][]float64
	}{
		{DefaultNBLogistic(), two, [2][]float64{{0.80346613, 0.19653387}, {0.08692868, 0.91307132}}},
		{DefaultOrdinal(), small(false), [2][]float64{{0.55008506, 0.40795168, 0.04196326}, {0.22458839, 0.57279017, 0.20262145}}},
		{balanced, short, [2][]float64{{0.75684087, 0.08120053, 0.1619586}, {0.05395305, 0.89834316, 0.0477038}}},
	} {
		fit := train(t, c.tr, c.d)
		for i, want := range c.want {
			p := fit.Linear.Probs(nil, c.d.X[i])
			for k := range want {
				if math.Abs(p[k]-want[k]) > 3e-5 {
					t.Errorf("%s %+v, row %d: probabilities %v, want %v", c.tr.Name(), c.tr, i, p, want)
					break
				}
			}
		}
		if c.tr.Name() == "ordinal" && math.Abs(fit.Loss-0.5381736121793902) > 1e-8 {
			t.Errorf("ordinal: objective %v, want 0.53817361218", fit.Loss)
		}
	}
}

// TestNewtonAgainstLBFGS compares the solver with gonum's L-BFGS on the same objective.
func TestNewtonAgainstLBFGS(t *testing.T) {
	d := synthetic(800, 15, 400, 4, false)
	n, all := d.totals()
	for _, l := range []loss{softmaxLoss, logisticLoss, hingeLoss, ordinalLoss} {
		p := newProblem(d, []int{0, 1, 2, 3}, l)
		p.weigh("balanced", nil, n, all)
		p.ridge = 1 / all
		best, err := p.newton(t.Context(), make([]float64, p.size()), 1e-7, 100)
		if err != nil {
			t.Fatal(err)
		}
		q := newProblem(d, []int{0, 1, 2, 3}, l)
		q.weigh("balanced", nil, n, all)
		value := func(x []float64) float64 {
			w := x[:q.width*q.k]
			scores(q, &q.exact, q.z, x)
			return q.value(0) + dot(w, w)/2/all
		}
		q.ridge = 1 / all
		res, err := optimize.Minimize(optimize.Problem{Func: value, Grad: func(g, x []float64) { value(x); q.gradient(g, x) }},
			make([]float64, q.size()), &optimize.Settings{GradientThreshold: 1e-6, MajorIterations: 2000, Converger: optimize.NeverTerminate{}}, &optimize.LBFGS{})
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(best.value-res.F) > 1e-8 || best.largest > 1e-7 {
			t.Errorf("loss %d: Newton found %v with gradient %.2g, L-BFGS %v", l, best.value, best.largest, res.F)
		}
	}
}

func TestPath(t *testing.T) {
	d, cs := synthetic(500, 15, 300, 3, false), []float64{1, 0.01, 100}
	tr := DefaultLogistic()
	tr.Tolerance = 1e-7
	fits, err := tr.Path(t.Context(), d, cs)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range cs {
		tr.C = c
		if want := train(t, tr, d); math.Abs(fits[i].Loss-want.Loss) > 1e-8 {
			t.Errorf("C %v: loss %v on the path, %v alone", c, fits[i].Loss, want.Loss)
		}
	}
	if _, err := tr.Path(t.Context(), d, []float64{1, 0}); err == nil {
		t.Error("a C of 0 was taken")
	}
	if fits, err := tr.Path(t.Context(), d, nil); err != nil || len(fits) != 0 {
		t.Errorf("a path of no C gives %v, %v", fits, err)
	}
}

// TestBlend mixes a trainer with itself, which changes nothing, and looks that each end of share is one trainer's order.
func TestBlend(t *testing.T) {
	d := small(false)
	own := train(t, DefaultLogistic(), d).Linear
	same := train(t, Blend{Part{Name: "logistic"}, Part{Name: "logistic"}, 0.3}, d).Linear
	for i, v := range own.W {
		if math.Abs(float64(v-same.W[i])) > 1e-6 {
			t.Errorf("logistic with itself: weight %v, want %v", same.W[i], v)
		}
	}
	b := DefaultBlend()
	b.Share = 0
	end := train(t, b, d).Linear
	for i, v := range own.W { // one factor for all weights
		if math.Abs(float64(v*end.W[0]-own.W[0]*end.W[i])) > 1e-6 {
			t.Errorf("share 0: weights %v, want logistic's %v times a number", end.W, own.W)
			break
		}
	}
}

func TestCheckNames(t *testing.T) {
	for _, c := range [][3]string{
		{"logistic", `{"c":0}`, "c is 0"},
		{"svm", `{"tolerance":-1}`, "svm: tolerance"},
		{"ordinal", `{"max_steps":0}`, "ordinal: max_steps"},
		{"logistic", `{"balance":"some"}`, "none, balanced or explicit"},
		{"logistic", `{"balance":"explicit"}`, "weights go with"},
		{"logistic", `{"balance":"explicit","weights":[1,0]}`, "weights[1]"},
		{"nblogistic", `{"alpha":0}`, "alpha"},
		{"nblogistic", `{"alpha":1e308}`, "alpha is 1e+308, want 1e-50 to 1e+50"},
		{"nbsvm", `{"alpha":1e-300}`, "nbsvm: alpha is 1e-300"},
		{"svm", `{"c":1e200}`, "svm: c is 1e+200"},
		{"logistic", `{"balance":"explicit","weights":[1,1e300]}`, "weights[1] is 1e+300"},
		{"nblogistic", `{"beta":1.5}`, "beta"},
		{"nblogistic", `{"c":-1}`, "nblogistic: c"},
		{"bayes", `{"parts":0}`, "1 to 1000"},
		{"blend", `{"share":2}`, "share"},
		{"blend", `{"first":{"name":"blend"}}`, "blend itself"},
		{"blend", `{"second":{"name":"logistic","options":{"c":-2}}}`, "c is -2"},
		{"nonesuch", `{}`, "no trainer"},
	} {
		if _, err := DecodeTrainer(c[0], []byte(c[1])); err == nil || !strings.Contains(err.Error(), c[2]) {
			t.Errorf("%s %s: error %v, want one that says %q", c[0], c[1], err, c[2])
		}
	}
	d := small(false)
	tr := DefaultLogistic()
	tr.Balance, tr.Weights = "explicit", []float64{1, 2}
	if _, err := tr.Train(t.Context(), d); err == nil {
		t.Error("two weights were taken for three classes")
	}
	d.X[0].Value[0] = -1
	for _, name := range []string{"bayes", "complement", "nblogistic", "blend"} {
		tr, _ := New(name)
		if _, err := tr.Train(t.Context(), d); err == nil {
			t.Errorf("%s: a value below 0 was taken", name)
		}
	}
}
