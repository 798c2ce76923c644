package report

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/parley-go/parley/classify"
	"github.com/parley-go/parley/labels"
)

type sharesData struct {
	Kind      string       `json:"kind"`
	By        []string     `json:"by"`
	Schemes   []schemeData `json:"schemes"`
	Problems  int          `json:"problems"` // lines that could not be used
	Bootstrap int          `json:"bootstrap"`
	Seed      uint64       `json:"seed"`
}

type schemeData struct {
	Scheme    string           `json:"scheme"`
	Many      bool             `json:"many"`
	Classes   []string         `json:"classes"`
	Groups    []shareGroupData `json:"groups"`
	All       shareGroupData   `json:"all"`
	Undated   extentData       `json:"undated"`
	Foreign   extentData       `json:"other_language"`
	Corrected string           `json:"corrected_by,omitempty"`
}

type extentData struct {
	Paragraphs int `json:"paragraphs"`
	Articles   int `json:"articles"`
}

type shareGroupData struct {
	Group      json.RawMessage `json:"group,omitempty"` // a value for each of by
	Paragraphs int             `json:"paragraphs"`
	Articles   int             `json:"articles"`
	Unsure     int             `json:"unsure"`
	Foreign    int             `json:"other_language"`
	Classes    []shareData     `json:"classes"`
}

type shareData struct {
	Name      string        `json:"name"`
	Count     int           `json:"count"` // of paragraphs that are not unsure
	Share     number        `json:"share"` // among these
	Lo        number        `json:"lo"`
	Hi        number        `json:"hi"`
	Corrected *intervalData `json:"corrected,omitempty"` // among all paragraphs
}

func sharesJSON(x *classify.Shares, problems int) sharesData {
	d := sharesData{Kind: "shares", By: x.By, Schemes: []schemeData{}, Problems: problems, Bootstrap: x.Bootstrap, Seed: x.Seed}
	for _, c := range x.Schemes {
		one := schemeData{Scheme: c.Name, Many: c.Many, Classes: c.Classes, Groups: []shareGroupData{}, All: shareGroupJSON(x, &c, &c.All),
			Undated: extentData(c.Undated), Foreign: extentData(c.Foreign)}
		if c.Confused != nil {
			one.Corrected = c.Confused.Source
		}
		for i := range c.Groups {
			one.Groups = append(one.Groups, shareGroupJSON(x, &c, &c.Groups[i]))
		}
		d.Schemes = append(d.Schemes, one)
	}
	return d
}

func shareGroupJSON(x *classify.Shares, c *classify.SchemeShares, g *classify.ShareGroup) shareGroupData {
	d := shareGroupData{Paragraphs: g.Paragraphs, Articles: g.Articles, Unsure: g.Unsure, Foreign: g.Foreign, Classes: []shareData{}}
	if g.Values != nil {
		d.Group = append(d.Group, '{')
		for i, name := range x.By { // in the order in which they were asked for
			if i > 0 {
				d.Group = append(d.Group, ',')
			}
			d.Group = append(appendString(d.Group, name), ':')
			d.Group = appendString(d.Group, g.Values[i])
		}
		d.Group = append(d.Group, '}')
	}
	for k, name := range c.Classes {
		s := shareData{Name: name, Count: g.Counts[k], Share: number(g.Decided[k].Point), Lo: number(g.Decided[k].Lo), Hi: number(g.Decided[k].Hi)}
		if g.Corrected != nil {
			i := intervalOf(g.Corrected[k])
			s.Corrected = &i
		}
		d.Classes = append(d.Classes, s)
	}
	return d
}

// sharesRows are the shares of all groups, a row a group and class.
func sharesRows(x *classify.Shares) (head []string, rows [][]string) {
	head = append(append([]string{"scheme"}, x.By...), "paragraphs", "articles", "unsure", "other_language", "class", "count", "share", "lo", "hi")
	corrected := slices.ContainsFunc(x.Schemes, func(c classify.SchemeShares) bool { return c.Confused != nil })
	if corrected {
		head = append(head, "corrected", "corrected_lo", "corrected_hi")
	}
	for _, c := range x.Schemes {
		for _, g := range c.Groups {
			for k, name := range c.Classes {
				row := append(append([]string{c.Name}, g.Values...), strconv.Itoa(g.Paragraphs), strconv.Itoa(g.Articles), strconv.Itoa(g.Unsure), strconv.Itoa(g.Foreign),
					name, strconv.Itoa(g.Counts[k]))
				row = append(row, cells(g.Decided[k])...)
				switch {
				case g.Corrected != nil:
					row = append(row, cells(g.Corrected[k])...)
				case corrected:
					row = append(row, "", "", "")
				}
				rows = append(rows, row)
			}
		}
	}
	return head, rows
}

// cells are a figure and its interval.
func cells(i labels.Interval) []string { return []string{cell(i.Point), cell(i.Lo), cell(i.Hi)} }
