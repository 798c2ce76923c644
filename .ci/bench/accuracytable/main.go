// Command accuracytable trains and measures parley on public sets and prints one Markdown table, with the commands below it.
//
//	go run ./.ci/bench/accuracytable WORK DATA [ROW...]
//
// WORK holds the program parley and gets the models; DATA is what accuracyset wrote. It is run by .ci/bench/accuracy from
// the root of the repository.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: accuracytable WORK DATA [ROW...]")
		os.Exit(2)
	}
	chosen, err := choose(os.Args[3:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "accuracytable:", err)
		os.Exit(2)
	}
	b := &bench{work: os.Args[1], data: os.Args[2]}
	fmt.Println("| set | figure | published n-gram | best linear | parley | difference | target | reached | training, s | peak, MB |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|")
	var commands []string
	failed := false
	for _, r := range chosen {
		b.reset()
		value, err := b.measure(r)
		if err != nil {
			fmt.Fprintf(os.Stderr, "accuracytable: %s: %v\n", r.name, err)
			failed = true
			continue
		}
		fmt.Println(tableLine(r, value, b.seconds, b.peak))
		commands = append(commands, fmt.Sprintf("%s:", r.title))
		commands = append(commands, b.commands...)
	}
	fmt.Printf("\n```\n%s\n```\n", strings.Join(commands, "\n"))
	if failed {
		os.Exit(1)
	}
}

// choose returns the rows with the names, or all.
func choose(names []string) ([]row, error) {
	if len(names) == 0 {
		return rows, nil
	}
	var out []row
	for _, name := range names {
		i := slices.IndexFunc(rows, func(r row) bool { return r.name == name })
		if i < 0 {
			return nil, fmt.Errorf("no row %s", name)
		}
		out = append(out, rows[i])
	}
	return out, nil
}

func tableLine(r row, value float64, seconds time.Duration, peak int64) string {
	published := func(v float64) string {
		if v == 0 {
			return "–"
		}
		return fmt.Sprintf("%.2f", v)
	}
	difference, reached := "–", "no"
	if best := max(r.ngram, r.linear); best > 0 {
		difference = fmt.Sprintf("%+.2f", value-best)
	}
	// Targets are given with one or two digits; what rounds to the target reaches it.
	if value >= r.target-0.005 {
		reached = "yes"
	}
	title := r.title
	if r.vectors {
		title += ", GloVe"
	}
	return fmt.Sprintf("| %s | %s | %s | %s | %.2f | %s | %.2f | %s | %.1f | %d |",
		title, r.figure, published(r.ngram), published(r.linear), value, difference, r.target, reached, seconds.Seconds(), peak)
}

// config is the configuration of a row.
func config(r row) string { return filepath.Join(".ci/bench/accuracy-configs", r.config+".json") }
