"""Trains and runs scikit-learn on the files of the benchmark; figures go to standard error as JSON.

train WORK KIND       fits on train.jsonl and writes KIND.pickle
score WORK KIND FILE  writes a class and its probabilities for each line of FILE
KIND: plain (words as they stand), stem (Snowball stems of nltk), bayes (stems, counts, multinomial naive Bayes)
"""
import json, pickle, re, sys, time, warnings

warnings.filterwarnings("ignore")


class Stems:
    """The default tokens of scikit-learn, stemmed; a stem is worked out once in a run, as in parley, and not kept with the model."""

    def __init__(self):
        self.known = {}

    def __call__(self, text):
        if not hasattr(self, "stem"):
            from nltk.stem.snowball import SnowballStemmer
            self.stem, self.word = SnowballStemmer("english").stem, re.compile(r"(?u)\b\w\w+\b")
        out, known = [], self.known
        for w in self.word.findall(text):
            s = known.get(w)
            if s is None:
                s = known[w] = self.stem(w)
            out.append(s)
        return out

    def __getstate__(self):
        return {"known": {}}


def train(work, kind):
    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.naive_bayes import MultinomialNB
    with open(f"{work}/train.jsonl", encoding="utf-8") as f:
        rows = [json.loads(line) for line in f]
    texts, labels = [r["text"] for r in rows], [r["label"] for r in rows]
    stems = None if kind == "plain" else Stems()
    if kind == "bayes":
        v, m = CountVectorizer(ngram_range=(1, 2), min_df=2, tokenizer=stems), MultinomialNB()
    else:
        v, m = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, tokenizer=stems), LogisticRegression(C=10, max_iter=200)
    m.fit(v.fit_transform(texts), labels)
    with open(f"{work}/{kind}.pickle", "wb") as f:
        pickle.dump((v, m), f)
    if stems:
        stems.known.clear()
    start = time.perf_counter()
    v.transform(texts)
    size = sum(len(t.encode()) for t in texts) / 1e6
    return {"extract": size / (time.perf_counter() - start)}


def score(work, kind, name):
    with open(f"{work}/{kind}.pickle", "rb") as f:
        v, m = pickle.load(f)
    with open(f"{work}/{name}", encoding="utf-8", newline="\n") as f:
        texts = f.read().split("\n")[:-1]
    start = time.perf_counter()
    probs = m.predict_proba(v.transform(texts))
    took = time.perf_counter() - start
    for p in probs:
        print(m.classes_[p.argmax()], *(f"{x:.6f}" for x in p))
    return {"rate": len(texts) / took}


print(json.dumps({"train": train, "score": score}[sys.argv[1]](*sys.argv[2:])), file=sys.stderr)
