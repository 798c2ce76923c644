package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// manyArticles writes JSONL of so many articles of the built-in corpus, some of them broken, and returns its name.
func manyArticles(t *testing.T, dir string, articles int) string {
	t.Helper()
	f, err := os.Open("../../labels/corpus/parley.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var paragraphs []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var item struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &item); err != nil {
			t.Fatal(err)
		}
		paragraphs = append(paragraphs, item.Text)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	for i := range articles {
		at := i * 7 % (len(paragraphs) - 8)
		e.Encode(map[string]any{"id": fmt.Sprint("article ", i), "paragraphs": paragraphs[at:][:1+i%8]})
		if i%100 == 50 {
			b.WriteString("{\"id\": broken\n\n")
		}
	}
	name := filepath.Join(dir, "articles.jsonl")
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// parley runs the program and returns what it said on standard error, and its exit status.
func parley(t *testing.T, stop func(*exec.Cmd), args ...string) (said string, status int) {
	t.Helper()
	return parleyFrom(t, nil, stop, args...)
}

// parleyFrom is parley with a standard input.
func parleyFrom(t *testing.T, in *os.File, stop func(*exec.Cmd), args ...string) (said string, status int) {
	t.Helper()
	c := exec.Command("parley", args...)
	if in != nil {
		c.Stdin = in
	}
	var errs bytes.Buffer
	c.Stderr = &errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if stop != nil {
		go stop(c)
	}
	err := c.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return errs.String(), c.ProcessState.ExitCode()
}

// TestKilled kills runs at random moments, the first of them while it waits for the second half of its input, and goes on with them; in the end the
// output is that of a run that nobody stopped, and nothing else is left.
func TestKilled(t *testing.T) {
	for _, format := range []string{"jsonl", "csv"} {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			in := manyArticles(t, dir, 1200)
			text, err := os.ReadFile(in)
			if err != nil {
				t.Fatal(err)
			}
			whole, out := filepath.Join(dir, "whole"), filepath.Join(dir, "out")
			open := func() *os.File {
				f, err := os.Open(in)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { f.Close() })
				return f
			}
			if said, status := parleyFrom(t, open(), nil, "score", "-", "-m", "stance", "--format", format, "-o", whole, "--threads", "1"); status != exitFailed || !strings.Contains(said, "12 of 1,212 articles could not be read") {
				t.Fatalf("status %d\n%s", status, said)
			}
			want, err := os.ReadFile(whole)
			if err != nil {
				t.Fatal(err)
			}
			seed := uint64(time.Now().UnixNano())
			t.Logf("seed %d", seed)
			random := rand.New(rand.NewPCG(seed, 0))
			killed, resumed := 0, 0
			for try := 0; ; try++ {
				var stop func(*exec.Cmd)
				from := open()
				switch {
				case try == 0:
					half, more, err := os.Pipe()
					if err != nil {
						t.Fatal(err)
					}
					defer half.Close()
					defer more.Close() // until then there may be more
					go more.Write(text[:len(text)/2])
					from = half
					stop = func(c *exec.Cmd) {
						for {
							if _, err := os.Stat(out + checkpointSuffix); err == nil {
								break
							}
							time.Sleep(time.Millisecond)
						}
						c.Process.Kill()
					}
				case try < 8:
					wait := time.Duration(random.IntN(50)) * time.Millisecond
					begun := try%2 == 0 // kill it some time after the next checkpoint, or after its start
					last, _ := os.Stat(out + checkpointSuffix)
					stop = func(c *exec.Cmd) {
						for i := 0; begun && i < 2000; i++ {
							if now, err := os.Stat(out + checkpointSuffix); err == nil && (last == nil || !os.SameFile(now, last)) {
								break
							}
							time.Sleep(time.Millisecond)
						}
						time.Sleep(wait)
						c.Process.Kill()
					}
				}
				said, status := parleyFrom(t, from, stop, "score", "-", "-m", "stance", "--format", format, "-o", out, "--resume", "--checkpoint", "1ms")
				if strings.Contains(said, "going on after") {
					resumed++
				}
				if status == -1 {
					killed++
					if _, err := os.Stat(out); err == nil {
						if have, _ := os.ReadFile(out); !bytes.Equal(have, want) {
							t.Fatal("the output has its name and is not whole")
						}
					}
					continue
				}
				if status != exitFailed || !strings.Contains(said, "12 of 1,212 articles could not be read") {
					t.Fatalf("status %d\n%s", status, said)
				}
				break
			}
			t.Logf("killed %d times, went on %d times", killed, resumed)
			if killed == 0 || resumed == 0 {
				t.Error("no run was killed, or none went on")
			}
			have, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(have, want) {
				t.Errorf("%d bytes after %d kills, %d without, or others", len(have), killed, len(want))
			}
			left, _ := filepath.Glob(filepath.Join(dir, "*"))
			if len(left) != 3 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

// TestInterrupted: Ctrl-C leaves what can be gone on with, and says so.
func TestInterrupted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no signals")
	}
	dir := t.TempDir()
	in := manyArticles(t, dir, 1200)
	out := filepath.Join(dir, "out.jsonl")
	args := []string{"score", in, "-m", "stance", "--format", "jsonl", "-o", out, "--checkpoint", "1ms"}
	said, status := parley(t, func(c *exec.Cmd) {
		for i := 0; i < 5000; i++ {
			if _, err := os.Stat(out + checkpointSuffix); err == nil {
				break
			}
			time.Sleep(time.Millisecond)
		}
		c.Process.Signal(os.Interrupt)
	}, args...)
	if status != exitFailed || !strings.Contains(said, "interrupted; ") || !strings.Contains(said, "the same command with --resume goes on from there") {
		t.Fatalf("status %d\n%s", status, said)
	}
	if said, status = parley(t, nil, args...); status != exitFailed || !strings.Contains(said, "go on with it by --resume, or to begin anew remove") {
		t.Errorf("without --resume: status %d\n%s", status, said)
	}
	for _, other := range [][]string{{"--all"}, {"--format", "csv"}, {"-m", "frames"}, {"--max-risk", "0.3"}, {"--max-bytes", "100000"}, {"--language", "fr"}, {"--text-field", "lead"}, {"--url-field", "link"}} {
		if said, status = parley(t, nil, append(append(args, "--resume"), other...)...); status != exitFailed || !strings.Contains(said, "the run cannot be gone on with: it was begun with") {
			t.Errorf("with %v: status %d\n%s", other, status, said)
		}
	}
	text, err := os.ReadFile(in)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Replace(text, []byte("article 0"), []byte("article O"), 1)
	if err := os.WriteFile(in, changed, 0o644); err != nil {
		t.Fatal(err)
	}
	if said, status = parley(t, nil, append(args, "--resume")...); status != exitFailed || !strings.Contains(said, "the input is not the one that the run began with") {
		t.Errorf("with another input: status %d\n%s", status, said)
	}
	if err := os.WriteFile(in, text[:100], 0o644); err != nil {
		t.Fatal(err)
	}
	if said, status = parley(t, nil, append(args, "--resume")...); status != exitFailed || !strings.Contains(said, "the input is not the one that the run began with") {
		t.Errorf("with a shorter input: status %d\n%s", status, said)
	}
	if err := os.WriteFile(in, text, 0o644); err != nil {
		t.Fatal(err)
	}
	if said, status = parley(t, nil, append(args, "--resume")...); status != exitFailed || !strings.Contains(said, "going on after") || !strings.Contains(said, "12 of 1,212") {
		t.Errorf("resumed: status %d\n%s", status, said)
	}
	whole := filepath.Join(dir, "whole.jsonl")
	parley(t, nil, "score", in, "-m", "stance", "--format", "jsonl", "-o", whole)
	have, _ := os.ReadFile(out)
	if want, _ := os.ReadFile(whole); !bytes.Equal(have, want) || len(want) == 0 {
		t.Error("the resumed output is not that of one run")
	}
}

