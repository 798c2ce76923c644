// Package labels holds what people said about paragraphs, and the arithmetic
// of comparing it: coding schemes, coded corpora and their readers, the gold
// label of several coders, folds that keep an article and its near-duplicates
// on one side, confusion, scores, agreement and their intervals.
//
// In the line from article to report it stands at both ends. It supplies the
// training side with texts and gold labels, and it measures what the model
// answered. A model is treated as one more coder: the code that compares two
// coders compares a coder and a model.
//
// The package never looks at a word of a text except to find texts that occur
// twice, never trains, never turns a probability into a label and never lays
// out a number for print. A figure that is undefined is NaN, and the reason is
// told beside it.
package labels
