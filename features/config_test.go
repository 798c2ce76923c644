package features

import (
	"math"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	for want, change := range map[string]func(c *Config){
		"":                     func(*Config) {},
		"language":             func(c *Config) { c.Language = "xx" },
		"families: none":       func(c *Config) { c.Families = nil },
		"families[1].kind":     func(c *Config) { c.Families[1].Kind = "shapes" },
		"families[0].min, max": func(c *Config) { c.Families[0].Min = 0 },
		"families[1].min, max": func(c *Config) { c.Families[1].Max = 6 },
		"families[0].min":      func(c *Config) { c.Families[0].Min, c.Families[0].Max = 2, 1 },
		"families[2].kind: \"cues\" is for language en": func(c *Config) { c.Language = "sv" },
		"families[3].kind: \"cues\" twice":              func(c *Config) { c.Families[3] = c.Families[2] },
		"families[2].min, max: words":                   func(c *Config) { c.Families[2] = c.Families[0] },
		"families[7].kind: \"posts\" reads names":       func(c *Config) { c.MaskNames = true },
		"families[0].weighting":                         func(c *Config) { c.Families[0].Weighting = "bm25" },
		"families[0].scale: 0":                          func(c *Config) { c.Families[0].Scale = 0 },
		"families[0].scale: NaN":                        func(c *Config) { c.Families[0].Scale = math.NaN() },
		"families[0].scale: +Inf":                       func(c *Config) { c.Families[0].Scale = math.Inf(1) },
		"families[1].min_docs":                          func(c *Config) { c.Families[1].MinDocs = -1 },
		"families[1].max_size":                          func(c *Config) { c.Families[1].MaxSize = -1 },
	} {
		c := everything()
		change(&c)
		err := c.Check()
		if want == "" {
			if err != nil {
				t.Errorf("%+v: %v, want no error", c, err)
			}
			continue
		}
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%+v: %v, want an error that begins %q", c, err, want)
		}
		if _, err := Analyze(c, sample); err == nil || !strings.HasPrefix(err.Error(), "features: "+want) {
			t.Errorf("Analyze: %v, want an error that begins %q", err, "features: "+want)
		}
	}
}

// TestSplitKind weighs words and word pairs apart.
func TestSplitKind(t *testing.T) {
	joint := everything()
	joint.Families = joint.Families[:1]
	joint.Families[0].Weighting, joint.Families[0].Unit = Count, false
	split := joint
	split.Families = append(append([]Family{}, joint.Families[0]), joint.Families[0])
	split.Families[0].Min, split.Families[0].Max = 2, 2
	split.Families[1].Min, split.Families[1].Max, split.Families[1].Scale = 1, 1, 3
	v, w := learn(t, joint), reread(t, learn(t, split))
	values := func(v *Vectorizer, s string) map[string]float32 {
		m, x := map[string]float32{}, v.Vector(Vector{}, s)
		for i, f := range x.Index {
			m[v.Name(f)] = x.Value[i]
		}
		return m
	}
	for _, s := range sample {
		x, y := values(v, s), values(w, s)
		for name, n := range x {
			if !strings.Contains(name, " ") {
				n *= 3
			}
			if y[name] != n {
				t.Errorf("%q in %q: %v, want %v", name, s, y[name], n)
			}
		}
		if len(x) != len(y) {
			t.Errorf("%q: %d features, want %d", s, len(y), len(x))
		}
	}
}
