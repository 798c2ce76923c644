package main

// row is one figure of one set, with what is published. Figures are in per cent; 0 is none.
type row struct {
	name   string // as the user asks for it
	title  string
	set    string // folder of the data
	train  string // file that is learned from, or cross-validated
	test   string // "" for a cross-validation
	folds  int    // of the cross-validation that is the figure
	metric string // as parley evaluate --metric takes it
	figure string // what the metric is called in the field
	config string // file of accuracy-configs without .json

	targets []string // one model a target, which borrows from the others; answers pooled
	vectors bool     // GloVe vectors are trained with
	ngram   float64  // published n-gram baseline
	linear  float64  // best linear figure, published or measured with scikit-learn (see ACCURACY.md)
	target  float64
}

var stanceTargets = []string{"abortion", "atheism", "climate", "feminist", "hillary"}

// rows are in the order of the table.
var rows = []row{
	{name: "semeval", title: "SemEval-2016 task 6 A", set: "semeval", metric: "f_avg:FAVOR,AGAINST", figure: "F_avg", config: "semeval", targets: stanceTargets, vectors: true, ngram: 68.98, linear: 69.3, target: 70.5},
	{name: "gwsd", title: "GWSD", set: "gwsd", train: "train", test: "test", metric: "accuracy", figure: "accuracy", config: "gwsd", vectors: true, ngram: 0, linear: 62.0, target: 66},
	{name: "gvfc", title: "GVFC, 5-fold", set: "gvfc", train: "all", folds: 5, metric: "accuracy", figure: "accuracy", config: "gvfc", linear: 69.8, target: 72},
	{name: "gvfc-split", title: "GVFC, fixed split", set: "gvfc", train: "train", test: "test", metric: "accuracy", figure: "accuracy", config: "gvfc", linear: 60.5, target: 64},
	{name: "tweet-emotion", title: "TweetEval emotion", set: "tweet-emotion", train: "train", test: "test", metric: "macro_f1", figure: "macro F1", config: "tweet-emotion", ngram: 64.7, linear: 65.2, target: 65.2},
	{name: "tweet-hate", title: "TweetEval hate", set: "tweet-hate", train: "train", test: "test", metric: "macro_f1", figure: "macro F1", config: "tweet-hate", ngram: 36.7, linear: 50.6, target: 50.6},
	{name: "tweet-irony", title: "TweetEval irony", set: "tweet-irony", train: "train", test: "test", metric: "f1:irony", figure: "F1 of irony", config: "tweet-irony", ngram: 61.7, linear: 63.1, target: 63.1},
	{name: "tweet-offensive", title: "TweetEval offensive", set: "tweet-offensive", train: "train", test: "test", metric: "macro_f1", figure: "macro F1", config: "tweet-offensive", ngram: 52.3, linear: 73.4, target: 73.4},
	{name: "tweet-stance", title: "TweetEval stance", set: "tweet-stance", metric: "f_avg:favor,against", figure: "F_avg", config: "semeval", targets: stanceTargets, vectors: true, ngram: 67.3, linear: 65.4, target: 67.3},
	{name: "mr", title: "MR, 10-fold", set: "mr", train: "all", folds: 10, metric: "accuracy", figure: "accuracy", config: "mr", ngram: 79.0, linear: 79.4, target: 80.0},
	{name: "subj", title: "Subj, 10-fold", set: "subj", train: "all", folds: 10, metric: "accuracy", figure: "accuracy", config: "subj", ngram: 93.6, linear: 93.2, target: 93.7},
	{name: "cr", title: "CR, 10-fold", set: "cr", train: "all", folds: 10, metric: "accuracy", figure: "accuracy", config: "cr", ngram: 80.0, linear: 81.8, target: 82.5},
	{name: "mpqa", title: "MPQA, 10-fold", set: "mpqa", train: "all", folds: 10, metric: "accuracy", figure: "accuracy", config: "mpqa", ngram: 86.3, linear: 86.3, target: 87.0},
	{name: "trec", title: "TREC, 6 classes", set: "trec", train: "train", test: "test", metric: "accuracy", figure: "accuracy", config: "trec", target: 90.5},
	{name: "r8", title: "R8", set: "r8", train: "train", test: "test", metric: "accuracy", figure: "accuracy", config: "r8", ngram: 93.74, linear: 97.35, target: 97.5},
	{name: "ohsumed", title: "Ohsumed, 23 classes", set: "ohsumed", train: "train", test: "test", metric: "accuracy", figure: "accuracy", config: "ohsumed", ngram: 54.66, linear: 68.3, target: 69},
	{name: "20ng", title: "20 Newsgroups by date", set: "20ng", train: "train", test: "test", metric: "accuracy", figure: "accuracy", config: "20ng", ngram: 83.19, linear: 86.3, target: 87},
	{name: "mr-split", title: "MR, TextGCN's split", set: "mr-split", train: "train", test: "test", metric: "accuracy", figure: "accuracy", config: "mr", ngram: 74.59, linear: 76.4, target: 77},
	{name: "reuters", title: "Reuters-21578 ModApte, 90 topics", set: "reuters", train: "train", test: "test", metric: "micro_f1", figure: "micro F1", config: "reuters", ngram: 79.6, linear: 86.0, target: 87.0},
	{name: "imdb", title: "IMDB", set: "imdb", train: "train", test: "test", metric: "accuracy", figure: "accuracy", config: "imdb", ngram: 86.59, linear: 91.6, target: 91.8},
}
