package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/parley-go/parley/labels"
)

// verb is a command by name.
type verb struct {
	name string
	make func(streams) *cobra.Command
}

// verbs are the commands, in any order: help sorts them.
var verbs = []verb{
	{"score", newScore}, {"train", newTrain}, {"evaluate", newEvaluate}, {"crossval", newCrossval}, {"compare", newCompare}, {"tune", newTune},
	{"verify", newVerify}, {"explain", newExplain}, {"extract", newExtract}, {"shares", newShares}, {"corpus", newCorpus}, {"metrics", newMetrics},
	{"config", func(streams) *cobra.Command { return newConfigHelp() }}, {"scheme", func(streams) *cobra.Command { return newSchemeHelp() }}, {"info", newInfo}, {"version", newVersion},
}

// newRoot makes the command with all its verbs, or with the one that args begin with and no other: making all takes longer than a verb may.
func newRoot(s streams, args ...string) *cobra.Command {
	root := &cobra.Command{
		Use:   "parley",
		Short: "Stance and frames of news paragraphs about peace talks",
		Long: `parley reads news articles, splits them into paragraphs and says for each paragraph what stance it takes
toward peace talks (optimistic, skeptical, neutral) and which frames it uses. It trains such models on
coded paragraphs, measures how far they can be trusted, and reports the figures.`,
		Example: `  parley score article.txt                     # built-in models
  parley train --input coded.jsonl --scheme stance -o mine.parley
  parley evaluate -m mine.parley --input held-out.jsonl --format html -o report.html`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return c.Help()
			}
			message := "unknown command %q"
			if near := c.SuggestionsFor(args[0]); len(near) > 0 {
				message += ": did you mean " + strings.Join(near, " or ") + "?"
			}
			return usagef(message, args[0])
		},
	}
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usageError{flagError(c, err)}
	})
	root.CompletionOptions.HiddenDefaultCmd = false
	root.SuggestionsMinimumDistance = 2
	root.Version = version
	root.SetVersionTemplate("parley {{.Version}}\n")
	root.SetHelpCommand(newHelp(root))
	one := len(args) > 0 && slices.ContainsFunc(verbs, func(v verb) bool { return v.name == args[0] })
	for _, v := range verbs {
		if !one || v.name == args[0] {
			root.AddCommand(v.make(s))
		}
	}
	return root
}

// strictCompletion makes parley completion refuse words that are no shell.
func strictCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd("completion")
	c, _, err := root.Find([]string{"completion"})
	if err != nil {
		return
	}
	c.Args = cobra.ArbitraryArgs
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usagef("no shell is called %q: give bash, fish, powershell or zsh", strings.Join(args, " "))
		}
		return c.Help()
	}
}

// newHelp is parley help, which refuses words that are no command.
func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Help about a command",
		Example: "  parley help score\n  parley help corpus agree",
		RunE: func(_ *cobra.Command, args []string) error {
			c, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return usagef("no command is called %q: parley help lists them", strings.Join(args, " "))
			}
			return c.Help()
		},
	}
}

// nearFlag adds the flag that was probably meant to an error about an unknown one.
func nearFlag(c *cobra.Command, err error) error {
	_, name, found := strings.Cut(err.Error(), "unknown flag: --")
	if !found {
		return err
	}
	best, least := "", 3
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if d := distance(name, f.Name); d < least {
			best, least = f.Name, d
		}
	})
	if best == "" {
		return err
	}
	return usagef("%v: did you mean --%s?", err, best)
}

// distance is the Levenshtein distance of two ASCII words.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := last
			if a[i] != b[j] {
				change++
			}
			last = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// exactly refuses any other number of arguments with a message that says what is wanted. Those too many may be the input of a verb that takes
// coded paragraphs.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == n {
			return nil
		}
		message := fmt.Sprintf("%s given: %s takes %s", arguments(len(args)), c.CommandPath(), what)
		if len(args) > n && c.Flags().Lookup("input") != nil {
			message += ": did you mean --input " + strings.Join(args[n:], " --input ") + "?"
		}
		return usageError{errors.New(message)}
	}
}

// arguments counts arguments in words.
func arguments(n int) string {
	if n == 0 {
		return "no argument"
	}
	return labels.Counted(n, "argument", "arguments")
}

// badValue is what the flag library says of a value of another type than its flag's.
var badValue = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^invalid argument "(.*)" for "(?:-\w, )?(--[\w-]+)" flag: `)
})

// flagError puts an error of the flag library in plain words.
func flagError(c *cobra.Command, err error) error {
	m := badValue().FindStringSubmatch(err.Error())
	if m == nil {
		return nearFlag(c, err)
	}
	want := map[string]string{"int": "a whole number", "int64": "a whole number", "uint64": "a whole number of 0 or more", "float64": "a number", "bool": "true or false"}
	f := c.Flags().Lookup(m[2][2:])
	if f == nil || want[f.Value.Type()] == "" {
		return err
	}
	return fmt.Errorf("%s %s: give %s", m[2], m[1], want[f.Value.Type()])
}

// mostThreads is the most that --threads takes: more than any machine has cores.
const mostThreads = 4096

// threadsFlag refuses a number of threads that cannot be.
func threadsFlag(n int) error {
	if n < 0 || n > mostThreads {
		return usagef("--threads %d: give 0 (one a core) to %d", n, mostThreads)
	}
	return nil
}

// bootstrapFlag refuses a number of replicates that is out of range.
func bootstrapFlag(n int) error {
	if n < 0 || n > 100000 {
		return usagef("--bootstrap %d: give 0 (off) to 100000", n)
	}
	return nil
}

// completeWords completes a flag with fixed words.
func completeWords(c *cobra.Command, flag string, words []string) {
	err := c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic("parley: " + err.Error())
	}
}
