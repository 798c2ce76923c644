package features

import "testing"

func BenchmarkLexicons(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		readLexicons()
	}
}
