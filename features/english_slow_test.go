//go:build slow

package features

import "testing"

// TestEnglishAllShort tries every word of up to five characters, alone and after the beginning of a longer word. It takes some minutes.
func TestEnglishAllShort(t *testing.T) {
	eachShort(5, func(word string) { checkEnglish(t, word) })
	for _, root := range []string{"bab", "abab", "gener", "commun", "arsen", "organiz"} {
		eachShort(4, func(word string) { checkEnglish(t, root+word) })
	}
}

// TestEnglishAllPieces glues three pieces to every root, and an s, 's or ly after that.
func TestEnglishAllPieces(t *testing.T) {
	for _, root := range englishRoots {
		for _, a := range englishPieces {
			for _, b := range englishPieces {
				for _, c := range englishPieces {
					checkEnglish(t, root+a+b+c)
				}
			}
		}
	}
}
