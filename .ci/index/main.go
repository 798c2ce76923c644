// Command index writes the indexes of the built-in models, with which they are ready without their vocabularies being read:
//
//	go run ./.ci/index [FOLDER]
//
// reads each FOLDER/NAME.parley (default: classify/builtin) and writes NAME.index beside it.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/parley-go/parley/classify"
)

func main() {
	folder := "classify/builtin"
	if len(os.Args) > 1 {
		folder = os.Args[1]
	}
	if err := index(folder); err != nil {
		fmt.Fprintln(os.Stderr, "index:", err)
		os.Exit(1)
	}
}

func index(folder string) error {
	for _, name := range classify.Builtins() {
		path := filepath.Join(folder, name+".parley")
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		m, err := classify.Parse(data)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		var b bytes.Buffer
		if err := m.WriteIndex(&b); err != nil {
			return err
		}
		if err := os.WriteFile(strings.TrimSuffix(path, ".parley")+".index", b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}
