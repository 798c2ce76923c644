package classify

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

// TestReadCard: the prints of a card as Write writes it are read apart, and that gives what reading the whole as JSON gives; so does any other card.
func TestReadCard(t *testing.T) {
	const written = "{\n \"format\": 1,\n \"card\": {\n  \"method\": \"none\",\n  \"prints\": {\n   \"items\": \"AAECAwQFBgcICQoLDA0ODw==\",\n   \"articles\": \"QUJD\"\n  }\n }\n}\n"
	if short, prints, ok := cutPrints([]byte(written)); !ok || strings.Contains(string(short), "QUJD") || string(prints.Articles) != "ABC" || len(prints.Items) != 16 {
		t.Errorf("cut to %q, %v, %v", short, prints, ok)
	}
	const short = "QUJD\",\n   \"short\": \""
	if card, prints, ok := cutPrints([]byte(strings.Replace(written, "QUJD", short+"QUJDREVGR0g=", 1))); !ok || strings.Contains(string(card), "short") || string(prints.Short) != "ABCDEFGH" {
		t.Errorf("cut to %q, %v, %v", card, prints, ok)
	}
	for _, edit := range [][2]string{
		{"QUJD", short + "QUJDREVGR0g="}, {"QUJD", short}, {"QUJD", short + "QUJD\nREVGR0g="}, {"QUJD", short + "QUJ"}, {"QUJD", short + short}, {"QUJD\"", strings.TrimSuffix(short, "\"") + "null"},
		{"", ""}, {"\n  }\n }", "\n  }}"}, {"QUJD", "QUJ"}, {"QUJD", "QU\nJD"}, {"QUJD", `\u0051UJD`}, {"\"QUJD\"", "null"}, {"QUJD", ""},
		{`"prints"`, `"more"`}, {`"format"`, `"prints"`}, {`"card"`, `"scheme"`}, {`"none"`, `"\n  \"prints\": {\n"`},
		{`"none"`, "\"none\",\n  \"prints\": {\n   \"items\": \"QUJD\",\n   \"articles\": \"QUJD\"\n  }"}, {"}\n }\n}\n", "}\n }\n}\n{}"},
		{`"format": 1`, "\"card\": {\"prints\": {\"items\": \"QUJD\"}},\n \"scheme\": {},\n \"format\": 1"},
	} {
		card := []byte(strings.Replace(written, edit[0], edit[1], 1))
		if edit[0] != "" && bytes.Equal(card, []byte(written)) {
			t.Fatalf("%q is not in the card", edit[0])
		}
		got, err1 := readCard(card)
		want, err2 := decodeCard(card)
		if !reflect.DeepEqual(got, want) || (err1 == nil) != (err2 == nil) {
			t.Errorf("%s\nis read as %+v, %v\nand as JSON it is %+v, %v", card, got, err1, want, err2)
		}
	}
}

// TestCardShapes: lists of a card that name more or fewer classes than the scheme has are refused before anyone goes through them.
func TestCardShapes(t *testing.T) {
	square := [][]int{{1, 2}, {3, 4}}
	for _, c := range []struct {
		counts []int
		matrix [][]int
		want   string
	}{
		{[]int{1, 2}, square, ""},
		{[]int{1, 2}, nil, ""}, // a scheme of many labels
		{[]int{1, 2, 3}, square, "counts of 3 classes"},
		{[]int{1, 2}, square[:1], "matrix of 1 rows"},
		{[]int{1, 2}, [][]int{{1, 2}, {3, 4}, {5, 6}}, "matrix of 3 rows"},
		{[]int{1, 2}, [][]int{{1, 2}, {3}}, "1 numbers in row 2"},
		{[]int{1, 2}, [][]int{{1, 2, 5}, {3, 4}}, "3 numbers in row 1"},
	} {
		card := Card{Corpus: CorpusCard{Counts: c.counts}, Matrix: c.matrix}
		if err := card.check(2); (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("counts %v and matrix %v of two classes: %v, want %q", c.counts, c.matrix, err, c.want)
		}
	}
}
