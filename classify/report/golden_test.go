package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parley-go/parley/classify"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares a report with the file of that name in testdata, but for the configuration, which grows with the project.
func golden(t *testing.T, name, got string) {
	t.Helper()
	config := indented(classify.Default("logistic"))
	got = strings.Replace(got, config, "CONFIGURATION", 1)
	var b bytes.Buffer
	if err := json.Compact(&b, []byte(config)); err != nil {
		t.Fatal(err)
	}
	got = strings.Replace(got, b.String(), "CONFIGURATION", 1)
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is now\n%s\nwant\n%s", name, got, want)
	}
}
