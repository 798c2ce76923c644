// Package article turns bytes into articles: the first step of the line from
// a file to a report. It detects the format (plain text, HTML pages, Markdown,
// JSONL, CSV and TSV, each also packed by gzip or zstd) and the encoding,
// splits the text into paragraphs and says of each what kind it is, and why a
// paragraph that is set aside is not the article's. Boilerplate is marked and
// kept, with its reason; only what go-readability leaves out of a page is gone.
// Offsets point into Article.Text, which is the text as read, or, for pages and
// Markdown, the text without its marks.
//
// The package fetches no URL, runs no script, repairs no mojibake (it is told
// in Article.Notes) and judges no content.
package article
