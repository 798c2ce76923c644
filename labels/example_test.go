package labels_test

import (
	"fmt"
	"strings"

	"github.com/parley-go/parley/labels"
)

func ExampleRead() {
	file := `id,article,text,stance,coder_a,coder_b
1,x,The envoys agreed to meet again.,optimistic,optimistic,optimistic
2,x,The talks broke off.,skeptical,skeptical,neutral
3,y,The hall seats two hundred.,nutral,neutral,neutral
`
	scheme, _ := labels.Builtin("stance")
	corpus, problems, err := labels.Read(strings.NewReader(file), labels.ReadOptions{Scheme: scheme, Name: "coded.csv"})
	if err != nil {
		fmt.Println(err)
		return
	}
	gold := corpus.Gold()
	for i, item := range corpus.Items {
		fmt.Println(item.ID, scheme.Format(gold.Set[i]), gold.Source[i])
	}
	for _, p := range problems {
		fmt.Println(p.Error())
	}
	// Output:
	// 1 optimistic adjudicated
	// 2 skeptical adjudicated
	// coded.csv:4: label "nutral" is not in scheme stance (skeptical, neutral, optimistic); the nearest is "neutral": correct the label; this line is left out
}

func ExampleScore() {
	scheme, _ := labels.Builtin("stance")
	var truth, pred []labels.Set
	for _, p := range []struct{ truth, pred string }{
		{"skeptical", "skeptical"}, {"skeptical", "neutral"}, {"neutral", "neutral"}, {"neutral", "neutral"},
	} {
		truth = append(truth, labels.One(scheme.Index(p.truth)))
		pred = append(pred, labels.One(scheme.Index(p.pred)))
	}
	scores := labels.Score(scheme, truth, pred)
	fmt.Printf("accuracy %.2f, macro F1 %.2f, kappa %.2f\n", scores.Accuracy, scores.MacroF1, scores.Kappa)
	for _, c := range scores.PerClass {
		if why := c.Undefined("f1"); why != "" {
			fmt.Printf("%s: no F1: %s\n", c.Name, why)
			continue
		}
		fmt.Printf("%s: F1 %.2f\n", c.Name, c.F1)
	}
	// Output:
	// accuracy 0.75, macro F1 0.73, kappa 0.50
	// skeptical: F1 0.67
	// neutral: F1 0.80
	// optimistic: no F1: no such item, and never predicted
}

func ExampleKrippendorff() {
	// Krippendorff (2011), section C: four observers, twelve units.
	table := `1,1,,1
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
,3,,
`
	ratings, _, err := labels.ReadRatings(strings.NewReader(table), labels.RatingsOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("nominal %.3f, ordinal %.3f, interval %.3f\n",
		labels.Krippendorff(ratings, labels.NominalDistance),
		labels.Krippendorff(ratings, labels.OrdinalDistance),
		labels.Krippendorff(ratings, labels.IntervalDistance))
	// Output:
	// nominal 0.743, ordinal 0.815, interval 0.849
}
