"""Scores on treebanks: the share of right words, lemmas and arcs."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token

from nlp.pipeline import FrenchPipeline
from nlp.training.examples import paragraphs, to_example
from nlp.training.treebanks import Sentence

Groups = Sequence[Sequence[Sentence]]
Read = Callable[[Groups], Iterator[Doc]]


def score_language(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Score a network in training, on the treebank's own words; lemmas are the network's alone."""

    def read(groups: Groups) -> Iterator[Doc]:
        yield from nlp.pipe([to_example(nlp.vocab, group).predicted for group in groups])

    return _score(nlp, read, sentences)


def score_treebank(model: FrenchPipeline, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Score the finished pipeline from raw text: nlp.tokenizer's words, the table of lemmas included."""

    def read(groups: Groups) -> Iterator[Doc]:
        for group in groups:
            yield model.parse(" ".join(sentence.text for sentence in group))

    return _score(model.parser, read, sentences)


def _score(nlp: Language, read: Read, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Give UPOS, lemma, UAS and LAS in percent of single sentences; punctuation is left out of the last two.

    `cut` is the F1 of sentence starts where the sentences come in paragraphs without line ends.
    """
    counts: Counter[str] = Counter()
    for gold, predicted in _pairs(nlp, read, [[s] for s in sentences]):
        for g, p in zip(gold, predicted, strict=True):
            counts["words"] += 1
            counts["upos"] += g.pos_ == p.pos_
            counts["lemma"] += g.lemma_ == p.lemma_
            if g.pos_ != "PUNCT":
                counts["arcs"] += 1
                counts["uas"] += g.head.i == p.head.i
                counts["las"] += g.head.i == p.head.i and g.dep_ == p.dep_
    totals = {"upos": "words", "lemma": "words", "uas": "arcs", "las": "arcs"}
    scores = {name: round(100 * counts[name] / counts[total], 2) for name, total in totals.items()}
    return scores | {"cut": _cut_f1(nlp, read, sentences)}


def _pairs(nlp: Language, read: Read, groups: Groups) -> Iterator[tuple[Doc, list[Token]]]:
    for group, predicted in zip(groups, read(groups), strict=True):
        yield to_example(nlp.vocab, group).reference, [t for t in predicted if not t.is_space]


def _cut_f1(nlp: Language, read: Read, sentences: Sequence[Sentence]) -> float:
    counts: Counter[str] = Counter()
    for gold, predicted in _pairs(nlp, read, list(paragraphs(sentences, random.Random(0), headlines=False))):
        starts = {i for i, t in enumerate(gold) if t.is_sent_start and i}
        found = {i for i, t in enumerate(predicted) if t.is_sent_start and i}
        counts["right"] += len(starts & found)
        counts["all"] += len(starts) + len(found)
    return round(200 * counts["right"] / max(counts["all"], 1), 2)
