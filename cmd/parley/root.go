package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// newRoot makes the command with all its verbs.
func newRoot(s streams) *cobra.Command {
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
		return usageError{nearFlag(c, err)}
	})
	root.CompletionOptions.HiddenDefaultCmd = false
	root.SuggestionsMinimumDistance = 2
	root.AddCommand(
		newScore(s), newTrain(s), newEvaluate(s), newCrossval(s), newCompare(s), newTune(s), newVerify(s), newExplain(s), newExtract(s), newCorpus(s), newMetrics(s), newInfo(s), newVersion(s),
	)
	return root
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

// exactly refuses any other number of arguments with a message that says what is wanted.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != n {
			return usagef("%d arguments given: %s takes %s", len(args), c.CommandPath(), what)
		}
		return nil
	}
}

// completeWords completes a flag with fixed words.
func completeWords(c *cobra.Command, flag string, words []string) {
	err := c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic("parley: " + err.Error())
	}
}
