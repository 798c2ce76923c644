//go:build !unix

package main

// readersMayLeave does nothing: on this system a write to a pipe that nobody reads is an error as any other.
func readersMayLeave() {}
