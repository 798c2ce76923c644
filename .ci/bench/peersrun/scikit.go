package main

import (
	_ "embed"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
)

//go:embed scikit.py
var script []byte

// scikit adds rows for tf-idf of words and pairs with logistic regression, with and without a stemmer, and for naive Bayes.
func scikit(b *bench) error {
	python := interpreter("sklearn")
	if python == "" {
		b.note("scikit-learn is left out: no Python on the path has it; PYTHON names another.")
		return nil
	}
	if err := os.WriteFile(b.at("scikit.py"), script, 0o644); err != nil {
		return err
	}
	for _, k := range [][2]string{{"plain", "scikit-learn LR"}, {"stem", "scikit-learn LR, stems"}, {"bayes", "scikit-learn NB, stems"}} {
		kind, name := k[0], k[1]
		if kind != "plain" && exec.Command(python, "-c", "import nltk").Run() != nil {
			b.note("%s is left out: the Python with scikit-learn has no nltk.", name)
			continue
		}
		p := b.add(name)
		if p == nil {
			continue
		}
		times := 0
		if kind != "bayes" {
			times = 1 // a training takes the better part of a minute
		}
		p.how = append(p.how, commandLine(python, []string{b.at("scikit.py"), "train", b.work, kind}), commandLine(python, []string{b.at("scikit.py"), "score", b.work, kind, "all.txt"}))
		b.step(p.name+": train", times, func() error {
			if b.trained {
				return nil
			}
			s, size, said, err := b.run("", python, b.at("scikit.py"), "train", b.work, kind)
			if err != nil {
				return err
			}
			p.put(train, s)
			p.put(trainSize, size)
			return told(p, said)
		})
		b.step(p.name+": score", 0, func() error {
			s, size, said, err := b.run(kind+".scored", python, b.at("scikit.py"), "score", b.work, kind, "all.txt")
			if err != nil {
				return err
			}
			p.put(file, s)
			p.put(fileSize, size)
			if err := told(p, said); err != nil {
				return err
			}
			s, size, _, err = b.run(kind+".scored1", python, b.at("scikit.py"), "score", b.work, kind, "one.txt")
			p.put(cold, 1000*s)
			p.put(coldSize, size)
			return err
		})
		b.step(p.name+": macro-F1", 1, func() error {
			if _, _, _, err := b.run(kind+".test", python, b.at("scikit.py"), "score", b.work, kind, "test.txt"); err != nil {
				return err
			}
			return b.labelled(p, kind+".test")
		})
	}
	return nil
}

// interpreter returns a Python that has the module, or nothing.
func interpreter(module string) string {
	for _, name := range []string{os.Getenv("PYTHON"), "python3", "/usr/bin/python3"} {
		if name != "" && exec.Command(name, "-c", "import "+module).Run() == nil {
			return name
		}
	}
	return ""
}

// told takes the figures that the script has measured within the process.
func told(p *peer, said string) error {
	var v map[string]float64
	if err := json.Unmarshal([]byte(said), &v); err != nil {
		return errors.Join(err, errors.New(said))
	}
	for name, figure := range map[string]int{"extract": extract, "rate": rate} {
		if v[name] > 0 {
			p.put(figure, v[name])
		}
	}
	return nil
}
