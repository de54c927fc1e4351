"""Who may take the floor in a sentence without a verb of saying: «Le colonel X a fait le bilan devant la presse»."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from nlp.mentions import is_people
from nlp.patterns.fr_dates import MONTHS, WEEKDAYS
from nlp.pointing import is_somebody
from nlp.reports import Report
from nlp.verbs import heads

STAGE = "stage"
"""The kind of a report that no verb of saying makes."""
_STAGES = 3  # nouns of a sentence that may take the floor in it


def stages(sentence: Span) -> Iterator[Report]:
    """List the nouns of a sentence that may take the floor: those that no preposition leads, outside relative clauses.

    Long sentences are often misparsed, so being a subject is no condition; the first such noun need not name people.
    """
    count, quotes = 0, 0
    for word in sentence:
        quotes = max(0, quotes + (word.text in "«“") - (word.text in "»”"))
        if quotes or not _heads_bare_phrase(word) or count == _STAGES:
            continue
        if word.lower_ in WEEKDAYS or word.lower_ in MONTHS or (count and not is_somebody(word)):
            continue
        if not is_somebody(word) and word.pos_ == "NOUN" and not _has_article(word):
            continue
        if word.dep_ != "ROOT" and any(above.dep_ == "acl:relcl" for above in heads(word)[1:]):
            continue
        count += 1
        verb = word.head if word.dep_ in ("nsubj", "nsubj:pass") else sentence.root
        yield Report(verb.i, word.i, STAGE)


_INNER = frozenset({"flat", "flat:name", "compound", "fixed", "amod", "appos"})


def _heads_bare_phrase(word: Token) -> bool:
    """Tell a noun or name that heads a phrase which no preposition leads."""
    if word.pos_ not in ("NOUN", "PROPN") and not (word.pos_ in ("ADJ", "VERB") and is_people(word)):
        return False
    if word.dep_ in _INNER and not (word.dep_ == "appos" and word.head.pos_ not in ("NOUN", "PROPN")):
        return False
    before = word.nbor(-1) if word.i > word.sent.start else None
    if word.pos_ == "PROPN" and before is not None and before.pos_ == "PROPN":
        return False
    if word.is_sent_start and word.lower_.endswith(("é", "ée", "és", "ées")):  # «Interrogée mardi, …»
        return False
    first = min((child.i for child in word.lefts), default=word.i)
    led = first > word.sent.start and word.doc[first - 1].pos_ == "ADP"
    return not led and not any(child.dep_ == "case" and child.i < word.i for child in word.children)


def _has_article(word: Token) -> bool:
    return any(child.dep_ == "det" and child.i < word.i for child in word.children)
