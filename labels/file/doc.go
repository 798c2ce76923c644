// Package file opens files as other programs left them: packed by gzip or zstd, in any of the usual encodings, with commas, semicolons or tabs
// between the columns. What it gives is UTF-8, with a note of what was guessed. It stands before everything else in the line from a file to a
// report, so that coded paragraphs (labels) and articles (classify/article) are read from the same files.
//
// The package knows no format of content and no label, and repairs nothing that was broken before: it says so.
package file
