package main

import (
	"encoding/csv"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// table reads CSV or TSV with a header as one map a row.
func table(r *repository, file string, comma rune) ([]map[string]string, error) {
	text, err := r.file(file)
	if err != nil {
		return nil, err
	}
	c := csv.NewReader(strings.NewReader(text))
	c.Comma, c.LazyQuotes, c.FieldsPerRecord = comma, comma == '\t', -1
	rows, err := c.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, cell := range row {
			if i < len(rows[0]) {
				m[rows[0][i]] = cell
			}
		}
		out = append(out, m)
	}
	return out, nil
}

// gwsd reads the Global Warming Stance Dataset with the labels of its authors' item response model: the likeliest class
// of each sentence, the held-out sentences as the test.
func gwsd(r []*repository) (map[string][]line, error) {
	const dir = "3_stance_detection/2_Stance_model/data/"
	test, err := table(r[0], dir+"held_out_balanced_test.tsv", '\t')
	if err != nil {
		return nil, err
	}
	all, err := table(r[0], dir+"sent_scores_df_final.tsv", '\t')
	if err != nil {
		return nil, err
	}
	out, held := map[string][]line{}, map[string]bool{}
	classes := []string{"disagree", "neutral", "agree"}
	for _, part := range []struct {
		name string
		rows []map[string]string
	}{{"test", test}, {"train", all}} {
		for _, row := range part.rows {
			id := row["round"] + "_" + row["batch"] + "_" + row["sent_id"]
			if held[id] {
				continue
			}
			best, top := "", -1.0
			for _, c := range classes {
				p, err := strconv.ParseFloat(row[c], 64)
				if err != nil {
					return nil, fmt.Errorf("%s, %s: %w", id, c, err)
				}
				if p > top {
					best, top = c, p
				}
			}
			if part.name == "test" {
				held[id] = true
			}
			out[part.name] = append(out[part.name], line{ID: id, Text: strings.TrimSpace(row["sentence"]), Label: best})
		}
	}
	return out, nil
}

// gvfc reads the Gun Violence Frame Corpus: all 1,300 headlines about gun violence (all) and the fixed split of
// openFraming (train, test), whose test has its labels from the corpus.
func gvfc(r []*repository) (map[string][]line, error) {
	names := map[string]string{"1": "2nd Amendment rights", "2": "Gun control", "3": "Politics", "4": "Mental health",
		"5": "School or public space safety", "6": "Race", "7": "Public opinion", "8": "Society", "9": "Economic consequences"}
	rows, err := table(r[0], "data/GVFC_extension_multimodal.csv", ',')
	if err != nil {
		return nil, err
	}
	out, frame := map[string][]line{}, map[string]string{}
	for _, row := range rows {
		label := names[row["Q3 Theme1"]]
		if label == "" {
			return nil, fmt.Errorf("headline %s: no frame %q", row["id"], row["Q3 Theme1"])
		}
		frame[letters(row["headline"])] = label
		out["all"] = append(out["all"], line{ID: row["id"], Text: row["headline"], Label: label})
	}
	for _, part := range []string{"train", "test"} {
		rows, err := table(r[1], "services/web/frontend/files/"+part+".csv", ',')
		if err != nil {
			return nil, err
		}
		for i, row := range rows {
			label := row["Category"]
			if label == "" {
				label = frame[letters(row["Example"])]
			}
			if label == "" {
				return nil, fmt.Errorf("%s.csv: headline %d is not in the corpus", part, i+1)
			}
			out[part] = append(out[part], line{ID: part + "-" + strconv.Itoa(i+1), Text: row["Example"], Label: label})
		}
	}
	return out, nil
}

// letters is a headline without case, blanks and marks, by which its copies are found.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

var (
	story  = regexp.MustCompile(`(?s)<REUTERS([^>]*)>(.*?)</REUTERS>`)
	field  = regexp.MustCompile(`(\w+)="([^"]*)"`)
	topics = regexp.MustCompile(`(?s)<TOPICS>(.*?)</TOPICS>`)
	topic  = regexp.MustCompile(`<D>(.*?)</D>`)
	title  = regexp.MustCompile(`(?s)<TITLE>(.*?)</TITLE>`)
	body   = regexp.MustCompile(`(?s)<BODY>(.*?)</BODY>`)
	whole  = regexp.MustCompile(`(?s)<TEXT[^>]*>(.*?)</TEXT>`)
	tag    = regexp.MustCompile(`<[^>]*>`)
)

// reuters reads Reuters-21578 under the ModApte split, with the 90 topics that are in both parts. A story without any of
// them has the empty list.
func reuters(r []*repository) (map[string][]line, error) {
	out, in := map[string][]line{}, map[string]map[string]bool{"train": {}, "test": {}}
	for n := range 22 {
		name := fmt.Sprintf("reut2-%03d.sgm", n)
		if n == 3 {
			name = "reut2-003-full.sgm" // the repository has a cut copy under the usual name
		}
		text, err := r[0].file(name)
		if err != nil {
			return nil, err
		}
		for _, s := range story.FindAllStringSubmatch(text, -1) {
			head := map[string]string{}
			for _, f := range field.FindAllStringSubmatch(s[1], -1) {
				head[f[1]] = f[2]
			}
			part := strings.ToLower(head["LEWISSPLIT"])
			if head["TOPICS"] != "YES" || in[part] == nil {
				continue
			}
			labels := []string{}
			if t := topics.FindStringSubmatch(s[2]); t != nil {
				for _, d := range topic.FindAllStringSubmatch(t[1], -1) {
					labels = append(labels, d[1])
					in[part][d[1]] = true
				}
			}
			out[part] = append(out[part], line{ID: head["NEWID"], Text: storyText(s[2]), Label: labels})
		}
	}
	for part, lines := range out {
		for i, l := range lines {
			both := slices.DeleteFunc(l.Label.([]string), func(t string) bool { return !in["train"][t] || !in["test"][t] })
			out[part][i].Label = both
		}
	}
	return out, nil
}

// storyText is the title and the body of a story, or all its text if it has no body.
func storyText(s string) string {
	var parts []string
	for _, e := range []*regexp.Regexp{title, body} {
		if m := e.FindStringSubmatch(s); m != nil {
			parts = append(parts, m[1])
		}
	}
	if !strings.Contains(s, "<BODY>") {
		if m := whole.FindStringSubmatch(s); m != nil {
			parts = []string{tag.ReplaceAllString(m[1], " ")}
		}
	}
	text := html.UnescapeString(strings.Join(parts, "\n"))
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text))
}
