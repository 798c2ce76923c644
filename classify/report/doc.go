// Package report is the last step of the line from an article to a page: it lays out what the other packages found, as text
// for a terminal, JSON, JSON lines, CSV, Markdown or one self-contained HTML page.
//
// Scored articles are written one by one as they come ([NewScores]); evaluations, model cards and explanations become a
// document of titled sections first, which each format then renders in its own way. The JSON forms and CSV are written
// from the values themselves and lose nothing to rounding for the eye.
//
// The package computes no statistic: every figure it shows stands in a value of package classify. Undefined numbers
// are NaN there, and here a dash in text, Markdown and HTML, null in JSON and an empty cell in CSV. No output holds a
// time, a host or a path, and the same values give the same bytes.
package report
