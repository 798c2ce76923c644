package article

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
)

// mixed writes a directory with inputs of every kind and returns it.
func mixed(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.txt":        "Envoys meet\n\nEnvoys of both sides met on Monday in Geneva and agreed to meet again.\n",
		"b.jsonl":      "{\"text\": \"One.\"}\n\nbroken\n{\"id\": \"x\", \"paragraphs\": [\"Two.\", \"Three.\"]}\n{}",
		"c.csv":        "id,text\n1,\"Said \"\"no\"\" today.\"\n2,\n3,Four.\n",
		"d.tsv":        "id\ttext\n1\tFive.\n",
		"e.html":       "<html><body><article><p>Envoys of both sides met on Monday in Geneva and agreed to meet again within the week.</p></article></body></html>",
		"f.md":         "# Talks\n\nEnvoys met.\n",
		"g.txt":        "",
		"deep/h.jsonl": "",
		"notes":        "left out",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestRecords: records that are read at once by many goroutines are the articles and problems that Files yields, and the bytes that are
// counted are those of the files.
func TestRecords(t *testing.T) {
	dir := mixed(t)
	type result struct {
		a   *Article
		err string
	}
	note := func(a *Article, err error) result {
		if err != nil {
			return result{err: err.Error()}
		}
		return result{a: a}
	}
	var want []result
	for a, err := range Files([]string{dir, "-", "missing"}, bytes.NewReader([]byte("Six.")), Options{}) {
		want = append(want, note(a, err))
	}
	if len(want) != 15 {
		t.Errorf("%d articles and problems", len(want))
	}
	var n atomic.Int64
	var all []Record
	for r := range Records([]string{dir, "-", "missing"}, bytes.NewReader([]byte("Six.")), Options{Count: &n}) {
		all = append(all, r)
	}
	got := make([]result, len(all))
	var wait sync.WaitGroup
	for i := range all {
		wait.Go(func() { got[i] = note(all[i].Article()) })
	}
	wait.Wait()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	size, ok := Size([]string{dir})
	if !ok || n.Load() != size+int64(len("Six.")) {
		t.Errorf("%d bytes counted, %d in the files (%v)", n.Load(), size, ok)
	}
	if _, ok := Size([]string{dir, "-"}); ok {
		t.Error("the size of standard input is known")
	}
}

// TestSum: the sum of records tells a changed input.
func TestSum(t *testing.T) {
	dir := mixed(t)
	sum := func() string {
		var b bytes.Buffer
		for r := range Records([]string{dir}, nil, Options{}) {
			r.Sum(&b)
		}
		return b.String()
	}
	last := sum()
	if sum() != last {
		t.Error("two sums of one input differ")
	}
	for _, change := range [][2]string{
		{"a.txt", "Other text.\n"}, {"b.jsonl", "{\"text\": \"Two.\"}\n"}, {"c.csv", "id,text\n1,Said no today.\n"}, {"c.csv", "text,id\n1,Said no today.\n"}, {"g.txt", "x"},
	} {
		name, text := change[0], change[1]
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		next := sum()
		if next == last {
			t.Errorf("the sum stays when %s changes", name)
		}
		last = next
	}
}
