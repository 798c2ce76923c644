package labels

import "testing"

func TestCounted(t *testing.T) {
	for n, want := range map[int]string{0: "0 mice", 1: "1 mouse", 2: "2 mice", 999: "999 mice", 1000: "1,000 mice", 1234567: "1,234,567 mice", -1: "-1 mice", -999: "-999 mice", -1000: "-1,000 mice"} {
		if got := Counted(n, "mouse", "mice"); got != want {
			t.Errorf("Counted(%d) is %q, want %q", n, got, want)
		}
	}
}
