//go:build unix

package main

import (
	"os"
	"os/signal"
	"syscall"
)

// ending are the signals that end a run in good order. Under nohup a terminal that is closed does not.
func ending() []os.Signal {
	all := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		all = append(all, syscall.SIGHUP)
	}
	return all
}

// readersMayLeave makes a write to a pipe that nobody reads an error as any other, also on standard output and standard error, where it
// would end the process with work undone.
func readersMayLeave() { signal.Ignore(syscall.SIGPIPE) }
