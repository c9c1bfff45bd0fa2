"""Goes in: a CSV, the number of its comment column, the name of a pipeline. Comes out: rows and words, on one line.
Never: prints a comment, reads more of the file than a row at a time where the pipeline allows it.

`pipeline` is what a team would write in Python for words and tone: scikit-learn counts the stems that PyStemmer gives,
VADER-fr and TextBlob-fr tell the tone. `words`, `vader` and `textblob` are its parts; `spacy` cuts words and no more.
`rows` only reads, to check the number of rows. `column` gives the name of the comment column from `run.json`.
"""

import csv
import json
import re
import sys

csv.field_size_limit(1 << 30)


def comments(path, column, delimiter):
    with open(path, encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.DictReader(file, delimiter=delimiter)
        yield from (row[column] or "" for row in rows)


def count_words(texts):
    """Rows, words: stems counted as scikit-learn does it."""
    import Stemmer
    from sklearn.feature_extraction.text import CountVectorizer

    stemmer = Stemmer.Stemmer("french")
    cut = re.compile(r"(?u)\b\w\w+\b").findall
    matrix = CountVectorizer(analyzer=lambda text: stemmer.stemWords(cut(text.lower()))).fit_transform(texts)
    return matrix.shape[0], int(matrix.sum())


def vader():
    from vaderSentiment_fr.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer().polarity_scores


def textblob():
    from textblob import Blobber
    from textblob_fr import PatternAnalyzer, PatternTagger

    blob = Blobber(pos_tagger=PatternTagger(), analyzer=PatternAnalyzer())
    return lambda text: blob(text).sentiment


def judge(texts, *judges):
    n_rows = 0
    for text in texts:
        n_rows += 1
        for tell in judges:
            tell(text)
    return n_rows, ""


def spacy_words(texts):
    import spacy

    cut = spacy.blank("fr")
    cut.max_length = 1 << 30
    n_rows = n_words = 0
    for document in cut.pipe(texts):
        n_rows += 1
        n_words += sum(not (token.is_punct or token.is_space) for token in document)
    return n_rows, n_words


def run(name, read):
    if name == "rows":
        return judge(read())
    if name == "words":
        return count_words(read())
    if name == "vader":
        return judge(read(), vader())
    if name == "textblob":
        return judge(read(), textblob())
    if name == "spacy":
        return spacy_words(read())
    if name == "pipeline":
        rows, words = count_words(read())
        judge(read(), vader(), textblob())
        return rows, words
    raise SystemExit(f"no such pipeline: {name}")


def describe(run_json):
    """Header of the comment column, delimiter, encoding, rows read and analysed, as `verbatim` saw them."""
    with open(run_json, encoding="utf-8") as file:
        facts = json.load(file)
    (source,) = facts["inputs"]
    column = next(column for column in source["columns"] if column["field"] == "text")
    rows = facts["rows"]
    print(column["header"], source["delimiter"], source["encoding"], rows["read"], rows["analysed"], sep="\n")


if __name__ == "__main__":
    if sys.argv[1] == "column":
        describe(sys.argv[2])
    else:
        name, path, column, delimiter = sys.argv[1:]
        print(*run(name, lambda: comments(path, column, delimiter)), sep="\t")
