"""Tolls of nobody: «aucun blessé», «ni mort ni blessé»."""

from collections.abc import Iterator
from typing import Literal

from spacy.tokens import Doc, Token

from nlp.patterns import fr_tolls as words

TollKind = Literal["killed", "wounded"]


def nobody(doc: Doc) -> Iterator[tuple[TollKind, Token]]:
    """Give the words that say that nobody died or was hurt: «aucun blessé», «sans faire de victime»."""
    for word in doc:
        lower = word.lower_
        if lower in words.HURT and _is_denied(word):
            yield "wounded", word
        elif lower in _DENIABLE and _is_denied(word):
            yield "killed", word
            if lower.startswith("victime"):
                yield "wounded", word


_DENIABLE = (words.DEAD | words.DEAD_ALSO) - {"corps", "dépouille", "martyr"}


def _is_denied(word: Token) -> bool:
    subject = next((child for child in word.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
    if subject is not None and any(w.lower_ in words.NONE for w in (subject, *subject.children)):
        return True
    before = [w.lower_ for w in word.doc[max(word.sent.start, word.i - 4) : word.i]]
    if before and (before[-1] == "ni" or before[-1] in words.NONE):
        return True
    return bool({"aucun", "aucune", "sans", "pas", "personne"} & set(before)) and not {"un", "une"} & set(before)