// TestSettings: every flag of what is read is among what must be the same when a run is gone on with. A checkpoint of a version that did not keep
// all of them is of a run that gave none of the others.
func TestSettings(t *testing.T) {
	var r reading
	c := &cobra.Command{}
	r.add(c)
	has := map[string]bool{}
	for _, s := range r.settings() {
		has[s.Name] = true
	}
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if !has[f.Name] {
			t.Errorf("--%s may differ between the two parts of a run", f.Name)
		}
	})
	old := &checkpoint{Options: r.settings()[:3]}
	if d := old.differs(&checkpoint{Options: r.settings()}); d != "" {
		t.Errorf("a checkpoint with fewer options, without new ones: %s", d)
	}
	r.options.Language = "fr"
	if d := old.differs(&checkpoint{Options: r.settings()}); d != "it was begun with --language none, and now with fr" {
		t.Errorf("a checkpoint with fewer options, with another language: %q", d)
	}
}

// TestLedgerEnds: a run that is killed between the steps of its end is found to be done; what lies beyond the checkpoint is cut off, and an
// output that is shorter, or is being written, is refused.
func TestLedgerEnds(t *testing.T) {
	now := func() *checkpoint {
		return &checkpoint{Format: checkpointFormat, Parley: version, Inputs: []string{"-"}}
	}
	begin := func(t *testing.T) (name string, l *ledger) {
		name = filepath.Join(t.TempDir(), "out")
		l, done, err := openLedger(name, true, time.Nanosecond, now(), nil)
		if err != nil || done {
			t.Fatal(done, err)
		}
		if _, err := l.Write([]byte("one\ntwo\n")); err != nil {
			t.Fatal(err)
		}
		if err := l.at(position{records: 2}, 2, 0); err != nil {
			t.Fatal(err)
		}
		return name, l
	}
	again := func(name string) (*ledger, bool, error) { return openLedger(name, true, time.Nanosecond, now(), nil) }
	only := func(t *testing.T, name, text string) {
		t.Helper()
		if have, err := os.ReadFile(name); err != nil || string(have) != text {
			t.Errorf("%q, %v", have, err)
		}
		if all, _ := filepath.Glob(name + "*"); len(all) != 1 {
			t.Errorf("there is %v", all)
		}
	}
	t.Run("marked done", func(t *testing.T) {
		name, l := begin(t)
		l.now.Done = true
		if err := l.check(); err != nil {
			t.Fatal(err)
		}
		l.f.Close()
		if _, done, err := again(name); err != nil || !done {
			t.Fatal(done, err)
		}
		only(t, name, "one\ntwo\n")
	})
	t.Run("named", func(t *testing.T) {
		name, l := begin(t)
		l.now.Done = true
		if err := l.check(); err != nil {
			t.Fatal(err)
		}
		l.f.Close()
		if err := os.Rename(name+partialSuffix, name); err != nil {
			t.Fatal(err)
		}
		if _, done, err := again(name); err != nil || !done {
			t.Fatal(done, err)
		}
		only(t, name, "one\ntwo\n")
	})
	t.Run("beyond", func(t *testing.T) {
		name, l := begin(t)
		l.Write([]byte("thr"))
		l.w.Flush()
		l.f.Close()
		l, done, err := again(name)
		if err != nil || done || l.now.Articles != 2 || l.position().records != 2 {
			t.Fatal(done, err)
		}
		l.Write([]byte("three\n"))
		if err := l.finish(); err != nil {
			t.Fatal(err)
		}
		only(t, name, "one\ntwo\nthree\n")
	})
	t.Run("shorter", func(t *testing.T) {
		name, l := begin(t)
		l.f.Close()
		if err := os.Truncate(name+partialSuffix, 3); err != nil {
			t.Fatal(err)
		}
		if _, _, err := again(name); err == nil || !strings.Contains(err.Error(), "has 3 bytes, and 8 when the checkpoint was made") {
			t.Error(err)
		}
	})
	t.Run("no checkpoint", func(t *testing.T) {
		name, l := begin(t)
		l.f.Close()
		if err := os.Remove(name + checkpointSuffix); err != nil {
			t.Fatal(err)
		}
		l, done, err := again(name)
		if err != nil || done || l.now.Bytes != 0 {
			t.Fatal(done, err)
		}
		if err := l.finish(); err != nil {
			t.Fatal(err)
		}
		only(t, name, "")
	})
	t.Run("altered checkpoint", func(t *testing.T) {
		name, l := begin(t)
		l.f.Close()
		data, _ := os.ReadFile(name + checkpointSuffix)
		for n := range len(data) - 2 {
			if err := os.WriteFile(name+checkpointSuffix, data[:n], 0o644); err != nil {
				t.Fatal(err)
			}
			if _, _, err := again(name); err == nil || !strings.Contains(err.Error(), "is no checkpoint of this parley") {
				t.Fatalf("%d bytes: %v", n, err)
			}
		}
	})
	if lockable(t) {
		t.Run("in use", func(t *testing.T) {
			name, l := begin(t)
			defer l.f.Close()
			if _, _, err := again(name); err == nil || !strings.Contains(err.Error(), "another parley writes") {
				t.Error(err)
			}
		})
	}
}

