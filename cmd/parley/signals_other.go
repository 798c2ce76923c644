//go:build !unix

package main

import (
	"os"
	"syscall"
)

// ending are the signals that end a run in good order.
func ending() []os.Signal { return []os.Signal{os.Interrupt, syscall.SIGTERM} }

// readersMayLeave does nothing: on this system a write to a pipe that nobody reads is an error as any other.
func readersMayLeave() {}
