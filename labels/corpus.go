package labels

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
)

// Item is one paragraph that was, or could be, coded. Article groups the items
// that must stay together; an item without one is a group of its own. Line is
// the line of the file it came from, 0 if none.
type Item struct {
	ID, Article, Text string
	Meta              map[string]string
	Line              int
}

// Mark is what one coder said about one item. Item is an Item.ID. Coder "" is
// the adjudicated (gold) field. No Mark means not coded; a Mark with the empty
// Set means coded as none.
type Mark struct {
	Item, Coder string
	Set         Set
}

// Corpus is a scheme, the items, and the marks given to them. Skipped counts
// the rows of the file that were left out because their kind is not body. Doubts
// says what is doubtful about how the file was read; it belongs to every result.
type Corpus struct {
	Scheme  *Scheme
	Items   []Item
	Marks   []Mark
	Skipped int
	Doubts  []string
}

// Problem is a fault of one line of a file, or (Line 0) of the whole file: what
// was found, and what would have been right. It is an error.
type Problem struct {
	File   string
	Line   int
	Found  string
	Remedy string
}

// Error writes "file:line: found: remedy".
func (p *Problem) Error() string {
	at := p.File
	if at == "" {
		at = "input"
	}
	if p.Line > 0 {
		at = fmt.Sprintf("%s:%d", at, p.Line)
	}
	if p.Remedy == "" {
		return at + ": " + p.Found
	}
	return at + ": " + p.Found + ": " + p.Remedy
}

// Coders returns the names of the coders, sorted, without the adjudicated field.
func (c *Corpus) Coders() []string {
	seen := map[string]bool{}
	var names []string
	for i := range c.Marks {
		if n := c.Marks[i].Coder; n != "" && !seen[n] {
			seen[n] = true
			names = append(names, n)
		}
	}
	slices.Sort(names)
	return names
}

// index maps item ids to their numbers.
func (c *Corpus) index() map[string]int {
	m := make(map[string]int, len(c.Items))
	for i := range c.Items {
		m[c.Items[i].ID] = i
	}
	return m
}

// Subset returns the corpus of the given items, in the order given, with the
// marks that belong to them, and the same doubts. Items, meta data and doubts
// are shared, not copied.
func (c *Corpus) Subset(items []int) *Corpus {
	out := &Corpus{Scheme: c.Scheme, Items: make([]Item, len(items)), Doubts: c.Doubts}
	keep := make(map[string]bool, len(items))
	for n, i := range items {
		out.Items[n] = c.Items[i]
		keep[c.Items[i].ID] = true
	}
	for _, m := range c.Marks {
		if keep[m.Item] {
			out.Marks = append(out.Marks, m)
		}
	}
	return out
}

// Digest returns the SHA-256, in hexadecimal, of the scheme, the items with
// their meta data and the marks. Two corpora have the same digest if they hold
// the same items in the same order and the same marks in any order; file names
// and line numbers do not count.
func (c *Corpus) Digest() string {
	sum := sha256.New()
	h := bufio.NewWriterSize(sum, 1<<15)
	scheme, err := json.Marshal(c.Scheme)
	if err != nil {
		panic("labels: " + err.Error())
	}
	digestText(h, string(scheme))
	digestNumber(h, uint64(len(c.Items)))
	for i := range c.Items {
		it := &c.Items[i]
		digestText(h, it.ID)
		digestText(h, it.Article)
		digestText(h, it.Text)
		keys := make([]string, 0, len(it.Meta))
		for k := range it.Meta {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		digestNumber(h, uint64(len(keys)))
		for _, k := range keys {
			digestText(h, k)
			digestText(h, it.Meta[k])
		}
	}
	marks := slices.Clone(c.Marks)
	slices.SortFunc(marks, compareMarks)
	digestNumber(h, uint64(len(marks)))
	for _, m := range marks {
		digestText(h, m.Item)
		digestText(h, m.Coder)
		digestNumber(h, m.Set[0])
		digestNumber(h, m.Set[1])
	}
	h.Flush() // a hash takes all
	return hex.EncodeToString(sum.Sum(nil))
}

func digestNumber(h *bufio.Writer, n uint64) {
	h.Write(binary.LittleEndian.AppendUint64(h.AvailableBuffer(), n))
}

func digestText(h *bufio.Writer, s string) {
	digestNumber(h, uint64(len(s)))
	h.WriteString(s)
}