// lockable tells whether files can be locked here.
func lockable(t *testing.T) bool {
	name := filepath.Join(t.TempDir(), "f")
	a, err1 := os.Create(name)
	b, err2 := os.Open(name)
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	defer a.Close()
	defer b.Close()
	return lock(a) == nil && lock(b) != nil
}

// TestRates: what the terminal shows.
func TestRates(t *testing.T) {
	for _, c := range []struct {
		got, want string
	}{
		{rates(1234, 5678, 30e6, 10e6, 50e6, 10*time.Second), "1,234 articles, 567 paragraphs/s, 2.0 MB/s, 60%, about 10s left"},
		{rates(1, 1, 10, 0, 0, time.Second), "1 article, 1 paragraph/s, 0.0 MB/s"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// TestManyParagraphs: an article of very many paragraphs takes time in proportion, in every format; the time of go test is the limit.
func TestManyParagraphs(t *testing.T) {
	const n = 20000
	in := filepath.Join(t.TempDir(), "many.jsonl")
	text := `{"id": "many", "paragraphs": ["` + strings.Repeat(`The envoys met again on Monday, and agreed to talk.", "`, n-1) + `The envoys met again."]}`
	if err := os.WriteFile(in, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"jsonl", "text"} {
		out := in + "." + format
		if said, status := parley(t, nil, "score", in, "-m", "stance", "--format", format, "-o", out); status != exitDone {
			t.Fatalf("%s: status %d\n%s", format, status, said)
		}
		have, err := os.ReadFile(out)
		if err != nil || bytes.Count(have, []byte("envoys met again")) != n {
			t.Errorf("%s: %d paragraphs, want %d (%v)", format, bytes.Count(have, []byte("envoys met again")), n, err)
		}
	}
}
