//go:build unix

package main

import (
	"os/signal"
	"syscall"
)

// readersMayLeave makes a write to a pipe that nobody reads an error as any other, also on standard output and standard error, where it
// would end the process with work undone.
func readersMayLeave() { signal.Ignore(syscall.SIGPIPE) }
