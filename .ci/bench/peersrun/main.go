// Command peersrun measures parley and the programs that a user could take
// instead, side by side in one run, on the paragraphs of Reuters-21578.
//
// Rounds go over all measurements in turn, so that what else the machine does
// falls on all of them; the table has medians. Every peer gets the same
// paragraphs and labels, and every figure that its own programs can give.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	if len(os.Args) > 3 && os.Args[1] == watch {
		if err := watched(os.Args[2], os.Args[3], os.Args[4:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	runs := flag.Int("runs", 5, "rounds")
	work := flag.String("work", "", "folder for corpus, models and outputs (default: a temporary one)")
	only := flag.String("only", "", "names of the peers to measure, with commas between (default: all)")
	cpu := flag.Bool("cpu", false, "measure processor time, for machines that do other work meanwhile")
	trained := flag.Bool("trained", false, "train nothing: take the models that a former run left in -work")
	digest := flag.Bool("digest", false, "print a digest of all predictions and the time of a paragraph instead")
	profile := flag.String("profile", "", "with -digest: file for a profile of the processor time")
	// FOLDER comes first, flags after it or before it.
	args := os.Args[1:]
	folder := ""
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		folder, args = args[0], args[1:]
	}
	flag.CommandLine.Parse(args)
	if folder == "" {
		folder = flag.Arg(0)
	}
	if folder == "" {
		fmt.Fprintln(os.Stderr, "usage: .ci/bench/peers FOLDER [-runs N] [-work DIR] [-only NAME,NAME] [-cpu]")
		os.Exit(2)
	}
	if err := run(folder, *work, *only, *profile, *runs, *cpu, *trained, *digest); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func run(folder, work, only, profile string, runs int, cpu, trained, digest bool) error {
	if work == "" {
		dir, err := os.MkdirTemp("", "peers")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		work = dir
	}
	work, err := filepath.Abs(work)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(work, 0o755); err != nil {
		return err
	}
	c, err := readCorpus(folder)
	if err != nil {
		return err
	}
	b := &bench{corpus: c, work: work, runs: runs, only: only, cpu: cpu, trained: trained}
	if digest {
		b.cpu = true
		return b.digest(profile)
	}
	if err := b.files(); err != nil {
		return err
	}
	fmt.Printf("%d articles; %d train and %d test paragraphs, %d in all, %.1f MB\n", len(c.articles), len(c.train), len(c.test), len(c.train)+len(c.test), float64(c.size())/1e6)
	for _, add := range []func(*bench) error{parley, fastText, scikit, liblinear, jbrukh} {
		if err := add(b); err != nil {
			return err
		}
	}
	if err := b.measure(); err != nil {
		return err
	}
	b.print(os.Stdout)
	return nil
}
