// Package clones finds clones of public repositories for the programs of .ci.
package clones

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Find returns the git directory of the clone of OWNER/NAME in a folder, where it is called OWNER+NAME, OWNER/NAME or NAME, with or without a work
// tree. If there is none the error says how to make one.
func Find(folder, repository string) (string, error) {
	plain := strings.ReplaceAll(repository, "/", "+")
	for _, dir := range []string{plain, repository, filepath.Base(repository)} {
		for _, below := range []string{"", ".git", "repo", "repo/.git"} {
			d := filepath.Join(folder, dir, below)
			if _, err := os.Stat(filepath.Join(d, "HEAD")); err == nil {
				return d, nil
			}
		}
	}
	return "", fmt.Errorf("no clone: git clone https://github.com/%s %s", repository, filepath.Join(folder, plain))
}
