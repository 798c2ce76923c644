// Command startrun measures how long a process takes that scores one article of 12 paragraphs; see .ci/bench/start.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

func main() {
	runs := flag.Int("runs", 21, "runs of each program")
	parley := flag.String("parley", "", "binary to measure (default: built from this source)")
	flag.Parse()
	if err := measure(*parley, max(1, *runs)); err != nil {
		fmt.Fprintln(os.Stderr, "start:", err)
		os.Exit(1)
	}
}

// command is a program to measure.
type command struct {
	name string
	args []string
}

func measure(parley string, runs int) error {
	dir, err := os.MkdirTemp("", "start")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if parley == "" {
		parley = filepath.Join(dir, "parley")
		build := exec.Command("go", "build", "-o", parley, "./cmd/parley")
		build.Env = append(os.Environ(), "CGO_ENABLED=0") // as in the README
		if out, err := build.CombinedOutput(); err != nil {
			return fmt.Errorf("go build: %w\n%s", err, out)
		}
	}
	article, lines, examples := filepath.Join(dir, "article.txt"), filepath.Join(dir, "lines.txt"), filepath.Join(dir, "examples.txt")
	if err := texts(article, lines, examples); err != nil {
		return err
	}
	commands := []command{
		{"nothing (true)", []string{"true"}},
		{"parley version", []string{parley, "version"}},
		{"parley score, JSONL", []string{parley, "score", article, "--format", "jsonl"}},
		{"parley score, text", []string{parley, "score", article}},
		{"parley score -m stance, JSONL", []string{parley, "score", article, "-m", "stance", "--format", "jsonl"}},
	}
	if _, err := exec.LookPath("fasttext"); err == nil {
		model := filepath.Join(dir, "fasttext")
		c := exec.Command("fasttext", "supervised", "-input", examples, "-output", model, "-dim", "10", "-wordNgrams", "2", "-bucket", "200000", "-thread", "1")
		if out, err := c.CombinedOutput(); err != nil {
			return fmt.Errorf("fasttext: %w\n%s", err, out)
		}
		commands = append(commands, command{"fasttext predict-prob, dim 10", []string{"fasttext", "predict-prob", model + ".bin", lines}})
	} else {
		fmt.Println("fasttext is not installed and left out")
	}
	fmt.Printf("%s/%s, %d processors, medians of %d runs in turn; the peak memory of a small program is that of the measuring one\n",
		runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runs)
	fmt.Printf("%-32s %9s %9s %9s %9s\n", "", "wall ms", "least", "cpu ms", "peak MB")
	wall, cpu, peak := make([][]float64, len(commands)), make([][]float64, len(commands)), make([][]float64, len(commands))
	for range runs {
		for i, c := range commands {
			w, p, m, err := run(c.args)
			if err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			wall[i], cpu[i], peak[i] = append(wall[i], w), append(cpu[i], p), append(peak[i], m)
		}
	}
	for i, c := range commands {
		fmt.Printf("%-32s %9.1f %9.1f %9.1f %9.1f\n", c.name, median(wall[i]), slices.Min(wall[i]), median(cpu[i]), median(peak[i]))
	}
	return nil
}

// run runs a program once and returns milliseconds that passed, milliseconds of processors, and megabytes at the peak.
func run(args []string) (wall, cpu, peak float64, err error) {
	c := exec.Command(args[0], args[1:]...)
	start := time.Now()
	err = c.Run()
	wall = time.Since(start).Seconds() * 1e3
	if err != nil {
		return 0, 0, 0, err
	}
	s := c.ProcessState
	if usage, ok := s.SysUsage().(*syscall.Rusage); ok {
		peak = float64(usage.Maxrss) / 1024 // KiB on Linux
	}
	return wall, (s.UserTime() + s.SystemTime()).Seconds() * 1e3, peak, nil
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}

// texts writes an article of the first 12 paragraphs of the built-in corpus, the same as lines, and the corpus as examples for fastText.
func texts(article, lines, examples string) error {
	f, err := os.Open("labels/corpus/parley.jsonl")
	if err != nil {
		return err
	}
	defer f.Close()
	var a, l, e strings.Builder
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 1<<20)
	for n := 0; scan.Scan(); n++ {
		var item struct{ Text, Stance string }
		if err := json.Unmarshal(scan.Bytes(), &item); err != nil {
			return err
		}
		text := strings.Join(strings.Fields(item.Text), " ")
		if n < 12 {
			a.WriteString(text + "\n\n")
			l.WriteString(text + "\n")
		}
		e.WriteString("__label__" + item.Stance + " " + text + "\n")
	}
	if err := scan.Err(); err != nil {
		return err
	}
	for name, text := range map[string]string{article: a.String(), lines: l.String(), examples: e.String()} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
