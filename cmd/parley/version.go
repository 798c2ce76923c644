package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/parley-go/parley/classify"
)

// version is the released version that this source becomes.
const version = "0.1.0"

func newVersion(streams) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of parley, of the model format and of what it is built on",
		Example: "  parley version",
		Args:    exactly(0, "none"),
		RunE: func(c *cobra.Command, _ []string) error {
			fmt.Fprintf(c.OutOrStdout(), "parley %s\nmodel format %d\n%s %s/%s\n", version, classify.Format, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			info, ok := debug.ReadBuildInfo()
			if !ok {
				return nil
			}
			for _, d := range info.Deps {
				switch d.Path {
				case "github.com/jbrukh/bayesian", "github.com/kljensen/snowball", "gonum.org/v1/gonum":
					fmt.Fprintf(c.OutOrStdout(), "%s %s\n", d.Path, d.Version)
				}
			}
			return nil
		},
	}
}

// built is the version and, where the program knows it, the state of the source that it was built from: two of one version may score otherwise.
func built() string {
	s := version
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, v := range info.Settings {
			switch {
			case v.Key == "vcs.revision":
				s += fmt.Sprintf(" (%.12s)", v.Value)
			case v.Key == "vcs.modified" && v.Value == "true":
				s += " with changes"
			}
		}
	}
	return s
}

// versions are those of the program and of what its figures depend on, for manifests.
func versions() []classify.Version {
	all := []classify.Version{{Name: "parley", Version: version}, {Name: "go", Version: runtime.Version() + " " + runtime.GOARCH}}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return all
	}
	for _, d := range info.Deps {
		switch d.Path {
		case "github.com/jbrukh/bayesian", "github.com/kljensen/snowball", "gonum.org/v1/gonum":
			all = append(all, classify.Version{Name: d.Path, Version: d.Version})
		}
	}
	return all
}
