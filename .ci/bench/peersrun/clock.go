package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// spent is what a run took.
type spent struct {
	Passed    float64 // s
	Processor float64 // s, user and system, of all threads
	Peak      float64 // MB resident
}

// seconds returns the time that the table is of.
func (b *bench) seconds(s spent) float64 {
	if b.cpu {
		return s.Processor
	}
	return s.Passed
}

// watch is the first argument of this program when it runs another one. A process inherits the peak memory of the one that starts it, so
// that a small one must stand between.
const watch = "-watch"

// watched runs a program with the standard streams of this process and writes what it took to the file.
func watched(file, program string, args []string) error {
	cmd := exec.Command(program, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return err
	}
	s := spent{Passed: time.Since(start).Seconds(), Processor: (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return fmt.Errorf("this system does not tell the memory of a process")
	}
	s.Peak = float64(usage.Maxrss) / 1024 // Linux counts KiB
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o644)
}

// run runs a program and returns its time, its peak memory in MB and what it said on standard error; its output goes to the file named, or
// nowhere.
func (b *bench) run(out, program string, args ...string) (seconds, megabytes float64, said string, err error) {
	self, err := os.Executable()
	if err != nil {
		return 0, 0, "", err
	}
	took := b.at("took.json")
	cmd := exec.Command(self, append([]string{watch, took, program}, args...)...)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	if out != "" {
		f, err := os.Create(b.at(out))
		if err != nil {
			return 0, 0, "", err
		}
		defer f.Close()
		cmd.Stdout = f
	}
	if err := cmd.Run(); err != nil {
		return 0, 0, "", fmt.Errorf("%s %s: %w\n%s", program, strings.Join(args, " "), err, complaints.String())
	}
	text, err := os.ReadFile(took)
	if err != nil {
		return 0, 0, "", err
	}
	var s spent
	err = json.Unmarshal(text, &s)
	return b.seconds(s), s.Peak, complaints.String(), err
}

// timed runs do on so many processors and returns the seconds it took.
func (b *bench) timed(processors int, do func()) float64 {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
	start, before := time.Now(), processor()
	do()
	return b.seconds(spent{Passed: time.Since(start).Seconds(), Processor: processor() - before})
}

// processor returns the processor time of this process so far, in seconds.
func processor() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}
