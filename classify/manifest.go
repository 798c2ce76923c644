package classify

// Manifest is how an evaluation was made: with the corpus, the configuration and the seed it gives the same evaluation again.
type Manifest struct {
	Verb      string       `json:"verb"`  // crossval or evaluate
	Model     string       `json:"model"` // SHA-256 of the model file; "" for a cross-validation
	Cross     *CrossRecord `json:"cross"` // nil for an evaluation of a model
	Slices    []string     `json:"slices"`
	Metrics   []string     `json:"metrics"`
	Bootstrap int          `json:"bootstrap"`
	Seed      uint64       `json:"seed"`
	Versions  []Version    `json:"versions"` // of parley and what it is built on
}

// CrossRecord is the options of a cross-validation that change its outcome.
type CrossRecord struct {
	Repeats int    `json:"repeats"`
	By      string `json:"by"`
	Inner   int    `json:"inner"`
	Leak    bool   `json:"leak"`
	Curve   bool   `json:"curve"`
}

// Check returns an error that names the first option out of its range.
func (m *Manifest) Check() error {
	if err := (EvaluateOptions{Bootstrap: m.Bootstrap}).Check(); err != nil {
		return err
	}
	if m.Cross != nil {
		return m.Cross.Options().Check()
	}
	return nil
}

// Version is a part of the program and its version.
type Version struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Record returns the options as a manifest keeps them.
func (o CrossOptions) Record() *CrossRecord {
	return &CrossRecord{o.Repeats, o.By, o.Inner, o.Leak, o.Curve}
}

// Options returns the options that were recorded.
func (r CrossRecord) Options() CrossOptions {
	return CrossOptions{Repeats: r.Repeats, By: r.By, Inner: r.Inner, Leak: r.Leak, Curve: r.Curve}
}
