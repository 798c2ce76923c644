package labels

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Metric is one figure by which answers are judged: what it is called, how it
// is defined, where the definition is from, and for which schemes it has a
// meaning. Exactly one of Func and Probs is set; both give NaN where the figure
// is undefined.
type Metric struct {
	Name       string // as in flags and files: macro_f1
	Title      string // as in tables: macro F1
	Definition string // the formula, in one line
	Source     string // author, year, place
	Single     bool   // has a meaning for schemes with exactly one class
	Many       bool   // … with any number
	Ordered    bool   // needs an ordered scheme
	Lower      bool   // lower is better
	Raised     bool   // 0 at the least, and noise raises it: see Interval
	Func       func(*Scores) float64
	Probs      func(*ProbScores) float64
}

// For tells whether the metric has a meaning for a scheme.
func (m *Metric) For(s *Scheme) bool {
	if m.Ordered && !s.Ordered {
		return false
	}
	return s.Many && m.Many || !s.Many && m.Single
}

// raised tells of each metric whether noise raises it.
func raised(metrics []Metric) []bool {
	out := make([]bool, len(metrics))
	for i := range metrics {
		out[i] = metrics[i].Raised
	}
	return out
}

// Undefined says why the metric is NaN for these scores, "" if it is not, or
// if it is one of probabilities. sc may be nil.
func (m *Metric) Undefined(s *Scheme, sc *Scores) string {
	switch {
	case m.Ordered && !s.Ordered:
		return "only for ordered schemes"
	case s.Many && !m.Many:
		return "only for schemes with exactly one label"
	case !s.Many && !m.Single:
		return "only for schemes with many labels"
	case m.Func == nil || sc == nil || !math.IsNaN(m.Func(sc)):
		return ""
	case sc.N == 0:
		return "no items"
	}
	switch m.Name {
	case "mcc", "kappa", "weighted_kappa", "quadratic_kappa":
		return "all items are alike in truth or in prediction"
	case "micro_precision":
		return "nothing was predicted"
	}
	return "no item of the class, or none predicted"
}

const (
	sebastiani = "van Rijsbergen 1979, ch. 7; Sebastiani 2002, sect. 7.1"
	sorower    = "Godbole & Sarawagi 2004; Sorower 2010, sect. 4"
)

