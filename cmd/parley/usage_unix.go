//go:build unix

package main

import (
	"runtime"
	"syscall"
)

// peakMemory returns the most memory that the process has held, in bytes; ok is false where the system does not say.
func peakMemory() (bytes int64, ok bool) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, false
	}
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" { // the only ones that count bytes
		return int64(u.Maxrss), true
	}
	return int64(u.Maxrss) << 10, true
}
