"""The annotated articles as examples for the chooser of triggers: proposals, labels, and what each article knows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any
from zlib import crc32

from spacy.tokens import Doc

from nlp import pipeline
from nlp.schema import EventType
from nlp.training.annotated import annotated, triggers_in
from nlp.trigger_collocates import Collocates, article_words, surroundings
from nlp.trigger_features import Proposal, propose
from nlp.trigger_learned import Learned, LearnedLexicon, Word, word_of
from nlp.trigger_lexicon import TriggerLexicon, load_lexicon
from nlp.trigger_network import TYPES, Views, view

_NEAR = 0.5  # weight of an unlabelled proposal whose sentence tells an event of its type
_STAND_IN = 0.7  # weight of a proposal that stands in for a trigger that is not proposed
_DENSE = "own-"  # ids of our first articles, which tell twice the events that dispatches do: they teach words only
_LEADS = 3  # sentences of a lead, at most
_OFTEN = 0.06  # share of a word's uses that must be triggers of a type for the word to be learned with it

Told = dict[tuple[Word, EventType], str | None]
"""The words that an article's triggers are, with their types, and a mode each."""


@dataclass(slots=True)
class Example:
    """An article read: its proposals, which of them are events (0 or 1), how much each counts, and its fold.

    `collocates` are by token, `words` the article's, `views` what the networks see; `gold` tells the gold's articles
    from our own, `lead` an article's first sentences by themselves.
    """

    article: dict[str, Any]
    doc: Doc
    proposals: list[Proposal]
    collocates: dict[int, Collocates]
    words: frozenset[str]
    labels: list[float]
    weights: list[float]
    fold: int
    gold: bool
    views: Views
    lead: bool = False


def read_examples(gold: Path, model: Path | None) -> tuple[list[Example], Learned]:
    """Parse the annotated articles and label what is proposed; give what their triggers teach beside.

    A word that only one article teaches is not proposed in that article, as it would not be in an unseen one.
    """
    reader, lexicon = pipeline.load(model), load_lexicon()
    read = [(fold, article, reader.parse(article["text"])) for fold, article in annotated(gold)]
    told = [_told(doc, article, lexicon) for _, article, doc in read]
    learned = _learned([doc for _, _, doc in read], told, lexicon)
    teachers = Counter(pair for pairs in told for pair in pairs)
    examples = []
    for (fold, article, doc), own in zip(read, told, strict=True):
        if article["id"].startswith(_DENSE):
            continue
        alone = {pair for pair in own if teachers[pair] == 1}
        known = LearnedLexicon(lexicon, _without(learned, alone))
        examples.append(_example(fold, article, doc, known))
        lead = _lead(article, doc)
        examples.append(replace(_example(fold, lead, reader.parse(lead["text"]), known), lead=True))
    return examples, learned


def _example(fold: int, article: dict[str, Any], doc: Doc, known: LearnedLexicon) -> Example:
    proposals = propose(doc, known)
    labels, weights = label(doc, proposals, article["events"])
    around, words = surroundings(doc, proposals), article_words(doc)
    gold, views = article["id"].startswith("train-"), view(doc, proposals)
    return Example(article, doc, proposals, around, words, labels, weights, fold, gold, views)


def _lead(article: dict[str, Any], doc: Doc) -> dict[str, Any]:
    """Cut an article's first one to three sentences out: much that is forwarded is no longer than that.

    The first, because a later sentence may tell again, unannotated, what stands before it.
    """
    sentences = list(islice(doc.sents, 1 + crc32(article["id"].encode()) % _LEADS))
    end = sentences[-1].end_char if sentences else 0
    told = [event for event in article["events"] if event["trigger"]["end"] <= end]
    return {**article, "text": article["text"][:end], "events": told}


def _told(doc: Doc, article: dict[str, Any], lexicon: TriggerLexicon) -> Told:
    return {
        (word_of(span[0], lexicon), EventType(event["type"])): event["mode"]
        for event, span in triggers_in(doc, article)
        if len(span)
    }


def _learned(docs: Sequence[Doc], told: Sequence[Told], lexicon: TriggerLexicon) -> Learned:
    """Gather the pairs of word and type, but for those in which the word is hardly ever a trigger of the type."""
    teachers = Counter(pair for pairs in told for pair in pairs)
    words = {word for word, _ in teachers}
    uses = Counter(
        word for doc in docs for token in doc if not token.is_space and (word := word_of(token, lexicon)) in words
    )
    learned: dict[Word, dict[EventType, str | None]] = defaultdict(dict)
    for pairs in told:
        for (word, type_), mode in pairs.items():
            if teachers[word, type_] >= _OFTEN * uses[word]:
                learned[word].setdefault(type_, mode)
    return dict(learned)


def _without(learned: Learned, pairs: set[tuple[Word, EventType]]) -> Learned:
    kept = dict(learned)
    for word, _ in pairs:
        if word in kept:
            kept[word] = {type_: mode for type_, mode in learned[word].items() if (word, type_) not in pairs}
    return kept


def label(doc: Doc, proposals: list[Proposal], events: list[dict[str, Any]]) -> tuple[list[float], list[float]]:
    """Mark the proposals that are gold events; where none is, the best one of the type and sentence stands in."""
    labels, weights = [0.0] * len(proposals), [1.0] * len(proposals)
    for event, span in triggers_in(doc, {"events": events}):
        same = [i for i, p in enumerate(proposals) if p.type.value == event["type"]]
        exact = [i for i in same if span.start <= proposals[i].token < span.end]
        near = [i for i in same if doc[proposals[i].token].sent == span.sent]
        chosen, weight = exact, 1.0
        if not exact and near:
            best = max(near, key=lambda i: (proposals[i].features["support"], -abs(proposals[i].token - span.start)))
            chosen, weight = [best], _STAND_IN
        for i in chosen:
            labels[i], weights[i] = 1.0, weight
        for i in near:
            if not labels[i]:
                weights[i] = _NEAR
    return labels, weights


def answers(example: Example) -> list[int]:
    """Give for each word viewed the place of its type, from 1, or 0 where it is no event."""
    right = dict.fromkeys(example.views.tokens, 0)
    for proposal, value in zip(example.proposals, example.labels, strict=True):
        if value:
            right[proposal.token] = 1 + TYPES.index(proposal.type)
    return list(right.values())