// metrics in the order in which reports list them.
var metrics = []Metric{
	{Name: "accuracy", Title: "accuracy", Definition: "right items / all items", Source: "Sokolova & Lapalme 2009, table 2", Single: true,
		Func: func(s *Scores) float64 { return s.Accuracy }},
	{Name: "balanced_accuracy", Title: "balanced accuracy", Definition: "mean recall of the classes that occur in the truth", Source: "Brodersen et al. 2010; Kelleher et al. 2015", Single: true,
		Func: func(s *Scores) float64 { return s.Balanced }},
	{Name: "macro_precision", Title: "macro precision", Definition: "mean over classes of TP/(TP+FP); a class never predicted counts 0", Source: sebastiani, Single: true, Many: true,
		Func: func(s *Scores) float64 { return s.MacroPrecision }},
	{Name: "macro_recall", Title: "macro recall", Definition: "mean over classes of TP/(TP+FN)", Source: sebastiani, Single: true, Many: true,
		Func: func(s *Scores) float64 { return s.MacroRecall }},
	{Name: "macro_f1", Title: "macro F1", Definition: "mean over classes of 2TP/(2TP+FP+FN); classes in neither truth nor prediction are left out", Source: sebastiani, Single: true, Many: true,
		Func: func(s *Scores) float64 { return s.MacroF1 }},
	{Name: "weighted_precision", Title: "weighted precision", Definition: "mean over classes of precision, weighted by support", Source: "scikit-learn, precision_recall_fscore_support", Single: true, Many: true,
		Func: func(s *Scores) float64 { return s.WeightedPrecision }},
	{Name: "weighted_recall", Title: "weighted recall", Definition: "mean over classes of recall, weighted by support", Source: "scikit-learn, precision_recall_fscore_support", Single: true, Many: true,
		Func: func(s *Scores) float64 { return s.WeightedRecall }},
	{Name: "weighted_f1", Title: "weighted F1", Definition: "mean over classes of F1, weighted by support", Source: "scikit-learn, precision_recall_fscore_support", Single: true, Many: true,
		Func: func(s *Scores) float64 { return s.WeightedF1 }},
	{Name: "micro_precision", Title: "micro precision", Definition: "ΣTP/(ΣTP+ΣFP) over all classes", Source: sebastiani, Single: true, Many: true,
		Func: func(s *Scores) float64 { return s.MicroPrecision }},
	{Name: "micro_recall", Title: "micro recall", Definition: "ΣTP/(ΣTP+ΣFN) over all classes", Source: sebastiani, Single: true, Many: true,
		Func: func(s *Scores) float64 { return s.MicroRecall }},
	{Name: "micro_f1", Title: "micro F1", Definition: "2ΣTP/(2ΣTP+ΣFP+ΣFN) over all classes", Source: sebastiani, Single: true, Many: true,
		Func: func(s *Scores) float64 { return s.MicroF1 }},
	{Name: "samples_precision", Title: "samples precision", Definition: "mean over items of |T∩P|/|P|; 1 where nothing was predicted", Source: sorower, Many: true,
		Func: func(s *Scores) float64 { return s.SamplesPrecision }},
	{Name: "samples_recall", Title: "samples recall", Definition: "mean over items of |T∩P|/|T|; 1 where nothing was to be found", Source: sorower, Many: true,
		Func: func(s *Scores) float64 { return s.SamplesRecall }},
	{Name: "samples_f1", Title: "samples F1", Definition: "mean over items of 2|T∩P|/(|T|+|P|); 1 where both are empty", Source: sorower, Many: true,
		Func: func(s *Scores) float64 { return s.SamplesF1 }},
	{Name: "subset_accuracy", Title: "subset accuracy", Definition: "items whose whole set is right / all items", Source: "Sorower 2010, sect. 4", Many: true,
		Func: func(s *Scores) float64 { return s.SubsetAccuracy }},
	{Name: "hamming", Title: "Hamming loss", Definition: "wrong class decisions / all class decisions", Source: "Schapire & Singer 1999, sect. 3", Many: true, Lower: true,
		Func: func(s *Scores) float64 { return s.Hamming }},
	{Name: "mcc", Title: "MCC", Definition: "(c·n − Σtₖpₖ)/√((n²−Σpₖ²)(n²−Σtₖ²)), t and p the sums of rows and columns, c the right items", Source: "Matthews 1975; Gorodkin 2004, eq. 8", Single: true,
		Func: func(s *Scores) float64 { return s.MCC }},
	{Name: "kappa", Title: "Cohen's kappa", Definition: "(pₒ − pₑ)/(1 − pₑ), pₑ = Σ tₖpₖ/n²", Source: "Cohen 1960, eq. 1", Single: true,
		Func: func(s *Scores) float64 { return s.Kappa }},
	{Name: "weighted_kappa", Title: "kappa, linear weights", Definition: "1 − Σ|i−j|oᵢⱼ / Σ|i−j|eᵢⱼ", Source: "Cohen 1968; Cicchetti & Allison 1971", Single: true, Ordered: true,
		Func: func(s *Scores) float64 { return s.WeightedKappa }},
	{Name: "quadratic_kappa", Title: "kappa, quadratic weights", Definition: "1 − Σ(i−j)²oᵢⱼ / Σ(i−j)²eᵢⱼ", Source: "Cohen 1968; Fleiss & Cohen 1973", Single: true, Ordered: true,
		Func: func(s *Scores) float64 { return s.QuadraticKappa }},
	{Name: "f_avg", Title: "F_avg", Definition: "mean F1 of chosen classes (f_avg:favor,against); without a choice the first and the last class of an ordered scheme", Source: "Mohammad et al. 2016 (SemEval-2016 task 6), sect. 4.1", Single: true, Ordered: true,
		Func: func(s *Scores) float64 { return s.FAverage(0, len(s.PerClass)-1) }},
	{Name: "macro_auc", Title: "macro ROC-AUC", Definition: "mean over classes of P(score of an item of the class > score of another) + ½P(=)", Source: "Hanley & McNeil 1982; Fawcett 2006, sect. 9", Single: true, Many: true,
		Probs: func(p *ProbScores) float64 { return p.MacroAUC }},
	{Name: "macro_ap", Title: "macro average precision", Definition: "mean over classes of Σ(Rₙ−Rₙ₋₁)Pₙ over thresholds", Source: "Manning, Raghavan & Schütze 2008, sect. 8.4; scikit-learn", Single: true, Many: true,
		Probs: func(p *ProbScores) float64 { return p.MacroAP }},
	{Name: "log_loss", Title: "log loss", Definition: "mean of −ln p(true class); many labels: mean over classes of −y ln p − (1−y)ln(1−p)", Source: "Good 1952; Murphy 2012, sect. 8.2", Single: true, Many: true, Lower: true,
		Probs: func(p *ProbScores) float64 { return p.LogLoss }},
	{Name: "brier", Title: "Brier score", Definition: "mean over items of Σₖ(pₖ−yₖ)²; many labels: mean over classes too", Source: "Brier 1950, eq. 2", Single: true, Many: true, Lower: true,
		Probs: func(p *ProbScores) float64 { return p.Brier }},
	{Name: "ece", Title: "expected calibration error", Definition: "Σ over ten equal bins of share · |mean confidence − share right|", Source: "Naeini, Cooper & Hauskrecht 2015; Guo et al. 2017, eq. 3", Single: true, Many: true, Lower: true, Raised: true,
		Probs: func(p *ProbScores) float64 { return p.ECE }},
}

