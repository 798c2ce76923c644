// Package article turns bytes into articles: the first step of the line from
// a file to a report. It detects the format (plain text, HTML pages, Markdown,
// JSONL, CSV and TSV, each also packed by gzip or zstd) and the encoding,
// splits the text into paragraphs and says of each what kind it is, and why a
// paragraph that is set aside is not the article's. Boilerplate is marked and
// kept, with its reason; only what go-readability leaves out of a page is gone.
// Offsets point into Article.Text, which is the text as read, or, for pages and
// Markdown, the text without its marks.
//
// Reading takes time in proportion to the input, and memory, all that is
// allocated counted, of a multiple of it:
//
//	running text, also in one line or in UTF-16   8 times its size
//	a record of JSONL or of a table              13 times
//	a page of paragraphs                         40 times
//	a page that is not made a tree               25 times
//
// What holds more paragraphs, quotations or tags than words takes more: 350
// times its size if it is paragraphs of one letter, 180 if it is nothing but
// tags. Hence no tree is built of a page of more than 16 MiB or 262,144 tags or
// nested deeper than 150 (all of its text is read, tag by tag), and a text of
// more than 2,097,152 lines, a row of more cells than that and a record that
// lists more than 262,144 paragraphs are refused, unless more is allowed. About
// three quarters of the memory are in use at once.
//
// The package fetches no URL, runs no script, repairs no mojibake (it is told
// in Article.Notes) and judges no content.
package article
