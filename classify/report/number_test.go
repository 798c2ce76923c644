package report

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

func TestNumbers(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct{ got, want string }{
		{figure(0.5875, 2), "0.59"}, {figure(-0.001, 2), "0.00"}, {figure(nan, 2), dash}, {figure(-0.5, 1), "-0.5"},
		{interval(0.55, 0.63, 2), "[0.55, 0.63]"}, {interval(nan, 0.63, 2), ""},
		{percent(0), "0%"}, {percent(0.004), "<1%"}, {percent(0.996), ">99%"}, {percent(1), "100%"}, {percent(0.415), "42%"}, {percent(nan), dash},
		{count(0), "0"}, {count(999), "999"}, {count(1000), "1,000"}, {count(1234567), "1,234,567"}, {count(-1234), "-1,234"}, {count(-999), "-999"},
		{plural(1, "item", "items"), "1 item"}, {plural(0, "item", "items"), "0 items"},
		{signed(0.25, 2), "+0.25"}, {signed(-0.25, 2), "-0.25"}, {signed(0, 2), "0.00"},
		{cell(nan), ""}, {cell(0.1), "0.1"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if b, err := json.Marshal(numbers([]float64{nan, math.Inf(1), 0.25})); err != nil || string(b) != "[null,null,0.25]" {
		t.Errorf("numbers marshal as %s, %v", b, err)
	}
}

// The short way of writing a probability gives the digits of strconv.
func TestAppendProb(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	check := func(p float64) {
		t.Helper()
		want := strconv.FormatFloat(p, 'g', 6, 64)
		if got := string(appendProb(nil, p)); got != want {
			t.Errorf("appendProb(%v) = %s, want %s", p, got, want)
		}
	}
	for _, p := range []float64{0, 1, 0.1, 0.5, 0.25, 0.9999995, 0.99999949, 0.1234565, 0.1000005, 1e-9, 0.0999999, 0.01, 0.001, 0.0001, 0.00099999949, 0.00099999951, 0.00012345, 0.0123456, 0.00123456, 123456789, math.Nextafter(1, 0)} {
		check(p)
	}
	for range 200000 {
		check(r.Float64())
		check(math.Round(r.Float64()*2e6) / 2e6)
		check(math.Pow(r.Float64(), 8))
		check(math.Round(r.Float64()*2e6) / 2e8)
	}
}

func FuzzString(f *testing.F) {
	for _, s := range []string{"", "plain", "\"\\/<>&'", "\x00\x1f\x7f\b\f\n\r\t", "\u2028\u2029\u2027\ufffd", "\xff\xc3(\xe2\x80", "eight at a time \x7f~!#[] \" and more \\ then\x1fthe é rest \x00", "和平 🕊 é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(s); err != nil {
			t.Fatal(err)
		}
		if got, want := string(appendString(nil, s))+"\n", b.String(); got != want {
			t.Errorf("appendString(%q) = %s, want %s", s, got, want)
		}
	})
}
