// Package article turns bytes into articles: the first step of the line from
// a file to a report. It detects the format and the encoding, splits the text
// into paragraphs and says what kind each is. Offsets into the text as read
// are kept, and boilerplate is marked, never thrown away. It reads plain text,
// HTML pages and JSONL, fetches no URL and judges no content.
package article