// classMetrics are the figures of one class: "f1:skeptical".
var classMetrics = map[string]struct {
	title, definition, source string
	of                        func(*ClassScore) float64
	probs                     func(*ProbScores, int) float64
}{
	"precision": {"precision", "TP/(TP+FP)", sebastiani, func(c *ClassScore) float64 { return c.Precision }, nil},
	"recall":    {"recall", "TP/(TP+FN)", sebastiani, func(c *ClassScore) float64 { return c.Recall }, nil},
	"f1":        {"F1", "2TP/(2TP+FP+FN)", sebastiani, func(c *ClassScore) float64 { return c.F1 }, nil},
	"auc":       {"ROC-AUC", "P(score of an item of the class > score of another) + ½P(=)", "Hanley & McNeil 1982", nil, func(p *ProbScores, k int) float64 { return p.AUC[k] }},
	"ap":        {"average precision", "Σ(Rₙ−Rₙ₋₁)Pₙ over thresholds", "Manning, Raghavan & Schütze 2008, sect. 8.4", nil, func(p *ProbScores, k int) float64 { return p.AP[k] }},
}

// ClassFigures returns the kinds of figures of one class, in the order of
// report columns.
func ClassFigures() []string { return []string{"precision", "recall", "f1", "auc", "ap"} }

// Metrics returns the registry, in the order in which reports list it.
func Metrics() []Metric { return slices.Clone(metrics) }

// MetricsFor returns the metrics that have a meaning for a scheme; with
// perClass also those of each class, class by class.
func MetricsFor(s *Scheme, perClass bool) []Metric {
	var out []Metric
	for _, m := range metrics {
		if m.For(s) {
			out = append(out, m)
		}
	}
	if perClass {
		for k := range s.Classes {
			for _, f := range ClassFigures() {
				out = append(out, classMetric(f, s, k))
			}
		}
	}
	return out
}

func classMetric(figure string, s *Scheme, k int) Metric {
	c := classMetrics[figure]
	m := Metric{Name: figure + ":" + s.Classes[k].Name, Title: c.title + " of " + s.Classes[k].Name, Definition: c.definition, Source: c.source, Single: true, Many: true}
	if c.of != nil {
		m.Func = func(s *Scores) float64 { return c.of(&s.PerClass[k]) }
	} else {
		m.Probs = func(p *ProbScores) float64 { return c.probs(p, k) }
	}
	return m
}

// MetricByName returns a metric by its name: one of the registry, a figure of
// one class (f1:skeptical, also precision, recall, auc, ap), or F_avg over
// chosen classes (f_avg:favor,against). A scheme is needed for the latter two;
// it may be nil for the registry. The error names the nearest metric or class.
func MetricByName(name string, s *Scheme) (Metric, error) {
	figure, class, ofClass := strings.Cut(name, ":")
	if !ofClass {
		for _, m := range metrics {
			if m.Name == name {
				if s != nil && !m.For(s) {
					return Metric{}, fmt.Errorf("metric %s: %s", name, m.Undefined(s, nil))
				}
				return m, nil
			}
		}
	}
	_, known := classMetrics[figure]
	if !ofClass || !known && figure != "f_avg" {
		return Metric{}, unknownMetric(name)
	}
	if s == nil {
		return Metric{}, fmt.Errorf("metric %s needs a scheme", name)
	}
	if known {
		k := s.Index(class)
		if k < 0 {
			return Metric{}, fmt.Errorf("metric %s: %w", figure, s.unknown(class))
		}
		return classMetric(figure, s, k), nil
	}
	var chosen []int
	for _, c := range splitCell(class, func(p string) bool { return s.Index(p) >= 0 }) {
		k := s.Index(c)
		if k < 0 {
			return Metric{}, fmt.Errorf("metric f_avg: %w", s.unknown(c))
		}
		chosen = append(chosen, k)
	}
	if len(chosen) == 0 {
		return Metric{}, fmt.Errorf("metric %s names no class", name)
	}
	m := metrics[slices.IndexFunc(metrics, func(m Metric) bool { return m.Name == "f_avg" })]
	names := make([]string, len(chosen))
	for i, k := range chosen {
		names[i] = s.Classes[k].Name
	}
	m.Name, m.Title, m.Ordered, m.Many = name, "F_avg of "+strings.Join(names, ", "), false, true
	m.Func = func(s *Scores) float64 { return s.FAverage(chosen...) }
	return m, nil
}

func unknownMetric(name string) error {
	names := make([]string, 0, len(metrics))
	for _, m := range metrics {
		names = append(names, m.Name)
	}
	best := slices.MinFunc(names, func(a, b string) int { return editDistance(clip(name, 100), a) - editDistance(clip(name, 100), b) })
	near := ""
	if mistyped(clip(name, 100), best) {
		near = fmt.Sprintf("; the nearest is %q", best)
	}
	return fmt.Errorf("no metric %q%s (there are %s, and precision, recall, f1, auc, ap of a class, as in f1:CLASS)", clip(name, 60), near, strings.Join(names, ", "))
}
