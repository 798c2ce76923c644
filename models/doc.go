// Package models learns linear classifiers from sparse vectors and scores with them.
//
// It stands between package features, which turns a paragraph into a vector, and package classify,
// which turns scores into labels and evidence. Every trainer compiles to one [Linear], so that a score
// is always a sum of shares of features and can be explained word by word. Weights for [Softmax] are
// centred over the classes, so that the shares of a feature say which class it speaks for.
//
// The trainers, by their names in [Names]:
//
//	majority    the shares of the classes, whatever the text
//	bayes       multinomial naive Bayes
//	complement  its variant for classes of uneven size
//	logistic    softmax regression, or one logistic regression a class
//	nblogistic  logistic regression on naive-Bayes log-count ratios
//	svm         squared hinge loss, each class against the rest
//	nbsvm       the same on naive-Bayes log-count ratios
//	ordinal     softmax regression with one direction for classes in order
//	blend       the weighted sum of the scores of two of these
//
// Rows may be mixtures of rows, such as a paragraph with its neighbours and the mean of its article: see [Data]. As
// scores are sums, they are mixed in place of the vectors. bayes and complement count, and so cannot learn from mixtures.
//
// The same data and trainer give the same bits on any number of threads. A row of weight 0 says nothing.
// The package reads no text, knows no label names and chooses no hyperparameters.
package models
