package main

import "github.com/spf13/cobra"

// newConfigHelp is parley help config: every field of a configuration.
func newConfigHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "config",
		Short: "The fields of a configuration: features, trainers, evaluation",
		Long: `A configuration is a JSON document for --config of train, crossval and tune. parley info --config prints that of a model. Fields that are
left out keep the default of the trainer; unknown fields are errors. In a file for parley tune, ranges stand in place of values.

  {"features": {"language": "en", "stem": false, "families": [
      {"kind": "posts", "min": 1, "max": 2, "weighting": "binary", "unit": false, "scale": 1, "min_docs": 1},
      {"kind": "chars", "min": 3, "max": 5, "weighting": "binary", "unit": false, "scale": 1, "min_docs": 2}]},
   "model": {"name": "nblogistic", "options": {"c": 0.03, "alpha": 0.3, "balance": "balanced"}}}

features
  language      en es fr hu no ru sv
  stem          Snowball stems in place of words
  stop          drop the stop words of the language from n-grams of words
  mask_names    no names of countries, peoples, places and persons; not with families that read the text as it stands (posts to shouts)
  families      what is counted, each with
    kind        words        stems or words, n-grams of 1 to 3 within sentences
                chars        characters within words, 2 to 5
                forms        words as they stand; word vectors are folded into these
                cues         negated words, hedges, contrasts, quotation (English)
                lexicon, expressions, sentences   expressions of a list: by category, one by one, by sentence (English)
                posts        tokens with punctuation, emoji, emoticons, tags and their pieces, elongated words, 1 to 3, across sentences
                spans        characters across words, 2 to 6
                edges        the first and last words of the text, 1 to 3
                signs        how often there are addresses, mentions, tags, emoji, emoticons, elongated words, !!, ??, ?! and …
                shouts       words in capitals
    list        talks or frames: the list, for the kinds that have one
    min, max    shortest and longest n-gram
    weighting   count, binary, log (1 + ln tf), tfidf, logidf ((1 + ln tf) · idf)
    unit        scale the family's part of a text to length 1
    scale       factor on the family
    min_docs    least number of texts with the feature
    max_size    keep only so many, those in most texts; 0 = all

model
  name          majority, bayes, complement, logistic, nblogistic, svm, nbsvm, ordinal, blend
  options       logistic, svm, ordinal, nblogistic, nbsvm:
                  c          inverse strength of the penalty, above 0
                  balance    weights of classes: none, balanced, or explicit with weights, one a class
                  tolerance  largest component of the gradient at which to stop
                  max_steps  limit of Newton steps
                nblogistic, nbsvm also: alpha (smoothing of the ratios, above 0), beta (0 nearly naive Bayes to 1)
                bayes, complement: parts (smoothing by 1/parts)
                blend: first, second (each with name and options), share (weight of the first, 0 to 1)

the rest
  min_articles  articles in which a feature must occur
  context       weight of the paragraphs before and after beside a paragraph's own, 0 to 1
  article       weight of the mean of its article, 0 to 1
  for           field, value: the paragraphs that the model is for, which are all that is measured (train --for); the others help to learn, under
                weights that all share, scaled by borrow, beside those of each value; with borrow 0 all weights are shared (train --lend)
  vectors       digest of the word vectors that were folded in; filled in by train --vectors
  half          round the weights to 16 bits: half the file, and nearly the same probabilities
  folds         folds of the evaluation; 0 for none
  seed          of folds and bootstrap
  near          overlap from which two texts count as one, 0 to 1; 0 turns the check off
  calibrate     fit scale and shift of the scores out of fold
  prior         schemes of one label: 0 calibrates to the shares of the classes, 1 as if all were equally frequent
  thresholds    schemes of many labels: f1 picks one a class out of fold, half is 0.5
  unsure        share of paragraphs to be called unsure
  bootstrap     replicates for the intervals, 0 for none`,
	}
}
