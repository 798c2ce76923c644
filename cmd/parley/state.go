package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"sync"
)

// stateFile keeps figures in a file of JSON lines, one as soon as it is known. A last line that was cut short is dropped.
type stateFile struct {
	mutex sync.Mutex
	known map[string]float64
	file  *os.File
	name  string
}

type stateLine struct {
	Key   string   `json:"key"`
	Value *float64 `json:"value"` // null: undefined
}

// stateBegins is how each line of a state begins.
const stateBegins = `{"key":"`

// openState opens a state, or begins one. A file that is no state is refused and stays as it is.
func openState(name string) (*stateFile, error) {
	f, err := openLocked(name)
	if err != nil {
		return nil, err
	}
	s := &stateFile{known: map[string]float64{}, file: f, name: name}
	r := bufio.NewReader(f)
	whole := int64(0)
	for n := 1; ; n++ {
		line, err := r.ReadBytes('\n')
		if err == io.EOF {
			begins := stateBegins[:min(len(line), len(stateBegins))]
			if whole == 0 && !bytes.HasPrefix(line, []byte(begins)) {
				f.Close()
				return nil, fmt.Errorf("%s:%d: no figure of a search: give another file to --state", name, n)
			}
			break
		}
		if err != nil {
			f.Close()
			return nil, fmt.Errorf("cannot read %s: %w", name, reason(err))
		}
		var l stateLine
		if err := json.Unmarshal(line, &l); err != nil || l.Key == "" {
			f.Close()
			return nil, fmt.Errorf("%s:%d: no figure of a search: give another file to --state", name, n)
		}
		s.known[l.Key] = math.NaN()
		if l.Value != nil {
			s.known[l.Key] = *l.Value
		}
		whole += int64(len(line))
	}
	err = f.Truncate(whole)
	if err == nil {
		_, err = f.Seek(whole, io.SeekStart)
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("cannot write %s: %w", name, reason(err))
	}
	return s, nil
}

// Get returns a figure that is known.
func (s *stateFile) Get(key string) (float64, bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	v, ok := s.known[key]
	return v, ok
}

// Put keeps a figure.
func (s *stateFile) Put(key string, v float64) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	l := stateLine{Key: key, Value: &v}
	if math.IsNaN(v) {
		l.Value = nil
	}
	text, err := json.Marshal(l)
	if err != nil {
		return err
	}
	s.known[key] = v
	if _, err := s.file.Write(append(text, '\n')); err != nil {
		return fmt.Errorf("cannot write %s: %w", s.name, reason(err))
	}
	return nil
}

func (s *stateFile) close() { s.file.Close() }
