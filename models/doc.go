// Package models learns linear classifiers from sparse vectors and scores with them.
//
// It stands between package features, which turns a paragraph into a vector, and package classify,
// which turns scores into labels and evidence. Every trainer compiles to one [Linear], so that a score
// is always a sum of shares of features and can be explained word by word.
// The package reads no text, knows no label names and chooses no hyperparameters.
package models
