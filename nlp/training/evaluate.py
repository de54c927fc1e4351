"""Scores on treebanks and on the conflict probe."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.training import Example

from nlp.training.corpus import paragraphs, to_example
from nlp.training.treebanks import Sentence


def score_treebank(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Score words of single sentences, in percent: UPOS, lemma, UAS and LAS; punctuation left out of the last two.

    `cut` is the F1 of sentence starts when the sentences come in paragraphs.
    """
    counts: Counter[str] = Counter()
    for gold, predicted in _pairs(nlp, [[s] for s in sentences]):
        for g, p in zip(gold, predicted, strict=True):
            counts["words"] += 1
            counts["pos"] += g.pos == p.pos
            if g.lemma_:
                counts["lemmas"] += 1
                counts["lemma"] += g.lemma == p.lemma
            if g.pos_ != "PUNCT":
                counts["arcs"] += 1
                counts["uas"] += g.head.i == p.head.i
                counts["las"] += g.head.i == p.head.i and g.dep == p.dep
    scores = {
        "upos": counts["pos"] / counts["words"],
        "lemma": counts["lemma"] / counts["lemmas"],
        "uas": counts["uas"] / counts["arcs"],
        "las": counts["las"] / counts["arcs"],
        "cut": _cut_f1(nlp, sentences),
    }
    return {name: round(100 * value, 2) for name, value in scores.items()}


def _pairs(nlp: Language, groups: Iterable[list[Sentence]]) -> Iterable[tuple[object, object]]:
    examples: list[Example] = [to_example(nlp.vocab, group) for group in groups]
    predicted = nlp.pipe([e.predicted for e in examples])
    return [(e.reference, p) for e, p in zip(examples, predicted, strict=True)]


def _cut_f1(nlp: Language, sentences: Sequence[Sentence]) -> float:
    counts: Counter[str] = Counter()
    for gold, predicted in _pairs(nlp, paragraphs(sentences, random.Random(0))):
        starts = {t.i for t in gold if t.is_sent_start and t.i}
        found = {t.i for t in predicted if t.is_sent_start and t.i}
        counts["right"] += len(starts & found)
        counts["all"] += len(starts) + len(found)
    return 2 * counts["right"] / max(counts["all"], 1)
