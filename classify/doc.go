// Package classify joins what people said about paragraphs (package labels), what a paragraph looks like in numbers
// (package features) and how weights are learned from numbers (package models).
//
// It owns the two straight lines of parley. Learning:
//
//	corpus → gold → folds → k × [vocabulary, idf → trainer → linear model] → out-of-fold scores
//	       → calibration, thresholds, evaluation → one last fit on everything → Model → file
//
// and scoring:
//
//	paragraph → vector → scores → calibration → probabilities → decision → evidence → roll-up over the article
//
// There is no training without an evaluation: [Train] returns both, and the figures come from paragraphs that the scored
// model had not seen, nor any other paragraph of the same article, nor a near-duplicate of it. Scoring in training runs
// through the code that users run.
//
// A [Model] is immutable and may be shared between goroutines. The package prints nothing, knows no file names and formats
// no numbers; package classify/report does that.
package classify
