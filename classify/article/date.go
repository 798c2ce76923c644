package article

import (
	"strings"
	"time"
)

// layouts are the forms of dates that pages and feeds use, besides ISO 8601.
var layouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05-0700", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04",
	"2006-01-02 15:04:05-07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 MST", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "2006/01/02", "20060102",
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST",
	time.ANSIC, time.UnixDate, "Mon Jan 2 2006 15:04:05 MST-0700",
	"January 2, 2006 3:04 PM", "January 2, 2006, 3:04 PM", "January 2, 2006 15:04", "January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006", "2 January 2006", "2 Jan 2006", "2. January 2006", "2.1.2006", "02.01.2006 15:04",
}

// isoDate returns a date in ISO 8601, with the time and zone where s has them;
// a form that is not known is returned as it stands. A form that two countries
// read differently (03/04/2025) is not guessed at.
func isoDate(s string) string {
	s = strings.TrimSpace(s)
	if len(s) < 6 || len(s) > 64 {
		return s
	}
	for _, l := range layouts {
		t, err := time.Parse(l, s)
		if err != nil {
			continue
		}
		switch {
		case !strings.Contains(l, "04"):
			return t.Format("2006-01-02")
		case strings.Contains(l, "MST") && !strings.Contains(l, "-0700"):
			// A zone's letters stand for no certain offset.
			if strings.Contains(s, "GMT") || strings.Contains(s, "UTC") {
				return t.UTC().Format(time.RFC3339)
			}
			return t.Format("2006-01-02T15:04:05")
		case strings.Contains(l, "07"):
			return t.Format(time.RFC3339)
		}
		return t.Format("2006-01-02T15:04:05")
	}
	return s
}
