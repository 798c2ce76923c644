// Package features turns text into sparse vectors and keeps, for every feature, the bytes it was seen at.
//
// It is the step between paragraphs and models: tokens, stems, n-grams, cues and expressions are
// counted, weighed and numbered. [Analyze] reads texts, [Analysis.Learn] learns a [Vectorizer] from them, and
// this makes a [Vector] of any text. The package knows no class and no weight of a model, and it never changes
// the text, so that offsets always cut the source.
package features
