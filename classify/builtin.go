package classify

import (
	"embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed builtin/*.parley
var builtinFiles embed.FS

// builtin holds the embedded models that have been asked for.
var builtin sync.Map // name → func() (*Model, error)

// Builtins returns the names of the models that come with parley, sorted.
func Builtins() []string {
	entries, err := builtinFiles.ReadDir("builtin")
	if err != nil {
		panic("classify: " + err.Error())
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".parley"); ok {
			names = append(names, name)
		}
	}
	return names
}

// Builtin returns the model of that name that comes with parley. It is decoded at the first call; other names are an error.
func Builtin(name string) (*Model, error) {
	load, _ := builtin.LoadOrStore(name, sync.OnceValues(func() (*Model, error) {
		data, err := builtinFiles.ReadFile("builtin/" + name + ".parley")
		if err != nil {
			return nil, fmt.Errorf("no built-in model is called %q: there are %s", name, strings.Join(Builtins(), ", "))
		}
		return Parse(data)
	}))
	return load.(func() (*Model, error))()
}
