package article

import "testing"

func TestQuotes(t *testing.T) {
	for _, c := range []struct {
		in   string
		want [][2]string // quotation, speaker
	}{
		{"“We are not there yet,” said Carla Muster, the chief negotiator, “but we are close.”", [][2]string{{"We are not there yet,", "Carla Muster"}, {"but we are close.", "Carla Muster"}}},
		{`"They agreed," Muster told reporters. "It was late."`, [][2]string{{"They agreed,", "Muster"}, {"It was late.", "Muster"}}},
		{"Foreign Minister Jan de Vries said: “No deal is final.”", [][2]string{{"No deal is final.", "Foreign Minister Jan de Vries"}}},
		{"The talks were “useful”, according to the foreign ministry.", [][2]string{{"useful", "the foreign ministry"}}},
		{"A spokesman for the ministry called the text “a beginning”.", [][2]string{{"a beginning", "A spokesman for the ministry"}}},
		{"“We wait,” he said.", [][2]string{{"We wait,", "he"}}},
		{"Carla Muster, who led the first round, said the other side was “not ready”.", [][2]string{{"not ready", "Carla Muster"}}},
		{"The so-called “peace hall” was empty.", [][2]string{{"peace hall", ""}}},
		{"‘We’re ready,’ said Muster. It’s the ministers’ word.", [][2]string{{"We’re ready,", "Muster"}}},
		{"«Мы готовы», — сказал Иванов.", [][2]string{{"Мы готовы", ""}}},
		{"“The rest follows in the next paragraph", [][2]string{{"The rest follows in the next paragraph", ""}}},
		{`The fence is 5" thick.`, nil},
	} {
		got := quotes(c.in)
		if len(got) != len(c.want) {
			t.Errorf("%s: %d quotations %+v, expected %d", c.in, len(got), got, len(c.want))
			continue
		}
		for i, q := range got {
			if c.in[q.Lo:q.Hi] != c.want[i][0] || q.Speaker != c.want[i][1] || c.in[q.SpeakerLo:q.SpeakerHi] != q.Speaker {
				t.Errorf("%s: got %q by %q, expected %q by %q", c.in, c.in[q.Lo:q.Hi], q.Speaker, c.want[i][0], c.want[i][1])
			}
		}
	}
}
