"""When two names count as the same: the rule of the customer's scorer (`score_events.py`), which is not ours to bend.

It differs from `nlp.names`, which says what the archive takes for one name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

Forms = tuple[str, ...]
"""The forms of one entity: its name and the other mentions that would be right too."""

_UNCOUNTED = frozenset("le la les l d de du des al el un une the ville localite village".split())  # noqa: SIM905
_WORD = re.compile(r"\w+")
_LIKENESS = 0.86  # ratio of difflib from which two spellings are one name
_TELLING = 4  # letters of a word that can stand for a longer name


@lru_cache(maxsize=20_000)
def _words(name: str) -> tuple[str, ...]:
    """Give the words in lower case, without diacritics and, where others are left, without articles."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    words = _WORD.findall("".join(c for c in letters if not unicodedata.combining(c)))
    return tuple(word for word in words if word not in _UNCOUNTED) or tuple(words)


@lru_cache(maxsize=100_000)
def _alike(said: tuple[str, ...], gold: tuple[str, ...]) -> bool:
    """Compare two names: nearly the same spelling, or the one made of at least half the other's words."""
    if not said or not gold:
        return False
    if said == gold or SequenceMatcher(None, " ".join(said), " ".join(gold)).ratio() >= _LIKENESS:
        return True
    fewer, more = sorted((frozenset(said), frozenset(gold)), key=len)
    return fewer <= more and 2 * len(fewer) >= len(more) and any(len(word) >= _TELLING for word in fewer)


def is_same(said: Forms, gold: Forms) -> bool:
    """Tell whether any form of the one is a form of the other."""
    return any(_alike(_words(ours), _words(theirs)) for ours in said for theirs in gold)


def matches(said: Sequence[Forms], gold: Sequence[Forms]) -> list[tuple[int, int]]:
    """Pair the entities that are right with the gold ones, by index; each gold one is used once, in order."""
    left = list(range(len(gold)))
    found = []
    for i, forms in enumerate(said):
        match = next((j for j in left if is_same(forms, gold[j])), None)
        if match is not None:
            left.remove(match)
            found.append((i, match))
    return found
