package main

import (
	"fmt"
	"io"
	"sync/atomic"
	"time"

	"github.com/parley-go/parley/labels"
)

// meter shows on a terminal how far the scoring of articles is, how fast it goes and how long it will take.
type meter struct {
	w     io.Writer
	width int
	read  *atomic.Int64 // bytes of the input
	size  int64         // of the input; 0 if it is not known
	start time.Time
	begun int64 // bytes that were read before
	shown time.Time
}

// newMeter returns a meter of what is added to read, of size bytes if that is known; nil where w is no terminal.
func newMeter(w io.Writer, read *atomic.Int64, size int64) *meter {
	width, ok := isTerminal(w)
	if !ok {
		return nil
	}
	return &meter{w: w, width: width, read: read, size: size}
}

// show tells what has been scored since the first call. The first call comes when the first articles have been scored: what a resumed run
// passes over is no work.
func (m *meter) show(articles, paragraphs int) {
	if m == nil {
		return
	}
	now := time.Now()
	if m.start.IsZero() {
		m.start, m.begun = now, m.read.Load()
		return
	}
	if now.Sub(m.start) < time.Second/2 || now.Sub(m.shown) < time.Second/5 {
		return
	}
	m.shown = now
	text := rates(articles, paragraphs, m.read.Load(), m.begun, m.size, now.Sub(m.start))
	fmt.Fprintf(m.w, "\r\033[K%.*s", m.width-1, text)
}

// clear takes the line away.
func (m *meter) clear() {
	if m != nil && !m.shown.IsZero() {
		fmt.Fprint(m.w, "\r\033[K")
	}
}

// rates says how far a run is that has read so many bytes, begun of them before it began.
func rates(articles, paragraphs int, read, begun, size int64, took time.Duration) string {
	speed := float64(read-begun) / took.Seconds()
	s := fmt.Sprintf("%s, %s, %.1f MB/s", labels.Counted(articles, "article", "articles"), labels.Counted(int(float64(paragraphs)/took.Seconds()), "paragraph/s", "paragraphs/s"), speed/1e6)
	if size > 0 {
		s += fmt.Sprintf(", %d%%", min(100, 100*read/size))
		if speed > 0 {
			left := time.Duration(float64(max(0, size-read)) / speed * float64(time.Second))
			s += fmt.Sprintf(", about %s left", left.Round(time.Second))
		}
	}
	return s
}
