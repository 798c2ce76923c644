//go:build !unix

package main

// peakMemory returns false: this system does not say.
func peakMemory() (bytes int64, ok bool) { return 0, false }
